// How often something may be tried.
import { describe, expect, it } from 'vitest';
import { createThrottle } from './throttle.ts';

describe('throttle', () => {
  it('[AC5] lets a burst through, then one per refill, per key', () => {
    let clock = 0;
    const throttle = createThrottle({ burst: 3, refillMs: 1000, now: () => clock });
    expect([1, 2, 3].map(() => throttle.take('a'))).toEqual([0, 0, 0]);
    expect(throttle.take('a')).toBe(1000);
    expect(throttle.take('b')).toBe(0);
    clock = 400;
    expect(throttle.take('a')).toBe(600);
    clock = 1000;
    expect(throttle.take('a')).toBe(0);
    expect(throttle.take('a')).toBe(1000);
  });

  it('[AC5] forgets the attempts of a key that succeeded', () => {
    const throttle = createThrottle({ burst: 1, refillMs: 1000, now: () => 0 });
    throttle.take('a');
    throttle.forgive('a');
    expect(throttle.take('a')).toBe(0);
  });

  it('does not punish a clock that goes back', () => {
    let clock = 10_000;
    const throttle = createThrottle({ burst: 2, refillMs: 1000, now: () => clock });
    throttle.take('a');
    clock = 0;
    expect(throttle.take('a')).toBe(0);
  });
});
