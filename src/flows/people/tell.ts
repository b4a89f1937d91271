import type { Person } from '../../directory/directory.ts';
import { accountsOf } from '../accounts.ts';
import type { Block, Message } from '../chat-message.ts';
import { faultOf } from '../fault-of.ts';
import { text } from '../page.ts';
import type { Services } from '../services.ts';
import { sayList } from '../wording/telling.ts';

export type Told = { readonly to: Person; readonly message: Message };

/**
 * Tells people of what was set about them, once it is set. It belongs to no case and is sent once: the page that follows
 * names who could not be told, for whoever did it to ring them.
 */
export async function tell(services: Services, tellings: readonly Told[]): Promise<readonly Block[]> {
  const missed: string[] = [];
  for (const telling of tellings) if (!(await isTold(services, telling))) missed.push(telling.to.name);
  if (missed.length === 0) return [];
  return [text(`Concordat could not write to ${sayList(missed)} just now. Please tell them yourself.`)];
}

async function isTold(services: Services, { to, message }: Told): Promise<boolean> {
  try {
    for await (const account of accountsOf(services, to)) {
      const delivery = await services.chat.send(account, message);
      if (delivery.kind === 'sent') return true;
    }
  } catch (error) {
    // It is set, whether or not they hear of it from us.
    services.log.warn(
      { ...faultOf(error), person: to.id },
      'somebody could not be told what was set about them',
    );
  }
  return false;
}

/** A message about who somebody is in the directory, with the way to put it right. */
export function aboutPeople(summary: string, says: readonly string[], of: Person): Message {
  return {
    summary,
    tidings: { title: summary, says },
    blocks: [
      { kind: 'heading', text: summary },
      ...says.map(text),
      { kind: 'buttons', buttons: [{ label: 'Deputy and days away', act: { do: 'person', on: of.id } }] },
    ],
  };
}
