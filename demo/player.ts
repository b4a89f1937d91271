import type { PracticeDriver } from './practice-driver.ts';
import type { PracticeView } from './practice-shapes.ts';
import { buttonsOf, fieldsOf, wordsOf, type Answer, type Field } from './reading-views.ts';

/** Answers by block id; a function where it depends on the question. What no answer is given for is left empty. */
export type Answers = Readonly<Record<string, Answer | ((field: Field) => Answer)>>;

/** One person of a practice workspace, who types, presses and fills in as they would in the browser. */
export type Player = {
  readonly name: string;
  readonly userId: string;
  readonly driver: PracticeDriver;
};

const mostSteps = 30;

/**
 * Fills in a form step by step until it closes or there is nothing more to fill in.
 *
 * @returns the words of the last page
 * @throws an Error with what was wrong, where the form would not take an answer
 */
export async function fillIn(
  { name, userId, driver }: Player,
  first: PracticeView | undefined,
  answers: Answers,
): Promise<string> {
  let view = first;
  for (let step = 0; step < mostSteps; step += 1) {
    if (view === undefined) return '';
    const fields = fieldsOf(view);
    if (fields.length === 0) {
      const last = wordsOf(view);
      await driver.dismiss(userId);
      return last;
    }
    const given = Object.fromEntries(fields.flatMap((field) => answerTo(field, answers)));
    const submitted = await driver.submit(userId, given, { untouched: 'as slack' });
    if (submitted.kind === 'errors') {
      const asked = fields.map(({ blockId }) => blockId).join(', ');
      throw new Error(
        `${name} could not submit "${view.title?.text ?? ''}" (${asked}): ${JSON.stringify(submitted.errors)}`,
      );
    }
    view = submitted.kind === 'view' ? submitted.view : undefined;
  }
  throw new Error(`${name} filled in ${mostSteps} steps of a form and it would not end.`);
}

/** Presses a button in the newest message that has it, and fills in the form that it opens. */
export async function press(player: Player, label: string, answers: Answers = {}): Promise<string> {
  const { driver, userId, name } = player;
  const message = [...driver.messages(userId)]
    .reverse()
    .find((one) => buttonsOf(one).some((button) => button.label === label));
  if (message === undefined) throw new Error(`${name} has no message with a button "${label}".`);
  return fillIn(player, await driver.press(userId, message, label), answers);
}

function answerTo(field: Field, answers: Answers): readonly (readonly [string, Answer])[] {
  const answer = answers[field.blockId];
  if (answer === undefined) return [];
  return [[field.blockId, typeof answer === 'function' ? answer(field) : answer]];
}

/** Chooses the option that begins with these words. */
export function choose(words: string): (field: Field) => Answer {
  return ({ label, options }) => {
    const found = options.find(({ text }) => text.text.startsWith(words));
    if (found === undefined) throw new Error(`"${label}" has no choice that begins with "${words}".`);
    return found.value;
  };
}

/** Ticks every box. */
export function everyone({ options }: Field): Answer {
  return options.map(({ value }) => value);
}
