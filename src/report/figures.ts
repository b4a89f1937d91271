import { isRaised } from '../case/case-state.ts';
import { dateKindOf } from '../case/date-kind.ts';
import type { Rules } from '../case/decision.ts';
import type { EventOf } from '../case/events.ts';
import { instantOf } from '../case/moment.ts';
import type { CaseState, OpenObligation, RaisedCase } from '../case/state.ts';
import { waitingAnswers } from '../case/waiting-answers.ts';
import type { AgencyId } from '../directory/directory.ts';
import { civilDateOf, type CivilDate } from '../policy/civil.ts';
import type { Calendar } from '../policy/calendar.ts';
import { besideOf, writtenOf, type Beside, type Written } from './beside.ts';
import { workingDaysLeft } from '../policy/working-days.ts';

/**
 * The figures of one case: ids of the policy and of agencies, days and counts. No word that anybody wrote, no adult, no
 * person and no reference stands in them, so that they may outlive what was written.
 */
export type CaseFigures = Beside & {
  readonly board: string;
  /** Days in Europe/London. Without `raised` there is only an alert; without `closed` it is open. */
  readonly raised?: CivilDate;
  readonly closed?: CivilDate;
  readonly how?: EventOf<'CaseClosed'>['how'];
  /** The stage's own way in which it was closed, where it was. */
  readonly closing?: string;
  /** The furthest stage that it came to, in the order of the policy. */
  readonly reached?: string;
  /** The stage at which every side agreed, while that holds. */
  readonly settled?: string;
  /** Working days from when it arose until it was settled, or else closed. */
  readonly days?: number;
  /** The stages that it came to, with the working days spent at each that is over. */
  readonly stages: readonly { readonly stage: string; readonly days?: number }[];
  readonly duties: readonly DutyFigure[];
  /** Common codes of the themes, each once. */
  readonly themes: readonly string[];
  readonly raising?: AgencyId;
  readonly receiving: readonly AgencyId[];
  readonly flags: readonly string[];
  /** When an immediate risk was reported, and after how many minutes another person said what is in place. */
  readonly alerts: readonly {
    readonly on: CivilDate;
    readonly minutes?: number;
    /** Somebody recorded that the adult was referred, as the policy wants it. */
    readonly referred?: true;
  }[];
  readonly recommendations: readonly {
    readonly stage: string;
    readonly to: AgencyId;
    /** The day on which it was given; absent in figures that were worked out before this was kept. */
    readonly on?: CivilDate;
    readonly answer?: string;
  }[];
  /** The day of the oldest of them that waits for an answer, while the board's office may read the case. */
  readonly waitsSince?: CivilDate;
  /** How many sides noted something that others can learn from. */
  readonly learning: number;
  /** Answers to questions of the board's forms that are chosen from a list; nothing that is kept apart. */
  readonly answers: readonly { readonly form: string; readonly field: string; readonly chosen: string }[];
  /** Answers in words to what the board’s forms ask once it is closed; absent where there are none. */
  readonly written?: readonly Written[];
  /** Stages of which an agency told the board's office what came of them. */
  readonly reported: readonly { readonly stage: string; readonly agency: AgencyId }[];
  /** What the board's office sees of it: all, the outcomes that agencies reported, or nothing. */
  readonly office: 'content' | 'outcomes' | 'nothing';
};

/** A limit of the board's procedure, whose it is (`board` for its office and forums) and what became of it. */
export type DutyFigure = {
  readonly stage: string;
  readonly duty: string;
  readonly by: readonly AgencyId[];
  /** `never`: it passed its limit and was not owed any longer before anybody had done it. */
  readonly was: 'in-time' | 'late' | 'never' | 'open';
  /** While it is open: its limit, a moment in UTC. */
  readonly due?: string;
};

/**
 * What a case comes to in figures. Only the record, the policy and the calendar go into it, so that it is the same when it
 * is worked out again.
 *
 * @throws Error for a case that has no record yet
 */
