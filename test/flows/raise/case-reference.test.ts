import { expect, test } from 'vitest';
import { readReference } from '../../../src/flows/chat-command.ts';
import { newReference } from '../../../src/flows/raise/case-reference.ts';

/** What `newReference` makes of these uuids, when these references are taken already. */
function referenceFrom(lastGroups: readonly string[], taken: readonly string[] = []): Promise<string> {
  const left = [...lastGroups];
  return newReference(
    {
      newId: () => `00000000-0000-4000-8000-${left.shift() ?? 'ffffffffffff'}`,
      cases: {
        idOfReference: (reference) => Promise.resolve(taken.includes(reference) ? 'case' : undefined),
      },
    },
    'redbridge',
  );
}

test('a reference is the board’s three letters and five letters or figures', async () => {
  expect(await referenceFrom(['000000000000'])).toBe('RED-00000');
  expect(await referenceFrom(['00000000001f'])).toBe('RED-0000Z');
  expect(await referenceFrom(['ffffffffffff'])).toBe('RED-ZZZZZ');
});

test('a reference that another case has is not given again', async () => {
  expect(await referenceFrom(['000000000001', '000000000002'], ['RED-00001'])).toBe('RED-00002');
});

test('no reference holds a letter that looks like a figure, and each reads back as itself', async () => {
  for (let bits = 0; bits < 2000; bits += 1) {
    const reference = await referenceFrom([(bits * 16_769).toString(16).padStart(12, '0')]);
    expect(reference).not.toMatch(/-.*[ILOU]/);
    expect(readReference(reference.toLowerCase())).toBe(reference);
  }
});

test('when nothing is free, it fails instead of going on for ever', async () => {
  await expect(referenceFrom([], ['RED-ZZZZZ'])).rejects.toThrow('No free reference');
});
