import type { Command } from 'commander';
import { CommandProblem } from '../compose/command-problem.ts';
import type { DirectoryFile, Remark } from '../directory/directory-file.ts';
import { checkReach } from './check-reach.ts';
import { importDirectory } from './import-directory.ts';
import { readDirectoryFile } from './read-directory-file.ts';
import { count, say, sayJson, table, type WithJson } from './say.ts';
import { changesOf, type ChangedDirectory } from './say-directory-changes.ts';
import { lineOfMet } from './say-set-in-chat.ts';
import { withDatabase } from './with-database.ts';

/** `concordat directory check | import`. */
export function addDirectoryCommands(program: Command): void {
  const directory = program.command('directory').description('agencies and people: who is who');
  directory
    .command('check')
    .description('every problem of a directory file at once, with line and column; changes nothing')
    .argument(
      '[file]',
      'the directory file (CSV or YAML; see docs/directory.md); none, with --reach: the one in use',
    )
    .option('--reach', 'also who of its people cannot be reached in chat today, and what to do about it')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nExample: concordat directory check our-directory.csv\nExample: concordat directory check --reach',
    )
    .action(checkFile);
  directory
    .command('import')
    .description('the same check, then the whole file takes effect, or none of it; also while the bot runs')
    .argument('<file>', 'the directory file: whoever is not in it is removed')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample: concordat directory import our-directory.csv')
    .action(importFile);
}

async function checkFile(
  name: string | undefined,
  { json, reach }: WithJson & { readonly reach?: boolean },
): Promise<void> {
  if (name === undefined) {
    if (reach === true) return checkReach(undefined, json === true);
    throw new CommandProblem('Name the file to check, or ask with --reach of the directory in use.', 2);
  }
  const read = await readDirectoryFile(name);
  if (read.kind === 'problems')
    throw wrong(name, read.problems, json, 'A file with any problem is not imported.');
  if (json === true && reach !== true)
    sayJson({ file: name, problems: [], notes: read.notes, ...sizesOf(read.file) });
  if (json !== true) {
    sayRemarks(name, read.notes, 'note: ');
    say(`${name}  right: ${sizes(read.file)}`);
  }
  if (reach === true) await checkReach(read.file, json === true);
}

async function importFile(name: string, { json }: WithJson): Promise<void> {
  const read = await readDirectoryFile(name);
  if (read.kind === 'problems')
    throw wrong(name, read.problems, json, 'Nothing is imported until all is right.');
  const imported = await withDatabase((kept) => importDirectory(kept, read.file));
  if (imported.kind === 'refused') throw wrong(name, imported.problems, json, 'Nothing was imported.');
  const changes = changesOf(imported);
  if (json === true) {
    sayJson({ file: name, problems: [], notes: read.notes, ...changes });
    return;
  }
  sayRemarks(name, read.notes, 'note: ');
  for (const line of linesOf(changes)) say(line);
  for (const note of changes.leftBehind) say(`note: ${note}`);
  say(`${name}  imported: ${sizes(read.file)}`);
}

function wrong(
  name: string,
  problems: readonly Remark[],
  json: boolean | undefined,
  consequence: string,
): CommandProblem {
  if (json === true) sayJson({ file: name, problems });
  else sayRemarks(name, problems, '');
  return new CommandProblem(
    `${problems.length === 1 ? 'One problem was' : `${problems.length} problems were`} found. ${consequence}`,
  );
}

function sayRemarks(name: string, remarks: readonly Remark[], mark: string): void {
  for (const { line, column, says } of remarks) say(`${name}:${line}:${column}  ${mark}${says}`);
}

function linesOf({ agencies, people, handedOver, setInChat }: ChangedDirectory): readonly string[] {
  const changed = [
    ...(['added', 'changed', 'removed'] as const).flatMap((what) => [
      ...agencies[what].map(({ id, name }) => [what, 'agency', `${name} (${id})`]),
      ...people[what].map(({ name, email, agency }) => [what, 'person', `${name} (${email}, ${agency})`]),
    ]),
    ...handedOver.map(({ reference, from, to }) => ['handed over', reference, `from ${from} to ${to}`]),
  ];
  return [
    ...(changed.length === 0 ? ['Nothing has changed since the last import.'] : table(changed)),
    ...(setInChat.length === 0 ? [] : table(setInChat.map(lineOfMet))),
  ];
}

function sizesOf(file: DirectoryFile) {
  return { agencies: file.agencies.length, people: file.people.length, leavers: file.leavers.length };
}

function sizes(file: DirectoryFile): string {
  const { agencies, people, leavers } = sizesOf(file);
  const going = leavers === 0 ? '' : `, ${count(leavers, 'leaver', 'leavers')}`;
  return `${count(agencies, 'agency', 'agencies')}, ${count(people, 'person', 'people')}${going}`;
}
