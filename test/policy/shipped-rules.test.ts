import { describe, expect, it } from 'vitest';
import { unconfirmedReadings } from '../../src/policy/policy-lookup.ts';
import { read, shippedPolicy, textOf } from './policies.ts';

/* What the files of the four boards beside Redbridge say, beside their dates. */

const boards = ['cheshire-east', 'rotherham', 'solihull', 'hertfordshire'];

describe('What a board has not said', () => {
  it.each(boards)('stands in the file of %s as readings that nobody has confirmed', (board) => {
    const { readings } = shippedPolicy(board);
    expect(unconfirmedReadings(shippedPolicy(board))).toEqual(readings);
  });

  it.each([
    ['cheshire-east', 'CE', 15],
    ['rotherham', 'RO', 17],
    ['solihull', 'SO', 14],
    ['hertfordshire', 'HE', 12],
  ])('is complete for %s', (board, letters, last) => {
    const own = shippedPolicy(board)
      .readings.map(({ id }) => id)
      .filter((id) => id.startsWith(letters));
    expect(own).toEqual(Array.from({ length: last }, (_, index) => `${letters}-X${index + 1}`));
  });

  it('Rotherham’s document is a draft, and only Rotherham’s', () => {
    const drafts = boards.filter((board) => shippedPolicy(board).document.status === 'draft');
    expect(drafts).toEqual(['rotherham']);
  });
});

describe('Where the matter is settled in writing', () => {
  it.each([
    ['cheshire-east', ['offered', 'offered', 'offered', 'none']],
    ['rotherham', ['none', 'offered', 'offered', 'offered', 'none']],
    ['solihull', ['no date', 'no date', 'no date', 'no date']],
    ['hertfordshire', ['2 working days', '2 working days', 'none']],
  ])('in %s', (board, stages) => {
    const found = shippedPolicy(board).stages.map(({ confirmation }) => {
      if (confirmation === undefined) return 'none';
      if (confirmation.offered) return 'offered';
      const { due } = confirmation;
      return due !== undefined && 'working_days' in due ? `${due.working_days} working days` : 'no date';
    });
    expect(found).toEqual(stages);
  });
});

describe('What the board’s office sees', () => {
  it.each([
    ['cheshire-east', ['nothing', 'reported-outcomes', 'reported-outcomes', 'content']],
    ['rotherham', ['nothing', 'nothing', 'nothing', 'content', 'content']],
    ['solihull', ['nothing', 'nothing', 'nothing', 'content']],
    ['hertfordshire', ['nothing', 'content', 'content']],
  ])('in %s', (board, sights) => {
    expect(shippedPolicy(board).stages.map(({ office_sees }) => office_sees)).toEqual(sights);
  });
});

describe('A field of a form', () => {
  it('is needed from a stage that there is, or once the case is closed', () => {
    const text = textOf('hertfordshire');
    const from = text.replace('required_from: closed', "required_from: '7'");
    const result = read(from);
    expect(from).not.toBe(text);
    expect(result.kind === 'problems' && result.problems.map(({ says }) => says)).toEqual([
      'There is no stage "7" in this file. There are: 1, 2, 3.',
    ]);
  });
});
