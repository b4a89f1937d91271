import { isUuid } from './uuid.ts';

/** Where a page ended: what its last row was sorted by (milliseconds, or for ever), and its id. */
export type Cursor = { readonly at: number; readonly id: string };

/** Stands for "no date": after every date there is, and still a date that PostgreSQL and JavaScript both know. */
export const never = Date.UTC(9999, 11, 31);

/**
 * A cursor as text, fit for a button.
 *
 * @example
 * writeCursor({ at: 0, id: '6f1c…' }) // => '0.6f1c…'
 */
export function writeCursor({ at, id }: Cursor): string {
  return `${at}.${id}`;
}

/** What a button brought back; `undefined` for what is no cursor, so that a spoilt one shows the first page. */
export function readCursor(text: string | undefined): Cursor | undefined {
  const [, at, id] = /^(-?\d{1,15})\.([\da-f-]{36})$/.exec(text ?? '') ?? [];
  return at === undefined || id === undefined || !isUuid(id) ? undefined : { at: Number(at), id };
}
