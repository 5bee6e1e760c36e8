// Who is where in one document: keeps the latest announcement of each socket, stamps it with the
// visitor the door let in, and says what changed. It keeps no scratch document and sends nothing.
import type { PresenceUser } from '../../shared/protocol.ts';
import { encodeAwareness, type PresenceEntry } from './messages.ts';
import { isForbiddenKey } from './wire-cursor.ts';

/** Largest announcement, UTF-8 bytes of its JSON. */
const MAX_STATE_BYTES = 4096;

/** Longest name of a field that is passed on. */
const MAX_FIELD_LENGTH = 200;

/** Clocks are clamped here, far from where counting stops being exact. */
const MAX_CLOCK = 2 ** 31 - 1;

/** Announcements are renewed every 15 s; clients forget one another after 30 s. */
const EXPIRES_AFTER_MS = 35_000;

/** How many who left are remembered, so that nobody else takes their id. */
const MAX_DEPARTED = 1_000;

/** A socket's side of presence. `presenceId` is the one client id it speaks for, once announced. */
export interface PresenceOwner {
  readonly user: PresenceUser;
  presenceId: number | null;
}

interface Announcement {
  clock: number;
  owner: PresenceOwner;
  /** As announced, until it is stamped: when it is sent, so that a flood costs no parsing. */
  raw: string;
  stamped: string | null;
  field: string | null;
  renewedAt: number;
}

/** News of a room's presence, as one frame. */
interface PresenceChanges {
  readonly message: Uint8Array;
  /** The only one it tells of, to whom it is none. */
  readonly onlyMover: PresenceOwner | null;
}

/** The presence of one room. */
export class RoomPresence {
  private readonly announcements = new Map<number, Announcement>();
  private readonly departed = new Map<number, { personId: string; clock: number }>();
  private changed = new Set<number>();
  private wholeMessage: Uint8Array | null = null;
  private hasMoves = false;

  get hasChanges(): boolean {
    return this.changed.size > 0;
  }

  /**
   * Takes a socket's announcements. Only the id it announced first counts: stock clients pass on what
   * they heard of others, which is ignored. `ownerOf` tells whose a client id is in the document.
   *
   * Returns a frame for the sender when it spoke for the first time: told that its state is gone, a
   * Yjs client announces itself anew under the next clock, without which those who saw it before a
   * reconnect would take it for old news.
   */
  announce(
    owner: PresenceOwner,
    entries: readonly PresenceEntry[],
    ownerOf: (clientId: number) => string | null | undefined,
    now: number,
  ): Uint8Array | null {
    let reply: Uint8Array | null = null;
    for (const entry of entries) {
      if (owner.presenceId === null) {
        if (!this.mayBind(owner, entry, ownerOf)) continue;
        owner.presenceId = entry.clientId;
        const clock = Math.max(this.lastClock(entry.clientId), Math.min(entry.clock, MAX_CLOCK));
        this.put(owner, entry, clock, now);
        reply = encodeAwareness([{ clientId: entry.clientId, clock, state: 'null' }]);
      } else if (entry.clientId === owner.presenceId) {
        this.renew(owner, entry, now);
      }
    }
    return reply;
  }

  private mayBind(
    owner: PresenceOwner,
    { clientId, state }: PresenceEntry,
    ownerOf: (clientId: number) => string | null | undefined,
  ): boolean {
    if (state === 'null' || isTooLong(state)) return false;
    const personId = owner.user.id;
    const writer = ownerOf(clientId);
    if (writer !== undefined && writer !== personId) return false;
    const departed = this.departed.get(clientId);
    if (departed !== undefined && departed.personId !== personId) return false;
    const present = this.announcements.get(clientId);
    return present === undefined || present.owner.user.id === personId;
  }

  private lastClock(clientId: number): number {
    return this.announcements.get(clientId)?.clock ?? this.departed.get(clientId)?.clock ?? 0;
  }

  private renew(owner: PresenceOwner, entry: PresenceEntry, now: number): void {
    const { clientId, state } = entry;
    const clock = Math.min(entry.clock, MAX_CLOCK);
    const present = this.announcements.get(clientId);
    if (state === 'null') {
      if (present?.owner === owner && clock >= present.clock) this.remove(clientId, clock);
      return;
    }
    if (clock <= this.lastClock(clientId) || isTooLong(state)) return;
    this.put(owner, entry, clock, now);
  }

