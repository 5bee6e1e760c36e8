// The address a wall invites to.
import { expect, test } from 'vitest';
import { joinAddress } from './join-address.ts';

test('an address of this machine alone is replaced by the one the wall was opened at', () => {
  expect(joinAddress('http://localhost:3000/join/ABC', 'http://10.0.0.5:3000')).toBe(
    'http://10.0.0.5:3000/join/ABC',
  );
});

test('an address everybody can reach is kept, wherever the wall hangs', () => {
  expect(joinAddress('https://sommet.example.org/join/ABC', 'http://10.0.0.5:3000')).toBe(
    'https://sommet.example.org/join/ABC',
  );
});
