import { describe, expect, test } from 'vitest';
import type { RaisedCase } from '../../../src/case/state.ts';
import { drawForm } from '../../../src/adapters/slack/draw-form.ts';
import type { Reply } from '../../../src/flows/chat-message.ts';
import { directoryOf } from '../../support/board-world.ts';
import { on } from '../../support/case-world.ts';
import { fieldOf, formOf, readAll } from '../../support/conversation.ts';
import { formInHand, words } from '../../support/form-in-hand.ts';

const said = (reply: Reply): string => readAll(formOf(reply));
const acting = ({ actors }: RaisedCase) => actors.find(({ side }) => side === 'raising')?.person ?? '';

/** Where each board waits for its form, how the case gets there, and what the case does not know by itself. */
const boards = {
  hertfordshire: { before: [], to: '2', answers: { consulted: 'yes', attempted: 'yes', equivalent: 'na' } },
  rotherham: { before: ['2'], to: '3', answers: { evidence: 'In the case notes of Monday.' } },
  'cheshire-east': {
    before: ['2', '3'],
    to: '4',
    answers: { method: 'Two meetings were held, and a third was offered.' },
  },
} as const;

describe.each(Object.entries(boards))('the form of %s', (board, { before, to, answers }) => {
  async function beforeIt() {
    const hand = await formInHand(board);
    for (const next of before) {
      // Where the policy asks the senior manager to carry it on, she does.
      for (const who of [acting(await hand.state()), 'sunita']) {
        if ((await hand.state()).stage === next) continue;
        await hand.run(on('2026-12-22T10:00', who, 'escalate', { to: next }));
      }
      expect((await hand.state()).stage).toBe(next);
    }
    return { ...hand, who: acting(await hand.state()) };
  }

  test('is asked for before the stage, filled in part by part from there, and then lets the matter go on', async () => {
    const { press, submit, fillAll, state, who, policy } = await beforeIt();
    const [form] = policy.forms;
    if (board !== 'rotherham') {
      const first = formOf(await press(who, 'escalate'));
      expect(readAll(first)).toContain(`the form “${form?.title ?? ''}” has to be complete`);
      expect(first.fields).toEqual([]);
      expect(first.submit).toBe('Fill in the form');
      const page = formOf(await submit(who, first));
      expect(page.context.act).toMatchObject({ do: 'fill-form', on: `${form?.id ?? ''}.1` });
    }
    const part = formOf(await press(who, 'fill-form', `${form?.id ?? ''}.1`));
    await fillAll(who, part, answers);
    const outcome = formOf(await submit(who, formOf(await press(who, 'escalate')), { risk: 'no' }));
    expect(readAll(outcome)).toContain('done');
    expect((await state()).stage).toBe(to);
  });

  test('fits a window on every part, and records only what was changed', async () => {
    const { press, submit, state, who, policy } = await beforeIt();
    const id = policy.forms[0]?.id ?? '';
    for (const part of [1, 2, 3, 4]) {
      const form = formOf(await press(who, 'fill-form', `${id}.${part}`));
      expect(form.fields.length).toBeLessThanOrEqual(10);
      expect(JSON.stringify(drawForm(form))).not.toContain('no room for more');
      await submit(who, form);
    }
    expect((await state()).entries.some(({ event }) => event.type === 'FormFilled')).toBe(false);
  });

  test('leaves nothing that people wrote in the record, the effects or the messages', async () => {
    const { press, fillAll, tables, messages, who, policy } = await beforeIt();
    const [form] = policy.forms;
    const text = form?.fields.find(({ type, restricted }) => type === 'long-text' && !restricted);
    const boxes = {
      [text?.id ?? '']: 'A sentence of our own.',
      [`${text?.id ?? ''}:northbrook-council`]: 'A sentence of our own.',
    };
    await fillAll(who, formOf(await press(who, 'fill-form', `${form?.id ?? ''}.1`)), {
      ...boxes,
      'adult-name': 'Avery Other',
    });
    const stored = JSON.stringify([[...tables.entries.values()], [...tables.effects.values()]]);
    expect(stored).toContain('FormFilled');
    for (const secret of ['A sentence of our own', 'Avery', words]) {
      expect(stored).not.toContain(secret);
      expect(await messages()).not.toContain(secret);
    }
  });
});