  private put(
    owner: PresenceOwner,
    { clientId, state }: PresenceEntry,
    clock: number,
    now: number,
  ) {
    const present = this.announcements.get(clientId);
    if (present === undefined) {
      this.departed.delete(clientId);
      this.announcements.set(clientId, {
        clock,
        owner,
        raw: state,
        stamped: null,
        field: null,
        renewedAt: now,
      });
    } else {
      present.clock = clock;
      present.owner = owner;
      present.raw = state;
      present.stamped = null;
      present.renewedAt = now;
    }
    this.changed.add(clientId);
    this.wholeMessage = null;
  }

  private remove(clientId: number, clock: number): void {
    const present = this.announcements.get(clientId);
    if (present === undefined) return;
    this.announcements.delete(clientId);
    this.departed.set(clientId, { personId: present.owner.user.id, clock });
    if (this.departed.size > MAX_DEPARTED) {
      for (const oldest of this.departed.keys()) {
        this.departed.delete(oldest);
        break;
      }
    }
    this.changed.add(clientId);
    this.wholeMessage = null;
  }

  /** A socket is gone, and with it exactly what it announced. */
  leave(owner: PresenceOwner): void {
    const clientId = owner.presenceId;
    if (clientId === null) return;
    const present = this.announcements.get(clientId);
    if (present?.owner === owner) this.remove(clientId, present.clock);
  }

  /** Removes what nobody has renewed; its socket may be asleep. */
  expire(now: number): void {
    for (const [clientId, { clock, renewedAt }] of this.announcements) {
      if (now - renewedAt > EXPIRES_AFTER_MS) this.remove(clientId, clock);
    }
  }

  /** The field a socket's caret is in, as last sent. */
  fieldOf(owner: PresenceOwner): string | null {
    if (owner.presenceId === null) return null;
    const present = this.announcements.get(owner.presenceId);
    return present?.owner === owner ? present.field : null;
  }

  /** Whether a caret moved to another field since the last call. */
  takeMoves(): boolean {
    const { hasMoves } = this;
    this.hasMoves = false;
    return hasMoves;
  }

  /** What changed since the last call; `null` when nothing did. */
  takeChanges(): PresenceChanges | null {
    if (this.changed.size === 0) return null;
    const entries: PresenceEntry[] = [];
    let mover: PresenceOwner | null = null;
    for (const clientId of this.changed) {
      const present = this.announcements.get(clientId);
      if (present !== undefined && this.stamp(present)) {
        mover = present.owner;
        entries.push({ clientId, clock: present.clock, state: present.stamped! });
      } else {
        // Either gone, or nothing that can be shown.
        if (present !== undefined) this.remove(clientId, present.clock);
        entries.push({ clientId, clock: this.lastClock(clientId), state: 'null' });
      }
    }
    // Cleared, a set chains its old table to the new one, and each would live until the next old one dies.
    this.changed = new Set();
    return { message: encodeAwareness(entries), onlyMover: entries.length === 1 ? mover : null };
  }

  /** Everyone present, as one frame; `null` when nobody is. */
  whole(): Uint8Array | null {
    if (this.announcements.size === 0) return null;
    if (this.wholeMessage === null) {
      const entries: PresenceEntry[] = [];
      for (const [clientId, present] of this.announcements) {
        if (!this.stamp(present)) continue;
        entries.push({ clientId, clock: present.clock, state: present.stamped! });
      }
      this.wholeMessage = encodeAwareness(entries);
    }
    return this.wholeMessage;
  }

  private stamp(present: Announcement): boolean {
    if (present.stamped !== null) return true;
    let announced: unknown;
    try {
      announced = JSON.parse(present.raw);
    } catch {
      return false;
    }
    if (typeof announced !== 'object' || announced === null || Array.isArray(announced))
      return false;
    const state = announced as Record<string, unknown>;
    for (const key of Object.keys(state)) if (isForbiddenKey(key)) delete state[key];
    state.user = present.owner.user;
    const field =
      typeof state.field === 'string' && state.field.length <= MAX_FIELD_LENGTH
        ? state.field
        : null;
    if (field !== present.field) this.hasMoves = true;
    present.field = field;
    present.stamped = JSON.stringify(state);
    present.raw = '';
    return true;
  }
}

function isTooLong(state: string): boolean {
  return state.length > MAX_STATE_BYTES || Buffer.byteLength(state) > MAX_STATE_BYTES;
}
