import { existsSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { concordat, concordatHere, type Ran } from '../support/command-line.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import { idOf, openKept, practiceKey } from '../support/kept.ts';

/*
 * The real command line, in part as processes of their own, on one database: the demo's people are imported, Amara raises a
 * disagreement with Tom on Tuesday 22 December 2026, the case is looked at, and Tom leaves.
 */

const demoFile = fileURLToPath(new URL('../../demo/directory.yaml', import.meta.url));
const secret = 'The discharge was decided without a plan for the medicines.';
const reason = 'subject access request of 4 January';

let database: FreshDatabase;
let folder: string;
let environment: Readonly<Record<string, string>>;
let imported: Ran;

beforeAll(async () => {
  database = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), 'concordat-command-line-'));
  environment = {
    DATABASE_URL: database.url,
    CONCORDAT_KEYS: `practice:${practiceKey.toString('base64')}`,
    CONCORDAT_FOLDER: folder,
  };
  imported = await concordat(['directory', 'import', demoFile], environment);
  const { kept, close, raise } = await openKept(database, '2026-12-22T10:00');
  const by = idOf(kept, 'amara.quill@example.org');
  await raise('RED-4F7K2', { by, to: idOf(kept, 'tom.pennywort@example.org'), about: secret });
  await close();
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await database.close();
});

async function fileWith(name: string, change: (text: string) => string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, change(await readFile(demoFile, 'utf8')));
  return file;
}

/** The demo's file without Tom Pennywort: his entry, and every mention of him as somebody's deputy or manager. */
function withoutTom(text: string): string {
  return text
    .replace(/ {2}- name: Tom Pennywort\n(?: {4}.*\n)+/, '')
    .replace(/.*: tom\.pennywort@example\.org\n/g, '');
}

describe('concordat directory', () => {
  it('imports a file into an empty directory and lists who was added', () => {
    expect(imported).toMatchObject({ exit: 0, err: '' });
    expect(imported.out).toMatch(
      /^added {2}person {2}Tom Pennywort \(tom\.pennywort@example\.org, st-aldhelms\)$/m,
    );
    expect(imported.out).toMatch(/imported: 5 agencies, 22 people\n$/);
  });

  it('reports every problem of a file with its line and column, and changes nothing', async () => {
    const file = await fileWith('wrong.yaml', (text) =>
      text
        .replace('email: amara.quill@example.org', 'email: amara.quill')
        .replace('agency: st-aldhelms', 'agency: st-aldhelm'),
    );
    const { exit, out, err } = await concordatHere(['directory', 'check', file]);
    expect(exit).toBe(1);
    expect(out.split('\n')[0]).toMatch(/^.*wrong\.yaml:\d+:\d+ {2}.*amara\.quill/);
    expect(out).toContain('Did you mean st-aldhelms?');
    expect(err).toMatch(/^\d problems were found\. A file with any problem is not imported\.\n$/);
  });

  it('says in one message that the database does not answer, where it is and what to do, and never the password', async () => {
    const ran = await concordatHere(['directory', 'import', demoFile], {
      DATABASE_URL: 'postgres://bot:pa55word@127.0.0.1:1/concordat',
    });
    expect(ran).toMatchObject({ exit: 1, out: '' });
    expect(ran.err).toBe(
      'PostgreSQL at 127.0.0.1:1 does not answer (ECONNREFUSED). Check that it runs and can be reached from here, and that DATABASE_URL names the right host and port.\n',
    );
  });
});

describe('concordat case', () => {
  it('lists the open case with what is owed next', async () => {
    const { exit, out } = await concordatHere(['case', 'list', '--open', '--json'], environment);
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject([
      { reference: 'RED-4F7K2', board: 'redbridge', status: 'open', stage: '1', next: { passed: false } },
    ]);
  });

  it('shows the record in order and leaves what people wrote sealed', async () => {
    const { exit, out } = await concordat(['case', 'show', 'red-4f7k2'], environment);
    expect(exit).toBe(0);
    expect(out).toMatch(/^1 {2}Tuesday 22 December 2026, 10:00 {2}Amara Quill, Northbrook Council$/m);
    expect(out).toContain('written, sealed');
    expect(out).not.toContain(secret);
    expect(out).not.toContain('Avery');
  });

  it('reveals what people wrote for a reason, and records who looked and why', async () => {
    const { exit, out } = await concordatHere(
      ['case', 'show', 'RED-4F7K2', '--reveal', '--reason', reason, '--json'],
      environment,
    );
    expect(exit).toBe(0);
    const shown = JSON.parse(out) as { entries: { written: { text?: string }[] }[]; opened: object[] };
    expect(shown.entries[0]?.written.map(({ text }) => text)).toContain(secret);
    expect(out).not.toContain('Avery');
    expect(shown.opened).toMatchObject([
      {
        by: expect.stringContaining('command line') as string,
        what: expect.stringContaining(reason) as string,
      },
    ]);
    const { rows } = await database.pool.query('select person, what from concordat.access_log');
    expect(rows).toHaveLength(1);
  });

  it('reveals nothing without a reason', async () => {
    const ran = await concordatHere(['case', 'show', 'RED-4F7K2', '--reveal'], environment);
    expect(ran).toMatchObject({ exit: 2, out: '' });
    expect(ran.err).toContain('--reason');
  });
});

