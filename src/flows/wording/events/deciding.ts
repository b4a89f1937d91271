import { roleOf } from '../../../policy/policy-lookup.ts';
import { forumWordsAt } from '../forum-words.ts';
import { sayPerson, saySide, upperFirst, type TellingOfCase } from '../telling.ts';
import { said, type Wording } from './said.ts';

/** Mediation, a conflict of interest, a head who is made aware, and several who decide together. */
export const deciding: Wording = {
  MediationOffered: (event, telling) => ({
    ...said(
      'Mediation is offered',
      `${upperFirst(sayPerson(event.by, telling))} offered mediation to each side.`,
    ),
    next: 'Each side says whether it takes it up. No date moves.',
  }),

  MediationAnswered: (event, telling) => {
    const side = saySide(event.side, telling.state, telling.rules);
    const who = upperFirst(sayPerson(event.by, telling));
    return event.accepts
      ? said('Mediation is taken up', `${who} took up the mediation for ${side}.`)
      : {
          ...said(
            'Mediation is declined',
            `${who} declined the mediation for ${side}. The reason is in the record.`,
          ),
          next: `This ${telling.rules.policy.words.matter} stays open. Both sides look at it again.`,
        };
  },

  MediationFailed: (event, telling) => ({
    ...said(
      'The mediation has failed',
      `${upperFirst(sayPerson(event.by, telling))} said that the mediation has failed. The reason is in the record.`,
    ),
    next: `This ${telling.rules.policy.words.matter} stays open. Both sides look at it again, and an outcome can still be agreed.`,
  }),

  ConflictSaid: (event, telling) => {
    const label = (role: string) => roleOf(telling.rules.policy, role).label;
    return {
      ...said(
        'A conflict of interest',
        `${upperFirst(sayPerson(event.by, telling))} said that the ${label(event.from)} has a conflict of interest. The ${label(event.head)} heads this from now on.`,
      ),
      next: 'No date has moved.',
    };
  },

  HeadMadeAware: (event, telling) =>
    said(
      `The ${roleOf(telling.rules.policy, event.role).label} was made aware`,
      `${upperFirst(sayPerson(event.by, telling))} told ${sayPerson(event.head, telling)} that there is this ${telling.rules.policy.words.matter}: its reference, and nothing of it.`,
    ),

  DecisionDrafted: (event, telling) => ({
    ...said(
      `A ${wordOf(telling)} waits for the others`,
      `${upperFirst(sayPerson(event.by, telling))} wrote it. It counts once everybody who decides has agreed.`,
    ),
    next: 'Read it, then agree or say why not.',
  }),

  DecisionAgreed: (event, telling) =>
    said(
      `One more agrees to the ${wordOf(telling)}`,
      `${upperFirst(sayPerson(event.by, telling))} agreed to it.`,
    ),

  DecisionDisputed: (event, telling) => ({
    ...said(
      `The ${wordOf(telling)} is not agreed`,
      `${upperFirst(sayPerson(event.by, telling))} did not agree to it. The reason is in the record.`,
    ),
    next: 'Talk it over, then one of you writes it anew.',
  }),
};

function wordOf({ state, rules }: TellingOfCase): string {
  return forumWordsAt({ stage: state.stage, policy: rules.policy })?.one ?? 'decision';
}
