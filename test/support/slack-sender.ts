import { createHmac } from 'node:crypto';

/** Slack as the sender: signs payloads as Slack does and posts them to the bot. */
export type SlackSender = {
  /** A slash command: fields of a form. */
  readonly command: (fields: Readonly<Record<string, unknown>>, how?: How) => Promise<Answer>;
  /** A press or a submitted view: JSON in the field `payload`. */
  readonly interact: (payload: object, how?: How) => Promise<Answer>;
  /** An event: JSON. */
  readonly event: (payload: object, how?: How) => Promise<Answer>;
  readonly raw: (body: string, contentType: string, how?: How) => Promise<Answer>;
};
type How = {
  /** Signed with another secret. */
  readonly secret?: string;
  /** Signed at another time; seconds since 1970. */
  readonly signedAt?: number;
  readonly headers?: Readonly<Record<string, string>>;
};
type Answer = { readonly status: number; readonly body: unknown; readonly tookMs: number };

export function slackSender(url: string, signingSecret: string): SlackSender {
  const raw: SlackSender['raw'] = async (body, contentType, how = {}) => {
    const at = String(how.signedAt ?? Math.floor(Date.now() / 1000));
    const hmac = createHmac('sha256', how.secret ?? signingSecret).update(`v0:${at}:${body}`);
    const started = performance.now();
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': contentType,
        'x-slack-request-timestamp': at,
        'x-slack-signature': `v0=${hmac.digest('hex')}`,
        ...how.headers,
      },
    });
    const text = await response.text();
    return { status: response.status, body: parsed(text), tookMs: performance.now() - started };
  };
  const form = 'application/x-www-form-urlencoded';
  return {
    raw,
    command: (fields, how) => {
      const pairs = Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]);
      return raw(new URLSearchParams(pairs).toString(), form, how);
    },
    interact: (payload, how) =>
      raw(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), form, how),
    event: (payload, how) => raw(JSON.stringify(payload), 'application/json', how),
  };
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
