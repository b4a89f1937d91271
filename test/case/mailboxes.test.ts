import { describe, expect, it } from 'vitest';
import { planEffects } from '../../src/case/effects.ts';
import type { Entry } from '../../src/case/events.ts';
import type { Rules } from '../../src/case/decision.ts';
import { on, words } from '../support/case-world.ts';
import { moment } from '../support/given.ts';
import { atStage2, withTheChair } from '../support/hertfordshire.ts';

/* Which mailboxes hear of a form that is sent (CE-70, HE-101). The first case is in the hands of the Chair on 22 December 2026. */

describe('the mailbox that a form is sent to', () => {
  it('hears of it each time it is sent, at that moment, once', () => {
    const story = withTheChair();
    story.step(on('2026-12-22T14:00', 'sunita', 'withdraw', { reason: words('why') }));
    const sent = story.entries().filter(({ event }) => event.type === 'FormSent');
    expect(sent.map(({ at }) => at)).toEqual(
      ['11:00', '12:00', '14:00'].map((hour) => moment(`2026-12-22T${hour}`)),
    );
    expect(story.mailboxes()).toEqual(
      sent.map(({ entry, at }) => ({
        kind: 'mailbox',
        contact: 'board-office',
        about: { what: 'FormSent', entry },
        at: new Date(at),
      })),
    );
  });

  it('is told beside the people of the office, and makes nobody part of the case', () => {
    const story = withTheChair();
    const people = new Set(story.notices().map(({ to }) => to));
    expect(people).toContain('bella');
    expect([...people].filter((person) => !story.rules.directory.people.has(person))).toEqual([]);
    expect(story.raised().participants.map(({ person }) => person)).not.toContain('board-office');
  });

  it('hears nothing where the policy gives it no address, or where somebody sent the form there themselves', () => {
    const story = atStage2();
    const { policy } = story.rules;
    const planned = (entry: Entry, rules: Rules) =>
      planEffects([entry], story.state(), rules).filter(({ kind }) => kind === 'mailbox');
    const sent = story.entries().find(({ event }) => event.type === 'FormSent');
    if (sent?.event.type !== 'FormSent') throw new Error('no form was sent');
    expect(planned(sent, story.rules)).toHaveLength(1);
    const contacts = policy.contacts.map(({ email: _email, ...contact }) => contact);
    expect(planned(sent, { ...story.rules, policy: { ...policy, contacts } })).toEqual([]);
    const byHand: Entry = { ...sent, event: { ...sent.event, on: 'by-hand', told: [], by: 'rosa' } };
    expect(planned(byHand, story.rules)).toEqual([]);
  });
});
