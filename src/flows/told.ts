import { isRaised, obligationById } from '../case/case-state.ts';
import type { NoticeAbout } from '../case/effect.ts';
import { sayDate } from '../policy/say-date.ts';
import { readLook } from './access-notes.ts';
import type { Told } from './ports.ts';
import type { KnownCase } from './rules-of-case.ts';
import type { Services } from './services.ts';
import { sayDuty } from './wording/duty-words.ts';
import { wordsOfEvent } from './wording/event-words.ts';
import { nobody } from './wording/telling.ts';

/** What somebody was told, whether it arrived, and when they first looked at the case after that, if they did. */
export type ToldLine = Told & { readonly looked?: Date };

/**
 * Who was told what of a case, when, and whether it arrived (RB-44 to RB-47, RO-71): every notice in the order of when it was
 * due. Whether a message itself was opened no platform says; that its reader looked at the case since is known.
 */
export async function toldOf(
  { outbox, access }: Pick<Services, 'outbox' | 'access'>,
  caseId: string,
): Promise<readonly ToldLine[]> {
  const looks = (await access.ofCase(caseId)).filter(({ what }) => !readLook(what).refused);
  const all = await outbox.toldOf(caseId);
  // What was due at one moment stands in the order of the record.
  const inOrder = all.toSorted(
    (one, other) =>
      one.due.getTime() - other.due.getTime() ||
      one.about.entry - other.about.entry ||
      ((one.to ?? '') < (other.to ?? '') ? -1 : 1),
  );
  return inOrder.map((told) => {
    const { became, to } = told;
    if (became.kind !== 'sent' || to === undefined) return told;
    const looked = looks.find(({ person, at }) => person === to && at >= became.at)?.at;
    return looked === undefined ? told : { ...told, looked };
  });
}

/** The kind of a notice in a few words: what happened or what it reminds of, and nothing that anybody wrote. */
export function sayAbout(about: NoticeAbout, { caseId, state, rules }: KnownCase, now: Date): string {
  switch (about.what) {
    case 'reference':
      return 'There is a case with this reference';
    case 'alert':
      return 'An immediate risk was reported';
    case 'nobody-has-acknowledged':
      return 'Nobody has answered the immediate risk';
    case 'reminder':
      return `Reminder: ${dutyOf(about.obligation, { state, rules })}`;
    case 'limit-passed':
      return `A date has passed: ${dutyOf(about.obligation, { state, rules })}`;
    case 'AlertAnswered':
      return 'What is in place for the adult was said';
    case 'RiskReferred':
      return 'The adult was referred';
    default: {
      const entry = state.entries.find((one) => one.entry === about.entry);
      const telling = { reader: nobody, caseId, rules, now };
      const words =
        entry === undefined || !isRaised(state) ? undefined : wordsOfEvent(entry, { ...telling, state });
      return words?.heading ?? about.what.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ');
    }
  }
}

function dutyOf(id: string, { state, rules }: Pick<KnownCase, 'state' | 'rules'>): string {
  const found = isRaised(state) ? obligationById(state, id) : undefined;
  return found === undefined ? id : sayDuty(found, false, rules.policy);
}

/** The mailbox that was written to: “the mailbox of the HSAB Team (team@board.example.org)”. */
export function sayMailbox(
  { contact, address }: NonNullable<ToldLine['mailbox']>,
  { policy }: Pick<KnownCase['rules'], 'policy'>,
): string {
  const label = policy.contacts.find(({ id }) => id === contact)?.label ?? contact;
  return `the mailbox of ${label}${address === undefined ? '' : ` (${address})`}`;
}

/**
 * What became of a notice, as a sentence: "Sent on Tuesday 22 December 2026, 10:00."
 *
 * @param who "They", or "You" where its receiver reads it
 */
export function sayBecame(
  { became, looked, mailbox }: Pick<ToldLine, 'became' | 'looked' | 'mailbox'>,
  who: 'They' | 'You' = 'They',
): string {
  switch (became.kind) {
    case 'waiting':
      return became.tries === 0
        ? 'Still to be sent.'
        : `Not sent yet; tried ${became.tries === 1 ? 'once' : `${became.tries} times`}. It is tried again.`;
    case 'not-needed':
      return 'Not sent: there was nothing left to say, or it was no longer for them to know.';
    case 'not-delivered':
      return `Could not be delivered on ${sayDate(became.at)}: ${became.why}.`;
    case 'sent': {
      // Who reads a mailbox is not known.
      if (mailbox !== undefined) return `Sent on ${sayDate(became.at)}.`;
      const since =
        looked === undefined
          ? `${who} have not looked at the case since.`
          : `${who} looked at the case on ${sayDate(looked)}.`;
      return `Sent on ${sayDate(became.at)}. ${since}`;
    }
  }
}
