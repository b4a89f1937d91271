import { expect, test, vi } from 'vitest';
import type { Journey } from '../support/journey.ts';
import { startJourney } from '../support/journey.ts';
import { raise } from '../support/journey-raise.ts';

/* Weeks pass in these stories: some seconds each, and more on a machine that is busy. */
vi.setConfig({ testTimeout: 120_000 });

const agreed = { 'agreed-outcome': 'The plan is written before the discharge.', outstanding: 'None.' };

/** Everything that the receiving professional owes but the outcome. */
async function tomAnswers(journey: Journey): Promise<void> {
  const tom = journey.person('tom.pennywort');
  await tom.press('I have seen this');
  await tom.do('I have read the case file');
  await tom.do('Record a conversation', {
    between: 'sides',
    how: 'telephone',
    tookPlace: '2026-12-24',
    time: '09:30',
    with: ['Amara Quill'],
    'discussion-what': 'We went through the plan.',
  });
  await tom.do('Say what we want', { risk: 'no', 'response-aim': 'A safe discharge.' });
}

test('resolved at Stage 1: agreed, confirmed in writing within two working days, accepted, closed', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const amara = journey.person('amara.quill');
  const tom = journey.person('tom.pennywort');
  await raise(amara);
  journey.news();
  await journey.goTo('2026-12-24T10:00');
  await tomAnswers(journey);
  expect(journey.news()).toEqual([
    'Thu 24 Dec 09:00 | Due on the next working day: read and review the case file | tom.pennywort',
    'Thu 24 Dec 09:00 | Due on the next working day: speak with the person who raised it | tom.pennywort',
    'Thu 24 Dec 10:00 | A discussion between the agencies was recorded | amara.quill',
    'Thu 24 Dec 10:00 | Case file read | amara.quill',
    'Thu 24 Dec 10:00 | Seen by the other side | amara.quill',
    'Thu 24 Dec 10:00 | The other side says what it wants | amara.quill',
  ]);
  await amara.do('Approve this record');
  expect(journey.news()).toEqual(['Thu 24 Dec 10:00 | Record approved | tom.pennywort']);
  await tom.do('Propose an outcome', agreed);
  expect(journey.news()).toEqual(['Thu 24 Dec 10:00 | An outcome is proposed | amara.quill']);
  expect(amara.buttons('An outcome is proposed')).toEqual(
    expect.arrayContaining(['Agree the outcome', 'I do not agree']),
  );
  await amara.do('Agree the outcome');
  expect(journey.news()).toEqual(['Thu 24 Dec 10:00 | Every side agrees | amara.quill, tom.pennywort']);
  expect(tom.reads('Every side agrees')).toContain('Wednesday 30 December 2026, 17:00');
  expect(amara.buttons('An outcome is proposed')).not.toContain('Agree the outcome');
  await journey.goTo('2026-12-30T10:00');
  expect(journey.news()).toEqual([
    'Tue 29 Dec 09:00 | Due on the next working day: confirm the outcome in writing | tom.pennywort',
    'Wed 30 Dec 09:00 | Due today: confirm the outcome in writing | tom.pennywort',
  ]);
  await tom.do('Confirm in writing');
  expect(journey.news()).toEqual([
    'Wed 30 Dec 10:00 | Outcome confirmed in writing | amara.quill, desmond.fairlight',
  ]);
  await amara.do('This is what we agreed');
  expect(journey.news()).toEqual(['Wed 30 Dec 10:00 | Closed: resolved | amara.quill, tom.pennywort']);
  await journey.goTo('2027-02-28T10:00');
  expect(journey.news()).toEqual([
    'Mon 4 Jan 09:00 | Not confirmed yet: what your agency has filed | amara.quill, tom.pennywort',
    'Mon 11 Jan 09:00 | Not confirmed yet: what your agency has filed | amara.quill, tom.pennywort',
    'Mon 18 Jan 09:00 | Not confirmed yet: what your agency has filed | amara.quill, tom.pennywort',
    'Mon 25 Jan 09:00 | Not confirmed yet: what your agency has filed | amara.quill, tom.pennywort',
  ]);
  expect(await tom.home()).not.toContain('You owe');
  await journey.end();
});

