import { expect, test, vi } from 'vitest';
import { startJourney } from '../support/journey.ts';
import { raise } from '../support/journey-raise.ts';

/* Weeks pass in these stories: some seconds each, and more on a machine that is busy. */
vi.setConfig({ testTimeout: 120_000 });

/* The worked example of the readings: the disagreement of Tuesday 22 December 2026, 10:00, every step at its limit. */

test('goes unanswered from the raise on Thursday 24 December to the Chair on Friday 22 January', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const amara = journey.person('amara.quill');
  const tom = journey.person('tom.pennywort');
  await journey.goTo('2026-12-24T17:00');

  await raise(amara);
  expect(journey.news()).toEqual(['Thu 24 Dec 17:00 | Disagreement raised | amara.quill, tom.pennywort']);
  expect(tom.reads()).toContain('Thursday 31 December 2026, 17:00');
  expect(tom.reads()).toContain('paragraph 4.4');
  expect(tom.buttons()).toEqual(
    expect.arrayContaining([
      'I have seen this',
      'Record a conversation',
      'I have read the case file',
      'Why this date?',
    ]),
  );
  expect(amara.buttons()).not.toContain('I have seen this');

  await journey.goTo('2026-12-31T16:59');
  expect(journey.news()).toEqual([
    'Wed 30 Dec 09:00 | Due on the next working day: find a way forward that both sides accept | amara.quill, tom.pennywort',
    'Wed 30 Dec 09:00 | Due on the next working day: read and review the case file | tom.pennywort',
    'Wed 30 Dec 09:00 | Due on the next working day: speak with the person who raised it | tom.pennywort',
    'Thu 31 Dec 09:00 | Due today: find a way forward that both sides accept | amara.quill, tom.pennywort',
    'Thu 31 Dec 09:00 | Due today: read and review the case file | tom.pennywort',
    'Thu 31 Dec 09:00 | Due today: speak with the person who raised it | tom.pennywort',
  ]);
  await journey.goTo('2026-12-31T17:00');
  expect(journey.news()).toEqual([
    'Thu 31 Dec 17:00 | Overdue: read and review the case file | tom.pennywort',
    'Thu 31 Dec 17:00 | Overdue: speak with the person who raised it | tom.pennywort',
    'Thu 31 Dec 17:00 | The limit has passed: time to escalate | amara.quill, beatrix.oakes, desmond.fairlight, tom.pennywort',
  ]);
  expect(amara.reads('The limit has passed')).toContain('paragraph 4.5');
  expect(amara.buttons('The limit has passed')).toEqual(
    expect.arrayContaining(['Take it to the next stage', 'Immediate risk now']),
  );

  await amara.do('Take it to the next stage', { risk: 'no' });
  expect(journey.news()).toEqual([
    'Thu 31 Dec 17:00 | Now at Stage 2, between the line managers | amara.quill, desmond.fairlight, noor.thistle, tom.pennywort',
  ]);
  expect(journey.person('desmond.fairlight').reads()).toContain('Friday 8 January 2027, 17:00');
  expect(tom.buttons('The limit has passed')).not.toContain('Take it to the next stage');

  await journey.goTo('2027-01-08T17:00');
  expect(journey.news()).toEqual([
    'Thu 7 Jan 09:00 | Due on the next working day: find a way forward that both sides accept | beatrix.oakes, desmond.fairlight, noor.thistle',
    'Fri 8 Jan 09:00 | Due today: find a way forward that both sides accept | beatrix.oakes, desmond.fairlight, noor.thistle',
    'Fri 8 Jan 17:00 | The limit has passed: time to escalate | amara.quill, beatrix.oakes, desmond.fairlight, noor.thistle, tom.pennywort',
  ]);
  expect(journey.heard('marguerite.sloane')).toEqual([]);
  await journey.person('noor.thistle').do('Take it to the next stage', { risk: 'no' });
  expect(journey.news()).toEqual([
    'Fri 8 Jan 17:00 | Now at Stage 3, between the senior managers | amara.quill, desmond.fairlight, helen.starling, marguerite.sloane, noor.thistle, rajan.whitlow, tom.pennywort',
  ]);
  const marguerite = journey.person('marguerite.sloane');
  expect(marguerite.buttons()).toEqual(['Read what was written', 'Everything I can do']);
  expect(journey.person('helen.starling').reads()).toContain('Friday 15 January 2027, 17:00');
  expect(journey.person('helen.starling').reads()).toContain('Tuesday 12 January 2027, 17:00');

  await journey.goTo('2027-01-15T17:00');
  expect(journey.news()).toEqual([
    'Tue 12 Jan 17:00 | The earlier of two dates has come: find a way forward that both sides accept | beatrix.oakes, desmond.fairlight, helen.starling, rajan.whitlow',
    'Thu 14 Jan 09:00 | Due on the next working day: find a way forward that both sides accept | beatrix.oakes, desmond.fairlight, helen.starling, rajan.whitlow',
    'Fri 15 Jan 09:00 | Due today: find a way forward that both sides accept | beatrix.oakes, desmond.fairlight, helen.starling, rajan.whitlow',
    'Fri 15 Jan 17:00 | The limit has passed: time to escalate | amara.quill, beatrix.oakes, desmond.fairlight, helen.starling, rajan.whitlow, tom.pennywort',
  ]);
  expect(journey.heard('constance.vale')).toEqual([]);
  await journey.person('helen.starling').do('Take it to the next stage', { risk: 'no' });
  expect(journey.news()).toEqual([
    'Fri 15 Jan 17:00 | Now at Stage 4, the Independent Chair of the board | amara.quill, desmond.fairlight, helen.starling, marguerite.sloane, noor.thistle, rajan.whitlow, tom.pennywort',
    'Fri 15 Jan 17:00 | Overdue: pass the matter on to the Independent Chair of the RSAB | amara.quill, beatrix.oakes, desmond.fairlight, marguerite.sloane',
  ]);
  await marguerite.press('I have told the Independent Chair of the RSAB');
  expect(journey.news()).toEqual([
    'Fri 15 Jan 17:00 | The Independent Chair of the RSAB has been told | amara.quill, helen.starling, rajan.whitlow, tom.pennywort',
    'Fri 15 Jan 17:00 | This matter is referred to you | constance.vale',
  ]);
  const chair = journey.person('constance.vale');
  expect(chair.reads()).toContain('Friday 22 January 2027, 17:00');

  await journey.goTo('2027-01-22T16:30');
  expect(journey.news()).toEqual([
    'Thu 21 Jan 09:00 | Due on the next working day: make recommendations | constance.vale',
    'Fri 22 Jan 09:00 | Due today: make recommendations | constance.vale',
  ]);
  await chair.do('Make recommendations', {
    'recommendations-northbrook-council-1': 'Visit each week until the plan stands.',
    'recommendations-st-aldhelms-1': 'Write the plan before the next discharge.',
  });
  expect(journey.news()).toEqual([
    'Fri 22 Jan 16:30 | Recommendations made | amara.quill, desmond.fairlight, helen.starling, marguerite.sloane, noor.thistle, rajan.whitlow, tom.pennywort',
  ]);

  await journey.goTo('2027-01-25T10:00');
  await journey
    .person('rajan.whitlow')
    .do('Answer the recommendation', { answer: 'acted-on', words: 'The plan is written.' });
  expect(journey.news()).toEqual([
    'Mon 25 Jan 10:00 | A recommendation was answered | amara.quill, constance.vale, helen.starling, marguerite.sloane, tom.pennywort',
  ]);
  await journey
    .person('helen.starling')
    .do('Answer the recommendation', { answer: 'will-not-act', words: 'Visits are made already.' });
  expect(journey.news()).toEqual([
    'Mon 25 Jan 10:00 | A recommendation was answered | amara.quill, constance.vale, marguerite.sloane, rajan.whitlow, tom.pennywort',
    'Mon 25 Jan 10:00 | Closed: the last forum has spoken and every agency has answered | amara.quill, constance.vale, helen.starling, marguerite.sloane, rajan.whitlow, tom.pennywort',
  ]);
  await journey.goTo('2027-03-01T10:00');
  expect(journey.news()).toEqual([
    'Wed 27 Jan 09:00 | Not confirmed yet: what your agency has filed | helen.starling, rajan.whitlow',
    'Wed 3 Feb 09:00 | Not confirmed yet: what your agency has filed | helen.starling, rajan.whitlow',
    'Wed 10 Feb 09:00 | Not confirmed yet: what your agency has filed | helen.starling, rajan.whitlow',
    'Wed 17 Feb 09:00 | Not confirmed yet: what your agency has filed | helen.starling, rajan.whitlow',
  ]);
  expect(await amara.home()).toContain('Nothing waits for you.');
  await journey.end();
});

