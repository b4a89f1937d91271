import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openMailer } from '../../../src/adapters/email/mailer.ts';
import { openPost, type Post } from '../../../src/adapters/email/post.ts';
import { memoryMail } from '../../support/memory/memory-mail.ts';
import { startStubSmtp, type StubSmtp } from '../../support/stub-smtp.ts';

/* What a mail server refuses for good: the mailbox, the e-mail, or us who hand it over. */

const jo = { platform: 'email', space: 'example.org', user: 'jo.marsh@example.org' } as const;
const from = { name: 'Concordat', address: 'concordat@board.example.org' };
const now = () => new Date('2026-12-22T10:00:00Z');

let smtp: StubSmtp;
let store: ReturnType<typeof memoryMail>;
let post: Post;
let errors: string[];

beforeAll(async () => {
  smtp = await startStubSmtp();
});
afterAll(() => smtp.stop());
beforeEach(() => {
  smtp.reset();
  store = memoryMail();
  errors = [];
  const nothing = (): void => undefined;
  post = openPost({
    mailer: openMailer({ host: '127.0.0.1', port: smtp.port, security: 'plain' }, from),
    store,
    clock: { now },
    log: { info: nothing, warn: nothing, error: (_about, says) => void errors.push(says) },
    baseUrl: 'https://concordat.example.org',
  });
});

type Refusal = readonly ['recipient' | 'data', number, string];

/** What becomes of a notice that is refused so. */
async function noticeRefused([kind, code, says]: Refusal) {
  smtp.fail({ kind, code, says });
  const posted = await post.notice(jo, undefined);
  return { posted: posted.kind, barred: await store.returns.isReturned(jo), errors };
}

describe('what is refused to us', () => {
  test.each<Refusal>([
    ['recipient', 550, 'relay not permitted'],
    ['recipient', 550, 'Requested action not taken: mailbox unavailable'],
    ['recipient', 551, 'we do not relay'],
    ['recipient', 553, "sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"],
    ['recipient', 554, 'Relay access denied'],
    ['recipient', 554, '5.7.1 <jo.marsh@example.org>: Relay access denied'],
    ['recipient', 550, '5.7.64 TenantAttribution; Relay Access Denied'],
    ['recipient', 550, '5.4.1 Relay Access Denied'],
    ['recipient', 550, "5.1.7 The sender's address was invalid"],
    ['recipient', 550, '5.1.8 <concordat@board.example.org>: Sender address rejected: Domain not found'],
    ['recipient', 550, 'No Such User Here: Sender verify failed'],
    ['recipient', 550, 'The domain board.example.org does not exist'],
    ['recipient', 530, '5.7.0 Must issue a STARTTLS command first'],
    ['data', 554, 'Message rejected'],
    ['data', 550, '5.7.1 Messages from this network are blocked'],
  ])('at %s with %i %s: it waits, the log says an error, and the address stays open', async (...refusal) => {
    expect(await noticeRefused(refusal)).toEqual({
      posted: 'later',
      barred: false,
      errors: ['the mail server refuses the bot itself'],
    });
    expect(await post.notice(jo, undefined)).toMatchObject({ kind: 'sent' });
  });
});

describe('what is refused of the mailbox or of the e-mail', () => {
  test.each<Refusal>([
    ['recipient', 550, '5.1.1 <jo.marsh@example.org>: User unknown'],
    ['recipient', 550, '5.1.10 Recipient not found'],
    ['recipient', 550, '5.2.1 The account is disabled'],
    ['data', 550, '5.1.1 No such user here'],
  ])('at %s with %i %s: there is no such mailbox, and nothing is sent there again', async (...refusal) => {
    expect(await noticeRefused(refusal)).toEqual({ posted: 'never', barred: true, errors: [] });
  });

  test.each<Refusal>([
    ['recipient', 550, 'No such user here'],
    ['recipient', 550, '<jo.marsh@example.org>: User unknown'],
    ['recipient', 550, 'jo.marsh@example.org... Unknown recipient'],
    ['recipient', 550, 'Recipient unknown'],
    ['recipient', 553, 'sorry, no mailbox here by that name. (#5.1.1)'],
    ['recipient', 550, 'The email account that you tried to reach does not exist'],
    ['recipient', 550, '5.4.1 Recipient address rejected: user not found'],
    ['recipient', 550, '5.4.1 Recipient address rejected: Access denied'],
    ['recipient', 550, 'Unrouteable address'],
    ['recipient', 550, 'Invalid recipient'],
    ['recipient', 552, '5.2.2 Over quota'],
    ['recipient', 552, 'Requested mail action aborted: exceeded storage allocation'],
    ['data', 552, '5.3.4 Message too big'],
    ['data', 554, '5.6.0 Content refused'],
  ])('at %s with %i %s: this one never arrives, and the next is tried', async (...refusal) => {
    expect(await noticeRefused(refusal)).toEqual({ posted: 'never', barred: false, errors: [] });
  });
});
