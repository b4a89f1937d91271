import { availableActs, type Act } from '../src/case/acts.ts';
import { missingNow } from '../src/case/form.ts';
import { missingBefore } from '../src/case/rules/escalation.ts';
import { isRaised, openObligations, runsTo } from '../src/case/case-state.ts';
import type { Rules } from '../src/case/decision.ts';
import { owing } from '../src/case/recipients.ts';
import type { CaseState, OpenObligation, RaisedCase } from '../src/case/state.ts';
import type { PersonId } from '../src/directory/directory.ts';
import { stageAfter, stageOf } from '../src/policy/policy-lookup.ts';
import { aboutOf } from '../src/flows/act-about.ts';

/** What happens next in a case that plays by itself. */
export type Move =
  | { readonly kind: 'act'; readonly person: PersonId; readonly does: string; readonly on?: string }
  /** Nobody does anything until then: a limit passes, or a reminder comes. */
  | { readonly kind: 'wait'; readonly until: Date }
  | { readonly kind: 'end' };

/**
 * How the story goes: at which stage the sides agree (at none, and the last forum has the word); and whether the sides
 * are silent, so that nobody does anything before a limit has passed.
 */
export type Plot = { readonly agreeAt?: string; readonly silent?: true };

/** Ways to discharge a duty that would tell another story. */
const otherStories: readonly string[] = [
  'declare-unresolved', 'dispute-outcome', 'dispute-confirmation', 'dispute-decision', 'say-not-spoken', 'decline-mediation',
  'say-mediation-failed', 'ask-information', 'say-conflict', 'meeting-not-held', 'hand-over', 'withdraw', 'reopen', 'correct-entry',
]; // prettier-ignore

/** Duties that are met by the way things go and not by one act that anybody could do at once. */
const metByTheStory: readonly string[] = ['resolve', 'escalate', 'review', 'plan'];

/** What the last forum owes, also where its directors are of the agencies: silence of the sides is none of theirs. */
const wordOfForum: readonly string[] = ['recommend', 'decide', 'mediate'];

/** How somebody moves a case on where nothing holds it any longer, the smaller step first. */
const waysOn: readonly string[] = ['go-up-a-rung', 'escalate'];

/**
 * The next move in a case that plays by itself under any policy: whoever owes something does it, once; where everything
 * is done that can be, the limit of the stage passes and somebody takes it on; at the end the forum speaks and each
 * agency answers. Only acts are planned that the case offers to that person, so nothing is played that nobody could do.
 *
 * @param played the acts that were done before, as `moveKey` says them; added to by the caller
 */
export function nextMove(
  state: CaseState,
  rules: Rules,
  now: Date,
  played: ReadonlySet<string>,
  plot: Plot = {},
): Move {
  if (!isRaised(state)) return { kind: 'end' };
  // In the order of their names, so that a story is told the same way each time: their ids are made anew.
  const cast = [...rules.directory.people.values()]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ id }) => castOf(id, state, rules, now));
  const found =
    discharging(state, rules, cast, played, now, plot) ??
    (plot.agreeAt === state.stage ? agreeing(state, cast) : undefined);
  if (found !== undefined) return found;
  const meets = panelToMeet(state, now);
  if (meets !== undefined) return { kind: 'wait', until: meets };
  if (state.status !== 'open') return waiting(state, now) ?? { kind: 'end' };
  const limit = limitOf(state);
  if (limit !== undefined && limit > now) return { kind: 'wait', until: limit };
  const reviewed = reviewOf(state);
  if (limit === undefined && reviewed !== undefined && reviewed > now && !played.has(waited(state)))
    return { kind: 'wait', until: reviewed };
  return (
    fillingIn(state, rules, cast, played, now) ??
    movingOn(state, cast, played) ??
    (played.has(waited(state)) ? undefined : waiting(state, now)) ?? { kind: 'end' }
  );
}

/** Whoever takes it on fills in and signs the form that the next stage waits for, before they do. */
function fillingIn(
  state: RaisedCase,
  rules: Rules,
  cast: Cast,
  played: ReadonlySet<string>,
  now: Date,
): Move | undefined {
  const form = stageAfter(rules.policy, state.stage)?.needs_form?.form;
  if (form === undefined) return undefined;
  for (const does of ['fill-form', 'sign-form'] as const) {
    for (const { person, acts: offered } of cast.filter((one) => acts(one.person, state))) {
      const act = offered.find((one) => one.type === does && one.form === form);
      if (
        act === undefined ||
        !missingBefore({ by: person, state, rules, at: now })?.boxes.some(
          ({ field }) => (field.type === 'signature') === (does === 'sign-form'),
        )
      )
        continue;
      const move = moveOf(person, act);
      if (!played.has(moveKey(move, state))) return move;
    }
  }
  return undefined;
}

/** The name of a move for `played`: the same act about the same thing at the same stage counts once. */
export function moveKey(move: Move, state: RaisedCase): string {
  return move.kind === 'act'
    ? [
        state.stage,
        state.actors.map(({ person }) => person),
        move.person,
        move.does,
        move.on,
        // A long form is filled in part by part, as long as each adds something.
        move.does === 'fill-form'
          ? state.entries.filter(({ event }) => event.type === 'FormFilled').length
          : '',
      ].join(' ')
    : waited(state);
}

