import type { PersonId } from '../directory/directory.ts';
import { lineManagerOf } from '../directory/lookup.ts';
import { stageOf } from '../policy/policy-lookup.ts';
import { hasConflict, maySee } from './access.ts';
import { assertNever } from './assert-never.ts';
import {
  isRaised,
  obligationById,
  openObligations,
  raisingProfessional,
  sideOfAgency,
} from './case-state.ts';
import type { Rules } from './decision.ts';
import type { NoticeAbout } from './effect.ts';
import { escalationOwed } from './escalation-duty.ts';
import type { CaseEvent, Entry, Obligation, SideKey } from './events.ts';
import { headsTold } from './forum-heads.ts';
import { forumPeople, forumTellings } from './forum-notices.ts';
import { instantOf } from './moment.ts';
import { learningGoesTo } from './learning.ts';
import { stepsOf } from './next-steps.ts';
import { officeRole } from './people.ts';
import {
  actorsOf,
  allInvolved,
  copied,
  everyone,
  holdersOf,
  leadsOfDeserted,
  lineManagers,
  owing,
  standingBehind,
  stillThere,
} from './recipients.ts';
import type { Alert, CaseState, OpenObligation, RaisedCase } from './state.ts';

/** Something to tell, and whom. */
export type Telling = { readonly about: NoticeAbout; readonly to: readonly PersonId[] };

/** What is looked at besides the event itself: what was written with it, and the case as it then stands. */
export type Scene = { readonly batch: readonly Entry[]; readonly state: CaseState; readonly rules: Rules };

/** Who hears of an event. The one place where that is decided. */
export function tellings(entry: Entry, scene: Scene): readonly Telling[] {
  const alerts = alertTellings(entry, scene.state);
  if (alerts !== undefined) return alerts;
  if (entry.event.type === 'PersonUnreachable') return unreachable(entry, entry.event.told, scene.state);
  if (!isRaised(scene.state)) return [];
  const { state } = scene;
  // Whoever has a conflict of interest hears no more than that they do not head it.
  const told = caseTellings(entry, state, scene).map(({ about, to }) => ({
    about,
    to: about.what === 'reference' ? to : to.filter((person) => !hasConflict(person, state)),
  }));
  return told;
}

function alertTellings({ event, entry }: Entry, { alerts }: CaseState): readonly Telling[] | undefined {
  switch (event.type) {
    case 'ImmediateRiskReported':
    case 'AlertRepeated': {
      const alert = alerts.find(({ id }) => id === event.alertId);
      if (alert === undefined) return [];
      const told = alert.told.map(({ person }) => person);
      // The one who noticed is not left to wait: ring. At once, where there was nobody to tell.
      const unheard = event.type === 'AlertRepeated' || told.length === 0;
      const about = { entry, alertId: event.alertId };
      return [
        { about: { what: 'alert', ...about }, to: told },
        { about: { what: 'nobody-has-acknowledged', ...about }, to: unheard ? [alert.reporter] : [] },
      ];
    }
    case 'RiskReferred':
    case 'AlertAnswered': {
      const alert = alerts.find(({ id }) => id === event.alertId);
      const to = alert === undefined ? [] : heardOf(alert).filter((person) => person !== event.by);
      return [{ about: { what: event.type, entry }, to }];
    }
    default:
      return undefined;
  }
}

function heardOf({ reporter, told }: Alert): readonly PersonId[] {
  return [reporter, ...told.map(({ person }) => person)];
}

/** Whoever is told instead has an alert that stands unanswered from this, and nothing else for now. */
function unreachable(
  { event, entry }: Entry,
  to: readonly PersonId[],
  { alerts }: CaseState,
): readonly Telling[] {
  const urgent = alerts.some(({ answered }) => answered === undefined) ? { urgent: true as const } : {};
  return [{ about: { what: event.type, entry, ...urgent }, to }];
}

