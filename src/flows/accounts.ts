import type { Person } from '../directory/directory.ts';
import { worksIn } from '../directory/lookup.ts';
import type { Account } from './chat-input.ts';
import type { Services } from './services.ts';

export type Accounts = Pick<Services, 'people' | 'chat' | 'clock'>;

/**
 * The accounts by which somebody can be written to, in the order in which they are tried: those that were linked before,
 * the one they chose first; then others that their address has by now. The platforms are asked for those only when the
 * ones before did not do, so that a new account takes over by itself and nobody is looked up who need not be.
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
  const linked = await people.accountsOf(person.id);
  for (const account of linked) if (worksIn(directory, person, spaceOf(account))) yield account;
  for (const space of directory.agencies.get(person.agency)?.spaces ?? []) {
    const found = await chat.find(space, person.email);
    if (found === undefined || linked.some((one) => isSame(one, found))) continue;
    await people.link(found, person.id, clock.now());
    yield found;
  }
}

export function isSame(one: Account, other: Account): boolean {
  return one.platform === other.platform && one.space === other.space && one.user === other.user;
}

export function spaceOf({ platform, space }: Account) {
  return { platform, id: space };
}
