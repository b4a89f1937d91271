import { maySee } from '../../case/access.ts';
import { beganAt, isRaised, openObligations, receivingSides } from '../../case/case-state.ts';
import type { OpenObligation, RaisedCase } from '../../case/state.ts';
import type { Person, PersonId } from '../../directory/directory.ts';
import { sayRole } from '../../policy/board-words.ts';
import { stageOf } from '../../policy/policy-lookup.ts';
import type { Block, Reply, Text } from '../chat-message.ts';
import { saySource, showPage, small, text } from '../page.ts';
import { knownCase } from '../rules-of-case.ts';
import type { KnownCase } from '../rules-of-case.ts';
import { sayUnreached } from '../say-unreached.ts';
import type { Services } from '../services.ts';
import { sayDuty } from '../wording/duty-words.ts';
import { dateWords } from '../wording/date-words.ts';
import { owes } from '../wording/owed.ts';
import { lowerFirst, sayList, sayPerson, sayStage, upperFirst, verbAfter } from '../wording/telling.ts';
import { raiseTitle } from './raise-title.ts';

/**
 * What the raiser sees once it is sent: the reference, who is being told and cannot be reached just now, every date with its paragraph, what comes
 * next. Read from the record, so that it is the same when the last press is delivered again. `undefined` when this
 * person raised no such case.
 */
export async function raisedPage(
  services: Services,
  person: Person,
  caseId: string,
): Promise<Reply | undefined> {
  const known = await knownCase(services, caseId);
  if (known === undefined || !isRaised(known.state) || known.state.raiser !== person.id) return undefined;
  if (maySee(person.id, known.state, known.rules, services.clock.now()) === 'nothing') return undefined;
  const unreached = await sayUnreached(services, person.id, relied(known.state));
  const blocks = blocksOf(known.state, known, person, services, unreached);
  return showPage(raiseTitle([known.rules.policy]), blocks, { do: 'raise' });
}

/** Those who are told of it and those who owe something; whoever somebody acts for is named as away anyway. */
function relied(state: RaisedCase): readonly PersonId[] {
  const away = state.actors.flatMap(({ insteadOf }) => insteadOf ?? []);
  const told = receivingSides(state).map(({ professional }) => professional);
  const owing = openObligations(state).flatMap(({ owedBy }) => owedBy.flatMap(({ people }) => people));
  return [...told, ...owing].filter((person) => !away.includes(person));
}

function blocksOf(
  state: RaisedCase,
  { rules }: KnownCase,
  reader: Person,
  { clock, slashCommand }: Services,
  unreached: readonly Block[],
): readonly Block[] {
  const now = clock.now();
  const { policy, directory } = rules;
  const told = receivingSides(state).map(({ professional }) => professional);
  const away = state.actors.flatMap(({ insteadOf, person }) =>
    insteadOf === undefined
      ? []
      : [
          text(
            `${directory.people.get(insteadOf)?.name ?? 'Somebody'} is away, so ${sayPerson(person, { rules, reader })} ${verbAfter([person], reader, 'acts', 'act')} for them.`,
          ),
        ],
  );
  const stage = stageOf(policy, beganAt(state) ?? state.stage);
  const owed = openObligations(state);
  return [
    { kind: 'heading', text: `${state.reference} is raised` },
    text(
      `${sayList(told.map((one) => sayPerson(one, { rules, reader })))} ${verbAfter(told, reader, 'is', 'are')} being told now, by private message. Write the reference, and not the adult’s name, whenever you speak of it in chat.`,
    ),
    ...away,
    ...unreached,
    ...state.vacancies.map(({ role }) => text(`The directory names nobody as ${sayRole(policy, role)}.`)),
    { kind: 'heading', text: 'What is owed, and by when' },
    { kind: 'list', items: owed.map((one) => owedLine(one, { state, rules, reader, now })) },
    { kind: 'heading', text: 'What happens next' },
    text(
      `This is ${sayStage(stage.id, rules)}. You hear of every step. If a limit passes, you are told whom to take it to.`,
    ),
    small(`Type ${slashCommand} ${state.reference} at any time to see where it stands.`),
  ];
}

function owedLine(
  obligation: OpenObligation,
  {
    state,
    rules,
    reader,
    now,
  }: {
    readonly state: RaisedCase;
    readonly rules: KnownCase['rules'];
    readonly reader: Person;
    readonly now: Date;
  },
): Text {
  const people = obligation.owedBy.flatMap((owed) =>
    owed.people.map((one) => sayPerson(one, { rules, reader })),
  );
  const who = upperFirst(sayList([...new Set(people)]));
  const words = dateWords(obligation, { state, rules, now });
  const [before, date, after] = words ?? ['', 'as soon as possible; the policy sets no date', '.'];
  const source = saySource({ source: obligation.source, added: obligation.added });
  return [
    { strong: who },
    `: ${sayDuty(obligation, owes(reader.id, obligation), rules.policy)}, ${lowerFirst(before)}`,
    { strong: date },
    `${after} ${source}`,
  ];
}