function caseTellings(entry: Entry, state: RaisedCase, scene: Scene): readonly Telling[] {
  const { event } = entry;
  const { rules } = scene;
  const at = instantOf(entry.at);
  const here = stageOf(rules.policy, state.stage);
  const both = everyone(state);
  switch (event.type) {
    case 'CaseRaised':
      return plain(entry, both);
    case 'StageEntered': {
      const copies = copied('entered', stageOf(rules.policy, event.stage), state, rules, at);
      const before = state.participants.filter((one) => one.as === 'actor' && one.side !== 'board');
      const gateway = stageOf(rules.policy, event.stage).forum?.gateway?.role;
      const office = [
        ...(gateway === undefined ? [] : holdersOf(gateway, rules)),
        ...owingBeside(event.stage, state, rules),
      ];
      // The stage at which it begins comes with the raise, of which both sides hear.
      if (wasWritten('CaseRaised', scene)) return plain(entry, [...office, ...copies]);
      return plain(entry, [...both, ...before.map((one) => one.person), ...office, ...copies]);
    }
    case 'ReminderFell':
      return reminder(entry, event.kind, obligationById(state, event.obligation), state, scene);
    case 'DeadlinePassed':
      return limitPassed(entry, obligationById(state, event.obligation), state, scene);
    case 'EscalationOverdue':
      return plain(
        entry,
        event.told.map(({ person }) => person),
      );
    case 'ObligationMoved': {
      const moved = obligationById(state, event.obligation);
      const silent = event.because !== 'late-holiday' || moved === undefined;
      return silent ? [] : plain(entry, owing(moved, state, rules));
    }
    case 'DiscussionLogged':
      if (event.between === 'inside') return plain(entry, insiders(event.by, event.with));
      return plain(entry, except(event.by, [...both, ...event.with.filter((one) => both.includes(one))]));
    case 'OutcomeAgreed':
      // Whoever proposes agrees by it, and what every side agrees to is told as resolved.
      if (wasWritten('OutcomeProposed', scene) || wasWritten('MatterResolved', scene)) return [];
      return plain(entry, except(event.by, both));
    case 'MatterResolved': {
      const copies = copied('resolved', stageOf(rules.policy, event.stage), state, rules, at);
      // Whoever promised something is told at once, also where the case is closed in the same breath.
      const steps = stepOwners(event.proposal, state, rules);
      // What the forum owed ends here, also where a confirmation is still to come.
      const forum = here.forum === undefined ? [] : forumPeople(state, rules);
      if (!wasWritten('CaseClosed', scene)) return plain(entry, [...both, ...steps, ...forum, ...copies]);
      // Who hears of the closing is not told of one thing twice.
      const closing = hearOfClosing(state, rules, at);
      return plain(entry, [...steps, ...copies.filter((person) => !closing.includes(person))]);
    }
    case 'ConfirmationAccepted':
      return wasWritten('CaseClosed', scene) ? [] : plain(entry, except(event.by, both));
    case 'Withdrawn':
    case 'ClosingSaid':
    case 'Reopened':
      return plain(entry, except(event.by, [...both, ...boardOf(state, rules, at)]));
    case 'CaseClosed': {
      // A withdrawal says itself that the matter is closed, and why; so does a closing of its own.
      if (event.how !== 'withdrawn' && event.how !== 'closing')
        return plain(entry, hearOfClosing(state, rules, at));
      const heard = [...both, ...boardOf(state, rules, at)];
      const copies = copied('closed', here, state, rules, at);
      return plain(
        entry,
        copies.filter((person) => !heard.includes(person)),
      );
    }
    case 'Acknowledged':
    case 'FileReadConfirmed':
    case 'Responded':
    case 'NotSpokenSaid':
    case 'ProtectiveDateSet':
    case 'RiskReassessed':
    case 'OutcomeProposed':
    case 'OutcomeDisputed':
    case 'ConfirmationDisputed':
    case 'EntryCorrected':
    case 'ConcernCorrected':
      return plain(entry, except(event.by, both));
    case 'UnresolvedDeclared':
      // The prompt to escalate goes to both sides, whoever said it included.
      return plain(entry, both);
    case 'OutcomeConfirmed': {
      const copies = stageOf(rules.policy, state.resolution?.stage ?? state.stage).confirmation?.copies ?? [];
      // An agency has its copy once a manager acts for it; before that, through the line manager of whoever raised it.
      const alone = actorsOf('raising', state).every((one) => one === raisingProfessional(state));
      const agency =
        alone && copies.includes('raising-agency') ? lineManagers(state, rules, ['raising']) : [];
      return plain(entry, except(event.by, [...both, ...agency]));
    }
    case 'FilingReminded': {
      const side = sideOfAgency(state, event.agency)?.key;
      if (side === undefined) return [];
      const acting = stillThere(actorsOf(side, state), rules);
      const to = acting.length > 0 ? acting : standingBehind(side, state, rules);
      return [...plain(entry, to), ...deserted(entry, [side], state, rules)];
    }
    case 'FeedbackGiven':
      return plain(entry, except(event.by, [event.to]));
    case 'CopySent':
      return plain(entry, except(event.by, event.people));
    case 'OutcomeReported':
      return plain(entry, except(event.by, holdersOf(officeRole(rules.policy) ?? '', rules)));
    case 'LearningNoted':
      return plain(entry, event.anything ? except(event.by, learningGoesTo(event.side, state, rules)) : []);
    case 'DebriefWanted': {
      const manager = lineManagerOf(rules.directory, event.by)?.id;
      return plain(entry, except(event.by, [...state.debriefs, ...(manager === undefined ? [] : [manager])]));
    }
    case 'EntryApproved':
      return plain(entry, except(event.by, authorOf(event.entry, state)));
    case 'StepDone': {
      const step = obligationById(state, event.step);
      return plain(
        entry,
        except(event.by, [...both, ...(step === undefined ? [] : owing(step, state, rules))]),
      );
    }
    case 'FormFilled':
      // Nobody is told box by box; only whoever is asked for something by it, such as to sign again.
      return plain(entry, except(event.by, askedForForm(scene, state)));
    case 'FormSigned':
      return plain(entry, except(event.by, both));
    case 'FormSent':
      return plain(entry, event.told);
    case 'BroughtIn':
      return plain(entry, [event.person]);
    case 'HandedOver': {
      const others = state.actors.filter(({ side }) => side !== event.side).map(({ person }) => person);
      return plain(entry, except(event.by, [event.to, event.from, ...others, raisingProfessional(state)]));
    }
    case 'PassedOn':
      return plain(entry, except(event.by, [...headsTold(event), ...both]));
    case 'PanelConvened':
    case 'MeetingCalled':
    case 'MeetingNotHeld':
    case 'MediationOffered':
    case 'MediationAnswered':
    case 'MediationFailed':
    case 'ConflictSaid':
    case 'HeadMadeAware':
    case 'DecisionDrafted':
    case 'DecisionAgreed':
    case 'DecisionDisputed':
      return forumTellings(event, entry, state, rules);
    case 'OtherBoardAdvised':
      return plain(entry, except(event.by, both));
    case 'Considered':
      // What goes on is told by what follows; what stays where it is, by this.
      return event.goOn ? [] : plain(entry, except(event.by, both));
    case 'CarryingAsked': {
      const asked = event.asked.map(({ person }) => person);
      return plain(entry, event.by === undefined ? asked : except(event.by, [...asked, ...both]));
    }
    case 'RungTaken': {
      const copies = copied('entered', here, state, rules, at);
      return plain(entry, [...allInvolved(state), ...copies]);
    }
    case 'EntryQuestionsAnswered':
      // On the way into the stage the word that it was entered says so already.
      return event.stage === state.stage && !wasWritten('StageEntered', scene)
        ? plain(entry, except(event.by, both))
        : [];
    case 'InformationAsked':
      return plain(entry, event.of);
    case 'InformationGiven':
      return plain(entry, except(event.by, forumPeople(state, rules)));
    case 'RecommendationsMade': {
      const copies = copied('recommended', here, state, rules, at);
      return plain(entry, except(event.by, [...allInvolved(state), ...forumPeople(state, rules), ...copies]));
    }
    case 'RecommendationAnswered': {
      const shown = here.forum?.answers.shown_to.flatMap((role) => holdersOf(role, rules)) ?? [];
      const forum = event.answer === 'cannot-yet' ? forumPeople(state, rules) : [];
      return plain(entry, except(event.by, [...both, ...shown, ...forum]));
    }
    // What is set, met or ended goes with the act that did it, and the filing is the agency's own affair. Of erasing and
    // holding nobody is told in chat; messages that still stand there are brought up to date.
    case 'ObligationSet':
    case 'ObligationMet':
    case 'ObligationRevived':
    case 'ObligationEnded':
    case 'PolicyIssueMarked':
    case 'FilingConfirmed':
    case 'ImmediateRiskReported':
    case 'AlertRepeated':
    case 'AlertAnswered':
    case 'RiskReferred':
    case 'PersonUnreachable':
    case 'WordsErased':
    case 'HoldPlaced':
    case 'HoldReleased':
      return [];
    default:
      return assertNever(event);
  }
}

