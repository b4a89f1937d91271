import { maySee } from '../../case/access.ts';
import { availableActs, availableOf, type Act as CaseAct } from '../../case/acts.ts';
import { worksInOffice } from '../../case/capacity.ts';
import { mayAnswerAlert } from '../../case/rules/immediate-risk.ts';
import { mayRecordReferral } from '../../case/rules/referral.ts';
import { isRaised, remindsTo } from '../../case/case-state.ts';
import { formsThere, isBegun } from '../../case/form.ts';
import { missingBefore } from '../../case/rules/escalation.ts';
import type { NoticeAbout } from '../../case/effect.ts';
import type { Entry } from '../../case/events.ts';
import type { Alert, OpenObligation, RaisedCase } from '../../case/state.ts';
import { aboutOf } from '../act-about.ts';
import type { Block, Button } from '../chat-message.ts';
import { labelAbout, labelOfDocument, labelOfForm, type ActLabel } from './act-labels.ts';
import { isWritten } from './confirmation-words.ts';
import { sayCopyOf } from './copy-words.ts';
import { labelToGoOn } from './label-to-go-on.ts';
import { kindOf, placeOf, wordsOfDuty } from './duty-words.ts';
import { owes } from './owed.ts';
import type { Telling, TellingOfCase } from './telling.ts';

type Doable = { readonly does: string; readonly on?: string };

/** Acts that some notices offer besides those that discharge a duty. */
const actsOfEvents: Readonly<Record<string, readonly string[]>> = {
  CaseRaised: ['set-protective-date'],
  StageEntered: ['set-protective-date', 'report-immediate-risk'],
  DiscussionLogged: ['approve-entry', 'say-not-spoken'],
  OutcomeProposed: ['agree-outcome', 'dispute-outcome'],
  OutcomeConfirmed: ['accept-confirmation', 'dispute-confirmation'],
  NotSpokenSaid: ['log-discussion'],
  UnresolvedDeclared: ['go-up-a-rung', 'escalate'],
  EscalationOverdue: ['escalate'],
  CarryingAsked: ['escalate'],
  Considered: ['escalate'],
  RungTaken: ['go-up-a-rung', 'escalate', 'report-immediate-risk'],
  InformationAsked: ['give-information'],
  PassedOn: ['say-conflict'],
  MediationOffered: ['accept-mediation', 'decline-mediation', 'say-conflict'],
  MediationAnswered: ['say-mediation-failed', 'propose-outcome'],
  MediationFailed: ['propose-outcome', 'offer-mediation'],
  ConflictSaid: ['pass-on'],
  DecisionDrafted: ['agree-decision', 'dispute-decision'],
  DecisionDisputed: ['recommend'],
  PanelConvened: ['convene-panel', 'ask-information'],
  MeetingCalled: ['log-discussion', 'meeting-not-held'],
  MeetingNotHeld: ['call-meeting'],
  BroughtIn: ['log-discussion'],
  PersonUnreachable: ['hand-over'],
  FilingReminded: ['confirm-filing'],
  CaseClosed: ['confirm-filing', 'want-debrief', 'confirm-outcome', 'report-outcome', 'reopen'],
  Withdrawn: ['confirm-filing', 'reopen'],
  ClosingSaid: ['confirm-filing', 'reopen'],
  'limit-passed': ['go-up-a-rung', 'escalate', 'report-immediate-risk'],
};

/** Acts of the one who owes a duty that lapses a stage: they may always move on. */
const withResolve = ['go-up-a-rung', 'escalate'];

/** More acts than this are a wall of buttons; the rest are behind "Everything I can do". */
const mostActs = 4;

