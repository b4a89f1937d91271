import type { PersonId } from '../directory/directory.ts';
import { partnersOf, peopleWithRole } from '../directory/lookup.ts';
import { roleOf } from '../policy/policy-lookup.ts';
import type { StageRule } from '../policy/stage.ts';
import { raisingProfessional } from './case-state.ts';
import type { Rules } from './decision.ts';
import { allInvolved, holdersOf, sentTo, withDeputies } from './recipients.ts';
import type { RaisedCase } from './state.ts';

/*
 * Copies, beside the people who act: who gets one, when, and how much of the case it lets them see. Some are sent by
 * themselves; a chosen one is sent by somebody who gives a reason for it.
 */

export type CopyRule = StageRule['copies'][number];
export type CopyContent = CopyRule['content'];

/** A copy that the policy lets somebody send, with the stage it belongs to. Its key names it: `3.commissioning.resolved`. */
export type ChosenCopy = { readonly key: string; readonly stage: StageRule; readonly copy: CopyRule };

/** The chosen copies whose moment has come and which nobody has sent yet. */
export function copiesToSend(state: RaisedCase, { policy }: Rules): readonly ChosenCopy[] {
  return policy.stages.flatMap((stage) =>
    stage.copies
      .filter((copy) => copy.chosen && hasCome(copy.on, stage.id, state))
      .map((copy) => ({ key: `${stage.id}.${copy.to}.${copy.on}`, stage, copy }))
      .filter(({ key }) => !state.copies.some((sent) => sent.key === key)),
  );
}

/**
 * Who can be sent a chosen copy: for a role of an agency, whoever holds it in an agency of the case; where nobody
 * does, in any partner of the board, because such an office is often somebody else's (a council's, a commissioner's).
 */
export function candidatesFor(
  { to }: Pick<CopyRule, 'to'>,
  state: RaisedCase,
  rules: Rules,
): readonly PersonId[] {
  if (to === 'raiser') return [raisingProfessional(state)];
  if (to === 'all-involved') return [...new Set(allInvolved(state))];
  if (roleOf(rules.policy, to).of === 'board') return holdersOf(to, rules);
  const { directory, policy } = rules;
  const holding = (agencies: readonly string[]): readonly PersonId[] =>
    agencies.flatMap((agency) => peopleWithRole(directory, agency, to).map(({ id }) => id));
  const own = holding(state.sides.map(({ agency }) => agency));
  return own.length > 0 ? own : holding(partnersOf(directory, policy.board).map(({ id }) => id));
}

/** What somebody may see because of the copies that were sent to them, or to whoever they stand in for today. */
export function seenByCopy(
  person: PersonId,
  state: RaisedCase,
  rules: Rules,
  now: Date,
): CopyContent | undefined {
  const has = (people: readonly PersonId[]) => withDeputies(people, rules, now).includes(person);
  const sent = state.copies.filter(({ people }) => has(people)).map(({ content }) => content);
  const bySelf = rules.policy.stages.flatMap((stage) =>
    stage.copies
      .filter((copy) => !copy.chosen && hasCome(copy.on, stage.id, state))
      .filter(({ to }) => has(sentTo(to, stage, state, rules, now)))
      .map(({ content }) => content),
  );
  const contents = [...sent, ...bySelf];
  return (['full', 'summary', 'reference'] as const).find((one) => contents.includes(one));
}

/** Whether the moment of a copy has come at a stage. What is undone later (a dispute, a re-opening) was told all the same. */
function hasCome(on: CopyRule['on'], stage: string, { entries }: RaisedCase): boolean {
  let at = '';
  return entries.some(({ event }) => {
    if (event.type === 'StageEntered') at = event.stage;
    switch (on) {
      case 'entered':
        return event.type === 'StageEntered' && at === stage;
      case 'resolved':
        return event.type === 'MatterResolved' && event.stage === stage;
      case 'recommended':
        return event.type === 'RecommendationsMade' && at === stage;
      case 'closed':
        return event.type === 'CaseClosed' && at === stage;
    }
  });
}
