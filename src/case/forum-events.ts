import type { AgencyId, PersonId, RoleId } from '../directory/directory.ts';
import type { Words } from './commands.ts';

/* What happened around a forum and its meetings. A contract, as events.ts says. Moments are ISO strings. */

/** Something that the forum says, addressed to one agency. */
export type Addressed = { readonly id: string; readonly to: AgencyId; readonly words: Words };

export type ForumEvent =
  /** Who sits on the panel and when it meets; a later one takes the place of an earlier one. */
  | {
      readonly type: 'PanelConvened';
      readonly members: readonly { readonly person: PersonId; readonly agency: AgencyId }[];
      readonly meets: string;
      /** Every member is of an agency that is a party: people were warned, and it was done all the same. */
      readonly noneNeutral: boolean;
      /** Who sat on it before and does not any longer. */
      readonly off: readonly PersonId[];
    }
  | {
      readonly type: 'MeetingCalled';
      readonly of: readonly PersonId[];
      readonly meets: string;
      readonly about?: Words;
    }
  /** `meeting` is the entry that called it. */
  | { readonly type: 'MeetingNotHeld'; readonly meeting: number; readonly reason: Words }
  | { readonly type: 'MediationOffered' }
  | {
      readonly type: 'MediationAnswered';
      readonly side: 'raising' | `receiving:${AgencyId}`;
      readonly accepts: boolean;
      readonly reason?: Words;
    }
  | { readonly type: 'MediationFailed'; readonly reason: Words }
  /** `from`: the role that heads it no longer, and the people who held it; `head`: the role that does from now on. */
  | {
      readonly type: 'ConflictSaid';
      readonly stage: string;
      readonly from: RoleId;
      readonly people: readonly PersonId[];
      readonly head: RoleId;
      readonly gateway?: RoleId;
      readonly reason: Words;
    }
  | { readonly type: 'HeadMadeAware'; readonly head: PersonId; readonly role: RoleId }
  /** One of several who decide together wrote it; it counts once all of them agreed. */
  | {
      readonly type: 'DecisionDrafted';
      readonly head: PersonId;
      readonly recommendations: readonly Addressed[];
    }
  | { readonly type: 'DecisionAgreed'; readonly head: PersonId; readonly decision: number }
  | { readonly type: 'DecisionDisputed'; readonly decision: number; readonly reason: Words };
