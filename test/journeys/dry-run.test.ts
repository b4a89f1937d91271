import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { concordatHere } from '../support/command-line.ts';
import { startJourney } from '../support/journey.ts';
import { raise, theAdult } from '../support/journey-raise.ts';

test('a new edition is tried on the finished cases of the database: dates, and no personal data', async () => {
  const journey = await startJourney({ at: '2026-06-08T10:00' });
  const amara = journey.person('amara.quill');
  const finished = await raise(amara, { when: { 'arose-date': '2026-06-08', 'arose-time': '10:00' } });
  await journey.goTo('2026-06-10T10:00');
  await amara.press('Everything I can do');
  await amara.do('Withdraw', { reason: 'It was a misunderstanding.' });
  expect(await journey.record(finished)).toContain('CaseClosed');
  await raise(amara, { when: { 'arose-date': '2026-06-09', 'arose-time': '10:00' } });

  const text = readFileSync(new URL('../../policies/redbridge.yaml', import.meta.url), 'utf8');
  const file = join(mkdtempSync(join(tmpdir(), 'concordat-dry-run-')), 'new.yaml');
  writeFileSync(file, text.replace('{ working_days: 3, after: raise }', '{ working_days: 1, after: raise }'));
  const version = journey.policies.current('redbridge')?.version ?? '';
  const args = ['policy', 'compare', `redbridge@${version.slice(0, 6)}`, file, '--dry-run'];
  const { exit, out } = await concordatHere(args, { DATABASE_URL: journey.database().url });
  expect(exit).toBe(0);
  expect(out).toContain('In 1 finished case that the database has');
  expect(out).toContain(
    `  ${finished}\n    Stage 1: speak: was Thursday 11 June 2026, 17:00, would have been Tuesday 9 June 2026, 17:00; late then\n`,
  );
  for (const { name, id } of journey.services.people.directory().people.values())
    for (const word of [name, id, theAdult.name]) expect(out).not.toContain(word);
  const unknown = await concordatHere(['policy', 'compare', 'redbridge@zzz', file], {
    DATABASE_URL: journey.database().url,
  });
  expect(unknown).toMatchObject({ exit: 2, out: '' });
  expect(unknown.err).toContain(`The database has no version "zzz" of redbridge. There are: ${version}.`);
  await journey.end();
});