/** The buttons of a notice in two rows: what discharges the duties that it is about and what else it offers; reading. */
export function buttonsOfNotice(
  about: NoticeAbout,
  entry: Entry,
  duties: readonly OpenObligation[],
  telling: TellingOfCase,
): readonly (readonly Button[])[] {
  const open = duties.filter(({ status }) => status === 'open');
  const discharging = open.map((one) => wordsOfDuty(kindOf(one), placeOf(one, telling.rules)).acts);
  // The usual act of every duty comes before the other ways to discharge one of them.
  const wanted = [
    ...discharging.flatMap((acts) => acts.slice(0, 1)),
    ...(open.some(({ lapses }) => lapses) && 'obligation' in about ? withResolve : []),
    ...offeredWith(about, telling),
    ...discharging.flatMap((acts) => acts.slice(1)),
  ];
  const offered = [...new Set(withForm(wanted, telling))].flatMap((does) =>
    onceFiled(doableOf(does, telling)).filter((act) => concerns(act, entry, open)),
  );
  const dated = open.find((one) => remindsTo(one) !== undefined);
  return [
    offered.slice(0, mostActs).map((act) => button(act, telling)),
    [
      button({ does: 'read-case' }, telling),
      ...(entry.event.type === 'FormSent'
        ? [`${entry.event.form}@${entry.entry}`].flatMap((on) => [
            button({ does: 'read-form', on }, telling),
            button({ does: 'get-document', on: `form:${on}` }, telling),
          ])
        : carriedHere(about, telling).map(({ id }) => button({ does: 'read-form', on: id }, telling))),
      ...documentsWith(
        offered.map(({ does }) => does),
        telling,
      ).map((on) => button({ does: 'get-document', on }, telling)),
      ...(dated === undefined ? [] : [button({ does: 'why-date', on: dated.id }, telling)]),
      button({ does: 'case-page' }, telling),
    ],
  ];
}

/** What is to be filed or filled in comes as a document with the message that asks for it. */
function documentsWith(offered: readonly string[], { state, rules }: TellingOfCase): readonly string[] {
  const forms = formsThere(state, rules).map(({ id }) => `form:${id}`);
  if (offered.includes('confirm-filing')) return ['record', ...forms];
  return offered.includes('fill-form') || offered.includes('send-form') ? forms : [];
}

/** Several places to file in are one button: its form asks which. */
function onceFiled(acts: readonly Doable[]): readonly Doable[] {
  const filing = acts.filter(({ does }) => does === 'confirm-filing');
  if (filing.length < 2) return acts;
  return [...acts.filter((act) => !filing.includes(act)), { does: 'confirm-filing' }];
}

/** A new stage asks something of whoever acts there; to everybody else it is news. */
function offeredWith({ what }: NoticeAbout, { reader, state, rules }: TellingOfCase): readonly string[] {
  const acts = state.actors.some(({ person }) => person === reader.id);
  const continued = formsThere(state, rules).some((form) => form.carries_forward);
  const carried = what === 'StageEntered' && continued ? ['fill-form'] : [];
  const isNews = (what === 'StageEntered' || what === 'RungTaken') && !acts;
  return isNews ? [] : [...(actsOfEvents[what] ?? []), ...carried];
}

/** The forms that come to a stage with the matter: for whoever acts there they are the report of those before them (RO-90). */
function carriedHere({ what }: NoticeAbout, { reader, state, rules }: TellingOfCase) {
  if (what !== 'StageEntered' || !state.actors.some(({ person }) => person === reader.id)) return [];
  return formsThere(state, rules).filter((form) => form.carries_forward && isBegun(form, state, rules));
}

/** Where the next stage waits for a form, that form stands beside the escalation; one that is carried forward comes with its stage. */
function withForm(
  wanted: readonly string[],
  { reader, state, rules, now }: TellingOfCase,
): readonly string[] {
  const waits =
    wanted.includes('escalate') && missingBefore({ by: reader.id, state, rules, at: now }) !== undefined;
  return waits ? ['fill-form', 'sign-form', ...wanted] : wanted;
}

