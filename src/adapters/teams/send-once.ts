import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { z } from 'zod';

type ConnectorOptions = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>;
type HttpClient = NonNullable<ConnectorOptions['httpClient']>;

/** The Bot Connector answered, and not that it was done. By numbers and codes: its words may repeat what was sent. */
export class ConnectorRefusal extends Error {
  override readonly name = 'ConnectorRefusal';
  readonly status: number;
  readonly code: string | undefined;
  /** As it came: seconds, or a date. */
  readonly retryAfter: string | undefined;

  constructor(status: number, code: string | undefined, retryAfter: string | undefined) {
    super(`The Bot Connector answered with status ${status}${code === undefined ? '' : ` (${code})`}`);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/**
 * One request for one call. The SDK would try again by itself up to three times what was limited, failed or cut off (and
 * has no setting against it: `noRetryPolicy` is not read any more), so that a message whose answer was lost would be posted
 * four times; it gives up at once on an error that is not its own, so that is what a failed request is here. Nor does it
 * know of a time limit.
 */
export function sendOnce(fetchFrom: typeof fetch, timeoutMs: number): HttpClient {
  return {
    sendRequest: async (request) => {
      const body: unknown = request.body;
      const response = await fetchFrom(request.url, {
        method: request.method,
        headers: request.headers.rawHeaders(),
        ...(typeof body === 'string' ? { body } : {}),
        // What somebody in between sends elsewhere is not followed: our token would go along.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await response.text();
      if (!response.ok) {
        const retryAfter = response.headers.get('retry-after') ?? undefined;
        throw new ConnectorRefusal(response.status, codeOf(text), retryAfter);
      }
      const headers = request.headers.clone();
      for (const name of headers.headerNames()) headers.remove(name);
      response.headers.forEach((value, name) => headers.set(name, value));
      return { request, status: response.status, headers, bodyAsText: text };
    },
  };
}

const codeShape = z.string().regex(/^[A-Za-z][A-Za-z0-9 _-]{0,60}$/u);
const refusalShape = z.object({
  error: z.object({ code: codeShape.optional(), subCode: codeShape.optional() }).optional(),
  code: codeShape.optional(),
  subCode: codeShape.optional(),
});

/** The narrowest code that is given: a `subCode` says why, where the code only says that it was forbidden. */
function codeOf(body: string): string | undefined {
  try {
    const { error, code, subCode } = refusalShape.parse(JSON.parse(body));
    return error?.subCode ?? subCode ?? error?.code ?? code;
  } catch {
    // Something in between answered, such as a proxy; its words are not repeated.
    return undefined;
  }
}
