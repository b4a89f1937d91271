import { sayAgency, sayList, sayMoment, sayPerson, upperFirst, type TellingOfCase } from '../telling.ts';
import { said, type Wording } from './said.ts';

/** Meetings: the panel's and those that people arrange. */
export const meeting: Wording = {
  PanelConvened: (event, telling) => {
    const { reader, rules } = telling;
    const members = event.members.map(({ person }) => person);
    const words = said(
      members.includes(reader.id)
        ? 'You sit on the panel'
        : event.off.includes(reader.id)
          ? 'You are no longer on the panel'
          : 'The panel is convened',
      `${upperFirst(sayPerson(event.by, telling))} said who sits on the panel: ${people(members, telling)}. It meets on ${sayMoment(event.meets)}.`,
      ...(event.noneNeutral
        ? [
            `Please note: every member is of an agency that is a party (${sayList([...new Set(event.members.map(({ agency }) => sayAgency(agency, rules)))])}). Nobody on the panel is neutral.`,
          ]
        : []),
    );
    return members.includes(reader.id)
      ? { ...words, next: 'Read the matter before you meet. If you have a part in it yourself, say so now.' }
      : words;
  },

  MeetingCalled: (event, telling) => ({
    ...said(
      event.of.includes(telling.reader.id) ? 'You are asked to a meeting' : 'A meeting is arranged',
      `${upperFirst(sayPerson(event.by, telling))} asked ${people(event.of, telling)} to a meeting on ${sayMoment(event.meets)}. It is about this one ${telling.rules.policy.words.matter}.`,
    ),
    next: 'Once it was held, one of you records it; or says that it was not held.',
  }),

  MeetingNotHeld: (event, telling) => {
    const called = telling.state.meetings?.find(({ entry }) => entry === event.meeting);
    return said(
      'A meeting was not held',
      `${upperFirst(sayPerson(event.by, telling))} said that the meeting${called === undefined ? '' : ` of ${sayMoment(called.meets)}`} was not held. The reason is in the record.`,
    );
  },
};

function people(ids: readonly string[], telling: TellingOfCase): string {
  return sayList(ids.map((id) => sayPerson(id, telling)));
}
