import { capacity } from '../../case/turn.ts';
import { stageNow } from '../../case/stage-entry.ts';
import { sideOf } from '../../case/case-state.ts';
import type { Person } from '../../directory/directory.ts';
import { partnersOf, peopleWithRole } from '../../directory/lookup.ts';
import { roleOf } from '../../policy/policy-lookup.ts';
import { manyOf, oneOf } from '../answers.ts';
import type { Field, Option } from '../chat-message.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { saySource } from '../page.ts';
import { sayAgency } from '../wording/telling.ts';
import { commanded, longText, smallBlock, textBlock, wrong } from './fields.ts';
import { turnOf } from './turn-of.ts';

/**
 * Advice from somebody whom the policy names for the stage, in one's own agency (RB-64, RB-72, RB-76); whoever heads
 * the forum confers with these in every agency that is part of it, and with others of the board's partners (RB-87). Who owes what does not change.
 */
export const bringIn: CaseConversation = {
  does: 'bring-in',
  title: 'Ask for advice',
  submit: 'Ask them',
  writes: 'BroughtIn',
  ask: (context) => ({
    intro: [
      textBlock('They can read the matter and give advice. Who owes what, and every date, stays as it is.'),
      { kind: 'list', items: purposes(context) },
      ...(advisers(context).length === 0 ? [nobody(context)] : []),
    ],
    fields: fields(context),
    toRead: advisers(context).length === 0,
  }),
  command: (context, answers, head, seal) => {
    const [chosen] = manyOf(answers, 'person');
    const asked = advisers(context).find(({ id }) => id === chosen);
    const question = oneOf(answers, 'question');
    if (asked === undefined) return wrong({ person: 'Choose whom you ask.' });
    return commanded({
      type: 'bring-in',
      ...head,
      person: asked.person,
      as: asked.role,
      ...(question === '' ? {} : { question: seal(question) }),
    });
  },
};

type Adviser = Option & { readonly person: string; readonly role: string };

function fields(context: CaseContext): readonly Field[] {
  const options = advisers(context).map(({ id, label }) => ({ id, label }));
  if (options.length === 0) return [];
  return [
    { kind: 'choice', id: 'person', label: 'Whom do you ask?', required: true, options },
    longText(
      {
        id: 'question',
        label: 'What do you want to ask?',
        hint: 'You can leave this empty. Do not name the adult.',
      },
      false,
    ),
  ];
}

/** Those whom the policy names for the stage; and for whoever heads the forum, everybody of the board's partners besides. */
function advisers(context: CaseContext): readonly Adviser[] {
  const named = namedAdvisers(context);
  if (capacity(turnOf(context))?.side !== 'board') return named;
  return [...named, ...others(context).filter(({ person }) => !named.some((one) => one.person === person))];
}

/** Everybody who holds one of the stage's roles; one line each, also for somebody who holds two. */
function namedAdvisers(context: CaseContext): readonly Adviser[] {
  const { rules, state } = context;
  return stageNow(state, rules).consulted.flatMap(({ role }) =>
    agencies(context).flatMap((agency) =>
      peopleWithRole(rules.directory, agency, role).flatMap((one) => adviser(one, role, context)),
    ),
  );
}

/** "Others as required" (RB-87): people of any partner of the board, in the first of their roles that the policy knows. */
function others(context: CaseContext): readonly Adviser[] {
  const { directory, policy } = context.rules;
  const partners = new Set(partnersOf(directory, policy.board).map(({ id }) => id));
  return [...directory.people.values()]
    .filter(({ agency }) => partners.has(agency))
    .flatMap((one) => {
      const role = one.roles.find((id) => policy.roles.some((known) => known.id === id));
      return role === undefined ? [] : adviser(one, role, context);
    });
}

function adviser(
  { id, name, agency }: Person,
  role: string,
  { person, rules }: CaseContext,
): readonly Adviser[] {
  if (id === person.id) return [];
  const label = `${name}, ${roleOf(rules.policy, role).label}, ${sayAgency(agency, rules)}`;
  return [{ id: `${role}:${id}`, label, person: id, role }];
}

function agencies(context: CaseContext): readonly string[] {
  const found = capacity(turnOf(context));
  if (found === undefined) return [];
  if (found.side === 'board') return context.state.sides.map(({ agency }) => agency);
  return sideOf(context.state, found.side)?.agency === undefined ? [] : [context.person.agency];
}

function purposes({ state, rules }: CaseContext) {
  return stageNow(state, rules).consulted.map((one) => `${one.purpose}. ${saySource(one)}.`);
}

function nobody({ rules }: CaseContext) {
  const office = rules.policy.contacts.find(({ id }) => id === rules.policy.board_office);
  return smallBlock(
    `The directory names nobody in these roles. Ask your own agency who it is${office === undefined ? '' : `, or ${office.label}`}.`,
  );
}