/**
 * Those of the board who have to know that a matter is over, or open again: the forum that it had come to, and the
 * board's office where it sees the matter by then. What they owe begins and ends with it.
 */
function boardOf(state: RaisedCase, rules: Rules, at: Date): readonly PersonId[] {
  const office = holdersOf(officeRole(rules.policy) ?? '', rules);
  return [
    ...forumPeople(state, rules),
    ...office.filter((person) => maySee(person, state, rules, at) === 'content'),
  ];
}

/** Everybody who is told that a matter was closed by what was agreed, or by what the forum said. */
function hearOfClosing(state: RaisedCase, rules: Rules, at: Date): readonly PersonId[] {
  const copies = copied('closed', stageOf(rules.policy, state.stage), state, rules, at);
  // A talk about how it went is offered to everybody who had a part in it.
  const offered = rules.policy.learning?.debrief === undefined ? [] : allInvolved(state);
  return [...everyone(state), ...offered, ...boardOf(state, rules, at), ...copies];
}

/**
 * Those who owe something from the beginning of a stage without acting for a side, such as the office that has to
 * arrange a meeting. Whoever heads the forum is told when the matter comes to them.
 */
function owingBeside(stage: string, state: RaisedCase, rules: Rules): readonly PersonId[] {
  return openObligations(state)
    .filter((one) => one.stage === stage && !byForum.includes(one.duty))
    .filter(({ owedBy }) => owedBy.some(({ side }) => side === 'board'))
    .flatMap((one) => owing(one, state, rules));
}

