import { expect, test } from 'vitest';
import type { Policy } from '../../../src/policy/policy.ts';
import { shippedPolicy } from '../../policy/policies.ts';
import { boardInHand } from '../../support/board-in-hand.ts';
import { formOf, readAll } from '../../support/conversation.ts';

const monday = { when: { 'arose-date': '2026-12-21', 'arose-time': '16:30' } };
const lastWeek = { when: { 'arose-date': '2026-12-17', 'arose-time': '09:00' } };

test('Solihull: a raise on the working day of the concern is in time, though hours have passed', async () => {
  const hand = await boardInHand(shippedPolicy('solihull'), '2026-12-21T20:00:00Z');
  const { caseId } = await hand.raise(monday);
  const raise = (await hand.state(caseId)).obligations.find(({ duty }) => duty === 'raise');
  expect(raise).toMatchObject({ status: 'met', metLate: false });
  expect(await hand.messagesTo('nadia', caseId)).not.toContain('after it arose');
});

test('Solihull: a later raise says how long it took, asks for no reason, and calls nobody late', async () => {
  const hand = await boardInHand(shippedPolicy('solihull'));
  const form = await hand.goOn('rosa', await hand.begin('rosa'), 'check', lastWeek);
  expect(readAll(form)).not.toContain('Why it is late');
  const { caseId } = await hand.raise(lastWeek);
  const said = await hand.messagesTo('nadia', caseId);
  expect(said).toContain('It was raised 3 working days after it arose.');
  expect(said).not.toMatch(/overdue|after its limit|late\b/i);
  const record = readAll(formOf(await hand.press('rosa', caseId, 'chronology')));
  expect(record).toContain('Done: raise the matter with the other agency.');
  expect(record).not.toContain('after its limit');
});

test('a board that insists on it is given a reason', async () => {
  const policy = shippedPolicy('solihull');
  const insists: Policy = {
    ...policy,
    stages: policy.stages.map((stage) => ({
      ...stage,
      obligations: stage.obligations.map((rule) =>
        rule.duty === 'raise' ? { ...rule, strict: 'must' as const } : rule,
      ),
    })),
  };
  const hand = await boardInHand(insists);
  const form = await hand.goOn('rosa', await hand.begin('rosa'), 'late', lastWeek);
  expect(form.fields.map(({ id }) => id)).toEqual(['late-because']);
});
