import type { FormAnswer } from '../../src/case/commands.ts';
import type { Document } from '../../src/flows/documents/document.ts';
import { formDocument, wordsOfForm } from '../../src/flows/documents/form-document.ts';
import { formVersion } from '../../src/flows/forms/form-version.ts';
import { caseId, formInHand } from '../../test/support/form-in-hand.ts';
import { on } from '../../test/support/case-world.ts';
import { usual, type stories } from './stories.ts';

/** A board's form as a document, filled in by playing a case to where it is. */
export async function filledForm({ board, climbs, answers }: (typeof stories)[number]): Promise<Document> {
  const hand = await formInHand(board, undefined, undefined, usual);
  const [form] = hand.policy.forms;
  if (form === undefined) throw new Error(`${board} has no form`);
  const { services } = hand.conversation;
  const vault = await services.vault.forCase(caseId);
  let at = 0;
  const when = () => `2026-12-22T${String(11 + (at += 1)).padStart(2, '0')}:00`;
  for (const step of climbs) {
    const written = Object.fromEntries(
      Object.entries(step.texts ?? {}).map(([name, text]) => [name, vault.seal(text)]),
    );
    const said = step.does === 'respond' ? { words: written } : written;
    const command = on(when(), step.who, step.does, { ...said, ...step.with } as never);
    const outcome = await hand.runWith(command, vault);
    if (outcome.kind !== 'done') throw new Error(`${board}, ${step.does}: ${JSON.stringify(outcome)}`);
  }
  for (const [who, given] of answers) {
    const sealed = Object.entries(given).map(([box, answer]): readonly [string, FormAnswer] => [
      box,
      typeof answer === 'string' ? { words: vault.seal(answer) } : answer,
    ]);
    const command = on(when(), who, 'fill-form', {
      form: form.id,
      answers: Object.fromEntries(sealed),
    });
    const outcome = await hand.runWith(command, vault);
    if (outcome.kind !== 'done') throw new Error(`${board}, the form: ${JSON.stringify(outcome)}`);
  }
  const known = { caseId, state: await hand.state(), rules: hand.rules };
  const version = formVersion({ form }, known);
  if (version === undefined) throw new Error(`The form of ${board} is not there yet`);
  const opened = await vault.open(wordsOfForm(version, true));
  const now = new Date('2026-12-23T10:00:00Z');
  return formDocument({ known, opened, now, by: 'Rosa Example', version, apart: true });
}