export function figuresOf(state: CaseState, rules: Rules): CaseFigures {
  if (state.status === 'unopened') throw new Error('A case without a record has no figures');
  const alerts = alertsOf(state);
  if (!isRaised(state)) return { ...nothing, board: state.board, alerts };
  const { policy } = rules;
  const codes = state.themes.flatMap((id) => policy.themes.find((theme) => theme.id === id)?.code ?? []);
  const { resolution } = state;
  const written = writtenOf(state, policy);
  return {
    ...nothing,
    ...endOf(state),
    ...reachedBy(state, rules),
    ...timesOf(state, rules.calendar),
    board: state.board,
    raised: civilDateOf(instantOf(state.raised)),
    ...(resolution === undefined ? {} : { settled: resolution.stage }),
    duties: state.obligations.flatMap((one) => dutyFigure(one, state, rules)),
    themes: [...new Set(codes)],
    ...agenciesOf(state),
    flags: state.flags,
    alerts,
    recommendations: recommendationsOf(state),
    ...waitOf(state, rules),
    learning: state.learning.filter(({ anything }) => anything).length,
    answers: answersOf(state, rules),
    ...(written.length === 0 ? {} : { written }),
    ...besideOf(state),
    reported: state.reported.map(({ stage, side }) => ({ stage, agency: agencyOf(side, state) })),
  };
}

const nothing = {
  stages: [],
  duties: [],
  themes: [],
  receiving: [],
  flags: [],
  alerts: [],
  recommendations: [],
  learning: 0,
  answers: [],
  reported: [],
  office: 'nothing',
} as const satisfies Omit<CaseFigures, 'board'>;

function alertsOf({ alerts }: CaseState): CaseFigures['alerts'] {
  return alerts.map(({ reportedAt, answered, referred }) => {
    const from = instantOf(reportedAt);
    const one = { on: civilDateOf(from), ...(referred === undefined ? {} : { referred: true as const }) };
    if (answered === undefined) return one;
    return { ...one, minutes: Math.floor((instantOf(answered.at).getTime() - from.getTime()) / 60_000) };
  });
}

function endOf(state: RaisedCase): Pick<CaseFigures, 'closed' | 'how' | 'closing'> {
  if (state.status !== 'closed') return {};
  const { closedAt, how, entries } = state;
  const said = entries.findLast(({ event }) => event.type === 'ClosingSaid')?.event;
  return {
    closed: civilDateOf(instantOf(closedAt)),
    how,
    ...(how === 'closing' && said?.type === 'ClosingSaid' ? { closing: said.closing } : {}),
  };
}

function reachedBy(
  { stagesEntered, reported }: RaisedCase,
  { policy }: Rules,
): Pick<CaseFigures, 'reached' | 'office'> {
  const entered = policy.stages.filter(({ id }) => stagesEntered[id] !== undefined);
  const last = entered.at(-1);
  const all = entered.some(({ office_sees: sees }) => sees === 'content');
  return {
    ...(last === undefined ? {} : { reached: last.id }),
    office: all ? 'content' : reported.length > 0 ? 'outcomes' : 'nothing',
  };
}

/** As the record itself tells how long it took: from when it arose, and from stage to stage. */
function timesOf(state: RaisedCase, calendar: Calendar): Pick<CaseFigures, 'days' | 'stages'> {
  const { concern, raised, resolution, stagesEntered } = state;
  const end = resolution?.at ?? (state.status === 'closed' ? state.closedAt : undefined);
  const arose = [concern.arose, concern.decisionReceived].filter((one) => one !== undefined).sort()[0];
  const entered = Object.entries(stagesEntered).sort(([, one], [, other]) => one.localeCompare(other));
  const all = daysBetween(arose ?? raised, end, calendar);
  return {
    ...(all === undefined ? {} : { days: all }),
    stages: entered.map(([stage, at], index) => {
      const days = daysBetween(at, entered[index + 1]?.[1] ?? end, calendar);
      return { stage, ...(days === undefined ? {} : { days }) };
    }),
  };
}

