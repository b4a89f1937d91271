/* What the people of the practice agencies write and do until the form of each board is filled in. All of it is invented. */

/** The answers to the questions of a raise, by the ids that boards share. */
export const usual: Readonly<Record<string, string>> = {
  issue: 'The ward decided on the discharge for Wednesday without a plan for the medicines.',
  risk: 'The adult lives alone and may take the wrong dose. It happened in March.',
  nature: 'We think that the plan has to stand first; the ward thinks that it can follow within the week.',
  aim: 'A plan for the medicines before the discharge, made with the adult.',
  evidence: 'The assessment of Monday lists three changes of dose. The pharmacist has not seen them.',
  circumstances: 'The adult’s sight is poor, and nobody else is in the house.',
  'came-to-light': 'The ward’s letter of Monday names the day of the discharge and no plan.',
  supervisor: 'Milan Example, on Monday afternoon.',
  'interim-safety': 'The adult stays on the ward, and the day centre was told.',
  wishes: 'To go home soon, and to have somebody to ring about the tablets.',
};

type Step = {
  readonly who: string;
  readonly does: 'escalate' | 'log-discussion' | 'respond';
  readonly texts?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
};
type Answer = string | { readonly chosen: readonly string[] };
type Story = {
  readonly board: string;
  readonly climbs: readonly Step[];
  readonly answers: readonly (readonly [string, Readonly<Record<string, Answer>>])[];
};

const spoke = (who: string, other: string, note: string): Step => ({
  who,
  does: 'log-discussion',
  texts: { note },
  with: { between: 'sides', how: 'telephone', tookPlace: new Date('2026-12-22T10:30:00Z'), with: [other] },
});
const up = (who: string, to: string): Step => ({ who, does: 'escalate', with: { to } });
const responded: Step = {
  who: 'nadia',
  does: 'respond',
  texts: {
    'response-view': 'The medicines were explained to the adult twice, and the dosette box is ordered.',
    'response-aim': 'A discharge on Wednesday, with the plan to follow by Friday.',
  },
};
const first =
  'Rosa and Nadia spoke. The ward keeps to Wednesday; the council asks for the plan first. Neither moved.';

export const stories: readonly Story[] = [
  {
    board: 'hertfordshire',
    climbs: [responded, spoke('rosa', 'nadia', first)],
    answers: [
      [
        'rosa',
        { consulted: { chosen: ['yes'] }, attempted: { chosen: ['yes'] }, equivalent: { chosen: ['na'] } },
      ],
    ],
  },
  {
    board: 'rotherham',
    climbs: [responded, spoke('rosa', 'nadia', first), up('rosa', '2')],
    answers: [
      [
        'milan',
        {
          'evidence-kind': { chosen: ['case-notes', 'minutes'] },
          evidence: 'Case notes of Monday 21 December; minutes of the ward round, page 2.',
          'next-steps':
            'The two managers meet on Wednesday at 9:00. If that does not settle it, it goes to Stage 3.',
          notes: 'The adult’s sister would like to be told what is decided.',
        },
      ],
    ],
  },
  {
    board: 'cheshire-east',
    climbs: [responded, spoke('rosa', 'nadia', first), up('rosa', '2'), up('milan', '3'), up('sunita', '3')],
    answers: [],
  },
];
