import type { PersonId } from '../directory/directory.ts';
import type { Wake } from './commands.ts';
import type { CaseEvent } from './events.ts';

/*
 * What follows from an event in the world, as plain data: something to tell a person, or an alarm to set. Written
 * with the event that caused it, in one transaction. Holds ids only.
 */

/** What a notice is about. Wording turns it, with the case as it then stands, into a message for its reader. */
export type NoticeAbout =
  | {
      readonly what: CaseEvent['type'];
      readonly entry: number;
      /** Somebody could not be reached while an alert of immediate risk stood unanswered. */
      readonly urgent?: true;
    }
  | {
      readonly what: 'reminder';
      readonly entry: number;
      readonly obligation: string;
      readonly kind: 'day-before' | 'on-the-day' | 'close-before' | 'target' | 'nudge';
    }
  /** The limit passed: a prompt to escalate where it lapses a stage, else word that it is overdue. */
  | { readonly what: 'limit-passed'; readonly entry: number; readonly obligation: string }
  /** To somebody who is to know that there is this matter, and no more than that. */
  | { readonly what: 'reference'; readonly entry: number }
  | { readonly what: 'alert'; readonly entry: number; readonly alertId: string }
  | { readonly what: 'nobody-has-acknowledged'; readonly entry: number; readonly alertId: string };

/** What a mailbox hears of. */
export type MailboxAbout = { readonly what: 'FormSent'; readonly entry: number };

export type Effect =
  | { readonly kind: 'notice'; readonly to: PersonId; readonly about: NoticeAbout; readonly at: Date }
  /** Word to the mailbox of a contact of the policy. A mailbox is no person: nobody is part of a case by it. */
  | { readonly kind: 'mailbox'; readonly contact: string; readonly about: MailboxAbout; readonly at: Date }
  | { readonly kind: 'wake'; readonly wake: Wake; readonly at: Date };

/**
 * Whether it is of an adult at immediate risk, and goes before everything else: an alert, that nobody has acknowledged it, the alarm
 * that repeats it. The outbox asks the same of the stored row.
 */
export function isUrgent(about: NoticeAbout | MailboxAbout | Wake): boolean {
  return 'alertId' in about || 'urgent' in about;
}
