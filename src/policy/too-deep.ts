/**
 * Brackets in brackets, or "- - - -": nobody writes a file by hand so. The YAML parser calls itself for every level,
 * and deep enough it ends the process with an error that cannot be caught; so this is asked before parsing.
 */
export function isTooDeep(text: string): boolean {
  if (/^ *(?:[-?:] ){10}/m.test(text)) return true;
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    if (depth > 100) return true;
  }
  return false;
}
