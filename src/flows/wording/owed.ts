import type { NoticeAbout } from '../../case/effect.ts';
import type { OpenObligation } from '../../case/state.ts';
import type { PersonId } from '../../directory/directory.ts';
import { stageAfter } from '../../policy/policy-lookup.ts';
import type { Block } from '../chat-message.ts';
import { isOwedAtOnce, sayLate } from './at-once.ts';
import { sayOrigin } from './origin-words.ts';
import { dateWords } from './date-words.ts';
import { kindOf, placeOf, sayDuty, wordsOfDuty } from './duty-words.ts';
import { sayList, sayMoment, sayPerson, upperFirst, type TellingOfCase } from './telling.ts';

/** The duties that a notice speaks of, settled ones too: what it reminds of, or what its reader owes at that stage. */
export function dutiesOf(about: NoticeAbout, telling: TellingOfCase): readonly OpenObligation[] {
  const { state, reader } = telling;
  if ('obligation' in about) {
    const named = state.obligations.filter(({ id }) => id === about.obligation);
    return [...named, ...escalationWith(named, state)];
  }
  const stage = stageAt(about.entry, telling);
  // The duty to escalate is a rule of the next stage and is owed in this one.
  const next = stage === '' ? undefined : stageAfter(telling.rules.policy, stage)?.id;
  return state.obligations.filter(
    (one) =>
      one.stage === (one.duty === 'escalate' ? next : stage) &&
      owes(reader.id, one) &&
      asksFor(about.what, kindOf(one)),
  );
}

/** What lapses a stage speaks for the duty to escalate too, once that is open: who owes it, by when, under which paragraph. */
function escalationWith(
  named: readonly OpenObligation[],
  { obligations, status }: TellingOfCase['state'],
): readonly OpenObligation[] {
  const lapsing = named.some((one) => one.lapses && one.status === 'open');
  if (!lapsing || status !== 'open') return [];
  return obligations.filter((one) => one.duty === 'escalate' && one.status === 'open');
}

/** Who owes a duty now. */
export function owers(obligation: OpenObligation): readonly PersonId[] {
  return [...new Set(obligation.owedBy.flatMap(({ people }) => people))];
}

export function owes(person: PersonId, obligation: OpenObligation): boolean {
  return owers(obligation).includes(person);
}

/** One line each: who owes what, by when, under which paragraph; or who did it and when. */
export function dutyBlocks(duties: readonly OpenObligation[], telling: TellingOfCase): readonly Block[] {
  const open = duties.filter(({ status }) => status === 'open');
  const settled = duties.filter(({ status }) => status !== 'open');
  return [
    ...(open.length === 0
      ? []
      : [{ kind: 'facts', facts: open.map((one) => owedFact(one, telling)) } as const]),
    ...(settled.length === 0
      ? []
      : [{ kind: 'list', items: settled.map((one) => settledLine(one, telling)) } as const]),
  ];
}

function owedFact(obligation: OpenObligation, telling: TellingOfCase) {
  // Whoever reads it comes first: "You and Nadia Example (…)".
  const people = [...owers(obligation)].sort(
    (one, other) => Number(other === telling.reader.id) - Number(one === telling.reader.id),
  );
  const who = sayList(people.map((person) => sayPerson(person, telling)));
  return {
    label: `${upperFirst(who === '' ? 'Nobody listed' : who)} ${who === 'you' ? 'owe' : people.length > 1 ? 'owe this' : 'owes this'}: ${sayDuty(obligation, owes(telling.reader.id, obligation), telling.rules.policy)}`,
    value: [...dueOf(obligation, telling), ` ${sayOrigin(obligation)}`],
  };
}

function dueOf(obligation: OpenObligation, telling: TellingOfCase) {
  if (isOwedAtOnce(obligation, telling.rules)) return [{ strong: 'At once.' }];
  const words = dateWords(obligation, telling);
  if (words === undefined) return ['As soon as you can; the policy sets no date.'];
  const [before, date, after] = words;
  const { due, target: earlier } = obligation;
  const passed = due === undefined || new Date(due) <= telling.now;
  const target =
    passed || earlier === undefined || new Date(earlier) <= telling.now
      ? []
      : [` Better by ${sayMoment(earlier)}.`];
  return [before, { strong: date }, after, ...target];
}

