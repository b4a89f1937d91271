import { placesOpen } from '../../case/filing.ts';
import type { Policy } from '../../policy/policy.ts';
import { saySource } from '../../policy/explain.ts';
import type { Block } from '../chat-message.ts';
import { isOfASide, sayAgency, type TellingOfCase } from './telling.ts';

type Place = Policy['filing'][number];

/** The places that the policy asks an agency to file in, as far as its stages were reached. */
export function placesAsked({ state, rules }: Pick<TellingOfCase, 'state' | 'rules'>): readonly Place[] {
  return rules.policy.filing.filter(({ from_stage }) => state.stagesEntered[from_stage] !== undefined);
}

/** What each agency is to do with the record once a matter ends; nothing where the policy asks for nothing. */
export function sayFiling(telling: TellingOfCase): string {
  const asked = placesAsked(telling);
  if (asked.length === 0 || !isOfASide(telling)) return '';
  const sources = [...new Set(asked.map(({ source }) => saySource(source)))].join('; ');
  return `File the record as the policy asks, and confirm here that you have (${sources}).`;
}

/** The question of one place, as it is quoted. */
export function sayPlace(place: string, { rules }: Pick<TellingOfCase, 'rules'>): string {
  return rules.policy.filing.find(({ id }) => id === place)?.asks ?? place.replaceAll('-', ' ');
}

/** What each agency has confirmed and what it has not, one line each. */
export function filingBlocks(telling: TellingOfCase): readonly Block[] {
  const { state, rules } = telling;
  const asked = placesAsked(telling);
  if (asked.length === 0) return [];
  const lines = state.sides.flatMap(({ agency }) => {
    const open = placesOpen(agency, state, rules);
    return asked.map(
      ({ id, asks }) =>
        `${sayAgency(agency, rules)}: ${asks} ${open.includes(id) ? 'Not confirmed yet.' : 'Yes, confirmed.'}`,
    );
  });
  return [
    { kind: 'text', text: { strong: 'What is filed' } },
    { kind: 'list', items: lines },
  ];
}
