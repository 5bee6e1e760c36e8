// Latencies as counts per bucket, a few per cent wide: constant memory, cheap to fill.

/** Buckets per doubling; 16 makes a bucket about 4 % wide. */
const PER_DOUBLING = 16;
/** The smallest latency told apart, ms. */
const SMALLEST_MS = 0.01;
const BUCKETS = 28 * PER_DOUBLING;

/** Collected latencies. */
export class Histogram {
  private readonly counts = new Float64Array(BUCKETS);
  total = 0;
  maxMs = 0;

  /** Counts a latency `times` times. */
  add(latencyMs: number, times = 1): void {
    const doublings = Math.log2(Math.max(latencyMs, SMALLEST_MS) / SMALLEST_MS);
    const bucket = Math.min(BUCKETS - 1, Math.floor(doublings * PER_DOUBLING));
    this.counts[bucket] = (this.counts[bucket] as number) + times;
    this.total += times;
    if (latencyMs > this.maxMs) this.maxMs = latencyMs;
  }

  /** The latency, ms, that the given share (0 to 1) of what was counted does not exceed. */
  quantileMs(share: number): number {
    const wanted = this.total * share;
    let seen = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      seen += this.counts[bucket] as number;
      if (seen >= wanted && seen > 0) {
        return Math.min(this.maxMs, SMALLEST_MS * 2 ** ((bucket + 1) / PER_DOUBLING));
      }
    }
    return this.maxMs;
  }
}

/** The middle value; the mean of the two middle ones for an even count. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  if (sorted.length % 2 === 1) return sorted[middle] as number;
  return ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
