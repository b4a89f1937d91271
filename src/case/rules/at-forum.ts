import { assertNever } from '../assert-never.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision } from '../decision.ts';
import type { ForumCommand } from '../forum-commands.ts';
import type { Turn } from '../turn.ts';
import { sayConflict } from './conflict.ts';
import { agreeDecision, disputeDecision } from './deciding-together.ts';
import { tellHead } from './making-aware.ts';
import { acceptMediation, declineMediation, offerMediation, sayMediationFailed } from './mediation.ts';
import { callMeeting, meetingNotHeld } from './meetings.ts';
import { convenePanel } from './panel.ts';

/** What becomes of a command about a forum or a meeting. */
export function atForum(command: CommandOf<ForumCommand['type']>, turn: Turn): Decision {
  switch (command.type) {
    case 'convene-panel':
      return convenePanel(command, turn);
    case 'call-meeting':
      return callMeeting(command, turn);
    case 'meeting-not-held':
      return meetingNotHeld(command, turn);
    case 'offer-mediation':
      return offerMediation(command, turn);
    case 'accept-mediation':
      return acceptMediation(command, turn);
    case 'decline-mediation':
      return declineMediation(command, turn);
    case 'say-mediation-failed':
      return sayMediationFailed(command, turn);
    case 'say-conflict':
      return sayConflict(command, turn);
    case 'tell-head':
      return tellHead(command, turn);
    case 'agree-decision':
      return agreeDecision(command, turn);
    case 'dispute-decision':
      return disputeDecision(command, turn);
    default:
      return assertNever(command);
  }
}
