import type { AgencyId, PersonId, RoleId } from '../directory/directory.ts';
import type { Actor, Moment } from './events.ts';
import type { Addressed } from './forum-events.ts';

/** A meeting that was called. `notHeld`: it was said that it did not take place. */
export type Meeting = {
  readonly entry: number;
  readonly by: PersonId;
  readonly of: readonly PersonId[];
  readonly meets: Moment;
  readonly stage: string;
  readonly notHeld: boolean;
};

/** How a case stands with its forum; nothing where it never came to one. */
export type ForumFile = {
  /** Who sits on the panel, and when it meets. */
  readonly panel?: {
    readonly entry: number;
    readonly members: readonly { readonly person: PersonId; readonly agency: AgencyId }[];
    readonly meets: Moment;
  };
  readonly meetings?: readonly Meeting[];
  /** The stage whose forum was told last. */
  readonly forumStage?: string;
  /** Those who decide together, where it is not one head alone. */
  readonly heads?: readonly Actor[];
  /** A mediation that was offered, and has not failed since. */
  readonly mediation?: { readonly offered: Moment };
  /** A conflict of interest was said: who heads it no longer, and who does. */
  readonly conflict?: {
    readonly stage: string;
    readonly from: RoleId;
    readonly people: readonly PersonId[];
    readonly head: RoleId;
    readonly gateway?: RoleId;
  };
  /** What one of several who decide together wrote, and which of them agreed. */
  readonly decision?: {
    readonly entry: number;
    readonly by: PersonId;
    readonly recommendations: readonly Addressed[];
    readonly agreed: readonly PersonId[];
  };
};
