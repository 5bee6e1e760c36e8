// Initials, and the ink they are written in.
import { expect, test } from 'vitest';
import { initials, readableOn } from './person-look.ts';

test('initials are the first letters of the first and last word', () => {
  expect(initials('Amina  Yusuf Diallo')).toBe('AD');
  expect(initials('josé')).toBe('J');
  expect(initials('')).toBe('');
});

test('initials keep an accented letter whole in any script', () => {
  expect(initials('e\u0301ric')).toBe('E\u0301');
  expect(initials('محمد علي')).toBe('مع');
});

test('[CL9] ink on a person’s colour is the one that stands out more', () => {
  expect(readableOn('#3D4ED8')).toBe('#ffffff');
  expect(readableOn('#FFD8A8')).toBe('#000000');
});
