import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { codeIn } from './refusal-code.ts';

type ConnectorOptions = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>;
type HttpClient = NonNullable<ConnectorOptions['httpClient']>;

/** The Bot Connector answered, and not that it was done. By numbers and codes: its words may repeat what was sent. */
export class ConnectorRefusal extends Error {
  override readonly name = 'ConnectorRefusal';
  readonly status: number;
  readonly code: string | undefined;
  /** As it came: seconds, or a date. */
  readonly retryAfter: string | undefined;

  constructor(status: number, code?: string, retryAfter?: string) {
    super(`The Bot Connector answered with status ${status}${code === undefined ? '' : ` (${code})`}`);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** Nothing was answered: no connection, one that was cut, or too long a wait. Whether it was done is not known. */
export class ConnectorSilence extends Error {
  override readonly name = 'ConnectorSilence';
  /** `ECONNREFUSED`, `UND_ERR_SOCKET`, `TimeoutError`, ... */
  readonly code: string;

  constructor(code: string, cause: unknown) {
    super(`The Bot Connector did not answer (${code})`, { cause });
    this.code = code;
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
      const { response, text } = await answered(fetchFrom, request.url, {
        method: request.method,
        headers: request.headers.rawHeaders(),
        ...(typeof body === 'string' ? { body } : {}),
        // What somebody in between sends elsewhere is not followed: our token would go along.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const { status } = response;
      if (!response.ok) {
        throw new ConnectorRefusal(status, codeIn(text), response.headers.get('retry-after') ?? undefined);
      }
      if (!isJson(text)) throw new ConnectorRefusal(status);
      const headers = request.headers.clone();
      for (const name of headers.headerNames()) headers.remove(name);
      response.headers.forEach((value, name) => headers.set(name, value));
      return { request, status, headers, bodyAsText: text };
    },
  };
}

async function answered(fetchFrom: typeof fetch, url: string, init: RequestInit) {
  try {
    const response = await fetchFrom(url, init);
    return { response, text: await response.text() };
  } catch (error) {
    throw new ConnectorSilence(whyOf(error), error);
  }
}

/** `fetch` gives the reason as the cause of its own error, and a wait that was too long as an error by that name. */
function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return error.name;
}

/** Else it is a page of something in between, such as the sign-in of a network. */
function isJson(text: string): boolean {
  if (text === '') return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
