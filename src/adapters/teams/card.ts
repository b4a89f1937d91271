/*
 * The part of an Adaptive Card that we draw, as JSON: version 1.5 and nothing beyond it, because Teams shows no later one
 * that a bot sends. Source: adaptivecards.io/explorer; `msteams` is Teams' own and says that a card may be wide.
 */

export type Spacing = 'none' | 'small' | 'medium' | 'large';

/** Where an element stands below the one before it. */
type Placed = { readonly spacing?: Spacing; readonly separator?: true };

/** A run of text that is text: nothing in it is read as Markdown or HTML. */
export type TextRun = {
  readonly type: 'TextRun';
  readonly text: string;
  readonly weight?: 'bolder';
  readonly size?: 'small' | 'medium' | 'large';
  readonly color?: 'attention';
};
export type RichText = Placed & { readonly type: 'RichTextBlock'; readonly inlines: readonly TextRun[] };

/** A heading that screen readers announce as one. Its text is Markdown, so it holds harmless characters only. */
export type Heading = Placed & {
  readonly type: 'TextBlock';
  readonly style: 'heading';
  readonly text: string;
  readonly size: 'medium' | 'large';
  readonly weight: 'bolder';
  readonly wrap: true;
};

type InputBase = {
  readonly id: string;
  readonly label: string;
  readonly isRequired?: true;
  readonly errorMessage?: string;
};
export type TextInput = InputBase & {
  readonly type: 'Input.Text';
  readonly isMultiline: boolean;
  readonly maxLength: number;
  readonly value?: string;
  readonly placeholder?: string;
};
export type Choice = { readonly title: string; readonly value: string };
export type ChoiceInput = InputBase & {
  readonly type: 'Input.ChoiceSet';
  readonly style: 'expanded' | 'compact';
  readonly isMultiSelect: boolean;
  readonly wrap: true;
  readonly choices: readonly Choice[];
  /** Several with commas between them. */
  readonly value?: string;
};
export type DateInput = InputBase & { readonly type: 'Input.Date'; readonly value?: string };
export type Input = TextInput | ChoiceInput | DateInput;

type Button = {
  readonly title: string;
  readonly style?: 'positive' | 'destructive';
  /** What a screen reader says, and what is seen when the pointer rests on it. */
  readonly tooltip?: string;
};
type Carrying = Button & {
  readonly data: Readonly<Record<string, unknown>>;
  /** `none`: what is typed in the card is neither checked nor sent. */
  readonly associatedInputs: 'auto' | 'none';
};
export type Submit = Carrying & { readonly type: 'Action.Submit' };
/** A press that is answered with the next card; clients that are too old for it send `fallback`. */
export type Execute = Carrying & {
  readonly type: 'Action.Execute';
  readonly verb: string;
  readonly fallback: Submit;
};
/** A button that shows a question below it, with the button that answers yes. */
export type ShowCard = Button & {
  readonly type: 'Action.ShowCard';
  readonly card: {
    readonly type: 'AdaptiveCard';
    readonly body: readonly Element[];
    readonly actions: readonly Execute[];
  };
};
/** Leads to a page of ours, outside Teams. */
export type OpenUrl = Pick<Button, 'title'> & { readonly type: 'Action.OpenUrl'; readonly url: string };

export type Action = Execute | ShowCard | OpenUrl;
export type ActionSet = Placed & { readonly type: 'ActionSet'; readonly actions: readonly Action[] };

/** What belongs together: a quotation in a frame of its own, or a question with its hint. */
export type Container = Placed & {
  readonly type: 'Container';
  readonly style?: 'emphasis';
  readonly items: readonly (RichText | Input)[];
};

export type Element = RichText | Heading | Container | ActionSet;

/** The JSON of a card. */
export type Card = {
  readonly type: 'AdaptiveCard';
  readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  readonly version: '1.5';
  readonly lang: 'en';
  readonly msteams: { readonly width: 'Full' };
  /** What a client says that cannot show the card. */
  readonly fallbackText: string;
  /** What a screen reader calls the card. */
  readonly speak: string;
  readonly body: readonly Element[];
  readonly actions?: readonly Execute[];
};
