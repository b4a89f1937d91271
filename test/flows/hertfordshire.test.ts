import { describe, expect, test } from 'vitest';
import { shippedPolicy } from '../policy/policies.ts';
import { boardInHand } from '../support/board-in-hand.ts';
import { choicesOf, errorsOf, fieldOf, formOf, readAll } from '../support/conversation.ts';

/* What people in Hertfordshire are shown and asked, on Tuesday 22 December 2026. */

const policy = shippedPolicy('hertfordshire');

/** What the policy says to people at a point, each with its paragraph. */
function guidance(at: (typeof policy.guidance)[number]['at']): readonly string[] {
  const lines = policy.guidance.filter((one) => one.at === at);
  expect(lines).not.toEqual([]);
  return lines.map(({ text, source }) => `${text} (${source})`);
}

const answered = { consulted: 'yes', attempted: 'yes', equivalent: 'na' } as const;

/** Raised by Rosa, who has filled in what the monitoring form asks before Stage 2. */
async function filledIn() {
  const hand = await boardInHand(policy);
  const { caseId } = await hand.raise();
  let form = formOf(await hand.press('rosa', caseId, 'fill-form', 'monitoring.1'));
  for (let pages = 0; form.submit !== undefined; pages += 1) {
    if (pages > 12) throw new Error('The form never ends');
    const typed = Object.entries(answered).filter(([id]) => form.fields.some((field) => field.id === id));
    form = formOf(await hand.submit('rosa', form, Object.fromEntries(typed)));
  }
  return { hand, caseId };
}

async function atStage2() {
  const { hand, caseId } = await filledIn();
  await hand.submit('rosa', formOf(await hand.press('rosa', caseId, 'escalate')), { risk: 'no' });
  expect((await hand.state(caseId)).stage).toBe('2');
  return { hand, caseId };
}

describe('before a disagreement is raised in Hertfordshire', () => {
  test('the risk comes first: “yes” says whom to tell today, “no” goes on to the planned way', async () => {
    const hand = await boardInHand(policy);
    const first = formOf(await hand.conversation.type(hand.account('rosa'), ''));
    expect(first.fields.map(({ id, label }) => [id, label])).toEqual([
      ['risk', 'Is the adult at immediate risk of harm?'],
    ]);
    const told = readAll(formOf(await hand.submit('rosa', first, { risk: 'yes' })));
    expect(told).toContain('something is in place today that keeps the adult safe');
    for (const who of ['Milan Example', 'Lena Example', '999']) expect(told).toContain(who);
    const again = formOf(await hand.conversation.type(hand.account('rosa'), ''));
    expect(formOf(await hand.submit('rosa', again, { risk: 'no' })).context.step).toBe('elsewhere');
  });

  test('a complaint goes to the agency’s own procedure, and opens no case', async () => {
    const hand = await boardInHand(policy);
    const form = await hand.goOn('rosa', await hand.begin('rosa'), 'elsewhere', {});
    const page = formOf(await hand.submit('rosa', form, { elsewhere: ['complaint'], scope: 'yes' }));
    expect(readAll(page)).toContain('Use the complaints procedure of the agency that it is about');
    expect(hand.conversation.tables.entries.size + hand.conversation.tables.drafts.size).toBe(0);
  });

  test('what bears on no adult’s welfare or safety is out of scope', async () => {
    const hand = await boardInHand(policy);
    const form = await hand.goOn('rosa', await hand.begin('rosa'), 'elsewhere', {});
    expect(fieldOf(form, 'scope').label).toContain("an adult's welfare or safety may suffer from it");
    const page = formOf(await hand.submit('rosa', form, { elsewhere: ['none-of-these'], scope: 'no' }));
    expect(readAll(page)).toContain('Nothing was raised');
    expect(hand.conversation.tables.drafts.size).toBe(0);
  });

  test('whoever raises it reads to settle it quickly, to share what protects, and to rest it on evidence', async () => {
    const hand = await boardInHand(policy);
    const said = readAll(await hand.goOn('rosa', await hand.begin('rosa'), 'agency-1', {}));
    for (const line of guidance('raise')) expect(said).toContain(line);
  });

  test('every area of 3.1 is offered as what it is about', async () => {
    const hand = await boardInHand(policy);
    const form = await hand.goOn('rosa', await hand.begin('rosa'), 'about', {});
    expect(choicesOf(form, 'themes')).toEqual(policy.themes.map(({ id }) => id));
  });

  test('help says to know one’s own agency’s route, and shows it', async () => {
    const hand = await boardInHand(policy);
    const said = readAll(formOf(await hand.conversation.type(hand.account('rosa'), 'help')));
    for (const line of guidance('help')) expect(said).toContain(line);
    for (const who of ['Milan Example', 'Sunita Example', 'Lena Example']) expect(said).toContain(who);
  });
});

