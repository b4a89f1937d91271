import { expect, test } from 'vitest';
import { latest } from '../support/journey-chat.ts';
import { startJourney } from '../support/journey.ts';
import { raise, theAdult } from '../support/journey-raise.ts';
import { usualAnswers } from '../support/raising.ts';

/* The little of a message that an e-mail may say. */

test('says the reference, what is owed and by when, and whom to speak to with a telephone', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const reference = await raise(journey.person('amara.quill'));
  const [toTom] = journey.chat.received.filter(({ to }) => to === 'tom.pennywort');
  const brief = toTom && latest(toTom).brief;
  expect(brief).toMatchObject({
    reference,
    board: 'Redbridge Safeguarding Adults Board',
    urgent: false,
    owed: expect.arrayContaining([
      { what: 'speak with the person who raised it', due: 'by Tuesday 29 December 2026, 17:00' },
      { what: 'say that you have seen this', due: 'as soon as you can' },
    ]) as unknown,
  });
  expect(brief?.speakTo).toEqual([
    expect.stringMatching(/^Amara Quill, .+ \(Northbrook Council\): [\d ]+$/u) as string,
  ]);
  expect(brief?.ask.join('\n')).toContain('Marguerite Sloane');
  await journey.end();
});

test('over weeks of reminders, escalations and an alert, no brief holds a word that anybody wrote or who the adult is', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const amara = journey.person('amara.quill');
  await raise(amara);
  await journey.goTo('2026-12-31T17:00');
  await amara.do('Take it to the next stage', { risk: 'no' });
  await amara.press('Immediate risk now');
  await amara.submit({ situation: 'Locked in since Monday.' });
  await journey.goTo('2026-12-31T17:30');
  const briefs = journey.chat.received.flatMap(({ versions }) => versions.map(({ brief }) => brief));
  expect(briefs.length).toBeGreaterThan(20);
  // Where a case stands is an answer to somebody who asked, and no notice.
  expect(briefs.filter((brief) => brief === undefined)).toEqual([]);
  expect(briefs.some((brief) => brief?.urgent === true)).toBe(true);
  const said = JSON.stringify(briefs);
  const typed = Object.values(usualAnswers).flatMap((answers) =>
    Object.values(answers).filter((answer) => typeof answer === 'string' && answer.includes(' ')),
  );
  expect(typed.length).toBeGreaterThan(3);
  for (const words of [...Object.values(theAdult), ...typed, 'Locked in']) expect(said).not.toContain(words);
  await journey.end();
});

test('somebody is written to in chat first, and by e-mail only where chat does not reach them', async () => {
  const journey = await startJourney({
    at: '2026-12-22T10:00',
    directory: (text) =>
      text.replace(/(id: st-aldhelms[^]*?slack: \[[^\]]*\])/u, '$1\n    email: [example.org]'),
  });
  const tried: string[] = [];
  const { chat } = journey.services;
  const send = chat.send;
  Object.assign(chat, {
    send: (...[account, message]: Parameters<typeof send>) => {
      tried.push(`${account.platform} ${account.user}`);
      return account.user === 'U-tom.pennywort' && account.platform === 'slack'
        ? Promise.resolve({ kind: 'never', why: 'was deactivated' })
        : send(account, message);
    },
  });
  await raise(journey.person('amara.quill'));
  expect(tried.filter((one) => one.includes('tom'))).toEqual([
    'slack U-tom.pennywort',
    'email U-tom.pennywort',
  ]);
  await journey.end();
});