/** An act about one entry is offered with the notice of that entry alone, and a next step with those that speak of it. */
function concerns(act: Doable, { entry }: Entry, open: readonly OpenObligation[]): boolean {
  if (act.does === 'done-step') return open.some(({ id }) => id === act.on);
  if (act.does === 'approve-entry') return act.on === String(entry);
  // Whoever took the duty over, or stands in, was never sent the question itself: it comes with each word of the duty.
  if (act.does === 'give-information')
    return act.on === String(entry) || open.some(({ id }) => id.includes(`:${act.on}.`));
  return true;
}

/** Acts that are one button on the page of a case however many things they can be about: their form asks. */
const askedInForm = new Set(['correct-entry', 'hand-over', 'confirm-filing']);

/** Everything that somebody can do in a case now, in groups: what can be read, what discharges a duty, all else. */
export function buttonsOfCase(telling: TellingOfCase): readonly Block[] {
  const doable = doableNow(telling).map(({ does, on }) =>
    on === undefined || askedInForm.has(does) ? { does } : { does, on },
  );
  const once = doable.filter(
    (act, index) => doable.findIndex(({ does, on }) => does === act.does && on === act.on) === index,
  );
  const owed = telling.state.obligations
    .filter((one) => one.status === 'open' && owes(telling.reader.id, one))
    .flatMap((one) => wordsOfDuty(kindOf(one), placeOf(one, telling.rules)).acts);
  const discharging = once.filter(({ does }) => owed.includes(does));
  const other = once.filter(({ does }) => !owed.includes(does));
  const dated = telling.state.obligations.find(
    (one) => one.status === 'open' && remindsTo(one) !== undefined,
  );
  const learned = telling.state.learning.length > 0 ? ['read-learning'] : [];
  const reported = telling.state.reported.length > 0 ? ['read-reported'] : [];
  const { reader, rules, now } = telling;
  const looked = worksInOffice(reader.id, rules, now) ? ['who-looked'] : [];
  const readable = [
    ...['read-case', 'who-is-the-adult', 'chronology', 'contacts'],
    ...[...reported, ...learned, 'who-was-told', ...looked],
  ];
  const read = [
    ...readable.map((does) => button({ does }, telling)),
    ...formsThere(telling.state, telling.rules).map(({ id }) =>
      button({ does: 'read-form', on: id }, telling),
    ),
  ];
  const documents = documentsThere(telling).map((on) => button({ does: 'get-document', on }, telling));
  const why = dated === undefined ? [] : [button({ does: 'why-date', on: dated.id }, telling)];
  return [
    ...group(
      'Do what you owe',
      discharging.map((act) => button(act, telling)),
    ),
    ...group('Read', [...read, ...why]),
    ...group('Get as a document', documents),
    ...group(
      'What else you can do',
      other.map((act) => button(act, telling)),
    ),
  ];
}

/** What can be had as a document: the record, each form that is there, and what the last forum is given once it is near. */
function documentsThere({ state, rules }: TellingOfCase): readonly string[] {
  const { stages, reports } = rules.policy;
  const heard = stages.some(({ id, forum }) => forum !== undefined && state.stagesEntered[id] !== undefined);
  const report = heard && reports.some(({ by, when }) => by === 'forum' && when === 'each-case');
  return [
    'record',
    ...formsThere(state, rules).map(({ id }) => `form:${id}`),
    ...(heard ? ['pack'] : []),
    ...(report ? ['report'] : []),
  ];
}

function group(title: string, buttons: readonly Button[]): readonly Block[] {
  if (buttons.length === 0) return [];
  return [
    { kind: 'small', text: title },
    { kind: 'buttons', buttons },
  ];
}

