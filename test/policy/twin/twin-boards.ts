import type { TwinCalendar } from './twin-calendar.ts';

/*
 * The five boards of the twin: the table "Timelines when every step is taken at its limit" of the boards' readings,
 * typed in row by row. No policy file is read and nothing of Concordat is imported.
 */

/** One row of the table with its dates. */
export type TwinLine = {
  readonly stage: number;
  readonly obligation: string;
  readonly due: Date;
  readonly target?: Date;
  readonly source: string;
};

/** `everyone`: the working days of all; `office`: without the days on which the board's own office is closed. */
export type TwinDays = { readonly everyone: TwinCalendar; readonly office: TwinCalendar };

export type TwinBoard = (concern: Date, days: TwinDays) => readonly TwinLine[];

const earlier = (one: Date, other: Date) => (one < other ? one : other);
const later = (one: Date, other: Date) => (one > other ? one : other);

/** A target is used, and printed, only where it is earlier than its limit. */
function withTarget(line: TwinLine, target: Date, source: string): TwinLine {
  return target < line.due ? { ...line, target, source: `${line.source}; target: ${source}` } : line;
}

function redbridge(concern: Date, { everyone, office }: TwinDays): readonly TwinLine[] {
  const raise = everyone.workingDaysAfter(concern, 2);
  const speak = everyone.workingDaysAfter(raise, 3);
  const first = later(everyone.workingDaysAfter(concern, 5), speak);
  const toManagers = everyone.sameWorkingDay(first);
  const managers = everyone.workingDaysAfter(toManagers, 5);
  const toSeniors = everyone.sameWorkingDay(managers);
  const seniors = everyone.workingDaysAfter(toSeniors, 5);
  const toChair = everyone.sameWorkingDay(seniors);
  // The office passes it on the same working day, and the Chair's five days count from then.
  const chairTold = office.sameWorkingDay(toChair);
  return [
    { stage: 1, obligation: 'raise', due: raise, source: '4.4' },
    { stage: 1, obligation: 'speak', due: speak, source: '4.4' },
    { stage: 1, obligation: 'resolve', due: first, source: 'flowchart' },
    { stage: 2, obligation: 'escalate', due: toManagers, source: '4.5' },
    { stage: 2, obligation: 'resolve', due: managers, source: '4.5' },
    { stage: 3, obligation: 'escalate', due: toSeniors, source: '4.6' },
    withTarget(
      { stage: 3, obligation: 'resolve', due: seniors, source: '4.6' },
      everyone.workingDaysAfter(toSeniors, 2),
      'flowchart',
    ),
    { stage: 4, obligation: 'escalate', due: toChair, source: '4.9' },
    { stage: 4, obligation: 'recommend', due: office.workingDaysAfter(chairTold, 5), source: '4.9' },
  ];
}

function cheshireEast(concern: Date, { everyone, office }: TwinDays): readonly TwinLine[] {
  const toChair = everyone.day(16, concern);
  return [
    withTarget(
      {
        stage: 1,
        obligation: 'raise',
        due: everyone.workingDaysAfter(concern, 1),
        source: 'Step one',
      },
      everyone.hoursAfter(concern, 24),
      'flowchart',
    ),
    { stage: 2, obligation: 'escalate', due: everyone.day(3, concern), source: 'flowchart' },
    { stage: 2, obligation: 'resolve', due: everyone.day(9, concern), source: 'flowchart' },
    { stage: 3, obligation: 'escalate', due: everyone.day(9, concern), source: 'flowchart' },
    { stage: 3, obligation: 'resolve', due: everyone.day(14, concern), source: 'flowchart' },
    { stage: 4, obligation: 'escalate', due: toChair, source: 'flowchart' },
    {
      stage: 4,
      obligation: 'recommend',
      due: earlier(office.workingDaysAfter(toChair, 5), office.day(21, concern)),
      source: 'Step four; flowchart',
    },
  ];
}

function rotherham(concern: Date, { everyone, office }: TwinDays): readonly TwinLine[] {
  const first = earlier(everyone.workingHoursAfter(concern, 48), everyone.workingDaysAfter(concern, 2));
  return [
    { stage: 1, obligation: 'resolve', due: first, source: 'Stage 1' },
    { stage: 2, obligation: 'resolve', due: everyone.workingDaysAfter(concern, 5), source: 'Stage 2' },
    { stage: 3, obligation: 'resolve', due: everyone.workingDaysAfter(concern, 7), source: 'Stage 3' },
    { stage: 4, obligation: 'decide', due: office.workingDaysAfter(concern, 10), source: 'Stage 4' },
  ];
}

/** Stages 3 and 4 have no timescale and no row. Stage 2 begins when the aim of Stage 1 is reached. */
function solihull(concern: Date, { everyone }: TwinDays): readonly TwinLine[] {
  const first = everyone.workingDaysAfter(concern, 5);
  return [
    { stage: 1, obligation: 'resolve', due: first, source: 'Appendix 1' },
    { stage: 2, obligation: 'resolve', due: everyone.workingDaysAfter(first, 5), source: '2.3' },
  ];
}

function hertfordshire(concern: Date, { everyone, office }: TwinDays): readonly TwinLine[] {
  const raise = everyone.workingDaysAfter(concern, 2);
  const speak = everyone.workingDaysAfter(raise, 3);
  const toManagers = everyone.sameWorkingDay(speak);
  const managers = everyone.workingDaysAfter(toManagers, 5);
  const toChair = everyone.sameWorkingDay(managers);
  const chairTold = office.sameWorkingDay(toChair);
  return [
    { stage: 1, obligation: 'raise', due: raise, source: '4.5' },
    { stage: 1, obligation: 'speak', due: speak, source: '4.5' },
    { stage: 2, obligation: 'escalate', due: toManagers, source: '4.6' },
    { stage: 2, obligation: 'resolve', due: managers, source: '4.6' },
    { stage: 3, obligation: 'escalate', due: toChair, source: '4.7' },
    { stage: 3, obligation: 'recommend', due: office.workingDaysAfter(chairTold, 5), source: '4.7' },
  ];
}

export const twinBoards: Readonly<Record<string, TwinBoard>> = {
  redbridge,
  'cheshire-east': cheshireEast,
  rotherham,
  solihull,
  hertfordshire,
};
