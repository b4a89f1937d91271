import type { Outstanding } from '../../case/commands.ts';
import type { OpenObligation } from '../../case/state.ts';
import { stepsToDo } from '../../case/rules/next-steps.ts';
import { oneOf } from '../answers.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { sayDue } from '../wording/telling.ts';
import { commanded, longText, textBlock, wrong } from './fields.ts';
import { quote } from './quotes.ts';
import { turnOf } from './turn-of.ts';

/** What was agreed as a next step is done (RB-47). */
export const doneStep: CaseConversation = {
  does: 'done-step',
  title: 'A next step is done',
  submit: 'It is done',
  writes: 'StepDone',
  shows: (context) => chosen(context).flatMap((step) => agreedAs(step, context).map(({ what }) => what)),
  ask: (context) => ({
    intro: chosen(context).flatMap((step) => [
      ...(step.due === undefined ? [] : [textBlock(`Agreed by ${sayDue(step.due, context)}.`)]),
      ...agreedAs(step, context).map(({ what }) => quote('What was agreed', what, context)),
    ]),
    fields: [
      longText(
        {
          id: 'done',
          label: 'What was done?',
          hint: 'You can leave this empty. Do not name the adult.',
        },
        false,
      ),
    ],
  }),
  command: (context, answers, head, seal) => {
    const [step] = chosen(context);
    const done = oneOf(answers, 'done');
    if (step === undefined) return wrong({});
    return commanded({
      type: 'done-step',
      ...head,
      step: step.id,
      ...(done === '' ? {} : { words: seal(done) }),
    });
  },
};

/** The step that the act names, else the first that this person can say is done. */
function chosen(context: CaseContext): readonly OpenObligation[] {
  const open = stepsToDo(turnOf(context));
  const id = context.act.on ?? open[0]?.id;
  return open.filter((one) => one.id === id);
}

/** What was agreed, from the outcome in the record: the id of a step ends in its entry and its place there. */
function agreedAs({ id }: OpenObligation, { state }: CaseContext): readonly Outstanding[] {
  const [entry, place] = (id.split(':')[1] ?? '').split('.').map(Number);
  const event = state.entries.find((one) => one.entry === entry)?.event;
  const step = event?.type === 'OutcomeProposed' ? event.outstanding[(place ?? 0) - 1] : undefined;
  return step === undefined ? [] : [step];
}
