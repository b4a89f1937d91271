import { civilDateOf, isCivilDate } from '../../policy/civil.ts';
import { sayDay } from '../../policy/say-date.ts';
import { oneOf } from '../answers.ts';
import type { Answers } from '../chat-input.ts';
import type { Block, Field } from '../chat-message.ts';
import { small, text } from '../page.ts';
import type { AdultDetails } from './adult-details.ts';
import { readNhsNumber } from './nhs-number.ts';
import { checkedFrom, typedAt, wasSeen } from './step.ts';
import type { RaiseContext, RaiseStep } from './step.ts';
import { questionField } from './words.ts';

type GivenAdult =
  { readonly given: 'sealed'; readonly details: AdultDetails } | { readonly given: 'by-telephone' };

/** Who the adult is: kept apart and encrypted, opened on a click that is recorded, never in a message. */
export function adultStep(context: RaiseContext): RaiseStep {
  const typed = typedAt(context, 'adult');
  const { value, errors } = readAdult(context);
  const given = oneOf(typed, 'given');
  return {
    id: 'adult',
    name: 'Who the adult is',
    intro: [
      text(
        'Only people who take part in this case can open these fields, and each look is recorded. They are encrypted and never stand in a message.',
      ),
      small('If you would rather not type them, tell the other agency by telephone.'),
    ],
    fields: [
      {
        kind: 'choice',
        id: 'given',
        label: 'How do you say who the adult is?',
        required: true,
        options: [
          { id: 'here', label: 'In the fields below' },
          { id: 'by-telephone', label: 'I tell the other agency by telephone' },
        ],
        ...(given === '' ? {} : { value: given }),
      },
      textField('adult-name', 'Name', typed),
      { ...dateField('adult-born', 'Date of birth', typed) },
      textField('adult-nhs', 'NHS number', typed, 'Ten figures.'),
      textField('adult-address', 'Address', typed, 'You can leave this empty.'),
      ...restricted(context).map((rule) => ({ ...questionField(rule, typed), required: false })),
    ],
    checked: checkedFrom(wasSeen(context, 'adult'), errors),
    summary: value === undefined ? [] : summaryOf(value),
  };
}

/** Who the adult is, as it was given, or what is wrong with it. */
export function readAdult(context: RaiseContext): {
  readonly value: GivenAdult | undefined;
  readonly errors: Readonly<Record<string, string>>;
} {
  const typed = typedAt(context, 'adult');
  const given = oneOf(typed, 'given');
  if (given === 'by-telephone') return { value: { given }, errors: {} };
  if (given !== 'here') return { value: undefined, errors: { given: 'Choose one of the two.' } };
  const errors = problems(typed, context);
  if (Object.keys(errors).length > 0) return { value: undefined, errors };
  const born = oneOf(typed, 'adult-born');
  const nhsNumber = readNhsNumber(oneOf(typed, 'adult-nhs'));
  const address = oneOf(typed, 'adult-address');
  const more = restricted(context).flatMap(({ id, label }) => {
    const said = oneOf(typed, id);
    return said === '' ? [] : [{ label, said }];
  });
  const details: AdultDetails = {
    name: oneOf(typed, 'adult-name'),
    ...(born === '' ? {} : { born }),
    ...(nhsNumber === undefined ? {} : { nhsNumber }),
    ...(address === '' ? {} : { address }),
    ...(more.length === 0 ? {} : { more }),
  };
  return { value: { given: 'sealed', details }, errors: {} };
}

function problems(typed: Answers, context: RaiseContext): Readonly<Record<string, string>> {
  const errors: Record<string, string> = {};
  const born = oneOf(typed, 'adult-born');
  const nhs = oneOf(typed, 'adult-nhs');
  if (oneOf(typed, 'adult-name') === '')
    errors['adult-name'] = 'Give the name, or choose “by telephone” above.';
  if (born === '' && nhs === '') {
    errors['adult-born'] =
      'Give the date of birth or the NHS number, so that nobody is taken for somebody else.';
  }
  if (born !== '' && !isCivilDate(born)) errors['adult-born'] = 'This is not a date. Write it as 1948-03-21.';
  else if (born !== '' && (born > civilDateOf(context.now) || born < '1890-01-01')) {
    errors['adult-born'] = 'This cannot be a date of birth. Check the year.';
  }
  if (nhs !== '' && readNhsNumber(nhs) === undefined) {
    errors['adult-nhs'] =
      'This is not an NHS number: one of its ten figures must be wrong. Check it, or leave it empty.';
  }
  for (const { id, label, required } of restricted(context)) {
    if (required && oneOf(typed, id) === '') errors[id] = `The policy asks for this: ${label}`;
  }
  return errors;
}

function summaryOf(value: GivenAdult): readonly Block[] {
  if (value.given === 'by-telephone') {
    return [{ kind: 'facts', facts: [{ label: 'Who the adult is', value: 'Given by telephone' }] }];
  }
  const { name, born, nhsNumber, address, more = [] } = value.details;
  const facts = [
    { label: 'The adult', value: name },
    { label: 'Date of birth', value: born === undefined ? 'Not given' : sayDay(born) },
    { label: 'NHS number', value: nhsNumber ?? 'Not given' },
    { label: 'Address', value: address ?? 'Not given' },
    ...more.map(({ label, said }) => ({ label, value: said })),
  ];
  return [{ kind: 'facts', facts }];
}

function restricted({ rules }: RaiseContext) {
  return rules.policy.raise.fields.filter((rule) => rule.restricted);
}

function textField(id: string, label: string, typed: Answers, hint?: string): Field {
  const value = oneOf(typed, id);
  return {
    kind: 'text',
    id,
    label,
    required: false,
    long: false,
    max: 300,
    ...(hint === undefined ? {} : { hint }),
    ...(value === '' ? {} : { value }),
  };
}

function dateField(id: string, label: string, typed: Answers): Field {
  const value = oneOf(typed, id);
  return { kind: 'date', id, label, required: false, ...(value === '' ? {} : { value }) };
}
