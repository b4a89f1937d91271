import { SlackError, WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import type { Delivery } from '../../flows/ports.ts';
import { TokenError } from './token-error.ts';

/** `ours`: it will go on until somebody mends the app or its token; the reader has nothing to do with it. */
export type Failure =
  | Extract<Delivery, { readonly kind: 'never' }>
  | (Extract<Delivery, { readonly kind: 'later' }> & { readonly ours?: true });

/** Waited after what passes by itself, where Slack does not say how long. */
const pauseMs = 5_000;
/** Waited after what somebody has to mend first. */
const untilMendedMs = 60_000;

/**
 * A failed call of Slack's Web API in the queue's terms: to be tried later, or never to succeed as it stands, with
 * the reason in words for whoever has to reach the person otherwise. By class and code, never by words in a message.
 *
 * @param error what a call of the SDK or `InstallationOf` threw, and nothing else
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof TokenError) return { kind: 'later', afterMs: pauseMs, why: error.message };
  if (error instanceof WebAPIRateLimitedError) {
    return { kind: 'later', afterMs: pauseOf(error.retryAfter), why: 'Slack asked us to slow down' };
  }
  if (error instanceof WebAPIHTTPError) return failureOfStatus(error.statusCode);
  if (error instanceof WebAPIPlatformError) return failureOfCode(error.data.error);
  // The call itself: no connection, no answer in time, an answer cut off (these come without the SDK's own class).
  const what = error instanceof SlackError ? error.code : error instanceof Error ? error.name : 'unknown';
  return { kind: 'later', afterMs: pauseMs, why: `Slack could not be reached (${what})` };
}

/** Nobody is made to wait longer than this by one answer, nor asked again at once: either is a mistake of something in between. */
const [shortestMs, longestMs] = [1_000, 60 * 60_000];

function pauseOf(retryAfter: number): number {
  const ms = retryAfter * 1000;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, shortestMs), longestMs) : pauseMs;
}

/** Slack itself answers 200 or 429 and says the rest by a code: what comes with another status is no word on the message. */
function failureOfStatus(status: number): Failure {
  // It never gets shorter, whoever would not take it.
  if (status === 413) return { kind: 'never', why: `Slack refused the message (status ${status})` };
  const isBusy = status >= 500 || status === 408 || status === 425;
  const why = isBusy
    ? `Slack answered with status ${status}`
    : `the answer was not from Slack (status ${status})`;
  return { kind: 'later', afterMs: pauseMs, why };
}

/** Codes that pass by themselves: docs.slack.dev/reference/methods/chat.postMessage, "Errors". */
const passing = new Set([
  'fatal_error',
  'internal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'ratelimited',
  'rate_limited',
  'accesslimited',
]);

/** What Slack refuses to the bot itself, whoever it writes to: the same source. */
const ours: Readonly<Record<string, string>> = {
  // A bot's token; one that ended with the app has `account_inactive`, which is below.
  token_revoked: "the bot's token for that Slack workspace was revoked",
  token_expired: "the bot's token for that Slack workspace has expired",
  // Also where Slack does not accept calls from our address.
  invalid_auth: "the bot's token for that Slack workspace is not valid",
  not_authed: "the bot's token for that Slack workspace is missing",
  not_allowed_token_type: "the bot's token for that Slack workspace is of the wrong type",
  missing_scope: 'the bot lacks a permission in that Slack workspace',
  no_permission: 'the bot lacks a permission in that Slack workspace',
  access_denied: 'the bot lacks a permission in that Slack workspace',
  two_factor_setup_required: 'the bot must set up a second factor in that Slack workspace',
  team_access_not_granted: 'the bot was not added to that workspace of its organisation',
  org_login_required: 'that Slack workspace is being moved, and nobody can be reached in it',
};

const reasons: Readonly<Record<string, string>> = {
  account_inactive: 'the bot has been removed from that Slack workspace, or the workspace is closed',
  user_not_found: 'Slack does not know that account',
  users_not_found: 'Slack does not know that account',
  user_not_visible: 'the bot may not see that account',
  user_disabled: 'that Slack account has been deactivated',
  channel_not_found: 'Slack cannot open a conversation with that account',
  not_in_channel: 'the bot is not in that conversation',
  is_archived: 'that conversation is archived',
  messages_tab_disabled: "the Messages tab of the bot's home is switched off in that workspace",
  cannot_dm_bot: 'that account is a bot',
  restricted_action: 'a setting of that Slack workspace forbids the bot to write there',
  ekm_access_denied: "that organisation's administrators have suspended access to its messages",
  message_not_found: 'the message is no longer there',
  cant_update_message: 'the message cannot be changed any more',
  edit_window_closed: 'the message cannot be changed any more',
};

function failureOfCode(code: string): Failure {
  // Anything else than a code is a page of something in between, such as a proxy; its words are not repeated.
  if (!/^[a-z][a-z0-9_]{1,60}$/u.test(code)) {
    return { kind: 'later', afterMs: pauseMs, why: 'the answer was not from Slack' };
  }
  if (passing.has(code)) return { kind: 'later', afterMs: pauseMs, why: `Slack has a problem (${code})` };
  const refused = ours[code];
  if (refused !== undefined)
    return { kind: 'later', afterMs: untilMendedMs, why: `${refused} (${code})`, ours: true };
  const reason = reasons[code] ?? 'Slack refused the message';
  return { kind: 'never', why: `${reason} (${code})` };
}
