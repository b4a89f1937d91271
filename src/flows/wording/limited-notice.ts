import { mayReadReported, mayReadSummary } from '../../case/access.ts';
import { seenByCopy } from '../../case/copies.ts';
import { learningFor } from '../../case/learning.ts';
import type { CaseEvent, Entry } from '../../case/events.ts';
import { lineManagerOf } from '../../directory/lookup.ts';
import { stageOf } from '../../policy/policy-lookup.ts';
import type { Button } from '../chat-message.ts';
import { labelOf, labelOfDocument, labelOfForm } from './act-labels.ts';
import { plainBrief } from './brief.ts';
import { sayAgency, sayPerson, sayStage, type TellingOfCase } from './telling.ts';
import { worded, type Worded } from './worded.ts';
import { wordsOfEvent } from './event-words.ts';
import type { EventWords } from './events/said.ts';

/*
 * What somebody is told who may not read a case: of a copy, of an outcome that was reported, of something to learn.
 * Only these notices are for them, whatever was planned, and each says no more than they may see.
 */

/** The events with which a copy goes out. */
const copied: readonly CaseEvent['type'][] = [
  'StageEntered',
  'MatterResolved',
  'RecommendationsMade',
  'CaseClosed',
  'CopySent',
];

/** The words of a notice for somebody who may see a part of the case alone; `superseded` where it is not for them. */
export function wordLimited(entry: Entry, telling: TellingOfCase): Worded | 'superseded' {
  const words = wordsFor(entry, telling);
  if (words === undefined) return 'superseded';
  return worded({
    reference: telling.state.reference,
    where: telling.rules.policy.name,
    words,
    duties: [],
    buttons: [limitedButtons(telling)],
    settled: [],
    brief: plainBrief(telling),
  });
}

/** What somebody who may see a part of the case alone can open. */
export function limitedButtons({ reader, caseId, state, rules, now }: TellingOfCase): readonly Button[] {
  const asked = [reader.id, state, rules, now] as const;
  const pages = [
    ...(mayReadSummary(...asked) ? ['read-summary'] : []),
    ...(mayReadReported(...asked) ? ['read-reported'] : []),
    ...(learningFor(...asked).length > 0 ? ['read-learning'] : []),
  ];
  return [
    ...pages.map((does) => ({
      label: labelOf(does, { stage: state.stage, policy: rules.policy }).label,
      act: { do: does, caseId },
    })),
    ...formButtons({ reader, caseId, state, rules }),
  ].map((one) => ({ ...one, spoken: `${one.label}: case ${state.reference}` }));
}

/** The board's forms that were sent to somebody, each as it stood when they were sent it last: to be read, and had as a document. */
function formButtons({
  reader,
  caseId,
  state,
  rules: { policy },
}: Pick<TellingOfCase, 'reader' | 'caseId' | 'state' | 'rules'>): readonly Button[] {
  return policy.forms.flatMap(({ id, title }) => {
    const file = state.forms.find(({ form }) => form === id);
    const sent = file?.sent.findLast(({ told }) => told.includes(reader.id));
    if (sent === undefined) return [];
    const on = `${id}@${sent.entry}`;
    return [
      { label: labelOfForm('read-form', title) ?? title, act: { do: 'read-form', caseId, on } },
      {
        label: labelOfDocument(`form:${on}`, policy),
        act: { do: 'get-document', caseId, on: `form:${on}` },
      },
    ];
  });
}

function wordsFor(found: Entry, telling: TellingOfCase): EventWords | undefined {
  const { event, entry } = found;
  const { reader, state, rules, now } = telling;
  const { matter } = rules.policy.words;
  if (event.type === 'LearningNoted') {
    if (!learningFor(reader.id, state, rules, now).includes(entry)) return undefined;
    return {
      heading: 'Something that others can learn from',
      says: [`A ${matter} was closed, and one side wrote down what others can learn from it, without names.`],
      next: 'Read it, and take it to where it can change something. You see nothing else of the case.',
    };
  }
  if (event.type === 'OutcomeReported') {
    if (!mayReadReported(reader.id, state, rules, now)) return undefined;
    const agency = state.sides.find(({ key }) => key === event.side)?.agency ?? '';
    return {
      heading: 'An agency reports an outcome',
      says: [
        `${sayAgency(agency, rules)} reported what came of ${stageOf(rules.policy, event.stage).label}.`,
      ],
    };
  }
  // A talk about how it went is their staff's wish, and nothing of the case.
  if (event.type === 'DebriefWanted' && lineManagerOf(rules.directory, event.by)?.id === reader.id) {
    return {
      heading: 'A talk about how it went',
      says: [`${sayPerson(event.by, telling)} would like a talk about how it went.`],
      next: 'Arrange it among yourselves; Concordat keeps who said yes and nothing of the talk.',
    };
  }
  if (event.type === 'FormSent')
    return event.told.includes(reader.id) ? wordsOfEvent(found, telling) : undefined;
  return copied.includes(event.type) ? wordsOfCopy(event, telling) : undefined;
}

function wordsOfCopy(event: CaseEvent, telling: TellingOfCase): EventWords | undefined {
  const { reader, state, rules, now } = telling;
  const content = seenByCopy(reader.id, state, rules, now);
  if (content === undefined || content === 'full') return undefined;
  const { matter } = rules.policy.words;
  if (content === 'reference')
    return {
      heading: 'You are told of this by its reference',
      says: [`There is a ${matter} with this reference. The policy has you told of it, and of no more.`],
    };
  return {
    heading: 'A copy for you',
    says: [
      event.type === 'StageEntered'
        ? `A ${matter} has come to ${sayStage(event.stage, rules)}.`
        : `You are sent a copy of a ${matter}.`,
    ],
    next: 'You can read who it is between, at which stage it is and what came of it, and nothing that anybody wrote.',
  };
}
