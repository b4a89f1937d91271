/** Something wrong in a policy file, at a line and column counted from 1. */
export type Problem = { readonly line: number; readonly column: number; readonly says: string };

/** Where in a policy something stands: keys and positions from the top of the file, as `['stages', 0, 'id']`. */
export type Path = readonly (string | number)[];

/** Something wrong at a path. `at: 'key'` points to the name there, not to what follows it. */
export type Finding = { readonly path: Path; readonly says: string; readonly at?: 'key' };

/** From the top of the file down; what is said twice about one place is said once. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const distinct = new Map(
    problems.map((problem) => [`${problem.line}:${problem.column}:${problem.says}`, problem]),
  );
  return [...distinct.values()].sort((one, other) => one.line - other.line || one.column - other.column);
}
