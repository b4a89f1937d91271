import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { undecidedBoards } from '../../src/compose/undecided-boards.ts';
import { at } from '../policy/policies.ts';
import { concordatHere, type Ran } from '../support/command-line.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import { idOf, openKept, practiceKey } from '../support/kept.ts';
import { readDocx } from '../support/read-document.ts';

/*
 * Amara raised three disagreements with Tom in March 2021 and withdrew two of them the same day. Years later Bella of the board's
 * office looks after what is kept of them, on the command line.
 */

const demoFile = fileURLToPath(new URL('../../demo/directory.yaml', import.meta.url));
const secret = 'Zebra: ring Tom Pennywort on 020 7946 0018 about Mrs Unmistakable.';
const key = `practice:${practiceKey.toString('base64')}`;
const by = 'Bella \u202e\u05d1\u05dc\u05d4 \u{1f9e1}';

let database: FreshDatabase;
let folder: string;
let environment: Readonly<Record<string, string>>;
let undecided: readonly string[];
let closedCase: string;

beforeAll(async () => {
  database = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), 'concordat-record-'));
  environment = { DATABASE_URL: database.url, CONCORDAT_KEYS: key, CONCORDAT_FOLDER: folder };
  await run('directory', 'import', demoFile);
  const { kept, close, raise, step } = await openKept(database, '2021-03-01T10:00');
  const amara = idOf(kept, 'amara.quill@example.org');
  const to = idOf(kept, 'tom.pennywort@example.org');
  for (const reference of ['RED-OPEN', 'RED-KEPT', 'RED-GONE']) {
    const caseId = await raise(reference, { by: amara, to, about: secret });
    if (reference === 'RED-GONE') closedCase = caseId;
    if (reference === 'RED-OPEN') continue;
    const reason = { id: `reason-${reference}`, mac: '0'.repeat(64) };
    await database.pool.query(
      `insert into concordat.sealed_texts (id, case_id, nonce, sealed) values ($1, $2, '\\x00', '\\x00')`,
      [reason.id, caseId],
    );
    await step({
      type: 'withdraw',
      id: `withdraw-${reference}`,
      caseId,
      at: at('2021-03-01T12:00'),
      by: amara,
      reason,
    });
  }
  undecided = await undecidedBoards(kept.database, kept, []);
  await close();
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await database.close();
});

function run(...args: readonly string[]): Promise<Ran> {
  return concordatHere(args, environment);
}
const file = (name: string): string => join(folder, name);

test('a bot may not start for a board that has not decided who answers for its cases, and is told how', async () => {
  expect(undecided).toEqual([
    'redbridge has not decided who the data controller is, how to reach the data controller and for how long cases are kept after they close. Record it: concordat board set redbridge --controller "…" --contact "…" --keep "… years" --by "…"',
  ]);
  expect(await run('board', 'set', 'redbridge', '--keep', 'long', '--by', by)).toMatchObject({
    exit: 2,
    out: '',
  });
  expect(await run('board', 'set', 'redbridge', '--by', by)).toMatchObject({ exit: 2, out: '' });
  expect(await run('board', 'set', 'redbridge', '--controller', 'A\u001b[2J', '--by', by)).toMatchObject({
    exit: 2,
  });
  await run(
    'board',
    'set',
    'redbridge',
    '--controller',
    'Exampleshire Council',
    '--contact',
    'dpo@example.org',
    '--by',
    by,
  );
  const set = await run('board', 'set', 'redbridge', '--keep', '1 month', '--by', by, '--json');
  expect(JSON.parse(set.out)).toMatchObject({
    controller: 'Exampleshire Council',
    keep: { count: 1, unit: 'months' },
    missing: [],
  });
  const shown = await run('board', 'show', 'redbridge');
  expect(shown.out).toContain('Kept after closing  1 month');
  expect(shown.out, 'a name that turns the direction is written out').toContain(
    'Bella \\u202e\u05d1\u05dc\u05d4 \u{1f9e1}',
  );
  expect(shown.out).not.toContain('\u202e');
});

