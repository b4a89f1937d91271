import type { Agency, PersonId } from '../../directory/directory.ts';
import { agencyOf, personOf } from '../../directory/lookup.ts';
import { civilDateOf } from '../../policy/civil.ts';
import { withArticle } from '../../policy/board-words.ts';
import { sayDate } from '../../policy/say-date.ts';
import type { WayIn } from '../../policy/ways-in.ts';
import { maySee } from '../access.ts';
import { afterEvents, isRaised } from '../case-state.ts';
import type { Concern, Raise } from '../commands.ts';
import type { Decision, Refusal, Rules } from '../decision.ts';
import type { CaseEvent } from '../events.ts';
import { momentOf } from '../moment.ts';
import { meet } from '../obligations.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { enterStage } from '../stage-entry.ts';
import type { CaseState } from '../state.ts';
import { firstRefusal } from '../turn.ts';
import { missingField } from '../words-check.ts';
import { startOf, startProblem } from './ways-in.ts';

/** A disagreement is raised with one or more other agencies. Its stage begins with it, however late it is. */
export function raise(command: Raise, state: CaseState, rules: Rules): Decision {
  const refused = whyNot(command, state, rules);
  if (refused !== undefined) return refuse(refused);
  const agency = agencyOf(rules.directory, command.by);
  if (agency === undefined) return refuse(stranger(rules));
  const raised = caseRaised(command, agency, state);
  const opened = afterEvents(state, [raised], command.at);
  if (!isRaised(opened)) return accept();
  const start = startOf(command, state, rules);
  const entered =
    start === undefined ? [] : enterStage(start.stage, opened, rules, command.at, whyThere(command, start));
  const standing = afterEvents(opened, entered, command.at);
  const done = command.alreadyRaised?.on ?? command.at;
  const met = isRaised(standing) ? meet(['raise'], standing, rules, done, { by: command.by }) : [];
  return accept(raised, ...entered, ...met);
}

function whyThere({ by, startsAt }: Raise, { skip }: WayIn) {
  const reason = startsAt?.reason;
  return {
    by,
    ...(reason === undefined ? {} : { reason }),
    ...(skip === undefined ? {} : { skip: skip.id }),
  };
}

/** Everything that can be wrong with the dates of a concern; also asked when they are corrected. */
export function concernProblem(concern: Concern, at: Date, { calendar }: Rules): Refusal | undefined {
  const dates = [concern.arose, concern.decisionReceived].filter((one) => one !== undefined);
  if (dates.length === 0) {
    return refusal('missing', 'Say when it arose, or when the decision was received.', 'concern');
  }
  if (dates.some((one) => one > at)) {
    return refusal(
      'in-the-future',
      'This date is still to come. Give the day on which it happened.',
      'concern',
    );
  }
  if (dates.some((one) => civilDateOf(one) < calendar.covers.from)) {
    const { from } = calendar.covers;
    return refusal('unknown', `Dates before ${from} cannot be counted. Check the year.`, 'concern');
  }
  return undefined;
}

function whyNot(command: Raise, state: CaseState, rules: Rules): Refusal | undefined {
  if (isRaised(state))
    return refusal('already-done', 'This was raised already. Open it to see where it stands.');
  return firstRefusal(
    mayRaiseHere(command.by, state, rules, command.at),
    raiserProblem(command, rules),
    receiverProblem(command, rules),
    concernProblem(command.concern, command.at, rules),
    earlierRaiseProblem(command),
    missingField(
      rules.policy.raise.fields.filter(({ restricted }) => !restricted),
      command.words,
    ),
    choiceProblem(command, rules),
    startProblem(command, state, rules),
  );
}

/** Beside an alert the matter is raised by whoever reported it or was told of it; with no case there yet, by anybody. */
export function mayRaiseHere(by: PersonId, state: CaseState, rules: Rules, at: Date): Refusal | undefined {
  if (state.status === 'unopened' || maySee(by, state, rules, at) === 'content') return undefined;
  return refusal(
    'not-yours',
    'You are not part of this matter, or it is not there any more. Begin again to raise yours.',
  );
}

function raiserProblem({ by }: Raise, rules: Rules): Refusal | undefined {
  const agency = agencyOf(rules.directory, by);
  if (agency === undefined) return stranger(rules);
  return isPartner(agency, rules) ? undefined : notPartner(agency, rules);
}

