import { describe, expect, test } from 'vitest';
import { accountOf, formOf, readAll } from '../../support/conversation.ts';
import { caseInHand, directory, usual } from './case-in-hand.ts';

const heading = 'What you had written (it was not recorded):';
const typed = 'The ward has no bed for longer.';

describe('what somebody typed is shown again', () => {
  test('when the case was withdrawn while they were filling in the form', async () => {
    const hand = await caseInHand();
    const form = formOf(await hand.press('nadia', 'respond'));
    await hand.fill('rosa', 'withdraw', { reason: 'It was settled between the wards.' });
    const page = formOf(await hand.submit('nadia', form, { risk: 'no', 'response-aim': typed }));
    expect(readAll(page)).toContain('there is nothing to do here now');
    expect(page.intro.slice(-2)).toEqual([
      { kind: 'text', text: { strong: heading } },
      {
        kind: 'quote',
        label: form.fields.find(({ id }) => id === 'response-aim')?.label,
        words: typed,
      },
    ]);
    expect(await hand.events()).not.toContain('Responded');
  });

  test('when the stage was left meanwhile, though the answers name what cannot be chosen any more', async () => {
    const hand = await caseInHand();
    const form = formOf(await hand.press('rosa', 'escalate'));
    await hand.fill('nadia', 'escalate', usual.escalation);
    const page = readAll(formOf(await hand.submit('rosa', form, { risk: 'no', reason: typed })));
    expect(page).toContain(`${heading}\nWhy can it not be settled where it is?: ${typed}`);
  });

  test('when they are no longer let in to do this', async () => {
    const hand = await caseInHand();
    const form = formOf(await hand.press('nadia', 'respond'));
    const act = { do: 'no-longer-known', caseId: hand.caseId };
    const page = await hand.conversation.submit(
      accountOf('nadia', directory),
      { ...form, context: { act, step: 'ask' } },
      { risk: 'no', 'response-aim': typed },
    );
    expect(readAll(formOf(page))).toContain(`${heading}\nresponse aim: ${typed}`);
  });

  test('below whom to ring, when the risk is immediate and the rest could not be recorded', async () => {
    const hand = await caseInHand();
    const form = formOf(await hand.press('rosa', 'escalate'));
    await hand.fill('nadia', 'escalate', usual.escalation);
    const page = formOf(await hand.submit('rosa', form, { risk: 'yes', reason: typed }));
    expect(page.context.act.do).toBe('report-immediate-risk');
    const read = readAll(page);
    expect(read).toContain(`Why can it not be settled where it is?: ${typed}`);
    expect(read.indexOf('999')).toBeLessThan(read.indexOf(heading));
  });

  test('not where it was recorded, and not where nothing was typed', async () => {
    const hand = await caseInHand();
    const form = formOf(await hand.press('nadia', 'respond'));
    const bare = formOf(await hand.submit('nadia', form, { risk: 'yes' }));
    expect(readAll(bare)).not.toContain(heading);
    const kept = formOf(await hand.submit('nadia', form, { ...usual.response, risk: 'yes' }));
    expect(readAll(kept)).toContain('was recorded as well');
    expect(readAll(kept)).not.toContain(heading);
  });
});
