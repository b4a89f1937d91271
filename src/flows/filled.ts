import { manyOf, oneOf } from './answers.ts';
import type { Answers } from './chat-input.ts';
import type { Field, Form, Reply } from './chat-message.ts';

/** A field as it was filled in. What was not typed yet keeps what the form offers. */
export function filled(field: Field, typed: Answers): Field {
  if (typed[field.id] === undefined) return field;
  switch (field.kind) {
    case 'many':
      return { ...field, value: manyOf(typed, field.id) };
    case 'text': {
      const { value: _offered, ...rest } = field;
      return withValue(rest, oneOf(typed, field.id));
    }
    case 'choice': {
      const { value: _offered, ...rest } = field;
      return withValue(rest, oneOf(typed, field.id));
    }
    case 'date': {
      const { value: _offered, ...rest } = field;
      return withValue(rest, oneOf(typed, field.id));
    }
  }
}

/**
 * Something is wrong with a form that was sent: said at the fields, in the form as it was filled in. A platform that
 * keeps the form on the screen shows the errors alone; one that does not shows the form again.
 */
export function wrongAt(form: Form, typed: Answers, errors: Readonly<Record<string, string>>): Reply {
  const fields = form.fields.map((field) => filled(field, typed));
  return { kind: 'field-errors', errors, form: { ...form, fields } };
}

/**
 * What is longer than its question takes, said at its field. A platform stops people at that length; whoever makes a request by
 * hand is stopped here, so that nothing is kept that no platform has room to show.
 */
export function tooLong(fields: readonly Field[], typed: Answers): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      if (field.kind !== 'text' || field.max === undefined) return [];
      const over = oneOf(typed, field.id).length - field.max;
      return over > 0 ? [[field.id, sayTooLong(over, field.max)]] : [];
    }),
  );
}

export function sayTooLong(over: number, most: number): string {
  return `This is ${over} letters too long. Keep to ${most}.`;
}

function withValue<F extends Field>(field: F, value: string): F {
  return value === '' ? field : { ...field, value };
}
