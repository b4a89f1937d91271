import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { commentsOf } from './comments.ts';
import { jsonSchemaOf } from './schema.ts';

/*
 * Writes policies/schema.json, by which an editor completes and checks a policy file; with `--check`, writes nothing and
 * fails where the file is stale.
 */

const root = fileURLToPath(new URL('../..', import.meta.url));
const file = `${root}/policies/schema.json`;
const options = (await resolveConfig(file)) ?? {};
const text = await format(JSON.stringify(jsonSchemaOf(commentsOf(`${root}/src/policy`))), {
  ...options,
  parser: 'json',
});
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  console.error('policies/schema.json is stale: npm run schema');
  process.exitCode = 1;
}
