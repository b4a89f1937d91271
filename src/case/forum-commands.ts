import type { PersonId } from '../directory/directory.ts';

/** A sealed text, as `Words` of commands.ts, which this file may not import. */
type Words = { readonly id: string; readonly mac: string };

/** What an agency says to what the forum said to it. `cannot-yet`: to what binds it, with the reason; it stays open. */
export type RecommendationAnswer = 'acted-on' | 'will-act' | 'will-not-act' | 'cannot-yet';

/** What is asked of a case around its forum and its meetings, beside passing it on and saying what should happen. */
export type ForumCommand =
  | { readonly type: 'convene-panel'; readonly members: readonly PersonId[]; readonly meets: Date }
  | {
      readonly type: 'call-meeting';
      readonly of: readonly PersonId[];
      readonly meets: Date;
      readonly about?: Words;
    }
  /** `meeting` is the entry that called it. */
  | { readonly type: 'meeting-not-held'; readonly meeting: number; readonly reason: Words }
  | { readonly type: 'offer-mediation' }
  | { readonly type: 'accept-mediation' }
  | { readonly type: 'decline-mediation'; readonly reason: Words }
  | { readonly type: 'say-mediation-failed'; readonly reason: Words }
  | { readonly type: 'say-conflict'; readonly reason: Words }
  /** The office tells the head of a forum to come that there is this matter, and no more than that. */
  | { readonly type: 'tell-head' }
  /** `decision` is the entry in which one of those who decide together wrote it. */
  | { readonly type: 'agree-decision'; readonly decision: number }
  | { readonly type: 'dispute-decision'; readonly decision: number; readonly reason: Words };
