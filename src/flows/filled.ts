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

function withValue<F extends Field>(field: F, value: string): F {
  return value === '' ? field : { ...field, value };
}