function settledLine(obligation: OpenObligation, telling: TellingOfCase): string {
  const { done } = wordsOfDuty(kindOf(obligation), placeOf(obligation, telling.rules));
  if (obligation.status === 'ended' || obligation.metAt === undefined) {
    return `No longer owed: ${sayDuty(obligation, owes(telling.reader.id, obligation), telling.rules.policy)}.`;
  }
  const by = doneBy(obligation, telling);
  const late = sayLate(obligation, telling);
  return by === undefined
    ? `Done on ${sayMoment(obligation.metAt)}: ${done}.${late}`
    : `${upperFirst(by)} ${done} on ${sayMoment(obligation.metAt)}.${late}`;
}

/** Who discharged a duty, from the record. */
function doneBy({ id }: OpenObligation, telling: TellingOfCase): string | undefined {
  const met = telling.state.entries.findLast(
    ({ event }) => event.type === 'ObligationMet' && event.obligation === id,
  );
  const by = met?.event.type === 'ObligationMet' ? met.event.by : undefined;
  return by === undefined ? undefined : sayPerson(by, telling);
}

/** The stage that the case was at when an entry was written. */
function stageAt(entry: number, { state }: TellingOfCase): string {
  let stage = '';
  for (const { entry: number, event } of state.entries) {
    if (event.type !== 'StageEntered') continue;
    if (number > entry && stage !== '') break;
    stage = event.stage;
  }
  return stage;
}

/** Some notices are about one kind of duty; the rest are about all that their reader owes. */
const about: Readonly<Record<string, readonly string[]>> = {
  OutcomeProposed: ['resolve'],
  OutcomeDisputed: ['resolve', 'escalate'],
  CaseClosed: ['learning', 'submit-form', 'send-form'],
  MatterResolved: ['confirm', 'step', 'feedback'],
  OutcomeConfirmed: ['accept'],
  ConfirmationDisputed: ['resolve', 'escalate'],
  NotSpokenSaid: ['speak'],
  UnresolvedDeclared: ['escalate'],
  CarryingAsked: ['escalate'],
  EscalationOverdue: ['escalate'],
  RecommendationsMade: ['answer', 'feedback'],
  MediationOffered: ['mediation'],
  MediationFailed: ['review', 'resolve'],
  ConflictSaid: ['pass-on'],
  DecisionDrafted: ['decide', 'recommend'],
  DecisionDisputed: ['decide', 'recommend'],
  Responded: ['resolve'],
  FormFilled: ['submit-form'],
};
const aboutNothing = new Set([
  'Acknowledged',
  'FileReadConfirmed',
  'EntryApproved',
  'OutcomeAgreed',
  'FilingConfirmed',
  'FilingReminded',
  'CopySent',
  'OutcomeReported',
  'LearningNoted',
  'DebriefWanted',
  'Withdrawn',
  'FormSigned',
  'FormSent',
  'ClosingSaid',
  'RecommendationAnswered',
  'OtherBoardAdvised',
  'PanelConvened',
  'MeetingCalled',
  'MeetingNotHeld',
  'MediationAnswered',
  'HeadMadeAware',
  'DecisionAgreed',
  'InformationGiven',
  'InformationAsked',
  'ConfirmationAccepted',
  'RiskReassessed',
  'DiscussionLogged',
  'EntryCorrected',
  'BroughtIn',
  'StepDone',
  'EntryQuestionsAnswered',
  'FeedbackGiven',
  'Considered',
]);

/** What the message says in its first sentence is not said again below it as done. */
const saidAlready: Readonly<Record<string, string>> = { CaseRaised: 'raise', StageEntered: 'escalate' };

function asksFor(what: NoticeAbout['what'], duty: string): boolean {
  if (aboutNothing.has(what) || saidAlready[what] === duty) return false;
  return about[what]?.includes(duty) ?? true;
}
