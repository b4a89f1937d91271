import type { Obligation } from '../../case/events.ts';
import type { Duty } from '../../policy/obligation.ts';
import { forumWordsAt, hears, type ForumWords, type Place } from './forum-words.ts';
import type { Policy } from '../../policy/policy.ts';

/** How a duty reads: what is owed, after "to"; what was done, after a name; and the acts that discharge it, the usual one first. */
export type DutyWords = {
  readonly owed: string;
  /** How it reads to whoever does not owe it, where `owed` speaks to "you". */
  readonly owedByOthers?: string;
  readonly done: string;
  readonly acts: readonly string[];
};

/** Every duty that a policy can name, in plain words. */
export const dutyWords: Readonly<
  Record<
    | Duty
    | 'accept'
    | 'confirm-by-word'
    | 'information'
    | 'learning'
    | 'mediation'
    | 'speak-across'
    | 'step'
    | 'send-form'
    | 'entry-questions',
    DutyWords
  >
> = {
  raise: { owed: 'raise the matter with the other agency', done: 'raised the matter', acts: [] },
  acknowledge: {
    owed: 'say that you have seen this',
    owedByOthers: 'say that they have seen this',
    done: 'acknowledged it',
    acts: ['acknowledge'],
  },
  'read-file': {
    owed: 'read and review the case file',
    done: 'read and reviewed the case file',
    acts: ['confirm-file-read'],
  },
  speak: {
    owed: 'speak with the person who raised it',
    done: 'spoke with the person who raised it',
    acts: ['log-discussion'],
  },
  'speak-across': {
    owed: 'speak with whoever acts for the other side',
    done: 'spoke with whoever acts for the other side',
    acts: ['log-discussion'],
  },
  respond: {
    owed: 'say what your agency wants',
    owedByOthers: 'say what their agency wants',
    done: 'said what their agency wants',
    acts: ['respond'],
  },
  resolve: {
    owed: 'find a way forward that both sides accept',
    done: 'agreed an outcome',
    acts: ['propose-outcome', 'agree-outcome', 'declare-unresolved'],
  },
  escalate: { owed: 'take it to the next stage', done: 'took it to the next stage', acts: ['escalate'] },
  'entry-questions': {
    owed: 'answer the opening questions for your agency',
    owedByOthers: 'answer the opening questions for their agency',
    done: 'answered the opening questions',
    acts: ['answer-entry-questions'],
  },
  confirm: {
    owed: 'confirm the outcome in writing',
    done: 'confirmed the outcome in writing',
    acts: ['confirm-outcome'],
  },
  'confirm-by-word': {
    owed: 'confirm the outcome by word of mouth, and note that you did',
    owedByOthers: 'confirm the outcome by word of mouth, and note that they did',
    done: 'confirmed the outcome by word of mouth',
    acts: ['confirm-outcome'],
  },
  accept: {
    owed: 'say whether the confirmation is right',
    done: 'accepted the confirmation',
    acts: ['accept-confirmation', 'dispute-confirmation'],
  },
  learning: {
    owed: 'say what others can learn from this',
    done: 'said what others can learn from this',
    acts: ['note-learning'],
  },
  step: {
    owed: 'do what was agreed, as a next step',
    done: 'did what was agreed, as a next step',
    acts: ['done-step'],
  },
  plan: { owed: 'agree an action plan', done: 'agreed an action plan', acts: ['propose-outcome'] },
  meet: {
    owed: 'arrange a meeting',
    done: 'arranged a meeting',
    acts: ['call-meeting', 'log-discussion'],
  },
  convene: {
    owed: 'say who sits on the panel and when it meets',
    done: 'convened the panel',
    acts: ['convene-panel'],
  },
  'pass-on': { owed: 'pass the matter on', done: 'passed on the matter', acts: ['pass-on', 'tell-head'] },
  'advise-other-board': {
    owed: 'tell the other area’s board',
    done: 'told the other area’s board',
    acts: ['advise-other-board'],
  },
  feedback: {
    owed: 'tell the person who raised it what was done',
    done: 'told the person who raised it what was done',
    acts: ['give-feedback', 'log-discussion'],
  },
  recommend: {
    owed: 'make recommendations',
    done: 'made recommendations',
    acts: ['agree-decision', 'recommend', 'dispute-decision', 'ask-information'],
  },
  decide: {
    owed: 'decide',
    done: 'decided',
    acts: ['agree-decision', 'recommend', 'dispute-decision', 'ask-information'],
  },
  mediate: { owed: 'offer mediation', done: 'offered mediation', acts: ['offer-mediation', 'say-conflict'] },
  mediation: {
    owed: 'say whether your side takes up the mediation',
    owedByOthers: 'say whether their side takes up the mediation',
    done: 'answered the offer of mediation',
    acts: ['accept-mediation', 'decline-mediation', 'say-conflict'],
  },
  answer: {
    owed: 'say what your agency has done about the recommendation, or why not',
    owedByOthers: 'say what their agency has done about the recommendation, or why not',
    done: 'answered the recommendation',
    acts: ['answer-recommendation'],
  },
  information: {
    owed: 'give the written information that was asked for',
    done: 'gave the written information',
    acts: ['give-information'],
  },
  'submit-form': {
    owed: 'complete the board’s form',
    done: 'completed the board’s form',
    acts: ['fill-form', 'sign-form'],
  },
  'send-form': {
    owed: 'send the board’s form to its office',
    done: 'sent the board’s form',
    acts: ['send-form'],
  },
  review: { owed: 'look at where the matter stands', done: 'reviewed the matter', acts: ['log-discussion'] },
};

