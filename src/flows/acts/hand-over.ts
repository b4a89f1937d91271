import { handsOver, mayTakeOver } from '../../case/rules/colleagues.ts';
import type { PersonId } from '../../directory/directory.ts';
import { manyOf } from '../answers.ts';
import type { Answers } from '../chat-input.ts';
import type { Field } from '../chat-message.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { pickFields, readPick } from '../pick.ts';
import { deputyOf, peopleOfAgency } from '../../directory/lookup.ts';
import { commanded, hasErrors, need, textBlock, wrong } from './fields.ts';
import { optionsOf } from './people-options.ts';
import { reasonField } from './reason.ts';
import { turnOf } from './turn-of.ts';

/** Somebody of the same agency takes over. No date moves. */
export const handOver: CaseConversation = {
  does: 'hand-over',
  title: 'Hand over',
  submit: 'Hand over',
  writes: 'HandedOver',
  ask: (context, typed) => ({
    intro: [
      textBlock(
        'Somebody of the same agency takes this over, with everything that is owed. No date moves. Ring them first, so that they know.',
      ),
    ],
    fields: [
      ...fromField(context),
      ...pickFields(takers(context), typed),
      reasonField('Why is it handed over?'),
    ],
  }),
  command: (context, answers, head, seal) => {
    const errors: Record<string, string> = {};
    const from = readFrom(context, answers);
    const picked = readPick(takers(context), answers);
    const reason = need(answers, 'reason', 'Say why, in a sentence.', errors);
    if (from === undefined) errors['from'] = 'Choose whose part is handed over.';
    if (picked.kind === 'wrong') Object.assign(errors, picked.errors);
    if (picked.kind === 'again' && !hasErrors(errors)) return { kind: 'again' };
    if (picked.kind !== 'picked' || from === undefined || hasErrors(errors)) return wrong(errors);
    return commanded({ type: 'hand-over', ...head, from, to: picked.id, reason: seal(reason) });
  },
};

/** Whose part it may be: the one that the act names, else everybody's that this person may hand over, their own first. */
function leavers(context: CaseContext): readonly PersonId[] {
  const may = handsOver(turnOf(context));
  const { person, act } = context;
  if (act.on !== undefined) return may.filter((id) => id === act.on);
  return may.includes(person.id) ? [person.id, ...may.filter((id) => id !== person.id)] : may;
}

function fromField(context: CaseContext): readonly Field[] {
  const people = leavers(context);
  if (people.length < 2) return [];
  const options = people.map((id) => ({ id, label: nameOf(id, context) }));
  return [{ kind: 'choice', id: 'from', label: 'Whose part is handed over?', required: true, options }];
}

function readFrom(context: CaseContext, answers: Answers): PersonId | undefined {
  const people = leavers(context);
  const [chosen] = manyOf(answers, 'from');
  return people.length < 2 ? people[0] : people.find((id) => id === chosen);
}

/** Colleagues in the agencies of those whose part it may be; deputies first. Oneself only where the rules let one take it. */
function takers(context: CaseContext) {
  const { directory } = context.rules;
  const people = leavers(context);
  const agencies = people.flatMap((id) => directory.people.get(id)?.agency ?? []);
  const deputies = people.flatMap((id) => deputyOf(directory, id)?.id ?? []);
  const colleagues = [...new Set(agencies)].flatMap((agency) => peopleOfAgency(directory, agency));
  const names = new Intl.Collator('en-GB');
  const inOrder = colleagues.sort((one, other) => names.compare(one.name, other.name)).map(({ id }) => id);
  const only = people.length === 1 ? people[0] : undefined;
  const turn = turnOf(context);
  const mayTake = (id: PersonId) => id !== turn.by || people.some((from) => mayTakeOver(from, turn));
  return {
    id: 'to',
    label: 'Who takes over?',
    required: true,
    options: optionsOf(
      [...new Set([...deputies, ...inOrder])].filter((id) => id !== only && mayTake(id)),
      context.rules,
    ),
  };
}

function nameOf(id: PersonId, { rules, person }: CaseContext): string {
  const name = rules.directory.people.get(id)?.name ?? 'Somebody who has left the directory';
  return id === person.id ? `${name} (you)` : name;
}
