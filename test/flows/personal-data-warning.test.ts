import { describe, expect, test } from 'vitest';
import { sayHints, seemsToHold } from '../../src/flows/personal-data-warning.ts';

const now = new Date('2026-12-22T10:00:00Z');

describe('free text that seems to name somebody', () => {
  test.each([
    'She saw Mrs Example on the ward',
    'Dr. Example said so',
    'we visited Avery Example at home',
    'the daughter of Avery Exámple-Jones rang',
  ])('warns of a name in %j', (text) => {
    expect(seemsToHold(text, now)).toEqual(['a name']);
  });

  test.each([
    'born 21/03/1948',
    'dob 21.3.48',
    'The adult (21 March 1948) lives alone',
    'the adult, 1948-03-21, lives alone',
  ])('warns of a date of birth in %j', (text) => {
    expect(seemsToHold(text, now)).toEqual(['a date of birth']);
  });

  test('warns of an NHS number whose last figure checks, however it is spaced', () => {
    expect(seemsToHold('number 9434765919', now)).toEqual(['an NHS number']);
    expect(seemsToHold('number 943 476 5919', now)).toEqual(['an NHS number']);
  });

  test.each([
    'The discharge was decided without a plan on 18/12/2026.',
    'The Safeguarding Adults Board and the Community Mental Health Team met on Tuesday 8 December 2026.',
    'St Aldhelm’s Hospital Trust closed the case',
    'ring 020 7946 0101 or 943 476 5918',
    '',
  ])('says nothing of %j', (text) => {
    expect(seemsToHold(text, now)).toEqual([]);
  });

  test('says everything that it found, once each', () => {
    expect(seemsToHold('Mr Example and Ms Example, born 1 May 1950, 943 476 5919', now)).toEqual([
      'a name',
      'a date of birth',
      'an NHS number',
    ]);
  });
});

test('of several texts those are named that seem to hold something, each with what it is', () => {
  const texts = [
    { label: 'What is the issue?', words: 'Mrs Example (born 21/03/1948), number 943 476 5919' },
    { label: 'What is the risk?', words: 'The adult may take the wrong dose at home.' },
    { label: 'What do you want?', words: 'A plan that Mr Example can read.' },
  ];
  expect(sayHints(texts, now)).toEqual([
    '“What is the issue?” seems to hold a name, a date of birth and an NHS number.',
    '“What do you want?” seems to hold a name.',
  ]);
});
