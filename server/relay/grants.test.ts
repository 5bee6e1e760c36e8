// Who was seated by the home.
import { expect, it } from 'vitest';
import { createGrants } from './grants.ts';

const WHOM = { sessionId: 'hash', personId: 'ana', documentId: 'document' };

it('[RE1] grants say whom the home has seated, for a while, and nobody else can make them', () => {
  let time = 1_000;
  const grants = createGrants({ key: 'key', ttlMs: 500, now: () => time });
  const grant = grants.sign(WHOM);
  expect(grants.read(grant)).toEqual(WHOM);
  // The home that reads it may be the next one.
  expect(createGrants({ key: 'key', ttlMs: 500, now: () => time }).read(grant)).toEqual(WHOM);
  expect(createGrants({ key: 'other', ttlMs: 500, now: () => time }).read(grant)).toBeNull();
  expect(grants.read(grant.replace('ana', 'ben'))).toBeNull();
  expect(grants.read(grant.replace('1500', '9999'))).toBeNull();
  expect(grants.read('')).toBeNull();
  time += 500;
  expect(grants.read(grant)).toBeNull();
});
