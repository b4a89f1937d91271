import type { Person } from '../directory/directory.ts';
import { accountsOf } from './accounts.ts';
import type { Message } from './chat-message.ts';
import type { Delivery } from './ports.ts';
import type { Services } from './services.ts';

/**
 * Sends one person what belongs to no case, by the first of their accounts that takes it.
 *
 * @returns `later` where it is worth another try; `never` where none of their accounts can be written to
 * @throws what a platform throws that could not be asked just now
 */
export async function sendTidings(
  services: Services,
  person: Person,
  message: Message,
): Promise<Delivery['kind']> {
  let came: Delivery['kind'] = 'never';
  for await (const account of accountsOf(services, person)) {
    const { kind } = await services.chat.send(account, message);
    if (kind === 'sent') return 'sent';
    if (kind === 'later') came = 'later';
  }
  return came;
}
