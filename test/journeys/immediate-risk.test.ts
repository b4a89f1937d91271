import { expect, test } from 'vitest';
import { startJourney } from '../support/journey.ts';
import { finishRaise, raise } from '../support/journey-raise.ts';

test('immediate risk on a Saturday at 22:30: told at once, again every ten minutes until somebody else answers', async () => {
  const journey = await startJourney({ at: '2026-12-26T22:30' });
  const amara = journey.person('amara.quill');
  await amara.command();
  expect(amara.sees()).toContain('999');
  await amara.submit({ risk: 'yes' });
  expect(amara.sees()).toContain('999');
  expect(amara.sees()).toContain('020 7946 0199');
  expect(amara.sees()).toContain('020 7946 0103');
  expect(amara.sees()).toContain('020 7946 0104');
  await amara.submit({ situation: 'The front door stands open and nobody answers.' });
  expect(journey.news()).toEqual([
    'Sat 26 Dec 22:30 | An adult may be at immediate risk | desmond.fairlight, yusuf.meadows',
  ]);
  expect(journey.person('desmond.fairlight').buttons()).toContain('Say what is in place');
  expect(journey.person('desmond.fairlight').reads()).toContain('020 7946 0101');
  await journey.goTo('2026-12-26T22:59');
  expect(journey.news()).toEqual([
    'Sat 26 Dec 22:40 | An adult may be at immediate risk | desmond.fairlight, yusuf.meadows',
    'Sat 26 Dec 22:40 | Nobody has acknowledged yet | amara.quill',
    'Sat 26 Dec 22:50 | An adult may be at immediate risk | desmond.fairlight, yusuf.meadows',
    'Sat 26 Dec 22:50 | Nobody has acknowledged yet | amara.quill',
  ]);
  expect(amara.reads()).toContain('020 7946 0103');
  expect(amara.reads()).toContain('020 7946 0104');
  expect(amara.buttons()).not.toContain('Say what is in place');
  await journey
    .person('yusuf.meadows')
    .do('Say what is in place', { 'in-place': 'The police are on their way.' });
  expect(journey.news()).toEqual([
    'Sat 26 Dec 22:59 | Somebody is seeing to the immediate risk | amara.quill, desmond.fairlight',
  ]);
  expect(journey.person('desmond.fairlight').buttons('An adult may be')).not.toContain(
    'Say what is in place',
  );
  await journey.goTo('2027-01-05T10:00');
  expect(journey.news()).toEqual([]);
  await journey.end();
});

test('somebody who is to be told of a risk cannot be reached: their stand-in is alarmed and the reporter is told to ring, at once', async () => {
  const directory = (text: string) => text.replace('deputy: yusuf.meadows@', 'deputy: helen.starling@');
  const journey = await startJourney({ at: '2026-12-26T22:30', directory });
  journey.chat.deactivate('desmond.fairlight');
  const amara = journey.person('amara.quill');
  await amara.command();
  await amara.submit({ risk: 'yes' });
  await amara.submit();
  expect(journey.news()).toEqual([
    'Sat 26 Dec 22:30 | An adult may be at immediate risk | helen.starling, yusuf.meadows',
    'Sat 26 Dec 22:30 | Desmond Fairlight cannot be reached here | amara.quill',
  ]);
  expect(amara.reads('cannot be reached')).toContain('020 7946 0103');
  const standIn = journey.person('helen.starling');
  await standIn.do('Say what is in place', { 'in-place': 'The police are on their way.' });
  expect(journey.news()).toEqual([
    'Sat 26 Dec 22:30 | Somebody is seeing to the immediate risk | amara.quill, yusuf.meadows',
  ]);
  await journey.end();
});

test('a stranger who says that there is immediate risk is shown what to do, and nobody is told', async () => {
  const journey = await startJourney({ at: '2026-12-26T22:30' });
  const stranger = journey.person('vera.unlisted');
  await stranger.command();
  await stranger.submit({ risk: 'yes' });
  expect(stranger.sees()).toContain('999');
  expect(stranger.sees()).toContain('020 7946 0199');
  expect(journey.news()).toEqual([]);
  await stranger.command('list');
  expect(stranger.sees()).toContain('does not know you');
  await journey.end();
});

test('the disagreement is raised beside the alert, in the same case, and runs by its own dates', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:30' });
  const amara = journey.person('amara.quill');
  await amara.command();
  await amara.submit({ risk: 'yes' });
  await amara.submit();
  const reference = /RED-[0-9A-Z]{5}/.exec(amara.sees())?.[0];
  expect(await finishRaise(amara)).toBe(reference);
  expect(journey.news()).toEqual([
    'Tue 22 Dec 10:30 | An adult may be at immediate risk | desmond.fairlight, yusuf.meadows',
    'Tue 22 Dec 10:30 | Disagreement raised | amara.quill, tom.pennywort',
  ]);
  await journey.goTo('2026-12-22T10:41');
  expect(journey.news()).toEqual([
    'Tue 22 Dec 10:40 | An adult may be at immediate risk | desmond.fairlight, yusuf.meadows',
    'Tue 22 Dec 10:40 | Nobody has acknowledged yet | amara.quill',
  ]);
  await journey.end();
});

test('immediate risk in a case that runs: those who are told are asked, the case goes on', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const amara = journey.person('amara.quill');
  const tom = journey.person('tom.pennywort');
  await raise(amara);
  await journey.goTo('2026-12-23T03:15');
  journey.news();
  await tom.press('Say what we want');
  await tom.submit({ risk: 'yes', 'response-aim': 'The adult has to be seen tonight.' });
  expect(tom.sees()).toContain('01632 960199');
  expect(tom.sees()).toContain('01632 960103');
  await tom.submit({ also: 'northbrook-council' });
  expect(journey.news()).toEqual([
    'Wed 23 Dec 03:15 | An adult may be at immediate risk | beatrix.oakes, noor.thistle, yusuf.meadows',
    'Wed 23 Dec 03:15 | The other side says what it wants | amara.quill',
  ]);
  await journey.goTo('2026-12-23T03:26');
  expect(journey.news()).toEqual([
    'Wed 23 Dec 03:25 | An adult may be at immediate risk | beatrix.oakes, noor.thistle, yusuf.meadows',
    'Wed 23 Dec 03:25 | Nobody has acknowledged yet | tom.pennywort',
  ]);
  await journey
    .person('beatrix.oakes')
    .do('Say what is in place', { 'in-place': 'The night team is with the adult.' });
  expect(journey.news()).toEqual([
    'Wed 23 Dec 03:26 | Somebody is seeing to the immediate risk | noor.thistle, tom.pennywort, yusuf.meadows',
  ]);
  await journey.goTo('2026-12-29T09:00');
  expect(journey.news()).toEqual([
    'Thu 24 Dec 09:00 | Due on the next working day: read and review the case file | tom.pennywort',
    'Thu 24 Dec 09:00 | Due on the next working day: speak with the person who raised it | tom.pennywort',
    'Tue 29 Dec 09:00 | Due today: read and review the case file | tom.pennywort',
    'Tue 29 Dec 09:00 | Due today: speak with the person who raised it | tom.pennywort',
  ]);
  await journey.end();
});
