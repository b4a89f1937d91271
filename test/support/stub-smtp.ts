import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** An e-mail as it arrived, and the address that it was handed over for. */
export type Arrived = {
  readonly to: string;
  readonly mail: Email;
  readonly raw: string;
  /** When the last byte of it was there, by `performance.now()`. */
  readonly at: number;
};

/** What goes wrong with the next e-mail. */
export type StubSmtpFailure =
  | { readonly kind: 'sender' | 'recipient' | 'data'; readonly code: number; readonly says: string }
  /** The connection ends: before anything arrived, or after everything did and before that was said. */
  | { readonly kind: 'cut' }
  | { readonly kind: 'answer-lost' }
  /** Takes everything and never answers. */
  | { readonly kind: 'silent' };

export type StubSmtp = {
  readonly port: number;
  /** Oldest first. */
  readonly arrived: () => readonly Arrived[];
  /** How many e-mails were begun, whatever became of them. */
  readonly begun: () => number;
  readonly fail: (failure: StubSmtpFailure) => void;
  /** No such mailbox, from now on. */
  readonly close: (address: string) => void;
  /** The server is gone, and comes back at the same port. */
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly reset: () => void;
};

/** A mail server on this machine, with real sockets. */
export async function startStubSmtp(
  options: {
    /** Hears of each; `answered`: false where the answer to it was lost. */
    readonly onArrived?: (arrived: Arrived, answered: boolean) => void;
  } = {},
): Promise<StubSmtp> {
  const arrived: Arrived[] = [];
  const failures: StubSmtpFailure[] = [];
  const closed = new Set<string>();
  let begun = 0;
  let port = 0;
  let server: SMTPServer | undefined;
  const next = (...kinds: readonly StubSmtpFailure['kind'][]): StubSmtpFailure | undefined => {
    const [failure] = failures;
    return failure !== undefined && kinds.includes(failure.kind) ? failures.shift() : undefined;
  };

  const open = async (): Promise<void> => {
    const opened = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      logger: false,
      onMailFrom: (_address, session, answer) => {
        begun += 1;
        const failure = next('sender', 'cut');
        if (failure?.kind === 'cut') cut(opened, session.id);
        else answer(refusalOf(failure));
      },
      onRcptTo: ({ address }, _session, answer) => {
        if (closed.has(address)) answer(refusal(550, '5.1.1 No such user here'));
        else answer(refusalOf(next('recipient')));
      },
      onData: (stream, session, answer) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
        stream.on('end', () => {
          const failure = next('data', 'answer-lost', 'silent');
          if (failure?.kind === 'silent') return;
          if (failure?.kind === 'data') {
            answer(refusalOf(failure));
            return;
          }
          const raw = Buffer.concat(chunks).toString('utf8');
          const at = performance.now();
          void PostalMime.parse(raw).then((mail) => {
            const [to] = session.envelope.rcptTo;
            const one = { to: to?.address ?? '', mail, raw, at };
            arrived.push(one);
            options.onArrived?.(one, failure?.kind !== 'answer-lost');
            if (failure?.kind === 'answer-lost') cut(opened, session.id);
            else answer();
          });
        });
      },
    });
    // A client that goes away in the middle is what these stories are about.
    opened.on('error', () => undefined);
    await new Promise<void>((resolve) => opened.listen(port, '127.0.0.1', resolve));
    port = (opened.server.address() as AddressInfo).port;
    server = opened;
  };
  await open();

  return {
    port,
    arrived: () => [...arrived],
    begun: () => begun,
    fail: (failure) => void failures.push(failure),
    close: (address) => void closed.add(address),
    stop: async () => {
      const running = server;
      server = undefined;
      if (running === undefined) return;
      for (const connection of running.connections) connection._socket.destroy();
      await new Promise<void>((resolve) => running.close(() => resolve()));
    },
    start: open,
    reset: () => {
      arrived.length = 0;
      failures.length = 0;
      closed.clear();
      begun = 0;
    },
  };
}

function cut(server: SMTPServer, id: string): void {
  for (const connection of server.connections) if (connection.id === id) connection._socket.destroy();
}

function refusalOf(failure: StubSmtpFailure | undefined): Error | undefined {
  return failure !== undefined && 'code' in failure ? refusal(failure.code, failure.says) : undefined;
}

function refusal(responseCode: number, says: string): Error {
  return Object.assign(new Error(says), { responseCode });
}
