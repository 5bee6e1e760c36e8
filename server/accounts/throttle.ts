// Limits attempts per key (an account, a session), never per address: a summit is one address (WS5).

/** Counts attempts per key. */
interface Throttle {
  /** Takes one attempt. Returns 0, or how long to wait for the next one, ms. */
  take(key: string): number;
  /** Forgives a key, after a success. */
  forgive(key: string): void;
}

/** Keys remembered at once; the longest unused is forgotten first, which only ever forgives it. */
const MAX_KEYS = 20_000;

interface Bucket {
  attempts: number;
  at: number;
}

/** `burst` attempts at once, then one more every `refillMs`. */
export function createThrottle({
  burst,
  refillMs,
  now,
}: {
  burst: number;
  refillMs: number;
  now: () => number;
}): Throttle {
  const buckets = new Map<string, Bucket>();
  return {
    take(key) {
      const at = now();
      const known = buckets.get(key);
      const left =
        known === undefined
          ? burst
          : Math.min(burst, known.attempts + Math.max(0, at - known.at) / refillMs);
      buckets.delete(key);
      const isAllowed = left >= 1;
      buckets.set(key, { attempts: isAllowed ? left - 1 : left, at });
      if (buckets.size > MAX_KEYS) buckets.delete(buckets.keys().next().value as string);
      return isAllowed ? 0 : Math.ceil((1 - left) * refillMs);
    },
    forgive(key) {
      buckets.delete(key);
    },
  };
}
