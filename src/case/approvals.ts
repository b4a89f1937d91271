import type { PersonId } from '../directory/directory.ts';
import type { Entry } from './events.ts';
import type { RaisedCase } from './state.ts';

/** Who approved the record of a discussion and when, and who took part and has not approved it yet (RB-45). */
export type Approvals = {
  readonly given: readonly { readonly by: PersonId; readonly at: string }[];
  readonly missing: readonly PersonId[];
};

/** The approvals of an entry; `undefined` for one that is not about a discussion. Whoever wrote it approved it by that. */
export function approvalsOf({ entry, event }: Entry, { entries }: RaisedCase): Approvals | undefined {
  if (event.type !== 'DiscussionLogged') return undefined;
  const given = entries.flatMap(({ event: later, at }) =>
    later.type === 'EntryApproved' && later.entry === entry ? [{ by: later.by, at }] : [],
  );
  const missing = event.with.filter((one) => one !== event.by && !given.some(({ by }) => by === one));
  return { given, missing };
}
