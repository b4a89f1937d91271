import type { FormRule } from '../../policy/question.ts';
import type { StageRule } from '../../policy/stage.ts';
import { openObligations } from '../case-state.ts';
import type { CommandOf, FormAnswer } from '../commands.ts';
import type { Decision, Refusal } from '../decision.ts';
import type { CaseEvent } from '../events.ts';
import {
  boxesToFill,
  boxesToSign,
  formOf,
  formsThere,
  isGiven,
  missingNow,
  missingOnEntering,
} from '../form.ts';
import type { Answerer, Box } from '../form.ts';
import { formOfDuty } from '../form-duties.ts';
import { met } from '../obligations.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import type { OpenObligation, RaisedCase } from '../state.ts';
import { capacity, firstRefusal, notYours, ownSide } from '../turn.ts';
import type { May, Turn } from '../turn.ts';

/* The board's own forms: filled in box by box, signed by whoever acts, and sent to their office. */

/** What is missing of a form before a stage can be entered. */
export type MissingForm = { readonly form: FormRule; readonly boxes: readonly Box[] };

export const mayFillForm: May = (turn) =>
  firstRefusal(
    actsAs(turn) === undefined ? notYours(turn) : undefined,
    formsToFill(turn).length > 0 ? undefined : noForm,
  );

/** The forms in which somebody can write now. */
export function formsToFill(turn: Turn): readonly FormRule[] {
  return forms(turn, boxesToFill);
}

/** Answers are added box by box; the latest counts and none is taken back. */
export function fillForm({ form, answers }: CommandOf<'fill-form'>, turn: Turn): Decision {
  const refused = mayFillForm(turn);
  const rule = formsToFill(turn).find(({ id }) => id === form);
  const by = actsAs(turn);
  if (refused !== undefined || rule === undefined || by === undefined) return refuse(refused ?? noForm);
  const boxes = boxesToFill(rule, by, turn.state, turn.rules);
  for (const [id, answer] of Object.entries(answers)) {
    const box = boxes.find((one) => one.id === id);
    const problem = box === undefined ? notYourBox : problemOf(box, answer);
    if (problem !== undefined) return refuse({ ...problem, field: id });
  }
  // A page that was looked at and left as it is adds nothing to the record.
  if (Object.keys(answers).length === 0) return accept();
  const filled: CaseEvent = { type: 'FormFilled', by: turn.by, form, answers };
  return accept(filled);
}

function problemOf({ field }: Box, answer: FormAnswer): Refusal | undefined {
  const wanted = choicesOf(field);
  if (wanted === undefined) return 'words' in answer ? undefined : notAnAnswer;
  if (!('chosen' in answer) || answer.chosen.length === 0) return notAnAnswer;
  if (field.type !== 'choices' && answer.chosen.length > 1) return notAnAnswer;
  return answer.chosen.every((one) => wanted.includes(one)) ? undefined : notAnAnswer;
}

/** The ids of what can be chosen in a box; `undefined` for one that is answered in words. */
export function choicesOf({ type, choices }: Box['field']): readonly string[] | undefined {
  switch (type) {
    case 'yes-no':
      return ['yes', 'no'];
    case 'yes-no-na':
      return ['yes', 'no', 'na'];
    case 'choice':
    case 'choices':
      return (choices ?? []).map(({ id }) => id);
    default:
      return undefined;
  }
}

export const maySignForm: May = (turn) =>
  firstRefusal(
    actsAs(turn) === undefined ? notYours(turn) : undefined,
    formsToSign(turn).length > 0
      ? undefined
      : refusal(
          'not-now',
          'There is nothing for you to sign now. It is signed already, or not asked for yet.',
        ),
  );

export function formsToSign(turn: Turn): readonly FormRule[] {
  return forms(turn, boxesToSign);
}

