import { describe, expect, test } from 'vitest';
import { viewsOf } from '../../../src/flows/case-views.ts';
import type { Document } from '../../../src/flows/documents/document.ts';
import type { Kit } from '../../../src/flows/documents/kit.ts';
import { takeDocument } from '../../../src/flows/documents/take-document.ts';
import type { Reply } from '../../../src/flows/chat-message.ts';
import { someFigures } from '../../contracts/case-fixture.ts';
import { on, words } from '../../support/case-world.ts';
import { accountOf, formOf, openConversation, readAll, readMessage } from '../../support/conversation.ts';
import { withoutPerson } from '../../support/practice-directory.ts';
import { directoryOf, plainly, shippedStory } from '../../support/shipped-case.ts';

/*
 * A case of Solihull before its mediator, Carla, on Tuesday 22 December 2026; Bella runs the board's office, Sunita is a senior
 * manager of the council and Rosa a professional there. What they ask for as a document, and what becomes of their links.
 */

const board = 'solihull';
const caseId = 'case-1';

/** Writes nothing: it is kept what should have been written. */
function kitOf(made: Document[]): Kit {
  const write = (document: Document) => {
    made.push(document);
    return Promise.resolve(new Uint8Array([1]));
  };
  const drawn = { svg: '<svg/>', width: 1, height: 1 };
  return { writers: { docx: write, pdf: write }, loadBars: () => Promise.resolve(() => drawn) };
}

async function opened() {
  const directory = directoryOf(board);
  const policy = plainly(board);
  const story = shippedStory(board, policy);
  for (const [hour, to] of [['11', '2'], ['12', '3'], ['13', '4']] as const) {
    const climber = story.raised().actors.find(({ side }) => side === 'raising')?.person ?? '';
    story.step(on(`2026-12-22T${hour}:00`, climber, 'escalate', { to }));
  } // prettier-ignore
  story.step(on('2026-12-22T15:00', 'bella', 'pass-on', {}));
  const conversation = await openConversation({ at: '2026-12-22T16:00:00Z', directory, policies: [policy] });
  const { services, tables } = conversation;
  const write = () => {
    tables.entries.set(caseId, story.entries());
    tables.views.set(caseId, viewsOf(story.raised(), { ...story.rules, directory }));
  };
  write();
  Object.assign(services, {
    vault: {
      forCase: () =>
        Promise.resolve({
          open: (ids: readonly string[]) =>
            Promise.resolve(new Map(ids.map((id) => [id, 'They wrote this.']))),
        }),
    },
  });
  const made: Document[] = [];
  /** What somebody is shown, with the link in their own conversation and the code on the page. */
  const got = (reply: Reply) => {
    const page = readAll(formOf(reply));
    const url = /\/d\/([\w-]{43})/u.exec(readMessage(conversation.written.at(-1)))?.[1] ?? '';
    return { page, token: url, code: /\b(\d{3} \d{3})\b/u.exec(page)?.[1]?.replace(' ', '') ?? '' };
  };
  const act = { do: 'get-document', caseId, on: 'record' };
  return {
    conversation,
    directory,
    story,
    write,
    made,
    got,
    ask: async (who: string) => got(await conversation.press(accountOf(who, directory), act)),
    /** The same press, as often as it is delivered. */
    deliver: async (who: string, id: string) =>
      got(
        await conversation.route({
          kind: 'pressed',
          id,
          account: accountOf(who, directory),
          at: conversation.clock.now(),
          act,
        }),
      ),
    take: async ({ token, code }: { readonly token: string; readonly code: string }) =>
      takeDocument(services, kitOf(made), { token, code, format: 'pdf' }),
    looks: () => tables.accesses.map(({ person, what }) => `${person}: ${what}`),
  };
}

describe('a link to a document of a case', () => {
  test('makes the earlier one to the same thing void, and not that of somebody else', async () => {
    const { ask, take } = await opened();
    const [first, hers, second] = [await ask('rosa'), await ask('sunita'), await ask('rosa')];
    expect(await take(first)).toEqual({ kind: 'dead' });
    expect(await take(second)).toMatchObject({ kind: 'file' });
    expect(await take(hers)).toMatchObject({ kind: 'file' });
  });

  test('is made once by a press that is delivered twice, and the second time it says so', async () => {
    const { conversation, deliver, take } = await opened();
    const first = await deliver('rosa', 'press-1');
    const again = await deliver('rosa', 'press-1');
    expect(conversation.written).toHaveLength(1);
    expect(again.code).toBe('');
    expect(again.page).toContain('has made its link already');
    expect(again.page).toContain('press “Get as a document” again');
    expect(await take(first)).toMatchObject({ kind: 'file' });
  });

  test('is refused to a head who said meanwhile that they have a conflict of interest, and that is noted', async () => {
    const { story, write, ask, take, made, looks } = await opened();
    const link = await ask('carla');
    story.step(on('2026-12-22T15:30', 'carla', 'say-conflict', { reason: words('reason') }));
    write();
    expect(await take(link)).toEqual({ kind: 'not-theirs' });
    expect(made).toEqual([]);
    expect(looks()).toEqual(['carla: get-document record', 'carla: refused get-document']);
  });
});

