import type { IncomingMessage } from 'node:http';

/** The body of a request, or why it was not read. */
export type Body =
  | { readonly kind: 'read'; readonly text: string }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'too-slow' }
  | { readonly kind: 'cut-off' };

/**
 * Reads a body of at most `limit` bytes, and all of it within `timeoutMs`. Of what is too large nothing is kept; some more of
 * it is let go by, so that an honest sender reads the refusal, which it does not while it is still sending.
 */
export function readBody(
  request: IncomingMessage,
  { limit, timeoutMs }: { readonly limit: number; readonly timeoutMs: number },
): Promise<Body> {
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => done({ kind: size > limit ? 'too-large' : 'too-slow' }), timeoutMs);
    const done = (body: Body): void => {
      clearTimeout(timer);
      request.removeAllListeners('data');
      resolve(body);
    };
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else chunks = [];
      if (size > 10 * limit) done({ kind: 'too-large' });
    });
    request.once('end', () => {
      if (size > limit) done({ kind: 'too-large' });
      else done({ kind: 'read', text: Buffer.concat(chunks).toString('utf8') });
    });
    request.once('close', () => done({ kind: 'cut-off' }));
    request.once('error', () => done({ kind: 'cut-off' }));
  });
}
