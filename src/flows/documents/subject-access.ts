import type { Block, Document } from './document.ts';

/** What one entry of the record says, and what somebody wrote with it. */
export type SubjectEntry = {
  readonly entry: number;
  readonly at: string;
  readonly by?: string;
  readonly says: string;
  readonly passages: readonly {
    readonly label: string;
    readonly words: string;
    readonly about: readonly string[];
  }[];
};

export type SubjectAccess = {
  readonly reference: string;
  readonly board: string;
  readonly made: string;
  readonly by: string;
  readonly marking?: string;
  /** Where what was written was erased: that, in a sentence. */
  readonly erased?: string;
  readonly entries: readonly SubjectEntry[];
};

/**
 * Everything that a case holds, for a reviewer who answers somebody's request for what is kept about them: a draft that is
 * never sent as it is. Each passage says whom else it may be about.
 */
export function subjectAccessDraft(access: SubjectAccess): Document {
  const { reference, board, made, by, marking, erased, entries } = access;
  const flagged = entries.flatMap(({ passages }) => passages).filter(({ about }) => about.length > 0).length;
  return {
    title: `DRAFT for a reviewer: what is kept in case ${reference}`,
    ...(marking === undefined ? {} : { marking }),
    foot: [`DRAFT, not to be sent. Case ${reference}, ${board}. Made on ${made} by ${by}.`],
    blocks: [
      {
        kind: 'text',
        as: 'note',
        text: 'This is a draft for whoever reviews a request for personal data. It is not an answer and is never sent as it is: it holds what other people wrote, and data about other people. The reviewer decides, passage by passage.',
      },
      ...(erased === undefined ? [] : [{ kind: 'text', text: erased } as const]),
      {
        kind: 'text',
        text: `${entries.length} entries. ${flagged} passages seem to be about somebody else as well. This was found by looking for names and numbers; what was not found may be there all the same.`,
      },
      { kind: 'heading', level: 2, text: 'For the reviewer to decide' },
      { kind: 'checklist', items: questions.map((text) => ({ text, answer: 'unanswered' })) },
      { kind: 'heading', level: 2, text: 'The record, entry by entry' },
      ...entries.flatMap(entryBlocks),
    ],
  };
}

/** What a reviewer considers; which of it applies is theirs to say. */
const questions: readonly string[] = [
  'Who asks, and is it shown that they are who they say, or may act for them?',
  'Is the request for this case, and is there more elsewhere, in each agency’s own file?',
  'Data about other people (DPA 2018, Schedule 2, paragraph 16): has each consented, or is it reasonable to disclose without?',
  'Health and social workers who acted as such are usually not withheld for that alone (Schedule 2, paragraph 17).',
  'Serious harm to the health of anybody (Schedule 3, Parts 2 and 3): was the right professional asked?',
  'Crime and taxation (Schedule 2, paragraph 2): would it prejudice an investigation? Was the police asked?',
  'Legal professional privilege (Schedule 2, paragraph 19).',
  'Court proceedings: was any passage given in, or restricted by, proceedings?',
  'Was each passage that is kept back noted, with why?',
  'Is the answer due within one month, and was whoever asks told of any delay?',
];

function entryBlocks({ entry, at, by, says, passages }: SubjectEntry): readonly Block[] {
  return [
    { kind: 'heading', level: 3, text: `${entry}. ${at}${by === undefined ? '' : `, ${by}`}` },
    { kind: 'text', text: says },
    ...passages.flatMap(({ label, words, about }): readonly Block[] => [
      { kind: 'text', text: label, as: 'note' },
      { kind: 'text', text: words, as: 'quote' },
      ...(about.length === 0
        ? []
        : [{ kind: 'text', as: 'note', text: `Look here: ${about.join('; ')}.` } as const]),
    ]),
  ];
}
