import { z } from 'zod';

/** What a failure to send an e-mail means. */
export type MailFailure =
  /** `isReturned`: there is no such mailbox, so that no other e-mail would arrive there either. */
  | { readonly kind: 'never'; readonly why: string; readonly isReturned: boolean }
  | {
      readonly kind: 'later';
      readonly why: string;
      /** The server may have taken it, and its answer was lost. */
      readonly mayHaveArrived: boolean;
      /** What is refused is the bot itself and not the one e-mail: somebody has to see to it. */
      readonly isOurs: boolean;
    };

const errorShape = z.object({
  code: z.string(),
  command: z.string().default(''),
  response: z.string().default(''),
  responseCode: z.number().default(0),
  originalCode: z.string().default(''),
  timeoutType: z.string().default(''),
});

/**
 * What an error of nodemailer means, by its codes and never by its words; `undefined` where it is none of its errors. The
 * server's own words are not repeated: they quote the address.
 */
export function failureOf(error: unknown): MailFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  const { data } = errorShape.safeParse(error);
  if (data === undefined) return undefined;
  const { code, command, response, responseCode } = data;
  const isForGood = responseCode >= 500 && responseCode !== 503;
  const status = statusIn(response);
  const says =
    responseCode === 0 ? code : [responseCode, ...(status === undefined ? [] : [status])].join(' ');
  if (isForGood && (command === 'RCPT TO' || command === 'DATA')) {
    const isReturned = command === 'RCPT TO' && isNoMailbox(responseCode, status);
    return { kind: 'never', why: `the mail server refuses the e-mail to them (${says})`, isReturned };
  }
  return {
    kind: 'later',
    why: `the mail server did not take it (${says})`,
    mayHaveArrived: !didNotLeave(data),
    isOurs: isForGood || code === 'EAUTH' || code === 'ETLS',
  };
}

/** The enhanced status of RFC 3463 in a reply: `5.1.1` of `550 5.1.1 No such user`. */
function statusIn(response: string): string | undefined {
  return /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/u.exec(response)?.[1];
}

/** There is no such mailbox, or it was closed. One that is full or that refuses this one e-mail is still there. */
export function isNoMailbox(responseCode: number, status: string | undefined): boolean {
  if (status !== undefined) return /^5\.(1\.\d{1,3}|2\.1)$/u.test(status);
  return [550, 551, 553].includes(responseCode);
}

/** The server answered that it does not take it, or there was no connection to hand it over on. */
function didNotLeave({ code, responseCode, originalCode, timeoutType }: z.infer<typeof errorShape>): boolean {
  if (responseCode >= 400) return true;
  if (['EDNS', 'EAUTH', 'ETLS'].includes(code)) return true;
  if (['CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT'].includes(timeoutType)) return true;
  return ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND'].includes(originalCode);
}
