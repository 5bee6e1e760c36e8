// Where signing in may lead.
import { expect, test } from 'vitest';
import { nextAddress } from './next-address.ts';

test('after signing in one goes on to an address of the app only', () => {
  expect(nextAddress('/join/K7M4QX?x=1#y')).toBe('/join/K7M4QX?x=1#y');
  for (const elsewhere of [
    null,
    '',
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
  ]) {
    expect(nextAddress(elsewhere), String(elsewhere)).toBe('/');
  }
});
