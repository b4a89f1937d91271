import { oneOf } from '../answers.ts';
import { saySource } from '../page.ts';
import { checkedFrom, typedAt, wasSeen } from './step.ts';
import type { RaiseContext, RaiseStep } from './step.ts';

const step = 'behalf';

/** Whether it is raised for somebody else, and for whom; asked where the policy lets one person raise it for another. */
export function behalfStep(context: RaiseContext): readonly RaiseStep[] {
  const rule = context.rules.policy.raise.on_behalf;
  if (rule === undefined) return [];
  const typed = typedAt(context, step);
  const chosen = oneOf(typed, 'behalf');
  const whom = oneOf(typed, 'for-whom');
  const said = onBehalf(context);
  return [
    {
      id: step,
      name: 'Whether you raise it for somebody',
      intro: [],
      fields: [
        {
          kind: 'choice',
          id: 'behalf',
          label: 'Do you raise it for somebody else, or support somebody in raising it?',
          hint: saySource(rule),
          required: true,
          options: [
            { id: 'no', label: 'No, it is my own' },
            { id: 'yes', label: 'Yes' },
          ],
          ...(chosen === '' ? {} : { value: chosen }),
        },
        {
          kind: 'text',
          id: 'for-whom',
          label: rule.asks,
          hint: 'Only if you chose Yes. A colleague, and never the adult.',
          required: false,
          long: true,
          max: 3000,
          ...(whom === '' ? {} : { value: whom }),
        },
      ],
      checked: checkedFrom(wasSeen(context, step), problems(chosen, whom)),
      summary: [
        said === undefined
          ? { kind: 'facts', facts: [{ label: 'Raised for somebody else', value: 'No' }] }
          : { kind: 'quote', label: rule.asks, words: said },
      ],
    },
  ];
}

/** For whom it is raised, where it is for somebody else. */
export function onBehalf(context: RaiseContext): string | undefined {
  const typed = typedAt(context, step);
  const whom = oneOf(typed, 'for-whom');
  const asked = context.rules.policy.raise.on_behalf !== undefined;
  return asked && oneOf(typed, 'behalf') === 'yes' && whom !== '' ? whom : undefined;
}

function problems(chosen: string, whom: string): Readonly<Record<string, string>> {
  if (chosen !== 'yes' && chosen !== 'no') return { behalf: 'Choose one of the two.' };
  return chosen === 'yes' && whom === '' ? { 'for-whom': 'Say for whom, and why.' } : {};
}
