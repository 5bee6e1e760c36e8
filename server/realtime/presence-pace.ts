// When each room's presence is told: at once after a quiet moment, then at a steady pace, with one
// timer for all rooms and none when nobody moves. It knows no announcement.
import type { Room } from './room.ts';

/**
 * A caret that goes along with its letter makes each of a room's writes longer, not more of them: a
 * team's goes along with each letter, a full hall's at three times the pace of one that goes alone.
 */
const ALONG_PER_SOCKET_MS = 0.15;
const ALONG_PER_INTERVAL = 3;

/** Paces the presence frames of all rooms. */
export class PresencePace {
  private readonly due = new Set<Room>();
  private timer: NodeJS.Timeout | null = null;
  private immediate: NodeJS.Immediate | null = null;
  private readonly intervalMs: number;
  private readonly now: () => number;
  private readonly tell: (room: Room) => void;

  constructor(options: { intervalMs: number; now: () => number; tell: (room: Room) => void }) {
    this.intervalMs = options.intervalMs;
    this.now = options.now;
    this.tell = options.tell;
  }

  /** Something changed in a room's presence. */
  schedule(room: Room): void {
    this.due.add(room);
    // A room that has a turn before it tells with that turn: a caret moves with the letter it follows.
    if (!room.hasQueue && this.now() - room.presenceSentAt >= this.intervalMs) {
      this.immediate ??= setImmediate(() => {
        this.immediate = null;
        this.run();
      });
    } else {
      this.wait();
    }
  }

  private wait(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.run();
    }, this.intervalMs);
  }

  /** A turn of these rooms has just been told: carets that moved go along in the same write. */
  goAlong(rooms: readonly Room[]): void {
    if (this.due.size === 0) return;
    const now = this.now();
    for (const room of rooms) {
      const restMs = Math.min(
        this.intervalMs / ALONG_PER_INTERVAL,
        ALONG_PER_SOCKET_MS * room.connections.size,
      );
      if (now - room.presenceSentAt < restMs || !this.due.delete(room)) continue;
      if (!room.isClosed) this.tell(room);
    }
  }

  private run(): void {
    if (this.due.size === 0) return;
    const now = this.now();
    for (const room of this.due) {
      if (now - room.presenceSentAt < this.intervalMs) continue;
      this.due.delete(room);
      if (!room.isClosed) this.tell(room);
    }
    if (this.due.size > 0) this.wait();
  }

  /** Forgets what is due. */
  close(): void {
    this.due.clear();
    if (this.timer !== null) clearTimeout(this.timer);
    if (this.immediate !== null) clearImmediate(this.immediate);
    this.timer = null;
    this.immediate = null;
  }
}
