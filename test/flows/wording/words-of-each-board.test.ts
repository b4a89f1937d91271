import { describe, expect, it } from 'vitest';
import { boardWords } from '../../../src/policy/board-words.ts';
import type { BoardWords } from '../../../src/policy/board-words.ts';
import type { Policy } from '../../../src/policy/policy.ts';
import { labelOf } from '../../../src/flows/wording/act-labels.ts';
import { sayOwed } from '../../../src/flows/wording/duty-words.ts';
import { shippedPolicy } from '../../policy/policies.ts';
import { boardRules } from '../../support/board-world.ts';
import { messagesOf, unanswered } from '../../support/whole-case.ts';

const boards = ['redbridge', 'cheshire-east', 'rotherham', 'solihull', 'hertfordshire'];

/** Words that belong to some boards and to no others; whatever the board's own file says is taken out before they are looked for. */
const foreign: readonly { readonly says: RegExp; readonly unless: (words: BoardWords) => boolean }[] = [
  {
    says: /\b(?:next|this|last|same|which|every|from|of) stages?\b/i,
    unless: ({ stage }) => stage === 'stage',
  },
  { says: /\bStage \d/, unless: ({ stage }) => stage === 'stage' },
  { says: /\bdisagreements?\b/i, unless: ({ matter }) => matter === 'disagreement' },
  { says: /\brecommendations?\b/i, unless: ({ output }) => output === 'recommendation' },
  { says: /\bmediat/i, unless: ({ output }) => output === 'mediation' },
  { says: /\bchallenges?\b/i, unless: ({ matter }) => matter === 'challenge' },
  { says: /\b(?:a|the|this) dispute\b/i, unless: ({ matter }) => matter === 'dispute' },
  { says: /\bprofessional difference/i, unless: ({ matter }) => matter === 'professional difference' },
  { says: /\bChair\b/, unless: () => false },
  { says: /\bsignificant harm\b/, unless: () => false },
  { says: /\bBusiness Manager\b/, unless: () => false },
  // An article before a word that it does not go with.
  { says: /\ba [aeio]\w|\ban [bcdfgjklmnpqrstvwxyz]\w/, unless: () => false },
];

/** Every text of a policy file, the longest first. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return /[ \p{Lu}]/u.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

function foreignIn(text: string, policy: Policy): readonly string[] {
  const { words, ...others } = policy;
  // The words themselves stay: whether they are used rightly is what is asked.
  const own = [...new Set(textsOf(others))]
    .filter((one) => !Object.values(words).includes(one))
    .flatMap((one) => [one, one.charAt(0).toLowerCase() + one.slice(1)])
    .sort((one, other) => other.length - one.length);
  const rest = own.reduce((left, one) => left.replaceAll(one, '…'), text);
  const spoken = boardWords(policy);
  return foreign
    .filter(({ says, unless }) => !unless(spoken) && says.test(rest))
    .map(({ says }) => `${String(says)}: ${says.exec(rest)?.[0] ?? ''} in ${text}`);
}

describe.each(boards)('In every message of a case that nobody settles, under %s', (board) => {
  const rules = boardRules(board);
  const messages = messagesOf(unanswered(rules));

  it('there is no word that belongs to another board', () => {
    expect(messages.length).toBeGreaterThan(20);
    expect(messages.flatMap((message) => foreignIn(message, rules.policy))).toEqual([]);
  });

  it('the board’s own word for the matter is used', () => {
    expect(messages.some((message) => message.includes(rules.policy.words.matter))).toBe(true);
  });
});

describe.each(boards)('Duties and buttons under %s', (board) => {
  const policy = shippedPolicy(board);
  const words = boardWords(policy);
  const last = policy.stages.at(-1)?.id ?? '';
  const place = { stage: last, policy };

  it('use no word that belongs to another board', () => {
    const duties = ['escalate', 'pass-on', 'answer', 'raise', 'speak', 'respond', 'resolve', 'review'];
    const ends = { recommendations: 'recommend', decision: 'decide', mediation: 'mediate' }[words.ends];
    const said = [...duties, ends].flatMap((kind) => [
      sayOwed(kind, true, place),
      sayOwed(kind, false, place),
    ]);
    const acts = ['escalate', 'pass-on', 'recommend', 'answer-recommendation', 'withdraw', 'reopen'];
    const labels = acts.map((does) => labelOf(does, place).label);
    expect([...said, ...labels].flatMap((one) => foreignIn(one, policy))).toEqual([]);
  });
});

describe('A message that has a word of another board', () => {
  it('is found', () => {
    const policy = shippedPolicy('rotherham');
    expect(foreignIn('The Chair made a recommendation.', policy)).toHaveLength(2);
    expect(foreignIn('You raised a issue.', policy)).toHaveLength(1);
    expect(foreignIn('You raised a professional difference.', policy)).toEqual([]);
  });
});
