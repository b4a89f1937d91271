import { expect, test } from 'vitest';
import { openMail } from '../../src/adapters/postgres/mail.ts';
import { openLog } from '../../src/adapters/system/log.ts';
import { keepHouse } from '../../src/compose/keep-house.ts';
import { openDatabase } from '../../src/compose/open-database.ts';
import { at } from '../policy/policies.ts';
import { freshDatabase } from '../support/database.ts';

const noor = { platform: 'email', space: 'lantern.example.org', user: 'noor@lantern.example.org' } as const;

test('throws away sessions that are over at once, and links and what was sent a month after', async () => {
  const now = at('2026-12-22T10:00');
  const fresh = await freshDatabase();
  const log = openLog('silent');
  const database = await openDatabase({ url: fresh.url, folder: '' }, log, () => undefined);
  try {
    const { links, sessions, returns } = openMail(database.pool);
    for (const [id, until] of [
      ['old', at('2026-11-22T09:00')],
      ['over', at('2026-12-20T10:00')],
      ['good', at('2026-12-29T10:00')],
    ] as const)
      await links.keep({ id, account: noor, message: '', until }, id);
    await sessions.open(
      { account: noor, link: 'over' },
      'ended',
      at('2026-12-22T09:29'),
      at('2026-12-22T09:59'),
    );
    await sessions.open({ account: noor, link: 'good' }, 'open', now, at('2026-12-22T10:30'));
    await returns.noteSent('sent-long-ago', noor, at('2026-11-21T10:00'));
    await returns.noteSent('sent-lately', noor, at('2026-12-01T10:00'));
    await returns.note(noor, '5.1.1', at('2026-11-01T10:00'));
    await keepHouse(database, { now: () => now }, log).stop();
    const ids = async (column: string, table: string) => {
      const { rows } = await database.pool.query<{ id: string }>(
        `select ${column} as id from ${table} order by 1`,
      );
      return rows.map(({ id }) => id);
    };
    // Whose link is over can ask for a new one for a while.
    expect(await ids('id', 'mail_links')).toEqual(['good', 'over']);
    expect(await ids('hash', 'mail_sessions')).toEqual(['open']);
    expect(await ids('id', 'mail_sent')).toEqual(['sent-lately']);
    // An address that nothing arrives at is known until it works again.
    expect(await returns.isReturned(noor)).toBe(true);
  } finally {
    await database.stop();
    await fresh.close();
  }
});