test('the written confirmation is overdue: whoever owes it is told each working morning until it is done', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const amara = journey.person('amara.quill');
  const tom = journey.person('tom.pennywort');
  await raise(amara);
  await amara.do('Propose an outcome', agreed);
  await tom.do('Agree the outcome');
  journey.news();
  await journey.goTo('2026-12-30T12:00');
  expect(journey.news()).toEqual([
    'Wed 23 Dec 09:00 | Due on the next working day: confirm the outcome in writing | tom.pennywort',
    'Thu 24 Dec 09:00 | Due today: confirm the outcome in writing | tom.pennywort',
    'Thu 24 Dec 17:00 | Overdue: confirm the outcome in writing | amara.quill, beatrix.oakes, desmond.fairlight, tom.pennywort',
    'Tue 29 Dec 09:00 | Still to do: confirm the outcome in writing | tom.pennywort',
    'Wed 30 Dec 09:00 | Still to do: confirm the outcome in writing | tom.pennywort',
  ]);
  await tom.do('Confirm in writing');
  expect(journey.news()).toEqual([
    'Wed 30 Dec 12:00 | Outcome confirmed in writing | amara.quill, desmond.fairlight',
  ]);
  await journey.end();
});

test('resolved at Stage 2: the named nurse confirms to the team manager, and the social worker hears of it', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const tom = journey.person('tom.pennywort');
  const reference = await raise(journey.person('amara.quill'));
  journey.news();
  await journey.goTo('2026-12-24T14:00');
  await tom.command(reference);
  await tom.do('We cannot settle this', { reason: 'We see it differently.' });
  expect(journey.news()).toEqual([
    'Thu 24 Dec 09:00 | Due on the next working day: read and review the case file | tom.pennywort',
    'Thu 24 Dec 09:00 | Due on the next working day: speak with the person who raised it | tom.pennywort',
    'Thu 24 Dec 14:00 | Declared unresolved | amara.quill, tom.pennywort',
  ]);
  expect(journey.person('amara.quill').reads('Declared unresolved')).toContain(
    'Thursday 24 December 2026, 17:00',
  );
  await journey.person('amara.quill').do('Take it to the next stage', { risk: 'no' });
  expect(journey.news()).toEqual([
    'Thu 24 Dec 14:00 | Now at Stage 2, between the line managers | amara.quill, desmond.fairlight, noor.thistle, tom.pennywort',
  ]);
  const noor = journey.person('noor.thistle');
  const desmond = journey.person('desmond.fairlight');
  await desmond.do('Propose an outcome', agreed);
  expect(journey.news()).toEqual([
    'Thu 24 Dec 14:00 | An outcome is proposed | amara.quill, noor.thistle, tom.pennywort',
  ]);
  await noor.do('Agree the outcome');
  expect(journey.news()).toEqual([
    'Thu 24 Dec 14:00 | Every side agrees | amara.quill, desmond.fairlight, noor.thistle, tom.pennywort',
  ]);
  await noor.do('Confirm in writing');
  expect(journey.news()).toEqual([
    'Thu 24 Dec 14:00 | Outcome confirmed in writing | amara.quill, desmond.fairlight, tom.pennywort',
  ]);
  await desmond.do('This is what we agreed');
  expect(journey.news()).toEqual([
    'Thu 24 Dec 14:00 | Closed: resolved | amara.quill, desmond.fairlight, noor.thistle, tom.pennywort',
  ]);
  expect(journey.heard('marguerite.sloane')).toEqual([]);
  await journey.end();
});