describe('while a disagreement goes on in Hertfordshire', () => {
  test('whoever it comes to reads to take it openly and to stay involved; the answer says to read the file first', async () => {
    const hand = await boardInHand(policy);
    const { caseId } = await hand.raise();
    const message = await hand.messagesTo('nadia', caseId);
    for (const line of guidance('receive')) expect(message).toContain(line);
    const form = formOf(await hand.press('nadia', caseId, 'respond'));
    for (const line of guidance('respond')) expect(readAll(form)).toContain(line);
    expect(fieldOf(form, 'risk').label).toBe('Is the adult at immediate risk of harm?');
  });

  test('a conversation is recorded as within an agency or between them, in the policy’s words, as long as it has to be', async () => {
    const hand = await boardInHand(policy);
    const { caseId } = await hand.raise();
    const form = formOf(await hand.press('rosa', caseId, 'log-discussion'));
    expect(fieldOf(form, 'between')).toMatchObject({
      required: true,
      label: 'Was it within one agency or between agencies?',
      options: [
        { id: 'sides', label: 'Between agencies' },
        { id: 'inside', label: 'Within one agency' },
      ],
    });
    expect(fieldOf(form, 'discussion-what')).toMatchObject({ required: true, max: 3000 });
  });

  test('taking it on asks for the monitoring form first, then about the risk again, with what comes before everything', async () => {
    const early = await boardInHand(policy);
    const { caseId: raisedOnly } = await early.raise();
    const waiting = formOf(await early.press('rosa', raisedOnly, 'escalate'));
    expect(waiting.submit).toBe('Fill in the form');
    const { hand, caseId } = await filledIn();
    const form = formOf(await hand.press('rosa', caseId, 'escalate'));
    for (const line of guidance('escalate')) expect(readAll(form)).toContain(line);
    expect(fieldOf(form, 'risk').label).toBe('Is the adult at immediate risk of harm?');
    expect(errorsOf(await hand.submit('rosa', form, {}))).toHaveProperty('risk');
  });

  test('settling it asks how anything left open will be followed up, and how well the policy worked', async () => {
    const { hand, caseId } = await atStage2();
    const form = formOf(await hand.press('grace', caseId, 'propose-outcome'));
    for (const line of guidance('close')) expect(readAll(form)).toContain(line);
    const typed = { 'agreed-outcome': 'A plan.', outstanding: '' };
    expect(errorsOf(await hand.submit('grace', form, typed))).toHaveProperty('outstanding');
  });

  test('every box for words of the monitoring form takes the longest text that a platform can take', async () => {
    const hand = await boardInHand(policy);
    const { caseId } = await hand.raise();
    const long: (readonly [string, number | undefined])[] = [];
    for (const part of [1, 2, 3, 4, 5]) {
      const form = formOf(await hand.press('rosa', caseId, 'fill-form', `monitoring.${part}`));
      for (const field of form.fields) if (field.kind === 'text') long.push([field.id, field.max]);
    }
    expect(long.length).toBeGreaterThan(0);
    for (const [id, max] of long) expect([id, max]).toEqual([id, 3000]);
  });

  test('the Chair reads that the board gives no orders and expects its recommendations to be acted upon', async () => {
    const { hand, caseId } = await atStage2();
    await hand.submit('sunita', formOf(await hand.press('sunita', caseId, 'mark-policy-issue')), {
      risk: 'no',
      reason: 'The policy on discharge is unclear.',
    });
    expect((await hand.state(caseId)).stage).toBe('3');
    await hand.press('bella', caseId, 'pass-on');
    const form = formOf(await hand.press('iris', caseId, 'recommend'));
    for (const line of guidance('forum')) expect(readAll(form)).toContain(line);
  });
});
