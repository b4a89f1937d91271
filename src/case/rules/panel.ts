import type { PersonId } from '../../directory/directory.ts';
import { agencyOf, partnersOf } from '../../directory/lookup.ts';
import { civilDateOf } from '../../policy/civil.ts';
import type { StageRule } from '../../policy/stage.ts';
import { openObligations } from '../case-state.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision, Refusal, Rules } from '../decision.ts';
import type { CaseEvent } from '../events.ts';
import { gatewayRole } from '../forum-heads.ts';
import { holdsBoardRole, isHead, notAtForum, onlyOffice } from '../forum-people.ts';
import { momentOf } from '../moment.ts';
import { meet } from '../obligations.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { stageNow } from '../stage-entry.ts';
import type { RaisedCase } from '../state.ts';
import { firstRefusal, unlessStatus } from '../turn.ts';
import type { May, Turn } from '../turn.ts';

/* Who sits on the panel of a forum, and when it meets. */

type Member = { readonly person: PersonId; readonly agency: string };

/** The office that owes it, the office on the way to the forum, or whoever heads it; again, whenever it changes. */
export const mayConvenePanel: May = (turn) => {
  const { forum } = stageNow(turn.state, turn.rules);
  const owed = openObligations(turn.state).filter(({ duty }) => duty === 'convene');
  const theirs = owed.some(({ owedBy }) => owedBy.some(({ role }) => holdsBoardRole(role, turn)));
  const gateway = gatewayRole(turn.state, turn.rules);
  const office = gateway !== undefined && holdsBoardRole(gateway, turn);
  return firstRefusal(
    unlessStatus(turn, 'open'),
    forum === undefined ? notAtForum : undefined,
    forum?.kind === 'panel' ? undefined : refusal('not-now', 'At this point the policy knows no panel.'),
    theirs || office || isHead(turn) ? undefined : onlyOffice,
  );
};

/** A new one takes the place of the one before: who is not on it any longer is told so, and reads it no longer. */
export function convenePanel({ members, meets }: CommandOf<'convene-panel'>, turn: Turn): Decision {
  const { state, rules, at, by } = turn;
  const chosen = members.flatMap((person) => memberOf(person, rules));
  const refused =
    mayConvenePanel(turn) ??
    (chosen.length < members.length || new Set(members).size < members.length
      ? refusal(
          'unknown',
          'Choose people of the board’s agencies from the list, each of them once.',
          'members',
        )
      : undefined) ??
    compositionProblem(chosen, state, rules) ??
    meetingDayProblem(meets, turn);
  if (refused !== undefined) return refuse(refused);
  const before = state.panel?.members.map(({ person }) => person) ?? [];
  const convened: CaseEvent = {
    type: 'PanelConvened',
    by,
    members: chosen,
    meets: momentOf(meets),
    noneNeutral: warnsOfNeutral(chosen, state, rules),
    off: before.filter((person) => !members.includes(person)),
  };
  return accept(convened, ...meet(['convene'], state, rules, at, { by }));
}

/** Everybody who can sit on the panel: the people of the board's agencies, in the order of the directory. */
export function couldSitOnPanel({ directory, policy }: Rules): readonly PersonId[] {
  const partners = new Set(partnersOf(directory, policy.board).map(({ id }) => id));
  return [...directory.people.values()].filter(({ agency }) => partners.has(agency)).map(({ id }) => id);
}

function memberOf(person: PersonId, rules: Rules): readonly Member[] {
  const agency = agencyOf(rules.directory, person);
  if (agency === undefined || !agency.boards.includes(rules.policy.board)) return [];
  return [{ person, agency: agency.id }];
}

/** What the policy says of a panel; `undefined` where it says nothing. */
function panelRule(state: RaisedCase, rules: Rules): NonNullable<StageRule['forum']>['panel'] {
  return stageNow(state, rules).forum?.panel;
}

/** Of enough agencies, the parties among them where the policy says so. */
function compositionProblem(
  members: readonly Member[],
  state: RaisedCase,
  rules: Rules,
): Refusal | undefined {
  const rule = panelRule(state, rules);
  const agencies = new Set(members.map(({ agency }) => agency));
  if (agencies.size === 0) return refusal('missing', 'Choose who sits on the panel.', 'members');
  if (rule === undefined) return undefined;
  if (agencies.size < rule.at_least_agencies) {
    const says = `The panel needs people of at least ${rule.at_least_agencies} agencies (${rule.source}). These are of ${agencies.size}.`;
    return refusal('missing', says, 'members');
  }
  const left = state.sides.find(({ agency }) => !agencies.has(agency));
  if (!rule.include_parties || left === undefined) return undefined;
  const name = rules.directory.agencies.get(left.agency)?.name ?? left.agency;
  const says = `Nobody of ${name} is on it. The agencies of this ${rules.policy.words.matter} sit on the panel too (${rule.source}).`;
  return refusal('missing', says, 'members');
}

/** Whether people are to be warned that no member is of an agency outside the matter. It holds nothing up. */
function warnsOfNeutral(members: readonly Member[], state: RaisedCase, rules: Rules): boolean {
  if (panelRule(state, rules)?.warn_if_none_neutral !== true) return false;
  return members.every(({ agency }) => state.sides.some((side) => side.agency === agency));
}

/** A meeting is to come, and on a day that the calendar knows. */
export function meetingDayProblem(meets: Date, { at, rules }: Turn): Refusal | undefined {
  if (meets <= at)
    return refusal('not-earlier', 'A meeting is still to come. Choose a day to come.', 'meets');
  if (civilDateOf(meets) <= rules.calendar.covers.to) return undefined;
  return refusal('unknown', 'This date is too far ahead. Choose an earlier one.', 'meets');
}
