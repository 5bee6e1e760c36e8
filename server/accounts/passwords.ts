// Hashes and checks passwords with argon2id, off the event loop and at most four at once. Knows no
// account.
import { hash, verify } from '@node-rs/argon2';
import { AppError } from '../http/errors.ts';

/** argon2id, 19 MiB, two passes, one lane: the OWASP minimum, about 20 ms on a laptop. */
export const PASSWORD_COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes at work at once (AC5); more would take the cores that rooms need. */
const MAX_AT_ONCE = 4;

/** Waiting beyond this is refused as busy instead of growing without end. */
const MAX_WAITING = 500;

/**
 * A hash nobody knows the password of, at the same cost: checked when there is no such account, so
 * that known and unknown ones take equally long.
 */
export const UNKNOWN_ACCOUNT_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$JNUq90uyEsTKbdL28jWU2Q$S0Qlti/ODi9UCD6sPWqOppV4gdgpBRFpawAQnTzpbYU';

/** Hashes and checks passwords. */
export interface Passwords {
  /** The PHC string to store. */
  hash(password: string): Promise<string>;
  /** Whether `password` fits; `null` stands for an account without one and costs the same. */
  verify(passwordHash: string | null, password: string): Promise<boolean>;
}

/** One per server: the limit is over all its requests. */
export function createPasswords(): Passwords {
  let atWork = 0;
  const waiting: (() => void)[] = [];

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (atWork >= MAX_AT_ONCE) {
      if (waiting.length >= MAX_WAITING) {
        throw new AppError(503, 'busy', 'Too many people sign in just now. Try again in a moment.');
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      atWork++;
    }
    try {
      return await work();
    } finally {
      // Whoever waits longest takes over this place; it never becomes free in between.
      const next = waiting.shift();
      if (next === undefined) atWork--;
      else next();
    }
  }

  return {
    hash: (password) => inTurn(() => hash(password.normalize('NFKC'), PASSWORD_COST)),
    verify: (passwordHash, password) =>
      inTurn(async () => {
        const fits = await verify(passwordHash ?? UNKNOWN_ACCOUNT_HASH, password.normalize('NFKC'));
        return fits && passwordHash !== null;
      }),
  };
}
