import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { markup, type Html } from '../src/pages/markup.ts';

/** An e-mail as it lies in somebody's mailbox. */
export type PracticeMail = {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: Date;
};

/** A mail server of this machine that passes nothing on, and a page on which every mailbox can be read. */
/** A mailbox of the board's office, and whose it is. */
export type Office = { readonly email: string; readonly label: string };
export type PracticeMailbox = {
  /** Where it takes e-mails. */
  readonly smtpPort: number;
  /** The page, for a browser. */
  readonly url: string;
  /** Oldest first. */
  readonly mails: (address: string) => readonly PracticeMail[];
  readonly stop: () => Promise<void>;
};

/**
 * Starts it.
 *
 * @param offices mailboxes of the board's office, listed before anything has come there
 */
export async function startMailbox(port: number, offices: readonly Office[] = []): Promise<PracticeMailbox> {
  const mails: PracticeMail[] = [];
  const smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData: (stream, { envelope }, answer) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
      stream.on('end', () => {
        PostalMime.parse(Buffer.concat(chunks)).then(
          ({ subject = '', text = '' }) => {
            for (const { address } of envelope.rcptTo) {
              const id = `mail-${mails.length + 1}`;
              mails.push({ id, to: address, subject, text: text.trim(), at: new Date() });
            }
            answer();
          },
          (error: unknown) => answer(error instanceof Error ? error : new Error(String(error))),
        );
      });
    },
  });
  // The bot may be ended in the middle of an e-mail.
  smtp.on('error', () => undefined);
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const pages = createServer((request, response) => {
    const address = new URL(request.url ?? '/', 'http://localhost').searchParams.get('to');
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    response.end(address === null ? drawMailboxes(mails, offices) : drawMailbox(address, mails));
  });
  await new Promise<void>((resolve) => pages.listen(port, '127.0.0.1', resolve));
  return {
    smtpPort: (smtp.server.address() as AddressInfo).port,
    url: `http://localhost:${(pages.address() as AddressInfo).port}`,
    mails: (address) => mails.filter(({ to }) => to === address),
    stop: async () => {
      pages.closeAllConnections();
      await new Promise((resolve) => pages.close(resolve));
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
    },
  };
}

function drawMailboxes(mails: readonly PracticeMail[], offices: readonly Office[]): string {
  const shared = new Map(offices.map(({ email, label }) => [email, label]));
  const addresses = [...new Set([...mails.map(({ to }) => to), ...shared.keys()])].sort();
  const rows = addresses.map((address) => {
    const count = mails.filter(({ to }) => to === address).length;
    const label = shared.get(address);
    const whose = label === undefined ? '' : `, the mailbox of ${label}`;
    return markup`<li>
      <a href="?to=${encodeURIComponent(address)}">${address}</a>${whose}: ${count} e-mail${count === 1 ? '' : 's'}
    </li> `;
  });
  const none = markup`<p>
    No e-mail has come yet. One comes when a case is raised with somebody who has neither Slack nor Teams.
  </p>`;
  return drawWhole(
    'Practice mailboxes',
    addresses.length === 0
      ? none
      : markup`<ul>
          ${rows}
        </ul>`,
  );
}

/** The newest first, as in any mailbox. */
function drawMailbox(address: string, mails: readonly PracticeMail[]): string {
  const theirs = mails.filter(({ to }) => to === address).reverse();
  const items = theirs.map(
    ({ id, subject, text, at }) =>
      markup`<article id="${id}">
        <h2>${subject}</h2>
        <p class="when">${at.toLocaleTimeString('en-GB')}</p>
        <pre>${withLinks(text)}</pre>
      </article> `,
  );
  return drawWhole(address, markup`<p><a href="/">All mailboxes</a></p>${items}`);
}

function withLinks(text: string): readonly Html[] {
  return text
    .split(/(https?:\/\/\S+)/u)
    .map((part, index) =>
      index % 2 === 0
        ? markup`${part}`
        : markup`<a href="${part}" target="_blank" rel="noopener">${part}</a>`,
    );
}

/** It looks again by itself every few seconds, as a mailbox does. */
function drawWhole(title: string, main: Html): string {
  return markup`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="refresh" content="4" />
        <title>${title}</title>
        <style>
          body {
            font: 16px/1.5 sans-serif;
            max-width: 46rem;
            margin: 2rem auto;
            padding: 0 1rem;
          }
          article {
            border: 1px solid #6b7280;
            padding: 0.5rem 1rem;
            margin: 1rem 0;
          }
          pre {
            white-space: pre-wrap;
            font: inherit;
          }
          .when {
            color: #4b5563;
          }
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${main}
        </main>
      </body>
    </html> `.text;
}
