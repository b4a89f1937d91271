import { z } from 'zod';
import type { Person } from '../directory/directory.ts';
import type { CaseVault } from './ports.ts';
import type { Services } from './services.ts';

const answersSchema = z.record(z.string(), z.union([z.string(), z.array(z.string()), z.null()]));
const draftSchema = z.object({
  board: z.string(),
  begun: z.string(),
  /** What the raiser chose at "is it any of these". */
  diversions: z.array(z.string()),
  /** An immediate risk was reported in this case before: it opens ways past the first stages. */
  atRisk: z.boolean().default(false),
  /** Steps at which the raiser was told that a text seems to name somebody. Said once. */
  warned: z.array(z.string()),
  /** All that was typed, by step, right or not: nothing is thrown away because something else was wrong. */
  typed: z.record(z.string(), answersSchema),
});

/** A raise in the making. It only ever leaves memory sealed, with the key of the case it will become. */
export type RaiseDraft = Readonly<z.infer<typeof draftSchema>>;

/** A draft with what seals it. Its id is the id of the case that it will become. */
export type OpenDraft = { readonly id: string; readonly draft: RaiseDraft; readonly vault: CaseVault };

export async function beginDraft(
  services: Services,
  id: string,
  board: string,
  diversions: readonly string[],
  atRisk: boolean,
): Promise<OpenDraft> {
  const vault = await services.vault.forCase(id);
  const begun = services.clock.now().toISOString();
  return { id, draft: { board, begun, diversions: [...diversions], atRisk, warned: [], typed: {} }, vault };
}

/** The draft with this id, if it is this person's. */
export async function loadDraft(
  services: Services,
  person: Person,
  id: string,
): Promise<OpenDraft | undefined> {
  const stored = await services.drafts.load(id);
  if (stored?.person !== person.id) return undefined;
  const vault = await services.vault.forCase(stored.caseId);
  return { id, draft: readDraft(vault.openDraft(stored.sealed)), vault };
}

/** The draft that a person worked on last and neither sent nor threw away. */
export async function latestDraft(services: Services, person: Person): Promise<OpenDraft | undefined> {
  const id = await services.drafts.latestOf(person.id);
  return id === undefined ? undefined : loadDraft(services, person, id);
}

export async function saveDraft(services: Services, person: Person, open: OpenDraft): Promise<void> {
  const { id, draft, vault } = open;
  const sealed = vault.sealDraft(JSON.stringify(draft));
  const at = services.clock.now();
  await services.drafts.save({ id, person: person.id, caseId: id, sealed, rows: vault.rows(), at });
}

function readDraft(json: string): RaiseDraft {
  const value: unknown = JSON.parse(json);
  return draftSchema.parse(value);
}
