import type { IncomingMessage } from 'node:http';

/** A form takes under 100 KB; the rest is room for how browsers write it. */
const mostBytes = 300_000;

/** The fields of a form that a browser sent; `undefined` where it is too large, or nothing that a form of ours sends. */
export async function readSent(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/x-www-form-urlencoded\b/iu.test(type)) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size <= mostBytes) chunks.push(chunk);
  }
  return size > mostBytes ? undefined : new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
