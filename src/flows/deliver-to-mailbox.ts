import { isRaised } from '../case/case-state.ts';
import type { Contact } from '../policy/people.ts';
import type { DueRow, RowOutcome } from './ports.ts';
import { mayBeRepeat, sayAgain } from './perhaps-again.ts';
import { knownCase, type KnownCase } from './rules-of-case.ts';
import type { Services } from './services.ts';
import { wordForMailbox } from './wording/mailbox-word.ts';

type MailboxRow = Extract<DueRow, { kind: 'mailbox' }>;

/**
 * Sends word to the mailbox of a contact. A mailbox that cannot be reached is nobody's task: the people of the office were
 * told themselves, and whether it arrived stands with the case.
 */
export async function deliverToMailbox(services: Services, row: MailboxRow): Promise<RowOutcome> {
  const known = await knownCase(services, row.caseId);
  if (known === undefined || !isRaised(known.state)) return { kind: 'superseded' };
  const contact = contactNow(services, known, row.contact);
  if (contact?.email === undefined)
    return never('the policy of the board gives no e-mail address for it any more');
  if (services.mailboxes === undefined) return never('no mail server is set up here');
  const again = services.restored !== undefined && mayBeRepeat(row.due, services.restored);
  const word = wordForMailbox(row.about, contact, { ...known, state: known.state });
  if (word === 'superseded') return { kind: 'superseded' };
  const delivery = await services.mailboxes.send(
    contact.email,
    again ? { ...word, says: [...word.says, sayAgain(services.restored)] } : word,
  );
  switch (delivery.kind) {
    case 'never':
      return never(delivery.why);
    case 'later': {
      const until = new Date(services.clock.now().getTime() + delivery.afterMs);
      return { kind: 'put-back', until, why: delivery.why };
    }
    case 'sent': {
      const sent = delivery.message === undefined ? {} : { message: delivery.message };
      return { kind: 'sent', ...sent, live: false, digest: '' };
    }
  }
}

/** As the board's policy says it today: a case keeps its procedure, and an office may have moved since. */
function contactNow(services: Services, { state, rules }: KnownCase, id: string): Contact | undefined {
  const today = services.policies.current(state.board)?.policy;
  return [today, rules.policy].flatMap((policy) => policy?.contacts.filter((one) => one.id === id) ?? [])[0];
}

function never(why: string): RowOutcome {
  return { kind: 'not-deliverable', why };
}
