import { saySource } from '../../policy/explain.ts';

type Owed = {
  readonly source: string;
  readonly added?: boolean | undefined;
  /** A limit, or when it falls. */
  readonly due?: unknown;
};

/**
 * Where a duty comes from, for a bracket: the part of the policy, Concordat alone or, where the policy asks for it and
 * gives no time, the part of the policy and that Concordat added the date.
 */
export function originOf({ source, added, due }: Owed): string {
  if (added !== true) return saySource(source);
  return source === 'not stated' || due === undefined
    ? 'added by Concordat'
    : `${saySource(source)}; the date was added by Concordat`;
}

/** `originOf` as sentences of a message: "Policy: paragraph 4.4." */
export function sayOrigin(owed: Owed): string {
  const origin = originOf(owed);
  if (origin === 'added by Concordat') return 'The policy does not ask for this; Concordat added it.';
  return owed.added === true
    ? `Policy: ${saySource(owed.source)}. It gives no time; Concordat added the date.`
    : `Policy: ${origin}.`;
}