/** Signs as oneself, and for no one else: the record holds who pressed and when, and which boxes had an answer then. */
export function signForm({ form }: CommandOf<'sign-form'>, turn: Turn): Decision {
  const refused = maySignForm(turn);
  const rule = formsToSign(turn).find(({ id }) => id === form);
  const by = actsAs(turn);
  if (refused !== undefined || rule === undefined || by === undefined) return refuse(refused ?? noForm);
  const { state, rules } = turn;
  const covers = formOf(rule, state, rules).filter((box) => box.field.type !== 'signature' && isGiven(box));
  const signatures = boxesToSign(rule, by, state, rules);
  return accept({
    type: 'FormSigned',
    by: turn.by,
    form,
    signatures: signatures.map(({ id }) => id),
    covers: covers.map(({ id }) => id),
  });
}

export const maySendForm: May = (turn) =>
  firstRefusal(
    capacity(turn) === undefined ? notYours(turn) : undefined,
    formsToSend(turn).length > 0
      ? undefined
      : refusal('not-now', 'There is no form that you have to send now.'),
  );

export function formsToSend(turn: Turn): readonly FormRule[] {
  const ids = sendDuties(turn).flatMap((one) => formOfDuty(one, turn.rules)?.id ?? []);
  return turn.rules.policy.forms.filter(({ id }) => ids.includes(id));
}

/** It was sent to its office outside of here: by e-mail, or by post. */
export function sendForm({ form }: CommandOf<'send-form'>, turn: Turn): Decision {
  const refused = maySendForm(turn);
  const rule = formsToSend(turn).find(({ id }) => id === form);
  if (refused !== undefined || rule?.send === undefined) return refuse(refused ?? noForm);
  const { state, rules, at, by } = turn;
  const complete = missingNow(rule, state, rules).length === 0;
  const owed = sendDuties(turn).filter((one) => formOfDuty(one, rules)?.id === form);
  return accept(
    { type: 'FormSent', form, to: rule.send.to, on: 'by-hand', told: [], complete, by },
    ...owed.map((one) => met(one, state, rules, at, by)),
  );
}

function sendDuties(turn: Turn): readonly OpenObligation[] {
  const own = ownSide(turn);
  return openObligations(turn.state).filter(({ duty, owedBy }) => {
    return (
      duty === 'send-form' && owedBy.some(({ people, side }) => people.includes(turn.by) || side === own)
    );
  });
}

/** What the side of whoever wants to enter a stage has left open in a form; `entering`: the case as it would stand there. */
export function missingOf(form: string, entering: RaisedCase, turn: Turn): MissingForm | undefined {
  const rule = turn.rules.policy.forms.find(({ id }) => id === form);
  const side = actsAs(turn);
  if (rule === undefined || side === undefined) return undefined;
  // What the other side owes never holds anybody up: it is owed afterwards.
  const boxes = missingOnEntering(rule, entering, turn.rules).filter(({ by }) => by === side);
  return boxes.length === 0 ? undefined : { form: rule, boxes };
}

/** One message that names everything which is missing. */
export function refusalOf({ form, boxes }: MissingForm, stage: Pick<StageRule, 'label'>): Refusal {
  const labels = [...new Set(boxes.map(({ field }) => field.label))].map((label) => `“${label}”`);
  const says = `Before ${stage.label}, the form “${form.title}” has to be complete. Still missing: ${labels.join('; ')}. Fill it in, then take it further. If the adult is at immediate risk, do not wait: say so at once.`;
  return { ...refusal('missing', says), form: form.id };
}

function forms(
  turn: Turn,
  boxes: (form: FormRule, by: Answerer, state: RaisedCase, rules: Turn['rules']) => readonly Box[],
): readonly FormRule[] {
  const by = actsAs(turn);
  if (by === undefined) return [];
  const { state, rules } = turn;
  return formsThere(state, rules).filter((form) => boxes(form, by, state, rules).length > 0);
}

/** The side for which somebody acts now, the board included. */
function actsAs(turn: Turn): Answerer | undefined {
  const found = capacity(turn);
  return found?.acts === true ? found.side : undefined;
}

const noForm: Refusal = refusal(
  'not-now',
  'There is no form of the board for you to fill in here now. Open the case to see what you can do.',
);
const notYourBox: Refusal = refusal('not-yours', 'This box is for somebody else to fill in.');
const notAnAnswer: Refusal = refusal('missing', 'Choose from the list.');
