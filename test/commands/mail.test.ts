import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMail } from '../../src/adapters/postgres/mail.ts';
import { checkMailboxes } from '../../src/commands/checks/mailboxes.ts';
import { checkMail } from '../../src/commands/checks/mail.ts';
import type { MailConfig } from '../../src/config-mail.ts';
import { shippedPolicy } from '../policy/policies.ts';
import { concordatHere } from '../support/command-line.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import { idOf, openKept, practiceKey } from '../support/kept.ts';
import { startStubSmtp } from '../support/stub-smtp.ts';

/*
 * E-mails that come back, through the command line on one database: the hospital is reached by e-mail, Tom Pennywort has a case,
 * and the e-mail that told him of it comes back.
 */

const demoFile = fileURLToPath(new URL('../../demo/directory.yaml', import.meta.url));
const tom = { platform: 'email', space: 'example.org', user: 'tom.pennywort@example.org' } as const;
const sentId = 'b2'.repeat(18);

let database: FreshDatabase;
let folder: string;
let environment: Readonly<Record<string, string>>;

beforeAll(async () => {
  database = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), 'concordat-mail-'));
  environment = {
    DATABASE_URL: database.url,
    CONCORDAT_KEYS: `practice:${practiceKey.toString('base64')}`,
    CONCORDAT_FOLDER: folder,
  };
  const file = join(folder, 'directory.yaml');
  const demo = await readFile(demoFile, 'utf8');
  await writeFile(file, demo.replace('slack: [T02HOSPITAL]', 'email: [example.org]'));
  expect(await concordatHere(['directory', 'import', file], environment)).toMatchObject({ exit: 0 });
  const { kept, close, raise } = await openKept(database, '2026-12-22T10:00');
  const to = idOf(kept, tom.user);
  await raise('RED-4F7K2', { by: idOf(kept, 'amara.quill@example.org'), to, about: 'A discharge.' });
  await kept.people.link(tom, to, kept.clock.now());
  await openMail(database.pool).returns.noteSent(sentId, tom, kept.clock.now());
  await close();
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await database.close();
});

/** Hands over an e-mail that came back, as a mail server would, of the e-mail with this id. */
async function bounced(fixture: string, id: string): Promise<string> {
  const file = join(folder, 'returned.eml');
  const text = await readFile(new URL(`../fixtures/email/${fixture}.eml`, import.meta.url), 'utf8');
  await writeFile(file, text.replaceAll('TOKEN', id));
  const ran = await concordatHere(['mail', 'bounced', file], environment);
  expect(ran).toMatchObject({ exit: 0, err: '' });
  return ran.out;
}
const isReturned = (): Promise<boolean> => openMail(database.pool).returns.isReturned(tom);

describe('concordat mail', () => {
  it('changes nothing for an e-mail that is only late, is none of ours, or is no report', async () => {
    expect(await bounced('postfix-delayed', sentId)).toContain('the mailbox is still there (4.4.1)');
    expect(await bounced('postfix-failed', 'f'.repeat(36))).toContain('that e-mail is none of ours');
    const file = join(folder, 'away.eml');
    await writeFile(file, 'Subject: out of office\r\n\r\nBack on Monday.');
    const { exit, out } = await concordatHere(['mail', 'bounced', file], environment);
    expect([exit, out]).toEqual([0, 'Nothing was changed: it holds no delivery status report.\n']);
    expect(await isReturned()).toBe(false);
  });

  it('marks the address of one that came back for good, and says in which open cases it is told, once', async () => {
    expect(await bounced('postfix-failed', sentId)).toBe(
      'Nothing is sent to that address any more. Told in: RED-4F7K2.\n',
    );
    expect(await isReturned()).toBe(true);
    const shown = await concordatHere(['case', 'show', 'RED-4F7K2'], environment);
    expect(shown.out).toContain('an e-mail to them came back');
    expect(await bounced('postfix-failed', sentId)).toContain('it was known already');
  });

  it('lets an address be written to again, and says so where it was not shut out', async () => {
    const typed = ' Tom.Pennywort@Example.org ';
    const { exit, out } = await concordatHere(['mail', 'allow', typed], environment);
    expect([exit, out]).toEqual([0, `E-mails are sent to ${tom.user} again.\n`]);
    expect(await isReturned()).toBe(false);
    const again = await concordatHere(['mail', 'allow', tom.user], environment);
    expect([again.exit, again.err]).toEqual([1, `No e-mail to ${tom.user} came back: it is not shut out.\n`]);
  });

  it('says that a file cannot be read', async () => {
    const ran = await concordatHere(['mail', 'bounced', join(folder, 'nothing.eml')], environment);
    expect([ran.exit, ran.err]).toEqual([1, expect.stringContaining('cannot be read (ENOENT)')]);
  });
});

