import { describe, expect, it } from 'vitest';
import { policySchema } from '../../src/policy/policy.ts';
import { redbridge } from '../policy/policies.ts';
import { everybody, on, raising, rulesWith, words } from '../support/case-world.ts';
import { moment, simulate, told } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';

/* What each agency files is asked of it place by place, and a case that closed is no reason to forget it. */

/** Withdrawn by Rosa on Tuesday 22 December 2026 at 12:00, at Stage 1. */
function closed(filing = redbridge().filing): Simulation {
  const policy = policySchema.parse({ ...redbridge(), filing });
  const story = simulate(rulesWith(everybody, policy));
  story.step(raising('2026-12-22T10:00'));
  story.step(on('2026-12-22T12:00', 'rosa', 'withdraw', { reason: words('why') }));
  return story;
}

function reminded(story: Simulation) {
  return story.entries().filter(({ event }) => event.type === 'FilingReminded');
}

const later = { id: 'form', asks: 'Is the form filed?', from_stage: '2', source: 'an appendix' };

describe('what an agency has not confirmed as filed once the case is closed', () => {
  it('is brought up two working days later at 09:00, then each week, four times in all', () => {
    const story = closed();
    story.step(on('2026-12-23T10:00', 'nadia', 'confirm-filing', { place: 'adults-file' }));
    story.until('2027-06-01T09:00');
    expect(reminded(story).map(({ at }) => at)).toEqual([
      moment('2026-12-24T09:00'),
      moment('2027-01-05T09:00'),
      moment('2027-01-12T09:00'),
      moment('2027-01-19T09:00'),
    ]);
  });

  it('is told to whoever acted last for that agency, and to nobody of the other', () => {
    const story = closed();
    story.step(on('2026-12-23T10:00', 'rosa', 'confirm-filing', { place: 'adults-file' }));
    const before = story.notices().length;
    story.until('2026-12-24T09:00');
    expect(told(story.notices().slice(before))).toEqual(['nadia: FilingReminded']);
  });

  it('is not brought up again once it is confirmed', () => {
    const story = closed();
    story.until('2026-12-24T09:00');
    expect(reminded(story)).toHaveLength(2);
    story.step(on('2026-12-24T10:00', 'rosa', 'confirm-filing', { place: 'adults-file' }));
    story.step(on('2026-12-24T10:00', 'nadia', 'confirm-filing', { place: 'adults-file' }));
    story.until('2027-06-01T09:00');
    expect(reminded(story)).toHaveLength(2);
  });

  it('is not brought up while the case is open again, and is from its next closing', () => {
    const story = closed();
    story.step(on('2026-12-23T10:00', 'rosa', 'reopen', { reason: words('more') }));
    story.until('2026-12-24T10:00');
    expect(reminded(story)).toEqual([]);
    story.step(on('2026-12-29T10:00', 'rosa', 'withdraw', { reason: words('why') }));
    story.until('2026-12-31T09:00');
    expect(reminded(story).map(({ at }) => at)).toEqual([
      moment('2026-12-31T09:00'),
      moment('2026-12-31T09:00'),
    ]);
  });

  it('leaves out the places of stages that were never reached', () => {
    const story = closed([...redbridge().filing, later]);
    story.until('2026-12-24T09:00');
    expect(reminded(story).map(({ event }) => event)).toEqual(
      ['northbrook-council', 'st-aldhelms'].map((agency) => ({
        type: 'FilingReminded',
        agency,
        places: ['adults-file'],
      })),
    );
  });
});
