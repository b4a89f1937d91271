import { expect, test } from 'vitest';
import type { Policy } from '../../src/policy/policy.ts';
import { startJourney, type Journey } from '../support/journey.ts';
import { raise } from '../support/journey-raise.ts';

/* A board publishes a new edition while cases are under way. */

/** The second edition: steps instead of stages by their labels, and seven working days to speak. */
function secondEdition(journey: Journey): Policy {
  const first = journey.policies.current('redbridge')?.policy;
  if (first === undefined) throw new Error('Redbridge has no policy');
  const stages = first.stages.map((stage) => ({
    ...stage,
    label: stage.label.replace('Stage', 'Step'),
    obligations: stage.obligations.map((rule) =>
      rule.id === 'speak' ? { ...rule, due: { working_days: 7, after: 'raise' } as const } : rule,
    ),
  }));
  return { ...first, stages, document: { ...first.document, edition: '3rd edition', review: '2026-05' } };
}

const concern = { when: { 'arose-date': '2026-06-08', 'arose-time': '10:00' } };

test('new cases begin under a new edition once it is accepted; a running case finishes under its own', async () => {
  const journey = await startJourney({ at: '2026-06-08T10:00' });
  const amara = journey.person('amara.quill');
  const tom = journey.person('tom.pennywort');
  const first = await raise(amara, concern);
  expect(tom.reads(`raised`)).toContain('Stage 1');

  // Loaded and not yet accepted: nobody is kept from raising, and it is raised under the first edition.
  expect(await journey.policies.store('redbridge', 'v2', secondEdition(journey), journey.clock.now())).toBe(
    'waiting',
  );
  const between = await raise(amara, concern);
  expect(tom.reads('raised')).toContain('Stage 1');

  await journey.policies.accept('redbridge', 'Marguerite Sloane', journey.clock.now());
  const second = await raise(amara, concern);
  const raisedSecond = tom.reads('raised');
  expect(raisedSecond).toContain('Step 1');
  expect(raisedSecond).not.toContain('Stage 1');

  // Each case is listed, dated and worded by its own edition.
  const home = await tom.home();
  for (const [reference, stage] of [
    [first, 'Stage 1'],
    [between, 'Stage 1'],
    [second, 'Step 1'],
  ])
    expect(home).toContain(`${reference}, ${stage}`);
  const dueOf = async (reference: string) => {
    const caseId = (await journey.services.cases.idOfReference(reference)) ?? '';
    const loaded = await journey.services.cases.load(caseId);
    return loaded?.entries.flatMap(({ event }) =>
      event.type === 'ObligationSet' && event.obligation.rule === 'speak' ? [event.obligation.due] : [],
    );
  };
  expect(await dueOf(first)).toEqual(['2026-06-11T16:00:00.000Z']);
  expect(await dueOf(second)).toEqual(['2026-06-17T16:00:00.000Z']);

  // A week later the first has lapsed by its own dates, and its button takes it on by its own stages.
  await journey.goTo('2026-06-15T17:00');
  journey.news();
  const prompt = amara
    .inbox()
    .filter(({ first: message }) => message.summary.startsWith(first))
    .at(-1);
  expect(JSON.stringify(prompt?.first)).toContain('Stage 1');
  expect(JSON.stringify(prompt?.first)).not.toContain('Step');
  await journey.end();
});

test('a review that is due is told to the board’s office on its Home, and stops nothing', async () => {
  const journey = await startJourney({ at: '2026-06-08T10:00' });
  const office = journey.person('marguerite.sloane');
  const amara = journey.person('amara.quill');
  await journey.policies.store('redbridge', 'v2', secondEdition(journey), journey.clock.now());
  await journey.policies.accept('redbridge', 'Marguerite Sloane', journey.clock.now());
  expect(await office.home()).toContain('was due in May 2026');
  expect(await amara.home()).not.toContain('was due in May 2026');
  expect(await raise(amara, concern)).toMatch(/^[A-Z]{3}-/);
  await journey.end();
});
