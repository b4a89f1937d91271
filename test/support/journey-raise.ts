import type { Answers } from '../../src/flows/chat-input.ts';
import type { JourneyPerson } from './journey-person.ts';
import { usualAnswers } from './raising.ts';

/** The adult of the stories, and what people wrote: none of it may turn up where it does not belong. */
export const theAdult = { name: 'Winifred Hallowell', born: '1948-03-21', nhs: '943 476 5919' };

/** What is answered at each step of a raise with somebody of another agency. */
export const answersOfRaise = ({
  agency,
  professional,
}: {
  readonly agency: string;
  readonly professional: string;
}): Readonly<Record<string, Answers>> => ({
  ...usualAnswers,
  'agency-1': { agency },
  'professional-1': { professional },
  when: { 'arose-date': '2026-12-22', 'arose-time': '10:00' },
  adult: {
    given: 'here',
    'adult-name': theAdult.name,
    'adult-born': theAdult.born,
    'adult-nhs': theAdult.nhs,
  },
});
const demoAnswers = answersOfRaise({ agency: 'st-aldhelms', professional: 'Tom Pennywort' });

/**
 * Raises a disagreement step by step, from the command to the last page, with the usual answers. What is given
 * stands in for the usual answer of that step.
 *
 * @returns the reference of the case
 */
export async function raise(
  person: JourneyPerson,
  answers: Readonly<Record<string, Answers>> = {},
): Promise<string> {
  await person.command();
  return finishRaise(person, answers);
}

/** Goes on from the form in front to the last page. */
export async function finishRaise(
  person: JourneyPerson,
  answers: Readonly<Record<string, Answers>> = {},
): Promise<string> {
  for (let steps = 0; person.form().submit !== undefined; steps += 1) {
    const { step } = person.form().context;
    const given = answers[step] ?? demoAnswers[step] ?? {};
    if (steps > 30) throw new Error(`The raise is stuck at ${step}`);
    await person.submit(given);
  }
  const reference = /[A-Z]{3}-[0-9A-Z]{5}/.exec(person.sees())?.[0];
  if (reference === undefined) throw new Error(`Nothing was raised: ${person.sees()}`);
  return reference;
}
