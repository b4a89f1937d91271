import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { StoredPolicies } from '../../src/adapters/postgres/policies.ts';
import { makeCalendar, type Calendar } from '../../src/policy/calendar.ts';
import { policySchema, type Policy } from '../../src/policy/policy.ts';
import { monday, tuesday } from './case-fixture.ts';

export type OpenedPolicies = { readonly policies: StoredPolicies; readonly close: () => Promise<void> };

export const christmas: (policy: Policy) => Calendar = (policy) =>
  makeCalendar(policy, new Map([['2026-12-25', 'Christmas Day']]));

const redbridge = policySchema.parse(
  parse(readFileSync(new URL('../../policies/redbridge.yaml', import.meta.url), 'utf8')),
);
const renamed: Policy = { ...redbridge, name: 'Redbridge, second edition' };
const mourning = [{ date: '2026-06-12', name: 'A day of mourning' }];
const withDayOff: Policy = { ...renamed, calendar: { ...renamed.calendar, extra_holidays: mourning } };

/** What every store of policies keeps, the real one and its twin. The tests are told in their order. */
export function policiesContract(name: string, open: () => Promise<OpenedPolicies>): void {
  describe(`the policies (${name})`, () => {
    let policies: StoredPolicies;
    let opened: OpenedPolicies;
    beforeAll(async () => {
      opened = await open();
      policies = opened.policies;
    });
    afterAll(() => opened.close());

    test('a board without a policy has none', async () => {
      expect(policies.boards()).toEqual([]);
      expect(policies.current('redbridge')).toBeUndefined();
      await expect(policies.frozen('redbridge', 'v1')).rejects.toThrow('no version v1');
      await expect(policies.accept('redbridge', 'Cat', monday)).rejects.toThrow('in use');
    });

    test('a policy that was stored is in use, whole and with its calendar', async () => {
      await policies.store('redbridge', 'v1', redbridge, monday);
      await policies.store('redbridge', 'v1', redbridge, tuesday);
      expect(policies.boards()).toEqual(['redbridge']);
      expect(policies.current('redbridge')).toEqual({
        policy: redbridge,
        version: 'v1',
        calendar: christmas(redbridge),
      });
    });

    test('a named person accepts the version in use', async () => {
      expect(policies.acceptance('redbridge')).toBeUndefined();
      await policies.accept('redbridge', 'Cat, business manager', tuesday);
      expect(policies.acceptance('redbridge')).toEqual({ by: 'Cat, business manager', at: tuesday });
    });

    test('a version is never stored with another content', async () => {
      await expect(policies.store('redbridge', 'v1', renamed, tuesday)).rejects.toThrow('another content');
      expect(policies.current('redbridge')?.policy.name).toBe(redbridge.name);
    });

    test('a newer version waits for its acceptance, and new cases begin under the older one until then', async () => {
      expect(await policies.store('redbridge', 'v2', renamed, tuesday)).toBe('waiting');
      expect(policies.current('redbridge')).toMatchObject({
        version: 'v1',
        policy: { name: redbridge.name },
      });
      expect(policies.waiting('redbridge')).toEqual({ version: 'v2', policy: renamed });
      await policies.accept('redbridge', 'Bella, business manager', tuesday);
      expect(policies.current('redbridge')).toMatchObject({ version: 'v2', policy: { name: renamed.name } });
      expect(policies.acceptance('redbridge')).toEqual({ by: 'Bella, business manager', at: tuesday });
      expect(policies.waiting('redbridge')).toBeUndefined();
      expect((await policies.frozen('redbridge', 'v1')).policy).toEqual(redbridge);
      expect(await policies.versions('redbridge')).toEqual(['v2', 'v1']);
    });

    test('a day off that is announced late needs no acceptance and counts for cases of every version', async () => {
      expect(await policies.store('redbridge', 'v3', withDayOff, tuesday)).toBe('in-use');
      expect(policies.current('redbridge')?.version).toBe('v3');
      expect(policies.acceptance('redbridge')).toEqual({ by: 'Bella, business manager', at: tuesday });
      const { policy, calendar } = await policies.frozen('redbridge', 'v1');
      expect(policy.calendar.extra_holidays).toEqual([]);
      expect(calendar.holidays.get('2026-06-12')).toBe('A day of mourning');
    });
  });
}
