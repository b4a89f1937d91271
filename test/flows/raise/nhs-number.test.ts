import { expect, test } from 'vitest';
import { readNhsNumber } from '../../../src/flows/raise/nhs-number.ts';

test.each(['9434765919', '943 476 5919', '943-476-5919', ' 943 4765919 '])('%j is an NHS number', (typed) => {
  expect(readNhsNumber(typed)).toBe('943 476 5919');
});

test('a check figure of 0 stands for a sum without remainder', () => {
  expect(readNhsNumber('4010232137')).toBe('401 023 2137');
  expect(readNhsNumber('0000000000')).toBe('000 000 0000');
});

test.each(['9434765918', '9434756919', '943476591', '94347659199', '943 476 591X', ''])(
  '%j is none: a figure is wrong, missing or too many',
  (typed) => {
    expect(readNhsNumber(typed)).toBeUndefined();
  },
);

test('a number whose check would be 10 was never given out', () => {
  expect(readNhsNumber('0000000060')).toBeUndefined();
  expect(readNhsNumber('1000000001')).toBe('100 000 0001');
});
