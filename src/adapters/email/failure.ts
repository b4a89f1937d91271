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
 * What an error of nodemailer means, by its codes, and by the server's words only where it gives no code for it; `undefined`
 * where it is none of its errors. Those words are not repeated: they quote the address.
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
  const isOfThis = command === 'RCPT TO' || command === 'DATA';
  if (isForGood && isOfThis && isVerdict(responseCode, status, response)) {
    const isReturned = status !== undefined && isNoMailbox(status);
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

/**
 * What is refused for good is the mailbox or the e-mail itself. Anything else may be refused to us alone, such as by a relay
 * that has lost our entry in its list, and would then be refused to everybody. Where a server gives no status for it, 550 is
 * both, and only its words tell an unknown user.
 */
function isVerdict(responseCode: number, status: string | undefined, response: string): boolean {
  if (status !== undefined && isOfSender(status)) return false;
  if (status !== undefined && /^5\.([126]\.\d{1,3}|3\.4)$/u.test(status)) return true;
  // Exchange Online says so of whoever is not there, with "Access denied" after it.
  if (status === '5.4.1' && /\brecipient address rejected\b/iu.test(response)) return true;
  // Some check the sender as they would a recipient, and say "no such user" of our own address.
  if (namesNobody.test(response) && !/\bsender\b/iu.test(response)) return true;
  return status === undefined && responseCode === 552;
}

const namesNobody =
  /\b(no such (user|recipient|mailbox)|(user|recipient|mailbox) (is )?(unknown|not found)|unknown (user|recipient|mailbox)|no mailbox here|unrouteable address|invalid recipient|(user|recipient|mailbox|account)\b.{0,60}\bdoes(n't| not) exist)\b/iu;

/** Of the address that the e-mail comes from, or of its domain. */
function isOfSender(status: string): boolean {
  return status === '5.1.7' || status === '5.1.8';
}

/** There is no such mailbox, or it was closed. One that is full or that refuses this one e-mail is still there. */
export function isNoMailbox(status: string): boolean {
  return /^5\.(1\.\d{1,3}|2\.1)$/u.test(status);
}

/** The server answered that it does not take it, or there was no connection to hand it over on. */
function didNotLeave({ code, responseCode, originalCode, timeoutType }: z.infer<typeof errorShape>): boolean {
  if (responseCode >= 400) return true;
  if (['EDNS', 'EAUTH', 'ETLS'].includes(code)) return true;
  if (['CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT'].includes(timeoutType)) return true;
  return ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND'].includes(originalCode);
}