/** Nothing where the bank holidays of those days are not known: no count is guessed. */
function daysBetween(from: string, to: string | undefined, calendar: Calendar): number | undefined {
  if (to === undefined) return undefined;
  const [began, ended] = [instantOf(from), instantOf(to)];
  const [first, last] = [civilDateOf(began), civilDateOf(ended)];
  if (first < calendar.covers.from || last > calendar.covers.to) return undefined;
  return Math.max(workingDaysLeft(began, ended, calendar), 0);
}

/** Aims, targets and reviews are no limits, and what the software added is none of the board's. */
function dutyFigure(one: OpenObligation, state: RaisedCase, rules: Rules): readonly DutyFigure[] {
  if (one.added || dateKindOf(one, state, rules.policy) !== 'limit') return [];
  const { stage, duty, due, owedBy } = one;
  const was = becameOf(one);
  if (was === undefined) return [];
  const by = [...new Set(owedBy.map(({ side }) => (side === 'board' ? side : agencyOf(side, state))))];
  return [{ stage, duty, by, was, ...(was === 'open' && due !== undefined ? { due } : {}) }];
}

/** Nothing for what was no longer owed before its limit came. */
function becameOf({ status, metLate, passed }: OpenObligation): DutyFigure['was'] | undefined {
  switch (status) {
    case 'open':
      return 'open';
    case 'met':
      return metLate === true ? 'late' : 'in-time';
    case 'ended':
      return passed ? 'never' : undefined;
  }
}

function agenciesOf({ sides }: RaisedCase): Pick<CaseFigures, 'raising' | 'receiving'> {
  const raising = sides.find(({ key }) => key === 'raising')?.agency;
  return {
    ...(raising === undefined ? {} : { raising }),
    receiving: sides.filter(({ key }) => key !== 'raising').map(({ agency }) => agency),
  };
}

function agencyOf(side: string, { sides }: RaisedCase): AgencyId {
  return sides.find(({ key }) => key === side)?.agency ?? side.replace(/^receiving:/, '');
}

/** Everything that a forum said to an agency, at whichever stage, with the last answer to it. */
function recommendationsOf({ entries }: RaisedCase): CaseFigures['recommendations'] {
  let stage = '';
  const made: { id: string; stage: string; to: AgencyId; on: CivilDate; answer?: string }[] = [];
  for (const { event, at } of entries) {
    if (event.type === 'StageEntered') stage = event.stage;
    const on = civilDateOf(instantOf(at));
    if (event.type === 'RecommendationsMade')
      made.push(...event.recommendations.map(({ id, to }) => ({ id, stage, to, on })));
    if (event.type === 'RecommendationAnswered') {
      const answered = made.findLast(({ id }) => id === event.recommendation);
      if (answered !== undefined) answered.answer = event.answer;
    }
  }
  return made.map(({ id: _id, ...one }) => one);
}

/** By it the office's list is kept in order without a look into any case. */
function waitOf(state: RaisedCase, rules: Rules): Pick<CaseFigures, 'waitsSince'> {
  const [oldest] = waitingAnswers(state);
  if (oldest === undefined || reachedBy(state, rules).office !== 'content') return {};
  return { waitsSince: civilDateOf(instantOf(oldest.since)) };
}

function answersOf({ forms }: RaisedCase, { policy }: Rules): CaseFigures['answers'] {
  return forms.flatMap(({ form, answers }) => {
    const fields = policy.forms.find(({ id }) => id === form)?.fields ?? [];
    return Object.entries(answers).flatMap(([box, { answer }]) => {
      const field = fields.find(({ id }) => id === box.split(':', 1)[0]);
      if (field === undefined || field.restricted || !counted.includes(field.type)) return [];
      return 'chosen' in answer ? answer.chosen.map((chosen) => ({ form, field: field.id, chosen })) : [];
    });
  });
}

const counted: readonly string[] = ['yes-no', 'yes-no-na', 'choice', 'choices'];
