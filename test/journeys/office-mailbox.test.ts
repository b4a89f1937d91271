import { expect, onTestFinished, test, vi } from 'vitest';
import { emailMailboxes } from '../../src/adapters/email/mailboxes.ts';
import { openMailer } from '../../src/adapters/email/mailer.ts';
import { openPost } from '../../src/adapters/email/post.ts';
import { openMail } from '../../src/adapters/postgres/mail.ts';
import { openPool } from '../../src/adapters/postgres/pool.ts';
import { toldOf } from '../../src/flows/told.ts';
import { startJourney } from '../support/journey.ts';
import { play, raiseUnder } from '../support/journey-play.ts';
import { memoryMail } from '../support/memory/memory-mail.ts';
import { startStubSmtp } from '../support/stub-smtp.ts';

/* The form of a board goes to the mailbox of its office as well (CE-70, HE-101), through a real mail server. */

vi.setConfig({ testTimeout: 180_000 });

async function startWithMailbox(board: string, inMemory: boolean) {
  const journey = await startJourney({ at: '2026-12-22T10:00', board, inMemory });
  const { services } = journey;
  const smtp = await startStubSmtp();
  const pool = inMemory ? undefined : openPool(journey.database().url, { max: 2 });
  const store = pool === undefined ? memoryMail() : openMail(pool);
  const from = { name: 'Concordat', address: 'concordat@board.example.org' };
  const mailer = openMailer({ host: '127.0.0.1', port: smtp.port, security: 'plain' }, from);
  const { clock, log } = services;
  const post = openPost({ mailer, store, clock, log, baseUrl: 'https://concordat.example.org' });
  Object.assign(services, { mailboxes: emailMailboxes({ post, store }) });
  onTestFinished(smtp.stop);
  /** The database goes with the journey, and is not dropped while somebody is connected. */
  const end = async () => {
    await pool?.end();
    await journey.end();
  };
  return { journey, smtp, end };
}

const adult = { name: 'Winifred Hallowell', born: '1948-03-21', nhs: '943 476 5919' };

test.each([
  ['hertfordshire', 'adminHSCPHSAB@hertfordshire.gov.uk', false],
  ['cheshire-east', 'LSAB@cheshireeast.gov.uk', true],
])(
  '%s: each form that is sent is one e-mail to the mailbox, which holds nothing of the case',
  async (board, address, inMemory) => {
    const { journey, smtp, end } = await startWithMailbox(board, inMemory);
    const reference = await raiseUnder(journey, { ...adult });
    smtp.fail({ kind: 'data', code: 451, says: '4.3.0 Try again later' });
    await play(journey, reference);
    // What was put back in the story's last hour is sent in the next.
    await journey.goTo(new Date(journey.clock.now().getTime() + 3_600_000).toISOString());
    const caseId = (await journey.services.cases.idOfReference(reference)) ?? '';
    const sent = (await journey.record(reference)).filter((type) => type === 'FormSent');
    expect(sent.length).toBeGreaterThan(0);
    const mails = smtp.arrived();
    expect(mails.map(({ to }) => to)).toEqual(sent.map(() => address));
    for (const { mail, raw } of mails) {
      expect(mail.subject).toBe(`${reference}: a form was sent to the board’s office`);
      for (const part of [mail.text, mail.html]) {
        expect(part).toContain(`of ${reference} was sent to`);
        expect(part).toContain('Who of the office has it in Concordat:');
        // The door for everybody, and no link that is anybody's own.
        expect([...(part ?? '').matchAll(/https?:\/\/[^\s"<]+/gu)].map(([url]) => url)).toContain(
          'https://concordat.example.org/o/',
        );
        expect(part).not.toMatch(/\/o\/[^\s"<]/u);
        for (const person of journey.services.people.directory().people.values())
          expect(part).not.toContain(person.name);
        expect(part).not.toContain('Hallowell');
      }
      expect(raw).not.toMatch(/<img|<script/u);
    }
    const told = (await toldOf(journey.services, caseId)).flatMap(({ mailbox, became }) =>
      mailbox === undefined ? [] : [[mailbox.address, became.kind]],
    );
    expect(told).toEqual(sent.map(() => [address.toLowerCase(), 'sent']));
    await end();
  },
);