test('resolved at Stage 3: the business manager was copied in, hears that it is closed, and is asked for nothing', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const reference = await raise(journey.person('amara.quill'));
  for (const name of ['amara.quill', 'desmond.fairlight']) {
    await journey.person(name).command(reference);
    await journey.person(name).do('Take it to the next stage', { risk: 'no' });
  }
  journey.news();
  const helen = journey.person('helen.starling');
  const rajan = journey.person('rajan.whitlow');
  await rajan.do('Propose an outcome', agreed);
  expect(journey.news()).toEqual([
    'Tue 22 Dec 10:00 | An outcome is proposed | amara.quill, helen.starling, tom.pennywort',
  ]);
  await helen.do('Agree the outcome');
  expect(journey.news()).toEqual([
    'Tue 22 Dec 10:00 | Every side agrees | amara.quill, helen.starling, rajan.whitlow, tom.pennywort',
  ]);
  await journey.goTo('2026-12-24T16:00');
  expect(journey.news()).toEqual([
    'Wed 23 Dec 09:00 | Due on the next working day: confirm the outcome in writing | beatrix.oakes, rajan.whitlow',
    'Thu 24 Dec 09:00 | Due today: confirm the outcome in writing | beatrix.oakes, rajan.whitlow',
  ]);
  await rajan.do('Confirm in writing');
  expect(journey.news()).toEqual([
    'Thu 24 Dec 16:00 | Outcome confirmed in writing | amara.quill, helen.starling, tom.pennywort',
  ]);
  await helen.do('This is what we agreed');
  expect(journey.news()).toEqual([
    'Thu 24 Dec 16:00 | Closed: resolved | amara.quill, helen.starling, marguerite.sloane, rajan.whitlow, tom.pennywort',
  ]);
  await journey.end();
});

test('a disputed confirmation opens the matter again at its old date, and the reminders go on', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const amara = journey.person('amara.quill');
  const tom = journey.person('tom.pennywort');
  await raise(amara);
  await tomAnswersOn22(journey);
  await tom.do('Propose an outcome', agreed);
  await amara.do('Agree the outcome');
  await tom.do('Confirm in writing', { confirmation: 'We agreed to look at the plan in the spring.' });
  journey.news();
  await journey.goTo('2026-12-29T11:00');
  expect(journey.news()).toEqual([
    'Wed 23 Dec 09:00 | Due on the next working day: say whether the confirmation is right | amara.quill',
    'Thu 24 Dec 09:00 | Due today: say whether the confirmation is right | amara.quill',
    'Thu 24 Dec 17:00 | Overdue: say whether the confirmation is right | amara.quill, beatrix.oakes, desmond.fairlight',
    'Tue 29 Dec 09:00 | Still to do: say whether the confirmation is right | amara.quill',
  ]);
  await amara.do('This is not what we agreed', { reason: 'We agreed on the plan before the discharge.' });
  expect(journey.news()).toEqual(['Tue 29 Dec 11:00 | The written outcome is disputed | tom.pennywort']);
  expect(tom.reads('disputed')).toContain('Thursday 31 December 2026, 17:00');
  await journey.goTo('2026-12-31T17:00');
  expect(journey.news()).toEqual([
    'Wed 30 Dec 09:00 | Due on the next working day: find a way forward that both sides accept | amara.quill, tom.pennywort',
    'Thu 31 Dec 09:00 | Due today: find a way forward that both sides accept | amara.quill, tom.pennywort',
    'Thu 31 Dec 17:00 | The limit has passed: time to escalate | amara.quill, tom.pennywort',
  ]);
  await journey.end();
});

async function tomAnswersOn22(journey: Journey): Promise<void> {
  const tom = journey.person('tom.pennywort');
  await tom.press('I have seen this');
  await tom.do('I have read the case file');
  await tom.do('Record a conversation', {
    between: 'sides',
    how: 'meeting',
    tookPlace: '2026-12-22',
    with: ['Amara Quill'],
    'discussion-what': 'We met on the ward.',
  });
  await tom.do('Say what we want', { risk: 'no', 'response-aim': 'A safe discharge.' });
}
