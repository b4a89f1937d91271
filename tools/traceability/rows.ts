import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { parse } from 'yaml';

/** The five documents whose statements are followed, with how many statements each has: ids run from 1 without a gap. */
export const documents = [
  { board: 'redbridge', prefix: 'RB', statements: 92 },
  { board: 'cheshire-east', prefix: 'CE', statements: 70 },
  { board: 'rotherham', prefix: 'RO', statements: 90 },
  { board: 'solihull', prefix: 'SO', statements: 46 },
  { board: 'hertfordshire', prefix: 'HE', statements: 111 },
] as const;

/** Parts of the product that are built later; only a row that names one may be "not yet". */
const laterParts = ['forms', 'reports', 'record', 'teams', 'e-mail'] as const;

const rowSchema = z.strictObject({
  id: z.string().regex(/^[A-Z]{2}-\d+$/),
  /** Where in the board's document: a paragraph, a step, the flowchart. */
  at: z.string().min(1),
  /** A few words of our own. */
  about: z.string().min(1).max(140),
  /** `behaviour` is what the software does; `data` is what a policy file holds; `guidance` is what people are shown. */
  kind: z.enum(['behaviour', 'data', 'guidance']),
  /** `policies/solihull.yaml#stages.3.rungs` or `src/case/rules/forum.ts`. */
  where: z.array(z.string()).default([]),
  /** `test/case/rules.test.ts › its exact title`: it fails when the behaviour is taken out. */
  test: z.array(z.string()).default([]),
  /** What is missing and which later part brings it; the rest of the row still holds. */
  not_yet: z.strictObject({ part: z.enum(laterParts), what: z.string().min(1) }).optional(),
});
export type Row = z.infer<typeof rowSchema>;

/** The rows of one board, as somebody wrote them down; throws with the place of what is wrong in the file. */
export function readRows(root: string, board: string): readonly Row[] {
  const file = `docs/traceability/${board}.yaml`;
  const result = z.array(rowSchema).safeParse(parse(readFileSync(`${root}/${file}`, 'utf8')));
  if (result.success) return result.data;
  const says = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`${file}\n  ${says.join('\n  ')}`);
}
