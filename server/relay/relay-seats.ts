// The people at a relay: passes on what they say, fans out what the home has them told, and keeps
// them in their places while the home is away. It knows no document and decides nothing about rights.
import * as decoding from 'lib0/decoding';
import { CLOSE, type CloseEventKind, MESSAGE, SYNC } from '../../shared/protocol.ts';
import { DEFAULT_LIMITS, type RelayLimits } from '../realtime/limits.ts';
import { encodeStorage, KEEP_ALIVE } from '../realtime/messages.ts';
import { Rounds } from '../realtime/rounds.ts';
import { SlowReader } from '../realtime/slow-reader.ts';
import { TokenBucket } from '../realtime/token-bucket.ts';
import type { RoomConnection, Socket } from '../realtime/types.ts';
import {
  type Audience,
  type HomeFrame,
  type RelayFrame,
  readHomeFrames,
  writeRelayFrame,
} from './frames.ts';
import type { LinkLimits } from './limits.ts';
import type { Link } from './link.ts';

/** A sign of life to somebody who speaks while the home is away comes at most this often, ms. */
const SIGN_OF_LIFE_MS = 1_000;

/** Longest announcement of presence kept to be announced again; the home takes 4 KB. */
const MAX_ANNOUNCEMENT_BYTES = 8 * 1024;

/** What somebody brought to the door. */
interface Knock {
  readonly documentId: string;
  readonly schema: string | null;
  readonly personId: string;
  /** The hash of the cookie's secret. */
  readonly sessionId: string;
}

/** What the people of a relay need. */
export interface RelaySeatsOptions {
  readonly limits: LinkLimits;
  readonly socketLimits?: Partial<RelayLimits>;
  /** Monotonic, ms. */
  now(): number;
}

/** Somebody at this relay. */
class RelaySeat implements RoomConnection {
  readonly id: number;
  readonly socket: Socket;
  readonly knock: Knock;
  readonly reader = new SlowReader();
  grant: { readonly token: string; readonly until: number } | null = null;
  /** Whether the home knows of this seat on the link of now. */
  isEntered = false;
  isToldHeld = false;
  lastSentAt: number;
  /** The last announcement of presence under the id announced first. */
  announcement: Uint8Array | null = null;
  presenceId: number | null = null;
  readonly frames: TokenBucket;
  readonly bytes: TokenBucket;
  private readonly people: RelaySeats;

  constructor(people: RelaySeats, id: number, socket: Socket, knock: Knock, now: number) {
    this.people = people;
    this.id = id;
    this.socket = socket;
    this.knock = knock;
    this.lastSentAt = now;
    this.frames = new TokenBucket(people.socketLimits.frames, now);
    this.bytes = new TokenBucket(people.socketLimits.bytes, now);
  }

  receive(frame: Uint8Array): void {
    this.people.said(this, frame);
  }

  closed(): void {
    this.people.left(this);
  }
}

/** Everybody at this relay. */
export class RelaySeats {
  readonly socketLimits: RelayLimits;
  private readonly limits: LinkLimits;
  private readonly now: () => number;
  private readonly seats = new Map<number, RelaySeat>();
  /** Seats the home has granted, by its number for their document. */
  private readonly rooms = new Map<number, Set<RelaySeat>>();
  private readonly roomOf = new Map<RelaySeat, number>();
  private lastSeat = 0;
  private link: Link | null = null;
  private resumeTimer: NodeJS.Timeout | null = null;
  private readonly rounds: Rounds<RelaySeat>;

  constructor(options: RelaySeatsOptions) {
    this.limits = options.limits;
    this.socketLimits = { ...DEFAULT_LIMITS, ...options.socketLimits };
    this.now = options.now;
    this.rounds = new Rounds({
      periodMs: this.socketLimits.sweepMs,
      visit: (seat) => this.inspect(seat),
    });
  }

  get size(): number {
    return this.seats.size;
  }

  get isLinked(): boolean {
    return this.link !== null;
  }

  /** Seats somebody; without the home nobody new can be let in, and `null` is returned. */
  enter(socket: Socket, knock: Knock): RoomConnection | null {
    if (this.link === null) {
      socket.close(CLOSE.restarting);
      return null;
    }
    const seat = new RelaySeat(this, ++this.lastSeat, socket, knock, this.now());
    this.seats.set(seat.id, seat);
    this.rounds.add(seat);
    seat.isEntered = true;
    const { documentId, schema, personId, sessionId } = knock;
    this.write({
      type: 'enter',
      seat: seat.id,
      documentId,
      schema,
      proof: { type: 'session', personId, sessionId },
    });
    return seat;
  }

  /** A link stands: everybody is brought back, some at a time. */
  linked(link: Link): void {
    this.link = link;
    this.resume([...this.seats.values()]);
  }

  private resume(waiting: RelaySeat[]): void {
    this.resumeTimer = null;
    for (const seat of waiting.splice(0, this.limits.resumeSeats)) {
      if (this.seats.get(seat.id) !== seat || seat.grant === null) continue;
      const { documentId, schema } = seat.knock;
      if (seat.isToldHeld) this.send(seat, encodeStorage(true));
      seat.isToldHeld = false;
      seat.isEntered = true;
      const proof = { type: 'grant', grant: seat.grant.token } as const;
      this.write({ type: 'enter', seat: seat.id, documentId, schema, proof });
      if (seat.announcement !== null) {
        this.write({ type: 'said', seat: seat.id, message: seat.announcement });
      }
    }
    if (waiting.length === 0) return;
    this.resumeTimer = setTimeout(() => this.resume(waiting), this.limits.resumeEveryMs);
  }

