import type { Client, Shown, Submitted } from './client.ts';
import type { PracticeTeams } from './practice-teams.ts';
import { openTeamsLine, type Place, type PracticeTeamsLine } from './practice-teams-line.ts';
import type { Card, CardAction } from './practice-teams-shapes.ts';
import {
  buttonsOfCard,
  inputsWith,
  puttingAway,
  refusedByClient,
  sending,
  shownCard,
  wrongIn,
} from './reading-cards.ts';
import { inTurn } from './in-turn.ts';

/**
 * One person at their practice Teams, over its own interface. As on their screen, what the bot answers to a press takes
 * the place of the message, questions hold what they were given, and a required one must be answered before anything
 * is sent.
 */
export async function openTeamsClient(teams: PracticeTeams): Promise<Client> {
  const line = await openTeamsLine(teams);
  const turn = inTurn();
  const front = (): Shown | undefined => {
    const place = inFront(line);
    return place === undefined ? undefined : shownCard(place.id, place.card);
  };
  return {
    platform: 'Teams',
    messages: () => line.places().filter(isMessage).map(shownPlace),
    front,
    type: (text) =>
      turn(async () => {
        await line.type(text);
        return front();
      }),
    openHome: () =>
      turn(async () => {
        await line.type('cases');
        return shownPlace(existing(line.latest(), 'there is no home view'));
      }),
    press: (where, button) =>
      turn(async () => {
        const card = existing(line.places().find(({ id }) => id === where.id)?.card, 'this message is gone');
        const found = buttonsOfCard(card).find(
          ({ label, act }) => label === button.label && JSON.stringify(act) === JSON.stringify(button.act),
        );
        const { action } = existing(found, `there is no button "${button.label}" any more`);
        const inputs = inputsWith(card, {});
        const refused = action.associatedInputs === 'none' ? {} : refusedByClient(card, inputs);
        if (Object.keys(refused).length > 0)
          throw new Error(
            `Teams asks for something else before "${button.label}": ${JSON.stringify(refused)}`,
          );
        await press(line, where.id, action, inputs);
        return front();
      }),
    submit: (answers) =>
      turn(async (): Promise<Submitted> => {
        const { id, card } = existing(inFront(line), 'there is no form to send');
        const action = existing(sending(card), 'what is in front cannot be sent');
        const inputs = inputsWith(card, answers);
        const refused = refusedByClient(card, inputs);
        if (Object.keys(refused).length > 0) return { kind: 'wrong', errors: refused };
        await press(line, id, action, inputs);
        const now = inFront(line);
        const errors = now?.id === id ? wrongIn(now.card) : {};
        return Object.keys(errors).length > 0 ? { kind: 'wrong', errors } : { kind: 'taken', front: front() };
      }),
    close: () =>
      turn(async () => {
        const { id, card } = existing(inFront(line), 'there is nothing to close');
        await press(line, id, existing(puttingAway(card), 'it cannot be closed'), {});
      }),
    waitFor: (what, find) => line.waitFor(what, find),
    end: () => line.close(),
  };
}

type Front = Place & { readonly card: Card };

/** The form or page that was opened last and not put away yet. */
function inFront(line: PracticeTeamsLine): Front | undefined {
  return [line.latest(), ...[...line.places()].reverse()].find(
    (place): place is Front => place?.card !== undefined && puttingAway(place.card) !== undefined,
  );
}

function isMessage({ card }: Place): boolean {
  return card === undefined || puttingAway(card) === undefined;
}

function shownPlace({ id, text, card }: Place): Shown {
  return card === undefined
    ? { id, words: text, buttons: [], fields: [], submit: undefined }
    : shownCard(id, card);
}

async function press(
  line: PracticeTeamsLine,
  id: string,
  { type, title, verb, data, associatedInputs }: CardAction,
  inputs: Readonly<Record<string, string>>,
): Promise<void> {
  const typed = associatedInputs === 'none' ? {} : inputs;
  await line.press(id, { type, title, verb, data: { ...data, ...typed } });
}

function existing<T>(thing: T | undefined, otherwise: string): T {
  if (thing === undefined) throw new Error(`Practice Teams: ${otherwise}.`);
  return thing;
}