describe('an empty box of a form', () => {
  async function hints(hand: Awaited<ReturnType<typeof formInHand>>, who: string) {
    const found = new Map<string, string>();
    for (const part of [1, 2, 3, 4]) {
      const { fields } = formOf(await hand.press(who, 'fill-form', `monitoring.${part}`));
      for (const { id, hint = '' } of fields) found.set(id, hint);
    }
    return (id: string) => found.get(id) ?? `there is no ${id}`;
  }

  test('is missing where this stage or the next waits for it, and says from when it is wanted where that is later', async () => {
    const hand = await formInHand('hertfordshire');
    const atStage1 = await hints(hand, 'rosa');
    expect(atStage1('consulted')).toContain('Still missing.');
    expect(atStage1('seeks-chair')).toContain(
      'Asked for from Stage 3 on. You can leave it empty until then.',
    );
    expect(atStage1('effectiveness')).toContain('Asked for once this disagreement is closed. You can leave it empty until then.'); // prettier-ignore
    await hand.fillAll(
      'rosa',
      formOf(await hand.press('rosa', 'fill-form', 'monitoring.1')),
      boards.hertfordshire.answers,
    );
    await hand.submit('rosa', formOf(await hand.press('rosa', 'escalate')), { risk: 'no' });
    const atStage2 = await hints(hand, 'sunita');
    expect(atStage2('seeks-chair')).toContain('Still missing.');
    expect(atStage2('effectiveness')).toContain('Asked for once this disagreement is closed.');
  });

  test('that nothing waits for can be left empty', async () => {
    const { run, press, state } = await formInHand('rotherham');
    await run(on('2026-12-22T10:00', acting(await state()), 'escalate', { to: '2' }));
    const { fields } = formOf(await press(acting(await state()), 'fill-form', 'record.1'));
    expect(fields.find(({ id }) => id === 'evidence')?.hint).toContain('You can leave this empty.');
  });
});

test('what the case drafted warns of no name as long as it is left as it is', async () => {
  const { agencies, people } = directoryOf('rotherham');
  const rosa = people.get('rosa');
  if (rosa === undefined) throw new Error('Rosa raises it');
  const titled = new Map(people).set('rosa', { ...rosa, jobTitle: 'social worker at Maya Lodge' });
  const { run, press, submit, state } = await formInHand('rotherham', undefined, {
    agencies,
    people: titled,
  });
  await run(on('2026-12-22T10:00', 'rosa', 'escalate', { to: '2' }));
  const who = acting(await state());
  const pages = ['record.1', 'record.2', 'record.3'].map(async (part) =>
    formOf(await press(who, 'fill-form', part)),
  );
  const page = (await Promise.all(pages)).find(({ fields }) =>
    fields.some(({ id }) => id === 'referrer-title'),
  );
  if (page === undefined) throw new Error('No part asks for the title');
  expect(fieldOf(page, 'referrer-title')).toMatchObject({ value: 'social worker at Maya Lodge' });
  expect(said(await submit(who, page))).not.toContain('seems to hold');
  expect(said(await submit(who, page, { 'referrer-title': 'social worker of Maya Lodge' }))).toContain('“Referrer - job title” seems to hold a name.'); // prettier-ignore
});

