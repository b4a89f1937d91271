import type { Account, Answers } from '../../src/flows/chat-input.ts';
import type { Form } from '../../src/flows/chat-message.ts';
import { formOf, type Conversation } from './conversation.ts';

/** Answers to every step of a raise by Rosa at Northbrook Council, to Nadia at St Aldhelm's, on Tuesday 22 December 2026. */
export const usualAnswers: Readonly<Record<string, Answers>> = {
  risk: { risk: 'no' },
  elsewhere: { elsewhere: ['none-of-these'], scope: 'yes' },
  'agency-1': { agency: 'st-aldhelms' },
  'professional-1': { professional: 'nadia', another: 'no' },
  when: { 'arose-date': '2026-12-22', 'arose-time': '09:30' },
  already: { already: 'no' },
  late: { 'late-because': 'The decision reached me after two days of leave.' },
  'words-1': {
    issue: 'The discharge was decided without a plan for the medicines.',
    risk: 'The adult may take the wrong dose at home.',
    nature: 'We think that the plan has to stand first; the ward thinks that it can follow.',
    aim: 'A plan before the discharge.',
  },
  'words-2': {
    evidence: 'The assessment of Monday lists three changes of dose.',
    'interim-safety': 'The adult stays on the ward until then.',
    wishes: 'To go home soon.',
  },
  about: { themes: ['risk', 'communication'], 'flag-out-of-area': 'no' },
  adult: {
    given: 'here',
    'adult-name': 'Avery Example',
    'adult-born': '1948-03-21',
    'adult-nhs': '943 476 5919',
  },
  check: { next: 'send' },
};

/** Goes through the steps with the usual answers until a step is shown, and returns that form. */
export async function reach(
  conversation: Conversation,
  account: Account,
  step: string,
  answers: Readonly<Record<string, Answers>> = {},
): Promise<Form> {
  const first = formOf(await conversation.type(account, ''));
  return goOn(conversation, account, first, step, answers);
}

/** Goes on from a form with the usual answers until a step is shown. */
export async function goOn(
  conversation: Conversation,
  account: Account,
  from: Form,
  step: string,
  answers: Readonly<Record<string, Answers>> = {},
): Promise<Form> {
  let form = from;
  for (let steps = 0; form.context.step !== step; steps += 1) {
    const at = form.context.step;
    const answer = answers[at] ?? usualAnswers[at];
    if (answer === undefined || steps > 30) throw new Error(`Stuck at ${at} on the way to ${step}`);
    form = formOf(await conversation.submit(account, form, answer));
  }
  return form;
}
