import { describe, expect, test } from 'vitest';
import { isRaised } from '../../../src/case/case-state.ts';
import { evolve, unopened } from '../../../src/case/evolve.ts';
import type { RaisedCase } from '../../../src/case/state.ts';
import { conversations } from '../../../src/flows/acts/all.ts';
import { formOf } from '../../../src/flows/acts/form-of.ts';
import type { Form } from '../../../src/flows/chat-message.ts';
import { boardRules } from '../../support/board-world.ts';
import { cardsOfForm, cardsOfMessage, wrongWith } from '../../support/drawn-cards.ts';
import type { Simulation } from '../../support/given.ts';
import { unanswered, wordedOf } from '../../support/whole-case.ts';

/* What Teams takes and shows is checked by `card-rules.ts`, and that nothing is lost by `card-text.ts`. */

describe.each(['redbridge', 'cheshire-east', 'rotherham', 'solihull', 'hertfordshire'])('%s', (board) => {
  const story = unanswered(boardRules(board));

  test('every message of a case that nobody settles is a card that Teams takes, and says all of it', () => {
    const messages = wordedOf(story);
    expect(messages.length).toBeGreaterThan(20);
    expect(wrongWith(messages.flatMap(cardsOfMessage))).toEqual([]);
  });

  test('the form of every act, for everybody and at every stage, is a card that Teams takes, and asks all of it', () => {
    const forms = formsOf(story);
    expect(new Set(forms.map(({ title }) => title)).size).toBeGreaterThan(40);
    expect(wrongWith(forms.flatMap(cardsOfForm))).toEqual([]);
  });
});

/** The form of each act as it would be, whoever opened it: whether they may is asked elsewhere. Each form once. */
function formsOf(story: Simulation): readonly Form[] {
  const { rules } = story;
  const forms = new Map<string, Form>();
  for (const { state, now } of stagesOf(story)) {
    const about = [undefined, ...state.obligations.slice(-1).map(({ id }) => id)];
    for (const person of rules.directory.people.values()) {
      for (const conversation of conversations.values()) {
        if (conversation.ask === undefined) continue;
        for (const on of about) {
          const act = { do: conversation.does, caseId: 'case-1', ...(on === undefined ? {} : { on }) };
          const context = { person, state, rules, act, now, opened: new Map() };
          const form = formOf(conversation, context, {}, 'ask');
          forms.set(JSON.stringify({ ...form, context: conversation.does }), form);
        }
      }
    }
  }
  return [...forms.values()];
}

/** The case as it was when each stage ended. */
function stagesOf(story: Simulation): readonly { readonly state: RaisedCase; readonly now: Date }[] {
  const entries = story.entries();
  const stages = new Map<string, { readonly state: RaisedCase; readonly now: Date }>();
  for (const [index, { at }] of entries.entries()) {
    const state = entries.slice(0, index + 1).reduce(evolve, unopened);
    if (isRaised(state) && state.stage !== '') stages.set(state.stage, { state, now: new Date(at) });
  }
  return [...stages.values()];
}
