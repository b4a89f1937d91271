import { expect, test } from 'vitest';
import { asMarkdown } from '../../../src/flows/documents/as-markdown.ts';
import { subjectAccessDraft } from '../../../src/flows/documents/subject-access.ts';
import { thirdPartiesIn } from '../../../src/flows/documents/third-parties.ts';
import { at } from '../../policy/policies.ts';
import { everybody } from '../../support/case-world.ts';

const now = at('2026-12-22T10:00');

test.each([
  ['She was calm and wants to go home.', []],
  ['We saw Mrs Unmistakable there.', ['somebody’s name']],
  ['Ring 020 7946 0018, or write to me@example.org.', ['an e-mail address', 'a telephone number']],
  ['He lives at 12 Elm Tree Road, EX1 2AB.', ['an address']],
  ['The NHS number is 943 476 5919.', ['an NHS number']],
])('in “%s” a reviewer looks for: %j', (words, about) => {
  expect(thirdPartiesIn(words, everybody, now)).toEqual(about);
});

test('people and agencies of the directory are named as such', () => {
  const [person] = [...everybody.people.values()];
  const agency = everybody.agencies.get(person?.agency ?? '');
  expect(thirdPartiesIn(`We spoke with ${person?.name}.`, everybody, now)).toEqual([
    `${person?.name} (${agency?.name})`,
  ]);
  expect(thirdPartiesIn(`It was for ${agency?.name} to say.`, everybody, now)).toContain(agency?.name);
});

test('the draft says that it is one, at the head and at the foot, and nothing that people typed is obeyed', () => {
  const draft = subjectAccessDraft({
    reference: 'RED-4F7K2',
    board: 'Redbridge',
    made: 'Tuesday 22 December 2026, 10:00',
    by: 'command line (ann)',
    entries: [
      {
        entry: 1,
        at: 'Tuesday 22 December 2026, 09:00',
        says: 'It was raised.',
        passages: [
          { label: 'Issue', words: '# not a heading\n[a](http://example.org) <b>', about: ['a name'] },
        ],
      },
    ],
  });
  const text = asMarkdown(draft);
  expect(text).toMatch(/^# DRAFT/);
  expect(text.trim().split('\n').at(-1)).toMatch(/^DRAFT, not to be sent/);
  expect(text).toContain('> \\# not a heading\n> \\[a\\](http://example.org) \\<b\\>');
  expect(text).toContain('*Look here: a name.*');
  expect(text).toContain('- [ ] ');
});
