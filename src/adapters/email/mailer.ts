import { createTransport } from 'nodemailer';
import { domainOfAddress } from '../../directory/lookup.ts';

/** The mail server that takes our e-mails. */
export type MailServer = {
  readonly host: string;
  readonly port: number;
  /** `tls`: from the first byte; `starttls`: before anything is said, or nothing is; `plain`: neither. */
  readonly security: 'tls' | 'starttls' | 'plain';
  readonly user?: string;
  readonly password?: string;
};

export type Sender = { readonly name: string; readonly address: string };

/** An e-mail to one address. */
export type Mail = {
  /** Known to us and to wherever it went, and to nobody who could guess: one that comes back is known by it. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly isUrgent: boolean;
};

export type Mailer = {
  /** Hands an e-mail to the server. @throws what nodemailer says; `failureOf` knows what it means */
  readonly send: (mail: Mail) => Promise<void>;
  /** Whether the server is there and takes our name and password. @throws what nodemailer says */
  readonly check: () => Promise<void>;
};

/** Together under the ten seconds that a delivery may take. */
const timeouts = {
  dnsTimeout: 3_000,
  connectionTimeout: 4_000,
  greetingTimeout: 4_000,
  socketTimeout: 8_000,
  socketCloseTimeout: 1_000,
};

/** E-mail over SMTP: one connection for each, so that nothing of one is left for the next. */
export function openMailer({ host, port, security, user, password }: MailServer, from: Sender): Mailer {
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'plain',
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    ...timeouts,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async ({ id, to, subject, text, html, isUrgent }) => {
      await transport.sendMail({
        messageId: messageIdOf(id, from),
        from,
        to: { name: '', address: to },
        subject,
        text,
        html,
        headers,
        ...(isUrgent ? { priority: 'high' } : {}),
      });
    },
    check: async () => {
      await transport.verify();
    },
  };
}

/** No machine answers an e-mail that a machine sent. */
const headers = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

function messageIdOf(id: string, { address }: Sender): string {
  return `<${id}@${domainOfAddress(address)}>`;
}
