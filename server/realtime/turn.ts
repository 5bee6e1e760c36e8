// Commits what arrived since the last turn of the event loop: one transaction for all rooms, a
// savepoint for each, and only then a word to anyone. It knows no document.
import { CLOSE } from '../../shared/protocol.ts';
import { RoomFault } from './errors.ts';
import type { RelayLimits } from './limits.ts';
import type { Room } from './room.ts';
import { loseMessages, type QueuedMessage } from './room-turn.ts';
import type { UpdateLog } from './types.ts';

/** Turns leave this many times their own length to everything else, within the limits. */
const REST_PER_TURN = 4;

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
  /** No turn before this, ms, unless somebody asks for one. */
  private earliestAt = 0;

  constructor(host: TurnHost) {
    this.host = host;
  }

  /**
   * Has a room's queue taken at the end of this turn of the event loop, or, while many are writing,
   * together with what else arrives within a moment: a commit costs as much for one edit as for fifty.
   */
  schedule(room: Room): void {
    this.waiting.add(room);
    if (this.immediate !== null || this.timer !== null) return;
    const { turnIntervalMs, maxTurnIntervalMs } = this.host.limits;
    const waitMs = this.earliestAt - this.host.now();
    // A clock that was set back must not hold anybody up.
    if (waitMs <= 0 || waitMs > Math.max(turnIntervalMs, maxTurnIntervalMs)) {
      this.immediate = setImmediate(() => {
        this.immediate = null;
        this.runAll();
      });
    } else {
      this.timer = setTimeout(() => {
        this.timer = null;
        this.runAll();
      }, waitMs);
    }
  }

  /** Runs whatever waits, now. */
  runAll(): void {
    if (this.waiting.size === 0) return;
    const startedAt = this.host.now();
    const rooms = [...this.waiting].filter((room) => room.hasQueue && !room.isClosed);
    this.waiting.clear();
    this.run(rooms);
    this.host.turnEnded(rooms);
    this.rest(startedAt);
  }

  /** The longer turns take, the more is put into the next one: a commit and a write cost the same. */
  private rest(startedAt: number): void {
    const { turnIntervalMs, maxTurnIntervalMs } = this.host.limits;
    const tookMs = Math.max(0, this.host.now() - startedAt);
    const intervalMs = Math.max(
      turnIntervalMs,
      Math.min(maxTurnIntervalMs, REST_PER_TURN * tookMs),
    );
    this.earliestAt = startedAt + intervalMs;
  }

  /** Runs one room's turn, now. */
  flush(room: Room): void {
    if (room.hasQueue && !room.isClosed) this.run([room]);
  }

  /** Forgets what waits. */
  close(): void {
    this.waiting.clear();
    if (this.immediate !== null) clearImmediate(this.immediate);
    this.immediate = null;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
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
        works.push({ room, messages: room.takeQueue(), fault: null });
      }
    }
    if (hasWrites) {
      try {
        this.commit(works, now);
      } catch (error) {
        for (const { messages } of works) loseMessages(messages);
        this.host.storageFailed(
          works.map(({ room }) => room),
          error,
        );
        return;
      }
      this.host.counters.commits++;
    } else {
      for (const { room, messages } of works) room.process(messages, now);
    }
    for (const { room, fault } of works) if (fault === null) room.deliver(now);
    for (const { room, messages, fault } of works) {
      if (fault === null) continue;
      loseMessages(messages);
      this.startOver(room, fault, now);
    }
  }

  private commit(works: readonly RoomWork[], now: number): void {
    const { updateLog } = this.host;
    this.isCommitting = true;
    try {
      updateLog.transaction(() => {
        for (const work of works) {
          try {
            updateLog.savepoint(() => work.room.process(work.messages, now));
          } catch (error) {
            if (!(error instanceof RoomFault)) throw error;
            work.fault = error;
          }
        }
      });
    } finally {
      this.isCommitting = false;
    }
  }

  /**
   * Something admitted could not be applied, whoever sent it. The room starts over from the disk, asks
   * for everything again and for a while takes it one message at a time, so that whoever brings the
   * culprit goes and nobody else notices.
   */
  private startOver(room: Room, fault: RoomFault, now: number): void {
    if (!this.host.restart(room, fault)) return;
    room.cautiousUntil = now + CAUTIOUS_MS;
    room.askThoseBehind(now);
  }

  private runOneByOne(room: Room, now: number): void {
    const queue = room.takeQueue();
    for (const [index, queued] of queue.entries()) {
      const work: RoomWork = { room, messages: [queued], fault: null };
      try {
        this.commit([work], now);
      } catch (error) {
        loseMessages(queue.slice(index));
        this.host.storageFailed([room], error);
        return;
      }
      this.host.counters.commits++;
      if (work.fault === null) {
        room.deliver(now);
      } else {
        if (!this.host.restart(room, work.fault)) return;
        queued.connection.close(CLOSE.invalid);
      }
    }
  }
}

/** What a room has to do in a turn, and how it went. */
interface RoomWork {
  readonly room: Room;
  readonly messages: QueuedMessage[];
  fault: RoomFault | null;
}
