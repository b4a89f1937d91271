import type { Directory, Person } from './directory.ts';
import { peopleBy } from './people-by.ts';

/**
 * The people whose whole name stands in a text, in capitals or small letters. They are looked up by the words of the text: past
 * hundreds of thousands of names one by one, each text of a form would take as long as a click may.
 */
export function namedIn(directory: Directory, text: string): readonly Person[] {
  const small = text.toLowerCase();
  return [...new Set(wordsOf(small))]
    .flatMap((word) => byFirstWord(directory, word))
    .filter(({ name }) => small.includes(name.toLowerCase()));
}

const byFirstWord = peopleBy(({ name }) => wordsOf(name.toLowerCase())[0]);

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
