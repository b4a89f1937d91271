import type { PersonId } from '../directory/directory.ts';
import { agencyOf } from '../directory/lookup.ts';
import { stageAfter } from '../policy/policy-lookup.ts';
import { maySee } from './access.ts';
import { onlyManages } from './capacity.ts';
import { isRaised, openObligations } from './case-state.ts';
import type { CaseCommand, ImpersonalCommand } from './commands.ts';
import type { Refusal, Rules } from './decision.ts';
import { forumActs } from './forum-acts.ts';
import { formOfDuty } from './form-duties.ts';
import { mayAnswerRecommendation, recommendationsToAnswer } from './rules/answering.ts';
import { handsOver, mayBringIn, mayHandOver } from './rules/colleagues.ts';
import { closingsHere, mayCloseWith } from './rules/closing.ts';
import { mayCorrectConcern } from './rules/concern.ts';
import { mayAcceptConfirmation, mayConfirmOutcome, mayDisputeConfirmation } from './rules/confirmation.ts';
import { maySendCopy } from './rules/copying.ts';
import { mayRaiseHere } from './rules/raise.ts';
import { mayNoteLearning, mayWantDebrief } from './rules/learning.ts';
import { mayReportOutcome } from './rules/reporting.ts';
import { entriesToApprove, mayApproveEntry, mayLogDiscussion, maySayNotSpoken } from './rules/discussion.ts';
import { mayReopen, mayWithdraw } from './rules/ending.ts';
import { mayAnswerEntryQuestions } from './rules/entry-questions.ts';
import { mayDeclareUnresolved, mayEscalate, mayMarkPolicyIssue } from './rules/escalation.ts';
import { mayGiveFeedback } from './rules/feedback.ts';
import {
  formsToFill,
  formsToSend,
  formsToSign,
  mayFillForm,
  maySendForm,
  maySignForm,
} from './rules/forms.ts';
import { mayAdviseOtherBoard, mayPassOn, mayRecommend } from './rules/forum.ts';
import { mayAnswerAlert, mayReport } from './rules/immediate-risk.ts';
import {
  informationOwed,
  mayAskInformation,
  mayGiveInformation,
  requestsToAnswer,
} from './rules/information.ts';
import { mayDoneStep, stepsToDo } from './rules/next-steps.ts';
import { mayAgreeOutcome, mayDisputeOutcome, mayProposeOutcome } from './rules/outcome.ts';
import { mayReassessRisk, maySetProtectiveDate } from './rules/protection.ts';
import { mayAcknowledge, mayConfirmFileRead, mayRespond } from './rules/receiving.ts';
import { mayGoUpARung } from './rules/rungs.ts';
import { mayConfirmFiling, mayCorrectEntry, ownEntries, placesToFile } from './rules/record.ts';
import { stagesToReport } from './reported-outcomes.ts';
import { copiesToSend } from './copies.ts';
import { onceAState } from './once-a-state.ts';
import { mayRecordReferral } from './rules/referral.ts';
import { maySkipTo, stagesToSkipTo } from './rules/ways-in.ts';
import type { CaseState } from './state.ts';
import { ownSide } from './turn.ts';
import type { May, Turn } from './turn.ts';

/** Something that a person can do now: a button. It names what it is about, where there can be several. */
export type Act = {
  readonly type: PersonalCommand;
  /** The duty that it meets, if it meets one. */
  readonly obligation?: string;
  readonly to?: string;
  readonly entry?: number;
  readonly proposal?: number;
  readonly request?: number;
  readonly recommendation?: string;
  readonly step?: string;
  readonly place?: string;
  readonly copy?: string;
  readonly stage?: string;
  readonly form?: string;
  readonly closing?: string;
  readonly from?: PersonId;
  readonly alertId?: string;
};

type PersonalCommand = Exclude<CaseCommand['type'], ImpersonalCommand>;
type InCase = Exclude<
  PersonalCommand,
  'raise' | 'report-immediate-risk' | 'answer-alert' | 'record-referral'
>;
type Target = Omit<Act, 'type' | 'obligation'>;

/** Each act: whether somebody may do it, which duties it meets, and what it can be about. */
const acts: Readonly<
  Record<InCase, { may: May; meets?: readonly string[]; about?: (turn: Turn) => readonly Target[] }>
