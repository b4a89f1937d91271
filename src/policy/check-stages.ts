import { anchorOf } from './due-date.ts';
import type { Anchor, Due, SimpleDue } from './due.ts';
import type { ObligationRule } from './obligation.ts';
import { firstStage, isOptional } from './policy-lookup.ts';
import type { Policy } from './policy.ts';
import type { Finding, Path } from './problem.ts';
import type { StageRule } from './stage.ts';

/** Whether a ladder can be climbed as it is written: every stage reached, every time counted from something real. */
export function checkStages(policy: Policy): readonly Finding[] {
  const perStage = policy.stages.flatMap((stage, index) => [
    ...checkReached(policy, stage, index),
    ...checkSides(policy, stage, index),
    ...checkForum(stage, index),
    ...checkHeads(policy, stage, index),
    ...stage.obligations.flatMap((rule, position) => checkTimes(policy, stage, index, rule, position)),
  ]);
  const nothing = policy.stages.every(isOptional);
  if (!nothing) return [...perStage, ...checkSkips(policy)];
  const says = 'Every stage is informal and owes nothing, so no case can begin.';
  return [...perStage, { path: ['stages'], says }];
}

/** A way past the first stages leads further up than where every case begins. */
function checkSkips(policy: Policy): readonly Finding[] {
  const later = policy.stages.slice(policy.stages.indexOf(firstStage(policy)) + 1).map(({ id }) => id);
  return policy.triage.skips.flatMap(({ to }, index) =>
    to.some((id) => later.includes(id))
      ? []
      : [
          {
            path: ['triage', 'skips', index, 'to'],
            says: `This leads to no later stage: every case begins at "${firstStage(policy).label}" already.`,
          },
        ],
  );
}

function checkReached({ stages, triage }: Policy, stage: StageRule, index: number): readonly Finding[] {
  const before = stages[index - 1];
  const jumpedTo =
    triage.skips.some(({ to }) => to.includes(stage.id)) ||
    stages.some(({ policy_issue_goes_to }) => policy_issue_goes_to?.stage === stage.id);
  if (before?.forum?.effect !== 'binding' || jumpedTo) return [];
  const says = `"${stage.label}" cannot be reached: "${before.label}" ends with a decision that binds everyone.`;
  return [{ path: ['stages', index, 'id'], says }];
}

/** A role of an agency cannot be asked of the board's office, nor the other way round: nobody would ever hold it. */
function checkSides({ roles }: Policy, stage: StageRule, index: number): readonly Finding[] {
  const asked: readonly { readonly path: Path; readonly role: string; readonly of: 'agency' | 'board' }[] = [
    ...stage.people.raising.map((role, at) => ({
      path: ['people', 'raising', at],
      role,
      of: 'agency' as const,
    })),
    ...stage.people.receiving.map((role, at) => ({
      path: ['people', 'receiving', at],
      role,
      of: 'agency' as const,
    })),
    ...stage.obligations.map(({ owed_by }, at) => ({
      path: ['obligations', at, 'owed_by', 'role'],
      role: owed_by.role,
      of: owed_by.side === 'board' ? ('board' as const) : ('agency' as const),
    })),
  ];
  return asked.flatMap(({ path, role, of }) => {
    const rule = roles.find(({ id }) => id === role);
    if (rule === undefined || rule.of === of) return [];
    const says =
      of === 'agency'
        ? `Nobody can be "${role}" here: it is a role of the board, and this is for a side of the disagreement.`
        : `Nobody can be "${role}" here: it is a role of an agency, and this is for the board.`;
    return [{ path: ['stages', index, ...path], says }];
  });
}

function checkForum({ forum, obligations, label }: StageRule, index: number): readonly Finding[] {
  const gateway = forum?.gateway;
  if (gateway === undefined) return [];
  if (obligations.some(({ duty, owed_by }) => duty === 'pass-on' && owed_by.role === gateway.role)) return [];
  const says = `"${label}" goes through "${gateway.role}", who needs a duty "pass-on" there: it starts the forum's time.`;
  return [{ path: ['stages', index, 'forum', 'gateway'], says }];
}

/** Several decide only where they are directors; a role of an agency heads nothing else. */
function checkHeads({ roles }: Policy, { forum }: StageRule, index: number): readonly Finding[] {
  if (forum === undefined) return [];
  const path: Path = ['stages', index, 'forum'];
  const of = (id: string) => roles.find((role) => role.id === id)?.of;
  const several = forum.heads ?? [];
  const directors = forum.kind === 'directors';
  return [
    ...(of(forum.head) === 'agency' && !directors
      ? [
          {
            path: [...path, 'head'],
            says: `"${forum.head}" is a role of an agency. Only directors head a forum from their agencies.`,
          },
        ]
      : []),
    ...(several.length > 0 && !directors
      ? [
          {
            path: [...path, 'heads'],
            says: 'Only directors decide together. Write "kind: directors", or leave "heads" out.',
          },
        ]
      : []),
    ...(several.length > 0 && !several.includes(forum.head)
      ? [
          {
            path: [...path, 'heads'],
            says: `"${forum.head}" heads this forum and is missing here. Name everybody who decides.`,
          },
        ]
      : []),
    ...several
      .filter((id) => of(id) === 'agency')
      .map((id) => ({
        path: [...path, 'heads'],
        says: `"${id}" is a role of an agency. Name it as "head": its holder in each agency then decides.`,
      })),
  ];
}

