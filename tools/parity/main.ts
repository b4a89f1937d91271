import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drawnDifferences as differences } from './drawn-differences.ts';
import { drawInSlack, drawInTeams } from './draw.ts';
import { hear, questionsIn, type Examples } from './hear.ts';
import { has, pageOf, type Row } from './page.ts';
import { sections, type Step } from './steps.ts';
import { tellAll } from './stories.ts';

/*
 * Writes docs/platforms.md; with `--check`, writes nothing and fails where a step is missing on a platform, is not drawn as
 * it was said, or the page is stale.
 */

const file = fileURLToPath(new URL('../../docs/platforms.md', import.meta.url));
const examples: Examples = new Map();
await tellAll(hear(examples));

const problems: string[] = [];
const drawn = [...examples].map(([key, example]) => {
  const both = { slack: drawInSlack(example), teams: drawInTeams(example) };
  for (const { problems: found } of [both.slack, both.teams])
    problems.push(...found.map((problem) => `${key}: ${problem}`));
  return [key, both] as const;
});
const byKey = new Map(drawn);

const shown = sections.map((section) => ({ ...section, rows: section.steps.flatMap(rowOf) }));
const rows = shown.flatMap((section) => section.rows);
/** Met when something is closed, which is a step of no conversation; the suite meets it at every form. */
const onClosing = 'the-message-again';
for (const { id } of differences)
  if (id !== onClosing && !rows.some((row) => has(row, id)))
    problems.push(`no step has the difference ${id}, which is named`);

const known = new Set(sections.flatMap(({ steps }) => steps.map(({ key }) => key)));
for (const key of byKey.keys())
  if (/^(?:home|notice) /u.test(key) && !known.has(key))
    problems.push(`${key}: met in a story, and has no row`);

const page = pageOf(shown, examples.size);
const checking = process.argv.includes('--check');
if (!checking) writeFileSync(file, page);
else if (!existsSync(file) || readFileSync(file, 'utf8') !== page)
  problems.push('docs/platforms.md is stale: npm run parity');

if (problems.length > 0) {
  console.error(`Parity: ${problems.length} problems.\n${problems.join('\n')}`);
  process.exitCode = 1;
} else {
  console.log(`Parity: ${rows.length} steps, each the same in Slack and in Teams.`);
}

/** What an act asks or, where the press alone does it, what is then said; of all that can be wrong, the fullest. */
function rowOf(step: Step): readonly Row[] {
  const keys = [...byKey.keys()].filter(
    (key) =>
      key === step.key ||
      key === step.key.replace(/^act /u, 'done ') ||
      (step.key === 'wrong' && key.startsWith('wrong ')),
  );
  const asked = keys.includes(step.key) ? [step.key] : keys;
  const [fullest] = asked.sort((one, other) => questionsAt(other) - questionsAt(one));
  const both = fullest === undefined ? undefined : byKey.get(fullest);
  if (both === undefined) {
    problems.push(`${step.key}: nobody came to this step in any story`);
    return [];
  }
  return [{ step, ...both }];
}

function questionsAt(key: string): number {
  const example = examples.get(key);
  return example === undefined ? 0 : questionsIn(example);
}