> = {
  acknowledge: { may: mayAcknowledge, meets: ['acknowledge'] },
  'confirm-file-read': { may: mayConfirmFileRead, meets: ['read-file'] },
  respond: { may: mayRespond, meets: ['respond'] },
  'log-discussion': { may: mayLogDiscussion, meets: ['speak', 'meet'] },
  'approve-entry': {
    may: mayApproveEntry,
    about: (turn) => entriesToApprove(turn).map((entry) => ({ entry })),
  },
  'say-not-spoken': { may: maySayNotSpoken },
  'set-protective-date': { may: maySetProtectiveDate },
  'reassess-risk': { may: mayReassessRisk },
  'propose-outcome': { may: mayProposeOutcome, meets: ['resolve', 'plan'] },
  'agree-outcome': { may: mayAgreeOutcome, meets: ['resolve', 'plan'], about: proposal },
  'dispute-outcome': { may: mayDisputeOutcome, about: proposal },
  'confirm-outcome': { may: mayConfirmOutcome, meets: ['confirm'] },
  'give-feedback': { may: mayGiveFeedback, meets: ['feedback'] },
  'done-step': {
    may: mayDoneStep,
    meets: ['step'],
    about: (turn) => stepsToDo(turn).map(({ id }) => ({ step: id })),
  },
  'accept-confirmation': { may: mayAcceptConfirmation, meets: ['answer'] },
  'dispute-confirmation': { may: mayDisputeConfirmation, meets: ['answer'] },
  'declare-unresolved': { may: mayDeclareUnresolved },
  escalate: {
    may: mayEscalate,
    meets: ['escalate'],
    about: ({ state, rules }) =>
      [stageAfter(rules.policy, state.stage)].flatMap((next) => (next ? [{ to: next.id }] : [])),
  },
  'go-up-a-rung': { may: mayGoUpARung },
  'answer-entry-questions': { may: mayAnswerEntryQuestions, meets: ['entry-questions'] },
  'skip-to': { may: maySkipTo, about: (turn) => stagesToSkipTo(turn).map((to) => ({ to })) },
  'bring-in': { may: mayBringIn },
  'hand-over': { may: mayHandOver, about: (turn) => handsOver(turn).map((from) => ({ from })) },
  'mark-policy-issue': { may: mayMarkPolicyIssue },
  'pass-on': { may: mayPassOn, meets: ['pass-on'] },
  'advise-other-board': { may: mayAdviseOtherBoard, meets: ['advise-other-board'] },
  'ask-information': { may: mayAskInformation },
  'give-information': {
    may: mayGiveInformation,
    meets: ['answer'],
    about: (turn) => requestsToAnswer(turn).map((request) => ({ request })),
  },
  recommend: { may: mayRecommend, meets: ['recommend', 'decide', 'mediate'] },
  'answer-recommendation': {
    may: mayAnswerRecommendation,
    meets: ['answer'],
    about: (turn) => recommendationsToAnswer(turn).map(({ id }) => ({ recommendation: id })),
  },
  'send-copy': {
    may: maySendCopy,
    about: ({ state, rules }) => copiesToSend(state, rules).map(({ key }) => ({ copy: key })),
  },
  'report-outcome': {
    may: mayReportOutcome,
    about: (turn) => stagesToReport(turn).map((stage) => ({ stage })),
  },
  'note-learning': { may: mayNoteLearning, meets: ['learning'] },
  'want-debrief': { may: mayWantDebrief },
  ...forumActs,
  'confirm-filing': {
    may: mayConfirmFiling,
    about: (turn) => placesToFile(turn).map((place) => ({ place })),
  },
  'fill-form': {
    may: mayFillForm,
    meets: ['submit-form'],
    about: (turn) => formsToFill(turn).map(aboutForm),
  },
  'sign-form': {
    may: maySignForm,
    meets: ['submit-form'],
    about: (turn) => formsToSign(turn).map(aboutForm),
  },
  'send-form': { may: maySendForm, meets: ['send-form'], about: (turn) => formsToSend(turn).map(aboutForm) },
  'correct-entry': { may: mayCorrectEntry, about: (turn) => ownEntries(turn).map((entry) => ({ entry })) },
  'correct-concern': { may: mayCorrectConcern },
  withdraw: { may: mayWithdraw },
  'close-with': {
    may: mayCloseWith,
    about: (turn) => closingsHere(turn).map(({ id }) => ({ closing: id })),
  },
  reopen: { may: mayReopen },
};

/**
 * Everything that somebody can do in a case now. It asks the very rules that decide, so that whatever is offered
 * is not refused for being somebody else's or too early, and what is not offered would be.
 */
export const availableActs = onceAState(actsNow);

/**
 * Of what somebody can do in a case now, the acts of one type, by asking the rules of that type alone: a message offers a
 * few of some fifty.
 */
export function availableOf(
  type: string,
  person: PersonId,
  state: CaseState,
  rules: Rules,
  now: Date,
): readonly Act[] {
  const wanted = inCaseTypes.filter((one) => one === type);
  if (wanted.length === 0) return besideCase(person, state, rules, now).filter((act) => act.type === type);
  if (!isRaised(state) || state.erased !== undefined) return [];
  const turn: Turn = { by: person, state, rules, at: now };
  if (maySee(person, state, rules, now) !== 'content')
    return handingOver(turn).filter((act) => act.type === type);
  return inCase(turn, wanted);
}

