import type { CurrentPolicy } from '../boards.ts';
import { notYetHonoured } from '../../policy/not-yet.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Block, Form } from '../chat-message.ts';
import { saySource, small } from '../page.ts';
import { raiseTitle } from '../raise/raise-title.ts';
import { sayContact } from '../say-contact.ts';

/**
 * The first question to anybody who types the command: is the adult at immediate risk? It is made from memory
 * alone, before it is known who asks. `draft` becomes the id of the case, so that a redelivered answer finds the
 * same one.
 */
export function riskForm(boards: readonly [CurrentPolicy, ...CurrentPolicy[]], draft: string): Form {
  const [first, ...others] = boards;
  const { risk } = first.policy.triage;
  const single = others.length === 0;
  return {
    title: raiseTitle(boards.map(({ policy }) => policy)),
    context: { act: { do: 'triage', ...(single ? { on: first.policy.board } : {}) }, step: 'risk', draft },
    intro: [
      { kind: 'text', text: 'Safety comes first. In an emergency do not fill in a form.' },
      { kind: 'list', items: [sayContact(risk.emergency)] },
    ],
    fields: [
      {
        kind: 'choice',
        id: 'risk',
        label: questionOf(boards),
        hint: `If you are not sure, choose Yes. ${single ? saySource(risk) : ''}`.trim(),
        required: true,
        options: [
          { id: 'yes', label: 'Yes' },
          { id: 'no', label: 'No' },
        ],
      },
      ...(single
        ? []
        : [
            {
              kind: 'choice' as const,
              id: 'board',
              label: 'Whose procedure is it under?',
              hint: 'The Safeguarding Adults Board for the area where the adult’s safeguarding is led.',
              required: true,
              options: boards.map(({ policy }) => ({ id: policy.board, label: policy.name })),
            },
          ]),
    ],
    submit: 'Next',
    close: 'Cancel',
  };
}

/** The boards' own question, where they ask the same; else one that nobody's yes falls through. */
function questionOf(boards: readonly CurrentPolicy[]): string {
  const [first, ...others] = new Set(boards.map(({ policy }) => policy.triage.risk.question));
  return first === undefined || others.length > 0
    ? 'Is the adult at immediate, serious or significant risk?'
    : first;
}

/** Said where no board has a procedure here, and nothing can be raised. */
export const noProcedure = [
  {
    kind: 'text' as const,
    text: 'No board has put its procedure into Concordat yet, so nothing can be raised here.',
  },
  small('Use your board’s written procedure. In an emergency ring 999.'),
];

/**
 * Said where the board's procedure is here and no case can be opened under it: nobody has accepted for the board how
 * it is read, or Concordat would follow only a part of it.
 */
export function notAccepted(policy: Policy): readonly Block[] {
  const { name } = policy;
  if (notYetHonoured(policy).length > 0) {
    return [
      {
        kind: 'text',
        text: `Concordat cannot follow all of the procedure of ${name} yet, so no case can be opened under it here.`,
      },
      small('Use the written procedure. In an emergency ring 999.'),
    ];
  }
  return [
    {
      kind: 'text',
      text: `${name} has not yet accepted how its procedure is read here, so no case can be opened under it.`,
    },
    small(
      'Use the written procedure meanwhile, and ask the board’s office to accept it. In an emergency ring 999.',
    ),
  ];
}
