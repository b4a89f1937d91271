import { z } from 'zod';

/*
 * What the environment says of e-mail: the mail server, and who the e-mails are from. Both or neither.
 */

export type MailConfig = {
  readonly server: MailServer;
  /** The address that e-mails come from, and its name. */
  readonly from: { readonly name: string; readonly address: string };
  /** How many proxies of ours stand before the bot, each of which says whom it speaks for. */
  readonly proxies: number;
};

export type MailServer = {
  readonly host: string;
  readonly port: number;
  /** `tls`: from the first byte; `starttls`: before anything is said, or nothing is; `plain`: on this machine, or wanted so. */
  readonly security: 'tls' | 'starttls' | 'plain';
  readonly user?: string;
  readonly password?: string;
};

export const mailVariables = {
  SMTP_URL: z.string().transform(serverOf).optional(),
  MAIL_FROM: z.string().transform(senderOf).optional(),
  TRUST_PROXY: z
    .string()
    .regex(/^[0-9]$/, 'should be how many proxies of yours stand before the bot, such as 1')
    .transform(Number)
    .default(0),
};

type Read = z.infer<z.ZodObject<typeof mailVariables>>;
type Given = Readonly<Record<string, string>>;

/** Whether anything was said of e-mail; then all that it needs must be there. */
export function wantsMail(given: Given): boolean {
  return given['SMTP_URL'] !== undefined || given['MAIL_FROM'] !== undefined;
}

/** What of e-mail is missing or unsafe, each with its remedy. */
export function mailProblems(given: Given): readonly string[] {
  if (!wantsMail(given)) return [];
  return [
    ...(given['SMTP_URL'] === undefined
      ? ['SMTP_URL: is not set although MAIL_FROM is. Set it to your mail server (docs/email.md)']
      : []),
    ...(given['MAIL_FROM'] === undefined
      ? ['MAIL_FROM: is not set although SMTP_URL is. Set it to the address that e-mails come from']
      : []),
    ...(isSafe(given['BASE_URL'])
      ? []
      : [
          'BASE_URL: should begin with https:// where e-mail is set up. People sign in on pages below it, and their codes must not be read on the way',
        ]),
  ];
}

/** What the environment says of e-mail, once `mailProblems` found nothing. */
export function mailOf(read: Read): MailConfig | undefined {
  const { SMTP_URL: server, MAIL_FROM: from, TRUST_PROXY: proxies } = read;
  return server === undefined || from === undefined ? undefined : { server, from, proxies };
}

const local = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Whether what goes to an address cannot be read on the way: https, or this very machine. */
export function isSafe(baseUrl: string | undefined): boolean {
  if (baseUrl === undefined || !URL.canParse(baseUrl)) return baseUrl === undefined;
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === 'https:' || local.test(hostname);
}

/** A message must never show what was typed: it holds a password. */
function serverOf(text: string, context: z.RefinementCtx): MailServer {
  const such = 'smtps://user:password@mail.example.org:465 or smtp://user:password@mail.example.org:587';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^smtps?:$/.test(url.protocol) || url.hostname === '')
    return wrong(context, `should be an address such as ${such}`);
  const others = [...url.searchParams.keys()].filter((key) => key !== 'tls');
  const tls = url.searchParams.get('tls');
  if (others.length > 0 || (tls !== null && tls !== 'off'))
    return wrong(context, 'takes only ?tls=off after the address, for a mail server without TLS');
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    security: secure ? 'tls' : tls === 'off' || local.test(url.hostname) ? 'plain' : 'starttls',
    ...(url.username === '' ? {} : { user: decodeURIComponent(url.username) }),
    ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
  };
}

/** `Concordat <concordat@board.example.org>`, or the address alone. */
function senderOf(text: string, context: z.RefinementCtx): MailConfig['from'] {
  const [, name = '', inBrackets] = /^([^<>"\r\n]*)<([^<>\s]+)>$/.exec(text) ?? [];
  const address = inBrackets ?? text;
  if (z.email().safeParse(address).success) return { name: name.trim() || 'Concordat', address };
  context.addIssue({
    code: 'custom',
    message: 'should be an address such as concordat@board.example.org, or a name and <the address>',
  });
  return { name: '', address: '' };
}

function wrong(context: z.RefinementCtx, message: string): MailServer {
  context.addIssue({ code: 'custom', message });
  return { host: '', port: 0, security: 'tls' };
}
