import { EventEmitter, once } from 'node:events';
import { pagesPath } from '../../src/adapters/email/paths.ts';
import { hashOf } from '../../src/flows/secrets.ts';
import { startStubSmtp, type Arrived, type StubSmtpFailure } from '../../test/support/stub-smtp.ts';
import type { EmailDesk } from '../../test/support/platforms/email-client.ts';
import type { TakenMessage } from '../account/evidence.ts';
import { isWeb, processNames, type HowPlatformFails, type ProcessName } from '../plan/fault.ts';

/** A mail server for each process, so that it is known who sent what. */
export type CampaignMail = {
  /** What everybody finds in their mailbox. */
  readonly desk: EmailDesk;
  readonly portFor: (name: ProcessName) => number;
  /** The next so many e-mails of each process that delivers fail. */
  readonly fail: (how: HowPlatformFails, times: number) => void;
  readonly heal: () => void;
  /** Of every e-mail it is known by now which message it was. */
  readonly settled: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/**
 * @param onTaken hears of every e-mail that was taken, whether or not the answer was heard
 * @param messageOfLink the message that a link opens, by the hash of its token; `undefined` where no such link is kept
 */
export async function openMail(
  onTaken: (message: TakenMessage) => void,
  messageOfLink: (hash: string) => Promise<string | undefined>,
): Promise<CampaignMail> {
  const reading = new Set<Promise<void>>();
  const { desk, arrive } = openMailboxes();
  const opened = await Promise.all(
    processNames.map(async (name) => {
      const onArrived = (arrived: Arrived, answered: boolean): void => {
        const at = Date.now();
        arrive(arrived);
        const read = idOf(arrived, messageOfLink)
          .then((id) => onTaken({ ...takenAs(arrived), process: name, id, at, answered }))
          .finally(() => reading.delete(read));
        reading.add(read);
      };
      return [name, await startStubSmtp({ onArrived })] as const;
    }),
  );
  const servers = new Map(opened);
  return {
    desk,
    portFor: (name) => servers.get(name)?.port ?? 0,
    fail: (how, times) => {
      for (const [name, server] of servers)
        if (!isWeb(name)) for (let nth = 0; nth < times; nth += 1) server.fail(failureOf(how));
    },
    heal: () => {
      for (const server of servers.values()) server.reset();
    },
    settled: async () => {
      await Promise.all(reading);
    },
    stop: async () => {
      await Promise.all([...servers.values()].map((server) => server.stop()));
    },
  };
}

/** Longer than a new link takes; then something went wrong, and they begin again. */
const newLinkMs = 5_000;

/** The newest link and code that came to each address; a link that was asked for is waited for. */
function openMailboxes() {
  const links = new Map<string, string>();
  const codes = new Map<string, string>();
  const came = new EventEmitter();
  const desk: EmailDesk = {
    takeLink: (address) => links.get(address),
    takeRenewed: async (address) => {
      const known = links.get(address);
      const signal = AbortSignal.timeout(newLinkMs);
      while (links.get(address) === known) await once(came, 'mail', { signal });
      return links.get(address);
    },
    codeFor: (address) => codes.get(address) ?? '',
    sendLink: () => Promise.reject(new Error('Nothing was sent to them yet')),
  };
  return {
    desk,
    arrive: ({ to, mail }: Arrived): void => {
      const text = mail.text ?? '';
      const [link] = linkIn.exec(text) ?? [];
      const [code] = /^\d{6}$/mu.exec(text) ?? [];
      if (link !== undefined) links.set(to.toLowerCase(), link);
      if (code !== undefined) codes.set(to.toLowerCase(), code);
      came.emit('mail');
    },
  };
}

function takenAs({ to, mail }: Arrived): Pick<TakenMessage, 'platform' | 'user' | 'channel' | 'says'> {
  const address = to.toLowerCase();
  return { platform: 'email', user: address, channel: address, says: mail.subject ?? '' };
}

/** An e-mail with a link is known by the message that it opens; one to a mailbox by its own id. */
async function idOf(
  { mail }: Arrived,
  messageOfLink: (hash: string) => Promise<string | undefined>,
): Promise<string> {
  const own = /^<([^@]+)@/.exec(mail.messageId ?? '')?.[1] ?? '';
  const token = tokenIn.exec(mail.text ?? '')?.[1];
  return token === undefined ? own : ((await messageOfLink(hashOf(token))) ?? own);
}

const tokenIn = new RegExp(`${pagesPath}([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])`);
const linkIn = new RegExp(`https://\\S+${pagesPath}[A-Za-z0-9_-]{43}`);

function failureOf(how: HowPlatformFails): StubSmtpFailure {
  switch (how) {
    case 'rate-limited':
      return { kind: 'recipient', code: 450, says: '4.7.1 Too many at once' };
    case 'status-500':
      return { kind: 'data', code: 451, says: '4.3.0 Something went wrong' };
    case 'page':
      return { kind: 'sender', code: 421, says: '4.3.2 Not now' };
    case 'page-403':
      return { kind: 'recipient', code: 554, says: '5.7.1 Relay access denied' };
    default:
      return { kind: how };
  }
}
