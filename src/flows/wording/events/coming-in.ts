import { beganAt } from '../../../case/case-state.ts';
import { firstStage, stageOf } from '../../../policy/policy-lookup.ts';
import { sayRaisedAfter } from '../at-once.ts';
import { sayRole, withArticle } from '../../../policy/board-words.ts';
import { discussionHows } from '../discussion-hows.ts';
import { sayDrift } from '../drift-words.ts';
import {
  sayAgency,
  sayList,
  sayMoment,
  sayPerson,
  saySide,
  sayStage,
  upperFirst,
  verbAfter,
  wordsHere,
  type TellingOfCase,
} from '../telling.ts';
import { said, type Wording } from './said.ts';
import { beganFurtherUp, sayBeginning, saySkip } from './ways-in.ts';

/** A matter that was raised, that comes to a stage, or that has to go on to the next. */
export const comingIn: Wording = {
  CaseRaised: (event, telling) => {
    const { matter } = telling.rules.policy.words;
    const agencies = sayList(event.receiving.map(({ agency }) => sayAgency(agency, telling.rules)));
    const raiser = upperFirst(sayPerson(telling.state.raiser, telling));
    const words = said(
      `${upperFirst(matter)} raised`,
      `${raiser} raised ${withArticle(matter)} with ${agencies} on ${sayMoment(event.raised)}.`,
      ...(event.alreadyRaised === undefined
        ? []
        : [
            `It was first raised outside chat, in ${discussionHows[event.alreadyRaised]}, and counts from then.`,
          ]),
      ...sayRaisedAfter(telling),
      ...sayBeginning(telling),
      ...(event.onBehalf === undefined
        ? []
        : ['It is raised for somebody else; for whom is in what was raised.']),
    );
    const receivers = event.receiving.map(({ professional }) => professional);
    const asked = beganFurtherUp(telling)
      ? telling.state.actors.some(({ side, person }) => side !== 'raising' && person === telling.reader.id)
      : receivers.includes(telling.reader.id);
    if (!asked) {
      const told = sayList(receivers.map((person) => sayPerson(person, telling)));
      return {
        ...words,
        next: `${upperFirst(told)} ${verbAfter(receivers, telling.reader, 'was', 'were')} told at the same time. You hear of every step, and of every limit that passes.`,
      };
    }
    return {
      ...words,
      next: `Read what was raised: it opens when you press the button and is kept in no message. ${firstAsked(telling)} speak with the person who raised it. A message alone is not enough. ${promptOf(telling)}`.trim(),
    };
  },

  StageEntered: (event, telling, written) => {
    const { entry } = written;
    const drift = sayDrift(written, telling);
    const first = !telling.state.entries.some(
      (one) => one.event.type === 'StageEntered' && one.entry < entry,
    );
    const { forum, set_words: setWords } = stageOf(telling.rules.policy, event.stage);
    return {
      heading: `Now at ${sayStage(event.stage, telling.rules)}`,
      says: [
        ...(setWords === undefined ? [] : [{ strong: setWords }]),
        ...(first || event.by === undefined
          ? []
          : [`${upperFirst(sayPerson(event.by, telling))} took it there.`]),
        ...saySkip(event.skip, telling.rules),
        ...(drift === undefined ? [] : [`This was ${drift}.`]),
        ...(event.actors.length === 0
          ? []
          : [`Who acts now: ${sayList(event.actors.map(({ person }) => sayPerson(person, telling)))}.`]),
        ...event.vacancies.map(
          ({ role, side }) =>
            `Nobody is listed as ${sayRole(telling.rules.policy, role)} for ${saySide(side, telling.state, telling.rules)}. The board’s office can say who acts.`,
        ),
      ],
      ...(forum === undefined
        ? !first && event.actors.some(({ person }) => person === telling.reader.id)
          ? { next: `${keptSafe(event.stage, telling)} ${promptOf(telling)}`.trim() }
          : {}
        : { next: forum.says }),
    };
  },

  EscalationOverdue: (event, telling) => ({
    ...said(
      `Nobody has taken this to the next ${wordsHere(telling).stage}`,
      `This should have gone to the next ${wordsHere(telling).stage}, and a working day has passed since. Told now: ${sayList(event.told.map(({ person }) => sayPerson(person, telling)))}.`,
    ),
    next: `Take it to the next ${wordsHere(telling).stage} yourself, or ask whoever acts now to do it today.`,
  }),

  UnresolvedDeclared: (event, telling) => ({
    ...said(
      'Declared unresolved',
      `${upperFirst(sayPerson(event.by, telling))} said that this cannot be settled at ${sayStage(telling.state.stage, telling.rules)}. The reason is in the record.`,
    ),
    next: `Either side now takes it to the next ${wordsHere(telling).stage}.`,
  }),

  PolicyIssueMarked: (event, telling) =>
    said(
      'A significant policy issue',
      `${upperFirst(sayPerson(event.by, telling))} marked that this raises a significant policy issue.`,
    ),
};

/** Not every policy wants the case file read, nor at every stage where a matter may begin: only there is it asked for. */
function firstAsked({ rules, state }: TellingOfCase): string {
  const began = stageOf(rules.policy, beganAt(state) ?? firstStage(rules.policy).id);
  const reads = began.obligations.some(
    ({ duty, only_if }) => duty === 'read-file' && (only_if === undefined || state.flags.includes(only_if)),
  );
  return `Say that you have seen it, ${reads ? 'read the case file, ' : ''}and`;
}

/** What the policy says to whoever a matter comes to. */
function promptOf({ rules }: TellingOfCase): string {
  return rules.policy.guidance
    .filter(({ at }) => at === 'receive')
    .map(({ text, source }) => `${text} (${source})`)
    .join(' ');
}

/** A protective date ends with its stage, and a risk that nobody looks at does not: both are asked again of whoever comes in. */
function keptSafe(stage: string, { state, rules }: TellingOfCase): string {
  const before = state.protectiveDates.filter((one) => one.stage !== stage).at(-1);
  const earlier =
    before === undefined
      ? ''
      : `At ${sayStage(before.stage, rules)}, an earlier date was set to protect the adult: ${sayMoment(before.until)}. It does not count here. `;
  return `${earlier}Is the time here soon enough to keep the adult safe? If not, set an earlier date now. If the adult is at immediate risk, say so now.`;
}
