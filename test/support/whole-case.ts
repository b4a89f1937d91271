import { stageAfter } from '../../src/policy/policy-lookup.ts';
import type { Rules } from '../../src/case/decision.ts';
import { availableActs } from '../../src/case/acts.ts';
import type { Block, Message, Text } from '../../src/flows/chat-message.ts';
import { wordNotice } from '../../src/flows/wording/word-notice.ts';
import { at } from '../policy/policies.ts';
import { on, words } from './case-world.ts';
import { raisingAt } from './board-world.ts';
import { simulate } from './given.ts';
import type { Simulation } from './given.ts';

/*
 * A case that nobody settles, from its raise to the last stage of any board, with everything that anybody is told.
 */

/** The days on which the matter is taken further, each after the time of the stage has run out. */
const days = ['2027-01-04', '2027-01-18', '2027-02-01', '2027-02-15', '2027-03-01'];

/**
 * Plays an unanswered case under a board's rules: raised on Tuesday 22 December 2026, taken on after each stage, as far
 * as anybody can take it without the board's own form.
 */
export function unanswered(rules: Rules): Simulation {
  const story = simulate(rules);
  story.step(raisingAt(rules.policy.board, '2026-12-22T10:00'));
  for (const day of days) {
    story.until(`${day}T10:00`);
    takeOn(story, `${day}T10:00`);
  }
  return story;
}

/** Whoever may takes the matter on: where it goes through others, they after those who act. */
function takeOn(story: Simulation, when: string): void {
  const { rules } = story;
  const next = stageAfter(rules.policy, story.raised().stage);
  if (next === undefined) return;
  const answers = Object.fromEntries(next.entry_fields.map(({ id }) => [id, words(id)]));
  const considered = next.considered === undefined ? {} : { considered: { goOn: true, why: words('why') } };
  for (const person of rules.directory.people.keys()) {
    if (story.raised().stage === next.id) return;
    const may = availableActs(person, story.state(), rules, at(when)).some(({ type }) => type === 'escalate');
    if (may) story.run(on(when, person, 'escalate', { to: next.id, answers, ...considered }));
  }
}

/** Every message of a case, one text each, as its reader sees it. */
export function messagesOf(story: Simulation): readonly string[] {
  return wordedOf(story).map(sayMessage);
}

/** Every message of a case, as its reader gets it. */
export function wordedOf(story: Simulation): readonly Message[] {
  return story.notices().flatMap(({ to, about, at: when }) => {
    const reader = story.rules.directory.people.get(to);
    const state = story.state();
    if (reader === undefined || state.status === 'unopened') return [];
    const said = wordNotice(about, reader, { caseId: 'case-1', state, rules: story.rules }, when, 'standing');
    return said === 'superseded' ? [] : [said.message];
  });
}

export function sayMessage({ summary, blocks }: Message): string {
  return [summary, ...blocks.map(sayBlock)].join('\n');
}

function sayBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'text':
    case 'small':
      return plain(block.text);
    case 'list':
      return block.items.map(plain).join('\n');
    case 'facts':
      return block.facts.map(({ label, value }) => `${plain(label)}: ${plain(value)}`).join('\n');
    case 'buttons':
      return block.buttons.map(({ label }) => `[${label}]`).join(' ');
    case 'quote':
      return block.label;
    case 'link':
      return `[${block.label}]`;
    case 'divider':
      return '';
  }
}

function plain(text: Text): string {
  if (typeof text === 'string') return text;
  return 'strong' in text ? text.strong : text.map(plain).join('');
}
