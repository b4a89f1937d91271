import { describe, expect, test } from 'vitest';
import { policySchema } from '../../../src/policy/policy.ts';
import type { Policy } from '../../../src/policy/policy.ts';
import { formOf, readAll, redbridge } from '../../support/conversation.ts';
import { atStage, beforeTheChair } from './case-in-hand.ts';
import type { CaseInHand } from './case-in-hand.ts';

const source = 'a paragraph';
type More = Readonly<Record<string, unknown>>;

/** Redbridge's policy with another forum at its last stage, and more that is owed there. */
function withForum(forum: More, duties: readonly More[] = [], words: More = {}): Policy {
  const stages = redbridge.stages.map((stage) => {
    if (stage.id !== '4') return stage;
    const obligations = [...stage.obligations, ...duties.map((one) => ({ strict: 'will', source, ...one }))];
    return { ...stage, obligations, forum: { ...stage.forum, ...forum } };
  });
  return policySchema.parse({ ...redbridge, words: { ...redbridge.words, ...words }, stages });
}

const panel = withForum(
  {
    kind: 'panel',
    output: 'decision',
    effect: 'binding',
    powers: [
      { power: 'hear-representations', source },
      { power: 'meet', source },
    ],
    panel: { at_least_agencies: 2, include_parties: true, warn_if_none_neutral: true, source },
  },
  [
    {
      id: 'convene',
      duty: 'convene',
      owed_by: { side: 'board', role: 'business-manager' },
      target: { due: { working_days: 10, after: 'concern' }, source },
    },
  ],
  { output: 'ruling' },
);

async function said(hand: CaseInHand, who: string, does: string, typed = {}, on?: string): Promise<string> {
  const reply = await hand.fill(who, does, typed, on);
  return reply.kind === 'form' ? readAll(reply.form) : JSON.stringify(reply);
}

describe('a panel in chat', () => {
  test('the office chooses its people and its hour, and reads that nobody on it is neutral', async () => {
    const hand = await atStage('4', {}, [panel]);
    const form = formOf(await hand.press('bella', 'convene-panel'));
    expect(readAll(form)).toContain('at least 2 agencies, the agencies of this matter among them');
    const shown = await said(hand, 'bella', 'convene-panel', {
      members: ['lena', 'ines'],
      meets: '2027-01-05',
      time: '10:00',
    });
    expect(shown).toContain('It meets on Tuesday 5 January 2027, 10:00.');
    expect(shown).toContain('Nobody on the panel is neutral.');
    expect(await hand.messages()).toContain('You sit on the panel');
  });

  test('a panel without the agency of one side is refused at its field', async () => {
    const hand = await atStage('4', {}, [panel]);
    const reply = await hand.fill('bella', 'convene-panel', {
      members: ['lena', 'piet'],
      meets: '2027-01-05',
      time: '10:00',
    });
    expect(JSON.stringify(reply)).toContain('Nobody of St Aldhelm’s Hospital Trust is on it.');
  });

  test('asks a side to put its case, and meets', async () => {
    const hand = await beforeTheChair([panel]);
    const until = '2026-12-24';
    await hand.fill('conny', 'ask-information', { of: ['sunita'], question: 'What is your case?', until });
    expect(await hand.messages()).toContain('You are asked to put a case in writing');
    expect(await hand.messages()).toContain('Put our case');
    const shown = await said(hand, 'bella', 'call-meeting', {
      of: ['sunita', 'omar'],
      meets: '2027-01-05',
      time: '10:00',
      about: 'In the small hall.',
    });
    expect(shown).toContain('It is about this one disagreement.');
    const messages = await hand.messages();
    expect(messages).not.toContain('small hall');
    await hand.clock.moveTo(new Date('2027-01-05T12:00:00Z'));
    expect(await said(hand, 'sunita', 'meeting-not-held', { reason: 'Nobody came.' })).toContain(
      'was not held',
    );
  });
});

describe('a decision in chat', () => {
  async function convened(): Promise<CaseInHand> {
    const hand = await beforeTheChair([panel]);
    const sitting = { members: ['lena', 'ines'], meets: '2027-01-05', time: '10:00' };
    await hand.fill('bella', 'convene-panel', sitting);
    return hand;
  }

  test('goes by the board’s own word for it in buttons, duties and messages, and is never called a recommendation', async () => {
    const hand = await convened();
    await hand.fill('conny', 'recommend', {
      'recommendations-northbrook-council-1': 'Name one contact.',
      'recommendations-st-aldhelms-1': 'Write the plan.',
    });
    const messages = await hand.messages();
    expect(messages).toContain('Ruling made');
    expect(messages).toContain('Answer the ruling');
    expect(messages).toContain('say what your agency has done about the ruling, or will do by when');
    expect(messages).not.toMatch(/[^-]recommendation/iu);
  });

  test('can be said to be not yet possible, and not refused', async () => {
    const hand = await convened();
    await hand.fill('conny', 'recommend', {
      'recommendations-northbrook-council-1': 'Name one contact.',
      'recommendations-st-aldhelms-1': 'Write the plan.',
    });
    const form = formOf(await hand.press('sunita', 'answer-recommendation'));
    const options = form.fields.flatMap((field) => (field.kind === 'choice' ? field.options : []));
    expect(options.map(({ id }) => id)).toEqual(['acted-on', 'will-act', 'cannot-yet']);
    const answer = { answer: 'cannot-yet', words: 'The post is vacant.' };
    await hand.submit('sunita', form, answer);
    expect((await hand.state()).status).toBe('answering');
    expect(await hand.messages()).toContain('it cannot be done yet');
  });
});
