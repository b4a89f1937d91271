import { expect, test } from 'vitest';
import { drawForm } from '../../../src/adapters/slack/draw-form.ts';
import { conversations } from '../../../src/flows/acts/all.ts';
import type { Form } from '../../../src/flows/chat-message.ts';
import { formOf } from '../../support/conversation.ts';
import { atStage, beforeTheChair, caseInHand, usual } from './case-in-hand.ts';

/* Forms are drawn by the practice client too, where a menu of several answers cannot be shown. */

async function everyForm(): Promise<readonly Form[]> {
  const first = await caseInHand();
  await first.fill('nadia', 'propose-outcome', usual.outcome);
  const second = await atStage('2');
  const chair = await beforeTheChair();
  const wanted = [
    ...[
      'respond',
      'confirm-file-read',
      'log-discussion',
      'set-protective-date',
      'propose-outcome',
      'hand-over',
    ].map((does) => first.press('nadia', does)),
    ...['agree-outcome', 'dispute-outcome', 'escalate', 'withdraw', 'correct-concern', 'correct-entry'].map(
      (does) => first.press('rosa', does),
    ),
    second.press('milan', 'bring-in'),
    ...['ask-information', 'recommend', 'bring-in'].map((does) => chair.press('conny', does)),
  ];
  return (await Promise.all(wanted)).map(formOf);
}

test('no form loses anything in a Slack window, and each can be filled in in the practice client', async () => {
  for (const form of await everyForm()) {
    const drawn = JSON.stringify(drawForm(form));
    expect(drawn).not.toContain('no room for more');
    expect(drawn).not.toContain('multi_static_select');
    expect(form.intro.map(({ kind }) => kind)).not.toContain('buttons');
    expect(conversations.has(form.context.act.do)).toBe(true);
  }
});
