import type { PersonId } from '../directory/directory.ts';
import { agencyOf, personOf } from '../directory/lookup.ts';
import type { CivilDate } from '../policy/civil.ts';
import { civilDateOf, dayOf } from '../policy/civil.ts';
import { stageOf } from '../policy/policy-lookup.ts';
import type { FormField } from '../policy/question.ts';
import { workingDaysLeft } from '../policy/working-days.ts';
import { sideOf } from './case-state.ts';
import type { Words } from './commands.ts';
import type { Rules } from './decision.ts';
import type { Actor, Entry, EventOf, Moment, SideKey } from './events.ts';
import { instantOf } from './moment.ts';
import type { RaisedCase } from './state.ts';

/** A text of the case under the question that it answers. */
export type DraftedText = { readonly label: string; readonly words: Words };
export type AdultPart = 'name' | 'born' | 'nhs-number' | 'address';

/**
 * What the case itself puts into a box. Facts are worked out whenever the form is read; what people wrote is
 * pointed at and never copied, so that it is sealed once and destroyed once.
 */
export type Draft =
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  | { readonly kind: 'day'; readonly on: CivilDate }
  | { readonly kind: 'time-taken'; readonly days: number; readonly workingDays: number }
  | { readonly kind: 'chosen'; readonly chosen: readonly string[] }
  | { readonly kind: 'texts'; readonly texts: readonly DraftedText[] }
  | { readonly kind: 'adult'; readonly words: Words; readonly part: AdultPart };

/** What a box can be drafted from; `side` is whose box it is. `undefined` while the case has nothing for it. */
export function draftOf(
  field: FormField,
  side: SideKey | 'board',
  state: RaisedCase,
  rules: Rules,
): Draft | undefined {
  switch (field.prefill) {
    case undefined:
      return undefined;
    case 'adult':
      return adult(field, state);
    case 'raiser':
      return field.type === 'date' ? day(state.raised) : people([state.raiser], field, rules);
    case 'raising-manager':
      return people(managers('raising', field, state, rules), field, rules);
    case 'receiving-manager':
      return people(managers(side === 'raising' ? 'receiving' : side, field, state, rules), field, rules);
    case 'people':
      return people(
        actorsOfStage(field.of_stage ?? state.stage, state).map(({ person }) => person),
        field,
        rules,
      );
    case 'issue':
      return texts(issue(field, side, state, rules));
    case 'discussions':
      return discussions(field, state);
    case 'outcome':
      return texts(outcome(state, rules));
    case 'next-steps':
      return texts(nextSteps(state));
    case 'copies':
      return lines(copies(state, rules));
    case 'stage-entered':
      return day(state.stagesEntered[field.of_stage ?? state.stage]);
    case 'stage-concluded':
      return day(concludedAt(field.of_stage ?? state.stage, state));
    case 'stage-resolved':
      return resolvedStage(state, rules);
    case 'time-taken':
      return timeTaken(state, rules);
  }
}

function adult(field: FormField, { adult: known }: RaisedCase): Draft | undefined {
  if (known.given !== 'sealed') return undefined;
  const part = field.type === 'date' ? 'born' : partOfAdult(field.part);
  // A case that was raised before the parts were noted has at least the name.
  return (known.holds ?? ['name']).includes(part) ? { kind: 'adult', words: known.words, part } : undefined;
}

function partOfAdult(part: FormField['part']): AdultPart {
  return part === 'born' || part === 'nhs-number' || part === 'address' ? part : 'name';
}

function people(ids: readonly PersonId[], { part }: FormField, rules: Rules): Draft | undefined {
  return lines([...new Set(ids)].flatMap((id) => lineOf(id, part, rules)));
}

/** "Milan Example, Team Manager, Northbrook Council", or the one part of it that the box wants. */
function lineOf(id: PersonId, part: FormField['part'], { directory, policy }: Rules): readonly string[] {
  const person = personOf(directory, id);
  if (person === undefined) return [];
  const role = policy.roles.find((one) => person.roles.includes(one.id))?.label;
  const title = person.jobTitle ?? role;
  const agency = agencyOf(directory, id)?.name;
  const parts = part === 'name' ? [person.name] : part === 'role' ? [title] : part === 'agency' ? [agency] : [person.name, title, agency]; // prettier-ignore
  const known = parts.filter((one) => one !== undefined);
  return known.length === 0 ? [] : [known.join(', ')];
}

