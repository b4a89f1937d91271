import { drawnDifferences as differences } from './drawn-differences.ts';
import type { Drawn } from './draw.ts';
import type { Section, Step } from './steps.ts';

/** A step as both platforms draw it. */
export type Row = { readonly step: Step; readonly slack: Drawn; readonly teams: Drawn };

/** The page for people: every step, where it is seen on each platform, and what differs and why. */
export function pageOf(
  sections: readonly (Section & { readonly rows: readonly Row[] })[],
  drawn: number,
): string {
  const all = sections.flatMap(({ rows }) => rows);
  const sum = (count: (row: Row) => number) => all.reduce((total, row) => total + count(row), 0);
  return `${[
    '# Every step in Slack and in Teams',
    '',
    'Made by `npm run parity` from what the conversations really say in the stories of `tools/parity/stories.ts`, drawn by both adapters; `npm run check` fails when a step is missing on a platform, is drawn with something that the platform would refuse, or reads otherwise than it was said and the difference is not named below. The suite in `test/conversations/` plays the same steps through both adapters over HTTP.',
    '',
    `${all.length} steps, ${sum(({ slack }) => slack.questions)} questions and ${sum(({ slack }) => slack.buttons)} buttons in Slack, ${sum(({ teams }) => teams.questions)} questions and ${sum(({ teams }) => teams.buttons)} buttons in Teams; ${drawn} screens were drawn for it on each platform. Of each step the fullest one that was met is counted. Buttons are counted with those that send and close.`,
    '',
    '## What differs, and why',
    '',
    'Everything else is the same on both, word for word.',
    '',
    '| difference | where | what | why | steps |',
    '| --- | --- | --- | --- | --: |',
    ...differences.map(({ id, platforms, shows, because }) => {
      const where = platforms.join(' and ');
      return `| ${id} | ${where} | ${cell(shows)} | ${cell(because)} | ${all.filter((row) => has(row, id)).length} |`;
    }),
    ...sections.flatMap(({ title, rows }) => [
      '',
      `## ${title}`,
      '',
      '| step | in Slack | in Teams | questions | buttons | differences |',
      '| --- | --- | --- | --: | --: | --- |',
      ...rows.map(line),
    ]),
  ].join('\n')}\n`;
}

/** Whether a step is drawn with this difference on a platform. */
export function has({ slack, teams }: Row, id: string): boolean {
  return slack.differences.includes(id) || teams.differences.includes(id);
}

function line({ step, slack, teams }: Row): string {
  const named = [...new Set([...slack.differences, ...teams.differences])].join(', ');
  const counts = [both(slack.questions, teams.questions), both(slack.buttons, teams.buttons)];
  return `| ${cell(step.called)} | ${slack.surface} | ${teams.surface} | ${counts.join(' | ')} | ${named} |`;
}

/** One number where both are the same; else Slack's and Teams'. */
function both(slack: number, teams: number): string {
  return slack === teams ? String(slack) : `${slack} and ${teams}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