describe('reading a form', () => {
  test('shows what people wrote and what is missing, keeps the adult apart, and notes each look', async () => {
    const { press, submit, looks } = await formInHand('hertfordshire');
    const page = formOf(await press('rosa', 'read-form', 'monitoring'));
    expect(readAll(page)).toContain(words);
    expect(readAll(page)).toContain('Missing. Northbrook Council answers this.');
    expect(readAll(page)).not.toContain('Avery');
    expect(looks()).toContain('rosa: read-form monitoring');
    let last = page;
    while (last.submit === 'Next page') last = formOf(await submit('rosa', last));
    expect(last.submit).toBe('Who the adult is');
    expect(said(await submit('rosa', last))).toContain('Avery Example');
    expect(looks().some((look) => look.startsWith('rosa: read-form-apart monitoring'))).toBe(true);
  });

  test('is for the office that it was sent to as well, in the version that was sent, and for no stranger to the case', async () => {
    const { press, submit, fillAll, state } = await formInHand('hertfordshire');
    await fillAll(
      'rosa',
      formOf(await press('rosa', 'fill-form', 'monitoring.1')),
      boards.hertfordshire.answers,
    );
    expect(said(await press('bella', 'read-form', 'monitoring'))).not.toContain(words);
    await submit('rosa', formOf(await press('rosa', 'escalate')), { risk: 'no' });
    const sent = (await state()).entries.find(({ event }) => event.type === 'FormSent')?.entry ?? 0;
    await press('sunita', 'sign-form', 'monitoring');
    const page = formOf(await press('bella', 'read-form', `monitoring@${sent}`));
    expect(readAll(page)).toContain(`As it stood at entry ${sent} of the record`);
    expect(readAll(page)).toContain(words);
    expect(said(await press('piet', 'read-form', 'monitoring'))).not.toContain(words);
  });

  test('is read, and had as a document, by an office that sees nothing else of the case but what agencies report', async () => {
    const hand = await formInHand('hertfordshire', (policy) => ({
      ...policy,
      stages: policy.stages.map((stage) => ({
        ...stage,
        copies: [],
        office_sees: 'reported-outcomes' as const,
      })),
    }));
    const { press, submit, fillAll, state, messages } = hand;
    await fillAll(
      'rosa',
      formOf(await press('rosa', 'fill-form', 'monitoring.1')),
      boards.hertfordshire.answers,
    );
    const refused = 'is not for you to read';
    await submit('rosa', formOf(await press('rosa', 'escalate')), { risk: 'no' });
    const sent = (await state()).entries.find(({ event }) => event.type === 'FormSent')?.entry ?? 0;
    const on = `monitoring@${sent}`;
    const told = await messages();
    expect(told).toContain('A form of the board has come in');
    for (const does of ['read-form', 'get-document']) expect(told).toContain(`{"do":"${does}"`);
    const page = formOf(await press('bella', 'read-form', on));
    expect(readAll(page)).toContain(words);
    expect(said(await press('bella', 'read-form-apart', `${on}.1`))).toContain('Avery Example');
    expect(said(await press('bella', 'get-document', `form:${on}`))).toContain('asks for this code');
    // Nothing else of the case: not the form as it stands now, nor the record.
    for (const [does, about] of [
      ['read-form', 'monitoring'],
      ['get-document', 'form:monitoring'],
      ['get-document', 'record'],
      ['get-document', 'pack'],
      ['read-case', undefined],
    ] as const)
      expect(said(await press('bella', does, about))).toContain(refused);
    expect(said(await press('piet', 'get-document', `form:${on}`))).not.toContain('code');
  });

  test('carries the protective marking of the board', async () => {
    const { press } = await formInHand('hertfordshire', (policy) => ({
      ...policy,
      document: { ...policy.document, marking: 'OFFICIAL' },
    }));
    expect(said(await press('rosa', 'read-form', 'monitoring'))).toContain('OFFICIAL');
  });
});

describe('signing a form', () => {
  test('is done by pressing, as oneself, and what is changed afterwards is asked for again', async () => {
    const { press, submit, fillAll, state } = await formInHand('hertfordshire');
    await fillAll(
      'rosa',
      formOf(await press('rosa', 'fill-form', 'monitoring.1')),
      boards.hertfordshire.answers,
    );
    await submit('rosa', formOf(await press('rosa', 'escalate')), { risk: 'no' });
    const form = formOf(await press('sunita', 'sign-form', 'monitoring'));
    expect(readAll(form)).toContain(
      'You sign as yourself, Sunita Example: Signature of the referring manager',
    );
    expect(said(await submit('sunita', form))).toContain(
      'You signed “Escalation Protocol - Monitoring Form”',
    );
    const again = formOf(await press('sunita', 'fill-form', 'monitoring.1'));
    expect(fieldOf(again, 'consulted')).toMatchObject({ value: 'yes' });
    await submit('sunita', again, { consulted: 'no' });
    expect(said(await press('sunita', 'sign-form', 'monitoring'))).toContain('Changed since it was signed');
    expect((await state()).obligations.find(({ id }) => id === '2.form:monitoring.raising')?.status).toBe(
      'open',
    );
  });
});
