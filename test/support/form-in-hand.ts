import { isRaised } from '../../src/case/case-state.ts';
import type { CaseCommand, WordsByField } from '../../src/case/commands.ts';
import type { RaisedCase } from '../../src/case/state.ts';
import type { Answers } from '../../src/flows/chat-input.ts';
import type { Form, Reply } from '../../src/flows/chat-message.ts';
import { writeAdultDetails } from '../../src/flows/raise/adult-details.ts';
import { fold, runCommand } from '../../src/flows/run-command.ts';
import { wordNotice } from '../../src/flows/wording/word-notice.ts';
import type { CaseVault } from '../../src/flows/ports.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { at, shippedPolicy } from '../policy/policies.ts';
import { directoryOf, raisingAt } from './board-world.ts';
import { accountOf, formOf, openConversation } from './conversation.ts';

export const caseId = '00000000-0000-4000-8000-0000000000aa';
export const words = 'The ward and the council read the same report differently.';

/** A case that Rosa raised with Nadia under a shipped procedure, with everybody's hands on its forms. */
export async function formInHand(
  board: string,
  change: (policy: Policy) => Policy = (policy) => policy,
  directory = directoryOf(board),
  written: Readonly<Record<string, string>> = {},
) {
  const policy = change(shippedPolicy(board));
  const conversation = await openConversation({ at: '2026-12-22T10:00:00Z', directory, policies: [policy] });
  const { services, tables } = conversation;
  const vault = await services.vault.forCase(caseId);
  const sealed: WordsByField = Object.fromEntries(
    policy.raise.fields.map(({ id }) => [
      id,
      vault.seal(written[id] ?? (id === 'issue' ? words : 'Something else.')),
    ]),
  );
  const details = { name: 'Avery Example', born: '1948-03-21', address: '1 Practice Road' };
  const raise: CaseCommand = {
    ...raisingAt(board, '2026-12-22T09:30', {
      policyVersion: 'v1',
      words: sealed,
      adult: {
        given: 'sealed',
        words: vault.seal(writeAdultDetails(details)),
        holds: ['name', 'born', 'address'],
      },
    }),
    caseId,
  };
  const rules = await services.rulesOf(board, 'v1');
  await runCommand(services, rules, raise, vault.rows());
  const state = async (): Promise<RaisedCase> => {
    const loaded = await services.cases.load(caseId);
    const found = loaded && fold(loaded);
    if (found === undefined || !isRaised(found)) throw new Error('Nothing was raised');
    return found;
  };
  const run = (command: CaseCommand) => runCommand(services, rules, { ...command, caseId });
  /** The same, with what somebody wrote in it. */
  const runWith = (command: CaseCommand, written: CaseVault) =>
    runCommand(services, rules, { ...command, caseId }, written.rows());
  const press = (who: string, does: string, about?: string): Promise<Reply> =>
    conversation.press(accountOf(who, directory), {
      do: does,
      caseId,
      ...(about === undefined ? {} : { on: about }),
    });
  const submit = (who: string, form: Form, typed: Answers = {}) =>
    conversation.submit(accountOf(who, directory), form, typed);
  /** Fills in every part of a form, and gives back the last page. */
  const fillAll = async (who: string, first: Form, answers: Answers): Promise<Form> => {
    let form = first;
    for (let parts = 0; parts < 8; parts += 1) {
      const own = Object.entries(answers).filter(([id]) => form.fields.some((field) => field.id === id));
      let page = formOf(await submit(who, form, Object.fromEntries(own)));
      if (page.context.step === 'warned') page = formOf(await submit(who, page));
      if (page.submit === undefined) return page;
      form = formOf(await submit(who, page));
    }
    throw new Error('The form never ends');
  };
  const messages = async (): Promise<string> => {
    const now = await state();
    const rows = [...tables.effects.values()].flatMap(({ row }) => (row.kind === 'notice' ? [row] : []));
    const worded = rows.map(({ about, to }) => {
      const reader = directory.people.get(to);
      return (
        reader && wordNotice(about, reader, { caseId, state: now, rules }, at('2026-12-22T11:00'), 'standing')
      );
    });
    return JSON.stringify(worded);
  };
  const looks = () => tables.accesses.map(({ person, what }) => `${person}: ${what}`);
  return {
    conversation,
    directory,
    rules,
    tables,
    state,
    run,
    runWith,
    press,
    submit,
    fillAll,
    messages,
    looks,
    policy,
  };
}
