import { moveKey, nextMove, type Plot } from '../../demo/plan.ts';
import { availableActs } from '../../src/case/acts.ts';
import { isRaised } from '../../src/case/case-state.ts';
import type { Rules } from '../../src/case/decision.ts';
import type { Person } from '../../src/directory/directory.ts';
import { civilDateOf } from '../../src/policy/civil.ts';
import { aboutOf } from '../../src/flows/act-about.ts';
import type { Act } from '../../src/flows/chat-input.ts';
import { knownCase, type KnownCase } from '../../src/flows/rules-of-case.ts';
import { diceFor, type Dice } from '../plan/dice.ts';
import { patiently } from '../scene/patiently.ts';
import type { Partner } from '../scene/partners.ts';
import type { Scene } from '../scene/scene.ts';
import type { Screen } from './screen.ts';

/** A case as the people of the campaign know it: how its story goes, and what was played of it. */
type Played = {
  readonly number: number;
  readonly reference: string;
  readonly caseId: string;
  readonly plot: Plot;
  readonly played: Set<string>;
  ended: boolean;
};

/** The people of all boards. */
export type People = {
  /** Somebody raises a disagreement under the board at this place of the list. */
  readonly raise: (boardAt: number) => Promise<void>;
  /** Somebody acts in one of the open cases: what they owe, or anything else that they may do. */
  readonly act: (step: number, nth: number) => Promise<void>;
  /** References that somebody was told. */
  readonly promised: readonly string[];
  readonly counts: () => { readonly cases: number; readonly open: number; readonly acts: number };
};

/** More would each be looked at so seldom that few come to an end. */
const mostOpen = 60;

/** @param seed the same seed makes the same people do the same in a case that stands the same */
export function openPeople(scene: Scene, screen: Screen, seed: number): People {
  const { stores, clock, boards, people } = scene;
  const cases: Played[] = [];
  const promised: string[] = [];
  let raised = 0;
  let acts = 0;

  async function raise(boardAt: number): Promise<void> {
    if (cases.filter(({ ended }) => !ended).length >= mostOpen) return;
    raised += 1;
    const number = raised;
    const dice = diceFor(seed, 'raise', number);
    const board = boards[boardAt % boards.length]?.policy.board ?? '';
    const person = dice.oneOf(professionals(board));
    const today = civilDateOf(clock.now());
    const read = await screen.type(person, '', dice, ({ id, choices, kind }) => {
      if (id === 'agency' || id === 'professional') return dice.oneOf(choices).value;
      if (id === 'arose-date') return today;
      if (id === 'arose-time' && kind === 'text') return '00:05';
      return undefined;
    });
    const reference = /[A-Z]{3}-[0-9A-Z]{5}/.exec(read?.words ?? '')?.[0];
    if (reference === undefined) return;
    const caseId = await patiently(() => stores.cases.idOfReference(reference));
    // Who raises twice at one moment goes on with one form, and is told of one case twice.
    if (promised.includes(reference)) return;
    promised.push(reference);
    if (caseId === undefined) return; // the account will name it
    cases.push({ number, reference, caseId, plot: plotOf(number), played: new Set(), ended: false });
  }

  function professionals(board: string): readonly Partner[] {
    const directory = stores.people.directory();
    const emails = new Set(
      [...directory.people.values()]
        .filter(({ roles }) => roles.includes('professional'))
        .map(({ email }) => email),
    );
    return people.filter((one) => one.board === board && emails.has(one.email) && canRaise(one));
  }

  /** Where the sides agree, or that they are silent; or that it goes up to the last forum. */
  function plotOf(number: number): Plot {
    const dice = diceFor(seed, 'plot', number);
    const board = boards[(number - 1) % boards.length];
    if (dice.percent(25)) return { silent: true };
    const agreeAt = board === undefined ? undefined : dice.oneOf(board.policy.stages).id;
    return agreeAt !== undefined && dice.percent(60) ? { agreeAt } : {};
  }

  async function act(step: number, nth: number): Promise<void> {
    const dice = diceFor(seed, 'act', step, nth);
    const open = cases.filter(({ ended }) => !ended);
    if (open.length === 0) return;
    const one = dice.oneOf(open);
    const found = await patiently(() => knownCase(stores, one.caseId));
    if (found === undefined || !isRaised(found.state)) return;
    const known = { ...found, rules: ofOneBoard(found.rules) };
    const chosen = dice.percent(85) ? owed(one, known) : anything(known, dice);
    const person = chosen && personOf(known, chosen.person);
    if (chosen === undefined || person === undefined) return;
    acts += 1;
    await screen.press(person, { ...chosen.act, caseId: one.caseId }, dice);
  }

  function owed(one: Played, { state, rules }: KnownCase): Chosen | undefined {
    if (!isRaised(state)) return undefined;
    const move = nextMove(state, rules, clock.now(), one.played, one.plot);
    one.played.add(moveKey(move, state));
    if (move.kind === 'end') one.ended = true;
    if (move.kind !== 'act') return undefined;
    const { person, does, on } = move;
    return { person, act: { do: does, ...(on === undefined ? {} : { on }) } };
  }

  /** Whatever somebody of the case could do now, owed or not. */
  function anything({ state, rules }: KnownCase, dice: Dice): Chosen | undefined {
    const could = [...rules.directory.people.keys()]
      .sort(byName(rules.directory.people))
      .flatMap((person) => availableActs(person, state, rules, clock.now()).map((act) => ({ person, act })));
    if (could.length === 0) return undefined;
    const { person, act } = dice.oneOf(could);
    const on = aboutOf(act);
    return { person, act: { do: act.type, ...(on === undefined ? {} : { on }) } };
  }

  function personOf({ rules }: KnownCase, id: string): Partner | undefined {
    const email = rules.directory.people.get(id)?.email;
    return people.find((one) => one.email === email);
  }

  return {
    raise,
    act,
    promised,
    counts: () => ({
      cases: promised.length,
      open: cases.filter(({ ended }) => !ended).length,
      acts,
    }),
  };
}

/** The rules with the partners of their own board alone: nobody else of the campaign has anything to do with its cases. */
function ofOneBoard(rules: Rules): Rules {
  const { agencies, people } = rules.directory;
  const isHere = ({ agency }: Person): boolean => {
    const { boards = [], officeOf } = agencies.get(agency) ?? {};
    return officeOf === rules.policy.board || boards.includes(rules.policy.board);
  };
  const here = [...people].filter(([, person]) => isHere(person));
  return { ...rules, directory: { agencies, people: new Map(here) } };
}

type Chosen = { readonly person: string; readonly act: Act };

/** Who has neither Slack nor Teams comes in by a link that was sent to them, and has none before. */
function canRaise({ account }: Partner): boolean {
  return account.platform !== 'email';
}

/** Their ids are made anew in each campaign; their addresses are not. */
function byName(people: ReadonlyMap<string, { readonly email: string }>) {
  return (one: string, other: string): number =>
    (people.get(one)?.email ?? '') < (people.get(other)?.email ?? '') ? -1 : 1;
}
