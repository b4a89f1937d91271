import { maySee } from '../../case/access.ts';
import { isRaised } from '../../case/case-state.ts';
import { mayTakeOver } from '../../case/rules/colleagues.ts';
import type { Directory, Person } from '../../directory/directory.ts';
import type { HandOver } from '../../directory/removals.ts';
import { casesOfLeavers, type CaseOfLeavers } from '../cases-of-leavers.ts';
import type { Act, Answers } from '../chat-input.ts';
import type { Block, Form, Reply } from '../chat-message.ts';
import { hasErrors, need } from '../acts/fields.ts';
import { reasonField } from '../acts/reason.ts';
import { filled, wrongAt } from '../filled.ts';
import { handOverCase, whyNotHandedOver } from '../hand-over-cases.ts';
import { small, text } from '../page.ts';
import { sayHintsBut } from '../personal-data-warning.ts';
import { pickFields, readPick } from '../pick.ts';
import { sayList } from '../wording/telling.ts';
import type { Sitting } from './looks-after.ts';
import { nameOf, sayCases, sayWhere } from './say-people.ts';
import { backTo, type Sent } from './sent.ts';

const title = 'Hand over their cases';
const reason = reasonField(
  'Why are they handed over?',
  'Everybody in these cases can read this. Do not name an adult.',
);

/** Everything that somebody has open, to one colleague: who takes over, and why. */
export async function askTaker(sitting: Sitting): Promise<Reply> {
  const { theirs } = await casesOf(sitting);
  return theirs.length === 0 ? nothingOpen(sitting) : { kind: 'form', form: takerForm(sitting, theirs, {}) };
}

function takerForm(sitting: Sitting, theirs: readonly CaseOfLeavers[], typed: Answers): Form {
  const { person, services } = sitting;
  const open = theirs.length;
  return {
    title,
    context: { act: { do: 'hand-over-cases', on: person.id }, step: 'ask' },
    intro: [
      { kind: 'heading', text: sayWhere(person, services.people.directory()) },
      text(
        `${person.name} has ${sayCases(open)}. Somebody of the same agency takes ${open === 1 ? 'it' : 'all of them'} over, with everything that is owed. No date moves. Ring them first, so that they know.`,
      ),
    ],
    fields: [...pickFields(takersOf(sitting, theirs), typed), filled(reason, typed)],
    submit: 'Next',
    close: 'Cancel',
  };
}

/** Check your answers: how many cases, by their references where this reader may see them. */
export async function checkHandOver(sitting: Sitting, { answers }: Sent): Promise<Reply> {
  const found = await casesOf(sitting);
  if (found.theirs.length === 0) return nothingOpen(sitting);
  const asked = takerForm(sitting, found.theirs, answers);
  const errors: Record<string, string> = {};
  const picked = readPick(takersOf(sitting, found.theirs), answers);
  if (picked.kind === 'wrong') Object.assign(errors, picked.errors);
  const why = need(answers, 'reason', 'Say why, in a sentence.', errors);
  if (hasErrors(errors)) return wrongAt(asked, answers, errors);
  if (picked.kind !== 'picked') return { kind: 'form', form: asked };
  const refused = refusalPage(sitting, found, picked.id);
  return refused ?? { kind: 'form', form: checkForm(sitting, found, picked.id, why) };
}

function checkForm(sitting: Sitting, { theirs, left }: Found, to: string, why: string): Form {
  const { person, services, now } = sitting;
  const directory = services.people.directory();
  const hints = sayHintsBut(directory, [{ label: reason.label, words: why }], now);
  return {
    title,
    context: { act: { do: 'hand-over-cases', on: `${person.id}:${to}` }, step: 'check' },
    intro: [
      { kind: 'heading', text: 'Check your answers' },
      {
        kind: 'facts',
        facts: [
          { label: 'From', value: sayWhere(person, directory) },
          { label: 'To', value: nameOf(to, directory) },
          { label: 'Handed over', value: sayCounted(sitting, theirs) },
        ],
      },
      ...(left === 0
        ? []
        : [
            text(
              `In ${sayCases(left)} they only owe something that was asked of them alone, and nobody takes that over. Ask them to do it.`,
            ),
          ]),
      ...hints.map((hint): Block => ({
        kind: 'text',
        text: { strong: `${hint} Take it out if it is an adult’s.` },
      })),
      small('The people of each case are told.'),
    ],
    fields: [filled(reason, { reason: why })],
    submit: 'Hand over',
    close: 'Cancel',
  };
}

/**
 * Hands over each case, one after the other. It is kept first that it was asked; each case then changes by itself, and
 * what was handed over stays so if this ends on the way: sent again, the rest follows.
 */