function checkTimes(
  policy: Policy,
  stage: StageRule,
  index: number,
  rule: ObligationRule,
  position: number,
): readonly Finding[] {
  const path: Path = ['stages', index, 'obligations', position];
  return [
    ...partsOf(rule.due, [...path, 'due']),
    ...partsOf(rule.target?.due, [...path, 'target', 'due']),
    ...partsOf(rule.if_entered_late?.due, [...path, 'if_entered_late', 'due']),
  ].flatMap((part) => {
    if (part.kind === 'priority') return checkPriorities(policy, part.ids, part.path);
    if ('limit_of' in part.due) return checkLimitOf(policy, stage, position, part.due.limit_of, part.path);
    const says = neverHappens(policy, index, rule, anchorOf(part.due));
    return says === undefined ? [] : [{ path: part.path, says }];
  });
}

type Part =
  | { readonly kind: 'simple'; readonly due: SimpleDue; readonly path: Path }
  | { readonly kind: 'priority'; readonly ids: readonly string[]; readonly path: Path };

function partsOf(due: Due | undefined, path: Path): readonly Part[] {
  if (due === undefined) return [];
  if ('earliest' in due) return due.earliest.flatMap((one, at) => partsOf(one, [...path, 'earliest', at]));
  if ('latest' in due) return due.latest.flatMap((one, at) => partsOf(one, [...path, 'latest', at]));
  if (!('by_priority' in due)) return [{ kind: 'simple', due, path }];
  const inside = Object.entries(due.by_priority);
  return [
    { kind: 'priority', ids: inside.map(([id]) => id), path: [...path, 'by_priority'] },
    ...inside.flatMap(([id, one]) => partsOf(one, [...path, 'by_priority', id])),
  ];
}

function checkPriorities({ raise }: Policy, ids: readonly string[], path: Path): readonly Finding[] {
  const known = raise.priorities.map(({ id }) => id);
  return [
    ...ids
      .filter((id) => !known.includes(id))
      .map((id) => ({
        path: [...path, id],
        says: `There is no priority "${id}" under raise.`,
        at: 'key' as const,
      })),
    ...known
      .filter((id) => !ids.includes(id))
      .map((id) => ({ path, says: `The priority "${id}" has no time here.`, at: 'key' as const })),
  ];
}

/** Why an anchor can never be known when this duty is owed; `undefined` when it can. */
function neverHappens(
  policy: Policy,
  index: number,
  rule: ObligationRule,
  anchor: Anchor,
): string | undefined {
  const first = policy.stages.indexOf(firstStage(policy));
  if (anchor === 'unresolved' && index <= first) {
    return 'This counts from "unresolved", which means the stage before, and there is none before this one.';
  }
  if (
    anchor === 'forum-told' &&
    !policy.stages.slice(0, index + 1).some(({ forum }) => forum !== undefined)
  ) {
    return 'This counts from "forum-told", and neither this stage nor one before it has a forum.';
  }
  if (anchor === 'resolved' && endsWithResolution.includes(rule.duty)) {
    return `This counts from "resolved", and the duty "${rule.duty}" is over once the matter is resolved.`;
  }
  if (anchor === 'entered' && rule.duty === 'escalate') {
    return 'To escalate is to enter the stage, so this cannot count from "entered". Use "unresolved" or "concern".';
  }
  return undefined;
}

const endsWithResolution: readonly ObligationRule['duty'][] = [
  'raise', 'acknowledge', 'read-file', 'speak', 'respond', 'resolve', 'escalate',
  'convene', 'pass-on', 'recommend', 'decide', 'mediate', 'submit-form',
]; // prettier-ignore

function checkLimitOf(
  { stages }: Policy,
  stage: StageRule,
  position: number,
  name: string,
  path: Path,
): readonly Finding[] {
  const [stageId, id] = name.includes('.') ? splitAtDot(name) : [stage.id, name];
  const other = stages.find((one) => one.id === stageId);
  const at = other?.obligations.findIndex((rule) => rule.id === id) ?? -1;
  const named = other?.obligations[at];
  const says = (words: string): readonly Finding[] => [{ path: [...path, 'limit_of'], says: words }];
  if (other === undefined || named === undefined)
    return says(`There is no duty "${name}". Write "speak", or "1.speak" for stage 1.`);
  if (named.due === undefined) return says(`The duty "${name}" has no limit of its own.`);
  if (named.only_if !== undefined)
    return says(`The duty "${name}" is owed in some cases only, so its limit may never be known.`);
  const order = stages.indexOf(other) - stages.indexOf(stage);
  if (order < 0 || (order === 0 && at < position)) return [];
  const own = stage.obligations[position];
  if (own !== undefined && dependsOn(stages, other, named, stage, own)) {
    return says(
      `These limits go round in a circle: "${own.id}" waits for "${name}", which waits for "${own.id}".`,
    );
  }
  return says(`The duty "${name}" comes later than this one. Move it up, so that its limit is known first.`);
}

/** Whether a duty's limit rests, however far round, on the limit of the one that was asked about. */
function dependsOn(
  stages: readonly StageRule[],
  stage: StageRule,
  rule: ObligationRule,
  askedIn: StageRule,
  asked: ObligationRule,
  seen: readonly ObligationRule[] = [],
): boolean {
  if (rule === asked) return true;
  if (seen.includes(rule)) return false;
  return partsOf(rule.due, []).some((part) => {
    if (part.kind !== 'simple' || !('limit_of' in part.due)) return false;
    const [stageId, id] = part.due.limit_of.includes('.')
      ? splitAtDot(part.due.limit_of)
      : [stage.id, part.due.limit_of];
    const next = stages.find((one) => one.id === stageId);
    const named = next?.obligations.find((one) => one.id === id);
    if (next === undefined || named === undefined) return false;
    return dependsOn(stages, next, named, askedIn, asked, [...seen, rule]);
  });
}

function splitAtDot(name: string): readonly [string, string] {
  const dot = name.indexOf('.');
  return [name.slice(0, dot), name.slice(dot + 1)];
}
