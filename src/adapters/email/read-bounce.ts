import PostalMime from 'postal-mime';
import { isNoMailbox } from './failure.ts';

/** What a mail server reports of an e-mail of ours. `id`: what it is known by, which a forger could not know. */
export type Bounce =
  | { readonly kind: 'failed'; readonly id: string; readonly status: string }
  /** It is late, or this one was refused, and the mailbox is still there. */
  | { readonly kind: 'passing'; readonly status: string }
  | { readonly kind: 'no-report'; readonly why: string };

/**
 * Reads a delivery status notification (RFC 3464) as a mail server hands it over. Only a failure for good counts, and only
 * where it carries the id of the e-mail, which was known to us and to wherever that went.
 */
export async function readBounce(raw: Uint8Array): Promise<Bounce> {
  const { attachments } = await PostalMime.parse(raw, {
    attachmentEncoding: 'utf8',
    forceRfc822Attachments: true,
  });
  const textOf = (...types: readonly string[]): string | undefined => {
    const found = attachments.find(({ mimeType }) => types.includes(mimeType.toLowerCase()));
    return typeof found?.content === 'string' ? found.content : undefined;
  };
  const report = textOf('message/delivery-status', 'message/global-delivery-status');
  if (report === undefined) return { kind: 'no-report', why: 'it holds no delivery status report' };
  const status = /^\d\.\d{1,3}\.\d{1,3}/u.exec(fieldIn(report, 'Status') ?? '')?.[0] ?? '';
  if (fieldIn(report, 'Action')?.toLowerCase() !== 'failed' || !isNoMailbox(status)) {
    return { kind: 'passing', status };
  }
  const original = textOf(
    'message/rfc822',
    'text/rfc822-headers',
    'message/global',
    'message/global-headers',
  );
  const id = /<([0-9a-f]{36})@/u.exec(fieldIn(original ?? '', 'Message-ID') ?? '')?.[1];
  if (id === undefined) return { kind: 'no-report', why: 'it does not say which e-mail of ours came back' };
  return { kind: 'failed', id, status };
}

/** The first field of that name; one that goes on in the next line goes on with a space. */
function fieldIn(text: string, name: string): string | undefined {
  const wanted = `${name.toLowerCase()}:`;
  const line = text
    .replace(/\r?\n[ \t]+/gu, ' ')
    .split(/\r?\n/u)
    .find((one) => one.toLowerCase().startsWith(wanted));
  return line?.slice(wanted.length).trim();
}