type Cast = readonly { readonly person: PersonId; readonly acts: readonly Act[] }[];

/** What somebody can do is worked out once somebody looks at it: most of them are not asked at most moves. */
function castOf(person: PersonId, state: RaisedCase, rules: Rules, now: Date): Cast[number] {
  let known: readonly Act[] | undefined;
  return {
    person,
    get acts() {
      return (known ??= availableActs(person, state, rules, now));
    },
  };
}

function discharging(
  state: RaisedCase,
  rules: Rules,
  cast: Cast,
  played: ReadonlySet<string>,
  now: Date,
  { silent }: Plot,
): Move | undefined {
  const waits = panelToMeet(state, now) !== undefined;
  for (const obligation of openObligations(state)) {
    if (metByTheStory.includes(obligation.duty)) continue;
    if (waits && wordOfForum.includes(obligation.duty)) continue;
    const ofBoard =
      obligation.owedBy.every(({ side }) => side === 'board') || wordOfForum.includes(obligation.duty);
    if (silent === true && state.status === 'open' && !ofBoard) continue;
    const people = owing(obligation, state, rules);
    for (const { person, acts } of cast.filter((one) => people.includes(one.person))) {
      const fitting = acts.filter(
        ({ type, obligation: meets }) => meets === obligation.id && !otherStories.includes(type),
      );
      for (const act of inOrder(fitting, state, rules)) {
        const move = moveOf(person, act);
        if (!played.has(moveKey(move, state))) return move;
      }
    }
  }
  return undefined;
}

/** A draft is agreed to before another is written; a form in which a signature alone is missing is signed. */
function inOrder(acts: readonly Act[], state: RaisedCase, rules: Rules): readonly Act[] {
  const agreed = acts.filter(({ type }) => type === 'agree-decision');
  if (agreed.length > 0) return agreed;
  return acts.filter(({ type, form }) => {
    const rule = rules.policy.forms.find(({ id }) => id === form);
    if (rule === undefined || (type !== 'fill-form' && type !== 'sign-form')) return true;
    const missing = missingNow(rule, state, rules);
    const toSign = missing.every(({ field }) => field.type === 'signature');
    return toSign === (type === 'sign-form');
  });
}

function agreeing(state: RaisedCase, cast: Cast): Move | undefined {
  for (const does of ['agree-outcome', 'propose-outcome'] as const) {
    if (does === 'propose-outcome' && state.proposal !== undefined) continue;
    for (const { person, acts } of cast) {
      const act = acts.find(({ type }) => type === does);
      if (act !== undefined) return moveOf(person, act);
    }
  }
  return undefined;
}

function movingOn(state: RaisedCase, cast: Cast, played: ReadonlySet<string>): Move | undefined {
  const raisingFirst = [...cast].sort(
    (one, other) => Number(acts(other.person, state)) - Number(acts(one.person, state)),
  );
  for (const does of waysOn) {
    for (const { person, acts: offered } of raisingFirst) {
      const act = offered.find(({ type }) => type === does);
      if (act === undefined) continue;
      const move = moveOf(person, act);
      if (!played.has(moveKey(move, state))) return move;
    }
  }
  return undefined;
}

function acts(person: PersonId, { actors }: RaisedCase): boolean {
  return actors.some((actor) => actor.person === person && actor.side === 'raising');
}

function moveOf(person: PersonId, act: Act): Extract<Move, { kind: 'act' }> {
  const on = aboutOf(act);
  return { kind: 'act', person, does: act.type, ...(on === undefined ? {} : { on }) };
}

/** When the panel meets, while that is still to come: it decides nothing before. */
function panelToMeet({ status, panel }: RaisedCase, now: Date): Date | undefined {
  const meets = status !== 'open' || panel === undefined ? undefined : new Date(panel.meets);
  return meets !== undefined && meets > now ? meets : undefined;
}

/** The limit whose passing lapses the stage; the first of them. */
function limitOf(state: RaisedCase): Date | undefined {
  return firstOf(openObligations(state).filter(({ lapses, stage }) => lapses && stage === state.stage));
}

function reviewOf(state: RaisedCase): Date | undefined {
  return firstOf(
    openObligations(state).filter(({ duty, stage }) => duty === 'review' && stage === state.stage),
  );
}

/** Until something that is still owed falls due. */
function waiting(state: RaisedCase, now: Date): Move | undefined {
  const due = firstOf(openObligations(state).filter((one) => new Date(runsTo(one) ?? 0) > now));
  return due === undefined || state.status === 'closed' ? undefined : { kind: 'wait', until: due };
}

function firstOf(obligations: readonly OpenObligation[]): Date | undefined {
  const [first] = obligations.flatMap((one) => runsTo(one) ?? []).sort();
  return first === undefined ? undefined : new Date(first);
}

function waited({ stage, actors }: RaisedCase): string {
  return `${stage} ${actors.map(({ person }) => person).join(' ')} waited`;
}

/** What the stage is called, with its title: for whoever tells the story. */
export function nameOfStage(state: RaisedCase, { policy }: Rules): string {
  const { label, title } = stageOf(policy, state.stage);
  return `${label}: ${title}`;
}