const byForum: readonly Obligation['duty'][] = ['recommend', 'decide', 'mediate'];

/** Whoever owes it; from the stage where the policy involves them, their line managers too. */
function reminder(
  entry: Entry,
  kind: 'day-before' | 'on-the-day' | 'close-before' | 'target' | 'nudge',
  obligation: OpenObligation | undefined,
  state: RaisedCase,
  { rules }: Scene,
): readonly Telling[] {
  if (obligation?.status !== 'open') return [];
  const about = { what: 'reminder', entry: entry.entry, obligation: obligation.id, kind } as const;
  const to = [...owing(obligation, state, rules), ...ownManagers(obligation, state, rules)];
  const office = kind === 'nudge' ? forumOffice(obligation, state, rules) : [];
  return [{ about, to: [...to, ...office] }, ...deserted(entry, sidesOf(obligation), state, rules)];
}

/** Where nobody is left of those who owe it, their agency's leads hear that there is something to be given to somebody. */
function deserted(
  entry: Entry,
  sides: readonly (SideKey | 'board')[],
  state: RaisedCase,
  rules: Rules,
): readonly Telling[] {
  const to = leadsOfDeserted(sides, state, rules);
  return to.length === 0 ? [] : [{ about: { what: 'reference', entry: entry.entry }, to }];
}

function sidesOf({ owedBy }: OpenObligation): readonly (SideKey | 'board')[] {
  return owedBy.map(({ side }) => side);
}

/**
 * Whoever owes it; both sides where it lapses the stage, for it is the prompt to escalate; the raiser and both line
 * managers at the first limit that passes at a stage; the board's office where the forum itself is late.
 */