describe('an e-mail to the mailbox of an office that came back', () => {
  it('is said where the case says who was told, and nothing more is sent there', async () => {
    const account = {
      platform: 'email',
      space: 'board.example.org',
      user: 'team@board.example.org',
    } as const;
    const id = 'c3'.repeat(18);
    const { returns } = openMail(database.pool);
    await returns.noteSent(id, account, new Date('2026-12-22T10:05:00Z'));
    await database.pool.query(
      `insert into concordat.effects (id, case_id, kind, body, due_at, next_at, done_at, state, sent_platform,
        sent_space, sent_user, sent_channel, sent_message)
      select gen_random_uuid(), id, 'mailbox', $1, $2, $2, $2, 'sent', 'email', $3, $4, $4, $5
      from concordat.cases where reference = 'RED-4F7K2'`,
      [
        JSON.stringify({ contact: 'board-office', about: { what: 'FormSent', entry: 1 } }),
        new Date('2026-12-22T10:05:00Z'),
        account.space,
        account.user,
        id,
      ],
    );
    expect(await bounced('postfix-failed', id)).toBe(
      'Nothing is sent to that mailbox any more. Its case says of the e-mail that it did not arrive.\n',
    );
    expect(await returns.isReturned(account)).toBe(true);
    const shown = await concordatHere(['case', 'show', 'RED-4F7K2'], environment);
    expect(shown.out).toMatch(/the mailbox of .+ \(team@board\.example\.org\): .+: the e-mail came back\./u);
    expect(await bounced('postfix-failed', id)).toContain('it was known already');
  });
});

describe('the mailboxes that forms of boards are sent to', () => {
  const herts = shippedPolicy('hertfordshire');
  const mail: MailConfig = {
    server: { host: '127.0.0.1', port: 25, security: 'plain' },
    from: { name: 'Concordat', address: 'concordat@board.example.org' },
    proxies: 0,
  };
  const found = async (
    config: Parameters<typeof checkMailboxes>[1],
    isReturned: Parameters<typeof checkMailboxes>[2]['isReturned'] = () => Promise.resolve(false),
  ) =>
    (
      await checkMailboxes([herts, shippedPolicy('redbridge'), shippedPolicy('rotherham')], config, {
        isReturned,
      })
    ).map(({ state, says }) => `${state}: ${says}`);
  const address = 'adminHSCPHSAB@hertfordshire.gov.uk';

  it('are named, and where no mail server is set up it is said what to set', async () => {
    expect(await found({ mail })).toEqual([`ok: hertfordshire: ${address} is told when its form is sent`]);
    expect(await found({})).toEqual([
      `note: hertfordshire: its form goes to ${address} too, and no mail server is set up, so only the office’s people are told, where Concordat reaches them. Set SMTP_URL and MAIL_FROM (docs/email.md)`,
    ]);
  });

  it('are wrong once something came back from them, with what to do', async () => {
    const [line] = await found({ mail }, ({ user }) => Promise.resolve(user === address.toLowerCase()));
    expect(line).toMatch(
      /^wrong: .* came back, .*Correct the contact in the policy, or run "concordat mail allow/u,
    );
  });
});

describe('the check of e-mail', () => {
  const mailAt = (port: number): MailConfig => ({
    server: { host: '127.0.0.1', port, security: 'plain' },
    from: { name: 'Concordat', address: 'concordat@board.example.org' },
    proxies: 0,
  });
  const found = async (mail: MailConfig | undefined, domains: readonly string[] | undefined) =>
    (await checkMail(mail === undefined ? {} : { mail }, domains)).map(
      ({ state, says }) => `${state}: ${says}`,
    );

  it('says that the mail server answers, sends nothing, and says when it is gone', async () => {
    const smtp = await startStubSmtp();
    const place = `the mail server at 127.0.0.1:${smtp.port}`;
    expect(await found(mailAt(smtp.port), ['example.org'])).toEqual([`ok: ${place} answers`]);
    expect(smtp.begun()).toBe(0);
    expect(await found(mailAt(smtp.port), [])).toEqual([
      `ok: ${place} answers`,
      'note: no agency of the directory lists a mail domain, so nobody is written to',
    ]);
    await smtp.stop();
    const [gone, ...rest] = await found(mailAt(smtp.port), ['example.org']);
    expect(rest).toEqual([]);
    expect(gone).toMatch(/^wrong: .* cannot be used \([A-Z]+\)\. Check SMTP_URL/u);
  });

  it('is silent where nobody asks for e-mail, and wants a server where the directory lists a domain', async () => {
    expect(await found(undefined, [])).toEqual([]);
    expect(await found(undefined, undefined)).toEqual([]);
    expect(await found(undefined, ['example.org'])).toEqual([
      'wrong: the directory lists mail domains (example.org), and no mail server is set up. Set SMTP_URL and MAIL_FROM (docs/email.md)',
    ]);
  });
});
