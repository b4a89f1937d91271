import { mailboxAccount } from '../../adapters/email/mailboxes.ts';
import type { Config } from '../../config.ts';
import type { Returns } from '../../flows/mail-ports.ts';
import { mailboxesOf } from '../../policy/mailboxes.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Finding } from './finding.ts';

const check = 'e-mail';

/** Which mailboxes hear of forms of these boards, and whether anything can arrive there. */
export async function checkMailboxes(
  policies: readonly Policy[],
  { mail }: Pick<Config, 'mail'>,
  returns: Pick<Returns, 'isReturned'>,
): Promise<readonly Finding[]> {
  const wanted = policies.flatMap((policy) => mailboxesOf(policy).map(({ email }) => ({ policy, email })));
  return Promise.all(
    wanted.map(async ({ policy: { board }, email }): Promise<Finding> => {
      if (mail === undefined) {
        const says = `${board}: its form goes to ${email} too, and no mail server is set up, so only the office’s people are told, where Concordat reaches them. Set SMTP_URL and MAIL_FROM (docs/email.md)`;
        return { check, state: 'note', says };
      }
      if (await returns.isReturned(mailboxAccount(email))) {
        const says = `${board}: an e-mail to ${email} came back, so nothing is sent there about its form. Correct the contact in the policy, or run "concordat mail allow ${email}" once the mailbox works again`;
        return { check, state: 'wrong', says };
      }
      return { check, state: 'ok', says: `${board}: ${email} is told when its form is sent` };
    }),
  );
}