/** The buttons of an alert: to say what is in place, while nobody has and its reader is somebody who can; else to read. */
export function buttonsOfAlert(alert: Alert, telling: Telling): readonly Button[] {
  const { reader, state, rules, now } = telling;
  const reads = maySee(reader.id, state, rules, now) === 'content';
  const read = reads && isRaised(state) ? [button({ does: 'read-case' }, telling)] : [];
  const readAlert = reads ? [button({ does: 'read-alert', on: alert.id }, telling)] : [];
  const refers =
    mayRecordReferral(reader.id, alert.id, state, rules, now) === undefined
      ? [button({ does: 'record-referral', on: alert.id }, telling)]
      : [];
  if (alert.answered !== undefined) return [...refers, ...read, ...readAlert];
  const may = mayAnswerAlert(reader.id, alert.id, state, rules, now) === undefined;
  const answer = may ? [button({ does: 'answer-alert', on: alert.id }, telling)] : [];
  return [...answer, ...refers, ...(alert.situation === undefined ? [] : readAlert), ...read];
}

type Asked = Pick<TellingOfCase, 'rules' | 'now'> & { readonly ofReader: Map<string, readonly Doable[]> };

/** By the very state, which is never changed: another moment, other rules or a case that went on ask anew. */
const asked = new WeakMap<RaisedCase, Asked>();

/**
 * The acts of one type that somebody can do now. A case that changed has many messages to bring up to date, several of them to
 * one reader: each type is worked out once for all of them.
 */
function doableOf(type: string, { reader, state, rules, now }: TellingOfCase): readonly Doable[] {
  if (isElsewhere(type)) return [];
  const before = asked.get(state);
  const known =
    before?.rules === rules && before.now.getTime() === now.getTime()
      ? before
      : { rules, now, ofReader: new Map<string, readonly Doable[]>() };
  const key = `${reader.id} ${type}`;
  const acts = known.ofReader.get(key) ?? availableOf(type, reader.id, state, rules, now).map(doable);
  known.ofReader.set(key, acts);
  asked.set(state, known);
  return acts;
}

function doableNow({ reader, state, rules, now }: TellingOfCase): readonly Doable[] {
  return availableActs(reader.id, state, rules, now)
    .filter(({ type }) => !isElsewhere(type))
    .map(doable);
}

/** An alert is answered by its own message, and a raise begins at home. */
function isElsewhere(type: string): boolean {
  return type === 'answer-alert' || type === 'raise';
}

function doable(act: CaseAct): Doable {
  const about = aboutOf(act);
  return { does: act.type, ...(about === undefined ? {} : { on: about }) };
}

/** The label of an act, where the policy, the case or what it is about decides what it is called. */
function labelIn({ does, on }: Doable, telling: Telling): ActLabel {
  const { state, rules } = telling;
  if (!isRaised(state)) return labelAbout(does, on, rules.policy);
  const usual = labelAbout(does, on, rules.policy, placeOf(state, rules));
  if (does === 'escalate') return { ...usual, label: labelToGoOn(telling) ?? usual.label };
  const spoken = does === 'confirm-outcome' && !isWritten({ state, rules });
  if (spoken) return { label: 'Confirm by word of mouth', style: 'primary' };
  const copy = does === 'send-copy' && on !== undefined ? sayCopyOf(on, { state, rules }) : undefined;
  if (copy !== undefined) return { label: `Send a copy: ${copy}` };
  const stage = does === 'report-outcome' ? rules.policy.stages.find(({ id }) => id === on) : undefined;
  return stage === undefined ? usual : { label: `Report the outcome of ${stage.label}` };
}

function button(doable: Doable, telling: Telling): Button {
  const { does, on } = doable;
  const { caseId, state, rules } = telling;
  const { label: usual, style } = labelIn(doable, telling);
  const title = rules.policy.forms.find(({ id }) => id === on?.split('@')[0])?.title;
  const document =
    does === 'get-document' && on !== undefined ? labelOfDocument(on, rules.policy) : undefined;
  const label = document ?? (title === undefined ? undefined : labelOfForm(does, title)) ?? usual;
  return {
    label,
    act: { do: does, caseId, ...(on === undefined ? {} : { on }) },
    ...(style === undefined ? {} : { style }),
    spoken: `${label}: case ${state.reference}`,
  };
}
