import type { IncomingMessage } from 'node:http';

/**
 * Whether a form can have been sent from a page of ours. A form of another site could sign somebody in as the one who made it, and
 * what they then type would be read by that one; so no key that a page carries is enough, and each form is asked where it is from.
 *
 * A browser of today says it in `Sec-Fetch-Site`, which no page can set: `same-origin` of our own forms, `none` of what
 * somebody does by themselves. `Origin` is for older ones, and `null` there says nothing: our own pages tell no referrer, so
 * browsers send it with their forms too. It is compared with the address that people have of us, for a proxy may change `Host`.
 *
 * @param origin that of the address at which people reach us
 */
export function isOfOwnPage({ headers }: IncomingMessage, origin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return [undefined, 'null', origin].includes(headers.origin);
}
