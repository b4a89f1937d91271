import { z } from 'zod';
import type { PracticeDriver } from './practice-driver.ts';
import type { PracticeMessage, PracticeView } from './practice-shapes.ts';
import { buttonsOf, fieldsOf, wordsOf, type Answer, type Button, type Field } from './reading-views.ts';

/** What somebody answers to a question; `undefined` leaves it as it is. */
export type Answering = (field: Field) => Answer | undefined;

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
  shown: PracticeView | undefined,
  answering: Answering,
): Promise<string> {
  let view = shown;
  for (let step = 0; step < mostSteps; step += 1) {
    if (view === undefined) return '';
    const fields = fieldsOf(view);
    if (fields.length === 0 && view.submit === undefined) {
      const last = wordsOf(view);
      await driver.dismiss(userId);
      return last;
    }
    let given = Object.fromEntries(fields.flatMap((field) => answerTo(field, answering)));
    let submitted = await driver.submit(userId, given, { untouched: 'as slack' });
    // What may be left empty and is wanted all the same, because of another answer, is filled in after all.
    for (let tries = 0; submitted.kind === 'errors' && tries < 4; tries += 1) {
      const { errors } = submitted;
      const asked = fields
        .filter(({ blockId }) => blockId in errors)
        .flatMap((field) => answerTo({ ...field, optional: false, initial: undefined }, answering));
      given = { ...given, ...Object.fromEntries(asked) };
      submitted = await driver.submit(userId, given, { untouched: 'as slack' });
    }
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

/** A button that somebody has before them, and the message that it stands in. */
export type FoundButton = { readonly message: PracticeMessage; readonly button: Button };

/**
 * The button of an act in the newest message that has it. Where no message has one, the person types the reference and
 * finds it among everything that they can do.
 */
export async function findAct(
  { driver, userId, name }: Player,
  { does, on, reference }: { readonly does: string; readonly on?: string; readonly reference: string },
): Promise<FoundButton> {
  const find = (): FoundButton | undefined =>
    [...driver.messages(userId)]
      .reverse()
      .flatMap((message) => buttonsOf(message).map((button) => ({ message, button })))
      .find(({ button }) => carries(button.value, does, on));
  if (find() === undefined) await driver.command(userId, `/escalate ${reference}`);
  return find() ?? driver.waitFor(`${name} finds ${does}`, find);
}

/** Presses a button and fills in the form that it opens. */
export async function press(
  player: Player,
  { message, button }: FoundButton,
  answering: Answering,
): Promise<string> {
  return fillIn(player, await player.driver.press(player.userId, message, button.actionId), answering);
}

function carries(value: string | undefined, does: string, on: string | undefined): boolean {
  const act = z.object({ do: z.string(), on: z.string().optional() }).safeParse(readJson(value));
  return act.success && act.data.do === does && (on === undefined || act.data.on === on);
}

function readJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined; // another program's button
  }
}

function answerTo(field: Field, answering: Answering): readonly (readonly [string, Answer])[] {
  const answer = answering(field);
  return answer === undefined ? [] : [[field.blockId, answer]];
}

/** Chooses the option that begins with these words. */
export function choose(words: string): (field: Field) => Answer {
  return ({ label, options }) => {
    const found = options.find(({ text }) => text.text.startsWith(words));
    if (found === undefined) throw new Error(`"${label}" has no choice that begins with "${words}".`);
    return found.value;
  };
}
