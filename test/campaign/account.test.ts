import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { accountOf } from '../../campaign/account/account.ts';
import type { CaseFacts, EffectRow, Evidence, TakenMessage } from '../../campaign/account/evidence.ts';
import { sayAccount } from '../../campaign/account/say.ts';

/* An account that cannot fail proves nothing: each of these is a campaign with one thing wrong, which must be named. */

const began = Date.parse('2026-12-21T10:00:00Z');
const at = (seconds: number) => new Date(began + seconds * 1_000);
const reference = 'RED-AB123';

const caseId = 'a case';
function link(entry: number, previous: string, when: Date): { body: string; hash: string } {
  const body = JSON.stringify({
    case: caseId,
    entry,
    at: when.toISOString(),
    previous,
    event: { type: 'Noted' },
  });
  return { body, hash: createHash('sha256').update(body).digest('hex') };
}
const first = link(1, '0'.repeat(64), at(1));
const second = link(2, first.hash, at(5));

const limit = { obligation: 'speak.1', due: at(3_600), passed: false };
const theCase: CaseFacts = {
  id: caseId,
  reference,
  isOpen: true,
  version: 2,
  headHash: second.hash,
  entries: [
    { entry: 1, at: at(1), ...first },
    { entry: 2, at: at(5), ...second },
  ],
  commands: [
    { id: 'slack:1', at: at(1) },
    { id: 'wake:2', at: at(5) },
  ],
  limits: [limit],
};

const alarm: EffectRow = {
  id: 'alarm',
  caseId,
  kind: 'wake',
  body: JSON.stringify({ for: 'limit', obligation: limit.obligation, due: limit.due.toISOString() }),
  due: limit.due,
  next: limit.due,
  state: 'waiting',
  attempts: 0,
};
const notice: EffectRow = {
  id: 'notice',
  caseId,
  kind: 'notice',
  user: 'U1',
  body: '{"what":"CaseRaised"}',
  due: at(1),
  next: at(1),
  state: 'sent',
  attempts: 0,
  done: at(2),
  message: { channel: 'D1', id: '100.1' },
};
const message: TakenMessage = {
  platform: 'slack',
  process: 'worker-1',
  user: 'U1',
  channel: 'D1',
  id: '100.1',
  says: `${reference}: Disagreement raised`,
  at: began + 1_500,
  answered: true,
};
const again: TakenMessage = { ...message, id: '100.0', at: began + 1_200 };

const won: Evidence = {
  now: at(600),
  endedAt: began + 600_000,
  rows: [notice, alarm],
  taken: [message],
  cases: [theCase],
  promised: [reference],
  faults: [],
  moves: [{ at: began, before: began, after: began }],
  endedByItself: [],
  feltMs: 20_000,
  concurrency: 64,
};
const kill = (from: number) => ({
  kind: 'kill',
  says: 'kill -9 of worker-1',
  from: began + from,
  until: began + from + 5_000,
  process: 'worker-1',
});

const kindsOf = (evidence: Evidence) => accountOf(evidence).findings.map(({ kind }) => kind);
const withRow = (row: EffectRow): Evidence => ({ ...won, rows: [row, alarm] });
const withCase = (change: Partial<CaseFacts>): Evidence => ({ ...won, cases: [{ ...theCase, ...change }] });

test('a campaign in which everything is accounted for has no findings', () => {
  expect(accountOf(won).findings).toEqual([]);
  expect(sayAccount(accountOf(won)).at(-1)).toMatch(/^Nothing was lost/);
});

