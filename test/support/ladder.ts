import type { Due } from '../../src/policy/due.ts';

/** The paragraph that every rule of a ladder made up for a test comes from. */
export const source = 'a paragraph';

export type Rule = { readonly duty: string; readonly due?: Due; readonly [more: string]: unknown };

/** One stage of a ladder made up for a test: a manager's, or that of a forum when one is given. */
export function stage(id: string, rules: readonly Rule[], more: Readonly<Record<string, unknown>> = {}) {
  return {
    id,
    label: `Stage ${id}`,
    title: 'Between managers',
    people: { raising: ['line-manager'], receiving: ['line-manager'] },
    obligations: rules.map((rule) => ({
      id: rule.duty,
      owed_by: { side: 'both', role: 'line-manager' },
      strict: 'must',
      source,
      ...rule,
    })),
    office_sees: 'nothing',
    source,
    ...more,
  };
}