  /**
   * The link is no more. Who was seated stays, and is told that nothing is being saved; who was still
   * at the door comes back another time.
   */
  unlinked(): void {
    if (this.resumeTimer !== null) clearTimeout(this.resumeTimer);
    this.resumeTimer = null;
    this.link = null;
    this.rooms.clear();
    this.roomOf.clear();
    for (const seat of [...this.seats.values()]) {
      seat.isEntered = false;
      if (seat.grant === null) this.dismiss(seat, CLOSE.restarting);
      else if (!seat.isToldHeld && seat.knock.schema !== null) {
        seat.isToldHeld = true;
        this.send(seat, encodeStorage(false));
      }
    }
  }

  /** Takes the home's frames; throws `BadEntryError`. */
  take(frames: Uint8Array): void {
    for (const frame of readHomeFrames(frames)) {
      switch (frame.type) {
        case 'granted':
          this.granted(frame);
          break;
        case 'told':
          this.tell(frame.audience, frame.message);
          break;
        case 'closed': {
          const seat = this.seats.get(frame.seat);
          if (seat !== undefined) this.dismiss(seat, frame.event);
        }
      }
    }
  }

  private granted({ seat: id, room, grant, ttlMs }: Extract<HomeFrame, { type: 'granted' }>): void {
    const seat = this.seats.get(id);
    if (seat === undefined) return;
    // Counted from now and without a clock of day: relay and home need not agree on one.
    const until = this.now() + Math.min(ttlMs, this.limits.grantMs);
    seat.grant = { token: grant, until };
    let seats = this.rooms.get(room);
    if (seats === undefined) {
      seats = new Set();
      this.rooms.set(room, seats);
    }
    seats.add(seat);
    this.roomOf.set(seat, room);
  }

  private tell(audience: Audience, message: Uint8Array): void {
    if (audience.type !== 'seats') {
      const but = audience.type === 'all-but' ? audience.seat : null;
      for (const seat of this.rooms.get(audience.room) ?? []) {
        if (seat.id !== but) this.send(seat, message);
      }
      return;
    }
    const isAnswer = message[0] === MESSAGE.sync && message[1] === SYNC.step2;
    for (const id of audience.seats) {
      const seat = this.seats.get(id);
      if (seat === undefined) continue;
      if (isAnswer) seat.reader.allow(message.length);
      this.send(seat, message);
    }
  }

  private send(seat: RelaySeat, message: Uint8Array): void {
    if (!seat.socket.isOpen) return;
    seat.lastSentAt = this.now();
    seat.socket.send(message);
  }

  /** Somebody said something. While the home is away it is dropped: a step 2 brings it later. */
  said(seat: RelaySeat, frame: Uint8Array): void {
    if (this.seats.get(seat.id) !== seat) return;
    const now = this.now();
    if (!seat.frames.take(1, now) || !seat.bytes.take(frame.length, now)) {
      this.dismiss(seat, CLOSE.tooFast);
      return;
    }
    if (frame[0] === MESSAGE.awareness) rememberAnnouncement(seat, frame);
    if (seat.isEntered) this.write({ type: 'said', seat: seat.id, message: frame });
    else if (now - seat.lastSentAt >= SIGN_OF_LIFE_MS) this.send(seat, KEEP_ALIVE);
  }

  /** Somebody's socket is gone. */
  left(seat: RelaySeat): void {
    if (!this.forget(seat) || !seat.isEntered) return;
    this.write({ type: 'left', seat: seat.id });
  }

  private dismiss(seat: RelaySeat, event: CloseEventKind): void {
    this.left(seat);
    seat.socket.close(event);
  }

  private forget(seat: RelaySeat): boolean {
    if (!this.seats.delete(seat.id)) return false;
    this.rounds.delete(seat);
    const room = this.roomOf.get(seat);
    this.roomOf.delete(seat);
    if (room === undefined) return true;
    const others = this.rooms.get(room);
    others?.delete(seat);
    if (others?.size === 0) this.rooms.delete(room);
    return true;
  }

  private write(frame: RelayFrame): void {
    this.link?.write((encoder) => writeRelayFrame(encoder, frame));
  }

  private inspect(seat: RelaySeat): void {
    const now = this.now();
    if (seat.reader.isTooSlow(seat.socket.bufferedBytes, now, this.socketLimits)) {
      this.dismiss(seat, CLOSE.tooSlow);
    } else if (seat.isEntered) {
      // The home sends signs of life itself.
    } else if (seat.grant !== null && seat.grant.until <= now) {
      this.dismiss(seat, CLOSE.restarting);
    } else if (now - seat.lastSentAt >= this.socketLimits.keepAliveMs) {
      this.send(seat, KEEP_ALIVE);
    }
  }

  /** Sends everybody away until another time: this relay can do nothing for them. */
  dismissAll(): void {
    for (const seat of [...this.seats.values()]) this.dismiss(seat, CLOSE.restarting);
  }

  /** Frees the timers. */
  close(): void {
    if (this.resumeTimer !== null) clearTimeout(this.resumeTimer);
    this.rounds.close();
  }
}

/** Keeps what is to be announced again after a break. Whether it may be said is for the home to say. */
function rememberAnnouncement(seat: RelaySeat, frame: Uint8Array): void {
  if (frame.length > MAX_ANNOUNCEMENT_BYTES) return;
  const decoder = decoding.createDecoder(frame);
  try {
    decoding.readVarUint(decoder);
    const inner = decoding.createDecoder(decoding.readVarUint8Array(decoder));
    if (decoding.readVarUint(inner) === 0) return;
    const clientId = decoding.readVarUint(inner);
    seat.presenceId ??= clientId;
    if (clientId === seat.presenceId) seat.announcement = frame;
  } catch {
    // A frame that is none; the home closes whoever sent it.
    seat.announcement = null;
  }
}
