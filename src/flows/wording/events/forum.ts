import {
  sayAgency,
  sayDayOf,
  sayList,
  sayMoment,
  sayPerson,
  upperFirst,
  type TellingOfCase,
} from '../telling.ts';
import { said, type Wording } from './said.ts';

/** What the last forum is told, asks and says, and what agencies answer. */
export const forum: Wording = {
  PassedOn: (event, telling) => ({
    ...said(
      event.head === telling.reader.id ? 'This matter is referred to you' : 'The Chair has been told',
      `${upperFirst(sayPerson(event.by, telling))} passed the matter on to ${sayPerson(event.head, telling)}.`,
    ),
    next: forumOf(telling)?.says ?? 'The last forum now looks at it.',
  }),

  OtherBoardAdvised: (event, telling) =>
    said(
      'The other area’s board was told',
      `${upperFirst(sayPerson(event.by, telling))} told the other area’s board on ${sayDayOf(event.on)}.`,
    ),

  InformationAsked: (event, telling) => ({
    ...said(
      event.of.includes(telling.reader.id)
        ? 'You are asked for written information'
        : 'Written information was asked for',
      `${upperFirst(sayPerson(event.by, telling))} asked ${sayList(event.of.map((person) => sayPerson(person, telling)))} for written information by ${sayMoment(event.until)}.`,
    ),
  }),

  InformationGiven: (event, telling) =>
    said(
      'Written information is here',
      `${upperFirst(sayPerson(event.by, telling))} gave the written information that was asked for.`,
    ),

  RecommendationsMade: (event, telling) => ({
    ...said(
      `${upperFirst(telling.rules.policy.words.output)} made`,
      `${upperFirst(sayPerson(event.by, telling))} made ${event.recommendations.length === 1 ? 'one recommendation' : `${event.recommendations.length} recommendations`}, to ${sayList([...new Set(event.recommendations.map(({ to }) => sayAgency(to, telling.rules)))])}.`,
      ...(forumOf(telling)?.says === undefined ? [] : [forumOf(telling)?.says ?? '']),
    ),
    next: 'Each agency says what it has done about it, or why not.',
  }),

  RecommendationAnswered: (event, telling) => ({
    ...said(
      'A recommendation was answered',
      `${upperFirst(sayPerson(event.by, telling))} answered a recommendation: ${answers[event.answer]}.`,
    ),
    ...(event.answer === 'will-act'
      ? { next: 'It stays open until that agency says that it has acted, or will not.' }
      : {}),
  }),
};

const answers = {
  'acted-on': 'acted upon',
  'will-act': 'will be acted upon',
  'will-not-act': 'will not be acted upon; the reasons are in the record',
} as const;

function forumOf({ rules, state }: TellingOfCase) {
  return rules.policy.stages.find(({ id }) => id === state.stage)?.forum;
}
