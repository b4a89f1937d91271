import { setTimeout as pause } from 'node:timers/promises';
import { emailClient } from '../../test/support/platforms/email-client.ts';
import type { Act } from '../../src/flows/chat-input.ts';
import type { Dice } from '../plan/dice.ts';
import type { Partner } from '../scene/partners.ts';
import type { Scene } from '../scene/scene.ts';
import { answersTo, askedBy, mostSteps, mostTries, type Read, type Screen } from './screen.ts';

const pauseMs = 400;

/**
 * A person's mailbox and browser: the newest link and the code that is sent for it lead in. Where anything goes wrong on
 * the way they begin again with a new page, as somebody does who was told that it did not work.
 */
export function mailScreen({ platform: { mail }, senders, clock }: Scene): Screen {
  async function once(person: Partner, act: Act, dice: Dice): Promise<Read> {
    const { pages } = dice.oneOf(senders);
    const browser = emailClient(person.name, person.account, pages, mail.desk);
    let front = await browser.press({ id: '' }, { label: '', act });
    for (let step = 0; front?.submit !== undefined && step < mostSteps; step += 1) {
      const answers = answersTo(front.fields.map(askedBy), clock.now(), () => undefined);
      const submitted = await browser.submit(answers);
      front = submitted.kind === 'wrong' ? browser.front() : submitted.front;
    }
    const last = front ?? browser.said();
    return last && { words: last.words };
  }

  return {
    press: async (person, act, dice) => {
      for (let attempt = 0; attempt < mostTries; attempt += 1) {
        try {
          return await once(person, act, dice);
        } catch {
          await pause(pauseMs); // whatever came instead of a page: it is tried again, and what it did is in the account
        }
      }
      return undefined;
    },
    // Who was never written to has no link yet, so nobody raises anything here.
    type: () => Promise.resolve(undefined),
  };
}
