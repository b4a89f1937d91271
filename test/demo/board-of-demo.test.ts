import { expect, test } from 'vitest';
import { boardOfDemo } from '../../demo/board-of-demo.ts';
import { openConversation } from '../support/conversation.ts';
import { redbridge, shippedPolicy } from '../policy/policies.ts';

const at = '2026-12-22T10:00:00Z';

test('the demo plays a board whose procedure cases follow as a whole, and says of the others why not', async () => {
  const { policies } = await openConversation({ at, policies: [redbridge(), shippedPolicy('solihull')] });
  const demo = { stores: { policies } };
  expect(boardOfDemo(demo, 'redbridge').policy.board).toBe('redbridge');
  expect(() => boardOfDemo(demo, 'solihull')).toThrow(/cannot follow all of the procedure of Solihull/);
  expect(() => boardOfDemo(demo, 'nowhere')).toThrow(/There is: redbridge, solihull/);
});
