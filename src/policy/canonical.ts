import type { Policy } from './policy.ts';

/**
 * A policy as one line of text that is the same for the same rules, whatever the order of its keys, its comments
 * and its layout: what the version of a policy is the hash of.
 */
export function canonicalText(policy: Policy): string {
  return JSON.stringify(policy, (_key, value: unknown) => (isRecord(value) ? sorted(value) : value));
}

function sorted(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