function actsNow(person: PersonId, state: CaseState, rules: Rules, now: Date): readonly Act[] {
  const beside = besideCase(person, state, rules, now);
  if (!isRaised(state) || state.erased !== undefined) return beside;
  if (maySee(person, state, rules, now) !== 'content') return beside;
  return [...beside, ...inCase({ by: person, state, rules, at: now }, inCaseTypes)];
}

/** What does not depend on a part in the case: alerts, an immediate risk, and a raise where there is no case yet. */
function besideCase(person: PersonId, state: CaseState, rules: Rules, now: Date): readonly Act[] {
  if (isRaised(state) && state.erased !== undefined) return [];
  const alerts = state.alerts
    .filter(({ id }) => mayAnswerAlert(person, id, state, rules, now) === undefined)
    .map(({ id }): Act => ({ type: 'answer-alert', alertId: id }));
  const referrals = state.alerts
    .filter(({ id }) => mayRecordReferral(person, id, state, rules, now) === undefined)
    .map(({ id }): Act => ({ type: 'record-referral', alertId: id }));
  const risk: readonly Act[] =
    mayReport(person, state, rules, now) === undefined ? [{ type: 'report-immediate-risk' }] : [];
  if (!isRaised(state))
    return [
      ...alerts,
      ...risk,
      ...referrals,
      ...(mayRaise(person, state, rules, now) ? [{ type: 'raise' } as const] : []),
    ];
  if (maySee(person, state, rules, now) !== 'content')
    return [...alerts, ...risk, ...handingOver({ by: person, state, rules, at: now })];
  return [...alerts, ...risk, ...referrals];
}

/** A line manager who is no part of a case yet hands over for their staff: it is about who acts, and not about the matter. */
function handingOver(turn: Turn): readonly Act[] {
  const { by, state, rules, at } = turn;
  if (!onlyManages(by, state, rules, at) || mayHandOver(turn) !== undefined) return [];
  return handsOver(turn).map((from): Act => ({ type: 'hand-over', from }));
}

/** Why somebody cannot do something in a case now, by the very rule that decides it; `undefined` where they can. */
export function whyNot(type: string, turn: Turn): Refusal | undefined {
  return inCaseTypes
    .filter((one) => one === type)
    .map((one) => acts[one].may(turn))
    .find((reason) => reason !== undefined);
}

function mayRaise(person: PersonId, state: CaseState, rules: Rules, now: Date): boolean {
  const { directory, policy } = rules;
  const partner = agencyOf(directory, person)?.boards.includes(policy.board) ?? false;
  return partner && mayRaiseHere(person, state, rules, now) === undefined;
}

function inCase(turn: Turn, types: readonly InCase[]): readonly Act[] {
  return types.flatMap((type) => {
    const { may, meets, about } = acts[type];
    if (may(turn) !== undefined) return [];
    const targets = about === undefined ? [{}] : about(turn);
    return targets.map((target): Act => {
      const obligation = obligationMet(type, meets ?? [], target, turn);
      return { type, ...target, ...(obligation === undefined ? {} : { obligation }) };
    });
  });
}

function obligationMet(
  type: InCase,
  duties: readonly string[],
  { request, step, form }: Target,
  turn: Turn,
): string | undefined {
  if (step !== undefined) return step;
  if (request !== undefined) return informationOwed(request, turn)[0]?.id;
  const side = ownSide(turn) ?? 'board';
  return openObligations(turn.state).find((one) => {
    const { duty, rule, owedBy } = one;
    if (!duties.includes(duty)) return false;
    if (form !== undefined && formOfDuty(one, turn.rules)?.id !== form) return false;
    if (duty === 'answer' && rule !== answerRule[type]) return false;
    return owedBy.some((owed) => owed.people.includes(turn.by) || owed.side === side);
  })?.id;
}

/** Acts that answer something; each answers its own kind of duty. */
const answerRule: Readonly<Partial<Record<InCase, string>>> = {
  'accept-confirmation': 'accept',
  'dispute-confirmation': 'accept',
  'accept-mediation': 'mediation',
  'decline-mediation': 'mediation',
  'answer-recommendation': 'answer',
};

function aboutForm({ id }: { readonly id: string }): Target {
  return { form: id };
}

function proposal({ state }: Turn): readonly Target[] {
  return state.proposal === undefined ? [] : [{ proposal: state.proposal.entry }];
}

const inCaseTypes = keysOf(acts);

function keysOf<K extends string>(table: Readonly<Record<K, unknown>>): readonly K[] {
  const keys: K[] = [];
  for (const key in table) keys.push(key);
  return keys;
}
