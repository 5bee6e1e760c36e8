// Commits what arrived since the last turn of the event loop: one transaction for all rooms, and only
// then a word to anyone. It knows no document.
import { CLOSE } from '../../shared/protocol.ts';
import { RoomFault } from './errors.ts';
import type { RelayLimits } from './limits.ts';
import type { Room } from './room.ts';
import { loseMessages, type QueuedMessage } from './room-turn.ts';
import type { UpdateLog } from './types.ts';

/**
 * How long a room rests for each socket its turn is told to, ms: three times what a write costs. What
 * comes meanwhile leaves in the same write, which is most of what a full room costs and nothing of
 * what a small one does.
 */
const REST_PER_SOCKET_MS = 0.03;

/**
 * Turns leave this many times their usual length to everything else: where a relay has all it can do,
 * more goes into each commit and each write.
 */
const REST_PER_TURN = 3;

/**
 * How far one turn moves the usual length, up or down, whatever its own: so that it is their median.
 * A few slow flushes of the disk, ten times as long, are no reason for everybody to wait longer.
 */
const USUAL_STEP = 1 / 16;
const LEAST_USUAL_MS = 0.05;

/** Node fires a timer up to this much too early, ms. */
const TIMER_SLACK_MS = 1;

/** How long a room goes on one message at a time after a fault. */
const CAUTIOUS_MS = 60_000;

/** What a turn needs from the relay around it. */
export interface TurnHost {
  readonly updateLog: UpdateLog;
  readonly counters: { commits: number };
  readonly limits: Pick<RelayLimits, 'turnIntervalMs' | 'maxTurnIntervalMs'>;
  now(): number;
  /** Has a room give up its turn and read its document again; false when it could not and is gone. */
  restart(room: Room, fault: RoomFault): boolean;
  /** The same for a room whose turn was lost through no fault of its own. */
  reload(room: Room): boolean;
  /** Everybody in these rooms has been told; what else is due may go along. */
  turnEnded(rooms: readonly Room[]): void;
  /** The disk refused the turn of these rooms. */
  storageFailed(rooms: readonly Room[], error: unknown): void;
}

/** The one scheduler of all rooms. */
export class Turn {
  private readonly host: TurnHost;
  private waiting = new Set<Room>();
  /** Whether a transaction is open, in which nothing may be delivered. */
  isCommitting = false;
  private immediate: NodeJS.Immediate | null = null;
  private timer: NodeJS.Timeout | null = null;
  /** When the timer fires, on the monotonic clock. */
  private timerAt = Number.POSITIVE_INFINITY;
  /** No turn before this, on the monotonic clock, unless somebody asks for one. */
  private earliestAt = 0;
  /** How long turns have taken lately, as a rule, ms. */
  private usualMs = LEAST_USUAL_MS;

  constructor(host: TurnHost) {
    this.host = host;
  }

  /**
   * Has a room's queue taken at the end of this turn of the event loop, or, while many are writing,
   * together with what else arrives within a moment: a commit costs as much for one edit as for fifty.
   */
  schedule(room: Room): void {
    this.waiting.add(room);
    this.plan(Math.max(this.earliestAt, room.restsUntil));
  }

  private plan(at: number): void {
    if (this.immediate !== null || at >= this.timerAt) return;
    this.unplan();
    const waitMs = at - performance.now();
    if (waitMs <= 0) {
      this.immediate = setImmediate(() => {
        this.immediate = null;
        this.runDue();
      });
    } else {
      this.timerAt = at;
      this.timer = setTimeout(() => {
        this.unplan();
        this.runDue();
      }, waitMs);
    }
  }

  private unplan(): void {
    if (this.immediate !== null) clearImmediate(this.immediate);
    this.immediate = null;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.timerAt = Number.POSITIVE_INFINITY;
  }

  /** Runs those that have rested; the others go on waiting. */
  private runDue(): void {
    const startedAt = performance.now();
    const due: Room[] = [];
    let nextAt = Number.POSITIVE_INFINITY;
    const { waiting } = this;
    this.waiting = new Set();
    for (const room of waiting) {
      if (room.restsUntil <= startedAt + TIMER_SLACK_MS) {
        due.push(room);
      } else {
        this.waiting.add(room);
        nextAt = Math.min(nextAt, room.restsUntil);
      }
    }
    this.take(due, startedAt);
    if (this.waiting.size > 0) this.plan(Math.max(this.earliestAt, nextAt));
  }

  /** Runs whatever waits, now. */
  runAll(): void {
    const rooms = [...this.waiting];
    this.waiting.clear();
    this.unplan();
    this.take(rooms, performance.now());
  }

