import { randomUUID } from 'node:crypto';
import { CommandProblem } from '../compose/command-problem.ts';
import { isRaised } from '../case/case-state.ts';
import { fold, runCommand } from '../flows/run-command.ts';
import { say } from './say.ts';
import { nameGiven, reasonGiven, signedBy } from './signed.ts';
import { withDatabase } from './with-database.ts';

type Wanted = { readonly by?: string; readonly reason?: string };

/** `concordat case hold REF`: nothing of it may be erased, whatever its time, until it is released. */
export function holdCase(reference: string, wanted: Wanted): Promise<void> {
  return change(reference, wanted, 'place-hold');
}

/** `concordat case release REF` */
export function releaseCase(reference: string, wanted: Wanted): Promise<void> {
  return change(reference, wanted, 'release-hold');
}

const did = {
  'place-hold': {
    what: 'to hold the case, so that nothing of it may be erased',
    says: 'is held: nothing of it may be erased',
  },
  'release-hold': { what: 'to release the case, so that it may be erased', says: 'is released' },
} as const;

/** The reason is sealed with the case and becomes part of its record; who gave it stands in the access log. */
async function change(given: string, wanted: Wanted, type: keyof typeof did): Promise<void> {
  const by = nameGiven(wanted.by);
  const why = reasonGiven(wanted.reason, new Date());
  const reference = given.trim().toUpperCase();
  await withDatabase(async (kept) => {
    const caseId = await kept.cases.idOfReference(reference);
    const loaded = caseId === undefined ? undefined : await kept.cases.load(caseId);
    const state = loaded === undefined ? undefined : fold(loaded);
    if (caseId === undefined || state === undefined || !isRaised(state))
      throw new CommandProblem(
        `There is no case ${reference}. "concordat case list" shows the references that there are.`,
      );
    const at = kept.clock.now();
    const refuse = (says: string) => new CommandProblem(`${reference}: ${says}`);
    if (state.erased !== undefined) throw refuse('What was written in it is erased already.');
    const vault = await kept.vaults().forCase(caseId);
    const reason = vault.seal(why);
    await kept.access.note({ caseId, person: signedBy(by), what: did[type].what, at });
    const rules = await kept.rulesOf(state.board, state.policyVersion);
    const services = { cases: kept.cases, wakeRelay: () => undefined };
    const outcome = await runCommand(
      services,
      rules,
      { type, id: randomUUID(), caseId, at, reason },
      vault.rows(),
    );
    if (outcome.kind === 'refused') throw refuse(outcome.reason.says);
    say(`${reference} ${did[type].says}.`);
  });
}