describe('what is lost is named with its row', () => {
  test('a notice that is due and waits', () => {
    const { findings } = accountOf({
      ...withRow({ ...notice, state: 'waiting', next: at(900) }),
      taken: [],
    });
    expect(findings).toMatchObject([{ kind: 'lost' }]);
    expect(findings[0]?.says).toContain('row notice');
    expect(findings[0]?.says).toContain('tried next at 2026-12-21T10:15:00.000Z');
  });

  test('and not one whose date has moved, which waits for the new one', () => {
    const moved = { ...alarm, id: 'moved', due: at(60), next: at(9_000) };
    expect(kindsOf({ ...won, rows: [notice, alarm, { ...moved, why: 'before its time' }] })).toEqual([]);
    expect(kindsOf({ ...won, rows: [notice, alarm, { ...moved, why: 'StoreError' }] })).toEqual(['lost']);
  });

  test('a row that says it was sent, and the platform never took it', () => {
    expect(kindsOf({ ...won, taken: [] })).toEqual(['sent-and-not-taken']);
  });

  test('a wake-up that was refused, and a person who could be reached all the time', () => {
    expect(kindsOf({ ...won, rows: [notice, alarm, { ...alarm, id: 'refused', state: 'failed' }] })).toEqual([
      'failed',
    ]);
    const unreached = { ...notice, state: 'not-deliverable', why: 'that Slack account has been deactivated' };
    expect(kindsOf({ ...withRow(unreached), taken: [] })).toEqual(['not-deliverable-without-cause']);
    const faults = [{ kind: 'deactivated', says: 'U1', from: began, until: began + 900, user: 'U1' }];
    expect(kindsOf({ ...withRow(unreached), taken: [], faults })).toEqual([]);
  });

  test('a person in Teams whose account was gone, and one who could be reached all the time', () => {
    const unreached = {
      ...notice,
      state: 'not-deliverable',
      why: 'Teams does not know that account any more',
    };
    const faults = [{ kind: 'deactivated', says: 'U1', from: began, until: began + 900, user: 'U1' }];
    expect(kindsOf({ ...withRow(unreached), taken: [] })).toEqual(['not-deliverable-without-cause']);
    expect(kindsOf({ ...withRow(unreached), taken: [], faults })).toEqual([]);
  });

  test('a mailbox that was not told, and one whose e-mail nobody took', () => {
    const mailbox = { ...alarm, id: 'mailbox', kind: 'mailbox' as const, user: 'office@example.org' };
    const ofOne = (row: Partial<EffectRow>) =>
      kindsOf({ ...won, rows: [notice, alarm, { ...mailbox, ...row }] });
    expect(ofOne({ state: 'not-deliverable', why: 'no mail server is set up here' })).toEqual([
      'not-deliverable-without-cause',
    ]);
    const sent = { state: 'sent', message: { channel: 'office@example.org', id: 'mail-1' } };
    expect(ofOne(sent)).toEqual(['sent-and-not-taken']);
    const mail = { ...message, user: 'office@example.org', ...sent.message };
    const rows = [notice, alarm, { ...mailbox, ...sent }];
    expect(kindsOf({ ...won, rows, taken: [message, mail] })).toEqual([]);
    expect(kindsOf({ ...won, rows, taken: [message, mail, { ...mail, id: 'mail-2' }] })).toEqual([
      'duplicate-without-cause',
    ]);
  });

  test('a case that somebody was told of, and that is not there', () => {
    expect(kindsOf({ ...won, promised: [reference, 'RED-ZZZZZ'] })).toEqual(['promised-and-not-there']);
  });
});

describe('what was sent twice needs a cause', () => {
  test('without one it is named', () => {
    const { findings, duplicates } = accountOf({ ...won, taken: [again, message] });
    expect(duplicates).toEqual([]);
    expect(findings).toMatchObject([{ kind: 'duplicate-without-cause' }]);
    expect(findings[0]?.says).toContain('100.0 from worker-1 to U1');
  });

  test.each([
    ['its answer was lost', { taken: [{ ...again, answered: false }, message] }, 'answer-lost'],
    ['its worker was killed', { taken: [again, message], faults: [kill(1_300)] }, 'in-flight-at-kill'],
  ])('where %s it is counted and shown', (_, change, cause) => {
    const { findings, duplicates } = accountOf({ ...won, ...change });
    expect(findings).toEqual([]);
    expect(duplicates).toMatchObject([{ row: 'notice', cause: { kind: cause } }]);
  });

  test('a worker that was killed long before or long after explains nothing', () => {
    for (const from of [-20_000, 20_000])
      expect(kindsOf({ ...won, taken: [again, message], faults: [kill(from)] })).toEqual([
        'duplicate-without-cause',
      ]);
  });

  test('the queue was lost just after the clock was moved, which takes back the leases of what is in hand', () => {
    const lost = {
      kind: 'queue',
      says: 'everything in the queue deleted',
      from: began + 1_000,
      until: began + 1_010,
    };
    const moved = (ms: number) => [
      ...won.moves,
      { at: began + ms, before: began + ms, after: began + ms + 5 },
    ];
    const twice = { ...won, taken: [again, message], faults: [lost] };
    expect(kindsOf({ ...twice, moves: moved(900) })).toEqual([]);
    expect(kindsOf(twice)).toEqual(['duplicate-without-cause']);
    // Afterwards the queue's own locks stand for the leases, or there is none to lose.
    for (const ms of [-5_000, 1_100])
      expect(kindsOf({ ...twice, moves: moved(ms) })).toEqual(['duplicate-without-cause']);
  });

  test('no kill explains more than can have been in flight', () => {
    const many = Array.from({ length: 3 }, (_, index) => ({ ...again, id: `99.${index}` }));
    const evidence = { ...won, taken: [...many, message], faults: [kill(1_300)], concurrency: 2 };
    expect(kindsOf(evidence)).toEqual(['more-in-flight-than-possible']);
    const gone = { kind: 'database', says: 'PostgreSQL killed', from: began + 1_300, until: began + 2_000 };
    expect(kindsOf({ ...evidence, faults: [gone] })).toEqual(['more-in-flight-than-possible']);
    expect(kindsOf({ ...evidence, faults: [gone], concurrency: 3 })).toEqual([]);
  });

  test('two rows that say the same, and a message that no row can have sent', () => {
    const twin = { ...notice, id: 'twin', message: { channel: 'D1', id: '100.0' } };
    expect(kindsOf({ ...won, rows: [notice, twin, alarm], taken: [again, message] })).toEqual(['told-twice']);
    const foreign = { ...again, says: 'RED-QQQQQ: Disagreement raised' };
    expect(kindsOf({ ...won, taken: [foreign, message] })).toEqual(['message-of-no-row']);
  });

  test('how the bot is, an office hears once a day, and again where something went wrong meanwhile', () => {
    const well = { ...again, says: 'Concordat: all is well' };
    const once = { ...won, taken: [well, message] };
    expect(kindsOf(once)).toEqual([]);
    const twice = { ...once, taken: [well, { ...well, id: '101.0', at: well.at + 60_000 }, message] };
    expect(kindsOf(twice)).toEqual(['told-twice']);
    expect(kindsOf({ ...twice, faults: [kill(1_300)] })).toEqual([]);
    const code = { ...well, says: 'Concordat: your code', process: 'web-1' };
    expect(kindsOf({ ...won, taken: [code, { ...code, id: '103.0' }, message] })).toEqual([]);
    const nextDay = { ...well, id: '102.0', at: well.at + 86_400_000 };
    expect(kindsOf({ ...once, taken: [well, nextDay, message] })).toEqual([]);
  });

  test('an answer of a web process to somebody who asked is no notice', () => {
    expect(kindsOf({ ...won, taken: [{ ...again, process: 'web-1' }, message] })).toEqual([]);
  });
});

