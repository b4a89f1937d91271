import { createHash } from 'node:crypto';
import type { CaseEvent, Entry } from '../../case/events.ts';
import { canonical } from './canonical.ts';

/*
 * The chain: each entry's text names the hash of the one before, so that none can be changed, dropped or put in
 * between without every later hash failing. The text holds all that it needs; anybody with SHA-256 can check it.
 */

/** An entry as it is stored: its canonical text, and the hash of that text. */
export type Link = { readonly entry: number; readonly body: string; readonly hash: string };

/** What the first entry of a case names as the one before. */
export const noHash = '0'.repeat(64);

type Body = {
  readonly format: 1;
  readonly case: string;
  readonly entry: number;
  readonly at: string;
  readonly previous: string;
  readonly event: CaseEvent;
};

/** The links for new events of a case, after the one whose hash is `previous`. */
export function linksFor(
  caseId: string,
  at: string,
  events: readonly CaseEvent[],
  after: { readonly entry: number; readonly hash: string },
): readonly (Link & { readonly previous: string })[] {
  let previous = after.hash;
  return events.map((event, index) => {
    const entry = after.entry + 1 + index;
    const body = canonical({ format: 1, case: caseId, entry, at, previous, event } satisfies Body);
    const link = { entry, body, hash: hashOf(body), previous };
    previous = link.hash;
    return link;
  });
}

/** Reads a stored entry. The one place where an old shape of an event would be brought up to date. */
export function entryOf(body: string): Entry {
  const { entry, at, event } = JSON.parse(body) as Body; // written by linksFor, and the hash says so
  return { entry, at, event };
}

function hashOf(body: string): string {
  return createHash('sha256').update(body, 'utf8').digest('hex');
}
