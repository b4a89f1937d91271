import { describe, expect, it } from 'vitest';
import { maySee } from '../../src/case/access.ts';
import { availableActs } from '../../src/case/acts.ts';
import { policySchema } from '../../src/policy/policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { at, redbridge } from '../policy/policies.ts';
import { changed, everybody, on, raising, rulesWith, words } from '../support/case-world.ts';
import { simulate, told } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';
import { source, stage } from '../support/ladder.ts';
import { agree, shippedStory } from '../support/shipped-case.ts';

/* Copies: who gets one, when, and how much of the case it lets them see. */

const resolve = { duty: 'resolve', lapses: true, due: { working_days: 5, after: 'concern' } } as const;
const workers = { raising: ['professional'], receiving: ['professional'] };

/** Two stages; at the second a copy goes to the heads of service, of whom the council has one (Hugo). */
function ladder(copy: Readonly<Record<string, unknown>>): Policy {
  return policySchema.parse({
    ...redbridge(),
    stages: [
      stage('1', [resolve], { people: workers }),
      stage('2', [resolve], { copies: [{ to: 'head-of-service', on: 'entered', source, ...copy }] }),
    ],
  });
}

function begin(policy: Policy, directory = everybody): Simulation {
  const story = simulate(rulesWith(directory, policy));
  story.step(raising('2026-12-22T10:00'));
  return story;
}

function sight(story: Simulation, who: string, when = '2026-12-22T12:00'): string {
  return maySee(who, story.state(), story.rules, at(when));
}

function climb(story: Simulation): void {
  story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
}

describe('a copy that is sent by itself', () => {
  it.each([
    ['reference', 'reference'],
    ['summary', 'summary'],
    ['full', 'content'],
  ])('of the kind %s lets whoever gets it see: %s, from its moment on', (content, seen) => {
    const story = begin(ladder({ content }));
    expect(sight(story, 'hugo')).toBe('nothing');
    climb(story);
    expect(sight(story, 'hugo')).toBe(seen);
    expect(told(story.notices())).toContain('hugo: StageEntered');
  });

  it('lets nobody act in the case, whatever it holds', () => {
    const story = begin(ladder({ content: 'full' }));
    climb(story);
    const acts = availableActs('hugo', story.state(), story.rules, at('2026-12-22T12:00'));
    expect(acts.map(({ type }) => type)).toEqual(['report-immediate-risk']);
  });

  it('goes to the deputy of somebody who is away, who may see as much and only as long', () => {
    const away = [{ from: '2026-12-22', to: '2026-12-22' }];
    const story = begin(ladder({ content: 'summary' }), changed('hugo', { away, deputy: 'desi' }));
    climb(story);
    expect(sight(story, 'desi')).toBe('summary');
    expect(sight(story, 'desi', '2026-12-23T12:00')).toBe('nothing');
  });

  it('makes nobody a part of the case: they hear nothing more of it', () => {
    const story = begin(ladder({ content: 'summary' }));
    climb(story);
    const before = story.notices().length;
    story.step(on('2026-12-22T13:00', 'milan', 'withdraw', { reason: words('why') }));
    expect(told(story.notices().slice(before)).filter((line) => line.startsWith('hugo'))).toEqual([]);
    expect(story.raised().participants.map(({ person }) => person)).not.toContain('hugo');
  });
});

describe('a copy that somebody chooses to send', () => {
  const chosen = ladder({ content: 'summary', chosen: true });
  const copy = { copy: '2.head-of-service.entered', people: ['hugo'], reason: words('why') };

  it('is not sent by itself, and lets nobody see anything until it is', () => {
    const story = begin(chosen);
    climb(story);
    expect(told(story.notices())).not.toContain('hugo: StageEntered');
    expect(sight(story, 'hugo')).toBe('nothing');
  });

  it('is sent by whoever acts, from its moment on, once, to those whom they choose', () => {
    const story = begin(chosen);
    expect(story.run(on('2026-12-22T10:30', 'rosa', 'send-copy', copy))).toMatchObject({
      reason: { code: 'not-now' },
    });
    climb(story);
    const before = story.notices().length;
    story.step(on('2026-12-22T12:00', 'milan', 'send-copy', copy));
    expect(told(story.notices().slice(before))).toEqual(['hugo: CopySent']);
    expect(sight(story, 'hugo', '2026-12-22T12:01')).toBe('summary');
    expect(story.run(on('2026-12-22T12:02', 'milan', 'send-copy', copy))).toMatchObject({
      reason: { code: 'not-now' },
    });
  });

  it('is not sent by somebody who only looks on, nor to somebody who does not hold the role', () => {
    const story = begin(chosen);
    climb(story);
    expect(story.run(on('2026-12-22T12:00', 'rosa', 'send-copy', copy))).toMatchObject({
      reason: { code: 'not-yours' },
    });
    expect(
      story.run(on('2026-12-22T12:00', 'milan', 'send-copy', { ...copy, people: ['piet'] })),
    ).toMatchObject({ reason: { code: 'unknown', field: 'people' } });
  });

  it('to an office that nobody holds is refused with the remedy', () => {
    const story = begin(chosen, changed('hugo', { roles: [] }));
    climb(story);
    expect(story.run(on('2026-12-22T12:00', 'milan', 'send-copy', copy))).toMatchObject({
      reason: { code: 'nobody-holds-role' },
    });
  });
});

describe('Rotherham', () => {
  it('lets whoever acts send commissioning a summary from Stage 3, also once the matter is closed (RO-64)', () => {
    const story = shippedStory('rotherham');
    story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
    story.step(on('2026-12-22T12:00', 'milan', 'escalate', { to: '3' }));
    agree(story, '2026-12-23', 'grace', 'sunita');
    expect(story.raised().status).toBe('closed');
    const copy = { copy: '3.commissioning.resolved', people: ['coco'], reason: words('a contract') };
    story.step(on('2026-12-24T10:00', 'sunita', 'send-copy', copy));
    expect(sight(story, 'coco', '2026-12-24T10:01')).toBe('summary');
  });

  it('lets the Board Manager send the safeguarding adults team a summary at Stage 4 (RO-X5)', () => {
    const story = shippedStory('rotherham');
    story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
    story.step(on('2026-12-22T12:00', 'milan', 'escalate', { to: '3' }));
    story.step(on('2026-12-22T13:00', 'sunita', 'escalate', { to: '4' }));
    expect(sight(story, 'stan')).toBe('nothing');
    const copy = { copy: '4.safeguarding-adults-team.entered', people: ['stan'], reason: words('why') };
    story.step(on('2026-12-23T10:00', 'bella', 'send-copy', copy));
    expect(sight(story, 'stan', '2026-12-23T10:01')).toBe('summary');
  });
});

describe('Hertfordshire', () => {
  it('has the Chair told and shown the matter when Stage 3 begins, before the office passes it on (HE-X8)', () => {
    const story = shippedStory('hertfordshire');
    story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
    expect(sight(story, 'iris')).toBe('nothing');
    story.step(on('2026-12-22T12:00', 'sunita', 'escalate', { to: '3' }));
    expect(told(story.notices())).toContain('iris: StageEntered');
    expect(sight(story, 'iris', '2026-12-22T12:01')).toBe('content');
    expect(story.raised().forumTold).toBeUndefined();
  });
});