describe('every case goes on', () => {
  test('an open case without a next wake-up, and a limit without its alarm', () => {
    expect(kindsOf({ ...won, rows: [notice] })).toEqual(['no-next-wake-up', 'limit-without-alarm']);
  });

  test('an alarm of another date, one that was put off, and a limit that passed unseen', () => {
    const another = { ...alarm, body: alarm.body.replace('11:00', '12:00') };
    expect(kindsOf({ ...won, rows: [notice, another] })).toEqual(['limit-without-alarm']);
    expect(kindsOf({ ...won, rows: [notice, { ...alarm, next: at(9_000) }] })).toEqual([
      'limit-without-alarm',
    ]);
    expect(kindsOf(withCase({ limits: [{ ...limit, due: at(60) }] }))).toEqual(['limit-without-alarm']);
  });

  test('a process that ended by itself', () => {
    expect(kindsOf({ ...won, endedByItself: ['web-1'] })).toEqual(['ended-by-itself']);
  });
});

describe('every record is whole', () => {
  const [one, two] = theCase.entries;
  if (one === undefined || two === undefined) throw new Error('The case has two entries');

  test.each([
    ['an entry was changed', { entries: [{ ...one, body: one.body.replace('Noted', 'Other') }, two] }],
    ['an entry is missing', { entries: [two] }],
    ['the last entry is missing', { entries: [one] }],
    ['it is the record of another case', { id: 'another' }],
  ] satisfies readonly [string, Partial<CaseFacts>][])('%s', (_, change: Partial<CaseFacts>) => {
    const evidence = withCase(change);
    const rows = won.rows.map((row) => ({ ...row, caseId: change.id ?? caseId }));
    expect(new Set(kindsOf({ ...evidence, rows }))).toEqual(new Set(['chain']));
  });

  test('an entry that no command wrote', () => {
    expect(kindsOf(withCase({ commands: theCase.commands.slice(0, 1) }))).toEqual(['entry-without-command']);
  });
});

describe('how late', () => {
  test('from the moment that the clock came to it, also where a move leapt over it', () => {
    const moves = [...won.moves, { at: began + 10_000, before: began + 10_000, after: began + 100_000 }];
    const late = { ...notice, due: at(50) };
    const { lateness } = accountOf({ ...withRow(late), taken: [{ ...message, at: began + 12_000 }], moves });
    expect(lateness.quiet).toEqual({ count: 1, p99: 2_000, largest: 2_000 });
  });

  test('apart where something was wrong on the way', () => {
    const { lateness } = accountOf({ ...won, faults: [kill(-10_000)] });
    expect(lateness).toMatchObject({ quiet: { count: 0 }, withFaults: { count: 1, largest: 500 } });
  });
});
