import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Format } from '../../flows/documents/case-document.ts';
import { downloadPath } from '../../flows/documents/links.ts';
import type { Taken } from '../../flows/documents/take-document.ts';
import { faultOf } from '../../flows/fault-of.ts';
import type { Log } from '../../flows/ports.ts';
import { countUnderWay } from '../../flows/under-way.ts';
import { pageHeaders } from '../../pages/headers.ts';
import { readSent } from '../../pages/read-sent.ts';
import { whoseRequest } from '../../pages/whose-request.ts';
import { drawAsk, drawSimple } from './draw.ts';

export type DownloadOptions = {
  readonly isOpen: (token: string) => Promise<boolean>;
  readonly take: (asked: {
    readonly token: string;
    readonly code: string;
    readonly format: Format;
  }) => Promise<Taken>;
  readonly log: Log;
  /** Where people reach the pages, without a slash at the end. */
  readonly baseUrl: string;
  /** How many proxies of ours stand before the bot. */
  readonly proxies: number;
  /** Whether one more may be asked from there; else after how many seconds. */
  readonly limit: (from: string) => Promise<number | undefined>;
};

type Answer =
  | { readonly status: number; readonly page: string; readonly retryAfter?: number }
  | { readonly status: 200; readonly file: Extract<Taken, { kind: 'file' }> };

const types: Readonly<Record<Format, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** The pages of links to documents. Looking changes nothing; a pressed button and the right code take the document, once. */
export function downloadApp({ isOpen, take, log, baseUrl, proxies, limit }: DownloadOptions) {
  const isHttps = new URL(baseUrl).protocol === 'https:';
  const underWay = countUnderWay();
  let stopping = false;

  async function answer(request: IncomingMessage): Promise<Answer> {
    const { method = 'GET', url = '' } = request;
    const isLook = method === 'GET' || method === 'HEAD';
    if (!isLook && method !== 'POST') return { status: 405, page: '' };
    const wait = await limit(whoseRequest(request, proxies));
    if (wait !== undefined) return { status: 429, page: drawSimple(busy), retryAfter: wait };
    const [path = ''] = url.split('?', 1);
    const token = path.slice(path.indexOf(downloadPath) + downloadPath.length);
    if (!(await isOpen(token))) return { status: 410, page: drawSimple(dead) };
    const action = `${new URL(baseUrl).pathname.replace(/\/+$/u, '')}${downloadPath}${token}`;
    if (isLook) return { status: 200, page: drawAsk(action) };
    const sent = await readSent(request);
    const format = sent?.get('format');
    if (format !== 'docx' && format !== 'pdf') return { status: 400, page: drawAsk(action) };
    const taken = await take({ token, code: (sent?.get('code') ?? '').replace(/\D/gu, ''), format });
    switch (taken.kind) {
      case 'file':
        return { status: 200, file: taken };
      case 'wrong-code':
        return {
          status: 422,
          page: drawAsk(action, 'That is not the code. Look again where you pressed the button.'),
        };
      case 'dead':
        return { status: 410, page: drawSimple(dead) };
      case 'not-theirs':
        return { status: 403, page: drawSimple(notTheirs) };
    }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      send(response, await answer(request), isHttps);
    } catch (error) {
      log.error(faultOf(error), 'a document was not made');
      send(response, { status: 500, page: drawSimple(failed) }, isHttps);
    }
  }

  return {
    path: downloadPath,
    handle: (request: IncomingMessage, response: ServerResponse): void => {
      if (stopping) {
        response.writeHead(503, { connection: 'close' }).end();
        return;
      }
      response.once('close', underWay.begin());
      void handle(request, response).finally(underWay.begin());
    },
    stop: (): Promise<void> => {
      stopping = true;
      return underWay.settled();
    },
  };
}

function send(response: ServerResponse, answer: Answer, isHttps: boolean): void {
  const headers = pageHeaders('self', { isHttps });
  if ('page' in answer) {
    response.writeHead(answer.status, {
      ...headers,
      ...(answer.status === 405 ? { allow: 'GET, HEAD, POST' } : {}),
      ...(answer.retryAfter === undefined ? {} : { 'retry-after': String(answer.retryAfter) }),
    });
    response.end(answer.page);
    return;
  }
  const { bytes, name, format } = answer.file;
  response.writeHead(answer.status, {
    ...headers,
    'content-type': types[format],
    'content-disposition': `attachment; filename="${name}"`,
    'content-length': bytes.length,
  });
  response.end(bytes);
}

const again = 'Go back to Concordat and press “Get as a document” again for a new one.';
const dead = {
  title: 'This link cannot be used',
  says: `A link to a document works once, for 15 minutes, not after five wrong codes, and not once you asked for a new one. ${again}`,
};
const notTheirs = {
  title: 'This document is not for you any more',
  says: 'You are no longer among those who may have this document, so nothing was made. If you think that is wrong, ask your board’s office.',
};
const busy = {
  title: 'Please wait a little',
  says: 'There were too many tries in a short time. Nothing was changed. Please wait a few minutes and try again.',
};
const failed = {
  title: 'That did not work',
  says: `Something went wrong on our side, and no document was made. ${again}`,
};
