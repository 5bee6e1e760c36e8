// A join code as people type or paste it.
import { expect, test } from 'vitest';
import { isWholeCode, readTypedCode } from './typed-code.ts';

test('a code is understood with spaces, dashes and small letters', () => {
  expect(readTypedCode(' k7m-4qx ')).toBe('K7M4QX');
  expect(readTypedCode('K7M 4QX')).toBe('K7M4QX');
});

test('a pasted link is understood as its code', () => {
  expect(readTypedCode('http://192.168.1.4:3000/join/k7m4qx?lang=fr')).toBe('K7M4QX');
  expect(readTypedCode('Join us: https://sommet.example/join/K7M4QX')).toBe('K7M4QX');
  expect(readTypedCode('https://sommet.example/join/%E0%A4%A')).toBe('E0A4A');
});

test('a code is whole at its full length only', () => {
  expect(isWholeCode('K7M4Q')).toBe(false);
  expect(isWholeCode('K7M4QX')).toBe(true);
});
