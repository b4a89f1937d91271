import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Effect } from '../../src/case/effect.ts';
import type { CaseStore, Outbox, RowOutcome } from '../../src/flows/ports.ts';
import { caseIdFor, monday, noticeToBen, thursday, tuesday, written } from './case-fixture.ts';

export type OpenedOutbox = {
  readonly cases: CaseStore;
  readonly outbox: Outbox;
  /** Sets the time by which leases are judged. */
  readonly setNow: (now: Date) => void;
  readonly close: () => Promise<void>;
};

const inAnHour = new Date('2026-12-22T11:00:00.000Z');
const later = new Date('2026-12-22T11:30:00.000Z');
const slackMessage = {
  account: { platform: 'slack', space: 'T1', user: 'U1' },
  channel: 'D1',
  id: '1700000000.000100',
} as const;
const sentLive: Extract<RowOutcome, { kind: 'sent' }> = {
  kind: 'sent',
  message: slackMessage,
  live: true,
  digest: 'd-1',
};
const speakLimit: Effect = {
  kind: 'wake',
  wake: { for: 'limit', obligation: '1.speak', due: '2026-12-24T17:00:00.000Z' },
  at: thursday,
};

/** Each kind of row that is of an adult at immediate risk. */
const urgentEffects: readonly Effect[] = [
  { ...noticeToBen, about: { what: 'alert', entry: 1, alertId: 'a-1' } },
  { ...noticeToBen, about: { what: 'nobody-has-acknowledged', entry: 2, alertId: 'a-1' } },
  { ...noticeToBen, about: { what: 'PersonUnreachable', entry: 3, urgent: true } },
  { kind: 'wake', wake: { for: 'alert', alertId: 'a-1' }, at: tuesday },
];

