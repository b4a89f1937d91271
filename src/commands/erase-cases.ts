import { isRaised } from '../case/case-state.ts';
import { whyNotErase } from '../case/rules/erasing.ts';
import { openBoardSettings } from '../adapters/postgres/board-settings.ts';
import { closedBefore } from '../adapters/postgres/closed-cases.ts';
import { CommandProblem } from '../compose/command-problem.ts';
import { policyOf } from '../compose/known-boards.ts';
import { eraseCase } from '../flows/erase-case.ts';
import { dueOn, sayKeep } from '../flows/retention.ts';
import { fold } from '../flows/run-command.ts';
import { sayDate } from '../policy/say-date.ts';
import { count, say, sayJson, table, type WithJson } from './say.ts';
import { nameGiven, reasonGiven, signedBy } from './signed.ts';
import { withDatabase, type Kept } from './with-database.ts';

type Wanted = WithJson & {
  readonly due?: boolean;
  readonly board?: string;
  readonly case?: string;
  readonly confirm?: boolean;
  readonly by?: string;
  readonly reason?: string;
};

/** A case of which what was written can be erased, or why it cannot. */
type Candidate = {
  readonly caseId: string;
  readonly reference: string;
  readonly board: string;
  readonly policyVersion: string;
  readonly closedAt: Date;
  readonly because: 'retention' | 'request';
  readonly due?: Date;
  readonly why: string;
  readonly refused?: string;
};

/** `concordat case erase`: what is due, or one case; it only lists them until `--confirm` is given. */
export async function eraseCases(wanted: Wanted): Promise<void> {
  const { due, board, case: reference, confirm, json } = wanted;
  if ((due === true) === (reference !== undefined))
    throw new CommandProblem(
      'Give either --due, for every case whose time is over, or --case with a reference.',
      2,
    );
  if (board !== undefined && due !== true) throw new CommandProblem('--board goes with --due.', 2);
  const sure = confirm === true ? confirmed(wanted) : undefined;
  if (sure === undefined && (wanted.by !== undefined || wanted.reason !== undefined))
    throw new CommandProblem('--by and --reason go with --confirm. Without it nothing is erased.', 2);
  const found = await withDatabase(async (kept) => {
    const candidates =
      reference === undefined ? await dueCases(kept, board) : [await oneCase(kept, reference)];
    return sure === undefined ? candidates : eraseAll(kept, candidates, sure);
  });
  if (json === true) sayJson({ erased: sure !== undefined, cases: found });
  else for (const line of linesOf(found, sure !== undefined)) say(line);
  const refused = found.filter((one) => one.refused !== undefined);
  if (sure !== undefined && refused.length > 0)
    throw new CommandProblem(
      `${count(refused.length, 'case was', 'cases were')} left as ${refused.length === 1 ? 'it is' : 'they are'}.`,
    );
}

type Sure = { readonly by: string; readonly reason: string };

function confirmed({ by, reason }: Wanted): Sure {
  return { by: nameGiven(by, 'who has it erased'), reason: reasonGiven(reason, new Date()) };
}

async function dueCases(kept: Kept, board: string | undefined): Promise<readonly Candidate[]> {
  const { policies, database, clock } = kept;
  if (board !== undefined && !policies.boards().includes(board)) await policyOf(board);
  const settings = openBoardSettings(database.pool);
  const now = clock.now();
  const found: Candidate[] = [];
  for (const each of board === undefined ? policies.boards() : [board]) {
    const { keep } = await settings.current(each);
    if (keep === undefined) {
      if (board !== undefined)
        throw new CommandProblem(
          `${board} has not decided for how long cases are kept, so none is due. Record it: concordat board set ${board} --keep "… years" --by "…"`,
        );
      continue;
    }
    for (const one of await closedBefore(database.pool, each, now)) {
      const due = dueOn(one.closedAt, keep);
      if (due <= now)
        found.push(
          await looked(kept, {
            ...one,
            because: 'retention',
            due,
            why: `kept for ${sayKeep(keep)} after closing`,
          }),
        );
    }
  }
  return found;
}

async function oneCase(kept: Kept, given: string): Promise<Candidate> {
  const reference = given.trim().toUpperCase();
  const caseId = await kept.cases.idOfReference(reference);
  const loaded = caseId === undefined ? undefined : await kept.cases.load(caseId);
  if (caseId === undefined || loaded === undefined)
    throw new CommandProblem(
      `There is no case ${reference}. "concordat case list" shows the references that there are.`,
    );
  const state = fold(loaded);
  const refused = whyNotErase(state);
  if (!isRaised(state) || state.status !== 'closed')
    throw new CommandProblem(`${reference}: ${refused?.says ?? 'Nothing was raised here.'}`);
  return {
    caseId,
    reference,
    board: state.board,
    policyVersion: state.policyVersion,
    closedAt: new Date(state.closedAt),
    because: 'request',
    why: 'asked for',
    ...(refused === undefined ? {} : { refused: refused.says }),
  };
}

async function looked(kept: Kept, one: Candidate): Promise<Candidate> {
  const loaded = await kept.cases.load(one.caseId);
  const refused = loaded === undefined ? undefined : whyNotErase(fold(loaded));
  return refused === undefined ? one : { ...one, refused: refused.says };
}

/** One after the other, each in a transaction of its own: what was begun and not finished is begun again with the same command. */
async function eraseAll(
  kept: Kept,
  candidates: readonly Candidate[],
  sure: Sure,
): Promise<readonly Candidate[]> {
  const done: Candidate[] = [];
  for (const one of candidates) done.push(one.refused === undefined ? await eraseOne(kept, one, sure) : one);
  return done;
}

async function eraseOne(kept: Kept, one: Candidate, { by, reason }: Sure): Promise<Candidate> {
  const { caseId, because, closedAt, due } = one;
  const at = kept.clock.now();
  // Noted first: what is not on record is not done.
  const what = `to erase all that people wrote, ${because === 'retention' ? 'under retention' : 'on request'}: ${reason}`;
  await kept.access.note({ caseId, person: signedBy(by), what, at });
  const rules = await kept.rulesOf(one.board, one.policyVersion);
  const services = { cases: kept.cases, wakeRelay: () => undefined };
  const erasing = { caseId, because, closed: closedAt, at, ...(due === undefined ? {} : { due }) };
  const outcome = await eraseCase(services, rules, erasing);
  return outcome.kind === 'refused' ? { ...one, refused: outcome.reason.says } : one;
}

function linesOf(found: readonly Candidate[], erased: boolean): readonly string[] {
  if (found.length === 0) return ['No case is due to be erased.'];
  const rows = found.map(({ reference, board, closedAt, due, why, refused }) => [
    reference,
    board,
    `closed ${sayDate(closedAt)}`,
    due === undefined ? '' : `due since ${sayDate(due)}`,
    refused === undefined ? (erased ? `erased: ${why}` : why) : `left: ${refused}`,
  ]);
  return [
    ...table(rows),
    ...(erased
      ? []
      : [
          'Nothing was erased. To erase what people wrote in them for ever, add --confirm --by NAME --reason WHY.',
        ]),
  ];
}
