// Hashes of passwords: which fit, what they cost, how many at once.
import { parseOptions } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { createPasswords, PASSWORD_COST, UNKNOWN_ACCOUNT_HASH } from './passwords.ts';

describe('passwords', () => {
  it('fit their own hash only, in either composition of their accents', async () => {
    const passwords = createPasswords();
    const hash = await passwords.hash('caf\u00e9 au lait');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords.verify(hash, 'cafe\u0301 au lait')).toBe(true);
    expect(await passwords.verify(hash, 'cafe au lait')).toBe(false);
  });

  it('[AC5] cost the same for an account that does not exist', async () => {
    expect(parseOptions(UNKNOWN_ACCOUNT_HASH)).toMatchObject(PASSWORD_COST);
    expect(await createPasswords().verify(null, 'anything at all')).toBe(false);
  });

  it('[AC5] are hashed four at a time, and all in the end', async () => {
    const passwords = createPasswords();
    const hash = await passwords.hash('correct horse');
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        passwords.verify(hash, i % 2 === 0 ? 'correct horse' : 'battery staple'),
      ),
    );
    expect(answers).toEqual(Array.from({ length: 12 }, (_, i) => i % 2 === 0));
  });

  it('[AC5] are refused as busy instead of queueing without end', async () => {
    const passwords = createPasswords();
    const results = await Promise.allSettled(
      Array.from({ length: 510 }, () => passwords.verify('not a hash', 'x')),
    );
    const reasons = results.map((one) =>
      one.status === 'rejected' ? (one.reason as { code?: string }).code : 'answered',
    );
    expect(reasons.filter((reason) => reason === 'busy')).toHaveLength(6);
    // Every place is given back, also after an error.
    await expect(passwords.hash('a password')).resolves.toMatch(/^\$argon2id/);
  });
});
