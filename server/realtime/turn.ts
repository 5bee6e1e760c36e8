// Commits what arrived since the last turn of the event loop: one transaction for all rooms, a
// savepoint for each, and only then a word to anyone. It knows no document.
import { RoomFault } from './errors.ts';
import type { Room } from './room.ts';
import type { UpdateLog } from './types.ts';

/** What a turn needs from the relay around it. */
export interface TurnHost {
  readonly updateLog: UpdateLog;
  readonly counters: { commits: number };
  now(): number;
  /** A room cannot go on; the others can. */
  failed(room: Room, error: unknown): void;
  /** The disk refused the turn of these rooms. */
  storageFailed(rooms: readonly Room[], error: unknown): void;
}

/** The one scheduler of all rooms. */
export class Turn {
  private readonly host: TurnHost;
  private waiting: Room[] = [];
  private immediate: NodeJS.Immediate | null = null;

  constructor(host: TurnHost) {
    this.host = host;
  }

  /** Has a room's queue taken at the end of this turn of the event loop. */
  schedule(room: Room): void {
    this.waiting.push(room);
    this.immediate ??= setImmediate(() => {
      this.immediate = null;
      this.runAll();
    });
  }

  /** Runs whatever waits, now. */
  runAll(): void {
    const rooms = this.waiting;
    if (rooms.length === 0) return;
    this.waiting = [];
    this.run(rooms.filter((room) => room.hasQueue && !room.isClosed));
  }

  /** Runs one room's turn, now. */
  flush(room: Room): void {
    if (room.hasQueue && !room.isClosed) this.run([room]);
  }

  /** Forgets what waits. */
  close(): void {
    this.waiting = [];
    if (this.immediate !== null) clearImmediate(this.immediate);
    this.immediate = null;
  }

  private run(rooms: readonly Room[]): void {
    const now = this.host.now();
    if (rooms.length === 0) return;
    const failures = new Map<Room, RoomFault>();
    if (rooms.some((room) => room.hasQueuedWrites)) {
      try {
        this.commit(rooms, failures, now);
      } catch (error) {
        this.host.storageFailed(rooms, error);
        return;
      }
      this.host.counters.commits++;
    } else {
      for (const room of rooms) room.process(now);
    }
    for (const room of rooms) {
      const fault = failures.get(room);
      if (fault === undefined) room.deliver(now);
      else this.host.failed(room, fault);
    }
  }

  private commit(rooms: readonly Room[], failures: Map<Room, RoomFault>, now: number): void {
    const { updateLog } = this.host;
    updateLog.transaction(() => {
      for (const room of rooms) {
        try {
          updateLog.savepoint(() => room.process(now));
        } catch (error) {
          if (!(error instanceof RoomFault)) throw error;
          failures.set(room, error);
        }
      }
    });
  }
}
