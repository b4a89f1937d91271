import type { Policy } from './policy.ts';
import type { Finding, Path } from './problem.ts';
import type { StageRule } from './stage.ts';

/** Whether the people that a policy asks for can ever be found, and whether its forums have somebody who speaks. */
export function checkPeople(policy: Policy): readonly Finding[] {
  return [
    ...checkProfessional(policy),
    ...ofAgency(policy),
    ...ofBoard(policy),
    ...policy.stages.flatMap((stage, index) => [
      ...checkOutput(stage, ['stages', index]),
      ...checkConvened(stage, ['stages', index]),
      ...saidElsewhere(stage, ['stages', index]),
    ]),
    ...checkQuestions(policy),
  ];
}

/** Whoever raises a matter is the professional, in every policy: the rest of the ladder is found from them. */
function checkProfessional({ roles }: Policy): readonly Finding[] {
  const at = roles.findIndex(({ id }) => id === 'professional');
  const says = `Whoever raises a disagreement, and whoever it is raised with, have the role id "professional" in every policy. What people read is its label: write "- id: professional" with the label that your board uses.`;
  if (at < 0) return [{ path: ['roles'], says }];
  return roles[at]?.of === 'agency' ? [] : [{ path: ['roles', at, 'of'], says }];
}

/** Roles that are looked for in an agency. */
function ofAgency({ roles, triage, stages }: Policy): readonly Finding[] {
  const places: readonly (readonly [Path, string])[] = [
    ...triage.risk.tells.map(({ role }, at) => [['triage', 'risk', 'tells', at, 'role'], role] as const),
    ...stages.flatMap(({ consulted }, index) =>
      consulted.map(({ role }, at) => [['stages', index, 'consulted', at, 'role'], role] as const),
    ),
    ...roles.flatMap(({ of, alternates }, index) =>
      of === 'board'
        ? []
        : alternates.map(({ role }, at) => [['roles', index, 'alternates', at, 'role'], role] as const),
    ),
  ];
  return places
    .filter(([, role]) => roles.find(({ id }) => id === role)?.of === 'board')
    .map(([path, role]) => ({
      path,
      says: `"${role}" is a role of the board. People are looked for in the agencies here, so nobody would be found.`,
    }));
}

/** Roles that are looked for in the board's own office. */
function ofBoard({ roles, stages }: Policy): readonly Finding[] {
  const places = stages.flatMap(({ forum }, index): readonly (readonly [Path, string | undefined])[] => {
    const path: Path = ['stages', index, 'forum'];
    const instead = forum?.conflict_of_interest;
    return [
      [[...path, 'gateway', 'role'], forum?.gateway?.role],
      [[...path, 'conflict_of_interest', 'head'], forum?.kind === 'directors' ? undefined : instead?.head],
      [[...path, 'conflict_of_interest', 'gateway'], instead?.gateway],
    ];
  });
  return places
    .filter(([, role]) => roles.find(({ id }) => id === role)?.of === 'agency')
    .map(([path, role]) => ({
      path,
      says: `"${role}" is a role of an agency. Somebody of the board is looked for here, so nobody would be found.`,
    }));
}

const speaks = { recommendations: 'recommend', decision: 'decide', mediation: 'mediate' } as const;

/** A forum says something, and somebody owes it. */
function checkOutput({ forum, obligations, label }: StageRule, path: Path): readonly Finding[] {
  const duty = forum === undefined ? undefined : speaks[forum.output];
  const owed = obligations.some((rule) => rule.duty === duty);
  const missing =
    forum === undefined || duty === undefined || owed
      ? []
      : [
          {
            path: [...path, 'forum', 'output'],
            says: `"${label}" ends with "output: ${forum.output}", and nobody owes it: add a duty "${duty}" there.`,
          },
        ];
  const strange = obligations.flatMap((rule, at) => {
    const ofForum = Object.values(speaks).find((one) => one === rule.duty);
    if (ofForum === undefined || ofForum === duty) return [];
    const says =
      forum === undefined
        ? `A duty "${rule.duty}" is owed by a forum, and "${label}" has none: add "forum" to it.`
        : `A duty "${rule.duty}" does not go with "output: ${forum.output}" of this forum.`;
    return [{ path: [...path, 'obligations', at, 'duty'], says }];
  });
  return [...missing, ...strange];
}

/** Only a panel is convened, member by member. Any other meeting is called of those who have a part already. */
function checkConvened({ label, forum, obligations }: StageRule, path: Path): readonly Finding[] {
  if (forum?.kind === 'panel') return [];
  return obligations.flatMap(({ duty }, at) =>
    duty === 'convene'
      ? [
          {
            path: [...path, 'obligations', at, 'duty'],
            says: `A duty "convene" brings a panel together, and "${label}" has none. For any other meeting write "duty: meet".`,
          },
        ]
      : [],
  );
}

/** Duties that follow from another part of the stage, which says more of them. */
const elsewhere = {
  confirm:
    'The confirmation of an outcome is no duty here: the part "confirmation" of the stage says who writes it and by when.',
  answer: 'The answer of an agency is no duty here: the part "answers" of the forum asks for it.',
} as const;

function saidElsewhere({ obligations }: StageRule, path: Path): readonly Finding[] {
  return obligations.flatMap(({ duty }, at) =>
    duty === 'confirm' || duty === 'answer'
      ? [{ path: [...path, 'obligations', at, 'duty'], says: elsewhere[duty] }]
      : [],
  );
}

/** What the forms of a case ask themselves, beside the policy's questions. */
const own: Readonly<Record<string, readonly string[]>> = {
  response: ['risk'],
  discussion: ['between', 'how', 'tookPlace', 'time', 'with', 'colleagues', 'note'],
};

function checkQuestions(policy: Policy): readonly Finding[] {
  const { response, discussion } = policy;
  return Object.entries({ response, discussion }).flatMap(([section, { fields }]) =>
    fields.flatMap(({ id }, index) =>
      own[section]?.includes(id) === true
        ? [
            {
              path: [section, 'fields', index, 'id'],
              says: `The form asks "${id}" itself. Give this question another name.`,
            },
          ]
        : [],
    ),
  );
}
