import { boxesToSign, formOf } from '../../case/form.ts';
import type { Box } from '../../case/form.ts';
import { capacityOf } from '../../case/capacity.ts';
import type { Block } from '../chat-message.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { answererOf, contentOf, labelOfBox, readFormPlace } from '../forms/content-of.ts';
import { saySource } from '../page.ts';
import { commanded, smallBlock, textBlock, wrong } from './fields.ts';

/** Signs a form of the board as oneself: nobody types a name, and nobody signs for somebody else. */
export const signForm: CaseConversation = {
  does: 'sign-form',
  title: 'Sign the form',
  submit: 'Sign',
  writes: 'FormSigned',
  ask: (context) => {
    const { state, rules, person, act, now } = context;
    const place = readFormPlace(act.on, rules.policy);
    const side = capacityOf(person.id, state, rules, now)?.side;
    if (place === undefined || side === undefined)
      return { intro: [textBlock('There is no such form here.')], fields: [], toRead: true };
    const { form } = place;
    const signing = boxesToSign(form, side, state, rules);
    const changed = signing.flatMap(({ signed }) => signed?.changedSince ?? []);
    const boxes = formOf(form, state, rules);
    const anew = boxes.filter(({ id }) => changed.includes(id)).map((box) => labelOfBox(box, rules));
    return {
      intro: [
        textBlock(`“${form.title}”. ${saySource(form)}.`),
        textBlock(
          `You sign as yourself, ${person.name}: ${signing.map(({ field }) => field.label).join('; ')}. The record holds your name and this moment. Read the form before you sign it.`,
        ),
        ...(anew.length === 0
          ? []
          : [
              textBlock('Changed since it was signed, so it is asked for again:'),
              { kind: 'list' as const, items: anew },
            ]),
        {
          kind: 'facts',
          facts: boxes.filter(({ field }) => field.type !== 'signature').map((box) => fact(box, context)),
        },
        smallBlock('If anything in it is answered in another way later, you are asked to sign again.'),
      ],
      fields: [],
    };
  },
  command: ({ act, rules }, _answers, head) => {
    const place = readFormPlace(act.on, rules.policy);
    return place === undefined ? wrong({}) : commanded({ type: 'sign-form', ...head, form: place.form.id });
  },
};

function fact(box: Box, { state, rules }: CaseContext): Extract<Block, { kind: 'facts' }>['facts'][number] {
  const content = contentOf(box);
  const values = {
    plain: content.kind === 'plain' ? content.text : '',
    sealed: 'Written. It opens with “Read the form”.',
    apart: 'Given, and kept apart.',
    empty: `Empty. ${answererOf(box, state, rules)} answers it.`,
  };
  return { label: labelOfBox(box, rules), value: values[content.kind] };
}
