import type { CommandOf } from '../../src/case/commands.ts';
import type { Rules } from '../../src/case/decision.ts';
import type { Agency, Directory } from '../../src/directory/directory.ts';
import { policySchema } from '../../src/policy/policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { shippedPolicy } from '../policy/policies.ts';
import { everybody, on, raising, rulesWith, words } from './case-world.ts';
import { simulate } from './given.ts';
import type { Simulation } from './given.ts';
import { council, person, trust, withPeople } from './practice-directory.ts';

/*
 * Cases under the shipped policies of all boards, for what others hear of them and what follows. How a stage is
 * entered (its questions, forms and managers on the way) is left out: that has tests of its own.
 */

const office = { ...council, id: 'board-office' };

const more = [
  person('hedda', 'Hedda Example', trust, ['head-of-service']),
  person('lara', 'Lara Example', council, ['learning-representative']),
  person('luis', 'Luis Example', trust, ['learning-representative']),
  person('coco', 'Coco Example', council, ['commissioning']),
  person('stan', 'Stan Example', council, ['safeguarding-adults-team']),
  person('bo', 'Bo Example', council, ['board-representative']),
  person('bea', 'Bea Example', trust, ['board-representative']),
  person('carla', 'Carla Example', office, ['sub-committee-chair']),
];

/** The practice people as partners of this board, with those who hold its roles. */
export function directoryOf(board: string): Directory {
  const { agencies, people } = withPeople(everybody, more);
  const moved = [...agencies].map(([id, agency]): readonly [string, Agency] => {
    const { officeOf, ...rest } = agency;
    return [id, { ...rest, boards: [board], ...(officeOf === undefined ? {} : { officeOf: board }) }];
  });
  return { agencies: new Map(moved), people };
}

/** The shipped policy, each stage of which is entered by the button alone. */
export function plainly(board: string): Policy {
  const policy = shippedPolicy(board);
  const stages = policy.stages
    .filter(({ informal }) => !informal)
    .map(({ considered: _c, rungs: _r, needs_form: _n, ...stage }) => ({
      ...stage,
      entry_fields: [],
      through: [],
    }));
  return policySchema.parse({
    ...policy,
    stages,
    forms: [],
    raise: { ...policy.raise, on_behalf: undefined },
  });
}

export function shippedRules(board: string, policy = plainly(board)): Rules {
  return rulesWith(directoryOf(board), policy);
}

/** Raised by Rosa (council) with Nadia (hospital trust) on Tuesday 22 December 2026 at 10:00. */
export function shippedStory(board: string, policy = plainly(board)): Simulation {
  const story = simulate(shippedRules(board, policy));
  const asked = policy.raise.fields.filter(({ required, restricted }) => required && !restricted);
  story.step(
    raising('2026-12-22T10:00', {
      board,
      words: Object.fromEntries(asked.map(({ id }) => [id, words(id)])),
      themes: policy.themes.slice(0, 1).map(({ id }) => id),
    }),
  );
  return story;
}

/** Every side agrees an outcome: `first` proposes it at a moment, `second` agrees to it an hour later. */
export function agree(story: Simulation, day: string, first: string, second: string): void {
  const { outcome } = story.rules.policy;
  const said: Omit<CommandOf<'propose-outcome'>, 'id' | 'caseId' | 'at' | 'by' | 'type'> = {
    words: Object.fromEntries(outcome.fields.map(({ id }) => [id, words(id)])),
    outstanding: [],
  };
  story.step(on(`${day}T10:00`, first, 'propose-outcome', said));
  const proposal = story.raised().proposal?.entry ?? 0;
  story.step(on(`${day}T11:00`, second, 'agree-outcome', { proposal }));
}
