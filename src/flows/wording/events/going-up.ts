import type { Vacancy } from '../../../case/events.ts';
import { sayList, sayPerson, saySide, sayStage, upperFirst, type TellingOfCase } from '../telling.ts';
import { said, type Wording } from './said.ts';

/** On the way up: what is asked before a stage and while it begins. */
export const goingUp: Wording = {
  Considered: (event, telling) => ({
    ...said(
      event.goOn ? 'Considered: it goes on' : 'Considered: it stays where it is',
      `${upperFirst(sayPerson(event.by, telling))} considered whether to take it to ${sayStage(event.stage, telling.rules)}, for ${saySide(event.side, telling.state, telling.rules)}: ${event.goOn ? 'yes' : 'no'}. The reason is in the record.`,
    ),
    ...(event.goOn
      ? {}
      : {
          next: 'Keep looking for a way forward. It can be considered again at any time, by anybody who acts.',
        }),
  }),

  CarryingAsked: (event, telling) => {
    const to = telling.rules.policy.stages.find(({ id }) => id === event.to)?.label ?? event.to;
    const asked = event.asked.some(({ person }) => person === telling.reader.id);
    const people = sayList(event.asked.map(({ person }) => sayPerson(person, telling)));
    return {
      heading: asked ? `You are asked to take this on to ${to}` : `On its way to ${to}`,
      says: [
        event.by === undefined
          ? `It is time to take this on to ${sayStage(event.to, telling.rules)}. Told now: ${people}.`
          : `${upperFirst(sayPerson(event.by, telling))} asked ${people} to take this on to ${sayStage(event.to, telling.rules)}.`,
        ...sayVacancies(event.vacancies, telling),
      ],
      next: asked
        ? `Read it and press the button: then ${to} begins. Any one of you can do it; it waits for nobody else.`
        : `One of them takes it on. ${to} begins then, and you hear of it.`,
    };
  },

  RungTaken: (event, telling) => ({
    ...said(
      'One rung up the line',
      `${upperFirst(sayPerson(event.by, telling))} took it one rung up, at ${sayStage(event.stage, telling.rules)}.`,
      `Who acts now: ${sayList(event.actors.map(({ person }) => sayPerson(person, telling)))}.`,
      ...sayVacancies(event.vacancies, telling),
    ),
    next: 'No date has moved. Speak with each other; it can go further up, or on, at once.',
  }),

  EntryQuestionsAnswered: (event, telling) => ({
    ...said(
      'The opening questions were answered',
      `${upperFirst(sayPerson(event.by, telling))} answered the opening questions of ${sayStage(event.stage, telling.rules)} for ${saySide(event.side, telling.state, telling.rules)}.`,
    ),
    next: 'Read what they say. It opens when you press the button and is kept in no message.',
  }),
};

function sayVacancies(vacancies: readonly Vacancy[], { state, rules }: TellingOfCase): readonly string[] {
  return vacancies.map(({ role, side }) => {
    const label = rules.policy.roles.find(({ id }) => id === role)?.label ?? role.replaceAll('-', ' ');
    return `Nobody is listed as ${label} for ${saySide(side, state, rules)}.`;
  });
}
