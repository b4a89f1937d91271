import { withArticle } from '../../policy/board-words.ts';
import { sayDate } from '../../policy/say-date.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Form } from '../chat-message.ts';
import type { RaiseDraft } from '../draft.ts';
import { raiseTitle } from '../raise/raise-title.ts';

/** Offers a raise that was begun and not sent. `draft` is the id of the new one, should that be wanted instead. */
export function continueForm(policy: Policy, draft: string, unfinished: RaiseDraft): Form {
  return {
    title: raiseTitle([policy]),
    context: { act: { do: 'triage', on: policy.board }, step: 'continue', draft },
    intro: [
      {
        kind: 'text',
        text: `You began to raise ${withArticle(policy.words.matter)} on ${sayDate(new Date(unfinished.begun))} and did not send it. What you typed was kept.`,
      },
    ],
    fields: [
      {
        kind: 'choice',
        id: 'continue',
        label: 'What do you want to do?',
        required: true,
        options: [
          { id: 'go-on', label: 'Go on with it' },
          { id: 'new', label: 'Begin a new one; what I typed before is thrown away' },
        ],
      },
    ],
    submit: 'Next',
    close: 'Cancel',
  };
}
