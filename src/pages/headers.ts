import { styleHash } from './style.ts';

/**
 * What goes with every page: nothing is fetched, run, framed, kept, found by a search engine, or told to another site.
 *
 * @param forms where its forms may go: to us, or nowhere because it has none
 */
export function pageHeaders(
  forms: 'self' | 'none',
  { isHttps }: { readonly isHttps: boolean },
): Readonly<Record<string, string>> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': [
      "default-src 'none'",
      `style-src ${styleHash}`,
      "base-uri 'none'",
      `form-action '${forms}'`,
      "frame-ancestors 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-robots-tag': 'noindex, nofollow',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    ...(isHttps ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}