/** What every outbox keeps, the real one and its twin. */
export function outboxContract(name: string, open: () => Promise<OpenedOutbox>): void {
  describe(`the outbox (${name})`, () => {
    let opened: OpenedOutbox;
    beforeEach(async () => {
      opened = await open();
      opened.setNow(tuesday);
    });
    afterEach(() => opened.close());

    const due = async (until: Date): Promise<readonly string[]> =>
      (await opened.outbox.claim(until, inAnHour, 100)).map(({ id }) => id);

    test('rows are handed over by the time they are due, earliest first', async () => {
      const [wake = '', notice = ''] = await written(opened.cases, {
        reference: 'RED-1',
        effects: [speakLimit, noticeToBen],
      });
      expect(await opened.outbox.claim(monday, inAnHour, 100)).toEqual([]);
      expect(await opened.outbox.claim(thursday, inAnHour, 100)).toEqual([
        { id: notice, at: tuesday },
        { id: wake, at: thursday },
      ]);
    });

    test('no more are handed over at once than were asked for', async () => {
      await written(opened.cases, { reference: 'RED-1', effects: [noticeToBen, noticeToBen, noticeToBen] });
      expect(await opened.outbox.claim(thursday, inAnHour, 2)).toHaveLength(2);
      expect(await opened.outbox.claim(thursday, inAnHour, 2)).toHaveLength(1);
    });

    test('given many that were due before, what is of an adult at immediate risk is handed over first', async () => {
      const early = Array.from({ length: 5 }, () => ({ ...noticeToBen, at: monday }));
      await written(opened.cases, { reference: 'RED-1', effects: early });
      const urgent = await written(opened.cases, { reference: 'RED-2', effects: urgentEffects });
      const first = await opened.outbox.claim(tuesday, inAnHour, urgent.length + 2);
      expect(first.slice(0, urgent.length)).toEqual(
        [...urgent].sort().map((id) => ({ id, at: tuesday, urgent: true })),
      );
      expect(first.slice(urgent.length).map(({ urgent: is, at }) => ({ is, at }))).toEqual([
        { is: undefined, at: monday },
        { is: undefined, at: monday },
      ]);
      expect(await due(tuesday)).toHaveLength(3);
    });

    test('no more of what is urgent is handed over at once than was asked for, and none before its time', async () => {
      await written(opened.cases, { reference: 'RED-1', effects: [...urgentEffects, noticeToBen] });
      expect(await opened.outbox.claim(monday, inAnHour, 2)).toEqual([]);
      expect(await opened.outbox.claim(tuesday, inAnHour, 2)).toHaveLength(2);
      expect(await opened.outbox.claim(tuesday, inAnHour, 100)).toHaveLength(urgentEffects.length - 1);
    });

    test('two relays at once never get the same row', async () => {
      const effects = Array.from({ length: 40 }, () => noticeToBen);
      const ids = await written(opened.cases, { reference: 'RED-1', effects });
      const claims = await Promise.all(
        Array.from({ length: 8 }, () => opened.outbox.claim(thursday, inAnHour, 10)),
      );
      const claimed = claims.flat().map(({ id }) => id);
      expect(new Set(claimed).size).toBe(claimed.length);
      const rest = await due(thursday); // what a relay skipped because another held it at that moment
      expect([...claimed, ...rest].sort()).toEqual([...ids].sort());
    });

    test('a row under a lease is not handed over again until the lease lapses', async () => {
      const ids = await written(opened.cases, { reference: 'RED-1', effects: [noticeToBen] });
      expect(await due(thursday)).toEqual(ids);
      expect(await due(thursday)).toEqual([]);
      opened.setNow(inAnHour);
      expect(await due(thursday)).toEqual(ids);
    });

    test('a row is read with what it needs, and a row that nobody wrote is not', async () => {
      const [notice = '', wake = ''] = await written(opened.cases, {
        reference: 'RED-1',
        effects: [noticeToBen, speakLimit],
      });
      const caseId = caseIdFor('RED-1');
      expect(await opened.outbox.load([wake, notice, randomUUID(), 'no uuid'])).toEqual([
        {
          id: notice,
          caseId,
          at: tuesday,
          due: tuesday,
          attempts: 0,
          kind: 'notice',
          to: 'ben',
          about: { what: 'Acknowledged', entry: 1 },
        },
        {
          id: wake,
          caseId,
          at: thursday,
          due: thursday,
          attempts: 0,
          kind: 'wake',
          wake: { for: 'limit', obligation: '1.speak', due: '2026-12-24T17:00:00.000Z' },
        },
      ]);
    });

    test.each<RowOutcome>([
      { kind: 'done' },
      { kind: 'superseded' },
      { kind: 'failed', why: 'the platform said no' },
      { kind: 'not-deliverable', why: 'has no account' },
      sentLive,
    ])('a row that is $kind is over: neither read nor handed over again', async (outcome) => {
      const [id = ''] = await written(opened.cases, { reference: 'RED-1', effects: [noticeToBen] });
      await opened.outbox.mark([{ id, outcome, at: tuesday }]);
      expect(await opened.outbox.load([id])).toEqual([]);
      opened.setNow(thursday);
      expect(await due(thursday)).toEqual([]);
      expect(await opened.outbox.nextDue()).toBeUndefined();
    });

    test('a row that is put back is due at its new time, with its attempts counted, and to be handed over anew a moment after that', async () => {
      const [id = ''] = await written(opened.cases, { reference: 'RED-1', effects: [noticeToBen] });
      await due(thursday);
      await opened.outbox.mark([
        { id, outcome: { kind: 'put-back', until: later, why: 'rate limited' }, at: tuesday },
      ]);
      expect(await opened.outbox.load([id])).toMatchObject([{ id, at: later, attempts: 1 }]);
      expect(await due(inAnHour)).toEqual([]);
      // The queue has its alarm for the new time: only if nothing comes of that is it handed over again.
      const seconds = (after: number) => new Date(later.getTime() + after * 1000);
      opened.setNow(seconds(29));
      expect(await due(seconds(29))).toEqual([]);
      opened.setNow(seconds(30));
      expect(await due(seconds(30))).toEqual([id]);
    });

    test('a row that came before its time was not tried: it is only put back', async () => {
      const [id = ''] = await written(opened.cases, { reference: 'RED-1', effects: [noticeToBen] });
      await opened.outbox.mark([
        { id, outcome: { kind: 'put-back', until: later, why: 'early', early: true }, at: tuesday },
      ]);
      expect(await opened.outbox.load([id])).toMatchObject([{ id, at: later, attempts: 0 }]);
    });

    test('many outcomes are marked at once; of two for one row it is as if one was marked after the other', async () => {
      const [one = '', two = ''] = await written(opened.cases, {
        reference: 'RED-1',
        effects: [noticeToBen, noticeToBen],
      });
      await opened.outbox.mark([]);
      await opened.outbox.mark([
        { id: one, outcome: { kind: 'done' }, at: tuesday },
        { id: two, outcome: { kind: 'put-back', until: later, why: 'early' }, at: tuesday },
        { id: one, outcome: { kind: 'put-back', until: later, why: 'a second worker' }, at: tuesday },
        { id: randomUUID(), outcome: { kind: 'done' }, at: tuesday },
      ]);
      expect((await opened.outbox.load([one, two])).map(({ id }) => id)).toEqual([two]);
    });

    test('what a second worker says of a row that was sent changes nothing', async () => {
      const [id = ''] = await written(opened.cases, { reference: 'RED-1', effects: [noticeToBen] });
      await opened.outbox.mark([{ id, outcome: sentLive, at: tuesday }]);
      await opened.outbox.mark([{ id, outcome: { kind: 'failed', why: 'late' }, at: inAnHour }]);
      await opened.outbox.mark([
        { id, outcome: { kind: 'put-back', until: later, why: 'late' }, at: inAnHour },
      ]);
      expect(await opened.outbox.load([id])).toEqual([]);
      expect(await opened.outbox.liveMessages(caseIdFor('RED-1'))).toHaveLength(1);
    });

    test('a message with buttons is live until it is sent again without them', async () => {
      const caseId = caseIdFor('RED-1');
      const [id = ''] = await written(opened.cases, { reference: 'RED-1', effects: [noticeToBen] });
      await opened.outbox.mark([{ id, outcome: sentLive, at: tuesday }]);
      const about = { what: 'Acknowledged', entry: 1 };
      expect(await opened.outbox.liveMessages(caseId)).toEqual([
        { id, to: 'ben', about, message: slackMessage, digest: 'd-1' },
      ]);
      await opened.outbox.mark([{ id, outcome: { ...sentLive, digest: 'd-2' }, at: inAnHour }]);
      expect(await opened.outbox.liveMessages(caseId)).toMatchObject([
        { id, message: slackMessage, digest: 'd-2' },
      ]);
      await opened.outbox.mark([{ id, outcome: { kind: 'sent', live: false, digest: 'd-3' }, at: inAnHour }]);
      expect(await opened.outbox.liveMessages(caseId)).toEqual([]);
      expect(await opened.outbox.liveMessages('no uuid')).toEqual([]);
    });

    test('a message that the platform gave no id for cannot be changed later, so it is not live', async () => {
      const [id = ''] = await written(opened.cases, { reference: 'RED-1', effects: [noticeToBen] });
      await opened.outbox.mark([{ id, outcome: { kind: 'sent', live: true, digest: 'd-1' }, at: tuesday }]);
      expect(await opened.outbox.liveMessages(caseIdFor('RED-1'))).toEqual([]);
      expect(await written(opened.cases, { reference: 'RED-1' })).toEqual([]);
    });

    test('a change of a case with live messages asks for them to be brought up to date', async () => {
      const [id = ''] = await written(opened.cases, { reference: 'RED-1', effects: [noticeToBen] });
      await opened.outbox.mark([{ id, outcome: sentLive, at: tuesday }]);
      const ids = await written(opened.cases, { reference: 'RED-1', at: inAnHour });
      expect(await opened.outbox.load(ids)).toMatchObject([{ kind: 'refresh', at: inAnHour, attempts: 0 }]);
    });

    test('so does a change while a notice is on its way, for it may have been worded before', async () => {
      const [id = ''] = await written(opened.cases, { reference: 'RED-1', effects: [noticeToBen] });
      await due(thursday);
      const ids = await written(opened.cases, { reference: 'RED-1', at: tuesday });
      expect((await opened.outbox.load([id, ...ids])).map(({ kind }) => kind).sort()).toEqual([
        'notice',
        'refresh',
      ]);
    });

    test('a case without live messages has none to bring up to date', async () => {
      await written(opened.cases, { reference: 'RED-1', effects: [noticeToBen] });
      expect(await written(opened.cases, { reference: 'RED-1' })).toEqual([]);
    });

    test('a message that was sent is known by where it is, and by nothing else', async () => {
      const [id = ''] = await written(opened.cases, { reference: 'RED-1', effects: [noticeToBen] });
      expect(await opened.outbox.noticeIn(slackMessage)).toBeUndefined();
      await opened.outbox.mark([{ id, outcome: { ...sentLive, live: false }, at: tuesday }]);
      expect(await opened.outbox.noticeIn(slackMessage)).toEqual({
        caseId: caseIdFor('RED-1'),
        to: 'ben',
        about: { what: 'Acknowledged', entry: 1 },
      });
      const { account } = slackMessage;
      for (const other of [
        { ...slackMessage, id: '1700000000.000200' },
        { ...slackMessage, channel: 'D2' },
        { ...slackMessage, account: { ...account, space: 'T2' } },
      ]) {
        expect(await opened.outbox.noticeIn(other)).toBeUndefined();
      }
    });

    test('a live message says how long something stands in its place, and only its reader can put it there', async () => {
      const [id = ''] = await written(opened.cases, { reference: 'RED-1', effects: [noticeToBen] });
      await opened.outbox.mark([{ id, outcome: sentLive, at: tuesday }]);
      const heldUntil = async () => (await opened.outbox.liveMessages(caseIdFor('RED-1')))[0]?.heldUntil;
      const { account } = slackMessage;
      await opened.outbox.hold({ ...slackMessage, account: { ...account, user: 'U2' } }, inAnHour);
      expect(await heldUntil()).toBeUndefined();
      await opened.outbox.hold(slackMessage, inAnHour);
      expect(await heldUntil()).toEqual(inAnHour);
      await opened.outbox.mark([{ id, outcome: { ...sentLive, digest: 'd-2' }, at: tuesday }]);
      expect(await heldUntil()).toEqual(inAnHour);
      await opened.outbox.hold(slackMessage, undefined);
      expect(await heldUntil()).toBeUndefined();
    });

    test('who was told what says of each notice when it was due, whether it arrived, and why not', async () => {
      const toAnn: Effect = { ...noticeToBen, to: 'ann', at: monday };
      const toCat: Effect = { ...noticeToBen, to: 'cat', at: thursday };
      const ids = await written(opened.cases, {
        reference: 'RED-1',
        effects: [speakLimit, toCat, noticeToBen, toAnn, { ...noticeToBen, to: 'dan' }],
      });
      await written(opened.cases, { reference: 'RED-2', effects: [{ ...noticeToBen, to: 'eve' }] });
      const rows = await opened.outbox.load(ids);
      const idTo = (who: string) => rows.find((row) => row.kind === 'notice' && row.to === who)?.id ?? '';
      const never: RowOutcome = { kind: 'not-deliverable', why: 'no account is known' };
      const putBack: RowOutcome = { kind: 'put-back', until: later, why: 'no answer' };
      await opened.outbox.mark([
        { id: idTo('ann'), outcome: sentLive, at: tuesday },
        { id: idTo('ben'), outcome: putBack, at: tuesday },
        { id: idTo('cat'), outcome: never, at: thursday },
        { id: idTo('dan'), outcome: { kind: 'superseded' }, at: tuesday },
      ]);
      // Brought up to date later: it was sent when it was sent.
      await opened.outbox.mark([{ id: idTo('ann'), outcome: { ...sentLive, digest: 'd-2' }, at: inAnHour }]);
      const told = await opened.outbox.toldOf(caseIdFor('RED-1'));
      const { about } = noticeToBen;
      expect([...told].sort((one, other) => ((one.to ?? '') < (other.to ?? '') ? -1 : 1))).toEqual([
        { to: 'ann', about, due: monday, became: { kind: 'sent', at: tuesday, platform: 'slack' } },
        { to: 'ben', about, due: tuesday, became: { kind: 'waiting', tries: 1 } },
        { to: 'cat', about, due: thursday, became: { kind: 'not-delivered', at: thursday, why: never.why } },
        { to: 'dan', about, due: tuesday, became: { kind: 'not-needed', at: tuesday } },
      ]);
      expect(told.map(({ due: when }) => when)).toEqual([monday, tuesday, tuesday, thursday]);
      expect(await opened.outbox.toldOf('no uuid')).toEqual([]);
    });

    test('word to a mailbox is a row for no person, and one that comes back is known by the id of its e-mail', async () => {
      const about = { what: 'FormSent', entry: 1 } as const;
      const toOffice: Effect = { kind: 'mailbox', contact: 'board-office', about, at: tuesday };
      const [id = ''] = await written(opened.cases, { reference: 'RED-1', effects: [toOffice] });
      expect(await due(tuesday)).toEqual([id]);
      expect(await opened.outbox.load([id])).toMatchObject([
        { kind: 'mailbox', contact: 'board-office', about },
      ]);
      const became = async () => await opened.outbox.toldOf(caseIdFor('RED-1'));
      expect(await became()).toEqual([
        { mailbox: { contact: 'board-office' }, about, due: tuesday, became: { kind: 'waiting', tries: 0 } },
      ]);
      const address = 'team@board.example.org';
      const account = { platform: 'email', space: 'board.example.org', user: address } as const;
      const message = { account, channel: address, id: 'mail-1' };
      await opened.outbox.mark([
        { id, outcome: { kind: 'sent', message, live: false, digest: '' }, at: tuesday },
      ]);
      const mailbox = { contact: 'board-office', address };
      const sent = { kind: 'sent', at: tuesday, platform: 'email' } as const;
      expect(await became()).toEqual([{ mailbox, about, due: tuesday, became: sent }]);
      expect(await opened.outbox.liveMessages(caseIdFor('RED-1'))).toEqual([]);
      expect(await opened.outbox.noticeIn(message)).toBeUndefined();
      expect(await opened.outbox.cameBack({ address, id: 'mail-2' }, 'it came back', later)).toBe(false);
      expect(await opened.outbox.cameBack({ address, id: 'mail-1' }, 'it came back', later)).toBe(true);
      expect(await opened.outbox.cameBack({ address, id: 'mail-1' }, 'it came back', later)).toBe(false);
      const back = { kind: 'not-delivered', at: later, why: 'it came back' } as const;
      expect(await became()).toEqual([{ mailbox, about, due: tuesday, became: back }]);
    });

    test('what was sent to a person and came back is no mailbox’s', async () => {
      const [id = ''] = await written(opened.cases, { reference: 'RED-1', effects: [noticeToBen] });
      await opened.outbox.mark([{ id, outcome: sentLive, at: tuesday }]);
      const mail = { address: slackMessage.channel, id: slackMessage.id };
      expect(await opened.outbox.cameBack(mail, 'it came back', later)).toBe(false);
    });

    test('the next due row is the earliest that waits, under a lease or not', async () => {
      expect(await opened.outbox.nextDue()).toBeUndefined();
      await written(opened.cases, { reference: 'RED-1', effects: [speakLimit, noticeToBen] });
      await due(tuesday);
      expect(await opened.outbox.nextDue()).toEqual(tuesday);
    });
  });
}
