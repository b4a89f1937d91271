import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePolicies } from '../../src/policy/compare.ts';
import { read, redbridge, redbridgeText, shippedPolicy } from './policies.ts';

function changed(...changes: readonly (readonly [string, string])[]): readonly string[] {
  const text = changes.reduce((all, [from, to]) => {
    expect(all).toContain(from);
    return all.replace(from, to);
  }, redbridgeText);
  const other = read(text);
  if (other.kind === 'problems') throw new Error(other.problems.map(({ says }) => says).join('\n'));
  return comparePolicies(redbridge(), other.policy).map(
    ({ kind, says, source }) => `${kind} | ${says}${source === undefined ? '' : ` (${source})`}`,
  );
}

describe('Two versions of a policy', () => {
  it('that are the same differ in nothing', () => {
    expect(comparePolicies(redbridge(), shippedPolicy('redbridge'))).toEqual([]);
    expect(changed(['# The escalation policy', '# Another remark: the escalation policy'])).toEqual([]);
  });

  it('differ in a date: what it was and what it is, with the paragraph', () => {
    expect(changed(['{ working_days: 3, after: raise }', '{ working_days: 7, after: raise }'])).toEqual([
      'Dates | Stage 1: speak: was 3 working days after it was raised, is 7 working days after it was raised (4.4)',
    ]);
  });

  it('differ in a holiday that was announced late', () => {
    const [, calendar = ''] = /^(calendar:\n)/m.exec(redbridgeText) ?? [];
    expect(
      changed([calendar, `${calendar}  extra_holidays: [{ date: '2026-06-12', name: A day of mourning }]\n`]),
    ).toEqual([expect.stringMatching(/^Dates \| calendar: “A day of mourning” is new: 2026-06-12/)]);
  });

  it('differ in who acts, who is told and what a stage is called', () => {
    expect(changed(['raising: [line-manager]', 'raising: [senior-manager]'])).toEqual([
      'Who acts | Stage 2: who acts: raising: was line-manager, is senior-manager (4.5)',
    ]);
    expect(changed(['    office_sees: nothing', '    office_sees: content'])).toEqual([
      'Who is told | Stage 1: what the board’s office sees: was nothing, is content (4.4)',
    ]);
    expect(changed(['title: Between the line managers', 'title: Managers'])).toEqual([
      'Stages | Stage 2: title: was “Between the line managers”, is Managers (4.5)',
    ]);
  });

  it('differ in a duty that is new and one that is gone', () => {
    const [, speak = ''] = /( {6}- id: speak\n(?: {8}.*\n)+)/.exec(redbridgeText) ?? [];
    const found = changed(
      [speak, speak.replace('id: speak', 'id: talk')],
      ['limit_of: speak', 'limit_of: talk'],
      ['limit_of: speak', 'limit_of: talk'],
    );
    expect(found).toContain('Dates | Stage 1: speak is gone (4.4)');
    expect(found).toContain('Dates | Stage 1: speak (talk) is new: 3 working days after it was raised (4.4)');
  });

  it('differ in a reading that the board has confirmed', () => {
    const [, chosen = ''] = /(\n {4}affects: .*)/.exec(redbridgeText) ?? [];
    const [line = ''] = changed([
      chosen,
      `${chosen}\n    confirmed: { by: Bella Example, on: '2026-06-01' }`,
    ]);
    expect(line).toMatch(/^Readings \| [A-Z]+-X?\d+, .*: confirmed by the board is new: /);
  });

  it(
    'are told as such whatever changed: no difference of rules is ever left out',
    { timeout: 240_000 },
    () => {
      const lines = redbridgeText.split('\n');
      fc.assert(
        fc.property(fc.nat(lines.length - 1), (index) => {
          const other = read(lines.toSpliced(index, 1).join('\n'));
          if (other.kind === 'problems') return;
          const same = JSON.stringify(other.policy) === JSON.stringify(redbridge());
          const found = comparePolicies(redbridge(), other.policy);
          expect(found.length > 0).toBe(!same);
          for (const { says } of found) expect(says).not.toMatch(/undefined|\[object/);
        }),
        { numRuns: 150 },
      );
    },
  );

  it('of two boards can be compared without a crash', () => {
    expect(comparePolicies(redbridge(), shippedPolicy('solihull')).length).toBeGreaterThan(50);
  });
});