test('what is due is listed, a held case is left, and only what is confirmed with a name and a reason is erased', async () => {
  expect(await run('case', 'hold', 'red-kept', '--by', by, '--reason', 'inquest, order 12')).toMatchObject({
    exit: 0,
  });
  const listed = await run('case', 'erase', '--due');
  expect(listed.exit).toBe(0);
  expect(listed.out).toMatch(
    /^RED-GONE .*closed Monday 1 March 2021, 12:00 .*due since Thursday 1 April 2021.* kept for 1 month/m,
  );
  expect(listed.out).toMatch(/^RED-KEPT .*left: This is held/m);
  expect(listed.out).toContain('Nothing was erased.');
  expect(listed.out).not.toContain('RED-OPEN');
  expect(await run('case', 'erase', '--due', '--confirm', '--by', by)).toMatchObject({ exit: 2, out: '' });
  const named = await run(
    'case',
    'erase',
    '--due',
    '--confirm',
    '--by',
    by,
    '--reason',
    'asked for by Mrs Unmistakable',
  );
  expect(named).toMatchObject({ exit: 2, out: '' });
  expect(named.err).toContain('seems to hold a name');
  expect(await run('case', 'erase', '--case', 'RED-OPEN')).toMatchObject({ exit: 1, out: '' });
  const erased = await run('case', 'erase', '--due', '--confirm', '--by', by, '--reason', 'yearly review');
  expect(erased.exit).toBe(1);
  expect(erased.out).toMatch(/^RED-GONE .*erased: kept for 1 month/m);
  expect(erased.err).toContain('1 case was left as it is.');
  const { rows } = await database.pool.query(
    'select (select count(*)::int from concordat.sealed_texts where case_id = $1) as texts, (select wrapped from concordat.case_keys where case_id = $1) as key',
    [closedCase],
  );
  expect(rows).toEqual([{ texts: 0, key: null }]);
  const shown = await run('case', 'show', 'RED-GONE', '--reveal', '--reason', 'to see what is left');
  expect(shown.out).not.toContain('Zebra');
  expect(shown.out).toContain(
    'Everything that people wrote was erased: the time for which it is kept was over',
  );
  expect(shown.out).toContain('under retention: yearly review');
  expect((await run('case', 'erase', '--due')).out).not.toContain('RED-GONE');
});

test('the record is checked as a whole and against anchors, and a key that is lost takes nothing from it', async () => {
  const anchors = file('anchors.json');
  expect((await run('case', 'anchor', '--to', anchors)).out).toMatch(
    /^3 cases in .*\. Its hash: [0-9a-f]{64}$/m,
  );
  expect(await run('case', 'anchor', '--to', anchors)).toMatchObject({ exit: 1, out: '' });
  const all = await run('case', 'verify', '--against', anchors);
  expect(all).toMatchObject({ exit: 0, err: '' });
  expect(all.out).toMatch(/^RED-GONE: what was written was erased on .* under retention\./m);
  expect(all.out).toMatch(
    /^3 cases, \d+ entries checked against the anchors of .*: every record is what was written\.$/m,
  );
  const one = await run('case', 'verify', 'RED-OPEN', '--json');
  expect(JSON.parse(one.out)).toMatchObject({ cases: 1, faults: [], texts: { checked: 7 } });
  const spoilt = await run('case', 'verify', 'RED-KEPT');
  expect(spoilt.exit).toBe(1);
  expect(spoilt.out, 'the text that this story put there by hand').toMatch(
    /^RED-KEPT, entry \d+: a text that somebody wrote with it does not open: it was changed\.$/m,
  );
  const lost = await concordatHere(['case', 'verify', 'RED-OPEN'], {
    ...environment,
    CONCORDAT_KEYS: `practice:${randomBytes(32).toString('base64')}`,
  });
  expect(lost.exit).toBe(1);
  expect(lost.out).toContain('every record is what was written');
  expect(lost.err).toMatch(
    /^The record was checked, and what people wrote could not be opened: .*"practice" in CONCORDAT_KEYS is not the one/,
  );
  expect(await run('case', 'verify', '--against', demoFile)).toMatchObject({ exit: 1, out: '' });
});

