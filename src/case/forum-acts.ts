import type { ForumCommand } from './forum-commands.ts';
import { maySayConflict } from './rules/conflict.ts';
import { mayAgreeDecision } from './rules/deciding-together.ts';
import { mayTellHead } from './rules/making-aware.ts';
import { mayAnswerMediation, mayOfferMediation, maySayMediationFailed } from './rules/mediation.ts';
import { mayCallMeeting, mayMeetingNotHeld, meetingsToRecord } from './rules/meetings.ts';
import { mayConvenePanel } from './rules/panel.ts';
import type { May, Turn } from './turn.ts';

type ForumAct = {
  readonly may: May;
  readonly meets?: readonly string[];
  readonly about?: (turn: Turn) => readonly { readonly entry: number }[];
};

/** The acts around a forum and its meetings, as `acts.ts` has them. */
export const forumActs: Readonly<Record<ForumCommand['type'], ForumAct>> = {
  'convene-panel': { may: mayConvenePanel, meets: ['convene'] },
  'call-meeting': { may: mayCallMeeting, meets: ['meet'] },
  'meeting-not-held': {
    may: mayMeetingNotHeld,
    about: (turn) => meetingsToRecord(turn).map(({ entry }) => ({ entry })),
  },
  'offer-mediation': { may: mayOfferMediation, meets: ['mediate'] },
  'accept-mediation': { may: mayAnswerMediation, meets: ['answer'] },
  'decline-mediation': { may: mayAnswerMediation, meets: ['answer'] },
  'say-mediation-failed': { may: maySayMediationFailed },
  'say-conflict': { may: maySayConflict },
  'tell-head': { may: mayTellHead, meets: ['pass-on'] },
  'agree-decision': { may: mayAgreeDecision, meets: ['decide', 'recommend'], about: drafted },
  'dispute-decision': { may: mayAgreeDecision, about: drafted },
};

function drafted({ state }: Turn): readonly { readonly entry: number }[] {
  return state.decision === undefined ? [] : [{ entry: state.decision.entry }];
}
