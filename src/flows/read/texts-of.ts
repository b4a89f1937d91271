import type { Words, WordsByField } from '../../case/commands.ts';
import type { CaseEvent, EventOf } from '../../case/events.ts';
import type { Policy } from '../../policy/policy.ts';
import { sayDay } from '../../policy/say-date.ts';

/** A text that somebody wrote, under the question that it answers. */
export type WrittenText = { readonly label: string; readonly words: Words };

/** Everything that people wrote with an event. Who the adult is is not among it: that has a page of its own. */
export function textsOf(event: CaseEvent, policy: Policy): readonly WrittenText[] {
  switch (event.type) {
    case 'ImmediateRiskReported':
      return one('What is happening', event.situation);
    case 'AlertAnswered':
      return one('What is in place for the adult', event.inPlace);
    case 'RiskReferred':
      return one('To whom the adult was referred, and the reference', event.reference);
    case 'CaseRaised':
      return [
        ...fields(unrestricted(event.words, policy), policy.raise.fields),
        ...one(policy.raise.on_behalf?.asks ?? 'For whom it is raised', event.onBehalf),
        ...one('Why it was raised late', event.lateBecause),
        ...one('The other area’s board', event.otherBoard),
      ];
    case 'Responded':
      return fields(event.words, policy.response.fields);
    case 'EntryQuestionsAnswered': {
      const asked = policy.stages.find(({ id }) => id === event.stage)?.entry_fields ?? [];
      return fields(event.words, asked);
    }
    case 'OutcomeProposed':
      return [
        ...fields(event.words, policy.outcome.fields),
        ...event.outstanding.flatMap(({ what, by }, index) =>
          one(`Next step ${index + 1}, by ${sayDay(by)}`, what),
        ),
      ];
    case 'DiscussionLogged':
      return one('What was said and decided', event.note);
    case 'RiskReassessed':
      return one('What has changed', event.note);
    case 'OutcomeConfirmed':
      return one('The outcome, as it was confirmed', event.words);
    case 'FeedbackGiven':
      return one('What was done', event.words);
    case 'StepDone':
      return one('What was done', event.words);
    case 'BroughtIn':
    case 'InformationAsked':
      return one('The question', event.question);
    case 'InformationGiven':
      return one('The answer', event.words);
    case 'OtherBoardAdvised':
      return one('Who was told', event.whom);
    case 'DecisionDrafted':
    case 'RecommendationsMade':
      return event.recommendations.flatMap(({ id, words }) => one(`Number ${id}`, words));
    case 'RecommendationAnswered':
      return one(`On number ${event.recommendation}`, event.words);
    case 'MeetingCalled':
      return one('Where, and what is to be settled', event.about);
    case 'FormFilled':
      return inForm(event, policy);
    case 'EntryCorrected':
      return one(`What is right about entry ${event.entry}`, event.words);
    case 'ClosingSaid':
      return one(closingAsks(event, policy), event.words);
    case 'OutcomeReported':
      return one('What came of it', event.words);
    case 'LearningNoted':
      return fields(event.words, policy.learning?.fields ?? []);
    case 'Considered':
      return one('Why', event.why);
    case 'CopySent':
    case 'CarryingAsked':
    case 'RungTaken':
    case 'StageEntered':
    case 'NotSpokenSaid':
    case 'ProtectiveDateSet':
    case 'OutcomeDisputed':
    case 'ConfirmationDisputed':
    case 'UnresolvedDeclared':
    case 'HandedOver':
    case 'MeetingNotHeld':
    case 'MediationAnswered':
    case 'MediationFailed':
    case 'ConflictSaid':
    case 'DecisionDisputed':
    case 'PolicyIssueMarked':
    case 'ConcernCorrected':
    case 'Withdrawn':
    case 'Reopened':
    case 'HoldPlaced':
    case 'HoldReleased':
      return one('Why', event.reason);
    default:
      return [];
  }
}

/** What was written in a form of the board, apart from who the adult is. */
function inForm({ form, answers }: EventOf<'FormFilled'>, { forms }: Policy): readonly WrittenText[] {
  const fields = forms.find(({ id }) => id === form)?.fields ?? [];
  return Object.entries(answers).flatMap(([box, answer]) => {
    const field = fields.find(({ id }) => id === box.split(':')[0]);
    return field?.restricted !== false || 'chosen' in answer ? [] : one(field.label, answer.words);
  });
}

/** Restricted answers are part of who the adult is, and stand with that. */
function unrestricted(words: WordsByField, { raise }: Policy): WordsByField {
  const restricted = raise.fields.filter((field) => field.restricted).map(({ id }) => id);
  return Object.fromEntries(Object.entries(words).filter(([id]) => !restricted.includes(id)));
}

function closingAsks({ stage, closing }: EventOf<'ClosingSaid'>, { stages }: Policy): string {
  const found = stages.find(({ id }) => id === stage)?.closings.find(({ id }) => id === closing);
  return found?.asks ?? 'Why';
}

function one(label: string, words: Words | undefined): readonly WrittenText[] {
  return words === undefined ? [] : [{ label, words }];
}

/** The answers under the policy's own questions, in its order; an answer to a question that the policy no longer has, at the end. */
function fields(
  words: WordsByField,
  asked: readonly { readonly id: string; readonly label: string }[],
): readonly WrittenText[] {
  const known = asked.flatMap(({ id, label }) => one(label, words[id]));
  const others = Object.entries(words).filter(([id]) => !asked.some((field) => field.id === id));
  return [...known, ...others.flatMap(([id, text]) => one(id.replaceAll('-', ' '), text))];
}
