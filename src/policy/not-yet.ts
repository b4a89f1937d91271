import type { Policy } from './policy.ts';

/**
 * What a policy asks for and Concordat does not do yet, a plain sentence each; empty where a case follows the whole
 * procedure. The format can say more than the case engine can do: such a policy can be read, checked and counted,
 * and no case opens under it, because part of it would be left out without a word. Whoever teaches the engine a
 * construct takes its sentence away here.
 *
 * @example
 * notYetHonoured(solihull) // => []
 */
export function notYetHonoured(policy: Policy): readonly string[] {
  return [...ofPeople(policy), ...keptApart(policy)];
}

function ofPeople({ roles }: Policy): readonly string[] {
  return [
    ...roles
      .filter(({ alternates }) => alternates.some(({ held_by }) => held_by === 'acting-agency'))
      .map(
        ({ label }) =>
          `Another agency’s ${label} can act for one that has none. Concordat does not look there yet.`,
      ),
  ];
}

/** Answers that are kept apart: those of the raise and of the forms are. */
function keptApart({ response, discussion, outcome, stages }: Policy): readonly string[] {
  const entry = stages.flatMap(({ entry_fields }) => entry_fields);
  return [...response.fields, ...discussion.fields, ...outcome.fields, ...entry]
    .filter(({ restricted }) => restricted)
    .map(
      ({ label }) =>
        `“${label}” is kept apart from the rest. Concordat does that only for what is raised and for forms so far.`,
    );
}
