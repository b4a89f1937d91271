import type { Directory } from '../directory/directory.ts';
import { namedIn } from '../directory/named-in.ts';
import { readNhsNumber } from './raise/nhs-number.ts';
import { sayList } from './wording/telling.ts';

const months =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec';
const dates = [
  /\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b/,
  /\b(?:19|20)\d{2}-\d{2}-\d{2}\b/,
  new RegExp(`\\b\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?(?:${months})\\.?,?\\s+(?:19|20)\\d{2}\\b`, 'i'),
];
const birth = /\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?)\b/i;
const titled = /\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady|Rev)\.?\s+\p{Lu}[\p{L}'’-]+/u;
/** Two words with capitals in the middle of a sentence, where English has them for names and little else. */
const named =
  /(?<=\p{Ll}[,;:]?\s+)\p{Lu}\p{Ll}+(?:[-'’]\p{Lu}\p{Ll}+)?\s+\p{Lu}\p{Ll}+(?:[-'’]\p{Lu}\p{Ll}+)?/gu;
/** Names of bodies, laws and offices look like names of people. */
const notAPerson =
  /\b(?:Act|Adults?|Agency|Assessment|Authority|Board|Borough|Care|Centre|Children|Community|Council|Court|Department|Health|Home|Hospital|House|Housing|London|Manager|Mental|Multi|National|NHS|North|Nursing|Officer|Panel|Partnership|Plan|Police|Policy|Practice|Procedure|Protection|Road|Royal|Safeguarding|Section|Service|Services|Social|South|Street|Support|Team|Trust|Unit|Ward|West|East|Work|Worker|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|August|September|October|November|December|Bank|Christmas|Easter|Stage|Step)\b/;

/** A text that somebody typed and the question it answers. */
export type TypedText = { readonly label: string; readonly words: string };

/**
 * One sentence for each text that seems to hold what should not stand in it, with the field it is in.
 *
 * @example
 * sayHints([{ label: 'What is the issue?', words: 'She saw Mrs Example on the ward' }], now)
 * // => ['“What is the issue?” seems to hold a name.']
 */
export function sayHints(texts: readonly TypedText[], now: Date): readonly string[] {
  return texts.flatMap(({ label, words }) => {
    const hints = seemsToHold(words, now);
    return hints.length === 0 ? [] : [`“${label}” seems to hold ${sayList(hints)}.`];
  });
}

/** The same where people and agencies of the directory may be named. */
export function sayHintsBut(directory: Directory, texts: readonly TypedText[], now: Date): readonly string[] {
  const without = (words: string) =>
    [...directory.agencies.values(), ...namedIn(directory, words)].reduce(
      (rest, { name }) => rest.replaceAll(name, 'somebody known'),
      words,
    );
  return sayHints(
    texts.map(({ label, words }) => ({ label, words: without(words) })),
    now,
  );
}

/**
 * What a text seems to hold that should not stand in free text: "a name", "a date of birth", "an NHS number". It is a
 * guess, so it only ever warns. Only dates that look like a birthday count: the word is near or the year is long ago.
 *
 * @example
 * seemsToHold('She saw Mrs Example on the ward') // => ['a name']
 */
export function seemsToHold(text: string, now: Date): readonly string[] {
  return [
    ...(holdsName(text) ? ['a name'] : []),
    ...(holdsBirthday(text, now) ? ['a date of birth'] : []),
    ...(holdsNhsNumber(text) ? ['an NHS number'] : []),
  ];
}

function holdsName(text: string): boolean {
  if (titled.test(text)) return true;
  return [...text.matchAll(named)].some(([found]) => !notAPerson.test(found));
}

function holdsBirthday(text: string, now: Date): boolean {
  return dates.some((pattern) => {
    const found = pattern.exec(text);
    if (found === null) return false;
    return birth.test(text) || yearsAgo(found[0], now) > 16;
  });
}

/** By its four-figure year, or by two figures: of this century unless that is still to come. */
function yearsAgo(date: string, now: Date): number {
  const thisYear = now.getUTCFullYear();
  const full = /(?:19|20)\d{2}/.exec(date)?.[0];
  if (full !== undefined) return thisYear - Number(full);
  const short = Number(/(\d{2})$/.exec(date)?.[1] ?? '');
  const century = thisYear - (thisYear % 100);
  return thisYear - (century + short <= thisYear ? century + short : century - 100 + short);
}

function holdsNhsNumber(text: string): boolean {
  const candidates = text.match(/(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)/g) ?? [];
  return candidates.some((one) => readNhsNumber(one) !== undefined);
}
