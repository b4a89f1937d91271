import type { Policy } from './policy.ts';
import type { StageRule } from './stage.ts';

type Forum = NonNullable<StageRule['forum']>;

/** What the last forum of a stage is, may do or says, beyond a chair who recommends. */
export function notYetAtForum(stage: StageRule, { roles, stages }: Policy): readonly string[] {
  const { label, forum } = stage;
  if (forum === undefined) return [];
  const next = stages[stages.indexOf(stage) + 1];
  const { conflict_of_interest: conflict, powers, output, effect, kind, panel } = forum;
  const instead = roles.find(({ id }) => id === conflict?.head)?.label ?? '';
  return [
    ...ofKind(kind, label),
    ...(next === undefined
      ? []
      : [`${next.label} comes after ${label}. Concordat still ends a case with its first forum.`]),
    ...(panel === undefined
      ? []
      : [
          `${label} needs people of certain agencies on its panel. Concordat does not check who sits on it yet.`,
        ]),
    ...(output === 'recommendations'
      ? []
      : [`${label} ends with a ${output}. Concordat still records it as recommendations.`]),
    ...(effect === 'binding'
      ? [`What ${label} decides is binding. Concordat still lets an agency answer that it will not act.`]
      : []),
    ...(powers.some(({ power }) => power === 'meet')
      ? [`The forum of ${label} can call a meeting. Concordat has no button for it yet.`]
      : []),
    ...(conflict === undefined
      ? []
      : [`The ${instead} takes ${label} at a conflict of interest. Concordat does not ask about that yet.`]),
  ];
}

function ofKind(kind: Forum['kind'], label: string): readonly string[] {
  switch (kind) {
    case 'chair':
      return [];
    case 'panel':
      return [`A panel sits at ${label}. Concordat brings in only whoever heads it so far.`];
    case 'mediator':
      return [
        `${label} offers a mediation. Concordat does not ask yet whether each side accepts it, nor keep the matter open when it fails.`,
      ];
    case 'directors':
      return [`Directors decide at ${label}. Concordat brings in only one of them so far.`];
  }
}
