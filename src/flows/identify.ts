import type { Person } from '../directory/directory.ts';
import { recognise, worksIn } from '../directory/lookup.ts';
import { spaceOf } from './accounts.ts';
import type { Account } from './chat-input.ts';
import type { Services } from './services.ts';

export type Identity = { readonly kind: 'known'; readonly person: Person } | { readonly kind: 'stranger' };

/**
 * Who an account is. An account that was met before is known from memory. Another is recognised by the e-mail
 * address of its own profile, and only in a space that the directory lists for that person's agency; it is then
 * remembered. Whoever has left the directory, or whose agency no longer lists the space, is a stranger.
 */
export async function identify(services: Services, account: Account): Promise<Identity> {
  const directory = services.people.directory();
  const linked = await services.people.personOf(account);
  const known = linked === undefined ? undefined : directory.people.get(linked);
  if (known !== undefined && worksIn(directory, known, spaceOf(account)))
    return { kind: 'known', person: known };
  const profile = await services.chat.profile(account);
  if (profile?.email === undefined || !profile.active) return { kind: 'stranger' };
  const person = recognise(directory, spaceOf(account), profile.email);
  if (person === undefined) return { kind: 'stranger' };
  await services.people.link(account, person.id, services.clock.now());
  return { kind: 'known', person };
}
