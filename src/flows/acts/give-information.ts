import { requestsToAnswer } from '../../case/rules/information.ts';
import type { InformationRequest } from '../../case/state.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { sayDue, sayPerson, upperFirst } from '../wording/telling.ts';
import { commanded, hasErrors, longText, need, smallBlock, textBlock, wrong } from './fields.ts';
import { quote } from './quotes.ts';
import { numberOn, turnOf } from './turn-of.ts';

/** The written answer of somebody who was asked. */
export const giveInformation: CaseConversation = {
  does: 'give-information',
  title: 'Give the information',
  submit: 'Send',
  writes: 'InformationGiven',
  shows: (context) => requested(context).map(({ question }) => question),
  ask: (context) => ({
    intro: requested(context).flatMap((request) => [
      textBlock(`By ${sayDue(request.until, context)}.`),
      quote(`${upperFirst(askedBy(request, context))} asked`, request.question, context),
      smallBlock(
        'Your answer stands in the record, and everybody who is part of this can read it. Do not name the adult.',
      ),
    ]),
    fields: [longText({ id: 'answer', label: 'Your answer' }, true)],
  }),
  command: (context, answers, head, seal) => {
    const [request] = requested(context);
    const errors: Record<string, string> = {};
    const answer = need(answers, 'answer', 'Write down your answer.', errors);
    if (hasErrors(errors)) return wrong(errors);
    if (request === undefined) return wrong({});
    return commanded({ type: 'give-information', ...head, request: request.entry, words: seal(answer) });
  },
};

/** The question that the act names, else the first that this person has not answered. */
function requested(context: CaseContext): readonly InformationRequest[] {
  const entry = numberOn(context.act.on) ?? requestsToAnswer(turnOf(context))[0];
  return context.state.requests.filter((one) => one.entry === entry);
}

function askedBy({ entry }: InformationRequest, { state, rules, person }: CaseContext): string {
  const event = state.entries.find((one) => one.entry === entry)?.event;
  return event?.type === 'InformationAsked' ? sayPerson(event.by, { rules, reader: person }) : 'the forum';
}
