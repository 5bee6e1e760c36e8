// The numbers links run with, each with what breaks without it. Tests pass others.

/** What bounds a link and those who hold it. */
export interface LinkLimits {
  /** Silence is broken this often, so that a lost last entry shows and the dead are noticed, ms. */
  readonly beatMs: number;
  /** Silence after which the other side is taken for dead, ms: its people vanish from the rooms. */
  readonly leaseMs: number;
  /** Batches follow each other at this distance: each costs the home a read and a commit, ms. */
  readonly batchMs: number;
  /** Bytes under way and not confirmed; what comes after them waits at the sender, not in Redis. */
  readonly windowBytes: number;
  /** Bytes that may wait at the sender before the link is given up. */
  readonly waitingBytes: number;
  /** How long a grant keeps somebody seated while the home is away, ms. */
  readonly grantMs: number;
  /** How long a relay waits for an answer to its hello, ms. */
  readonly helloMs: number;
  /** The longest pause before a relay tries again, ms. */
  readonly retryMs: number;
  /** How many people a relay brings back in one step: a home that has just started does other things, too. */
  readonly resumeSeats: number;
  /** The distance of those steps, ms. */
  readonly resumeEveryMs: number;
}

/** The limits in production. */
export const LINK_LIMITS: LinkLimits = {
  beatMs: 1_000,
  leaseMs: 6_000,
  batchMs: 32,
  windowBytes: 8 * 1024 * 1024,
  waitingBytes: 32 * 1024 * 1024,
  grantMs: 10 * 60_000,
  helloMs: 3_000,
  retryMs: 5_000,
  resumeSeats: 100,
  resumeEveryMs: 25,
};
