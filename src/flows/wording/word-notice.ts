import { maySee, wasAlerted } from '../../case/access.ts';
import { isRaised } from '../../case/case-state.ts';
import type { NoticeAbout } from '../../case/effect.ts';
import type { Entry } from '../../case/events.ts';
import type { Alert, CaseState } from '../../case/state.ts';
import type { Person, PersonId } from '../../directory/directory.ts';
import { personOf } from '../../directory/lookup.ts';
import type { Block } from '../chat-message.ts';
import type { KnownCase } from '../rules-of-case.ts';
import {
  whomToRing,
  wordsOfAlert,
  wordsOfAnswer,
  wordsOfReferral,
  wordsOfSilence,
  wordsOfUnreached,
} from './alert-words.ts';
import { briefOf, briefOfAlert, plainBrief } from './brief.ts';
import { buttonsOfAlert, buttonsOfNotice } from './buttons.ts';
import { wordsOfEvent } from './event-words.ts';
import type { EventWords } from './events/said.ts';
import { wordLimited } from './limited-notice.ts';
import { dutiesOf, dutyBlocks } from './owed.ts';
import { wordsOfReference } from './reference-words.ts';
import { wordsOfPassedLimit, wordsOfReminder } from './reminder-words.ts';
import { saySide, sayStage, type Telling, type TellingOfCase } from './telling.ts';
import { whyTold } from './why-told.ts';
import { worded, type Worded } from './worded.ts';

/**
 * Words a notice for its reader from the case as it now stands. `superseded` where there is nothing left to say: a
 * reminder of a duty that was met, an alert that was answered, a reader who may no longer see the case.
 *
 * @param when `sending`: a first delivery; `standing`: a message that was sent is brought up to date, and what it
 * asked for may be settled by now.
 */
export function wordNotice(
  about: NoticeAbout,
  reader: Person,
  { caseId, state, rules }: KnownCase,
  now: Date,
  when: 'sending' | 'standing' = 'sending',
): Worded | 'superseded' {
  const telling = { reader, caseId, state, rules, now };
  if (about.what === 'reference') return wordReference(about, telling);
  const sight = maySee(reader.id, state, rules, now);
  const entry = state.entries.find((one) => one.entry === about.entry);
  const alertId = 'alertId' in about ? about.alertId : alertOf(entry, reader.id, state);
  // Whoever was told of a risk still hears the alarm once a conflict of interest closed the case to them: it holds no word of it.
  const alarmed = wasAlerted(reader.id, state) && personOf(rules.directory, reader.id) !== undefined;
  if (alertId !== undefined && (sight === 'content' || alarmed))
    return wordAlert({ ...about, alertId }, telling, when);
  if (sight === 'nothing') return 'superseded';
  if (sight !== 'content') return wordPart(about, telling);
  if (entry === undefined) return 'superseded';
  return isRaised(state) ? wordOfCase(about, entry, { ...telling, state }, when) : 'superseded';
}

/** The alert that an event is about, if it is about one. */
function alertOf(entry: Entry | undefined, reader: PersonId, state: CaseState): string | undefined {
  switch (entry?.event.type) {
    case 'ImmediateRiskReported':
    case 'AlertAnswered':
    case 'RiskReferred':
      return entry.event.alertId;
    case 'PersonUnreachable': {
      const { person } = entry.event;
      const open = state.alerts.filter(({ answered }) => answered === undefined || answered.at >= entry.at);
      const own = open.find((alert) => standsIn(reader, person, alert));
      // Where nothing was raised yet, the alert is all that somebody could not be reached about.
      return (own ?? (isRaised(state) ? undefined : open[0]))?.id;
    }
    default:
      return undefined;
  }
}

/** Whether somebody is told of an alert in place of another, who could not be reached: to them it is the alert itself. */
function standsIn(reader: PersonId, person: PersonId, { told }: Alert): boolean {
  return told.some((one) => one.person === reader && one.insteadOf === person);
}

/** For somebody who may see a part of the case alone: that part and nothing else, whatever the notice was planned as. */
function wordPart(about: NoticeAbout, telling: Telling): Worded | 'superseded' {
  const { state } = telling;
  const entry = state.entries.find((one) => one.entry === about.entry);
  const plain = !('obligation' in about) && !('alertId' in about);
  if (entry === undefined || !plain || !isRaised(state)) return 'superseded';
  return wordLimited(entry, { ...telling, state });
}

