import { expect, test } from 'vitest';
import { openPost } from '../../../src/adapters/email/post.ts';
import { memoryMail } from '../../support/memory/memory-mail.ts';

test('an e-mail that was taken counts as sent, also where it cannot be kept that it was', async () => {
  const sent: string[] = [];
  const warned: string[] = [];
  const nothing = (): void => undefined;
  const store = memoryMail();
  const gone = () => Promise.reject(new Error('the database is gone'));
  const post = openPost({
    mailer: {
      send: ({ to }) => Promise.resolve(void sent.push(to)),
      check: () => Promise.resolve(),
    },
    store: { ...store, returns: { ...store.returns, noteSent: gone } },
    clock: { now: () => new Date('2026-12-22T10:00:00Z') },
    log: { info: nothing, warn: (_about, says) => void warned.push(says), error: nothing },
    baseUrl: 'https://concordat.example.org',
  });
  const account = { platform: 'email', space: 'example.org', user: 'jo.marsh@example.org' } as const;
  expect(await post.notice(account, undefined)).toMatchObject({ kind: 'sent' });
  expect(sent).toEqual(['jo.marsh@example.org']);
  expect(warned).toEqual(['it could not be kept that an e-mail was sent']);
});
