import type { EventOf } from '../../../case/events.ts';
import type { Policy } from '../../../policy/policy.ts';
import { isWritten, sayWhoAnswers, sayWhoConfirms } from '../confirmation-words.ts';
import { sayFiling } from '../filing-words.ts';
import { stageAfter } from '../../../policy/policy-lookup.ts';
import { saySource } from '../../../policy/explain.ts';
import {
  isOfASide,
  lowerFirst,
  sayPerson,
  sayStage,
  upperFirst,
  wordsHere,
  type TellingOfCase,
} from '../telling.ts';
import { said, saidNext, type Wording } from './said.ts';

/** Outcomes: proposed, agreed, confirmed, disputed; and how a case ends or begins again. */
export const settling: Wording = {
  OutcomeProposed: (event, telling) => ({
    ...said(
      'An outcome is proposed',
      `${upperFirst(sayPerson(event.by, telling))} proposed an outcome.`,
      ...(event.outstanding.length === 0
        ? []
        : [
            `${event.outstanding.length} open ${event.outstanding.length === 1 ? 'issue' : 'issues'} with an owner and a date.`,
          ]),
    ),
    next: 'Read it, then agree or say why not. It is settled only when every side agrees.',
  }),

  OutcomeAgreed: (event, telling) =>
    said('Agreed by one side', `${upperFirst(sayPerson(event.by, telling))} agreed the proposed outcome.`),

  MatterResolved: (event, telling) => {
    const confirmation = telling.rules.policy.stages.find(({ id }) => id === event.stage)?.confirmation;
    return {
      ...said(
        'Every side agrees',
        `Every side has agreed the outcome at ${sayStage(event.stage, telling.rules)}.`,
      ),
      ...(confirmation === undefined ? {} : { next: sayWhoConfirms(confirmation) }),
    };
  },

  OutcomeDisputed: (event, telling) => ({
    ...said(
      'The proposed outcome is not agreed',
      `${upperFirst(sayPerson(event.by, telling))} did not agree the proposed outcome. The reason is in the record.`,
    ),
    next: `Keep looking for a way forward${orFurther(telling)}. The dates have not moved.`,
  }),

  OutcomeConfirmed: (event, telling) => {
    const how = isWritten(telling) ? 'in writing' : 'by word of mouth';
    return {
      ...said(
        `Outcome confirmed ${how}`,
        `${upperFirst(sayPerson(event.by, telling))} confirmed the outcome ${how}.`,
      ),
      next: sayWhoAnswers(telling, event.side),
    };
  },

  FeedbackGiven: (event, telling) => ({
    ...said(
      event.to === telling.reader.id ? 'What was done about what you raised' : 'Told what was done',
      `${upperFirst(sayPerson(event.by, telling))} told ${sayPerson(event.to, telling)} what was done.`,
    ),
    ...(event.to === telling.reader.id
      ? { next: 'Read it: it opens when you press the button. You are told again at each stage.' }
      : {}),
  }),

  StepDone: (event, telling) =>
    said(
      'A next step is done',
      `${upperFirst(sayPerson(event.by, telling))} said that what was agreed as a next step is done.`,
    ),

  ConfirmationAccepted: (event, telling) =>
    said(
      isWritten(telling) ? 'Written outcome accepted' : 'Confirmation accepted',
      `${upperFirst(sayPerson(event.by, telling))} accepted ${isWritten(telling) ? 'the written outcome' : 'the outcome as it was confirmed'}.`,
    ),

  ConfirmationDisputed: (event, telling) => {
    const what = isWritten(telling) ? 'the written outcome' : 'the outcome as it was confirmed';
    return {
      ...said(
        `${upperFirst(what)} is disputed`,
        `${upperFirst(sayPerson(event.by, telling))} said that ${what} is not what was agreed. The reason is in the record.`,
      ),
      next: `The case is open again at the same ${wordsHere(telling).stage}, with its old dates.`,
    };
  },

  Withdrawn: (event, telling) => ({
    ...said(
      'Withdrawn',
      `${upperFirst(sayPerson(event.by, telling))} withdrew the ${telling.rules.policy.words.matter}. The reason is in the record.`,
    ),
    ...saidNext(sayFiling(telling), eitherReopens),
  }),

  ClosingSaid: (event, telling) => ({
    ...said(
      `Closed: ${closingLabel(event, telling.rules.policy)}`,
      `${upperFirst(sayPerson(event.by, telling))} closed the ${telling.rules.policy.words.matter}: ${closingLabel(event, telling.rules.policy)}. What was said of it is in the record.`,
    ),
    ...saidNext(sayFiling(telling), eitherReopens),
  }),

  Reopened: (event, telling) => ({
    ...said(
      'Open again',
      `${upperFirst(sayPerson(event.by, telling))} opened this again. The reason is in the record.`,
    ),
  }),

  CaseClosed: (event, telling) => ({
    ...said(
      `Closed: ${closings[event.how]}`,
      `This ${telling.rules.policy.words.matter} is closed: ${closings[event.how]}.`,
    ),
    ...saidNext(
      sayDebrief(event.how, telling),
      sayFiling(telling),
      event.how === 'forum' ? '' : eitherReopens,
    ),
  }),
};

/** From the last stage there is nowhere to take it. */
function orFurther(telling: TellingOfCase): string {
  const next = stageAfter(telling.rules.policy, telling.state.stage);
  return next === undefined ? '' : `, or take it to the next ${wordsHere(telling).stage}`;
}

const eitherReopens = 'Either side can open it again, with a reason.';

/** The offer of a talk, to everybody of an agency who had a part in what is closed now. */
function sayDebrief(how: string, telling: TellingOfCase): string {
  const { debrief } = telling.rules.policy.learning ?? {};
  if (debrief === undefined || how === 'withdrawn' || !isOfASide(telling)) return '';
  return `You are offered this, if you would like it: ${debrief.offers} (${saySource(debrief.source)})`;
}

const closings = {
  resolved: 'resolved',
  forum: 'the last forum has spoken and every agency has answered',
  withdrawn: 'withdrawn',
  closing: 'in another way that the policy names',
} as const;

/** The board's own words for a way to close a stage. */
function closingLabel({ stage, closing }: EventOf<'ClosingSaid'>, { stages }: Policy): string {
  const found = stages.find(({ id }) => id === stage)?.closings.find(({ id }) => id === closing);
  return lowerFirst(found?.label ?? closing.replaceAll('-', ' '));
}
