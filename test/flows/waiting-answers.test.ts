import { describe, expect, test } from 'vitest';
import { drawHome as drawTeamsHome } from '../../src/adapters/teams/draw-home.ts';
import { drawHome as drawSlackHome } from '../../src/adapters/slack/draw-home.ts';
import type { Act } from '../../src/flows/chat-input.ts';
import type { Home } from '../../src/flows/chat-message.ts';
import { accountOf, readHome } from '../support/conversation.ts';
import { problemsOfView } from '../support/slack-rules.ts';
import { beforeTheChair, directory, type CaseInHand } from './acts/case-in-hand.ts';

/*
 * The Chair recommends something to each agency on Tuesday 22 December 2026, and the board's office follows what became of
 * it (G-10). Bella works in the office; Milan in one of the agencies.
 */

async function homeOf(hand: CaseInHand, who: string, act?: Act): Promise<Home> {
  const account = accountOf(who, directory);
  const at = hand.clock.now();
  const reply = await hand.conversation.route(
    act === undefined
      ? { kind: 'home-opened', id: 'h', account, at }
      : { kind: 'pressed', id: 'h', account, at, act },
  );
  if (reply.kind !== 'home') throw new Error(`A home view was expected, and this came: ${reply.kind}`);
  return reply.home;
}
const read = async (hand: CaseInHand, who: string, act?: Act): Promise<string> =>
  readHome({ kind: 'home', home: await homeOf(hand, who, act) });

async function recommended(): Promise<CaseInHand> {
  const hand = await beforeTheChair();
  await hand.fill('conny', 'recommend', {
    'recommendations-northbrook-council-1': 'Name one contact.',
    'recommendations-st-aldhelms-1': 'Write the plan.',
  });
  return hand;
}
const answer = (hand: CaseInHand, who: string, said: string) =>
  hand.fill(who, 'answer-recommendation', { answer: said, words: 'The plan is in use.' });

const title = 'Recommendations that wait for an answer';

describe('what waits for an agency’s answer, on the home view of the board’s office', () => {
  test('names the case, the agencies and since when, what was promised, and opens the case; no word of it is shown', async () => {
    const hand = await recommended();
    const { reference } = await hand.state();
    const before = await read(hand, 'bella');
    expect(before).toContain(title);
    expect(before).toContain(
      `${reference}: to Northbrook Council, since Tuesday 22 December 2026; to St Aldhelm’s Hospital Trust, since Tuesday 22 December 2026.`,
    );
    expect(before).not.toContain('Write the plan');
    await hand.clock.moveTo(new Date('2026-12-23T10:00:00Z'));
    await answer(hand, 'rajan', 'will-act');
    await answer(hand, 'sunita', 'acted-on');
    const after = await read(hand, 'bella');
    expect(after).toContain(
      `${reference}: to St Aldhelm’s Hospital Trust, since Tuesday 22 December 2026, which said that it will act on it.`,
    );
    const { blocks } = await homeOf(hand, 'bella');
    const opening = blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
    expect(opening).toContainEqual({
      label: `Open ${reference}`,
      act: { do: 'home-case', caseId: hand.caseId },
    });
  });

  test('is gone once every agency has said that it acted on it', async () => {
    const hand = await recommended();
    await answer(hand, 'rajan', 'acted-on');
    await answer(hand, 'sunita', 'acted-on');
    expect(await read(hand, 'bella')).not.toContain(title);
  });

  test('is shown to nobody else, whoever asks for its pages', async () => {
    const hand = await recommended();
    for (const who of ['milan', 'rosa', 'conny', 'piet']) {
      expect(await read(hand, who)).not.toContain(title);
      expect(await read(hand, who, { do: 'home', on: 'unanswered:' })).not.toContain(title);
    }
  });

  test('is a page of the home view at most, and the rest follows page by page, the oldest first', async () => {
    const hand = await recommended();
    const { tables, services } = hand.conversation;
    const one = [
      tables.entries.get(hand.caseId),
      tables.figures.get(hand.caseId),
      tables.views.get(hand.caseId),
    ];
    const [entries, figures, views] = one as [
      NonNullable<ReturnType<typeof tables.entries.get>>,
      NonNullable<ReturnType<typeof tables.figures.get>>,
      NonNullable<ReturnType<typeof tables.views.get>>,
    ];
    // Ten more like it, each a day older than the one before.
    for (let days = 1; days <= 10; days += 1) {
      const id = `00000000-0000-4000-8000-0000000001${String(days).padStart(2, '0')}`;
      const waitsSince = new Date(Date.UTC(2026, 11, 22 - days)).toISOString().slice(0, 10);
      tables.entries.set(id, entries);
      tables.views.set(id, views);
      tables.figures.set(id, { ...figures, figures: { ...figures.figures, waitsSince } });
    }
    const home = await homeOf(hand, 'bella');
    expect(readHome({ kind: 'home', home }).match(/to Northbrook Council, since/gu)).toHaveLength(4);
    expect(problemsOfView(drawSlackHome(home))).toEqual([]);
    expect(JSON.stringify(drawTeamsHome(home))).toContain(title);
    const seen: string[] = [];
    let page: Home = home;
    for (let pages = 0; pages < 5; pages += 1) {
      const buttons = page.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
      for (const { act } of buttons) if (act.do === 'home-case') seen.push(act.caseId ?? '');
      const more = buttons.find(({ label }) => label.startsWith('More: recommendations'));
      if (more?.act === undefined) break;
      page = await homeOf(hand, 'bella', more.act);
    }
    const { items } = await services.figures.waiting('redbridge', undefined, 50);
    expect(items.map(({ caseId }) => caseId).at(-1)).toBe(hand.caseId);
    expect(seen.filter((id) => id !== '')).toEqual(expect.arrayContaining(items.map(({ caseId }) => caseId)));
  });

  test('stands in the typed list as well', async () => {
    const hand = await recommended();
    const reply = await hand.conversation.type(accountOf('bella', directory), 'list');
    const said = JSON.stringify([reply, hand.conversation.written]);
    expect(said).toContain(title);
    expect(said).toContain(`{"do":"case-page","caseId":"${hand.caseId}"}`);
  });
});
