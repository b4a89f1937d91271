import type { HowHeld } from '../../case/commands.ts';
import { civilDateOf } from '../../policy/civil.ts';
import { sayDate, sayDay } from '../../policy/say-date.ts';
import { halfHours, momentOf, oneOf, sayGiven } from '../answers.ts';
import type { GivenMoment } from '../answers.ts';
import type { Answers } from '../chat-input.ts';
import type { Field, Option } from '../chat-message.ts';
import { text } from '../page.ts';
import { checkedFrom, typedAt, wasSeen } from './step.ts';
import type { RaiseContext, RaiseStep } from './step.ts';

export type Arose = { readonly arose?: GivenMoment; readonly decisionReceived?: GivenMoment };
export type AlreadyRaised = GivenMoment & { readonly how: HowHeld };

const hows: readonly (Option & { readonly id: HowHeld })[] = [
  { id: 'discussion', label: 'Yes, in a conversation' },
  { id: 'telephone', label: 'Yes, by telephone' },
  { id: 'meeting', label: 'Yes, in a meeting' },
  { id: 'e-mail', label: 'Yes, by e-mail or letter' },
];

/** When the matter arose or the decision came: what every limit of the procedure is counted from. */
export function whenStep(context: RaiseContext): RaiseStep {
  const typed = typedAt(context, 'when');
  const { value, errors } = readWhen(context);
  const { matter } = context.rules.policy.words;
  return {
    id: 'when',
    name: 'When it arose',
    intro: [
      text(
        'The dates of the procedure are counted from here. Fill in what you know; one of the two is enough. If you fill in both, the earlier counts.',
      ),
    ],
    fields: [
      ...dateAndTime('arose', `When did the ${matter} arise?`, typed),
      ...dateAndTime('received', 'When did you receive the decision that you challenge?', typed),
    ],
    checked: checkedFrom(wasSeen(context, 'when'), errors),
    summary: [
      {
        kind: 'facts',
        facts: [
          ...(value.arose === undefined
            ? []
            : [{ label: `The ${matter} arose`, value: sayGiven(value.arose) }]),
          ...(value.decisionReceived === undefined
            ? []
            : [{ label: 'The decision was received', value: sayGiven(value.decisionReceived) }]),
        ],
      },
    ],
  };
}

/** Whether it was raised before, outside chat: then the raise counts from there. */
export function alreadyStep(context: RaiseContext): RaiseStep {
  const typed = typedAt(context, 'already');
  const { value, errors } = readAlready(context);
  const how = oneOf(typed, 'already');
  return {
    id: 'already',
    name: 'Whether you raised it already',
    intro: [],
    fields: [
      {
        kind: 'choice',
        id: 'already',
        label: 'Have you already raised it with the other agency?',
        hint: 'If you have, it counts from then.',
        required: true,
        options: [{ id: 'no', label: 'No, not yet' }, ...hows],
        ...(how === '' ? {} : { value: how }),
      },
      ...dateAndTime('raised', 'If so, when?', typed),
    ],
    checked: checkedFrom(wasSeen(context, 'already'), errors),
    summary: [
      {
        kind: 'facts',
        facts: [
          {
            label: 'Raised already',
            value:
              value === undefined
                ? 'No'
                : `${hows.find(({ id }) => id === value.how)?.label ?? 'Yes'}: ${sayGiven(value)}`,
          },
        ],
      },
    ],
  };
}

export function readWhen(context: RaiseContext) {
  const typed = typedAt(context, 'when');
  const { calendar } = context.rules;
  const read = (name: string) => momentOf(typed, { date: `${name}-date`, time: `${name}-time` }, context.now);
  const arose = read('arose');
  const received = read('received');
  const errors: Record<string, string> = {};
  const value: { arose?: GivenMoment; decisionReceived?: GivenMoment } = {};
  for (const found of [arose, received])
    if (found !== undefined && 'errors' in found) Object.assign(errors, found.errors);
  if (arose !== undefined && !('errors' in arose)) value.arose = arose;
  if (received !== undefined && !('errors' in received)) value.decisionReceived = received;
  const early = Object.entries({ 'arose-date': value.arose, 'received-date': value.decisionReceived }).filter(
    ([, given]) => given !== undefined && given.date < calendar.covers.from,
  );
  for (const [field] of early) {
    errors[field] = `Days before ${sayDay(calendar.covers.from)} cannot be counted. Check the year.`;
  }
  if (arose === undefined && received === undefined) {
    errors['arose-date'] = 'Say when it arose or, below, when you received the decision.';
  }
  const arisen: Arose = value;
  return { value: arisen, errors };
}

export function readAlready(context: RaiseContext): {
  readonly value: AlreadyRaised | undefined;
  readonly errors: Readonly<Record<string, string>>;
} {
  const typed = typedAt(context, 'already');
  const choice = oneOf(typed, 'already');
  if (choice === 'no') return { value: undefined, errors: {} };
  const how = hows.find(({ id }) => id === choice)?.id;
  if (how === undefined) return { value: undefined, errors: { already: 'Choose one of these.' } };
  const on = momentOf(typed, { date: 'raised-date', time: 'raised-time' }, context.now);
  if (on === undefined)
    return { value: undefined, errors: { 'raised-date': 'Say on which day you raised it.' } };
  if ('errors' in on) return { value: undefined, errors: on.errors };
  const concern = concernOf(context);
  // On the day itself, at a time that nobody remembers: it was after it arose, for there was nothing to raise before.
  if (concern !== undefined && on.time === undefined && on.date === civilDateOf(concern)) {
    return { value: { ...on, at: concern < on.at ? on.at : concern, how }, errors: {} };
  }
  if (concern !== undefined && on.at < concern) {
    const says = `It cannot have been raised before it arose, ${sayDate(concern)}. Check the date and the time.`;
    return { value: undefined, errors: { 'raised-date': says } };
  }
  return { value: { ...on, how }, errors: {} };
}

/** What the limits count from: the earlier of the two, where both are known. */
export function concernOf(context: RaiseContext): Date | undefined {
  const { arose, decisionReceived } = readWhen(context).value;
  if (arose === undefined || decisionReceived === undefined) return (arose ?? decisionReceived)?.at;
  return arose.at < decisionReceived.at ? arose.at : decisionReceived.at;
}

function dateAndTime(name: string, label: string, typed: Answers): readonly Field[] {
  const date = oneOf(typed, `${name}-date`);
  const time = oneOf(typed, `${name}-time`);
  return [
    {
      kind: 'date',
      id: `${name}-date`,
      label,
      required: false,
      ...(date === '' ? {} : { value: date }),
    },
    {
      kind: 'choice',
      id: `${name}-time`,
      label: 'At what time?',
      hint: 'To the half hour. A day without a time counts from its start.',
      required: false,
      options: halfHours,
      ...(time === '' ? {} : { value: time }),
    },
  ];
}
