import { answerOf, type Asked } from '../../demo/answers.ts';
import type { Act } from '../../src/flows/chat-input.ts';
import type { SeenField } from '../../test/support/platforms/seen.ts';
import type { Dice } from '../plan/dice.ts';
import type { Partner } from '../scene/partners.ts';

/** What somebody answers to one question, or `undefined` for what the demo's people would. */
export type Answering = (asked: Asked) => Answer | undefined;
export type Answer = string | readonly string[];

/** What the person read last, or nothing where no form came up. */
export type Read = { readonly words: string } | undefined;

/** One person before their screen: presses a button or types the command, and fills in whatever comes up. */
export type Screen = {
  readonly press: (person: Partner, act: Act, dice: Dice) => Promise<Read>;
  readonly type: (person: Partner, text: string, dice: Dice, answering: Answering) => Promise<Read>;
};

/** A form has no more steps than this. */
export const mostSteps = 30;
/** Where no form comes up after some tries, there is nothing to fill in. */
export const mostTries = 5;

/** Each person at the screen that they have. */
export function screenOf(screens: Readonly<Record<Partner['account']['platform'], Screen>>): Screen {
  return {
    press: (person, ...rest) => screens[person.account.platform].press(person, ...rest),
    type: (person, ...rest) => screens[person.account.platform].type(person, ...rest),
  };
}

/** What the person answers to the questions of a form, by their ids; the rest they leave as it stands. */
export function answersTo(
  questions: readonly Asked[],
  now: Date,
  answering: Answering,
): Readonly<Record<string, Answer>> {
  return Object.fromEntries(
    questions.flatMap((asked) => {
      const answer = answering(asked) ?? answerOf(asked, now);
      return answer === undefined ? [] : [[asked.id, answer]];
    }),
  );
}

/** A question of a card or a page. What was wrong is asked again, and then nothing may be left as it stands. */
export function askedBy({ id, label, hint = '', kind, choices, required, holds, wrong }: SeenField): Asked {
  const insisted = wrong !== undefined;
  return {
    id,
    label,
    kind,
    choices: choices.map((choice) => ({ value: choice.id, label: choice.label })),
    optional: !required && !insisted && !hint.includes('Still missing'),
    offered: holds !== undefined && !insisted,
  };
}
