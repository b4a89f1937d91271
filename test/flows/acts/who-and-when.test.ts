import { describe, expect, test } from 'vitest';
import type { Reply } from '../../../src/flows/chat-message.ts';
import { accountOf, fieldOf, formOf, readAll } from '../../support/conversation.ts';
import { agreedCase, atStage, caseInHand, directory, usual } from './case-in-hand.ts';
import type { CaseInHand } from './case-in-hand.ts';

const said = (reply: Reply): string => readAll(formOf(reply));

/** Runs something and says how many entries it added to the record. */
async function added(hand: CaseInHand, work: () => Promise<unknown>): Promise<number> {
  const before = (await hand.state()).entries.length;
  await work();
  return (await hand.state()).entries.length - before;
}

describe('who may act', () => {
  test('somebody who is no part of the case learns nothing, the same as if there were none', async () => {
    const hand = await caseInHand();
    const stranger = await hand.press('piet', 'read-case');
    expect(said(stranger)).toContain('You are not part of this case, or there is none.');
    const { conversation } = hand;
    const none = await conversation.press(accountOf('piet', directory), {
      do: 'read-case',
      caseId: '00000000-0000-4000-8000-00000000dead',
    });
    expect(none).toEqual(stranger);
    expect(hand.looks()).toEqual(['piet: refused read-case']);
    expect(JSON.stringify(stranger)).not.toContain(hand.caseId);
  });

  test('a form that a stranger sends writes nothing', async () => {
    const hand = await caseInHand();
    const form = formOf(await hand.press('nadia', 'respond'));
    expect(await added(hand, () => hand.submit('piet', form, usual.response))).toBe(0);
  });

  test('the raising side cannot respond for the other, by its button or by its form', async () => {
    const hand = await caseInHand();
    expect(said(await hand.press('rosa', 'respond'))).toContain(
      'Only whoever acts for the agency it was raised with can do this.',
    );
    const form = formOf(await hand.press('nadia', 'respond'));
    let reply: Reply = { kind: 'nothing' };
    expect(await added(hand, async () => (reply = await hand.submit('rosa', form, usual.response)))).toBe(0);
    expect(said(reply)).toContain('Only whoever acts for the agency it was raised with can do this.');
  });

  test('whoever acted at Stage 1 is told at Stage 2 that it is the line managers’ to do', async () => {
    const hand = await atStage('2');
    expect(await added(hand, () => hand.press('nadia', 'propose-outcome'))).toBe(0);
    expect(said(await hand.press('nadia', 'propose-outcome'))).toContain('Only whoever acts for a side');
  });

  test('the business manager does nothing in a case before the stage from which the policy lets her see it', async () => {
    expect(said(await (await atStage('2')).press('bella', 'log-discussion'))).toContain(
      'You are not part of this case',
    );
  });

  test('a button that is not known any more changes nothing', async () => {
    const hand = await caseInHand();
    expect(said(await hand.press('rosa', 'no-such-act'))).toContain('Nothing was changed.');
  });
});

describe('what came too late', () => {
  test('a second press says who did it and when, and changes nothing', async () => {
    const hand = await caseInHand();
    await hand.press('nadia', 'acknowledge');
    await hand.clock.forward(3_600_000);
    let page: Reply = { kind: 'nothing' };
    expect(await added(hand, async () => (page = await hand.press('nadia', 'acknowledge')))).toBe(0);
    expect(said(page)).toContain('You have acknowledged this already.');
    expect(said(page)).toContain('Seen by the other side: You, Tuesday 22 December 2026, 10:00');
    expect(said(page)).toContain('Nothing was changed by this press.');
  });

  test('agreeing to a proposal that another took the place of is refused: its words were not read', async () => {
    const hand = await caseInHand();
    await hand.fill('nadia', 'propose-outcome', usual.outcome);
    const old = await hand.entryOf('OutcomeProposed');
    const form = formOf(await hand.press('rosa', 'agree-outcome', old));
    await hand.fill('nadia', 'propose-outcome', {
      ...usual.outcome,
      'agreed-outcome': 'The ward decides alone.',
    });
    expect(await added(hand, () => hand.submit('rosa', form, {}))).toBe(0);
    expect(said(await hand.press('rosa', 'agree-outcome', old))).toContain(
      'An outcome is proposed: Nadia Example',
    );
    expect((await hand.state()).status).toBe('open');
  });

  test('a form that was open while the case was withdrawn says so, and what happened since', async () => {
    const hand = await caseInHand();
    const form = formOf(await hand.press('nadia', 'propose-outcome'));
    await hand.fill('rosa', 'withdraw', usual.reason);
    const page = said(await hand.submit('nadia', form, usual.outcome));
    expect(page).toContain('Re-open it first, with a reason.');
    expect(page).toContain('Closed: withdrawn');
  });

  test('escalating twice, each side once, goes up one stage and not two', async () => {
    const hand = await caseInHand();
    const [ours, theirs] = [
      formOf(await hand.press('rosa', 'escalate', '2')),
      formOf(await hand.press('nadia', 'escalate', '2')),
    ];
    await hand.submit('rosa', ours, usual.escalation);
    await hand.submit('nadia', theirs, usual.escalation);
    expect((await hand.state()).stage).toBe('2');
  });
});

