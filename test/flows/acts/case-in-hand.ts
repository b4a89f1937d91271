import { expect } from 'vitest';
import { isRaised } from '../../../src/case/case-state.ts';
import type { CaseEvent } from '../../../src/case/events.ts';
import type { RaisedCase } from '../../../src/case/state.ts';
import type { Person } from '../../../src/directory/directory.ts';
import type { Policy } from '../../../src/policy/policy.ts';
import type { Answers } from '../../../src/flows/chat-input.ts';
import type { Form, Reply } from '../../../src/flows/chat-message.ts';
import { fold } from '../../../src/flows/run-command.ts';
import { wordNotice } from '../../../src/flows/wording/word-notice.ts';
import { accountOf, formOf, openConversation, redbridge } from '../../support/conversation.ts';
import { council, person, practiceDirectory, trust, withPeople } from '../../support/practice-directory.ts';
import { reach } from '../../support/raising.ts';

const office = { ...council, id: 'board-office' };

/** The practice people, and those who come in at the later stages. */
export const directory = withPeople(practiceDirectory, [
  person('rajan', 'Rajan Example', trust, ['senior-manager']),
  person('omar', 'Omar Example', council, ['head-of-service']),
  person('dez', 'Dez Example', council, ['designated-professional'], { telephone: '020 7946 0104' }),
  person('conny', 'Conny Example', office, ['independent-chair']),
]);

export const tuesday = '2026-12-22T10:00:00Z';

/**
 * A case that Rosa (Northbrook Council) raised with Nadia (St Aldhelm's) on Tuesday 22 December 2026 at 10:00, and
 * everybody's hands on it: what they press and what they fill in, each with an input of its own.
 */
export async function caseInHand(
  answers: Readonly<Record<string, Answers>> = {},
  policies: readonly Policy[] = [redbridge],
  people: readonly Person[] = [],
) {
  const everybody = withPeople(directory, people);
  const conversation = await openConversation({ at: tuesday, directory: everybody, policies });
  const rosa = accountOf('rosa', everybody);
  const check = await reach(conversation, rosa, 'check', answers);
  formOf(await conversation.submit(rosa, check, { next: 'send' }));
  const caseId = check.context.draft ?? '';
  const { services, clock, tables } = conversation;

  const state = async (): Promise<RaisedCase> => {
    const loaded = await services.cases.load(caseId);
    const found = loaded && fold(loaded);
    if (found === undefined || !isRaised(found)) throw new Error('Nothing was raised');
    return found;
  };
  const press = (who: string, does: string, on?: string): Promise<Reply> =>
    conversation.press(accountOf(who, everybody), { do: does, caseId, ...(on === undefined ? {} : { on }) });
  const submit = (who: string, form: Form, typed: Answers, id?: string): Promise<Reply> =>
    conversation.submit(accountOf(who, everybody), form, typed, id);
  /** Presses the button, fills in the form and sends it; a warning about a name is sent as it is. */
  const fill = async (who: string, does: string, typed: Answers = {}, on?: string): Promise<Reply> => {
    const reply = await submit(who, formOf(await press(who, does, on)), typed);
    return reply.kind === 'form' && reply.form.context.step === 'warned'
      ? submit(who, reply.form, {})
      : reply;
  };
  const events = async (): Promise<readonly CaseEvent['type'][]> =>
    (await state()).entries.map(({ event }) => event.type);
  const entryOf = async (type: CaseEvent['type']): Promise<string> => {
    const found = (await state()).entries.findLast(({ event }) => event.type === type);
    if (found === undefined) throw new Error(`No ${type} in the record`);
    return String(found.entry);
  };
  /** Every message that is planned about the case, as its reader would get it. */
  const messages = async (): Promise<string> => {
    const now = await state();
    const rules = await services.rulesOf(now.board, now.policyVersion);
    const rows = [...tables.effects.values()].flatMap(({ row }) => (row.kind === 'notice' ? [row] : []));
    const worded = rows.flatMap(({ about, to }) => {
      const reader = everybody.people.get(to);
      return reader === undefined
        ? []
        : [wordNotice(about, reader, { caseId, state: now, rules }, clock.now(), 'standing')];
    });
    return JSON.stringify(worded);
  };
  const looks = (): readonly string[] => tables.accesses.map(({ person: who, what }) => `${who}: ${what}`);
  return { conversation, caseId, state, press, submit, fill, events, entryOf, messages, looks, clock };
}
export type CaseInHand = Awaited<ReturnType<typeof caseInHand>>;

/** Answers that each act takes, on Tuesday 22 December 2026. */
export const usual = {
  fileRead: { on: '2026-12-22' },
  response: { risk: 'no', 'response-aim': 'The ward wants the bed and a safe discharge.' },
  spoke: {
    between: 'sides',
    how: 'telephone',
    tookPlace: '2026-12-22',
    time: 'not-known',
    with: ['rosa'],
    'discussion-what': 'The plan for the medicines comes first.',
  },
  outcome: {
    'agreed-outcome': 'The pharmacist writes the plan before the discharge.',
    outstanding: 'Transport is still open.',
    'outstanding-1-what': 'Write the plan',
    'outstanding-1-owner': 'nadia',
    'outstanding-1-by': '2026-12-23',
  },
  reason: { reason: 'We see the risk in another way.' },
  escalation: { risk: 'no', reason: 'The ward has no bed for longer.' },
} as const satisfies Record<string, Answers>;

/** The case once every side agreed the outcome that Nadia proposed. */
export async function agreedCase(hand?: CaseInHand): Promise<CaseInHand> {
  const found = hand ?? (await caseInHand());
  await found.fill('nadia', 'propose-outcome', usual.outcome);
  await found.fill('rosa', 'agree-outcome', {}, await found.entryOf('OutcomeProposed'));
  return found;
}

/** The case at a later stage, taken there by Rosa's side. */
export async function atStage(
  stage: '2' | '3' | '4',
  answers: Readonly<Record<string, Answers>> = {},
  policies: readonly Policy[] = [redbridge],
): Promise<CaseInHand> {
  const hand = await caseInHand(answers, policies);
  const climbers = ['rosa', 'milan', 'sunita'];
  for (const who of climbers.slice(0, Number(stage) - 1)) await hand.fill(who, 'escalate', usual.escalation);
  return hand;
}

/** The case before the Independent Chair, who was told. */
export async function beforeTheChair(policies?: readonly Policy[]): Promise<CaseInHand> {
  const hand = await atStage('4', {}, policies);
  await hand.press('bella', 'pass-on');
  return hand;
}

/** For `toEqual`: a text that holds this. */
export function holding(text: string): unknown {
  return expect.stringContaining(text);
}

/** For `toEqual`: any text. */
export function something(): unknown {
  return expect.any(String);
}
