import { roleOf } from '../../../policy/policy-lookup.ts';
import { sayContent, sayRecipient } from '../copy-words.ts';
import { sayAgency, sayList, sayName, sayPerson, sayStage, upperFirst } from '../telling.ts';
import { said, type Wording } from './said.ts';

/** What goes on to others: copies, outcomes that an agency reports, learning, and a talk about how it went. */
export const endings: Wording = {
  CopySent: (event, telling) => {
    const mine = event.people.includes(telling.reader.id);
    const { policy } = telling.rules;
    return said(
      mine ? 'You are sent a copy' : 'A copy was sent',
      `${upperFirst(sayPerson(event.by, telling))} sent a copy to ${sayList(event.people.map((person) => sayPerson(person, telling)))} (${sayRecipient(event.to, policy)}, ${sayStage(event.stage, telling.rules)}). The reason is in the record.`,
      ...(mine ? [] : [sayContent(event.content)]),
    );
  },

  OutcomeReported: (event, telling) => {
    const agency = telling.state.sides.find(({ key }) => key === event.side)?.agency ?? '';
    return said(
      'An outcome was reported to the board’s office',
      `${sayAgency(agency, telling.rules)} reported what came of ${sayStage(event.stage, telling.rules)}.`,
    );
  },

  LearningNoted: (event, telling) => {
    const goesTo = telling.rules.policy.learning?.goes_to ?? [];
    const roles = goesTo.map(({ role }) => `the ${roleOf(telling.rules.policy, role).label}`);
    return said(
      'What others can learn',
      event.anything
        ? `${upperFirst(sayPerson(event.by, telling))} wrote what others can learn from this.${roles.length === 0 ? '' : ` It went to ${sayList(roles)}, without names.`}`
        : `${upperFirst(sayPerson(event.by, telling))} said that there is nothing more for others to learn from this.`,
    );
  },

  DebriefWanted: (event, telling) => {
    const { debriefs } = telling.state;
    const others = debriefs.filter((person) => person !== event.by);
    return {
      ...said(
        'A talk about how it went',
        `${upperFirst(sayPerson(event.by, telling))} would like a talk about how it went.`,
        ...(others.length === 0
          ? []
          : [`So would ${sayList(others.map((person) => sayName(person, telling)))}.`]),
      ),
      next: 'Arrange it among yourselves; Concordat keeps who said yes and nothing of the talk.',
    };
  },
};