/** To somebody who is to know that there is this matter: its reference, and under whose procedure it stands. */
function wordReference({ entry }: NoticeAbout, telling: Telling): Worded | 'superseded' {
  const found = telling.state.entries.find((one) => one.entry === entry);
  if (found === undefined) return 'superseded';
  return worded({
    reference: telling.state.reference,
    where: telling.rules.policy.name,
    words: wordsOfReference(found.event, telling),
    duties: [],
    buttons: [],
    settled: [],
    brief: plainBrief(telling),
  });
}

function wordOfCase(
  about: NoticeAbout,
  entry: Entry,
  telling: TellingOfCase,
  when: 'sending' | 'standing',
): Worded | 'superseded' {
  const duties = dutiesOf(about, telling);
  if ('obligation' in about && when === 'sending' && !duties.some(({ status }) => status === 'open'))
    return 'superseded';
  const words = wordsFor(about, entry, telling);
  if (words === undefined) return 'superseded';
  const { reference } = telling.state;
  return worded({
    reference,
    where: [whyTold(telling), whereabouts(telling)].filter((part) => part !== undefined).join(' '),
    words,
    duties: dutyBlocks(duties, telling),
    buttons: buttonsOfNotice(about, entry, duties, telling),
    settled: duties.filter(({ status }) => status !== 'open').map(({ id }) => id),
    brief: briefOf(telling),
  });
}

function wordsFor(about: NoticeAbout, entry: Entry, telling: TellingOfCase): EventWords | undefined {
  if (about.what !== 'reminder' && about.what !== 'limit-passed') return wordsOfEvent(entry, telling);
  const [duty] = dutiesOf(about, telling);
  if (duty === undefined) return undefined;
  return about.what === 'reminder'
    ? wordsOfReminder(about, duty, telling)
    : wordsOfPassedLimit(duty, telling);
}

function wordAlert(
  about: NoticeAbout & { readonly alertId: string },
  telling: Telling,
  when: 'sending' | 'standing',
): Worded | 'superseded' {
  const alert = telling.state.alerts.find(({ id }) => id === about.alertId);
  if (alert === undefined) return 'superseded';
  const asksForAnswer =
    about.what === 'alert' ||
    about.what === 'nobody-has-acknowledged' ||
    about.what === 'ImmediateRiskReported' ||
    about.what === 'PersonUnreachable';
  // An alert that was answered is not sent again; the answer has a notice of its own.
  if (asksForAnswer && alert.answered !== undefined && when === 'sending') return 'superseded';
  const answered = alert.answered !== undefined;
  return worded({
    reference: telling.state.reference,
    where: telling.rules.policy.name,
    words: wordsOfAlertNotice(about, alert, telling),
    duties: answered ? [] : [ringBlock(alert, telling)],
    buttons: [buttonsOfAlert(alert, telling)],
    settled: answered ? [alert.id] : [],
    brief: briefOfAlert(whomToReach(alert, telling), answered, telling),
  });
}

function wordsOfAlertNotice({ what, entry }: NoticeAbout, alert: Alert, telling: Telling): EventWords {
  if (what === 'RiskReferred') return wordsOfReferral(alert, telling);
  if (alert.answered !== undefined) return wordsOfAnswer(alert, telling);
  if (what === 'nobody-has-acknowledged') return wordsOfSilence();
  const event = telling.state.entries.find((one) => one.entry === entry)?.event;
  return event?.type === 'PersonUnreachable' && !standsIn(telling.reader.id, event.person, alert)
    ? wordsOfUnreached(event, telling)
    : wordsOfAlert(alert, telling);
}

function ringBlock(alert: Alert, telling: Telling): Block {
  return whomToRing(whomToReach(alert, telling), telling);
}

function whomToReach({ reporter, told }: Alert, { reader }: Telling): readonly PersonId[] {
  const others = told.map(({ person }) => person);
  return reader.id === reporter ? others : [reporter, ...others];
}

/** The last line of a message of a case: who it is between, at which stage, under whose procedure. */
export function whereabouts({ state, rules }: TellingOfCase): string {
  const [raising, ...receiving] = state.sides.map(({ key }) => saySide(key, state, rules));
  return `${raising ?? ''} and ${receiving.join(', ')}. ${sayStage(state.stage, rules)}. ${rules.policy.name}.`;
}
