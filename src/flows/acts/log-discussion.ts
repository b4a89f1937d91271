import type { HowHeld } from '../../case/commands.ts';
import { beganAt } from '../../case/case-state.ts';
import { anchorsAt } from '../../case/limits.ts';
import { stageNow } from '../../case/stage-entry.ts';
import { deputyOf } from '../../directory/lookup.ts';
import type { Policy } from '../../policy/policy.ts';
import type { FieldRule } from '../../policy/question.ts';
import { civilDateOf } from '../../policy/civil.ts';
import { manyOf, momentOf, oneOf } from '../answers.ts';
import type { GivenMoment } from '../answers.ts';
import type { Answers } from '../chat-input.ts';
import type { Field } from '../chat-message.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { commanded, dateField, hasErrors, need, smallBlock, textBlock, timeField, wrong } from './fields.ts';
import { colleaguesOf, optionsOf, peopleOfCase } from './people-options.ts';
import { answersInWords } from './policy-fields.ts';
import { questionField } from '../raise/words.ts';

type Between = 'sides' | 'inside';
const kinds: Readonly<Record<HowHeld, string>> = {
  discussion: 'Face to face or by video',
  meeting: 'A meeting',
  telephone: 'By telephone',
  'e-mail': 'By e-mail',
  chat: 'In chat',
};

/** A conversation is held by people and then written down, also one that was held outside chat (RB-44 to RB-47). */
export const logDiscussion: CaseConversation = {
  does: 'log-discussion',
  title: 'Record a conversation',
  submit: 'Record',
  writes: 'DiscussionLogged',
  ask: (context) => ({
    intro: [
      textBlock(
        'Write down a conversation that took place. Whoever took part is asked to approve your record.',
      ),
      smallBlock('Both sides can read it. Do not name the adult.'),
    ],
    fields: fields(context),
  }),
  command: (context, answers, head, seal) => {
    const errors: Record<string, string> = {};
    const between = oneOf(answers, 'between');
    const how = readHow(oneOf(answers, 'how'));
    const held = heldAt(context, answers, errors);
    const people = tookPart(context, answers, between, errors);
    const said = answersInWords(noteRules(context.rules.policy), answers, errors);
    const note = noteOf(context.rules.policy, said, answers, errors);
    if (between !== 'sides' && between !== 'inside') errors['between'] = 'Choose one of the two.';
    if (how === undefined) errors['how'] = 'Choose how you spoke.';
    if (hasErrors(errors) || how === undefined || held === undefined) return wrong(errors);
    return commanded({
      type: 'log-discussion',
      ...head,
      between: between === 'inside' ? 'inside' : 'sides',
      how,
      tookPlace: held,
      with: people,
      note: seal(note),
    });
  },
};

function fields(context: CaseContext): readonly Field[] {
  const { rules, now } = context;
  const others = optionsOf(othersOf(context), rules);
  const colleagues = optionsOf(colleaguesOf(context.person.id, context.state, rules), rules);
  return [
    betweenField(rules.policy),
    {
      kind: 'choice',
      id: 'how',
      label: 'How did you speak?',
      required: true,
      options: Object.entries(kinds).map(([id, label]) => ({ id, label })),
    },
    dateField({ id: 'tookPlace', label: 'On which day did it take place?' }, true, civilDateOf(now)),
    timeField({
      id: 'time',
      label: 'At what time?',
      hint: 'The half hour in which it began, if you know it.',
    }),
    ...people('with', 'Who of the other agencies took part?', others),
    ...people('colleagues', 'Who of your own agency took part, besides you?', colleagues),
    ...noteFields(rules.policy),
  ];
}

function people(id: string, label: string, options: ReturnType<typeof optionsOf>): readonly Field[] {
  return options.length === 0 ? [] : [{ kind: 'many', id, label, required: false, options }];
}

function othersOf(context: CaseContext): readonly string[] {
  const { person, state, rules } = context;
  const people = [...peopleOfCase(state, rules), ...deputiesOfAway(context)];
  return [...new Set(people)].filter((id) => rules.directory.people.get(id)?.agency !== person.agency);
}

