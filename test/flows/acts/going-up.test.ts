import { describe, expect, test } from 'vitest';
import { policySchema } from '../../../src/policy/policy.ts';
import type { Policy } from '../../../src/policy/policy.ts';
import { errorsOf, formOf, readAll, redbridge } from '../../support/conversation.ts';
import { source } from '../../support/ladder.ts';
import { caseInHand, usual } from './case-in-hand.ts';

/** Redbridge's policy with something more at one of its stages. */
function atStage(id: string, more: Readonly<Record<string, unknown>>): Policy {
  const stages = redbridge.stages.map((stage) => (stage.id === id ? { ...stage, ...more } : stage));
  return policySchema.parse({ ...redbridge, stages });
}

const question = {
  id: 'problem',
  label: 'What exactly is the problem?',
  required: true,
  from: 'both',
  source,
};

describe('a stage that begins with questions', () => {
  const policy = atStage('2', { entry_fields: [question] });

  test('asks them in the form that takes the matter there, and says at the field what is missing', async () => {
    const hand = await caseInHand({}, [policy]);
    const form = formOf(await hand.press('rosa', 'escalate', '2'));
    expect(form.fields.map(({ id }) => id)).toEqual(['risk', 'problem', 'reason']);
    expect(errorsOf(await hand.submit('rosa', form, { risk: 'no' }))).toEqual({
      problem: 'The policy asks for this (a paragraph). Please fill it in.',
    });
    await hand.submit('rosa', form, { risk: 'no', problem: 'No plan for the medicines.' });
    expect((await hand.state()).stage).toBe('2');
    expect(readAll(formOf(await hand.press('nadia', 'read-case')))).toContain(
      'What exactly is the problem?: No plan for the medicines.',
    );
  });

  test('asks the other side afterwards, by a button of its message, and both answers stand in the record by side', async () => {
    const hand = await caseInHand({}, [policy]);
    await hand.fill('rosa', 'escalate', { ...usual.escalation, problem: 'No plan for the medicines.' });
    expect(await hand.messages()).toContain('answer-entry-questions');
    const form = formOf(await hand.press('tom', 'answer-entry-questions'));
    expect(readAll(form)).toContain('You answer for St Aldhelm’s Hospital Trust.');
    const page = readAll(formOf(await hand.submit('tom', form, { problem: 'The bed is needed tonight.' })));
    expect(page).toContain('Told now:');
    const record = readAll(formOf(await hand.press('milan', 'chronology')));
    expect(record).toContain('for St Aldhelm’s Hospital Trust');
    expect(record).toContain('What exactly is the problem?: The bed is needed tonight.');
    for (const words of ['medicines', 'tonight']) {
      expect(await hand.messages()).not.toContain(words);
      expect(JSON.stringify((await hand.state()).entries)).not.toContain(words);
    }
  });
});
