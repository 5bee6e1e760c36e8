// One socket in one room: decodes its frames, enforces its limits and rights, and holds what it has
// been promised. It decides nothing about the document; the room's turn does.
import {
  CLOSE,
  type CloseEventKind,
  type PresenceUser,
  type RefusalCode,
} from '../../shared/protocol.ts';
import { BadFrameError } from './errors.ts';
import {
  decodeMessage,
  encodePermissionDenied,
  encodeRefused,
  encodeRights,
  encodeStorage,
  KEEP_ALIVE,
} from './messages.ts';
import type { PresenceOwner } from './presence.ts';
import type { Room } from './room.ts';
import { SlowReader } from './slow-reader.ts';
import { TokenBucket } from './token-bucket.ts';
import type { Dialect, Rights, RoomConnection, Socket, Visitor } from './types.ts';

/** The rights of someone who may at least read. */
type ReadingRights = Extract<Rights, { read: true }>;

/**
 * How a connection's words stand to the room's.
 *
 * - `in-step`: everything it sent so far is in the log.
 * - `behind`: something it sent is not; a sync step 2 will bring all of it.
 * - `refused`: what it has to say is not let in; a step 2 that is ends this.
 */
type SyncState =
  | { readonly type: 'in-step' }
  | { readonly type: 'behind' }
  | { readonly type: 'refused'; readonly code: RefusalCode };

const IN_STEP: SyncState = { type: 'in-step' };
const BEHIND: SyncState = { type: 'behind' };

/** A visitor's connection, as its room sees it. */
export class Connection implements RoomConnection, PresenceOwner {
  readonly room: Room;
  readonly visitor: Visitor;
  rights: ReadingRights;
  sync: SyncState = IN_STEP;
  presenceId: number | null = null;
  lastEditAt = 0;

  /** The highest counter that may be acknowledged after the next commit. */
  acknowledgeReady: number | null = null;
  /** The highest counter that waits until the connection is in step again. */
  acknowledgeHeld: number | null = null;
  /** What to say after the turn's commit. */
  refusalToSend: RefusalCode | null = null;
  asksMissing = false;
  isTouched = false;

  private readonly socket: Socket;
  private dialect: Dialect;
  private readonly frames: TokenBucket;
  private readonly bytes: TokenBucket;
  private isSeated = true;
  private lastSentAt: number;
  private readonly reader = new SlowReader();

  constructor(
    room: Room,
    socket: Socket,
    visitor: Visitor,
    rights: ReadingRights,
    dialect: Dialect,
    now: number,
  ) {
    this.room = room;
    this.socket = socket;
    this.visitor = visitor;
    this.rights = rights;
    this.dialect = dialect;
    this.frames = new TokenBucket(room.limits.frames, now);
    this.bytes = new TokenBucket(room.limits.bytes, now);
    this.lastSentAt = now;
  }

  get user(): PresenceUser {
    return this.visitor.user;
  }

  receive(frame: Uint8Array): void {
    if (!this.isSeated) return;
    const now = this.room.now();
    if (!this.frames.take(1, now) || !this.bytes.take(frame.length, now)) {
      this.close(CLOSE.tooFast);
      return;
    }
    try {
      this.room.take(this, decodeMessage(frame), now);
    } catch (error) {
      if (error instanceof BadFrameError) this.close(CLOSE.invalid);
      else this.room.fail(error);
    }
  }

  closed(): void {
    if (!this.isSeated) return;
    this.isSeated = false;
    this.room.leave(this);
  }

  /** Sends one message; a socket that is gone is not an error, its `closed` is on the way. */
  send(message: Uint8Array, now: number): void {
    if (!this.isSeated || !this.socket.isOpen) return;
    this.lastSentAt = now;
    this.socket.send(message);
  }

  /** Sends the answer to a step 1. */
  sendAnswer(message: Uint8Array, now: number): void {
    this.reader.allow(message.length);
    this.send(message, now);
  }

  /** Sends a message that only Sommet's own client knows. */
  sendOwn(message: Uint8Array, now: number): void {
    if (this.dialect === 'sommet') this.send(message, now);
  }

  sendRights(now: number): void {
    this.sendOwn(encodeRights(this.rights.write ? null : this.rights.denial), now);
  }

  sendStorage(canWrite: boolean, now: number): void {
    this.sendOwn(encodeStorage(canWrite), now);
  }

  sendRefusal(code: RefusalCode, now: number): void {
    this.send(this.dialect === 'sommet' ? encodeRefused(code) : encodePermissionDenied(code), now);
  }

  /** Something sent is not in the log: nothing after it is acknowledged until a step 2 brings it. */
  fallBehind(): void {
    if (this.sync.type === 'in-step') this.sync = BEHIND;
  }

  /** The turn was not committed, so that nothing of it may be acknowledged. */
  loseTurn(): void {
    this.fallBehind();
    this.isTouched = false;
    this.refusalToSend = null;
    this.asksMissing = false;
    if (this.acknowledgeReady !== null) {
      this.acknowledgeHeld = this.acknowledgeReady;
      this.acknowledgeReady = null;
    }
  }

  /** A request that was lost with its turn still stands. */
  holdAcknowledge(counter: number): void {
    this.acknowledgeHeld = counter;
  }

  refuse(code: RefusalCode): void {
    this.sync = { type: 'refused', code };
    this.refusalToSend = code;
  }

  /** Everything sent so far is in the log. */
  catchUp(): void {
    this.sync = IN_STEP;
    if (this.acknowledgeHeld !== null) {
      this.acknowledgeReady = this.acknowledgeHeld;
      this.acknowledgeHeld = null;
    }
  }

  /** After a change of rights: what was refused for lack of them is asked for again. */
  forgiveReadOnly(): boolean {
    if (this.sync.type !== 'refused' || this.sync.code !== 'read-only') return false;
    this.sync = BEHIND;
    return true;
  }

  /** Whoever asks for acknowledgements speaks Sommet, whatever the URL said. */
  requestAcknowledge(counter: number, now: number): void {
    if (this.dialect === 'stock') {
      this.dialect = 'sommet';
      this.sendRights(now);
    }
    if (this.sync.type === 'in-step') this.acknowledgeReady = counter;
    else this.acknowledgeHeld = counter;
  }

  /** Closes the socket and leaves the room at once, without waiting for the peer. */
  close(event: CloseEventKind): void {
    if (!this.isSeated) return;
    this.isSeated = false;
    this.socket.close(event);
    this.room.leave(this);
  }

  /** Looked over once a sweep: sheds a slow reader, keeps a silent connection alive. */
  inspect(now: number): void {
    const { limits } = this.room;
    if (this.reader.isTooSlow(this.socket.bufferedBytes, now, limits)) this.close(CLOSE.tooSlow);
    else if (now - this.lastSentAt >= limits.keepAliveMs) this.send(KEEP_ALIVE, now);
  }
}