describe('concordat case document', () => {
  const inFile = (name: string) => join(tmpdir(), `${process.pid}-${name}`);

  it('writes the record as a document, and records first who had it made and why', async () => {
    const file = inFile('record.pdf');
    const args = ['--kind', 'record', '--format', 'pdf', '--to', file, '--reason', reason];
    const { exit, out } = await concordatHere(['case', 'document', 'red-4f7k2', ...args], environment);
    expect({ exit, out: out.split('.')[0] }).toMatchObject({
      exit: 0,
      out: expect.stringContaining('Written') as string,
    });
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
    const { rows } = await database.pool.query<{ what: string }>(
      'select what from concordat.access_log order by id',
    );
    expect(rows.at(-1)?.what).toBe(`record as pdf, on the command line: ${reason}`);
    const again = await concordatHere(['case', 'document', 'RED-4F7K2', ...args], environment);
    expect(again).toMatchObject({ exit: 1, err: expect.stringContaining('is there already') as string });
    rmSync(file);
  });

  it.each([
    [['--kind', 'letter', '--format', 'pdf'], 2, '--kind should be one of'],
    [['--kind', 'record', '--format', 'odt'], 2, '--format should be docx or pdf'],
    [['--kind', 'form', '--format', 'pdf'], 1, 'has no form of its own'],
    [['--kind', 'report', '--format', 'pdf'], 1, 'asks its forum for no report'],
  ])('%j: says what is wrong and writes nothing', async (args, exit, says) => {
    const file = inFile('none.pdf');
    const ran = await concordatHere(
      ['case', 'document', 'RED-4F7K2', ...args, '--to', file, '--reason', reason],
      environment,
    );
    expect(ran).toMatchObject({ exit, out: '', err: expect.stringContaining(says) as string });
    expect(existsSync(file)).toBe(false);
  });
});

describe('concordat doctor', () => {
  it('finds database, queue, directory and key in order, and says that no chat platform and no mail server is set up', async () => {
    const { exit, out } = await concordat(['doctor', '--json'], environment);
    expect(exit).toBe(1);
    const findings = JSON.parse(out) as { check: string; state: string; says: string }[];
    const wrong = findings.filter(({ state }) => state === 'wrong');
    expect(wrong.map(({ says }) => says.split(':')[0])).toEqual([
      'SLACK_BOT_TOKEN or TEAMS_APP_ID',
      expect.stringContaining('no mail server is set up'),
    ]);
    for (const check of ['database', 'queue', 'policies', 'directory', 'keys', 'manifest']) {
      expect(findings, check).toContainEqual(expect.objectContaining({ check, state: 'ok' }));
    }
  });

  it('names the key that is missing when the cases were sealed by another', async () => {
    const { out } = await concordatHere(['doctor'], {
      ...environment,
      CONCORDAT_KEYS: `other:${Buffer.alloc(32, 7).toString('base64')}`,
    });
    expect(out).toMatch(/^wrong +keys .*"practice", which is not in CONCORDAT_KEYS/m);
  });
});

describe('concordat directory import when somebody in an open case leaves', () => {
  it('is refused with the reference of the case, then hands the case over to the successor that is named', async () => {
    const file = await fileWith('without-tom.yaml', withoutTom);
    const refused = await concordat(['directory', 'import', file], environment);
    expect(refused.exit).toBe(1);
    expect(refused.out).toMatch(/Tom Pennywort .* in RED-4F7K2 .*Name a successor/);
    expect(refused.err).toContain('Nothing was imported.');

    const next = await fileWith('with-successor.yaml', (text) => {
      return `${withoutTom(text)}\nleavers:\n  - { email: tom.pennywort@example.org, successor: noor.thistle@example.org }\n`;
    });
    const done = await concordatHere(['directory', 'import', next, '--json'], environment);
    expect(done).toMatchObject({ exit: 0, err: '' });
    expect(JSON.parse(done.out)).toMatchObject({
      people: { added: [], removed: [{ name: 'Tom Pennywort' }] },
      handedOver: [{ reference: 'RED-4F7K2', from: 'Tom Pennywort', to: 'Noor Thistle' }],
    });
  });
});

describe('concordat', () => {
  it('answers wrong use with one message, exit status 2 and no stack', async () => {
    const ran = await concordat(['directory', 'imprt', demoFile]);
    expect(ran.exit).toBe(2);
    expect(ran.err).toContain("unknown command 'imprt'");
    expect(ran.err).not.toMatch(/^\s+at /m);
  });
});
