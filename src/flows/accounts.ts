import type { Person } from '../directory/directory.ts';
import { isLastResort, normalEmail, worksIn } from '../directory/lookup.ts';
import type { Account } from './chat-input.ts';
import type { Services } from './services.ts';

export type Accounts = Pick<Services, 'people' | 'chat' | 'clock'>;

/**
 * The accounts by which somebody can be written to, in the order in which they are tried: those that were linked before,
 * the one they chose first; then others that their address has by now. The platforms are asked for those only when the
 * ones before did not do, so that a new account takes over by itself and nobody is looked up who need not be. What is
 * turned to last comes last, also where it was linked first, unless they chose it.
 *
 * An account in a space that the directory no longer lists for their agency is never one of them.
 *
 * @throws what a platform throws that could not be asked just now
 */
export async function* accountsOf(
  { people, chat, clock }: Accounts,
  person: Person,
): AsyncGenerator<Account, void, undefined> {
  const directory = people.directory();
  const linked = (await people.accountsOf(person.id)).filter(
    (account) => worksIn(directory, person, spaceOf(account)) && isNow(person, account),
  );
  // What is turned to last stands first only where it was chosen.
  const [chosen] = linked.length > 1 ? linked.filter((_, index) => index === 0).filter(isLastResort) : [];
  if (chosen !== undefined) yield chosen;
  yield* linked.filter((account) => !isLastResort(account));
  const spaces = directory.agencies.get(person.agency)?.spaces ?? [];
  const inOrder = [...spaces.filter((one) => !isLastResort(one)), ...spaces.filter(isLastResort)];
  for (const space of inOrder) {
    const found = await chat.find(space, person.email);
    if (found === undefined || (chosen !== undefined && isSame(chosen, found))) continue;
    const isKnown = linked.some((one) => isSame(one, found));
    if (isKnown && !isLastResort(space)) continue;
    if (!isKnown) await people.link(found, person.id, clock.now());
    yield found;
  }
}

/** An address is an account only for as long as the directory has it: nobody else vouches for whose it is. */
function isNow({ email }: Person, { platform, user }: Account): boolean {
  return platform !== 'email' || user === normalEmail(email);
}

export function isSame(one: Account, other: Account): boolean {
  return one.platform === other.platform && one.space === other.space && one.user === other.user;
}

export function spaceOf({ platform, space }: Account) {
  return { platform, id: space };
}
