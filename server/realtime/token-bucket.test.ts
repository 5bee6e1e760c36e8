// A bucket's arithmetic, with the clock passed in.
import { describe, expect, it } from 'vitest';
import { TokenBucket } from './token-bucket.ts';

describe('a token bucket', () => {
  it('[WS4] gives its burst at once and then what flows in', () => {
    const bucket = new TokenBucket({ perSecond: 10, burst: 5 }, 0);
    for (let i = 0; i < 5; i++) expect(bucket.take(1, 0)).toBe(true);
    expect(bucket.take(1, 0)).toBe(false);
    expect(bucket.take(1, 99)).toBe(false);
    expect(bucket.take(1, 200)).toBe(true);
    expect(bucket.take(5, 10_000)).toBe(true);
    expect(bucket.take(1, 10_000)).toBe(false);
  });

  it('never holds more than its burst, and stands still while the clock goes back', () => {
    const bucket = new TokenBucket({ perSecond: 1000, burst: 3 }, 1_000);
    expect(bucket.take(4, 1_000_000)).toBe(false);
    expect(bucket.take(3, 1_000_000)).toBe(true);
    expect(bucket.take(1, 0)).toBe(false);
  });
});