function receiverProblem({ by, receiving }: Raise, rules: Rules): Refusal | undefined {
  const own = agencyOf(rules.directory, by);
  if (receiving.length === 0) {
    return refusal(
      'missing',
      'Choose the agency that you raise it with, and who is told there.',
      'receiving',
    );
  }
  const agencies = receiving.map(({ agency }) => agency);
  if (new Set(agencies).size < agencies.length) {
    return refusal('already-done', 'The same agency is chosen twice. Keep one of them.', 'receiving');
  }
  return firstRefusal(
    ...receiving.map(({ agency, professional }) => {
      const found = rules.directory.agencies.get(agency);
      if (found === undefined) return refusal('unknown', 'Choose an agency from the list.', 'receiving');
      if (agency === own?.id) {
        const says = `${found.name} is your own agency. For ${withArticle(rules.policy.words.matter)} inside it, use your agency's own route.`;
        return refusal('same-agency', says, 'receiving');
      }
      if (!isPartner(found, rules)) return notPartner(found, rules, 'receiving');
      if (personOf(rules.directory, professional)?.agency === agency) return undefined;
      return refusal('unknown', `Choose somebody of ${found.name} from the list.`, 'receiving');
    }),
  );
}

function earlierRaiseProblem({ alreadyRaised, concern, at }: Raise): Refusal | undefined {
  if (alreadyRaised === undefined) return undefined;
  const { on } = alreadyRaised;
  if (on > at) {
    return refusal(
      'in-the-future',
      'You cannot have raised it later than now. Check the date.',
      'alreadyRaised',
    );
  }
  const arose = earliest(concern);
  if (arose === undefined || on >= arose) return undefined;
  const says = `It cannot have been raised before it arose, ${sayDate(arose)}. Check both dates.`;
  return refusal('not-earlier', says, 'alreadyRaised');
}

function choiceProblem({ themes, flags, priority }: Raise, { policy }: Rules): Refusal | undefined {
  const known = (list: readonly { readonly id: string }[], id: string) => list.some((one) => one.id === id);
  if (!themes.every((id) => known(policy.themes, id))) {
    return refusal('unknown', 'Choose what it is about from the list.', 'themes');
  }
  if (!flags.every((id) => known(policy.flags, id) || setByTriage(id, policy))) {
    return refusal('unknown', 'Choose from the marks that the policy knows.', 'flags');
  }
  const { priorities } = policy.raise;
  if (priorities.length === 0 && priority === undefined) return undefined;
  if (priority !== undefined && known(priorities, priority)) return undefined;
  return refusal('missing', 'Choose how urgent it is from the list.', 'priority');
}

function setByTriage(id: string, policy: Rules['policy']): boolean {
  return policy.triage.diversions.some(({ flag }) => flag === id);
}

function earliest({ arose, decisionReceived }: Concern): Date | undefined {
  if (arose === undefined || decisionReceived === undefined) return arose ?? decisionReceived;
  return arose < decisionReceived ? arose : decisionReceived;
}

function isPartner(agency: Agency, { policy }: Rules): boolean {
  return agency.boards.includes(policy.board);
}

function notPartner(agency: Agency, { policy }: Rules, field?: string): Refusal {
  const says = `${agency.name} is not listed as a partner of ${policy.name}. Ask the board's office to add it.`;
  return refusal('unknown', says, field);
}

function stranger({ policy }: Rules): Refusal {
  return refusal(
    'unknown',
    `You are not in the directory of ${policy.name}. Ask the board's office to add you.`,
  );
}

function caseRaised(command: Raise, agency: Agency, state: CaseState): CaseEvent {
  // A case that began with an alert keeps the reference that people were told.
  const opening = state.status === 'alerted' ? state : command;
  const { alreadyRaised, concern } = command;
  return {
    type: 'CaseRaised',
    by: command.by,
    reference: opening.reference,
    board: opening.board,
    policyVersion: opening.policyVersion,
    raisingAgency: agency.id,
    receiving: command.receiving,
    concern: concernMoments(concern),
    raised: momentOf(alreadyRaised?.on ?? command.at),
    ...(alreadyRaised === undefined ? {} : { alreadyRaised: alreadyRaised.how }),
    words: command.words,
    ...(command.lateBecause === undefined ? {} : { lateBecause: command.lateBecause }),
    ...(command.onBehalf === undefined ? {} : { onBehalf: command.onBehalf }),
    themes: command.themes,
    flags: command.flags,
    ...(command.otherBoard === undefined ? {} : { otherBoard: command.otherBoard }),
    adult: command.adult,
    ...(command.priority === undefined ? {} : { priority: command.priority }),
  };
}

/** The dates of a concern as the record stores them. */
export function concernMoments({ arose, decisionReceived }: Concern) {
  return {
    ...(arose === undefined ? {} : { arose: momentOf(arose) }),
    ...(decisionReceived === undefined ? {} : { decisionReceived: momentOf(decisionReceived) }),
  };
}
