import { AuthError } from '@azure/msal-node';
import type { Delivery } from '../../flows/ports.ts';
import { ConnectorRefusal, ConnectorSilence } from './send-once.ts';
import { signInCode } from './sign-in-code.ts';

/** `atLeastMs`: how long Teams asked us to wait. `ours`: it will go on until somebody mends our registration. */
export type Failure =
  | Extract<Delivery, { readonly kind: 'never' }>
  | {
      readonly kind: 'later';
      readonly why: string;
      readonly atLeastMs?: number;
      readonly ours?: true;
    };

/**
 * A failed call in the queue's terms: to be tried later, or never to succeed as it stands, with the reason in words for
 * whoever has to reach the person otherwise. By class, status and code, never by words in a message.
 *
 * @returns `undefined` for what is no failure of Teams, such as an error of ours
 */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof ConnectorRefusal) return failureOfRefusal(error);
  if (error instanceof ConnectorSilence) return later(`Teams could not be reached (${error.code})`);
  if (error instanceof AuthError) return failureOfSignIn(error);
  return undefined;
}

/** Codes of OAuth that will be answered again until somebody mends the registration or its secret. */
const ours = new Set(['invalid_client', 'unauthorized_client', 'invalid_request', 'invalid_scope']);

function failureOfSignIn(error: AuthError): Failure {
  const code = signInCode(error);
  return ours.has(error.errorCode)
    ? { ...later(`Microsoft did not accept Concordat's credentials (${code})`), ours: true }
    : later(`Concordat could not sign in to Microsoft (${code})`);
}

/** Sources: learn.microsoft.com/microsoftteams/platform/bots, "Status codes from bot conversational APIs" and "Rate limit". */
function failureOfRefusal({ status, code, retryAfter }: ConnectorRefusal): Failure {
  const said = code === undefined ? `status ${status}` : code;
  if (status === 401) {
    return { ...later(`Teams did not accept Concordat's credentials (${said})`), ours: true };
  }
  if (status === 429) return { ...later('Teams asked us to slow down'), ...pauseIn(retryAfter) };
  // 412: several of our requests for one conversation met.
  if (status >= 500 || status === 408 || status === 412 || status === 425) {
    return { ...later(`Teams has a problem (${said})`), ...pauseIn(retryAfter) };
  }
  // Something in between answered: a page, or a way to elsewhere.
  if (status < 400) return later('the answer was not from Teams');
  // Teams says by a code why it refuses. Without one it was a page too, but for what is too long: that never gets shorter.
  if (code === undefined && status !== 413) return later(`the answer was not from Teams (${said})`);
  const reason = code === undefined ? undefined : reasons[code];
  return { kind: 'never', why: `${reason ?? reasonOfStatus(status)} (${said})` };
}

const reasons: Readonly<Record<string, string>> = {
  BotNotInConversationRoster: 'Concordat is no longer in their Teams chat',
  ForbiddenOperationException: 'Concordat is not installed for them in Teams',
  ConversationBlockedByUser: 'they blocked Concordat in Teams',
  MessageWritesBlocked: 'they blocked or removed Concordat in Teams',
  BotDisabledByAdmin: 'their organisation has switched Concordat off in Teams',
  NotEnoughPermissions: 'their organisation does not let Concordat write to them in Teams',
  InvalidBotApiHost:
    "their organisation's Teams is in a cloud for governments, which Concordat does not reach",
  ConversationNotFound: 'their Teams chat with Concordat is gone',
  MemberNotFoundInConversation: 'Teams does not know that account any more',
  ActivityNotFoundInConversation: 'the message is no longer there',
  MessageSizeTooBig: 'the message is too long for Teams',
};

function reasonOfStatus(status: number): string {
  switch (status) {
    case 403:
      return 'Teams does not let Concordat write to them';
    case 404:
      return 'their Teams chat with Concordat is gone';
    case 413:
      return 'the message is too long for Teams';
    default:
      return 'Teams refused the message';
  }
}

function later(why: string): Extract<Failure, { readonly kind: 'later' }> {
  return { kind: 'later', why };
}

/** Nobody is made to wait longer than this by one answer: more is a mistake of something in between. */
const longestMs = 60 * 60_000;

/** `Retry-After` is a number of seconds, or a date by the real clock, whatever ours was moved to. */
function pauseIn(retryAfter: string | undefined): { readonly atLeastMs?: number } {
  if (retryAfter === undefined) return {};
  const ms = /^\d+$/u.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
  return Number.isFinite(ms) ? { atLeastMs: Math.min(Math.max(ms, 0), longestMs) } : {};
}
