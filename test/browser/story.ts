import { civilDateOf } from '../../src/policy/civil.ts';
import type { Front, Question, Screen } from './screen.ts';

/*
 * A whole case in which two people agree, as they would do it on their screens: raised, seen, spoken about, agreed,
 * confirmed in writing, accepted, closed. Told by the words on the screen alone, so that it is the same in any client.
 */

/** Whose screen it is, and where the other side finds them in its form. */
export type Side = { readonly screen: Screen; readonly name: string; readonly agency: string };

/** What is typed or chosen, by the beginning of the question. */
type Answers = readonly (readonly [question: RegExp, given: string])[];

const today = civilDateOf(new Date());

/** Raises a disagreement by typing the command. @returns its reference */
export async function raise(from: Side, to: Side, command: string): Promise<string> {
  await from.screen.type(command);
  const last = await fillIn(from.screen, [
    [/^The disagreement is between agencies/u, 'Yes'],
    [/agency/iu, to.agency],
    [/^(Who|The professional|Professional)/u, to.name],
    [/^When|arose|arise/u, today],
  ]);
  const reference = /[A-Z]{3}-[0-9A-Z]{5}/u.exec(last.words)?.[0];
  if (reference === undefined) throw new Error(`Nothing was raised: ${last.words}`);
  await from.screen.close();
  return reference;
}

/** Both sides do what they owe until the case is closed as resolved. */
export async function settle(raiser: Side, receiver: Side, reference: string): Promise<void> {
  const does = async ({ screen }: Side, label: string, answers: Answers = []): Promise<void> => {
    await screen.press(label);
    await fillIn(screen, answers);
    await screen.close();
  };
  await receiver.screen.hears(reference);
  await receiver.screen.picture(`${receiver.screen.client}-raised`);
  await does(receiver, 'I have seen this');
  await does(receiver, 'I have read the case file', [[/day/iu, today]]);
  await does(receiver, 'Record a conversation', [
    [/between/iu, 'Both'],
    [/day/iu, today],
    [/^Who|took part|With whom/iu, raiser.name],
  ]);
  await does(receiver, 'Say what we want');
  await does(raiser, 'Approve this record');
  await does(receiver, 'Propose an outcome');
  await does(raiser, 'Agree the outcome');
  await does(receiver, 'Confirm in writing');
  await does(raiser, 'This is what we agreed');
  await raiser.screen.hears('Closed: resolved');
  await raiser.screen.picture(`${raiser.screen.client}-closed`);
}

/** Fills in the form in front, step by step, until a page stands there that asks nothing more. */
async function fillIn(screen: Screen, answers: Answers): Promise<Front> {
  let front = await screen.front();
  for (let steps = 0; front.sends !== undefined; steps += 1) {
    const questions = await screen.questions();
    if (steps > 25) throw new Error(`The form does not end: ${front.words}`);
    for (const question of questions) {
      const given = answers.find(([label]) => label.test(question.label))?.[1];
      const fits = given !== undefined && (question.choices.length === 0 || chosen(question, given));
      const said = fits ? given : usual(question);
      if (said !== undefined) await screen.answer(question, said);
    }
    front = await screen.send();
  }
  return front;
}

function chosen({ choices }: Question, given: string): boolean {
  return choices.some((choice) => choice.startsWith(given));
}

/** What is said where the story says nothing of its own: the quiet answer, or something that fits. */
const quiet = [
  'None of these',
  'No',
  'I tell the other agency by telephone',
  'Send it',
  'Time not known',
  'By telephone',
];

/** Left as they stand: what the story has no part of. */
const left = /^(Name|NHS number|Address|If so|Next step|Who of your own agency)/u;

function usual(question: Question): string | undefined {
  if (left.test(question.label)) return undefined;
  switch (question.kind) {
    case 'one':
    case 'some':
      return quiet.find((words) => question.choices.includes(words)) ?? question.choices[0];
    case 'menu':
      return quiet.find((words) => question.choices.includes(words));
    case 'date':
      return undefined;
    case 'text':
      return 'Made up for this test.';
  }
}
