import { clean } from '../../flows/plain-text.ts';

/** `clean`, and without what XML refuses: what stands in the file is what a program that opens it may read. */
export function fitText(text: string): string {
  return clean(text)
    .replace(/[\uFFFE\uFFFF]/gu, '')
    .replace(/[\u2028\u2029]/gu, '\n');
}

/** Letters that are written from right to left. */
export const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Whether a paragraph runs from right to left: by its first letter. */
export function startsRightToLeft(text: string): boolean {
  const first = /\p{L}/u.exec(text)?.[0];
  return first !== undefined && rightToLeft.test(first);
}
