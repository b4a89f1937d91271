import type { Directory } from '../../directory/directory.ts';
import { seemsToHold } from '../personal-data-warning.ts';

/**
 * What in a passage may be about somebody other than the adult, for whoever reviews it before it is given out. A guess that
 * only ever points: what it does not find may be there all the same.
 *
 * @example thirdPartiesIn('Ring Ann Example on 020 7946 0018.', directory, now) // => ['Ann Example (Example Council)', 'a telephone number']
 */
export function thirdPartiesIn(words: string, { people, agencies }: Directory, now: Date): readonly string[] {
  const holds = (name: string): boolean =>
    name.trim() !== '' && words.toLowerCase().includes(name.toLowerCase());
  const known = [...people.values()].filter(({ name }) => holds(name));
  const bodies = [...agencies.values()].filter(({ name }) => holds(name)).map(({ name }) => name);
  const rest = known.reduce((text, { name }) => text.replaceAll(name, 'somebody'), words);
  return [
    ...known.map(({ name, agency }) => `${name} (${agencies.get(agency)?.name ?? 'an agency of before'})`),
    ...bodies,
    ...seemsToHold(rest, now).map((what) => (what === 'a name' ? 'somebody’s name' : what)),
    ...looks.filter(({ like }) => like.test(words)).map(({ what }) => what),
  ];
}

const looks = [
  { what: 'an e-mail address', like: /[^\s@]+@[^\s@]+\.[a-z]{2,}/i },
  { what: 'a telephone number', like: /(?<!\d)(?:\+44\s?|\(?0)\d(?:[\s()-]?\d){8,9}(?!\d)/ },
  {
    what: 'an address',
    like: /\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|\b\d{1,4}[a-z]?\s+(?:\p{Lu}[\p{L}'’-]+\s+){1,3}(?:Road|Street|Lane|Avenue|Close|Drive|Court|Way|Gardens|Place|Terrace)\b/u,
  },
];
