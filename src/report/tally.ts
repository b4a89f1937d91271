import type { Policy } from '../policy/policy.ts';
import type { CaseFigures, DutyFigure } from './figures.ts';
import type { Period } from './period.ts';

/*
 * Adding the figures of cases up, one case after the other, so that a hundred thousand of them need no more room than a few. A case
 * belongs to the period in which it was closed: each is counted in one period and no other, with all that came of it.
 */

export type DutyCounts = {
  inTime: number;
  late: number;
  never: number;
  open: number;
  overdue: number;
};
export type StageCounts = {
  reached: number;
  settled: number;
  readonly otherwise: Map<string, number>;
  readonly days: number[];
};
export type Answered = { made: number; readonly by: Map<string, number> };

/** What has been added up so far. It changes with each case that is added, and is one report's alone. */
export type Tally = {
  raised: number;
  closed: number;
  open: number;
  overdue: number;
  /** Closed cases of which the board's office saw nothing. */
  away: number;
  readonly days: number[];
  readonly stages: Map<string, StageCounts>;
  readonly duties: Map<string, DutyCounts>;
  readonly agencyDuties: Map<string, DutyCounts>;
  readonly themes: Map<string, number>;
  readonly raising: Map<string, number>;
  readonly receiving: Map<string, number>;
  /** The same of every case, for tables that name sectors and no agency. */
  readonly everyRaising: Map<string, number>;
  readonly everyReceiving: Map<string, number>;
  readonly flags: Map<string, number>;
  readonly alertMinutes: number[];
  alertsOpen: number;
  /** Of all alerts, those after which the adult was referred. */
  alertsReferred: number;
  readonly recommendations: Map<string, Answered>;
  learning: number;
  learningPoints: number;
  readonly answers: Map<string, Map<string, number>>;
  readonly reported: Map<string, number>;
  /** Stages to which cases went straight, past others. */
  readonly straightTo: Map<string, number>;
  /** Of how many another board was told. */
  otherBoard: number;
};

/** Which cases are counted, and where agencies may be named. */
export type Scope = {
  readonly period: Period;
  readonly now: Date;
  /** Of cases that never came to the office: counted by stage alone, or not at all where it is to hear only what agencies report. */
  readonly away: 'counted' | 'left-out';
};

/**
 * What of a board's cases its own office may have counted. Where the policy lets it hear of stages only what an agency reports
 * (CE-20, CE-22), a case that never came to it is in none of its figures.
 */
export function awayCases({ stages }: Pick<Policy, 'stages'>): Scope['away'] {
  return stages.some(({ office_sees: sees }) => sees === 'reported-outcomes') ? 'left-out' : 'counted';
}

export function emptyTally(): Tally {
  return {
    raised: 0,
    closed: 0,
    open: 0,
    overdue: 0,
    away: 0,
    days: [],
    stages: new Map(),
    duties: new Map(),
    agencyDuties: new Map(),
    themes: new Map(),
    raising: new Map(),
    receiving: new Map(),
    everyRaising: new Map(),
    everyReceiving: new Map(),
    flags: new Map(),
    alertMinutes: [],
    alertsOpen: 0,
    alertsReferred: 0,
    recommendations: new Map(),
    learning: 0,
    learningPoints: 0,
    answers: new Map(),
    reported: new Map(),
    straightTo: new Map(),
    otherBoard: 0,
  };
}

/** Adds one case to what was added up before. */
export function addCase(tally: Tally, figures: CaseFigures, scope: Scope): void {
  const { period, now, away } = scope;
  const { closed, raised, office } = figures;
  if (isIn(closed, period)) for (const { stage } of figures.reported) plus(tally.reported, stage);
  if (office !== 'content' && away === 'left-out' && raised !== undefined) return;
  addAlerts(tally, figures, period);
  if (isIn(raised, period)) tally.raised += 1;
  if (raised !== undefined && raised <= period.to && closed === undefined) addOpen(tally, figures, now);
  if (isIn(closed, period)) addClosed(tally, figures, now);
}

function addAlerts(tally: Tally, { alerts }: CaseFigures, period: Period): void {
  for (const { on, minutes, referred } of alerts) {
    if (!isIn(on, period)) continue;
    if (referred === true) tally.alertsReferred += 1;
    if (minutes === undefined) tally.alertsOpen += 1;
    else tally.alertMinutes.push(minutes);
  }
}

