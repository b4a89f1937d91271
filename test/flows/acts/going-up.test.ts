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

describe('a stage to which going on is considered first', () => {
  const considered = { asks: 'Will you refer this on, and why?', source };
  const policy = atStage('2', { considered });

  test('is asked in the form; a No stays, says so on the page and to the other side, and is kept with its reason', async () => {
    const hand = await caseInHand({}, [policy]);
    const form = formOf(await hand.press('rosa', 'escalate', '2'));
    expect(form.fields).toMatchObject([
      { id: 'risk' },
      { id: 'consider', label: 'Will you refer this on, and why?' },
      { id: 'consider-why' },
    ]);
    expect(errorsOf(await hand.submit('rosa', form, { risk: 'no' }))).toEqual({
      consider: 'Choose Yes or No.',
      'consider-why': 'Say why, in a sentence or two.',
    });
    const no = { risk: 'no', consider: 'no', 'consider-why': 'They meet tomorrow.' };
    const page = readAll(formOf(await hand.submit('rosa', form, no)));
    expect(page).toContain('You considered whether to take it to Stage 2');
    expect(page).toContain('Told now: Nadia Example');
    expect((await hand.state()).stage).toBe('1');
    expect(readAll(formOf(await hand.press('nadia', 'read-case')))).toContain('Why: They meet tomorrow.');
    expect(await hand.messages()).not.toContain('tomorrow');
    expect(await hand.messages()).toContain('Consider Stage 2');
  });

  test('is entered by a Yes', async () => {
    const hand = await caseInHand({}, [policy]);
    const yes = { risk: 'no', consider: 'yes', 'consider-why': 'Nothing has moved.' };
    const page = readAll(
      formOf(await hand.submit('rosa', formOf(await hand.press('rosa', 'escalate', '2')), yes)),
    );
    expect(page).toContain('You took it there.');
    expect((await hand.state()).stage).toBe('2');
  });
});

describe('a stage that is reached through somebody', () => {
  const policy = atStage('2', { through: [{ side: 'both', role: 'senior-manager', source }] });

  test('says in the form whom it goes through, and gives them the button that takes it on', async () => {
    const hand = await caseInHand({}, [policy]);
    const form = formOf(await hand.press('rosa', 'escalate', '2'));
    expect(readAll(form)).toContain('Northbrook Council: Sunita Example');
    const page = readAll(formOf(await hand.submit('rosa', form, usual.escalation)));
    expect(page).toContain('You asked Sunita Example (Northbrook Council) and Rajan Example');
    expect(page).toContain('Told now:');
    const messages = await hand.messages();
    expect(messages).toContain('You are asked to take this on to Stage 2');
    expect(messages).toContain('Take it on to Stage 2');
    expect(readAll(formOf(await hand.press('rosa', 'escalate', '2')))).toContain('were asked already');
    await hand.fill('sunita', 'escalate', { risk: 'no' }, '2');
    expect((await hand.state()).stage).toBe('2');
    const read = readAll(formOf(await hand.press('nadia', 'read-case')));
    expect(read).toContain('Asked to take it on to Stage 2');
  });
});

describe('a stage that goes up the line', () => {
  const policy = atStage('3', { rungs: { roles: ['senior-manager', 'head-of-service'], source } });

  test('says who acts on the next rung before it is taken, and to everybody once it is', async () => {
    const hand = await caseInHand({}, [policy]);
    await hand.fill('rosa', 'escalate', usual.escalation);
    await hand.fill('milan', 'escalate', usual.escalation);
    const form = formOf(await hand.press('sunita', 'go-up-a-rung'));
    expect(readAll(form)).toContain('Northbrook Council: Omar Example');
    expect(readAll(form)).toContain(
      'St Aldhelm’s Hospital Trust: Rajan Example (St Aldhelm’s Hospital Trust), as now',
    );
    const page = readAll(
      formOf(await hand.submit('sunita', form, { risk: 'no', reason: 'No bed is left.' })),
    );
    expect(page).toContain('You took it one rung up');
    expect((await hand.state()).actors.map(({ person }) => person)).toEqual(['omar', 'rajan']);
    expect(await hand.messages()).toContain('Nobody is listed as');
    const read = readAll(formOf(await hand.press('omar', 'read-case')));
    expect(read).toContain('One rung up the line');
    expect(read).toContain('Why: No bed is left.');
  });
});
