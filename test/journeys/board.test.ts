import { expect, test } from 'vitest';
import type { Journey } from '../support/journey.ts';
import { startJourney } from '../support/journey.ts';
import { raise } from '../support/journey-raise.ts';

/** Up to the senior managers, each step early. */
async function toStage3(journey: Journey, reference: string): Promise<void> {
  await escalate(journey, 'amara.quill', reference);
  await escalate(journey, 'noor.thistle', reference);
}

async function escalate(journey: Journey, name: string, reference: string): Promise<void> {
  await journey.person(name).command(reference);
  await journey.person(name).do('Take it to the next stage', { risk: 'no' });
}

test('an out of area placement: the business manager is asked at Stage 3, and not before, to tell the other board', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const reference = await raise(journey.person('amara.quill'), {
    about: {
      themes: ['risk'],
      'flag-out-of-area': 'yes',
      'other-board': 'Eastmere Safeguarding Adults Board',
    },
  });
  const marguerite = journey.person('marguerite.sloane');
  expect(await marguerite.home()).toContain('Nothing waits for you.');
  await toStage3(journey, reference);
  expect(journey.news()).toEqual([
    'Tue 22 Dec 10:00 | Disagreement raised | amara.quill, tom.pennywort',
    'Tue 22 Dec 10:00 | Now at Stage 2, between the line managers | amara.quill, desmond.fairlight, noor.thistle, tom.pennywort',
    'Tue 22 Dec 10:00 | Now at Stage 3, between the senior managers | amara.quill, desmond.fairlight, helen.starling, marguerite.sloane, noor.thistle, rajan.whitlow, tom.pennywort',
  ]);
  expect(marguerite.buttons()).toContain('I have told the other board');
  await journey.goTo('2026-12-24T12:00');
  journey.news();
  await marguerite.do('I have told the other board', { on: '2026-12-24', whom: 'The manager at Eastmere' });
  expect(journey.news()).toEqual([
    'Thu 24 Dec 12:00 | The other area’s board was told | amara.quill, helen.starling, rajan.whitlow, tom.pennywort',
  ]);
  await journey.end();
});

test('a significant policy issue goes to the Chair although the matter is resolved', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const reference = await raise(journey.person('amara.quill'));
  await toStage3(journey, reference);
  const helen = journey.person('helen.starling');
  const rajan = journey.person('rajan.whitlow');
  await rajan.do('Propose an outcome', {
    'agreed-outcome': 'The plan is written first.',
    outstanding: 'None.',
  });
  await helen.do('Agree the outcome');
  await rajan.do('Confirm in writing');
  await helen.do('This is what we agreed');
  journey.news();
  await helen.command(reference);
  await helen.do('Significant policy issue', { risk: 'no', reason: 'Discharges at weekends have no rule.' });
  expect(journey.news()).toEqual([
    'Tue 22 Dec 10:00 | Now at Stage 4, the Independent Chair of the board | amara.quill, desmond.fairlight, helen.starling, marguerite.sloane, noor.thistle, rajan.whitlow, tom.pennywort',
  ]);
  await journey.person('marguerite.sloane').press('I have told the Independent Chair of the RSAB');
  expect(journey.news()).toEqual([
    'Tue 22 Dec 10:00 | The Independent Chair of the RSAB has been told | amara.quill, helen.starling, rajan.whitlow, tom.pennywort',
    'Tue 22 Dec 10:00 | This matter is referred to you | constance.vale',
  ]);
  await journey.end();
});

test('the board’s office sees nothing of a case before Stage 3, whatever it types', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const reference = await raise(journey.person('amara.quill'));
  const marguerite = journey.person('marguerite.sloane');
  await marguerite.command(reference);
  expect(marguerite.sees()).toContain('is not one that you are part of');
  await marguerite.home();
  await marguerite.press('The board’s register');
  expect(await journey.person('constance.vale').home()).not.toContain(reference);
  await toStage3(journey, reference);
  await marguerite.command(reference);
  expect(marguerite.reads()).toContain('Stage 3');
  await journey.person('constance.vale').command(reference);
  expect(journey.person('constance.vale').sees()).toContain('is not one that you are part of');
  await journey.end();
});

test('in the hospital the named nurse acts in place of the line manager, and the senior manager takes a second look', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const reference = await raise(journey.person('amara.quill'));
  await escalate(journey, 'amara.quill', reference);
  expect(journey.heard('rajan.whitlow')).toEqual([]);
  await escalate(journey, 'noor.thistle', reference);
  const atStage3 = 'Tue 22 Dec 10:00 Now at Stage 3, between the senior managers';
  expect(journey.heard('rajan.whitlow')).toEqual([atStage3]);
  expect(journey.heard('noor.thistle')).toEqual([
    'Tue 22 Dec 10:00 Now at Stage 2, between the line managers',
    atStage3,
  ]);
  expect(journey.person('rajan.whitlow').buttons()).toContain('Propose an outcome');
  expect(journey.person('noor.thistle').buttons()).not.toContain('Propose an outcome');
  expect(journey.heard('beatrix.oakes')).toEqual([]);
  await journey.end();
});

test('the Chair asks for written information, and gets it before recommending', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const reference = await raise(journey.person('amara.quill'));
  await toStage3(journey, reference);
  await escalate(journey, 'helen.starling', reference);
  await journey.person('marguerite.sloane').press('I have told the Independent Chair of the RSAB');
  journey.news();
  const chair = journey.person('constance.vale');
  await chair.do('Ask for written information', {
    of: ['Tom Pennywort'],
    question: 'Who knew of the plan?',
    until: '2026-12-29',
  });
  expect(journey.news()).toEqual([
    'Tue 22 Dec 10:00 | You are asked for written information | tom.pennywort',
  ]);
  await journey.goTo('2026-12-29T10:00');
  expect(journey.news()).toEqual([
    'Thu 24 Dec 09:00 | Due on the next working day: give the written information that was asked for | beatrix.oakes, tom.pennywort',
    'Tue 29 Dec 09:00 | Due today: give the written information that was asked for | beatrix.oakes, tom.pennywort',
  ]);
  await journey.person('tom.pennywort').do('Give the information', { answer: 'The ward knew.' });
  expect(journey.news()).toEqual([
    'Tue 29 Dec 10:00 | Written information is here | constance.vale, marguerite.sloane',
  ]);
  await journey.end();
});