test('a case is exported as texts that anybody can hash, once that is on record', async () => {
  const to = file('open.jsonl');
  expect((await run('case', 'export', 'RED-OPEN', '--to', to, '--reason', 'order 12')).exit).toBe(0);
  const lines = (await readFile(to, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string>);
  expect(lines[0]).toMatchObject({ format: 'concordat-record-1', reference: 'RED-OPEN' });
  let previous = '0'.repeat(64);
  for (const { text = '', hash = '' } of lines.slice(1)) {
    expect(createHash('sha256').update(text).digest('hex')).toBe(hash);
    expect((JSON.parse(text) as { previous: string }).previous).toBe(previous);
    previous = hash;
  }
  expect(JSON.stringify(lines)).not.toContain('Zebra');
  expect((await stat(to)).mode & 0o077).toBe(0);
  expect(await run('case', 'export', 'RED-OPEN', '--to', to, '--reason', 'order 12')).toMatchObject({
    exit: 1,
    out: '',
  });
  await run('case', 'export', 'RED-OPEN', '--to', file('revealed.jsonl'), '--reason', 'order 12', '--reveal');
  expect(await readFile(file('revealed.jsonl'), 'utf8')).toContain('Zebra');
  const { rows } = await database.pool.query<{ what: string }>(
    `select what from concordat.access_log where what like '%export%'`,
  );
  expect(rows.map(({ what }) => what)).toContain('an export with all that people wrote: order 12');
});

test('a draft for a subject access request names whom else each passage may be about, and says that it is a draft', async () => {
  const to = file('draft.md');
  expect(
    await run(
      'case',
      'export',
      'RED-OPEN',
      '--to',
      file('draft.pdf'),
      '--reason',
      'request 17',
      '--subject-access',
    ),
  ).toMatchObject({ exit: 2 });
  const ran = await run(
    'case',
    'export',
    'RED-OPEN',
    '--to',
    to,
    '--reason',
    'request 17',
    '--subject-access',
  );
  expect(ran.out).toContain('A DRAFT for a reviewer');
  const draft = await readFile(to, 'utf8');
  expect(draft).toMatch(/^# DRAFT for a reviewer: what is kept in case RED-OPEN$/m);
  expect(draft).toContain('> Zebra: ring Tom Pennywort');
  expect(draft).toMatch(/^\*Look here: Tom Pennywort \(.*\); somebody’s name; a telephone number\.\*$/m);
  expect(draft).toContain('- [ ] Data about other people');
  const word = file('draft.docx');
  const options = ['--to', word, '--reason', 'request 17', '--subject-access'];
  expect(await run('case', 'export', 'RED-OPEN', ...options)).toMatchObject({ exit: 0, err: '' });
  expect(readDocx(await readFile(word)).text).toContain('Zebra: ring Tom Pennywort');
});

test('a new key in front takes everything over, and the old one can go; with a key missing nothing is changed', async () => {
  const fresh = `next:${randomBytes(32).toString('base64')}`;
  const lost = await concordatHere(['keys', 'rotate'], { ...environment, CONCORDAT_KEYS: fresh });
  expect(lost).toMatchObject({ exit: 1, out: '' });
  expect(lost.err).toMatch(/^Nothing was changed\.\n.*"practice", which is not in CONCORDAT_KEYS/);
  const both = { ...environment, CONCORDAT_KEYS: `${fresh},${key}` };
  expect((await concordatHere(['keys', 'list'], both)).out).toMatch(/^practice +2 cases +still needed/m);
  expect((await concordatHere(['keys', 'rotate'], both)).out).toContain(
    '2 cases are and 0 Slack workspaces are under "next" now',
  );
  expect((await concordatHere(['keys', 'list'], both)).out).toMatch(
    /^practice +nothing +nothing lies under it: it can be taken out/m,
  );
  expect((await concordatHere(['keys', 'rotate'], both)).out).toContain('0 cases are');
  const without = { ...environment, CONCORDAT_KEYS: fresh };
  const read = await concordatHere(
    ['case', 'show', 'RED-OPEN', '--reveal', '--reason', 'after the rotation'],
    without,
  );
  expect(read.out).toContain('Zebra');
  expect(await concordatHere(['keys', 'list'], environment)).toMatchObject({ exit: 1 });
});
