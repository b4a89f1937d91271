import type { Rules } from '../../case/decision.ts';
import { dueAt } from '../../policy/due-date.ts';
import { saySource } from '../../policy/explain.ts';
import { sayDate } from '../../policy/say-date.ts';

/**
 * The outer limit that a policy names for telling somebody of an immediate risk, from the moment at which the risk was
 * seen (Hertfordshire 4.1: the same working day). Always with the word that nobody waits for it.
 */
export function sayOuterLimit({ policy, calendar }: Rules, seen: Date): readonly string[] {
  const limit = policy.triage.risk.outer_limit;
  if (limit === undefined) return [];
  const at = dueAt(limit.due, {
    anchors: { concern: seen, raise: seen, entered: seen },
    limits: new Map(),
    calendar,
    who: 'everyone',
  })?.at;
  if (at === undefined) return [];
  return [
    `The policy’s outer limit for this is ${sayDate(at)} (${saySource(limit.source)}). That is no time to wait for: do it now.`,
  ];
}
