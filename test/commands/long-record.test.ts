import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fold } from '../../src/flows/run-command.ts';
import { viewsOf } from '../../src/flows/case-views.ts';
import { isRaised } from '../../src/case/case-state.ts';
import { evolve } from '../../src/case/evolve.ts';
import type { CaseEvent } from '../../src/case/events.ts';
import { figuresOf } from '../../src/report/figures.ts';
import { at } from '../policy/policies.ts';
import { runs } from '../fuzz/odd.ts';
import { concordatHere, type Ran } from '../support/command-line.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import { idOf, openKept, practiceKey } from '../support/kept.ts';
import { readDocx } from '../support/read-document.ts';

/*
 * A case with far more entries than there ever are: ten thousand discussions in the long run
 * (`npx vitest run test/commands/long-record --mode fuzz`), two hundred in `npm test`. What is taken out of it is whole.
 */

const demoFile = fileURLToPath(new URL('../../demo/directory.yaml', import.meta.url));
const discussions = runs(200);
const reference = 'RED-VERY-LONG';

let database: FreshDatabase;
let folder: string;

beforeAll(async () => {
  database = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), 'concordat-long-'));
  expect((await run('directory', 'import', demoFile)).exit).toBe(0);
  const { kept, close, raise } = await openKept(database, '2021-03-01T10:00');
  const by = idOf(kept, 'amara.quill@example.org');
  const to = idOf(kept, 'tom.pennywort@example.org');
  const caseId = await raise(reference, { by, to, about: 'The first of very many words.' });
  const vault = await kept.vaults().forCase(caseId);
  const events = Array.from({ length: discussions }, (_, index): CaseEvent => ({
    type: 'DiscussionLogged',
    by,
    between: 'sides',
    how: 'telephone',
    tookPlace: at('2021-03-01T09:00').toISOString(),
    with: [to],
    note: vault.seal(`Talk ${index + 1} of very many.`),
    enteredLate: false,
  }));
  const rules = await kept.rulesOf('redbridge', 'v1');
  await kept.cases.change(caseId, randomUUID(), (loaded) => {
    const moment = at('2021-03-01T11:00');
    const state = events.reduce(
      (before, event, index) =>
        evolve(before, { entry: loaded.version + 1 + index, at: moment.toISOString(), event }),
      fold(loaded),
    );
    if (!isRaised(state)) throw new Error('It was raised just now');
    const views = viewsOf(state, rules);
    const figures = figuresOf(state, rules);
    return { change: { at: moment, events, effects: [], sealed: vault.rows(), views, figures }, result: '' };
  });
  await close();
}, 300_000);
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await database.close();
});

function run(...args: readonly string[]): Promise<Ran> {
  return concordatHere(args, {
    DATABASE_URL: database.url,
    CONCORDAT_KEYS: `practice:${practiceKey.toString('base64')}`,
    CONCORDAT_FOLDER: folder,
  });
}
async function take(...args: readonly string[]): Promise<void> {
  expect(await run('case', ...args, '--reason', 'order 12')).toMatchObject({ exit: 0, err: '' });
}

test('whatever is taken out of it has each of them', { timeout: 900_000 }, async () => {
  const last = `Talk ${discussions} of very many.`;
  const file = (name: string): string => join(folder, name);
  expect(await run('case', 'verify', reference)).toMatchObject({ exit: 0, err: '' });

  await take('export', reference, '--to', file('record.jsonl'), '--reveal');
  const lines = (await readFile(file('record.jsonl'), 'utf8')).trim().split('\n');
  expect(lines.filter((line) => line.includes('DiscussionLogged'))).toHaveLength(discussions);
  expect(lines.at(-1)).toContain(last);

  await take('document', reference, '--kind', 'record', '--format', 'docx', '--to', file('record.docx'));
  const { text } = readDocx(await readFile(file('record.docx')));
  expect(text.match(/Talk \d+ of very many\./gu)).toHaveLength(discussions);
  expect(text).toContain(last);

  await take('document', reference, '--kind', 'record', '--format', 'pdf', '--to', file('record.pdf'));
  await take('export', reference, '--to', file('draft.json'), '--subject-access');
  expect(await readFile(file('draft.json'), 'utf8')).toContain(last);
  expect((await run('case', 'show', reference)).out).toContain(`${discussions + 1}`);
});
