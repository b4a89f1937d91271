import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readBounce } from '../../../src/adapters/email/read-bounce.ts';

const id = 'a1'.repeat(18);
const fixture = (name: string): Uint8Array =>
  Buffer.from(
    readFileSync(new URL(`../../fixtures/email/${name}.eml`, import.meta.url), 'utf8').replaceAll(
      'TOKEN',
      id,
    ),
  );

test('an e-mail that came back for good is known by its own id, whichever server says so', async () => {
  expect(await readBounce(fixture('postfix-failed'))).toEqual({ kind: 'failed', id, status: '5.1.1' });
  expect(await readBounce(fixture('exchange-failed'))).toEqual({ kind: 'failed', id, status: '5.1.10' });
});

test('one that is late has not come back', async () => {
  expect(await readBounce(fixture('postfix-delayed'))).toEqual({ kind: 'passing', status: '4.4.1' });
});

test('what is no report, or names no e-mail of ours, changes nothing', async () => {
  expect(await readBounce(Buffer.from('Subject: out of office\r\n\r\nBack on Monday.'))).toMatchObject({
    kind: 'no-report',
  });
  const forged = Buffer.from(Buffer.from(fixture('postfix-failed')).toString('utf8').replaceAll(id, 'guess'));
  expect(await readBounce(forged)).toMatchObject({ kind: 'no-report' });
});