describe('what is delivered twice', () => {
  test.each([
    ['nadia', 'respond', usual.response],
    ['nadia', 'propose-outcome', usual.outcome],
    ['rosa', 'withdraw', usual.reason],
    ['rosa', 'escalate', usual.escalation],
    ['nadia', 'log-discussion', usual.spoke],
  ])('%s, %s: the same form again shows the same page and writes nothing', async (who, does, typed) => {
    const hand = await caseInHand();
    const form = formOf(await hand.press(who, does));
    const first = await hand.submit(who, form, typed, 'delivered-once');
    let second: Reply = { kind: 'nothing' };
    expect(
      await added(hand, async () => (second = await hand.submit(who, form, typed, 'delivered-once'))),
    ).toBe(0);
    expect(second).toEqual(first);
  });

  test('an agreement again, though the proposal is now settled', async () => {
    const hand = await caseInHand();
    await hand.fill('nadia', 'propose-outcome', usual.outcome);
    const form = formOf(await hand.press('rosa', 'agree-outcome', await hand.entryOf('OutcomeProposed')));
    const first = await hand.submit('rosa', form, {}, 'agreed-once');
    expect(await hand.submit('rosa', form, {}, 'agreed-once')).toEqual(first);
  });

  test('a press that does it at once, again', async () => {
    const hand = await caseInHand();
    const press = {
      kind: 'pressed',
      id: 'pressed-once',
      account: accountOf('nadia', directory),
      at: hand.clock.now(),
      act: { do: 'acknowledge', caseId: hand.caseId },
    } as const;
    const first = await hand.conversation.route(press);
    expect(await hand.conversation.route(press)).toEqual(first);
  });
});

describe('the risk question', () => {
  test('"yes" in a response shows whom to ring at once; the response is not lost', async () => {
    const hand = await caseInHand();
    const form = formOf(await hand.press('nadia', 'respond'));
    const page = formOf(await hand.submit('nadia', form, { ...usual.response, risk: 'yes' }));
    expect(page.context.act.do).toBe('report-immediate-risk');
    expect(readAll(page)).toContain('999');
    expect(readAll(page)).toContain('was recorded as well');
    expect(await hand.events()).toContain('Responded');
  });

  test('"yes" in a form that is not right is not held up by what is missing', async () => {
    const hand = await caseInHand();
    const page = formOf(
      await hand.submit('nadia', formOf(await hand.press('nadia', 'respond')), { risk: 'yes' }),
    );
    expect(page.context.act.do).toBe('report-immediate-risk');
    expect(readAll(page)).toContain('was not recorded');
    expect(await hand.events()).not.toContain('Responded');
  });

  test('"yes" when the risk is looked at again never stands in the record as "no immediate risk"', async () => {
    const hand = await caseInHand();
    const form = formOf(await hand.press('nadia', 'reassess-risk'));
    expect(formOf(await hand.submit('nadia', form, { risk: 'yes' })).context.act.do).toBe(
      'report-immediate-risk',
    );
    expect(await hand.events()).not.toContain('RiskReassessed');
  });
});

describe('free text that seems to name somebody', () => {
  const named = { risk: 'no', 'response-aim': 'We spoke with Mrs Example-Person about the plan.' };

  test('is shown again with a warning, as it was typed, and sent if the person wants', async () => {
    const hand = await caseInHand();
    const form = formOf(await hand.press('nadia', 'respond'));
    const warned = formOf(await hand.submit('nadia', form, named));
    expect(readAll(warned)).toContain('“What does your agency want to achieve?” seems to hold a name.');
    expect(fieldOf(warned, 'response-aim')).toMatchObject({ value: named['response-aim'] });
    expect(fieldOf(warned, 'risk')).toMatchObject({ value: 'no' });
    expect(await hand.events()).not.toContain('Responded');
    await hand.submit('nadia', warned, {});
    expect(await hand.events()).toContain('Responded');
  });

  test.each([
    ['people', 'I agreed with Rosa Example that the plan comes first.'],
    ['agencies', 'I agreed with St Aldhelm’s Hospital Trust that the plan comes first.'],
  ])('may name the %s of the case: they are no secret in it', async (_who, words) => {
    const hand = await caseInHand();
    const reply = await hand.submit('nadia', formOf(await hand.press('nadia', 'respond')), {
      ...named,
      'response-aim': words,
    });
    expect(said(reply)).not.toContain('seems to hold');
  });
});

describe('looks at what people wrote', () => {
  test('are noted with the person and what was opened; a form without words is not', async () => {
    const hand = await agreedCase();
    const proposal = await hand.entryOf('OutcomeProposed');
    expect(hand.looks()).toEqual([`rosa: agree-outcome ${proposal}`]);
    await hand.press('nadia', 'confirm-outcome');
    await hand.press('nadia', 'hand-over');
    expect(hand.looks()).toEqual([`rosa: agree-outcome ${proposal}`, 'nadia: confirm-outcome']);
  });
});
