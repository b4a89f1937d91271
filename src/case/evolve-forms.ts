import type { CaseEvent, Entry } from './events.ts';
import type { FormFile, RaisedCase } from './state.ts';

/** The board's forms: the latest answer of a box counts, and nothing that was written or signed is taken back. */
export function evolveForms(state: RaisedCase, { entry, at }: Entry, event: CaseEvent): RaisedCase {
  switch (event.type) {
    case 'FormFilled':
      return change(state, event.form, (file) => {
        const given = Object.entries(event.answers).map(([box, answer]) => {
          return [box, { entry, by: event.by, at, answer }] as const;
        });
        return { ...file, answers: { ...file.answers, ...Object.fromEntries(given) } };
      });
    case 'FormSigned':
      return change(state, event.form, (file) => {
        const signed = { entry, by: event.by, at, covers: event.covers };
        const signatures = event.signatures.map((box) => [box, signed] as const);
        return { ...file, signatures: { ...file.signatures, ...Object.fromEntries(signatures) } };
      });
    case 'FormSent':
      return change(state, event.form, (file) => {
        const { told, complete } = event;
        return { ...file, sent: [...file.sent, { entry, at, told, complete }] };
      });
    default:
      return state;
  }
}

function change(state: RaisedCase, form: string, how: (file: FormFile) => FormFile): RaisedCase {
  const file = state.forms.find((one) => one.form === form);
  const before = file ?? { form, answers: {}, signatures: {}, sent: [] };
  return { ...state, forms: [...state.forms.filter((one) => one.form !== form), how(before)] };
}
