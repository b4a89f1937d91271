import type { CommandOf } from '../commands.ts';
import type { Decision, Refusal } from '../decision.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { nextRung } from '../rungs.ts';
import { stageNow } from '../stage-entry.ts';
import { firstRefusal, unlessActing, unlessStatus } from '../turn.ts';
import type { May, Turn } from '../turn.ts';

/** Each rung can be left at once: nobody waits for a date. */
export const mayGoUpARung: May = (turn) => {
  const { label, rungs } = stageNow(turn.state, turn.rules);
  const above = nextRung(turn.state, turn.rules, turn.at);
  return firstRefusal(
    unlessStatus(turn, 'open'),
    unlessActing(turn),
    rungs === undefined
      ? refusal('not-now', `${label} does not go up the line. Take it further if it is not settled here.`)
      : undefined,
    above === undefined
      ? refusal('not-now', 'Nobody is further up the line on either side. Take it further from here.')
      : undefined,
  );
};

/** The people of every side change together, so that each has a counterpart. No date moves. */
export function goUpARung({ reason }: CommandOf<'go-up-a-rung'>, turn: Turn): Decision {
  const { state, rules, at, by } = turn;
  const refused = mayGoUpARung(turn);
  const found = nextRung(state, rules, at);
  if (refused !== undefined || found === undefined) return refuse(refused ?? notAtLastRung);
  const why = reason === undefined ? {} : { reason };
  return accept({ type: 'RungTaken', by, stage: state.stage, ...found, ...why });
}

/** Refused while somebody is still further up the line: a stage of rungs is left from its last one. */
export function unlessLastRung({ state, rules, at }: Turn): Refusal | undefined {
  return nextRung(state, rules, at) === undefined ? undefined : notAtLastRung;
}

const notAtLastRung = refusal(
  'not-now',
  'Somebody is still further up the line. Take it one rung up first; you need not wait there.',
);
