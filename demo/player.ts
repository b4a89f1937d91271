import type { Client, GivenAnswer, GivenAnswers, Shown, ShownButton, ShownField } from './client.ts';

/** What somebody answers to a question; `undefined` leaves it as it is. */
export type Answering = (field: ShownField) => GivenAnswer | undefined;

/** One person of the story, who types, presses and fills in on their own screen. */
export type Player = { readonly name: string; readonly client: Client };

const mostSteps = 30;

/**
 * Fills in a form step by step until it closes or there is nothing more to fill in.
 *
 * @returns the words of the last page
 * @throws an Error with what was wrong, where the form would not take an answer
 */
export async function fillIn(
  { name, client }: Player,
  shown: Shown | undefined,
  answering: Answering,
): Promise<string> {
  let front = shown;
  for (let step = 0; step < mostSteps; step += 1) {
    if (front === undefined) return '';
    const { fields, words, submit } = front;
    if (submit === undefined) {
      await client.close();
      return words;
    }
    let given = answersTo(fields, answering);
    let submitted = await client.submit(given);
    // What may be left empty and is wanted all the same, because of another answer, is filled in after all.
    for (let tries = 0; submitted.kind === 'wrong' && tries < 4; tries += 1) {
      const { errors } = submitted;
      const asked = fields
        .filter(({ id }) => id in errors)
        .map((field) => ({ ...field, required: true, holds: undefined }));
      given = { ...given, ...answersTo(asked, answering) };
      submitted = await client.submit(given);
    }
    if (submitted.kind === 'wrong') {
      const asked = fields.map(({ id }) => id).join(', ');
      throw new Error(`${name} could not send a form (${asked}): ${JSON.stringify(submitted.errors)}`);
    }
    front = submitted.front;
  }
  throw new Error(`${name} filled in ${mostSteps} steps of a form and it would not end.`);
}

/** A button that somebody has before them, and the message that it stands in. */
export type FoundButton = { readonly message: Shown; readonly button: ShownButton };

/**
 * The button of an act in the newest message that has it. Where no message has one, the person types the reference and
 * finds it among everything that they can do.
 */
export async function findAct(
  { client, name }: Player,
  { does, on, reference }: { readonly does: string; readonly on?: string; readonly reference: string },
): Promise<FoundButton> {
  const find = (): FoundButton | undefined =>
    [...client.messages()]
      .reverse()
      .flatMap((message) => message.buttons.map((button) => ({ message, button })))
      .find(({ button: { act } }) => act?.do === does && (on === undefined || act.on === on));
  if (find() === undefined) await client.type(`/escalate ${reference}`);
  return find() ?? client.waitFor(`${name} finds ${does}`, find);
}

/** Presses a button and fills in the form that it opens. */
export async function press(
  player: Player,
  { message, button }: FoundButton,
  answering: Answering,
): Promise<string> {
  return fillIn(player, await player.client.press(message, button), answering);
}

function answersTo(fields: readonly ShownField[], answering: Answering): GivenAnswers {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const answer = answering(field);
      return answer === undefined ? [] : [[field.id, answer]];
    }),
  );
}

/** Chooses the option that begins with these words. */
export function choose(words: string): (field: ShownField) => GivenAnswer {
  return ({ label, choices }) => {
    const found = choices.find((choice) => choice.label.startsWith(words));
    if (found === undefined) throw new Error(`"${label}" has no choice that begins with "${words}".`);
    return found.id;
  };
}
