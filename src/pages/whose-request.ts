import type { IncomingMessage } from 'node:http';

/**
 * Where a request comes from. Behind proxies of ours each adds whom it speaks for at the end of `X-Forwarded-For`, and only
 * what they added is believed: whatever stands before it was written by whoever asks.
 *
 * @param proxies how many of ours stand before the bot
 */
export function whoseRequest({ headers, socket }: IncomingMessage, proxies: number): string {
  const direct = socket.remoteAddress ?? '';
  if (proxies === 0) return direct;
  const said = [headers['x-forwarded-for'] ?? []].flat().join(',');
  return said.split(',').at(-proxies)?.trim() ?? direct;
}

/** The value of our cookie in a request. */
export function cookieIn({ headers }: IncomingMessage, name: string): string | undefined {
  const cookies = (headers.cookie ?? '').split(';').map((one) => one.trim());
  return cookies.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);
}
