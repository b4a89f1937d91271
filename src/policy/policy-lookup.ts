import type { Whose } from './calendar.ts';
import type { ObligationRule } from './obligation.ts';
import type { Contact, RoleRule } from './people.ts';
import type { Policy } from './policy.ts';
import type { FieldRule } from './question.ts';
import type { Reading } from './reading.ts';
import type { StageRule } from './stage.ts';

/*
 * Finding things in a policy by their id. A policy that was read has been checked, so an id that is not there
 * is a mistake of the program: these throw a RangeError.
 */

export function stageOf(policy: Policy, id: string): StageRule {
  return find(policy.stages, id, 'stage', policy);
}

/** The stage that follows, informal ones included; `undefined` after the last. */
export function stageAfter(policy: Policy, id: string): StageRule | undefined {
  return policy.stages[policy.stages.indexOf(stageOf(policy, id)) + 1];
}

/** Whether nothing is lost by beginning after a stage: an informal one that owes nothing to anybody. */
export function isOptional({ informal, obligations }: Pick<StageRule, 'informal' | 'obligations'>): boolean {
  return informal && obligations.length === 0;
}

/** Where a case begins unless somebody chooses otherwise: the first stage of the file that is not optional. */
export function firstStage(policy: Policy): StageRule {
  const found = policy.stages.find((stage) => !isOptional(stage));
  if (found === undefined) throw new RangeError(`No stage of ${policy.name} owes anything`);
  return found;
}

/**
 * Roles of the board that a policy only makes aware of a case, by a copy that shows less than all of it: they head no
 * forum, pass nothing on and owe nothing, so that what the board's office may see is not for them.
 */
export function awareRoles(policy: PartsWithRoles): readonly string[] {
  const known = awareRolesOf.get(policy) ?? findAwareRoles(policy);
  awareRolesOf.set(policy, known);
  return known;
}

type PartsWithRoles = Pick<Policy, 'stages' | 'roles'>;
/** Asked of each person in each case that is looked at, and the same for as long as the policy is. */
const awareRolesOf = new WeakMap<PartsWithRoles, readonly string[]>();

function findAwareRoles(policy: PartsWithRoles): readonly string[] {
  const copies = policy.stages.flatMap((stage) => stage.copies);
  const parts = policy.stages.flatMap(({ forum, obligations }) => [
    forum?.gateway?.role,
    forum?.conflict_of_interest?.gateway,
    ...obligations.map(({ owed_by }) => owed_by.role),
  ]);
  return boardRoles(policy)
    .map(({ id }) => id)
    .filter((id) => {
      const sent = copies.filter(({ to }) => to === id);
      return sent.length > 0 && sent.every(({ content }) => content !== 'full') && !parts.includes(id);
    });
}

export function obligationOf(stage: StageRule, id: string): ObligationRule {
  const found = stage.obligations.find((rule) => rule.id === id);
  if (found === undefined) throw new RangeError(`${stage.label} has no duty "${id}"`);
  return found;
}

export function roleOf(policy: Pick<Policy, 'roles' | 'name'>, id: string): RoleRule {
  return find(policy.roles, id, 'role', policy);
}

/** The roles of the board's own office and forums, in the order of the file. */
export function boardRoles({ roles }: Pick<Policy, 'roles'>): readonly RoleRule[] {
  return roles.filter(({ of }) => of === 'board');
}

export function contactOf(policy: Policy, id: string): Contact {
  return find(policy.contacts, id, 'contact', policy);
}

/** A question of the raise, the response, the discussion log or the outcome. */
export function fieldOf(policy: Policy, id: string): FieldRule {
  const { raise, response, discussion, outcome } = policy;
  return find(
    [...raise.fields, ...response.fields, ...discussion.fields, ...outcome.fields],
    id,
    'field',
    policy,
  );
}

export function readingOf(policy: Policy, id: string): Reading {
  return find(policy.readings, id, 'reading', policy);
}

/** The readings that the board has not confirmed; `mattering` keeps those that change a date, a recipient or a route. */
export function unconfirmedReadings(policy: Policy, which: 'all' | 'mattering' = 'all'): readonly Reading[] {
  return policy.readings.filter(
    ({ confirmed, affects }) =>
      confirmed === undefined && (which === 'all' || affects.some((what) => what !== 'wording')),
  );
}

/** Every role that heads a forum of the policy, or would at a conflict of interest. */
export function headingRoles({ stages }: Pick<Policy, 'stages'>): readonly string[] {
  return stages.flatMap(({ forum }) =>
    forum === undefined
      ? []
      : [
          forum.head,
          ...(forum.heads ?? []),
          ...(forum.conflict_of_interest === undefined ? [] : [forum.conflict_of_interest.head]),
        ],
  );
}

/** Whose days off count for a duty: the board's closure days do for duties of its own office and forums only. */
export function whoseDays({ owed_by }: Pick<ObligationRule, 'owed_by'>): Whose {
  return owed_by.side === 'board' ? 'office' : 'everyone';
}

/** Whether the board's office may ask agencies for their outcomes: the policy names a report of theirs on request (CE-20). */
export function mayAskAgencies({ reports }: Pick<Policy, 'reports'>): boolean {
  return reports.some(({ by, when }) => by === 'agency' && when === 'on-request');
}

function find<T extends { readonly id: string }>(
  list: readonly T[],
  id: string,
  what: string,
  policy: Pick<Policy, 'name'>,
): T {
  const found = list.find((one) => one.id === id);
  if (found === undefined) throw new RangeError(`${policy.name} has no ${what} "${id}"`);
  return found;
}
