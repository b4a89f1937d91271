import type { Policy } from '../../policy/policy.ts';
import { roleOf, stageOf } from '../../policy/policy-lookup.ts';
import type { StageRule } from '../../policy/stage.ts';

type Forum = NonNullable<StageRule['forum']>;

/** Where something is owed or done: a stage of a policy, from which the words of its forum come. */
export type Place = { readonly stage: string; readonly policy: Policy };

/** How a board speaks of the forum of a stage, or of the one that the stage leads to. */
export type ForumWords = {
  readonly forum: Forum;
  /** Whether it sits at the stage itself. */
  readonly sitsHere: boolean;
  /** Whoever heads it, by the policy's own words: "Independent Chair of the RSAB". */
  readonly head: string;
  /** What it says, as one thing and as several: "recommendation" and "recommendations". */
  readonly one: string;
  readonly many: string;
};

/** The words of the forum of a stage; of the next one where the stage has none; `undefined` where none follows. */
export function forumWordsAt({ stage, policy }: Place): ForumWords | undefined {
  if (!policy.stages.some(({ id }) => id === stage)) return undefined;
  const here = stageOf(policy, stage);
  const from = policy.stages.indexOf(here);
  const forum = policy.stages.slice(from).find((one) => one.forum !== undefined)?.forum;
  if (forum === undefined) return undefined;
  return {
    forum,
    sitsHere: forum === here.forum,
    head: sayHeads(forum, policy),
    ...outputWords(forum, policy),
  };
}

/**
 * Who decides in a forum, by the labels of their roles, to stand after "the": "Independent Chair", or "Director of Health
 * and the Director of Care".
 */
export function sayHeads(forum: Forum, policy: Policy): string {
  const roles = [...new Set(forum.heads ?? [forum.head])].map((id) => roleOf(policy, id));
  const labels = roles.map(({ label, of }) => (of === 'board' ? label : `${label} of each agency`));
  return labels.length < 2
    ? labels.join('')
    : `${labels.slice(0, -1).join(', the ')} and the ${labels.at(-1) ?? ''}`;
}

/** Whether a forum hears what each side has to say, and has no other power to ask. */
export function hears({ powers }: Forum): boolean {
  const has = (power: string) => powers.some((one) => one.power === power);
  return has('hear-representations') && !has('ask-written-information');
}

/** The board's own word, where this forum is the kind that the word is for; otherwise the plain one. */
function outputWords({ output }: Forum, { words, stages }: Policy): Pick<ForumWords, 'one' | 'many'> {
  const last = stages.findLast(({ forum }) => forum !== undefined)?.forum?.output;
  const word = last === output ? words.output : plain[output];
  const one = word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
  return { one, many: `${one}s` };
}

const plain: Readonly<Record<Forum['output'], string>> = {
  recommendations: 'recommendation',
  decision: 'decision',
  mediation: 'mediation',
};
