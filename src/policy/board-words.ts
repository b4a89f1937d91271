import { roleOf } from './policy-lookup.ts';
import type { Policy } from './policy.ts';
import type { StageRule } from './stage.ts';

/**
 * A board's own words, as they stand in a sentence. Every message is put together from these, so that no message
 * speaks of a stage where the board has steps, or of a recommendation where it decides.
 */
export type BoardWords = {
  /** "stage", "step". */
  readonly stage: string;
  /** What is settled: "disagreement", "professional difference". */
  readonly matter: string;
  /** What the last forum gives: one "recommendation", one "decision". */
  readonly output: string;
  /** Who leads the last forum, by the label of the role, after "the". */
  readonly head: string;
  /** What the last forum does: it recommends, decides or mediates. */
  readonly ends: NonNullable<StageRule['forum']>['output'];
};

/** Where no board was chosen yet, or its procedure is no longer here. */
export const neutralWords: BoardWords = {
  stage: 'stage',
  matter: 'disagreement',
  output: 'recommendation',
  head: 'head of the last forum',
  ends: 'recommendations',
};

/**
 * The words of a board. `at` is the stage that is spoken of: where there are several forums, the head is that of this
 * stage, or of the next stage that has one; else of the last.
 *
 * @example
 * boardWords(rotherham).matter // => 'professional difference'
 */
export function boardWords({ words, stages, roles, name }: Spoken, at?: string): BoardWords {
  const from = Math.max(
    stages.findIndex(({ id }) => id === at),
    0,
  );
  const forums = stages.flatMap(({ forum }, index) => (forum === undefined ? [] : [{ forum, index }]));
  const forum = (forums.find(({ index }) => index >= from) ?? forums.at(-1))?.forum;
  return {
    stage: lowerFirst(words.stage),
    matter: words.matter,
    output: words.output,
    head: forum === undefined ? neutralWords.head : roleOf({ roles, name }, forum.head).label,
    ends: forum?.output ?? neutralWords.ends,
  };
}

type Spoken = Pick<Policy, 'words' | 'stages' | 'roles' | 'name'>;

/**
 * The words that several boards have in common; neutral ones for what they say differently. For what is said before
 * it is known whose procedure applies.
 */
export function sharedWords(policies: readonly Spoken[]): BoardWords {
  const [first, ...others] = policies.map((policy) => boardWords(policy));
  if (first === undefined) return neutralWords;
  const shared = <K extends keyof BoardWords>(key: K): BoardWords[K] =>
    others.every((one) => one[key] === first[key]) ? first[key] : neutralWords[key];
  return {
    stage: shared('stage'),
    matter: shared('matter'),
    output: shared('output'),
    head: shared('head'),
    ends: shared('ends'),
  };
}

/** How a role is called, also one that an older edition had and this one has not. */
export function sayRole({ roles }: Pick<Policy, 'roles'>, id: string): string {
  return roles.find((role) => role.id === id)?.label ?? id.replaceAll('-', ' ');
}

/**
 * A word with "a" or "an".
 *
 * @example
 * withArticle('issue') // => 'an issue'
 */
export function withArticle(word: string): string {
  return `${/^(?:[aeio]|u(?!n[ei]|s[aeiu])|hono|hour|heir)/i.test(word) ? 'an' : 'a'} ${word}`;
}

/**
 * More than one of something. A word that is given in its plural stays as it is.
 *
 * @example
 * plural('recommendation') // => 'recommendations'
 */
export function plural(word: string): string {
  if (/[^s]s$/.test(word)) return word;
  if (/(?:s|x|ch|sh)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

/**
 * So many of something.
 *
 * @example
 * counted(1, 'recommendation') // => 'one recommendation'
 * counted(3, 'recommendation') // => '3 recommendations'
 */
export function counted(number: number, word: string): string {
  return number === 1 ? `one ${word}` : `${number} ${plural(word)}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
