import { z } from 'zod';

const optionShape = z.object({ value: z.string() });
const inputShape = z.object({
  type: z.literal('input'),
  block_id: z.string(),
  element: z.object({ type: z.string(), action_id: z.string(), options: z.array(optionShape).optional() }),
});
const viewShape = z.looseObject({ private_metadata: z.string(), blocks: z.array(z.unknown()) });

/** A view that Slack was asked to open, as the bench fills it in. */
export type OpenedView = z.infer<typeof viewShape>;

export function readView(value: unknown): OpenedView {
  return viewShape.parse(value);
}

/** The answers to every question of a view, as Slack sends them: "no" where it can be chosen, and a sentence. */
export function fillIn({ blocks }: OpenedView): Readonly<Record<string, unknown>> {
  const inputs = blocks.flatMap((block) => inputShape.safeParse(block).data ?? []);
  return Object.fromEntries(
    inputs.map(({ block_id, element }) => [block_id, { [element.action_id]: answerTo(element) }]),
  );
}

function answerTo({ type, options = [] }: z.infer<typeof inputShape>['element']): unknown {
  switch (type) {
    case 'plain_text_input':
      return { type, value: 'A plan for the medicines that stands before the discharge.' };
    case 'radio_buttons':
    case 'static_select':
      return { type, selected_option: options.find(({ value }) => value === 'no') ?? options[0] };
    default:
      throw new Error(`The bench does not know how to answer a ${type}`);
  }
}