/**
 * Who acted for a side at the stage that is asked for; without one, the last manager who did. Of a stage that is
 * reached through a manager who does not act there, whoever took it there is the manager of the raising side.
 */
function managers(
  side: SideKey | 'board' | 'receiving',
  { of_stage: stage }: FormField,
  state: RaisedCase,
  { policy }: Rules,
): readonly PersonId[] {
  if (side === 'raising' && stage !== undefined && stageOf(policy, stage).through.length > 0) {
    return takenThereBy(stage, state);
  }
  const ofSide = (actors: readonly Actor[]) =>
    actors.filter((one) => (side === 'receiving' ? isReceiving(one.side) : one.side === side));
  if (stage !== undefined) return ofSide(actorsOfStage(stage, state)).map(({ person }) => person);
  const entered = state.entries.flatMap(({ event }) => (event.type === 'StageEntered' ? [event.stage] : []));
  const acting = [...new Set(entered)].map((one) => ofSide(actorsOfStage(one, state)));
  const last = acting.findLast((actors) => actors.some(({ role }) => role !== 'professional')) ?? [];
  return last.map(({ person }) => person);
}

function takenThereBy(stage: string, { entries }: RaisedCase): readonly PersonId[] {
  const entered = entries.findLast(({ event }) => event.type === 'StageEntered' && event.stage === stage);
  return entered?.event.type === 'StageEntered' && entered.event.by !== undefined ? [entered.event.by] : [];
}

function isReceiving(side: SideKey | 'board'): boolean {
  return side !== 'raising' && side !== 'board';
}

/** Who acted at a stage when it was last left; who acts now, where the case still stands there. */
function actorsOfStage(stage: string, state: RaisedCase): readonly Actor[] {
  if (stage === state.stage) return state.actors;
  let actors: readonly Actor[] = [];
  let here = false;
  for (const { event } of state.entries) {
    if (event.type === 'StageEntered') {
      here = event.stage === stage;
      if (here) actors = event.actors;
    }
    if (here && event.type === 'HandedOver') {
      const { from, to } = event;
      actors = actors.map((one) => (one.person === from ? { ...one, person: to } : one));
    }
  }
  return actors;
}

/**
 * What the matter is about: as the sides set it out on the way into the stage that is asked for, or else as it was
 * raised and, in a box of the other side, as that side answered.
 */
function issue(
  { of_stage: stage }: FormField,
  side: SideKey | 'board',
  state: RaisedCase,
  rules: Rules,
): readonly DraftedText[] {
  const setOut = stage === undefined ? [] : answeredOnEntry(stage, state, rules);
  if (setOut.length > 0) return setOut;
  return side === 'raising' || side === 'board' ? raised(state, rules) : responded(side, state, rules);
}

/** Each side's answers to the questions with which a stage began, under the name of its agency. */
function answeredOnEntry(
  stage: string,
  state: RaisedCase,
  { directory, policy }: Rules,
): readonly DraftedText[] {
  return state.entries.flatMap(({ event }) => {
    if (event.type !== 'EntryQuestionsAnswered' || event.stage !== stage) return [];
    const agency = directory.agencies.get(sideOf(state, event.side)?.agency ?? '')?.name ?? event.side;
    const said = underQuestions(event.words, stageOf(policy, stage).entry_fields);
    return said.map(({ label, words }) => ({ label: `${agency}: ${label}`, words }));
  });
}

function raised({ words }: RaisedCase, { policy }: Rules): readonly DraftedText[] {
  return underQuestions(words, policy.raise.fields);
}

function responded(side: SideKey, state: RaisedCase, { directory, policy }: Rules): readonly DraftedText[] {
  const agency = sideOf(state, side)?.agency;
  const said = state.entries.findLast(({ event }) => {
    return event.type === 'Responded' && agencyOf(directory, event.by)?.id === agency;
  })?.event;
  return said?.type === 'Responded' ? underQuestions(said.words, policy.response.fields) : [];
}

function underQuestions(
  words: Readonly<Record<string, Words>>,
  fields: readonly { readonly id: string; readonly label: string; readonly restricted: boolean }[],
): readonly DraftedText[] {
  return fields
    .filter(({ restricted }) => !restricted)
    .flatMap(({ id, label }) => {
      const one = words[id];
      return one === undefined ? [] : [{ label, words: one }];
    });
}

