// Limits how much one connection may send over time. Knows nothing of what is sent.

/** A bucket's size and how fast it fills again. */
export interface BucketLimits {
  readonly perSecond: number;
  readonly burst: number;
}

/** Fills at a steady rate up to `burst`; what is taken beyond that fails. */
export class TokenBucket {
  private readonly limits: BucketLimits;
  private tokens: number;
  private filledAt: number;

  constructor(limits: BucketLimits, now: number) {
    this.limits = limits;
    this.tokens = limits.burst;
    this.filledAt = now;
  }

  /** Takes `amount`; false when the bucket does not hold as much. */
  take(amount: number, now: number): boolean {
    if (this.tokens < amount) {
      const elapsedMs = Math.max(0, now - this.filledAt);
      this.filledAt = now;
      this.tokens = Math.min(
        this.limits.burst,
        this.tokens + (elapsedMs * this.limits.perSecond) / 1000,
      );
      if (this.tokens < amount) return false;
    }
    this.tokens -= amount;
    return true;
  }
}
