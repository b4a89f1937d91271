import { firstStage, isOptional } from './policy-lookup.ts';
import type { ObligationRule } from './obligation.ts';
import type { Policy } from './policy.ts';
import type { Finding, Path } from './problem.ts';
import type { StageRule } from './stage.ts';

/** What a policy asks of the way up, or of a duty on it, that no case could follow as it is written. */
export function checkGoingUp(policy: Policy): readonly Finding[] {
  if (policy.stages.every(isOptional)) return [];
  return policy.stages.flatMap((stage, index) => [
    ...checkWayIn(policy, stage, ['stages', index]),
    ...checkRungs(stage, ['stages', index]),
    ...checkQuestions(stage, ['stages', index, 'entry_fields']),
    ...stage.obligations.flatMap((rule, at) =>
      checkDuty(policy, stage, rule, ['stages', index, 'obligations', at]),
    ),
  ]);
}

function checkWayIn(policy: Policy, stage: StageRule, path: Path): readonly Finding[] {
  const first = policy.stages.indexOf(stage) <= policy.stages.indexOf(firstStage(policy));
  const says = `A case begins at "${stage.label}"; nobody takes it there from an earlier stage.`;
  const early = [
    ...(stage.through.length > 0 ? ['through'] : []),
    ...(stage.considered === undefined ? [] : ['considered']),
    ...(stage.entry_fields.length > 0 ? ['entry_fields'] : []),
  ];
  const carriers = stage.through.flatMap(({ role }, at) =>
    ofTheBoard(policy, role, [...path, 'through', at, 'role']),
  );
  const rungs = (stage.rungs?.roles ?? []).flatMap((role, at) =>
    ofTheBoard(policy, role, [...path, 'rungs', 'roles', at]),
  );
  return [...(first ? early.map((key) => ({ path: [...path, key], says })) : []), ...carriers, ...rungs];
}

function ofTheBoard({ roles }: Policy, role: string, path: Path): readonly Finding[] {
  if (roles.find(({ id }) => id === role)?.of !== 'board') return [];
  return [{ path, says: `Nobody can be "${role}" here: it is a role of the board, and this is for a side.` }];
}

function checkRungs({ rungs, people, label, forum }: StageRule, path: Path): readonly Finding[] {
  const [lowest] = rungs?.roles ?? [];
  if (lowest === undefined) return [];
  const sides = ['raising', 'receiving'] as const;
  return [
    ...sides
      .filter((side) => people[side][0] !== lowest)
      .map((side) => ({
        path: [...path, 'people', side, 0],
        says: `"${label}" goes up from "${lowest}", so that is who acts there first. Put "${lowest}" first here.`,
      })),
    ...(forum === undefined
      ? []
      : [
          { path: [...path, 'rungs'], says: `A forum sits at "${label}", so nobody goes up the line there.` },
        ]),
  ];
}

/** The form that takes a matter further asks these of its own. */
const ownFields: readonly string[] = ['risk', 'reason', 'consider', 'consider-why'];

function checkQuestions({ entry_fields: fields }: StageRule, path: Path): readonly Finding[] {
  return fields.flatMap(({ id, type, choices, label }, index) => [
    ...(ownFields.includes(id)
      ? [
          {
            path: [...path, index, 'id'],
            says: `The form asks "${id}" itself. Give this question another name.`,
          },
        ]
      : []),
    ...(fields.findIndex((other) => other.id === id) < index
      ? [
          {
            path: [...path, index, 'id'],
            says: `The name "${id}" is used twice in the same list. Names must differ.`,
          },
        ]
      : []),
    ...((type === 'choice' || type === 'choices') && (choices ?? []).length === 0
      ? [{ path: [...path, index, 'type'], says: `"${label}" is a choice, and "choices" has no answers.` }]
      : []),
  ]);
}

function checkDuty(
  { roles }: Policy,
  stage: StageRule,
  rule: ObligationRule,
  path: Path,
): readonly Finding[] {
  const { duty, id, due, lapses, repeats, owed_by } = rule;
  // A role that is not in the file is said where names are checked.
  const known = roles.some((role) => role.id === owed_by.role);
  return [
    ...when(
      duty === 'escalate' && owed_by.side === 'board',
      [...path, 'owed_by', 'side'],
      'The board does not take a matter further. Name a side: raising, receiving or both.',
    ),
    ...when(
      duty === 'escalate' && lapses,
      [...path, 'lapses'],
      'The duty "escalate" is what follows when a stage lapses, so it cannot make one lapse. Take "lapses" away.',
    ),
    ...when(
      lapses && due === undefined,
      [...path, 'lapses'],
      `"${id}" has no "due", so its time never passes and nothing can lapse. Give it a "due", or take "lapses" away.`,
    ),
    ...when(
      duty === 'review' && !repeats,
      path,
      `Nothing settles a review, it comes round again: "${id}" needs "repeats: true". Without a "due" it comes at the interval of "reminders". For something done once use another duty, such as "speak".`,
    ),
    ...when(
      duty !== 'review' && repeats,
      [...path, 'repeats'],
      `Only a review comes round again. A duty "${duty}" is owed until it is done; take "repeats" away.`,
    ),
    ...when(
      onlyWhoeverActs.includes(duty) && known && !acts(stage, rule),
      [...path, 'owed_by', 'role'],
      `Only whoever acts at "${stage.label}" can do this, and "${owed_by.role}" does not act there. Name one of: ${[...new Set([...stage.people.raising, ...stage.people.receiving])].join(', ')}.`,
    ),
  ];
}

/** Duties that are met by doing what only those who act for a side can do. A conversation anybody of the case can record. */
const onlyWhoeverActs: readonly ObligationRule['duty'][] = ['acknowledge', 'read-file', 'respond', 'resolve'];

function acts({ people }: StageRule, { owed_by }: ObligationRule): boolean {
  if (owed_by.side === 'board') return true;
  const raising = owed_by.side === 'receiving' ? [] : people.raising;
  const receiving = owed_by.side === 'raising' ? [] : people.receiving;
  return [...raising, ...receiving].includes(owed_by.role);
}

function when(wrong: boolean, path: Path, says: string): readonly Finding[] {
  return wrong ? [{ path, says }] : [];
}
