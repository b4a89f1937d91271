import type { Block, Form } from '../chat-message.ts';
import { agencyOf } from '../../directory/lookup.ts';
import { small, text } from '../page.ts';
import { sayList } from '../wording/telling.ts';
import { raiseTitle } from './raise-title.ts';
import { stepsOf } from './steps.ts';
import { receiversOf } from './receivers.ts';
import type { RaiseContext } from './step.ts';

export const sendIt = 'send';
const changePrefix = 'change:';

/** The last page: everything as it will be sent, and the choice to send it or to change a part. */
export function checkForm(context: RaiseContext, draft: string, first: readonly Block[] = []): Form {
  const { directory } = context.rules;
  const steps = stepsOf(context);
  const people = receiversOf(context).map(({ professional }) => {
    const name = directory.people.get(professional)?.name ?? 'the professional';
    return `${name} (${agencyOf(directory, professional)?.name ?? ''})`;
  });
  return {
    title: raiseTitle([context.rules.policy]),
    context: { act: { do: 'raise' }, step: 'check', draft },
    intro: [
      ...first,
      { kind: 'heading', text: 'Check your answers' },
      ...steps.flatMap(({ summary }) => summary),
      { kind: 'divider' },
      text(
        `When you send it, ${sayList(people)} ${people.length === 1 ? 'is' : 'are'} told at once. The next page shows you every date.`,
      ),
      small(
        'Nothing in the message names the adult. What you wrote opens on a click, for people who take part in the case.',
      ),
    ],
    fields: [
      {
        kind: 'choice',
        id: 'next',
        label: 'What next?',
        required: true,
        options: [
          { id: sendIt, label: 'Send it' },
          ...steps.map(({ id, name }) => ({ id: `${changePrefix}${id}`, label: `Change: ${name}` })),
        ],
      },
    ],
    submit: 'Next',
    close: 'Close',
  };
}

/** The step that the answer wants to change; `undefined` when it is no such answer. */
export function stepToChange(answer: string): string | undefined {
  return answer.startsWith(changePrefix) ? answer.slice(changePrefix.length) : undefined;
}
