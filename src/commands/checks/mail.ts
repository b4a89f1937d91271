import { openMailer } from '../../adapters/email/mailer.ts';
import type { Config } from '../../config.ts';
import type { Finding } from './finding.ts';

const check = 'e-mail';

/** Whether the mail server is there and takes our name and password; and whether the directory asks for e-mail at all. */
export async function checkMail(
  { mail }: Pick<Config, 'mail'>,
  domains: readonly string[] | undefined,
): Promise<readonly Finding[]> {
  if (mail === undefined) {
    return domains === undefined || domains.length === 0
      ? []
      : [
          {
            check,
            state: 'wrong',
            says: `the directory lists mail domains (${domains.join(', ')}), and no mail server is set up. Set SMTP_URL and MAIL_FROM (docs/email.md)`,
          },
        ];
  }
  const { server, from } = mail;
  const place = `${server.host}:${server.port}`;
  const none: readonly Finding[] =
    domains?.length === 0
      ? [
          {
            check,
            state: 'note',
            says: 'no agency of the directory lists a mail domain, so nobody is written to',
          },
        ]
      : [];
  try {
    await openMailer(server, from).check();
    return [{ check, state: 'ok', says: `the mail server at ${place} answers` }, ...none];
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason was given';
    const says = `the mail server at ${place} cannot be used (${code}). Check SMTP_URL: host, port, smtps or smtp, user and password`;
    return [{ check, state: 'wrong', says }, ...none];
  }
}
