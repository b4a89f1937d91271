import { describe, expect, test, vi } from 'vitest';
import { shippedPolicy } from '../policy/policies.ts';
import { startJourney } from '../support/journey.ts';
import { play, raiseUnder } from '../support/journey-play.ts';
import { raise } from '../support/journey-raise.ts';

/* Weeks pass in these stories: some seconds each, and more on a machine that is busy. */
vi.setConfig({ testTimeout: 120_000 });

test('two agencies are asked: each owes its own conversation, and it is resolved only when both agree', async () => {
  const journey = await startJourney({
    at: '2026-12-22T10:00',
  });
  const amara = journey.person('amara.quill');
  const tom = journey.person('tom.pennywort');
  const rowan = journey.person('rowan.ashdown');
  await raise(amara, {
    'professional-1': { professional: 'Tom Pennywort', another: 'yes' },
    'agency-2': { agency: 'eastmere-police' },
    'professional-2': { professional: 'Rowan Ashdown' },
  });
  expect(journey.news()).toEqual([
    'Tue 22 Dec 10:00 | Disagreement raised | amara.quill, rowan.ashdown, tom.pennywort',
  ]);
  await journey.goTo('2026-12-23T15:00');
  await tom.do('Record a conversation', {
    between: 'sides',
    how: 'telephone',
    tookPlace: '2026-12-23',
    time: '14:00',
    with: ['Amara Quill'],
    'discussion-what': 'We spoke about the plan.',
  });
  await tom.do('I have read the case file');
  journey.news();
  await journey.goTo('2026-12-24T12:00');
  expect(journey.news()).toEqual([
    'Thu 24 Dec 09:00 | Due on the next working day: read and review the case file | rowan.ashdown',
    'Thu 24 Dec 09:00 | Due on the next working day: speak with the person who raised it | rowan.ashdown',
  ]);
  await tom.do('Propose an outcome', { 'agreed-outcome': 'The plan first.', outstanding: 'None.' });
  expect(journey.news()).toEqual(['Thu 24 Dec 12:00 | An outcome is proposed | amara.quill, rowan.ashdown']);
  await amara.do('Agree the outcome');
  expect(journey.news()).toEqual(['Thu 24 Dec 12:00 | Agreed by one side | rowan.ashdown, tom.pennywort']);
  expect(rowan.buttons('An outcome is proposed')).toContain('Agree the outcome');
  await rowan.do('I do not agree', { reason: 'The police were not asked.' });
  expect(journey.news()).toEqual([
    'Thu 24 Dec 12:00 | The proposed outcome is not agreed | amara.quill, tom.pennywort',
  ]);
  await rowan.do('Propose an outcome', {
    'agreed-outcome': 'The plan first, with the police.',
    outstanding: 'None.',
  });
  await tom.do('Agree the outcome', {}, 'An outcome is proposed');
  journey.news();
  await amara.do('Agree the outcome', {}, 'An outcome is proposed');
  expect(journey.news()).toEqual([
    'Thu 24 Dec 12:00 | Every side agrees | amara.quill, rowan.ashdown, tom.pennywort',
  ]);
  await tom.do('Confirm in writing');
  expect(journey.news()).toEqual([
    'Thu 24 Dec 12:00 | Outcome confirmed in writing | amara.quill, desmond.fairlight, rowan.ashdown',
  ]);
  expect(amara.buttons('Outcome confirmed')).not.toContain('This is what we agreed');
  await rowan.do('Confirm in writing');
  await amara.do('This is what we agreed');
  expect(journey.news()).toEqual([
    'Thu 24 Dec 12:00 | Closed: resolved | amara.quill, rowan.ashdown, tom.pennywort',
    'Thu 24 Dec 12:00 | Outcome confirmed in writing | amara.quill, desmond.fairlight, tom.pennywort',
  ]);
  await journey.end();
});

/** Amara Quill raises it with the hospital and with the police. */
const withBoth = {
  'professional-1': { professional: 'Tom Pennywort', another: 'yes' },
  'agency-2': { agency: 'eastmere-police' },
  'professional-2': { professional: 'Rowan Ashdown' },
};

describe.each(['redbridge', 'cheshire-east', 'rotherham', 'solihull', 'hertfordshire'])(
  '%s, where two agencies are asked',
  (board) => {
    const start = async () => {
      const journey = await startJourney({ at: '2026-12-22T10:00', board, inMemory: true });
      return { journey, reference: await raiseUnder(journey, {}, withBoth) };
    };
    const policy = shippedPolicy(board);
    const stages = policy.stages
      .filter(({ informal, obligations }) => !informal || obligations.length > 0)
      .map(({ id }) => id);
    const mediated = policy.stages.at(-1)?.forum?.kind === 'mediator';

    test('all go up together, and the last forum hears all of them and is answered by each', async () => {
      const { journey, reference } = await start();
      const { state } = await play(journey, reference);
      expect(Object.keys(state.stagesEntered)).toEqual(stages);
      expect(state.sides.map(({ agency }) => agency)).toEqual([
        'northbrook-council',
        'st-aldhelms',
        'eastmere-police',
      ]);
      for (const name of ['amara.quill', 'tom.pennywort', 'rowan.ashdown'])
        expect(journey.heard(name).join('\n'), name).toMatch(
          /Recommendations made|Decision made|What came of the mediation/,
        );
      expect(state.status).toBe(mediated ? 'open' : 'closed');
      const { people } = journey.services.people.directory();
      const answered = state.entries.flatMap(({ event }) =>
        event.type === 'RecommendationAnswered' ? [people.get(event.by)?.agency] : [],
      );
      expect([...new Set(answered)].sort()).toEqual(state.sides.map(({ agency }) => agency).sort());
      await journey.end();
    });

    const [stage = ''] = stages.slice(-2);

    test(`it is settled at ${stage} once every one of them agrees`, async () => {
      const { journey, reference } = await start();
      const { state } = await play(journey, reference, { agreeAt: stage });
      expect(state).toMatchObject({ status: 'closed', how: 'resolved', stage });
      const events = state.entries.map(({ event }) => event);
      const agreed = events.flatMap((event) => (event.type === 'OutcomeAgreed' ? [event.side] : []));
      expect(agreed.sort()).toEqual(state.sides.map(({ key }) => key).sort());
      expect(events.filter(({ type }) => type === 'OutcomeAgreed' || type === 'MatterResolved').at(-1)?.type).toBe('MatterResolved'); // prettier-ignore
      await journey.end();
    });
  },
);
