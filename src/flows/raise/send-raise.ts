import type { Raise } from '../../case/commands.ts';
import { notYetHonoured } from '../../policy/not-yet.ts';
import type { OpenDraft } from '../draft.ts';
import { runCommand } from '../run-command.ts';
import { knownCase } from '../rules-of-case.ts';
import type { Services } from '../services.ts';
import { flagsOf, otherBoardOf, priorityOf, themesOf } from './about.ts';
import { readAdult } from './adult.ts';
import { partsGiven, writeAdultDetails } from './adult-details.ts';
import { onBehalf } from './behalf.ts';
import { newReference } from './case-reference.ts';
import { lateBecause } from './late.ts';
import { receiversOf } from './receivers.ts';
import { startsAt } from './start.ts';
import type { RaiseContext } from './step.ts';
import { readAlready, readWhen } from './when.ts';
import { wordsTyped } from './words.ts';

/**
 * Sends a raise that is complete: every text is sealed, and the case begins or, beside an alert, goes on. `commandId`
 * is the platform's id of the press, so that its redelivery sends nothing twice.
 */
export async function sendRaise(
  services: Services,
  context: RaiseContext,
  { id: caseId, vault }: OpenDraft,
  commandId: string,
): Promise<{ readonly kind: 'sent' } | { readonly kind: 'refused'; readonly says: string }> {
  // A draft may have been begun before it was known that cases would follow only a part of the procedure.
  const { name } = context.rules.policy;
  if (notYetHonoured(context.rules.policy).length > 0) {
    const says = `Concordat cannot follow all of the procedure of ${name} yet. Use the written procedure.`;
    return { kind: 'refused', says };
  }
  const known = await knownCase(services, caseId);
  const opening = known?.state ?? {
    reference: await newReference(services, context.rules.policy.board),
    board: context.rules.policy.board,
    policyVersion: context.version,
  };
  const command: Raise = {
    type: 'raise',
    id: commandId,
    caseId,
    at: context.now,
    by: context.person.id,
    reference: opening.reference,
    board: opening.board,
    policyVersion: opening.policyVersion,
    ...factsOf(context),
    ...wordsOf(context, vault.seal),
  };
  const outcome = await runCommand(services, known?.rules ?? context.rules, command, vault.rows());
  return outcome.kind === 'refused' ? { kind: 'refused', says: outcome.reason.says } : { kind: 'sent' };
}

function factsOf(
  context: RaiseContext,
): Pick<Raise, 'receiving' | 'concern' | 'themes' | 'flags'> & Partial<Raise> {
  const { arose, decisionReceived } = readWhen(context).value;
  const already = readAlready(context).value;
  const priority = priorityOf(context);
  return {
    receiving: receiversOf(context),
    concern: {
      ...(arose === undefined ? {} : { arose: arose.at }),
      ...(decisionReceived === undefined ? {} : { decisionReceived: decisionReceived.at }),
    },
    ...(already === undefined ? {} : { alreadyRaised: { on: already.at, how: already.how } }),
    themes: themesOf(context),
    flags: flagsOf(context),
    ...(priority === undefined ? {} : { priority }),
  };
}

function wordsOf(
  context: RaiseContext,
  seal: OpenDraft['vault']['seal'],
): Pick<Raise, 'words' | 'adult'> & Partial<Raise> {
  const late = lateBecause(context);
  const behalf = onBehalf(context);
  const other = otherBoardOf(context);
  const adult = readAdult(context).value;
  if (adult === undefined) throw new Error('A raise was sent before it said who the adult is');
  return {
    words: Object.fromEntries([...wordsTyped(context)].map(([field, words]) => [field, seal(words)])),
    ...startsAt(context, seal),
    ...(behalf === undefined ? {} : { onBehalf: seal(behalf) }),
    ...(late === undefined ? {} : { lateBecause: seal(late) }),
    ...(other === undefined ? {} : { otherBoard: seal(other) }),
    adult:
      adult.given === 'sealed'
        ? { given: 'sealed', words: seal(writeAdultDetails(adult.details)), holds: partsGiven(adult.details) }
        : { given: 'by-telephone' },
  };
}
