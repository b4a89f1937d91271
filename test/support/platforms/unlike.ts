import { differences } from './differences.ts';
import type { BenchClient, Seen, SeenField } from './seen.ts';

/**
 * In what somebody sees something else than was said, sentence by sentence; nothing where it is the same but for the
 * differences that are named for that platform.
 */
export function unlike(
  said: Seen,
  seen: Seen | undefined,
  platform: BenchClient['platform'],
): readonly string[] {
  if (seen === undefined) return [`nothing is shown of “${said.title}${said.words.slice(0, 80)}”`];
  const { wanted } = shownOn(said, platform);
  return [
    ...differ('title', wanted.title, seen.title),
    ...differ('words', wanted.words, seen.words),
    ...differ('send', wanted.submit ?? '', seen.submit ?? ''),
    ...differ('close', wanted.close ?? '', seen.close ?? ''),
    ...differ('summary', wanted.summary ?? '', seen.summary ?? ''),
    ...differ(
      'buttons',
      wanted.buttons.map(({ label, asks }) => [label, ...(asks ?? [])].join(' / ')).join('\n'),
      seen.buttons.map(({ label, asks }) => [label, ...(asks ?? [])].join(' / ')).join('\n'),
    ),
    ...differ(
      'what buttons do',
      JSON.stringify(wanted.buttons.map(({ act }) => act)),
      JSON.stringify(seen.buttons.map(({ act }) => act)),
    ),
    ...differ('questions', wanted.fields.map(sayField).join('\n'), seen.fields.map(sayField).join('\n')),
  ];
}

/** What is to be seen on a platform of what was said, and the differences that make it so. */
export function shownOn(
  said: Seen,
  platform: BenchClient['platform'],
): { readonly wanted: Seen; readonly because: readonly string[] } {
  const because: string[] = [];
  let wanted = said;
  for (const { id, platforms, turns } of differences) {
    const turned = platforms.includes(platform) ? turns(wanted) : wanted;
    if (turned !== wanted) because.push(id);
    wanted = turned;
  }
  return { wanted, because };
}

/** A question in one line. */
export function sayField({ id, label, hint, kind, choices, required, holds, wrong }: SeenField): string {
  const offered = choices.map((choice) => [choice.id, choice.label, choice.hint ?? ''].join(' '));
  const answers = [holds ?? []].flat();
  // Of choices in their order; one that nobody was offered is no answer that could be shown.
  const held =
    choices.length === 0 ? answers : choices.map((one) => one.id).filter((one) => answers.includes(one));
  return [
    id,
    kind,
    required ? 'required' : 'optional',
    label,
    hint ?? '',
    ...offered,
    held.join(', '),
    wrong ?? '',
  ].join(' | ');
}

/** Everything on a screen, line by line. */
export function sayAll(seen: Seen | undefined): readonly string[] {
  if (seen === undefined) return [];
  const buttons = seen.buttons.map(({ label, asks = [] }) => `[${[label, ...asks].join(' / ')}]`);
  return [seen.title, seen.words, ...seen.fields.map(sayField), ...buttons, `[${seen.submit ?? ''}]`];
}

/** Line breaks, bullets and quotation marks are how a platform sets a text, and no part of what it says. */
function bare(text: string): string {
  return text.replace(/[•“”\s]+/gu, ' ').trim();
}

function differ(what: string, said: string, seen: string): readonly string[] {
  const [wanted, found] = [bare(said), bare(seen)];
  if (wanted === found) return [];
  let at = 0;
  while (at < wanted.length && wanted[at] === found[at]) at += 1;
  const from = Math.max(0, at - 40);
  return [`${what}: said “…${wanted.slice(from, from + 160)}”, seen “…${found.slice(from, from + 160)}”`];
}