/** The kind of a duty in the table above. Four kinds of thing are answered, an outcome is confirmed in two ways, and each has its own rule. */
export function kindOf({ duty, rule }: Pick<Obligation, 'duty' | 'rule'>): string {
  if (rule === 'confirm-by-word') return rule;
  return duty === 'answer' && (rule === 'accept' || rule === 'information' || rule === 'mediation')
    ? rule
    : duty;
}

/** What a duty of a case asks, in the words of its board, as the one who owes it (`mine`) or as anybody else reads it. */
export function sayDuty(obligation: Obligation, mine: boolean, policy: Policy): string {
  return sayOwed(kindOf(obligation), mine, placeOf(obligation, { policy }));
}

/** What is owed, as the one who owes it (`mine`) or as anybody else reads it; `place`: where, for the words of its forum. */
export function sayOwed(duty: string, mine: boolean, place?: Place): string {
  const { owed, owedByOthers } = wordsOfDuty(duty, place);
  return mine ? owed : (owedByOthers ?? owed);
}

/** The words of a duty; one that the table does not know is shown by its id, never hidden. */
export function wordsOfDuty(duty: string, place?: Place): DutyWords {
  const table: Readonly<Record<string, DutyWords>> = dutyWords;
  const plain = duty.replaceAll('-', ' ');
  const known = table[spokenAcross(duty, place) ?? duty] ?? { owed: plain, done: `${plain}: done`, acts: [] };
  if (place === undefined) return known;
  if (duty === 'escalate') return { ...known, ...goingOn(place.policy) };
  const words = forumWordsAt(place);
  return words === undefined ? known : { ...known, ...atForum(duty, words) };
}

function goingOn({ words }: Policy): Pick<DutyWords, 'owed' | 'done'> {
  const stage = words.stage.toLowerCase();
  return { owed: `take it to the next ${stage}`, done: `took it to the next ${stage}` };
}

/** Where the raising side owes a conversation too, as managers do, nobody who owes it speaks with "the person who raised it". */
function spokenAcross(duty: string, place: Place | undefined): 'speak-across' | undefined {
  if (duty !== 'speak' || place === undefined) return undefined;
  const here = place.policy.stages.find(({ id }) => id === place.stage)?.obligations ?? [];
  const rules = here.filter((rule) => rule.duty === 'speak');
  return rules.some(({ owed_by: { side } }) => side !== 'receiving') ? 'speak-across' : undefined;
}

/** The stage of a duty in its policy, for the words above. */
export function placeOf({ stage }: { readonly stage: string }, { policy }: Pick<Place, 'policy'>): Place {
  return { stage, policy };
}

/** What a duty is called where the policy has a word of its own for the forum, its head or what it says. */
function atForum(duty: string, { forum, sitsHere, head, one, many }: ForumWords): Partial<DutyWords> {
  switch (duty) {
    case 'pass-on':
      return sitsHere
        ? { owed: `pass the matter on to the ${head}` }
        : { owed: `tell the ${head} that there is this matter`, done: `told the ${head} of it` };
    case 'recommend':
    case 'decide':
    case 'mediate':
      return outputDuty(forum.output, many, one);
    case 'answer':
      return answerDuty(forum.effect === 'binding', one);
    case 'information':
      return hears(forum)
        ? {
            owed: 'put your case in writing',
            owedByOthers: 'put their case in writing',
            done: 'put their case in writing',
          }
        : {};
    default:
      return {};
  }
}

function outputDuty(
  output: ForumWords['forum']['output'],
  many: string,
  one: string,
): Pick<DutyWords, 'owed' | 'done'> {
  switch (output) {
    case 'recommendations':
      return { owed: `make ${many}`, done: `made ${many}` };
    case 'decision':
      return { owed: `give the ${one}`, done: `gave the ${one}` };
    case 'mediation':
      return { owed: 'offer mediation to each side', done: 'offered mediation' };
  }
}

/** What binds an agency is carried out: it is not asked why not. */
function answerDuty(binding: boolean, one: string): Partial<DutyWords> {
  const rest = binding
    ? `agency has done about the ${one}, or will do by when`
    : `agency has done about the ${one}, or why not`;
  return {
    owed: `say what your ${rest}`,
    owedByOthers: `say what their ${rest}`,
    done: `answered the ${one}`,
  };
}
