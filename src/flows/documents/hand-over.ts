import type { Person } from '../../directory/directory.ts';
import type { Account } from '../chat-input.ts';
import type { Block, Message } from '../chat-message.ts';
import { small, text } from '../page.ts';
import { hashOf, hashOfCode, newCode, newSecret } from '../secrets.ts';
import type { Services } from '../services.ts';
import { downloadPath, linkMinutes } from './links.ts';

/** Who pressed where, and what the link that they get leads to. */
export type Wish = {
  readonly person: Person;
  readonly account: Account;
  /** The press: one that is delivered again makes no second link. */
  readonly input: string;
  /** Absent for a report over many cases. */
  readonly caseId?: string;
  readonly wanted: string;
  /** What it is called in a message that others may see come in: the reference, or "a report". */
  readonly called: string;
};

/**
 * Makes a link to a document for whoever pressed: it goes into their own conversation, and the code that it asks for stands
 * here alone. On a page of ours there is nobody else, and the document is taken from it at once.
 */
export async function handOver(services: Services, wish: Wish): Promise<readonly Block[]> {
  const address = services.documentsAt;
  if (address === undefined) return [text(noAddress)];
  const { account, called } = wish;
  const made = await linkFor(services, wish);
  if (made === 'repeated') return [text(alreadyMade)];
  const { code } = made;
  const url = `${address}${downloadPath}${made.token}`;
  if (account.platform === 'email') return [{ kind: 'link', label: 'Take the document', url, code }, once];
  if ((await services.chat.send(account, messageWith(url, called))).kind !== 'sent') return [text(notSent)];
  return [
    text(`A link for ${called} is in your own conversation with Concordat. It asks for this code:`),
    { kind: 'text', text: { strong: `${code.slice(0, 3)} ${code.slice(3)}` } },
    text('Open the link, type the code, and choose Word or PDF.'),
    once,
  ];
}

const noAddress =
  'A document cannot be had here yet: Concordat has not been told its own address. Ask whoever runs it to set BASE_URL to an address that begins with https://.';
const alreadyMade =
  'This press has made its link already, and the code for it was shown once. If you do not see both, press “Get as a document” again: you get a new link, and the earlier one stops working.';
const notSent =
  'The link could not be sent to you just now. Nothing was made. Please try again in a few minutes.';
const once = small(
  `The link is for you alone, works once, and stops working after ${linkMinutes} minutes, or when you ask for a new one. That the document is made is recorded. Keep it as you keep the adult’s file.`,
);

async function linkFor(services: Services, { person, caseId, wanted, input }: Wish) {
  const token = newSecret();
  const code = newCode();
  const link = {
    id: services.newId(),
    ...(caseId === undefined ? {} : { caseId }),
    person: person.id,
    wanted,
    until: new Date(services.clock.now().getTime() + linkMinutes * 60_000),
  };
  const kept = await services.documentLinks.keep(link, input, hashOf(token), hashOfCode(code, token));
  if (kept === 'repeated') return kept;
  services.log.info({ link: link.id, caseId }, 'a link to a document was made');
  return { token, code };
}

function messageWith(url: string, called: string): Message {
  return {
    summary: `A document for you: ${called}`,
    blocks: [
      text(`The document that you asked for: ${called}. The code for it stands where you pressed.`),
      { kind: 'link', label: `Open the page for ${called}`, url },
      small(`It works once, for ${linkMinutes} minutes, and for you alone. Do not pass it on.`),
    ],
  };
}