  private take(waiting: readonly Room[], startedAt: number): void {
    const rooms = waiting.filter((room) => room.hasQueue && !room.isClosed);
    if (rooms.length === 0) return;
    const { turnIntervalMs, maxTurnIntervalMs } = this.host.limits;
    for (const room of rooms) {
      const restMs = REST_PER_SOCKET_MS * room.connections.size;
      room.restsUntil = startedAt + Math.min(maxTurnIntervalMs, restMs);
    }
    this.run(rooms);
    this.host.turnEnded(rooms);
    const isLonger = performance.now() - startedAt > this.usualMs;
    const usualMs = this.usualMs * (isLonger ? 1 + USUAL_STEP : 1 - USUAL_STEP);
    this.usualMs = Math.max(LEAST_USUAL_MS, usualMs);
    const restMs = Math.min(maxTurnIntervalMs, REST_PER_TURN * this.usualMs);
    this.earliestAt = startedAt + Math.max(turnIntervalMs, restMs);
  }

  /** Runs one room's turn, now. */
  flush(room: Room): void {
    if (room.hasQueue && !room.isClosed) this.run([room]);
  }

  /** Forgets what waits. */
  close(): void {
    this.waiting.clear();
    this.unplan();
  }

  private run(rooms: readonly Room[]): void {
    if (rooms.length === 0) return;
    const now = this.host.now();
    const works: RoomWork[] = [];
    let hasWrites = false;
    for (const room of rooms) {
      if (room.cautiousUntil > now) {
        this.runOneByOne(room, now);
      } else {
        hasWrites ||= room.hasQueuedWrites;
        works.push({ room, messages: room.takeQueue() });
      }
    }
    if (works.length === 0) return;
    let culprit: Culprit | null = null;
    if (hasWrites) {
      try {
        culprit = this.commit(works, now);
      } catch (error) {
        this.loseAll(works);
        this.host.storageFailed(
          works.map(({ room }) => room),
          error,
        );
        return;
      }
    } else {
      for (const { room, messages } of works) room.process(messages, now);
    }
    if (culprit === null) for (const { room } of works) room.deliver(now);
    else this.startOver(works, culprit, now);
  }

  /**
   * Commits the work of all rooms, or nothing when one of them could not take what was admitted; then
   * returns that one. Throws what the log throws.
   */
  private commit(works: readonly RoomWork[], now: number): Culprit | null {
    let culprit = null as Culprit | null;
    this.isCommitting = true;
    try {
      this.host.updateLog.transaction(() => {
        for (const { room, messages } of works) {
          try {
            room.process(messages, now);
          } catch (error) {
            if (error instanceof RoomFault) culprit = { room, fault: error };
            throw error;
          }
        }
      });
    } catch (error) {
      if (culprit === null) throw error;
      return culprit;
    } finally {
      this.isCommitting = false;
    }
    this.host.counters.commits++;
    return null;
  }

  private loseAll(works: readonly RoomWork[]): void {
    for (const { messages } of works) loseMessages(messages);
  }

  /**
   * Something admitted could not be applied, whoever sent it. Every room of the turn starts over from
   * the disk and asks for everything again; the one it happened in takes it one message at a time for
   * a while, so that whoever brings the culprit goes and nobody else notices.
   */
  private startOver(works: readonly RoomWork[], culprit: Culprit, now: number): void {
    this.loseAll(works);
    for (const { room } of works) {
      const isThere =
        room === culprit.room ? this.host.restart(room, culprit.fault) : this.host.reload(room);
      if (!isThere) continue;
      if (room === culprit.room) room.cautiousUntil = now + CAUTIOUS_MS;
      room.askThoseBehind(now);
    }
  }

  private runOneByOne(room: Room, now: number): void {
    const queue = room.takeQueue();
    for (const [index, queued] of queue.entries()) {
      let culprit: Culprit | null;
      try {
        culprit = this.commit([{ room, messages: [queued] }], now);
      } catch (error) {
        loseMessages(queue.slice(index));
        this.host.storageFailed([room], error);
        return;
      }
      if (culprit === null) {
        room.deliver(now);
      } else {
        if (!this.host.restart(room, culprit.fault)) return;
        queued.connection.close(CLOSE.invalid);
      }
    }
  }
}

/** What a room has to do in a turn. */
interface RoomWork {
  readonly room: Room;
  readonly messages: QueuedMessage[];
}

/** The room that could not take what was admitted. */
interface Culprit {
  readonly room: Room;
  readonly fault: RoomFault;
}
