import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Row } from './rows.ts';

/** What is wrong with the rows of a board: ids that are missing or doubled, and everything they name that is not there. */
export function problemsOf(
  rows: readonly Row[],
  { prefix, statements }: { readonly prefix: string; readonly statements: number },
  root: string,
): readonly string[] {
  const wanted = Array.from({ length: statements }, (_, index) => `${prefix}-${index + 1}`);
  const ids = rows.map(({ id }) => id);
  return [
    ...wanted.filter((id) => !ids.includes(id)).map((id) => `${id}: has no row`),
    ...ids.filter((id) => !wanted.includes(id)).map((id) => `${id}: is no statement of this document`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id}: has two rows`),
    ...rows.flatMap((row) => problemsOfRow(row, root).map((says) => `${row.id}: ${says}`)),
  ];
}

function problemsOfRow({ kind, where, test, not_yet }: Row, root: string): readonly string[] {
  return [
    ...(where.length === 0 && not_yet === undefined
      ? ['names no place in a policy file or in the source']
      : []),
    ...(test.length === 0 && kind === 'behaviour' && not_yet === undefined
      ? ['is behaviour and names no test']
      : []),
    ...where.filter((place) => !placeExists(place, root)).map((place) => `${place} is not there`),
    ...test.filter((one) => !testExists(one, root)).map((one) => `there is no test “${one}”`),
  ];
}

function placeExists(place: string, root: string): boolean {
  const [file = '', path] = place.split('#');
  if (!existsSync(`${root}/${file}`)) return false;
  if (path === undefined) return true;
  if (!file.endsWith('.yaml')) return readFileSync(`${root}/${file}`, 'utf8').includes(path);
  return find(policyFile(`${root}/${file}`), path.split('.')) !== undefined;
}

const files = new Map<string, unknown>();

function policyFile(file: string): unknown {
  if (!files.has(file)) files.set(file, parse(readFileSync(file, 'utf8')));
  return files.get(file);
}

/** Follows keys; in a list, the item of that id, or whose role, place or occasion it is. */
function find(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return value;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const found = items.filter((item) => nameKeys.some((name) => isObject(item) && item[name] === key));
    const [hit] = found.map((item) => find(item, rest)).filter((one) => one !== undefined);
    return hit ?? (/^\d+$/.test(key) && found.length === 0 ? find(items[Number(key)], rest) : undefined);
  }
  return isObject(value) ? find(value[key], rest) : undefined;
}

const nameKeys = ['id', 'role', 'to', 'at', 'power', 'on'];

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** The test's title stands in its file, word for word; a title of many cases may hold its placeholders. */
export function testExists(test: string, root: string): boolean {
  const [file = '', title = ''] = test.split(' › ');
  if (title === '' || !existsSync(`${root}/${file}`)) return false;
  return readFileSync(`${root}/${file}`, 'utf8').replaceAll("\\'", "'").includes(title);
}