export async function handOverAll(sitting: Sitting, act: Act, { id, answers }: Sent): Promise<Reply> {
  const { services, person, by, now } = sitting;
  const to = act.on?.split(':')[1] ?? '';
  const found = await casesOf(sitting);
  const before = await keptFor(sitting, id);
  if (before === undefined && found.theirs.length === 0) return nothingOpen(sitting);
  const errors: Record<string, string> = {};
  const why = need(answers, 'reason', 'Say why, in a sentence.', errors);
  if (hasErrors(errors)) return wrongAt(checkForm(sitting, found, to, why), answers, errors);
  const refused = refusalPage(sitting, found, to);
  if (refused !== undefined) return refused;
  if (before === undefined)
    await services.people.noteHandedOver(
      { person: person.id, by: by.id, at: now, to, cases: found.theirs.length },
      id,
    );
  for (const one of found.theirs)
    await handOverCase(services, handOver(one, person, to), {
      by: by.id,
      id: `${id}:${one.id}`,
      reason: why,
    });
  return donePage(sitting, to, before ?? found.theirs.length);
}

async function donePage(sitting: Sitting, to: string, cases: number): Promise<Reply> {
  const { services, person } = sitting;
  const { theirs } = await casesOf(sitting);
  const says = `${sayCases(cases)} of ${person.name} ${cases === 1 ? 'is' : 'are'} handed over to ${nameOf(to, services.people.directory())}. The people of each case are told.`;
  const rest =
    theirs.length === 0
      ? []
      : [
          text(
            `They still have ${sayCounted(sitting, theirs)}, which came up meanwhile. Hand over once more.`,
          ),
        ];
  return backTo(sitting, title, [{ kind: 'heading', text: 'Done' }, text(says), ...rest]);
}

/** How many cases this same input was to hand over, if it came before. */
async function keptFor({ services, person }: Sitting, input: string): Promise<number | undefined> {
  const history = await services.people.history(person.id);
  return history.flatMap((one) =>
    'input' in one && one.input === input && one.value.field === 'cases' ? [one.value.cases] : [],
  )[0];
}

/** Every case is asked before the first one changes. */
function refusalPage(sitting: Sitting, { theirs }: Found, to: string): Reply | undefined {
  const { person, by, now } = sitting;
  const refused = theirs.flatMap((one) => {
    const says = whyNotHandedOver(handOver(one, person, to), by.id, now, one.state, one.rules);
    return says === undefined ? [] : [{ one, says }];
  });
  if (refused.length === 0) return undefined;
  const reasons = [...new Set(refused.map(({ says }) => says))].map((says) => {
    const cases = refused.filter((each) => each.says === says).map(({ one }) => one);
    return `${sayCounted(sitting, cases)}: ${says}`;
  });
  return backTo(sitting, title, [
    { kind: 'heading', text: 'Not all of them can be handed over' },
    { kind: 'list', items: reasons },
    small('Nothing was handed over now.'),
  ]);
}

function nothingOpen(sitting: Sitting): Reply {
  return backTo(sitting, title, [
    text(`${sitting.person.name} has no open case that has to be handed over.`),
  ]);
}

type Found = { readonly theirs: readonly CaseOfLeavers[]; readonly left: number };

/** The open cases that somebody must hand over, and how many besides in which they still owe something. */
async function casesOf({ services, person }: Sitting): Promise<Found> {
  const cases = await casesOfLeavers(services, [person.id]);
  const theirs = cases.filter(({ people }) => people.includes(person.id));
  return { theirs, left: cases.filter(({ notes }) => notes.length > 0).length };
}

/** "3 open cases: RED-4F7K2, RED-9ABCD and 1 whose reference is not for you". */
function sayCounted({ by, now }: Sitting, cases: readonly CaseOfLeavers[]): string {
  const seen = cases
    .filter(({ state, rules }) => maySee(by.id, state, rules, now) !== 'nothing')
    .map(({ reference }) => reference);
  const hidden = cases.length - seen.length;
  if (seen.length === 0) return sayCases(cases.length);
  const rest = hidden === 0 ? [] : [`${hidden} of which you see nothing`];
  return `${sayCases(cases.length)}: ${sayList([...seen, ...rest])}`;
}

function handOver({ id, reference }: CaseOfLeavers, from: Person, to: string): HandOver {
  return { caseId: id, reference, from: from.id, to };
}

/** Colleagues of the same agency, the deputy first; oneself only where one may take over every one of these cases. */
function takersOf({ services, person, by, now }: Sitting, theirs: readonly CaseOfLeavers[]) {
  const { people }: Directory = services.people.directory();
  const names = new Intl.Collator('en-GB');
  const mayTake = ({ state, rules }: CaseOfLeavers) =>
    isRaised(state) && mayTakeOver(person.id, { by: by.id, state, rules, at: now });
  const colleagues = [...people.values()]
    .filter(({ id, agency }) => agency === person.agency && id !== person.id)
    .filter(({ id }) => id !== by.id || theirs.every(mayTake))
    .sort(
      (one, other) =>
        Number(other.id === person.deputy) - Number(one.id === person.deputy) ||
        names.compare(one.name, other.name),
    );
  return {
    id: 'to',
    label: 'Who takes over?',
    required: true,
    options: colleagues.map(({ id, name, jobTitle }) => ({
      id,
      label: jobTitle === undefined ? name : `${name}, ${jobTitle}`,
    })),
  };
}
