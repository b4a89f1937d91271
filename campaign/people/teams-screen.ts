import { z } from 'zod';
import { carry, writeCarried } from '../../src/adapters/teams/carry.ts';
import { filledIn } from '../../test/support/platforms/given.ts';
import { readCard, type ReadCard } from '../../test/support/platforms/read-card.ts';
import { inputsOf } from '../../test/support/platforms/teams-client.ts';
import type { Dice } from '../plan/dice.ts';
import type { Partner } from '../scene/partners.ts';
import type { Scene } from '../scene/scene.ts';
import type { Post } from './post.ts';
import {
  answersTo,
  askedBy,
  mostSteps,
  mostTries,
  type Answering,
  type Read,
  type Screen,
} from './screen.ts';

const answered = z.object({ type: z.string(), value: z.unknown() });
const cardType = 'application/vnd.microsoft.card.adaptive';

/** A card that stands in place of a message. */
type Front = { readonly message: string; readonly card: ReadCard };

/** A person's Teams: what is pressed is answered by a card in its place, what is typed by a message. */
export function teamsScreen({ platform: { teams }, clock }: Scene, post: Post): Screen {
  async function invoke(
    person: Partner,
    message: string,
    action: { readonly verb?: string | undefined; readonly data: object },
    dice: Dice,
  ): Promise<Front | undefined> {
    const activity = {
      ...teams.activityBy(person, 'invoke'),
      name: 'adaptiveCard/action',
      replyToId: message,
      value: { action: { type: 'Action.Execute', ...action } },
    };
    const { body } = await post.send({ kind: 'teams', activity }, dice);
    const answer = answered.safeParse(body).data;
    return answer?.type === cardType ? { message, card: readCard(message, answer.value) } : undefined;
  }

  async function fillIn(
    person: Partner,
    first: Front | undefined,
    dice: Dice,
    answering: Answering,
  ): Promise<Read> {
    let front = first;
    for (let step = 0; front?.card.send !== undefined && step < mostSteps; step += 1) {
      const { message, card } = front;
      const { fields } = card.seen;
      const answers = answersTo(fields.map(askedBy), clock.now(), answering);
      const { verb, data } = front.card.send;
      const inputs = inputsOf(fields, filledIn(fields, answers));
      const next = await invoke(person, message, { verb, data: { ...data, ...inputs } }, dice);
      if (next === undefined) break;
      front = next;
    }
    return front && { words: front.card.seen.words };
  }

  return {
    press: async (person, act, dice) => {
      const pressed = { verb: 'press', data: writeCarried(carry.act(act)) };
      const first = await invoke(person, teams.newestTo(person) ?? 'none', pressed, dice);
      return fillIn(person, first, dice, () => undefined);
    },
    type: async (person, text, dice, answering) => {
      for (let attempt = 0; attempt < mostTries; attempt += 1) {
        const activity = {
          ...teams.activityBy(person, 'message'),
          text: `/escalate ${text}`.trim(),
          textFormat: 'plain',
        };
        const { status } = await post.send({ kind: 'teams', activity }, dice);
        const answer = teams.answerTo(person, activity.id);
        if (answer !== undefined) {
          const { message, card } = answer;
          return fillIn(person, { message, card: readCard(message, card) }, dice, answering);
        }
        if (status !== 200) return undefined;
      }
      return undefined;
    },
  };
}
