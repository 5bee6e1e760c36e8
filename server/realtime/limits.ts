// The numbers the relay runs with, each with what breaks without it. Tests and benchmarks pass others.
import type { BucketLimits } from './token-bucket.ts';

/** What bounds connections and rooms. */
export interface RelayLimits {
  /** Frames of one connection. A hand sends 30 a second; a flood keeps everyone else waiting. */
  readonly frames: BucketLimits;
  /** Bytes of one connection. The burst holds several offline days sent at once. */
  readonly bytes: BucketLimits;
  /** A peer with more than this unread keeps memory that belongs to others. */
  readonly slowReaderBytes: number;
  /** How long a peer may stay above that before it is asked to come back. */
  readonly slowReaderMs: number;
  /** More than this unread closes at once, however short the moment. */
  readonly hopelessReaderBytes: number;
  /** Turns, each with its commit, follow each other at least at this distance when many are writing. */
  readonly turnIntervalMs: number;
  /** A full room, whose turn is a write to each of its sockets, waits up to this for more to come. */
  readonly maxTurnIntervalMs: number;
  /** Presence of a room is sent at most this often; carets move far more. */
  readonly presenceIntervalMs: number;
  /** Silence after which a peer is sent something: y-websocket hangs up after 30 s. */
  readonly keepAliveMs: number;
  /** How long an empty room stays, so that a reload does not open it anew. */
  readonly graceMs: number;
  /** Rows an opening may have to replay before the log gets a snapshot when its room closes. */
  readonly compactAfterRows: number;
  /** The same while people are in the room: it costs a pause, so it is rarer. */
  readonly compactOpenAfterRows: number;
  /** How often the disk is tried while it refuses writes. */
  readonly probeMs: number;
  /** How often connections and rooms are looked over. */
  readonly sweepMs: number;
}

/** The limits in production. */
export const DEFAULT_LIMITS: RelayLimits = {
  frames: { perSecond: 300, burst: 3_000 },
  bytes: { perSecond: 512 * 1024, burst: 8 * 1024 * 1024 },
  slowReaderBytes: 1024 * 1024,
  slowReaderMs: 5_000,
  hopelessReaderBytes: 32 * 1024 * 1024,
  turnIntervalMs: 2,
  maxTurnIntervalMs: 7,
  presenceIntervalMs: 100,
  keepAliveMs: 15_000,
  graceMs: 5_000,
  compactAfterRows: 200,
  compactOpenAfterRows: 20_000,
  probeMs: 1_000,
  sweepMs: 1_000,
};
