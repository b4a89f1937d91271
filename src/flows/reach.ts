import type { Person, PersonId } from '../directory/directory.ts';
import { accountsOf, isSame } from './accounts.ts';
import type { Account } from './chat-input.ts';
import type { Reach, Unreachable } from './ports.ts';
import type { Services } from './services.ts';

/** What is needed to find out who can be reached. */
export type Reaching = Pick<Services, 'people' | 'chat' | 'clock' | 'reaches' | 'log'>;

/** Whether somebody can be reached, and by which account they can or, for the last reason, cannot. */
export type ReachOfPerson = Reach & { readonly account?: Account };

/** The reason where somebody has no account at all that could be tried. */
export const noAccount = 'has no account where Concordat is installed';

/**
 * Whether somebody can be reached in chat now, by any of their accounts, in the order in which they would be written to.
 * What is found is noted. It is found out without a message, so that a person whose last message was refused stays
 * unreachable until one arrives.
 *
 * @param but an account that is known not to do
 */
export async function reachOf(services: Reaching, person: Person, but?: Account): Promise<ReachOfPerson> {
  const found = await askAll(services, person, but);
  if (found.kind === 'unknown') return found;
  const known = await knownOf(services, person.id);
  if (found.kind === 'reachable' && known?.refused === true)
    return { kind: 'unreachable', why: known.why, ...(found.account && { account: found.account }) };
  if (found.kind === 'unreachable' || known !== undefined)
    await services.reaches.note(person.id, found, services.clock.now());
  return found;
}

/** Reachable by the first account that is; not known, where one of the others could still be. */
async function askAll(services: Reaching, person: Person, but: Account | undefined): Promise<ReachOfPerson> {
  let last: ReachOfPerson = { kind: 'unreachable', why: noAccount };
  try {
    for await (const account of accountsOf(services, person)) {
      if (but !== undefined && isSame(account, but)) continue;
      const reach = await services.chat.reach(account);
      if (reach.kind === 'reachable') return { ...reach, account };
      if (last.kind !== 'unknown') last = { ...reach, account };
    }
    return last;
  } catch (error) {
    const why = error instanceof Error ? error.name : 'unknown error';
    services.log.warn({ person: person.id, why }, 'whether somebody can be reached could not be asked');
    return { kind: 'unknown', afterMs: unansweredMs, why };
  }
}

/** As long as a platform usually asks to be left alone. */
const unansweredMs = 30_000;

async function knownOf({ reaches }: Reaching, person: PersonId): Promise<Unreachable | undefined> {
  const [known] = await reaches.unreachable([person]);
  return known;
}
