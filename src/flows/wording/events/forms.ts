import { fileOf } from '../../../case/form.ts';
import { contactOf } from '../../../policy/policy-lookup.ts';
import type { FormRule } from '../../../policy/question.ts';
import { saySource } from '../../../policy/explain.ts';
import { sayPerson, upperFirst, type TellingOfCase } from '../telling.ts';
import { said, type Wording } from './said.ts';

/** The board's own forms: filled in, signed, sent. */
export const forms: Wording = {
  FormFilled: (event, telling) => {
    const form = ruleOf(event.form, telling);
    const own = Object.values(form === undefined ? {} : fileOf(form, telling.state).signatures).some(
      ({ by, covers }) =>
        by === telling.reader.id && Object.keys(event.answers).some((box) => covers.includes(box)),
    );
    return {
      ...said(
        'The board’s form was filled in',
        `${upperFirst(sayPerson(event.by, telling))} filled in “${titleOf(event.form, telling)}”: ${labelsOf(Object.keys(event.answers), form)}.`,
      ),
      ...(own && event.by !== telling.reader.id
        ? { next: 'What you signed was changed since. Read the form, and sign it again if it is right.' }
        : {}),
    };
  },

  FormSigned: (event, telling) =>
    said(
      'The board’s form was signed',
      `${upperFirst(sayPerson(event.by, telling))} signed “${titleOf(event.form, telling)}”: ${labelsOf(event.signatures, ruleOf(event.form, telling))}.`,
    ),

  FormSent: (event, telling, { entry }) => {
    const form = ruleOf(event.form, telling);
    const contact = contactOf(telling.rules.policy, event.to).label;
    const title = titleOf(event.form, telling);
    const source = form?.send === undefined ? '' : ` (${saySource(form.send.source)})`;
    const missing = event.complete
      ? ''
      : ' Something in it is still missing; it comes again when it is complete.';
    return event.by === undefined
      ? said(
          'A form of the board has come in',
          `“${title}” came to ${contact}${source}: ${reasons[event.on]}. It can be read as it stood at entry ${entry} of the record.${missing}`,
        )
      : said(
          'The board’s form was sent',
          `${upperFirst(sayPerson(event.by, telling))} sent “${title}” to ${contact}${source}, outside Concordat.`,
        );
  },
};

const reasons = {
  entered: 'the matter came to this stage',
  escalated: 'the matter was taken on',
  resolved: 'every side has agreed',
  closed: 'the matter is closed',
  completed: 'it is complete now',
  'by-hand': 'it was sent by hand',
} as const;

function ruleOf(id: string, { rules }: TellingOfCase): FormRule | undefined {
  return rules.policy.forms.find((form) => form.id === id);
}

function titleOf(id: string, telling: TellingOfCase): string {
  return ruleOf(id, telling)?.title ?? id;
}

/** Which boxes: their questions, and never an answer. */
function labelsOf(boxes: readonly string[], form: FormRule | undefined): string {
  const labels = boxes.map((box) => form?.fields.find(({ id }) => id === box.split(':')[0])?.label ?? box);
  return [...new Set(labels)].map((label) => `“${label}”`).join('; ');
}