describe('a report over many cases as a document', () => {
  /** Two cases under the board that were closed on Monday 21 December. */
  async function figured() {
    const world = await opened();
    for (const at of [1, 2]) {
      const figures = someFigures({ board, closed: '2026-12-21', how: 'resolved', settled: '1', days: 3 });
      await world.conversation.services.figures.keep(`00000000-0000-4000-9000-00000000000${at}`, 1, figures);
    }
    const { conversation, directory, got } = world;
    const asked = async (who: string, answers: Readonly<Record<string, string>>) => {
      const account = accountOf(who, directory);
      const form = formOf(await conversation.type(account, 'report'));
      return got(await conversation.submit(account, form, { period: 'this-year', ...answers }));
    };
    const log = async () =>
      (await conversation.services.reportLog.ofBoard(board)).map(({ person, view, how }) => [
        person,
        view,
        how,
      ]);
    return { ...world, asked, log };
  }

  test('is had by the office by a link, and it is kept who took which', async () => {
    const { conversation, asked, take, made, log } = await figured();
    const link = await asked('bella', { as: 'document' });
    expect(readMessage(conversation.written.at(-1))).toContain('a report');
    expect(await log()).toEqual([]);
    expect(await take(link)).toMatchObject({ name: 'solihull-board-2026-04-01-to-2026-12-22.pdf' });
    expect(await log()).toEqual([['bella', 'board', 'chat, pdf']]);
    expect(made[0]?.title).toContain('figures for the board’s office');
    expect(JSON.stringify(made[0]?.blocks)).toMatch(/Closed in the period","value":"2"/);
    expect(await take(link)).toEqual({ kind: 'dead' });
  });

  test('stands at the end of the report that is read in chat, as a button', async () => {
    const { conversation, directory, take, got, log } = await figured();
    const account = accountOf('sunita', directory);
    let page = formOf(
      await conversation.submit(account, formOf(await conversation.type(account, 'report')), {
        period: 'this-year',
      }),
    );
    while (page.submit === 'Next page') page = formOf(await conversation.submit(account, page, {}));
    expect(page.submit).toBe('Get as a document');
    const link = got(await conversation.submit(account, page, {}));
    expect(await take(link)).toMatchObject({ kind: 'file' });
    expect(await log()).toEqual([
      ['sunita', 'agency', 'chat, northbrook-council'],
      ['sunita', 'agency', 'chat, pdf, northbrook-council'],
    ]);
  });

  test('is refused to whoever may take none any more when it is taken', async () => {
    const { conversation, directory, asked, take, made, log } = await figured();
    const link = await asked('bella', { as: 'document' });
    const without = withoutPerson(directory, 'bella');
    await conversation.people.importDirectory(without, 0, conversation.clock.now());
    expect(await take(link)).toEqual({ kind: 'not-theirs' });
    expect([made, await log()]).toEqual([[], []]);
  });

  test('is for nobody who may not read it, whatever button they send', async () => {
    const { conversation, directory, got } = await figured();
    for (const [who, on] of [['rosa', 'board'], ['sunita', 'board'], ['bella', 'ask']] as const) {
      const act = { do: 'document-of-report', on: `${on}.${board}/2026-04-01/2026-12-22` };
      const reply = got(await conversation.press(accountOf(who, directory), act));
      expect(reply.page).toContain('Reports over many cases are for the board’s office');
    } // prettier-ignore
    expect(conversation.written).toEqual([]);
  });

  test('is not made of days that what leaves the board is never told of', async () => {
    const { conversation, asked } = await figured();
    const days = { period: 'days', from: '2026-04-01', to: '2026-06-30' };
    const { page } = await asked('bella', { which: `published.${board}`, as: 'document', ...days });
    expect(page).toContain('one whole financial year that is over');
    expect(conversation.written).toEqual([]);
  });
});