/** Whoever stands in for somebody who acts, or did since the stage began: a talk with them is one with that side. */
function deputiesOfAway({ state, rules, now }: CaseContext): readonly string[] {
  const since = civilDateOf(new Date(state.stagesEntered[state.stage] ?? state.raised));
  return state.actors.flatMap(({ person }) => {
    const away = rules.directory.people.get(person)?.away ?? [];
    const wasAway = away.some(({ from, to }) => from <= civilDateOf(now) && to >= since);
    return wasAway ? (deputyOf(rules.directory, person)?.id ?? []) : [];
  });
}

/** The policy's own question about it, where it has one, in its own words. */
function betweenRule({ discussion }: Policy): FieldRule | undefined {
  return discussion.fields.find(({ choices }) =>
    ['inter', 'intra'].every((id) => choices?.some((one) => one.id === id)),
  );
}

function betweenField(policy: Policy): Field {
  const rule = betweenRule(policy);
  const labelOf = (id: string, otherwise: string) =>
    rule?.choices?.find((one) => one.id === id)?.label ?? otherwise;
  return {
    kind: 'choice',
    id: 'between',
    label: rule?.label ?? 'Was it within one agency or between agencies?',
    required: true,
    options: [
      { id: 'sides', label: labelOf('inter', 'Between agencies') },
      { id: 'inside', label: labelOf('intra', 'Within one agency') },
    ],
  };
}

function noteRules(policy: Policy): readonly FieldRule[] {
  const asked = betweenRule(policy);
  return policy.discussion.fields.filter((rule) => rule !== asked);
}

function noteFields(policy: Policy): readonly Field[] {
  const rules = noteRules(policy);
  if (rules.length > 0) return rules.map((rule) => questionField(rule, {}));
  return [
    { kind: 'text', long: true, max: 3000, id: 'note', label: 'What was said and decided?', required: true },
  ];
}

/** One answer is the note; several stand in it one after the other, each under its question. */
function noteOf(
  policy: Policy,
  said: ReadonlyMap<string, string>,
  answers: Answers,
  errors: Record<string, string>,
): string {
  const rules = noteRules(policy);
  if (rules.length === 0) return need(answers, 'note', 'Say what was said and decided.', errors);
  if (rules.length === 1) return [...said.values()].join('');
  return rules
    .flatMap(({ id, label }) => {
      const answer = said.get(id);
      return answer === undefined ? [] : [`${label} ${answer}`];
    })
    .join('\n\n');
}

function readHow(id: string): HowHeld | undefined {
  return Object.keys(kinds).includes(id) ? (id as HowHeld) : undefined;
}

function heldAt(context: CaseContext, answers: Answers, errors: Record<string, string>): Date | undefined {
  const given = momentOf(answers, { date: 'tookPlace', time: 'time' }, context.now);
  if (given === undefined) {
    errors['tookPlace'] = 'Give the day on which you spoke.';
    return undefined;
  }
  if ('errors' in given) {
    Object.assign(errors, given.errors);
    return undefined;
  }
  return notBeforeItArose(given, context);
}

/**
 * A conversation without an hour took place after the matter arose that day, and after it went up to its stage: there
 * was nothing to speak of before.
 */
function notBeforeItArose({ at, date, time }: GivenMoment, { state, rules }: CaseContext): Date {
  const { concern, entered } = anchorsAt(stageNow(state, rules), state, rules.policy);
  if (time !== undefined) return at;
  const began = state.stage === beganAt(state) ? undefined : entered;
  return [concern, began].reduce<Date>((last, one) => {
    return one !== undefined && civilDateOf(one) === date && one > last ? one : last;
  }, at);
}

function tookPart(
  context: CaseContext,
  answers: Answers,
  between: string,
  errors: Record<string, string>,
): readonly string[] {
  const others = manyOf(answers, 'with').filter((id) => othersOf(context).includes(id));
  const known = colleaguesOf(context.person.id, context.state, context.rules);
  const colleagues = manyOf(answers, 'colleagues').filter((id) => known.includes(id));
  const wanted: Between | undefined = between === 'sides' || between === 'inside' ? between : undefined;
  if (wanted === 'sides' && others.length === 0)
    errors['with'] = 'Choose who of the other agencies took part.';
  if (wanted === 'inside' && others.length > 0) {
    errors['between'] = 'You chose somebody of another agency, so this was between agencies.';
  } else if (wanted === 'inside' && colleagues.length === 0) {
    errors['colleagues'] = 'Choose which colleague you spoke to.';
  }
  return [...others, ...colleagues];
}
