import { forumWordsAt, hears } from '../forum-words.ts';
import { headsTold } from '../../../case/forum-heads.ts';
import type { PersonId } from '../../../directory/directory.ts';
import { withArticle } from '../../../policy/board-words.ts';
import {
  sayAgency,
  sayDayOf,
  sayList,
  sayMoment,
  sayPerson,
  upperFirst,
  type TellingOfCase,
} from '../telling.ts';
import type { EventOf } from '../../../case/events.ts';
import { said, saidNext, type EventWords, type Wording } from './said.ts';

/** What the last forum is told, asks and says, and what agencies answer. */
export const forum: Wording = {
  PassedOn: (event, telling) => {
    const told = headsTold(event);
    return {
      ...said(
        told.includes(telling.reader.id)
          ? 'This matter is referred to you'
          : `The ${headOf(telling)} ${told.length === 1 ? 'has' : 'have'} been told`,
        `${upperFirst(sayPerson(event.by, telling))} passed the matter on to ${sayPeople(told, telling)}.`,
      ),
      next: forumOf(telling)?.says ?? 'The last forum now looks at it.',
    };
  },

  OtherBoardAdvised: (event, telling) =>
    said(
      'The other area’s board was told',
      `${upperFirst(sayPerson(event.by, telling))} told the other area’s board on ${sayDayOf(event.on)}.`,
    ),

  InformationAsked: (event, telling) => ({
    ...said(
      event.of.includes(telling.reader.id)
        ? `You are asked ${asksFor(telling)}`
        : `A request ${asksFor(telling)}`,
      `${upperFirst(sayPerson(event.by, telling))} asked ${sayPeople(event.of, telling)} ${asksFor(telling)} by ${sayMoment(event.until)}.`,
    ),
  }),

  InformationGiven: (event, telling) =>
    said(
      'Written information is here',
      `${upperFirst(sayPerson(event.by, telling))} gave the written information that was asked for.`,
    ),

  RecommendationsMade: (event, telling) => ({
    ...said(
      ...spoken(
        event.recommendations.length,
        telling,
        upperFirst(sayPeople(whoSpoke(event, telling), telling)),
        to(event, telling),
      ),
      ...(forumOf(telling)?.says === undefined ? [] : [forumOf(telling)?.says ?? '']),
    ),
    ...saidNext(sayWhatIsAnswered(telling)),
  }),

  RecommendationAnswered: (event, telling) => ({
    ...said(
      `${upperFirst(withArticle(wordOf(telling)))} was answered`,
      `${upperFirst(sayPerson(event.by, telling))} answered ${withArticle(wordOf(telling))}: ${answers[event.answer]}.`,
    ),
    ...stillOpen(event.answer, telling),
  }),
};

const answers = {
  'acted-on': 'acted upon',
  'will-act': 'will be acted upon',
  'will-not-act': 'will not be acted upon; the reasons are in the record',
  'cannot-yet': 'it cannot be done yet; the reasons are in the record',
} as const;

/** A promise is no answer yet; neither is "not yet" to what binds. */
function stillOpen(answer: keyof typeof answers, telling: TellingOfCase): Pick<EventWords, 'next'> {
  if (answer !== 'will-act' && answer !== 'cannot-yet') return {};
  const binding = forumOf(telling)?.effect === 'binding';
  return {
    next: `It stays open until that agency says that it has acted${binding ? '' : ', or will not'}.`,
  };
}

/** What each agency owes to what was said; nothing where the policy asks for no answers. */
function sayWhatIsAnswered(telling: TellingOfCase): string {
  const forum = forumOf(telling);
  if (forum?.answers.each_agency === false) return '';
  return `Each agency says what it has done about it, ${forum?.effect === 'binding' ? 'or will do by when' : 'or why not'}.`;
}

/** Whoever spoke; all who decided together, where it counted only once each of them had agreed. */
function whoSpoke({ by }: EventOf<'RecommendationsMade'>, { state }: TellingOfCase): readonly PersonId[] {
  const { heads = [] } = state;
  return heads.length > 1 ? heads.map(({ person }) => person) : [by];
}

function sayPeople(people: readonly PersonId[], telling: TellingOfCase): string {
  return sayList(people.map((person) => sayPerson(person, telling)));
}

function to({ recommendations }: EventOf<'RecommendationsMade'>, { rules }: TellingOfCase): string {
  return sayList([...new Set(recommendations.map((one) => sayAgency(one.to, rules)))]);
}

/** The heading and the first sentence, in the board's words for what its forum says. */
function spoken(count: number, telling: TellingOfCase, who: string, agencies: string): [string, string] {
  const words = forumWordsAt({ stage: telling.state.stage, policy: telling.rules.policy });
  const { one, many } = words ?? { one: 'recommendation', many: 'recommendations' };
  switch (words?.forum.output) {
    case 'decision':
      return [`${upperFirst(one)} made`, `${who} gave the ${one}, for ${agencies}.`];
    case 'mediation':
      return [`What came of the ${one}`, `${who} wrote down what came of the ${one}, for ${agencies}.`];
    default:
      return [
        `${upperFirst(many)} made`,
        `${who} made ${count === 1 ? `one ${one}` : `${count} ${many}`}, to ${agencies}.`,
      ];
  }
}

/** What a forum asks people for: information in writing; or to put their case, where it hears each side. */
function asksFor(telling: TellingOfCase): string {
  const forum = forumOf(telling);
  return forum !== undefined && hears(forum) ? 'to put a case in writing' : 'for written information';
}

/** What the forum of this stage says, as one thing. */
function wordOf({ state, rules }: TellingOfCase): string {
  return forumWordsAt({ stage: state.stage, policy: rules.policy })?.one ?? 'recommendation';
}

function headOf({ state, rules }: TellingOfCase): string {
  return forumWordsAt({ stage: state.stage, policy: rules.policy })?.head ?? 'forum';
}

function forumOf({ rules, state }: TellingOfCase) {
  return rules.policy.stages.find(({ id }) => id === state.stage)?.forum;
}
