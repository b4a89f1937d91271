import type { Policy } from '../../policy/policy.ts';
import type { Block, Form } from '../chat-message.ts';
import { aboutStep } from './about.ts';
import { adultStep } from './adult.ts';
import { behalfStep } from './behalf.ts';
import { lateStep } from './late.ts';
import { raiseTitle } from './raise-title.ts';
import { receiverSteps } from './receivers.ts';
import { startStep } from './start.ts';
import type { RaiseContext, RaiseStep } from './step.ts';
import { alreadyStep, whenStep } from './when.ts';
import { wordsSteps } from './words.ts';

/** Every step of this raise, in order. Answers add steps: another agency, a reason for being late. */
export function stepsOf(context: RaiseContext): readonly RaiseStep[] {
  return [
    ...startStep(context),
    ...receiverSteps(context),
    whenStep(context),
    alreadyStep(context),
    ...lateStep(context),
    ...behalfStep(context),
    ...wordsSteps(context),
    aboutStep(context),
    adultStep(context),
  ];
}

/** The first step that still asks for something; `undefined` when all is there and can be checked and sent. */
export function nextStep(context: RaiseContext): RaiseStep | undefined {
  return stepsOf(context).find(({ checked }) => checked.kind !== 'right');
}

/** A step as a form. `first` is shown above everything else. */
export function stepForm(draft: string, step: RaiseStep, policy: Policy, first: readonly Block[] = []): Form {
  return {
    title: raiseTitle([policy]),
    context: { act: { do: 'raise' }, step: step.id, draft },
    intro: [...first, { kind: 'heading', text: step.name }, ...step.intro],
    fields: step.fields,
    ...(step.fields.length > 0 ? { submit: 'Next' } : {}),
    close: 'Close',
  };
}
