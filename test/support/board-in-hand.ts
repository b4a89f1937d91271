import { isRaised } from '../../src/case/case-state.ts';
import type { RaisedCase } from '../../src/case/state.ts';
import type { Directory } from '../../src/directory/directory.ts';
import type { Answers } from '../../src/flows/chat-input.ts';
import type { Field, Form, Reply } from '../../src/flows/chat-message.ts';
import { fold } from '../../src/flows/run-command.ts';
import { wordNotice } from '../../src/flows/wording/word-notice.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { everybody } from './case-world.ts';
import { accountOf, formOf, openConversation } from './conversation.ts';
import { usualAnswers } from './raising.ts';

export const tuesday = '2026-12-22T10:00:00Z';

/** The practice people, all of them partners and officers of another board. */
function directoryOf(board: string): Directory {
  const agencies = [...everybody.agencies.values()].map((agency) => ({
    ...agency,
    boards: agency.boards.length === 0 ? [] : [board],
    ...(agency.officeOf === undefined ? {} : { officeOf: board }),
  }));
  return { people: everybody.people, agencies: new Map(agencies.map((one) => [one.id, one])) };
}

/**
 * Conversations under any policy, from the first question to the record. Questions that a test does not care about are
 * answered with whatever fits: `answers` by step, or by the id of a field.
 */
export async function boardInHand(policy: Policy, at = tuesday) {
  const directory = directoryOf(policy.board);
  const conversation = await openConversation({ at, directory, policies: [policy] });
  const { services, clock, tables } = conversation;
  const account = (who: string) => accountOf(who, directory);

  /** Goes on from a form until a step is shown. */
  const goOn = async (who: string, from: Form, step: string, answers: Readonly<Record<string, Answers>>) => {
    let form = from;
    for (let steps = 0; form.context.step !== step; steps += 1) {
      const here = form.context.step;
      if (steps > 40) throw new Error(`Stuck at ${here} on the way to ${step}`);
      const reply = await conversation.submit(account(who), form, anyAnswers(form, answers[here] ?? {}));
      if (reply.kind !== 'form') throw new Error(`${here}: ${JSON.stringify(reply)}`);
      form = reply.form;
    }
    return form;
  };
  const begin = async (who: string, risk: 'yes' | 'no' = 'no'): Promise<Form> => {
    const first = formOf(await conversation.type(account(who), ''));
    const next = formOf(await conversation.submit(account(who), first, { risk }));
    if (risk === 'no') return next;
    const told = formOf(await conversation.submit(account(who), next, {}));
    return formOf(await conversation.submit(account(who), told, {}));
  };
  /** A raise by Rosa to Nadia, beside an alert where the risk question is answered with yes. */
  const raise = async (answers: Readonly<Record<string, Answers>> = {}, risk: 'yes' | 'no' = 'no') => {
    const check = await goOn('rosa', await begin('rosa', risk), 'check', answers);
    return {
      caseId: check.context.draft ?? '',
      page: await conversation.submit(account('rosa'), check, { next: 'send' }),
    };
  };
  const state = async (caseId: string): Promise<RaisedCase> => {
    const loaded = await services.cases.load(caseId);
    const found = loaded && fold(loaded);
    if (found === undefined || !isRaised(found)) throw new Error('Nothing was raised');
    return found;
  };
  const press = (who: string, caseId: string, does: string, on?: string): Promise<Reply> =>
    conversation.press(account(who), { do: does, caseId, ...(on === undefined ? {} : { on }) });
  const submit = (who: string, form: Form, typed: Answers): Promise<Reply> =>
    conversation.submit(account(who), form, typed);
  /** Every message that was planned for somebody, as they would get it. */
  const messagesTo = async (who: string, caseId: string): Promise<string> => {
    const now = await state(caseId);
    const rules = await services.rulesOf(now.board, now.policyVersion);
    const reader = directory.people.get(who);
    if (reader === undefined) throw new Error(`${who} is not in the directory`);
    const rows = [...tables.effects.values()].flatMap(({ row }) =>
      row.kind === 'notice' && row.to === who ? [row] : [],
    );
    return JSON.stringify(
      rows.map(({ about }) =>
        wordNotice(about, reader, { caseId, state: now, rules }, clock.now(), 'standing'),
      ),
    );
  };
  return { conversation, begin, goOn, raise, state, press, submit, messagesTo, clock, account, directory };
}

function anyAnswers(form: Form, wanted: Answers): Answers {
  const usual = usualAnswers[form.context.step] ?? {};
  return Object.fromEntries(
    form.fields.map((field) => [field.id, wanted[field.id] ?? fitting(usual[field.id], field) ?? any(field)]),
  );
}

/** The usual answer, where this board's question knows it. */
function fitting(answer: Answers[string] | undefined, field: Field): Answers[string] | undefined {
  if (!('options' in field) || answer === null || answer === undefined) return answer;
  const ids = typeof answer === 'string' ? [answer] : answer;
  return ids.every((id) => field.options.some((option) => option.id === id)) ? answer : undefined;
}

function any(field: Field): string | readonly string[] | null {
  if ('value' in field) return field.value;
  if (!field.required) return null;
  switch (field.kind) {
    case 'text':
      return 'The plan for the medicines comes first.';
    case 'date':
      return '2026-12-22';
    case 'choice':
      return (field.options.find(({ id }) => id === 'no') ?? field.options[0])?.id ?? '';
    case 'many':
      return field.options.slice(-1).map(({ id }) => id);
  }
}
