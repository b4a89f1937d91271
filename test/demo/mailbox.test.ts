import { expect, onTestFinished, test } from 'vitest';
import { startMailbox } from '../../demo/mailbox.ts';
import { openMailer } from '../../src/adapters/email/mailer.ts';
import { mailboxesOf } from '../../src/policy/mailboxes.ts';
import { shippedPolicy } from '../policy/policies.ts';

test.each([
  ['hertfordshire', 'adminHSCPHSAB@hertfordshire.gov.uk'],
  ['cheshire-east', 'LSAB@cheshireeast.gov.uk'],
])(
  'the practice mailboxes of %s show the one of the board’s office, also before anything came',
  async (board, address) => {
    const mailbox = await startMailbox(0, mailboxesOf(shippedPolicy(board)));
    onTestFinished(mailbox.stop);
    const page = async () => (await fetch(mailbox.url)).text();
    expect(await page()).toMatch(new RegExp(`${address}</a>, the mailbox of .+: 0 e-mails`, 'u'));
    const from = { name: 'Concordat', address: 'concordat@example.org' };
    const mailer = openMailer({ host: '127.0.0.1', port: mailbox.smtpPort, security: 'plain' }, from);
    await mailer.send({
      id: 'a1',
      to: address,
      subject: 'A form',
      text: 'It came.',
      html: '',
      isUrgent: false,
    });
    expect(await page()).toContain(': 1 e-mail');
    expect(mailbox.mails(address)).toMatchObject([{ subject: 'A form' }]);
  },
);

test('a board that sends no form anywhere has none', () => {
  expect(mailboxesOf(shippedPolicy('redbridge'))).toEqual([]);
});
