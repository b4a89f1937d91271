import { describe, expect, test } from 'vitest';
import { answerOf, type Asked } from '../../demo/answers.ts';

const tuesday = new Date('2027-01-05T17:00:00Z');

function asked(question: Partial<Asked>): Asked {
  return {
    id: 'any',
    label: 'Any?',
    kind: 'text',
    choices: [],
    optional: false,
    offered: false,
    ...question,
  };
}

const listed = (...labels: readonly string[]) => labels.map((label) => ({ value: label.slice(0, 3), label }));

describe('in the story of the demo', () => {
  test('one of each agency sits on a panel, and not everybody who could', () => {
    const choices = listed('Amara Quill, Council', 'Gwen Holloway, Council', 'Piet Kestrel, Police', 'Noor Thistle, Hospital', 'Tom Pennywort, Hospital');
    expect(answerOf(asked({ id: 'members', kind: 'many', choices }), tuesday)).toEqual(['Gwe', 'Pie', 'Noo']);
    expect(answerOf(asked({ id: 'of', kind: 'many', choices }), tuesday)).toHaveLength(5);
  }); // prettier-ignore

  test('people meet two days on, in the morning', () => {
    const day = asked({ id: 'meets', label: 'On which day is the meeting?', kind: 'date' });
    const hour = asked({ id: 'time', kind: 'choice', choices: ['00:00', '09:30', '10:00'].map((value) => ({ value, label: value })) }); // prettier-ignore
    expect(answerOf(day, tuesday)).toBe('2027-01-07');
    expect(answerOf(hour, tuesday)).toBe('10:00');
  });
});