function limitPassed(
  entry: Entry,
  obligation: OpenObligation | undefined,
  state: RaisedCase,
  scene: Scene,
): readonly Telling[] {
  const { rules, batch } = scene;
  if (obligation?.status !== 'open') return [];
  // A review that comes round is a reminder, and no limit that anybody else has to hear of.
  if (obligation.duty === 'review') {
    return [
      {
        about: { what: 'limit-passed', entry: entry.entry, obligation: obligation.id },
        to: owing(obligation, state, rules),
      },
    ];
  }
  const prompted = batch.some(({ event }) => {
    return event.type === 'DeadlinePassed' && obligationById(state, event.obligation)?.lapses === true;
  });
  // The prompt to escalate, told in the same breath, says already that escalating is due.
  if (prompted && obligation.duty === 'escalate') return [];
  const first = isFirstAtStage(entry.entry, state);
  const to = [
    ...owing(obligation, state, rules),
    ...ownManagers(obligation, state, rules),
    ...(obligation.lapses ? [...everyone(state), ...movingOn(state, rules)] : []),
    ...(first ? [raisingProfessional(state), ...lineManagers(state, rules)] : []),
    ...forumOffice(obligation, state, rules),
  ];
  return [
    { about: { what: 'limit-passed', entry: entry.entry, obligation: obligation.id }, to },
    ...deserted(entry, sidesOf(obligation), state, rules),
  ];
}

/** Whoever owes it to take the matter on, where that is somebody beside those who act. */
function movingOn(state: RaisedCase, rules: Rules): readonly PersonId[] {
  const owed = escalationOwed(state, rules);
  return owed === undefined ? [] : owing(owed, state, rules);
}

function isFirstAtStage(entry: number, state: RaisedCase): boolean {
  const entered = state.entries.findLastIndex(({ event }) => event.type === 'StageEntered');
  const since = state.entries.slice(entered + 1);
  const limit = since.find(
    ({ event }) =>
      event.type === 'DeadlinePassed' && obligationById(state, event.obligation)?.duty !== 'review',
  );
  return limit?.entry === entry;
}

function ownManagers(obligation: OpenObligation, state: RaisedCase, rules: Rules): readonly PersonId[] {
  if (!stageOf(rules.policy, state.stage).line_managers_involved) return [];
  return lineManagers(state, rules, sidesOf(obligation));
}

/** Whoever owes a form by what was written in the same breath. */
function askedForForm({ batch, rules }: Scene, state: RaisedCase): readonly PersonId[] {
  return batch.flatMap(({ event }) => {
    if (event.type !== 'ObligationSet' || event.obligation.duty !== 'submit-form') return [];
    const owed = obligationById(state, event.obligation.id);
    return owed === undefined ? [] : owing(owed, state, rules);
  });
}

function stepOwners(proposal: number, state: RaisedCase, rules: Rules): readonly PersonId[] {
  return stepsOf(proposal, state).flatMap((step) => owing(step, state, rules));
}

/** An overdue recommendation or decision goes to the board's office. */
function forumOffice(obligation: OpenObligation, state: RaisedCase, rules: Rules): readonly PersonId[] {
  if (!['recommend', 'decide', 'mediate'].includes(obligation.duty)) return [];
  const gateway = stageOf(rules.policy, state.stage).forum?.gateway?.role;
  return gateway === undefined ? [] : holdersOf(gateway, rules);
}

function plain({ event, entry }: Entry, to: readonly PersonId[]): readonly Telling[] {
  return [{ about: { what: event.type, entry }, to }];
}

function wasWritten(type: CaseEvent['type'], { batch }: Scene): boolean {
  return batch.some(({ event }) => event.type === type);
}

function except(person: PersonId, people: readonly PersonId[]): readonly PersonId[] {
  return people.filter((one) => one !== person);
}

function insiders(by: PersonId, people: readonly PersonId[]): readonly PersonId[] {
  return except(by, people);
}

function authorOf(entry: number, state: RaisedCase): readonly PersonId[] {
  const found = state.entries.find((one) => one.entry === entry)?.event;
  return found !== undefined && 'by' in found ? [found.by] : [];
}
