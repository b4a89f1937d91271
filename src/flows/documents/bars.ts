/** Bars to be drawn: one for each label and series, with its number beside it. Nothing is drawn where there is no number. */
export type Bars = {
  readonly says: string;
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  /** The series of a label are the parts of one bar. */
  readonly stacked: boolean;
};

/** A drawing as SVG that stands alone: nothing in it is fetched or run. */
export type Drawing = { readonly svg: string; readonly width: number; readonly height: number };

export type DrawBars = (bars: Bars) => Drawing;
