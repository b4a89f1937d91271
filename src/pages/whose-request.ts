import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/**
 * Where a request comes from. Behind proxies of ours each adds whom it speaks for at the end of `X-Forwarded-For`, and only
 * what they added is believed: whatever stands before it was written by whoever asks.
 *
 * @param proxies how many of ours stand before the bot
 */
export function whoseRequest({ headers, socket }: IncomingMessage, proxies: number): string {
  const direct = socket.remoteAddress ?? '';
  if (proxies === 0) return placeOf(direct);
  const said = [headers['x-forwarded-for'] ?? []].flat().join(',');
  const added = said.split(',').at(-proxies)?.trim() ?? '';
  return placeOf(added === '' ? direct : added);
}

/** Some proxies add a port, which differs at each connection. */
function placeOf(said: string): string {
  const [, bracketed, dotted] = /^(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)$/u.exec(said) ?? [];
  const [address = ''] = (bracketed ?? dotted ?? said).split('%', 1);
  return isIPv6(address) ? networkOf(address) : address;
}

/** The first half of an IPv6 address. One that stands for an address of IPv4 is that of one machine, and stays whole. */
function networkOf(address: string): string {
  // As a URL has it: each address in one way only, in small letters and with no dots.
  const short = new URL(`http://[${address}]`).hostname.slice(1, -1);
  if (/^(?:::ffff:|64:ff9b::)/u.test(short)) return short;
  const [before = [], after = []] = short.split('::').map((part) => (part === '' ? [] : part.split(':')));
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`;
}

/** The value of our cookie in a request. */
export function cookieIn({ headers }: IncomingMessage, name: string): string | undefined {
  const cookies = (headers.cookie ?? '').split(';').map((one) => one.trim());
  return cookies.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);
}
