import type { Row } from './rows.ts';

type Board = { readonly board: string; readonly name: string; readonly rows: readonly Row[] };

/** The page for people: per statement, where it is honoured and which test fails when it no longer is. */
export function pageOf(boards: readonly Board[]): string {
  const all = boards.flatMap(({ rows }) => rows);
  return `${[
    '# What the five documents ask, and where it is honoured',
    '',
    'Made by `npm run traceability` from the files in `docs/traceability/`; `npm run check` fails when a statement is missing or names something that is gone. The ids and what each statement says in full are in the requirements of the five documents.',
    '',
    'A row of behaviour names the test that fails when the behaviour is removed. A row of data or of guidance says which part of the policy file holds it. “Not yet” names the later part of the work that brings the rest.',
    '',
    '| document | statements | with a test | data or guidance | in part, the rest later |',
    '| --- | --: | --: | --: | --: |',
    ...[...boards, { name: 'All', rows: all }].map(
      ({ name, rows }) =>
        `| ${name} | ${rows.length} | ${rows.filter(({ test }) => test.length > 0).length} | ${rows.filter(({ test, not_yet }) => test.length === 0 && not_yet === undefined).length} | ${rows.filter(({ not_yet }) => not_yet !== undefined).length} |`,
    ),
    ...boards.flatMap(({ name, rows }) => [
      '',
      `## ${name}`,
      '',
      '| id | in the document | about | where | test |',
      '| --- | --- | --- | --- | --- |',
      ...rows.map(line),
    ]),
  ].join('\n')}\n`;
}

function line({ id, at, about, kind, where, test, not_yet }: Row): string {
  const tests = test.length > 0 ? test.map(cell).join('<br>') : not_yet === undefined ? `(${kind})` : '';
  const later = not_yet === undefined ? '' : `**Not yet** (${not_yet.part}): ${not_yet.what}`;
  const places = where.map((place) => `\`${place}\``).join('<br>');
  const proof = [tests, later].filter((text) => text !== '').join('<br>');
  return `| ${id} | ${cell(at)} | ${cell(about)} | ${places} | ${proof} |`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