function addOpen(tally: Tally, figures: CaseFigures, now: Date): void {
  tally.open += 1;
  if (figures.duties.some((duty) => isOverdue(duty, now))) tally.overdue += 1;
  addDuties(tally, figures, now, ['open']);
}

function addClosed(tally: Tally, figures: CaseFigures, now: Date): void {
  tally.closed += 1;
  if (figures.office !== 'content') tally.away += 1;
  if (figures.days !== undefined) tally.days.push(figures.days);
  addStages(tally, figures);
  addDuties(tally, figures, now, ['in-time', 'late', 'never', 'open']);
  for (const theme of figures.themes) plus(tally.themes, theme);
  for (const flag of figures.flags) plus(tally.flags, flag);
  for (const { form, field, chosen } of figures.answers) {
    const key = `${form} ${field}`;
    const counts = tally.answers.get(key) ?? new Map<string, number>();
    tally.answers.set(key, counts);
    plus(counts, chosen);
  }
  for (const stage of figures.straightTo ?? []) plus(tally.straightTo, stage);
  if (figures.otherBoard === true) tally.otherBoard += 1;
  if (figures.learning > 0) tally.learning += 1;
  tally.learningPoints += figures.learning;
  addSides(tally.everyRaising, tally.everyReceiving, figures);
  if (figures.office !== 'content') return;
  addSides(tally.raising, tally.receiving, figures);
  for (const { to, answer } of figures.recommendations) {
    const of = tally.recommendations.get(to) ?? { made: 0, by: new Map() };
    tally.recommendations.set(to, of);
    of.made += 1;
    plus(of.by, answer ?? 'none');
  }
}

function addSides(
  raised: Map<string, number>,
  received: Map<string, number>,
  { raising, receiving }: CaseFigures,
): void {
  if (raising !== undefined) plus(raised, raising);
  for (const agency of new Set(receiving)) plus(received, agency);
}

function addStages(tally: Tally, { stages, reached, settled, how, closing }: CaseFigures): void {
  for (const { stage, days } of stages) if (days !== undefined) stageIn(tally, stage).days.push(days);
  if (reached !== undefined) stageIn(tally, reached).reached += 1;
  const at = stageIn(tally, (how === 'resolved' ? settled : reached) ?? '');
  if (how === 'resolved') at.settled += 1;
  else plus(at.otherwise, closing ?? how ?? '');
}

function addDuties(tally: Tally, { duties, office }: CaseFigures, now: Date, which: readonly string[]): void {
  for (const duty of duties) {
    if (!which.includes(duty.was)) continue;
    count(dutiesIn(tally.duties, `${duty.stage} ${duty.duty}`), duty, now);
    // Who owed what is told only of cases that the board's office sees.
    if (office === 'content')
      for (const agency of duty.by) count(dutiesIn(tally.agencyDuties, agency), duty, now);
  }
}

function count(counts: DutyCounts, duty: DutyFigure, now: Date): void {
  switch (duty.was) {
    case 'in-time':
      counts.inTime += 1;
      return;
    case 'late':
      counts.late += 1;
      return;
    case 'never':
      counts.never += 1;
      return;
    case 'open':
      if (isOverdue(duty, now)) counts.overdue += 1;
      else counts.open += 1;
  }
}

/** What is open at its limit is not overdue yet; a moment after it, it is. */
export function isOverdue({ was, due }: DutyFigure, now: Date): boolean {
  return was === 'open' && due !== undefined && new Date(due) < now;
}

function isIn(day: string | undefined, { from, to }: Period): boolean {
  return day !== undefined && from <= day && day <= to;
}

function stageIn({ stages }: Tally, id: string): StageCounts {
  const known = stages.get(id);
  if (known !== undefined) return known;
  const made: StageCounts = { reached: 0, settled: 0, otherwise: new Map(), days: [] };
  stages.set(id, made);
  return made;
}

function dutiesIn(all: Map<string, DutyCounts>, key: string): DutyCounts {
  const known = all.get(key);
  if (known !== undefined) return known;
  const made = { inTime: 0, late: 0, never: 0, open: 0, overdue: 0 };
  all.set(key, made);
  return made;
}

function plus(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
