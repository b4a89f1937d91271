import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { problemsOf } from './checks.ts';
import { pageOf } from './page.ts';
import { documents, readRows } from './rows.ts';

/*
 * Writes docs/traceability.md; with `--check`, writes nothing and fails where a statement is missing, names something
 * that is gone, or the page is stale.
 */

const root = fileURLToPath(new URL('../..', import.meta.url));
const file = `${root}/docs/traceability.md`;
const boards = documents.map((document) => {
  const rows = readRows(root, document.board);
  const file: unknown = parse(readFileSync(`${root}/policies/${document.board}.yaml`, 'utf8'));
  return { ...document, ...z.object({ name: z.string() }).parse(file), rows };
});
const problems = boards.flatMap((board) => problemsOf(board.rows, board, root));
const page = pageOf(boards);
const checking = process.argv.includes('--check');
if (!checking) writeFileSync(file, page);
else if (!existsSync(file) || readFileSync(file, 'utf8') !== page)
  problems.push('docs/traceability.md is stale: npm run traceability');

if (problems.length > 0) {
  console.error(`Traceability: ${problems.length} problems.\n${problems.join('\n')}`);
  process.exitCode = 1;
} else {
  console.log(`Traceability: ${boards.flatMap(({ rows }) => rows).length} statements, each with its place.`);
}