test('nobody moves after the limit of Stage 1: both sides are nudged each working morning, then the line managers are told', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  await raise(journey.person('amara.quill'));
  await journey.goTo('2026-12-29T17:00');
  expect(journey.news()).toEqual([
    'Tue 22 Dec 10:00 | Disagreement raised | amara.quill, tom.pennywort',
    'Thu 24 Dec 09:00 | Due on the next working day: read and review the case file | tom.pennywort',
    'Thu 24 Dec 09:00 | Due on the next working day: speak with the person who raised it | tom.pennywort',
    'Tue 29 Dec 09:00 | Due today: read and review the case file | tom.pennywort',
    'Tue 29 Dec 09:00 | Due today: speak with the person who raised it | tom.pennywort',
    'Tue 29 Dec 17:00 | Overdue: read and review the case file | tom.pennywort',
    'Tue 29 Dec 17:00 | Overdue: speak with the person who raised it | amara.quill, beatrix.oakes, desmond.fairlight, tom.pennywort',
  ]);
  await journey.goTo('2026-12-31T09:00');
  expect(journey.news()).toEqual([
    'Wed 30 Dec 09:00 | Due on the next working day: find a way forward that both sides accept | amara.quill, tom.pennywort',
    'Wed 30 Dec 09:00 | Still to do: read and review the case file | tom.pennywort',
    'Wed 30 Dec 09:00 | Still to do: speak with the person who raised it | tom.pennywort',
    'Thu 31 Dec 09:00 | Due today: find a way forward that both sides accept | amara.quill, tom.pennywort',
    'Thu 31 Dec 09:00 | Still to do: read and review the case file | tom.pennywort',
    'Thu 31 Dec 09:00 | Still to do: say that you have seen this | tom.pennywort',
    'Thu 31 Dec 09:00 | Still to do: say what your agency wants | tom.pennywort',
    'Thu 31 Dec 09:00 | Still to do: speak with the person who raised it | tom.pennywort',
  ]);
  await journey.goTo('2027-01-06T12:00');
  expect(journey.news()).toEqual([
    'Thu 31 Dec 17:00 | The limit has passed: time to escalate | amara.quill, tom.pennywort',
    'Mon 4 Jan 09:00 | Still to do: read and review the case file | tom.pennywort',
    'Mon 4 Jan 09:00 | Still to do: speak with the person who raised it | tom.pennywort',
    'Mon 4 Jan 09:00 | Still to do: take it to the next stage | amara.quill, tom.pennywort',
    'Mon 4 Jan 17:00 | Nobody has taken this to the next stage | desmond.fairlight, noor.thistle',
    'Tue 5 Jan 09:00 | Still to do: read and review the case file | tom.pennywort',
    'Tue 5 Jan 09:00 | Still to do: speak with the person who raised it | tom.pennywort',
    'Tue 5 Jan 09:00 | Still to do: take it to the next stage | amara.quill, tom.pennywort',
    'Wed 6 Jan 09:00 | Still to do: read and review the case file | tom.pennywort',
    'Wed 6 Jan 09:00 | Still to do: speak with the person who raised it | tom.pennywort',
    'Wed 6 Jan 09:00 | Still to do: take it to the next stage | amara.quill, tom.pennywort',
  ]);
  expect(journey.person('desmond.fairlight').buttons('Nobody has taken')).toContain('Read what was written');
  expect(await journey.person('tom.pennywort').home()).toContain('overdue');
  await journey.person('tom.pennywort').do('Take it to the next stage', { risk: 'no' });
  expect(journey.person('desmond.fairlight').reads()).toContain('Wednesday 13 January 2027, 17:00');
  expect(journey.news()).toEqual([
    'Wed 6 Jan 12:00 | Now at Stage 2, between the line managers | amara.quill, desmond.fairlight, noor.thistle, tom.pennywort',
  ]);
  await journey.end();
});
