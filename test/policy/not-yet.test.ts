import { describe, expect, it } from 'vitest';
import { mayOpenCases } from '../../src/policy/acceptance.ts';
import { notYetHonoured } from '../../src/policy/not-yet.ts';
import { policySchema } from '../../src/policy/policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { redbridge, shippedPolicy } from './policies.ts';

const source = 'a paragraph';
type More = Readonly<Record<string, unknown>>;

/** Redbridge's policy with something more in it. */
function withMore(more: More): Policy {
  return policySchema.parse({ ...redbridge(), ...more });
}

/** Redbridge's policy with something more at one of its stages; `index` 3 is the Chair's. */
function atStage(index: number, more: More): Policy {
  const stages = redbridge().stages.map((stage, at) => (at === index ? { ...stage, ...more } : stage));
  return withMore({ stages });
}

function owed(index: number, rule: More): Policy {
  const stage = redbridge().stages[index];
  const first = { owed_by: { side: 'both', role: 'line-manager' }, strict: 'must', source };
  return atStage(index, { obligations: [...(stage?.obligations ?? []), { id: 'more', ...first, ...rule }] });
}

function changed(index: number, duty: string, more: More): Policy {
  const obligations = redbridge().stages[index]?.obligations ?? [];
  return atStage(index, {
    obligations: obligations.map((rule) => (rule.duty === duty ? { ...rule, ...more } : rule)),
  });
}

function forum(more: More): Policy {
  return atStage(3, { forum: { ...redbridge().stages[3]?.forum, ...more } });
}

const entryField = { id: 'why', label: 'Why?', required: true, from: 'both', source };
/** What the forum of a stage can be, beside a chair who recommends. */
const forums: Readonly<Record<string, More>> = {
  'a panel': {
    kind: 'panel',
    panel: { at_least_agencies: 3, include_parties: true, warn_if_none_neutral: true, source },
  },
  'a decision that binds': { output: 'decision', effect: 'binding' },
  'a mediator': { kind: 'mediator', output: 'mediation', effect: 'not-stated' },
  'directors who decide together': {
    kind: 'directors',
    heads: ['independent-chair', 'business-manager'],
  },
  'another head at a conflict of interest': { conflict_of_interest: { head: 'business-manager', source } },
  'a forum that calls a meeting': { powers: [{ power: 'meet', source }] },
};

describe('A policy that cases follow as a whole', () => {
  it('leaves nothing undone: Redbridge', () => {
    expect(notYetHonoured(redbridge())).toEqual([]);
  });

  it('leaves nothing undone when it differs in dates, roles and fields alone', () => {
    expect(notYetHonoured(changed(1, 'resolve', { due: { calendar_days: 9, after: 'concern' } }))).toEqual(
      [],
    );
    expect(notYetHonoured(atStage(1, { confirmation: undefined }))).toEqual([]);
    const review = {
      duty: 'review',
      repeats: true,
      due: { working_days: 5, after: 'entered' },
      strict: 'aim',
    };
    expect(notYetHonoured(owed(2, review))).toEqual([]);
    const aim = { duty: 'meet', target: { due: { hours: 1, after: 'entered' }, source } };
    expect(notYetHonoured(owed(1, aim))).toEqual([]);
  });

  it.each(Object.entries(forums))('leaves nothing undone: %s', (_name, more) => {
    expect(notYetHonoured(forum(more))).toEqual([]);
  });

  it('leaves nothing undone: a forum before the last stage, a Chair who is told before, and one who has a copy', () => {
    const early = { forum: { ...redbridge().stages[3]?.forum, gateway: undefined } };
    expect(notYetHonoured(atStage(2, early))).toEqual([]);
    const aware = { duty: 'pass-on', owed_by: { side: 'board', role: 'business-manager' } };
    expect(notYetHonoured(owed(1, aware))).toEqual([]);
    for (const content of ['full', 'reference'])
      expect(
        notYetHonoured(atStage(3, { copies: [{ to: 'independent-chair', on: 'entered', content, source }] })),
      ).toEqual([]);
  });
});

/** What is added to Redbridge, and words of the one sentence that is then said. */
const constructs: Readonly<Record<string, readonly [Policy, string]>> = {
  'a restricted answer on entering a stage': [
    atStage(1, { entry_fields: [{ ...entryField, restricted: true }] }),
    '“Why?” is kept apart',
  ],
  'an agency that acts for another': [
    withMore({
      roles: redbridge().roles.map((role) =>
        role.id === 'senior-manager'
          ? { ...role, alternates: [{ role: role.id, held_by: 'acting-agency', source }] }
          : role,
      ),
    }),
    'Another agency’s senior manager',
  ],
  'a restricted answer after the raise': [
    withMore({
      outcome: { fields: [{ id: 'who', label: 'Who?', required: true, restricted: true, source }] },
    }),
    '“Who?” is kept apart',
  ],
};

describe('What a policy asks for and Concordat does not do yet is said in one sentence', () => {
  it.each(Object.entries(constructs))('%s', (_name, [policy, words]) => {
    const said = notYetHonoured(policy);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(words);
    expect(said[0]).toContain('Concordat');
  });
});

describe('A procedure that cases would follow only in part', () => {
  const accepted = { by: 'Bella Example', at: new Date('2026-12-01T09:00:00Z') };

  it.each(Object.entries(constructs))(
    'opens no case, even when somebody accepted it: %s',
    (_name, [policy]) => {
      expect(mayOpenCases(policy, accepted)).toBe(false);
    },
  );

  it.each(['redbridge', 'cheshire-east', 'rotherham', 'solihull', 'hertfordshire'])(
    'is told from one that cases follow as a whole: %s',
    (board) => {
      expect(notYetHonoured(shippedPolicy(board))).toEqual([]);
      expect(mayOpenCases(shippedPolicy(board), accepted)).toBe(true);
    },
  );
});
