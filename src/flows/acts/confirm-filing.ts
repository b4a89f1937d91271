import { placesToFile } from '../../case/rules/record.ts';
import { oneOf } from '../answers.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { saySource } from '../page.ts';
import { commanded, smallBlock, textBlock, wrong } from './fields.ts';
import { turnOf } from './turn-of.ts';

/** An agency confirms what the policy asks it to file, one place after the other (RB-46, SO-31). */
export const confirmFiling: CaseConversation = {
  does: 'confirm-filing',
  title: 'What is filed',
  submit: 'Yes',
  writes: 'FilingConfirmed',
  ask: (context) => {
    const places = toFile(context);
    const [only] = places;
    const one = places.length === 1 && only !== undefined;
    return {
      intro: one ? [textBlock(only.asks), smallBlock(saySource(only))] : [],
      fields: one
        ? []
        : [
            {
              kind: 'choice',
              id: 'place',
              label: 'To which of these do you say yes?',
              required: true,
              options: places.map(({ id, asks }) => ({ id, label: asks })),
            },
          ],
    };
  },
  command: (context, answers, head) => {
    const places = toFile(context);
    const place =
      places.length === 1 ? places[0]?.id : places.find(({ id }) => id === oneOf(answers, 'place'))?.id;
    if (place === undefined) return wrong(places.length === 0 ? {} : { place: 'Choose what you confirm.' });
    return commanded({ type: 'confirm-filing', ...head, place });
  },
};

function toFile(context: CaseContext) {
  const open = placesToFile(turnOf(context));
  const named = context.act.on === undefined ? open : open.filter((id) => id === context.act.on);
  return context.rules.policy.filing.filter(({ id }) => named.includes(id));
}
