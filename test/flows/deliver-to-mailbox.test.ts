import { describe, expect, test } from 'vitest';
import type { MailboxWord } from '../../src/flows/chat-message.ts';
import { handleRow } from '../../src/flows/handle-row.ts';
import type { Delivery, Mailboxes } from '../../src/flows/ports.ts';
import type { Services } from '../../src/flows/services.ts';
import { formInHand, caseId, words } from '../support/form-in-hand.ts';
import { formOf, readAll } from '../support/conversation.ts';
import { toldOf } from '../../src/flows/told.ts';
import type { Policy } from '../../src/policy/policy.ts';

/* Rosa takes a case of Hertfordshire to Stage 2 on Tuesday 22 December 2026 at 10:00, by which its form is sent. */

const mailbox = 'adminHSCPHSAB@hertfordshire.gov.uk';

async function formSent(change?: (policy: Policy) => Policy) {
  const hand = await formInHand('hertfordshire', change);
  const { press, submit, fillAll, tables, conversation } = hand;
  const answers = { consulted: 'yes', attempted: 'yes', equivalent: 'na' };
  await fillAll('rosa', formOf(await press('rosa', 'fill-form', 'monitoring.1')), answers);
  await submit('rosa', formOf(await press('rosa', 'escalate')), { risk: 'no' });
  const ids = [...tables.effects].flatMap(([id, { row }]) => (row.kind === 'mailbox' ? [id] : []));
  const handle = async (more: Partial<Services>) => {
    for (const id of ids) await handleRow({ ...conversation.services, ...more }, id);
  };
  const became = async () =>
    (await toldOf(conversation.services, caseId)).flatMap((one) =>
      one.mailbox === undefined ? [] : [{ ...one.mailbox, ...one.became }],
    );
  return { ...hand, ids, handle, became };
}

/** A mail server that answers so, and what it was given. */
function mailServer(answer: Delivery) {
  const given: { readonly address: string; readonly word: MailboxWord }[] = [];
  const mailboxes: Mailboxes = {
    send: (address, word) => {
      given.push({ address, word });
      return Promise.resolve(answer);
    },
  };
  return { mailboxes, given };
}
const account = { platform: 'email', space: 'hertfordshire.gov.uk', user: mailbox.toLowerCase() } as const;
const taken: Delivery = { kind: 'sent', message: { account, channel: account.user, id: 'mail-1' } };

describe('word to the mailbox of the board’s office', () => {
  test('says which form of which case was sent, when and in whose hands it is, and nothing of the case', async () => {
    const { handle, ids, state, became } = await formSent();
    expect(ids).toHaveLength(1);
    const { given, mailboxes } = mailServer(taken);
    await handle({ mailboxes });
    const { reference } = await state();
    expect(given).toEqual([
      {
        address: mailbox,
        word: {
          title: `${reference}: a form was sent to the board’s office`,
          says: [
            `The form “Escalation Protocol - Monitoring Form” of ${reference} was sent to Hertfordshire Safeguarding Adults Board, HSAB Team on Tuesday 22 December 2026, 10:00, under the procedure of Hertfordshire Safeguarding Adults Board.`,
            'Who of the office has it in Concordat: HSAB Team.',
            'The form is not in this e-mail.',
          ],
        },
      },
    ]);
    const said = JSON.stringify(given);
    for (const secret of [words, 'Something else.', 'Avery', 'Rosa', 'Nadia', 'Northbrook', 'Aldhelm'])
      expect(said).not.toContain(secret);
    expect(await became()).toMatchObject([{ contact: 'board-office', address: account.user, kind: 'sent' }]);
  });

  test('is sent once, however often its alarm rings', async () => {
    const { handle } = await formSent();
    const { given, mailboxes } = mailServer(taken);
    await handle({ mailboxes });
    await handle({ mailboxes });
    expect(given).toHaveLength(1);
  });

  test('is tried again where the mail server is away', async () => {
    const { handle, became } = await formSent();
    await handle({ mailboxes: mailServer({ kind: 'later', afterMs: 1_000, why: 'away' }).mailboxes });
    expect(await became()).toMatchObject([{ kind: 'waiting', tries: 1 }]);
  });

  test.each([
    ['no mail server is set up', {}, 'no mail server is set up here'],
    [
      'the server knows no such mailbox',
      { mailboxes: mailServer({ kind: 'never', why: 'refused (550 5.1.1)' }).mailboxes },
      'refused (550 5.1.1)',
    ],
  ])('is over where %s, and the case says so to its people', async (_what, services, why) => {
    const { handle, became, press } = await formSent();
    await handle(services);
    expect(await became()).toMatchObject([{ kind: 'not-delivered', why }]);
    const page = readAll(formOf(await press('rosa', 'who-was-told')));
    expect(page).toContain('The mailbox of Hertfordshire Safeguarding Adults Board, HSAB Team');
    expect(page).toContain(`Could not be delivered on Tuesday 22 December 2026, 10:00: ${why}.`);
  });

  test('goes to the address that the board’s policy gives today', async () => {
    const { handle, conversation, policy } = await formSent();
    const { given, mailboxes } = mailServer(taken);
    const moved = policy.contacts.map((one) =>
      one.id === 'board-office' ? { ...one, email: 'team@board.example.org' } : one,
    );
    const { policies } = conversation.services;
    const current: typeof policies.current = (board) => {
      const found = policies.current(board);
      return found && { ...found, policy: { ...found.policy, contacts: moved } };
    };
    await handle({ mailboxes, policies: { ...policies, current } });
    expect(given.map(({ address }) => address)).toEqual(['team@board.example.org']);
  });

  test('says that it may come twice where the database was put back from a backup', async () => {
    const { handle } = await formSent();
    const { given, mailboxes } = mailServer(taken);
    const made = new Date('2026-12-22T08:00:00Z');
    const later = new Date('2026-12-22T12:00:00Z');
    await handle({ mailboxes, restored: { id: '1', made, noted: later, begun: later } });
    expect(given[0]?.word.says.at(-1)).toContain('You may have had this before.');
  });
});
