import { boxesToFill } from '../../case/form.ts';
import { capacityOf } from '../../case/capacity.ts';
import type { Account } from '../chat-input.ts';
import type { Block, Message, Reply } from '../chat-message.ts';
import { labelOfBox } from '../forms/content-of.ts';
import { showPage, showPageOnTo, small, text } from '../page.ts';
import { noteLook, notForYou, raisedReading } from '../read/read-page.ts';
import type { RaisedReading, Reading } from '../read/read-page.ts';
import { hashOf, hashOfCode, newCode, newSecret } from '../secrets.ts';
import type { Wanted } from './case-document.ts';
import { downloadPath, linkMinutes } from './links.ts';
import { wantedOf } from './wanted-of.ts';

const title = 'Get as a document';

/**
 * Makes a link to a document for whoever pressed: it goes into their own conversation, and the code that it asks for stands
 * here alone. On a page of ours there is nobody else, and the document is taken from it at once.
 */
export async function getDocument(reading: Reading): Promise<Reply> {
  const raised = raisedReading(reading);
  const wanted = raised && wantedOf(reading.act.on, raised);
  if (raised === undefined || wanted === undefined) return notForYou(reading);
  const address = reading.services.documentsAt;
  if (address === undefined) return showPage(title, [text(noAddress)], reading.act);
  const { url, code } = await linkFor(raised, `${address}${downloadPath}`);
  await noteLook(reading);
  const fills = missingBlocks(wanted, raised);
  const blocks = [...(await handedOver(raised, url, code)), ...fills.blocks];
  return showPageOnTo(title, blocks, reading.act, fills.onTo);
}

const noAddress =
  'A document cannot be had here yet: Concordat has not been told its own address. Ask whoever runs it to set BASE_URL to an address that begins with https://.';

async function linkFor({ services, known, person, act, now }: RaisedReading, pages: string) {
  const token = newSecret();
  const code = newCode();
  const link = {
    id: services.newId(),
    caseId: known.caseId,
    person: person.id,
    wanted: act.on ?? '',
    until: new Date(now.getTime() + linkMinutes * 60_000),
  };
  await services.documentLinks.keep(link, hashOf(token), hashOfCode(code, token));
  services.log.info({ link: link.id, caseId: known.caseId }, 'a link to a document was made');
  return { url: `${pages}${token}`, code };
}

async function handedOver(raised: RaisedReading, url: string, code: string): Promise<readonly Block[]> {
  const { account, known } = raised;
  const once = small(
    `The link is for you alone, works once, and stops working after ${linkMinutes} minutes. That the document is made is recorded. Keep it as you keep the adult’s file.`,
  );
  if (account?.platform === 'email') return [{ kind: 'link', label: 'Take the document', url, code }, once];
  const sent = await sentTo(account, raised, url);
  if (!sent)
    return [
      text(
        'The link could not be sent to you just now. Nothing was made. Please try again in a few minutes.',
      ),
    ];
  return [
    text(
      `A link for ${known.state.reference} is in your own conversation with Concordat. It asks for this code:`,
    ),
    { kind: 'text', text: { strong: `${code.slice(0, 3)} ${code.slice(3)}` } },
    text('Open the link, type the code, and choose Word or PDF.'),
    once,
  ];
}

async function sentTo(
  account: Account | undefined,
  { services, known }: RaisedReading,
  url: string,
): Promise<boolean> {
  if (account === undefined) return false;
  const { reference } = known.state;
  const message: Message = {
    summary: `A document of ${reference} for you`,
    blocks: [
      text(`The document of ${reference} that you asked for. The code for it stands where you pressed.`),
      { kind: 'link', label: `Open the page for ${reference}`, url },
      small(`It works once, for ${linkMinutes} minutes, and for you alone. Do not pass it on.`),
    ],
  };
  return (await services.chat.send(account, message)).kind === 'sent';
}

/** What a form still lacks, and the way to fill it in for somebody who can. */
function missingBlocks(wanted: Wanted, { known, person, now, act }: RaisedReading) {
  if (wanted.kind !== 'form' || wanted.version.missing.length === 0) return { blocks: [], onTo: undefined };
  const { version } = wanted;
  const { state, rules } = known;
  const missing = version.boxes.filter(({ id }) => version.missing.includes(id));
  const capacity = capacityOf(person.id, state, rules, now);
  const own = capacity?.acts === true ? boxesToFill(version.form, capacity.side, state, rules) : [];
  const canFill = version.entry === undefined && own.some(({ id }) => version.missing.includes(id));
  const blocks: readonly Block[] = [
    text('Still missing in it, and shown as missing:'),
    { kind: 'list', items: missing.map((box) => labelOfBox(box, rules)) },
  ];
  const { caseId } = act;
  const fill = {
    label: 'Fill in the form',
    act: { do: 'fill-form', ...(caseId === undefined ? {} : { caseId }), on: version.form.id },
  };
  return { blocks, onTo: canFill ? fill : undefined };
}
