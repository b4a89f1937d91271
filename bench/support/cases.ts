import { randomUUID } from 'node:crypto';
import { realClock } from '../../src/adapters/postgres/clock.ts';
import type { CaseCommand, CommandOf } from '../../src/case/commands.ts';
import type { Person } from '../../src/directory/directory.ts';
import { runCommand } from '../../src/flows/run-command.ts';
import type { Scene } from './scene.ts';

/** What raising a case needs of a scene. */
type Raising = Pick<Scene, 'stores'> & { readonly person: (name: string) => { readonly person: Person } };

/** A disagreement that was raised for the bench. */
export type BenchCase = { readonly caseId: string; readonly reference: string };

const board = 'redbridge';
const raiser = 'amara.quill';
const receiver = 'tom.pennywort';

let raised = 0;

/**
 * Raises disagreements under Redbridge's policy, some at a time, as the raise's last step does.
 *
 * @param withWhom who receives them, in turn; the hospital's Tom where nobody is named
 * @param at another moment than now
 */
export async function raiseCases(
  scene: Raising,
  count: number,
  withWhom: readonly Person[] = [scene.person(receiver).person],
  at?: Date,
): Promise<readonly BenchCase[]> {
  const cases: BenchCase[] = [];
  while (cases.length < count) {
    const batch = Array.from({ length: Math.min(16, count - cases.length) }, (_, index) => {
      const professional = withWhom[(cases.length + index) % withWhom.length];
      if (professional === undefined) throw new Error('Nobody receives it');
      return raiseAt(scene, at ?? realClock.now(), [professional]);
    });
    cases.push(...(await Promise.all(batch)));
  }
  return cases;
}

/** @param professionals one of each agency that receives it */
export function raiseOne(scene: Raising, ...professionals: readonly Person[]): Promise<BenchCase> {
  return raiseAt(scene, realClock.now(), professionals);
}

/** Raises one as of a moment, which may lie back. */
export async function raiseAt(
  scene: Raising,
  now: Date,
  professionals: readonly Person[] = [scene.person(receiver).person],
): Promise<BenchCase> {
  const { person: by } = scene.person(raiser);
  const { policy, version } = policyOf(scene);
  const caseId = randomUUID();
  raised += 1;
  const reference = `RED-B${String(raised).padStart(5, '0')}`;
  const vault = await scene.stores.vault.forCase(caseId);
  const command: CommandOf<'raise'> = {
    type: 'raise',
    id: randomUUID(),
    caseId,
    at: now,
    by: by.id,
    reference,
    board,
    policyVersion: version,
    receiving: professionals.map(({ id, agency }) => ({ agency, professional: id })),
    concern: { arose: now },
    words: Object.fromEntries(
      policy.raise.fields.map(({ id }) => [id, vault.seal('What somebody wrote, a sentence or two of it.')]),
    ),
    themes: [],
    flags: [],
    adult: { given: 'by-telephone' },
  };
  await written(scene, command, vault.rows());
  return { caseId, reference };
}

/** Sets an earlier limit for a case, by the raiser, exact to the millisecond. */
export async function setProtectiveDate(scene: Raising, { caseId }: BenchCase, until: Date): Promise<void> {
  const vault = await scene.stores.vault.forCase(caseId);
  const command: CommandOf<'set-protective-date'> = {
    type: 'set-protective-date',
    id: randomUUID(),
    caseId,
    at: realClock.now(),
    by: scene.person(raiser).person.id,
    until,
    reason: vault.seal('The adult goes home that day.'),
  };
  await written(scene, command, vault.rows());
}

async function written(
  scene: Raising,
  command: CaseCommand,
  sealed: Parameters<typeof runCommand>[3],
): Promise<void> {
  const rules = await scene.stores.rulesOf(board, policyOf(scene).version);
  const outcome = await runCommand(
    { cases: scene.stores.cases, wakeRelay: () => undefined },
    rules,
    command,
    sealed,
  );
  if (outcome.kind !== 'done') throw new Error(`${command.type} was not done: ${JSON.stringify(outcome)}`);
}

function policyOf({ stores }: Raising) {
  const current = stores.policies.current(board);
  if (current === undefined) throw new Error(`There is no policy of ${board}`);
  return current;
}
