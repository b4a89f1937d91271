import type { Block } from '../../flows/documents/document.ts';

type Answer = Extract<Block, { kind: 'checklist' }>['items'][number]['answer'];

const words: Readonly<Record<Answer, string>> = {
  yes: 'Yes',
  no: 'No',
  'not-applicable': 'Does not apply',
  unanswered: 'Not answered',
};

/** The answer to a question of a checklist, as every kind of file says it. */
export function answerWords(answer: Answer, missing: boolean | undefined): string {
  return missing === true && answer === 'unanswered' ? 'Missing' : words[answer];
}