/** What was said between the sides, at the stage that is asked for; a question of yes or no is answered by that it was. */
function discussions(field: FormField, state: RaisedCase): Draft | undefined {
  const held = entriesAt(field.of_stage, state).flatMap(
    ({ event }): readonly EventOf<'DiscussionLogged'>[] =>
      event.type === 'DiscussionLogged' && event.between === 'sides' ? [event] : [],
  );
  if (held.length === 0) return undefined;
  if (field.type === 'yes-no' || field.type === 'yes-no-na') return { kind: 'chosen', chosen: ['yes'] };
  return texts(held.map(({ how, tookPlace, note }) => ({ label: `${how}, ${civilDateOf(instantOf(tookPlace))}`, words: note }))); // prettier-ignore
}

function entriesAt(stage: string | undefined, { entries }: RaisedCase): readonly Entry[] {
  if (stage === undefined) return entries;
  let now = '';
  return entries.filter(({ event }) => {
    if (event.type === 'StageEntered') now = event.stage;
    return now === stage;
  });
}

function outcome(state: RaisedCase, { policy }: Rules): readonly DraftedText[] {
  const { resolution } = state;
  const agreed = state.entries.find(({ entry }) => entry === resolution?.proposal)?.event;
  if (agreed?.type === 'OutcomeProposed') return underQuestions(agreed.words, policy.outcome.fields);
  return state.recommendations.map(({ id, words }) => ({ label: `${policy.words.output} ${id}`, words }));
}

function nextSteps(state: RaisedCase): readonly DraftedText[] {
  return (state.proposal?.outstanding ?? []).map(({ what, by }, index) => ({
    label: `${index + 1}, by ${by}`,
    words: what,
  }));
}

/** The agencies of the case, and whom the policy copies in at the stages that were reached. */
function copies(state: RaisedCase, { directory, policy }: Rules): readonly string[] {
  const agencies = state.sides.flatMap(({ agency }) => directory.agencies.get(agency)?.name ?? []);
  const reached = policy.stages.filter(({ id }) => state.stagesEntered[id] !== undefined);
  const roles = reached.flatMap(({ copies: rules }) =>
    rules
      .filter(({ chosen }) => !chosen)
      .flatMap(({ to }) => policy.roles.find(({ id }) => id === to)?.label ?? []),
  );
  return [...new Set([...agencies, ...roles])];
}

/** When a stage was left for another, settled, or closed with the case. */
function concludedAt(stage: string, state: RaisedCase): Moment | undefined {
  const { entries, resolution } = state;
  const entered = entries.findLastIndex(
    ({ event }) => event.type === 'StageEntered' && event.stage === stage,
  );
  if (entered < 0) return undefined;
  const next = entries.slice(entered + 1).find(({ event }) => event.type === 'StageEntered');
  if (next !== undefined) return next.at;
  if (resolution?.stage === stage) return resolution.at;
  return state.status === 'closed' && state.stage === stage ? state.closedAt : undefined;
}

function resolvedStage(state: RaisedCase, { policy }: Rules): Draft | undefined {
  const forum = state.status === 'closed' && state.how === 'forum' ? state.stage : undefined;
  const stage = state.resolution?.stage ?? forum;
  return stage === undefined ? undefined : lines([stageOf(policy, stage).label]);
}

/**
 * From the day of the concern to the day of the resolution, in days and in working days; the first day does not count.
 *
 * @example
 * // Tuesday 22 December 2026 to Thursday 31 December 2026: 9 days, 5 working days
 */
function timeTaken(state: RaisedCase, { calendar }: Rules): Draft | undefined {
  const { concern, resolution, raised: made } = state;
  const to = resolution?.at ?? (state.status === 'closed' ? state.closedAt : undefined);
  const from = [concern.arose, concern.decisionReceived].filter((one) => one !== undefined).sort()[0] ?? made;
  if (to === undefined) return undefined;
  const [began, ended] = [instantOf(from), instantOf(to)];
  const days = dayOf(civilDateOf(ended)) - dayOf(civilDateOf(began));
  return { kind: 'time-taken', days, workingDays: workingDaysLeft(began, ended, calendar) };
}

function texts(found: readonly DraftedText[]): Draft | undefined {
  return found.length === 0 ? undefined : { kind: 'texts', texts: found };
}

function lines(found: readonly string[]): Draft | undefined {
  return found.length === 0 ? undefined : { kind: 'lines', lines: found };
}

function day(moment: Moment | undefined): Draft | undefined {
  return moment === undefined ? undefined : { kind: 'day', on: civilDateOf(instantOf(moment)) };
}
