// A document open on the server and the people in it: takes what they send, has it processed in its
// turn, and tells everyone after the commit. It knows neither how a turn is committed nor when.
import type * as Y from 'yjs';
import type { CloseEventKind } from '../../shared/protocol.ts';
import type { Connection } from './connection.ts';
import type { RelayLimits } from './limits.ts';
import type { LiveDocument } from './live-document.ts';
import {
  type ClientMessage,
  decodeAwareness,
  encodeAcknowledge,
  type WriteMessage,
} from './messages.ts';
import { RoomPresence } from './presence.ts';
import { loseMessages, type QueuedMessage, RoomTurn, type RoomTurnHost } from './room-turn.ts';
import type { ChangeOrigin, PresentUser } from './types.ts';

/** What a room needs from the relay around it. */
export interface RoomHost extends RoomTurnHost {
  readonly limits: RelayLimits;
  /** Whether the disk refuses writes just now. */
  readonly isStorageDown: boolean;
  /** Something waits for the next turn. */
  schedule(room: Room): void;
  /** Presence changed and shall be told when its time has come. */
  schedulePresence(room: Room): void;
  /** The last connection left. */
  emptied(room: Room): void;
  /** The room cannot go on. */
  failed(room: Room, error: unknown): void;
}

/** An open document. */
export class Room {
  readonly documentId: string;
  readonly connections = new Set<Connection>();
  readonly presence = new RoomPresence();
  live: LiveDocument;
  isClosed = false;
  emptySince: number | null = null;
  presenceSentAt = 0;
  /** No turn before this, on the monotonic clock, unless somebody asks for one. */
  restsUntil = 0;
  /** Until when messages are taken one at a time, because one of them could not be applied. */
  cautiousUntil = 0;

  private readonly host: RoomHost;
  private queue: QueuedMessage[] = [];
  private queuedWrites = 0;
  private turn: RoomTurn | null = null;
  private hasOtherMembers = false;

  constructor(documentId: string, live: LiveDocument, host: RoomHost) {
    this.documentId = documentId;
    this.live = live;
    this.host = host;
  }

  get limits(): RelayLimits {
    return this.host.limits;
  }

  get hasQueuedWrites(): boolean {
    return this.queuedWrites > 0;
  }

  get hasQueue(): boolean {
    return this.queue.length > 0;
  }

  now(): number {
    return this.host.options.now();
  }

  fail(error: unknown): void {
    this.host.failed(this, error);
  }

  /** Seats a connection and opens the conversation. */
  join(connection: Connection, now: number): void {
    this.connections.add(connection);
    this.hasOtherMembers = true;
    this.emptySince = null;
    connection.send(this.live.askMissing(), now);
    connection.sendRights(now);
    if (this.host.isStorageDown) connection.sendStorage(false, now);
    const presence = this.presence.whole();
    if (presence !== null) connection.send(presence, now);
    this.host.schedulePresence(this);
  }

  /** Sends everything there is, to whoever may have missed some of it. */
  tellWhole(connection: Connection, now: number): void {
    connection.sendAnswer(this.live.whole(), now);
  }

  leave(connection: Connection): void {
    if (!this.connections.delete(connection) || this.isClosed) return;
    this.hasOtherMembers = true;
    this.presence.leave(connection);
    this.host.schedulePresence(this);
    if (this.connections.size === 0) {
      this.emptySince = this.now();
      this.host.emptied(this);
    }
  }

  /** Takes a decoded message; throws `BadFrameError` on an awareness payload that is none. */
  take(connection: Connection, message: ClientMessage, now: number): void {
    switch (message.type) {
      case 'step1':
        connection.sendAnswer(this.live.answerMissing(message.stateVector, message.encoded), now);
        return;
      case 'awareness':
        this.takePresence(connection, message.frame, message.start, message.end, now);
        return;
      case 'queryAwareness': {
        const presence = this.presence.whole();
        if (presence !== null) connection.send(presence, now);
        return;
      }
      case 'step2':
      case 'update':
        if (this.host.isStorageDown) {
          connection.fallBehind();
          return;
        }
        if (!isEmptyUpdate(message)) this.queuedWrites++;
        break;
      case 'acknowledgeRequest':
        break;
    }
    this.queue.push({ connection, message });
    if (this.queue.length === 1) this.host.schedule(this);
  }

  private takePresence(
    connection: Connection,
    frame: Uint8Array,
    start: number,
    end: number,
    now: number,
  ): void {
    const entries = decodeAwareness(frame, start, end);
    const owners = this.live.owners;
    const reply = this.presence.announce(connection, entries, (id) => owners.get(id), now);
    if (reply !== null) connection.send(reply, now);
    if (this.presence.hasChanges) this.host.schedulePresence(this);
  }

  /** Takes what waits out of the queue. */
  takeQueue(): QueuedMessage[] {
    const queue = this.queue;
    this.queue = [];
    this.queuedWrites = 0;
    return queue;
  }

  /** The part of a turn inside the transaction; throws `RoomFault` and what the log throws. */
  process(messages: readonly QueuedMessage[], now: number): void {
    this.turn = new RoomTurn(this.documentId, this.live, this.host, now);
    this.turn.process(messages);
  }

  /** The server's own change, inside the transaction. Throws what `change` and the log throw. */
  applyOwnChange(origin: ChangeOrigin, change: (doc: Y.Doc) => void, now: number): void {
    this.turn = new RoomTurn(this.documentId, this.live, this.host, now);
    this.turn.applyOwnChange(origin, change);
  }

  /** The part of a turn after its commit: tells everyone what is on the disk now. */
  deliver(now: number): void {
    if (this.turn === null) return;
    const { outgoing, touched, changedBy, admitted } = this.turn;
    this.turn = null;
    this.host.counters.admittedUpdates += admitted;
    for (const { message, sender } of outgoing) {
      for (const connection of this.connections) {
        if (connection !== sender) connection.send(message, now);
      }
    }
    for (const connection of touched) {
      connection.isTouched = false;
      if (connection.refusalToSend !== null) connection.sendRefusal(connection.refusalToSend, now);
      if (connection.asksMissing) connection.send(this.live.askMissing(), now);
      if (connection.acknowledgeReady !== null) {
        connection.send(encodeAcknowledge(connection.acknowledgeReady), now);
      }
      connection.refusalToSend = null;
      connection.asksMissing = false;
      connection.acknowledgeReady = null;
    }
    if (changedBy.size === 0) return;
    try {
      this.host.options.onChanged(this.documentId, changedBy);
    } catch (error) {
      this.host.options.log({
        level: 'error',
        event: 'on-changed',
        documentId: this.documentId,
        error,
      });
    }
  }

  /**
   * The turn was not committed: what it held and what waits is forgotten, and those who sent it will be
   * asked again. Returns whether the document has to be read from the disk again.
   */
  loseTurn(): boolean {
    const { turn } = this;
    loseMessages(this.takeQueue());
    this.turn = null;
    if (turn === null) return false;
    for (const connection of turn.touched) connection.loseTurn();
    return turn.isAhead;
  }

  /** Asks everyone whose words are not all in the log for what is missing. */
  askThoseBehind(now: number): void {
    for (const connection of this.connections) {
      if (connection.sync.type === 'behind') connection.send(this.live.askMissing(), now);
    }
  }

  /** Replaces a document that was ahead of the disk by what is on it. */
  replace(live: LiveDocument): void {
    this.live.destroy();
    this.live = live;
  }

  /** Sends everyone what changed in presence. */
  sendPresence(now: number): void {
    this.presenceSentAt = now;
    const changes = this.presence.takeChanges();
    if (changes === null) return;
    for (const connection of this.connections) {
      if (connection !== changes.onlyMover) connection.send(changes.message, now);
    }
  }

  /** Whether someone came, left or moved to another field since the last call. */
  takeAudienceChange(): boolean {
    const hasMoved = this.presence.takeMoves();
    const isOther = this.hasOtherMembers;
    this.hasOtherMembers = false;
    return isOther || hasMoved;
  }

  /** Everyone in the room, one entry per socket. */
  present(): PresentUser[] {
    const users: PresentUser[] = [];
    for (const connection of this.connections) {
      users.push({
        user: connection.user,
        field: this.presence.fieldOf(connection),
        lastEditAt: connection.lastEditAt,
        canWrite: connection.rights.write,
      });
    }
    return users;
  }

  /** Closes every connection; nothing is kept of the room. */
  close(event: CloseEventKind): void {
    this.isClosed = true;
    this.loseTurn();
    for (const connection of [...this.connections]) connection.close(event);
    this.connections.clear();
    this.live.destroy();
  }
}

/**
 * Whether an update holds neither structs nor deletions: what everybody who joins with an empty
 * document answers. It needs its place in the queue, but no transaction.
 */
function isEmptyUpdate({ frame, start, end }: WriteMessage): boolean {
  return end - start === 2 && frame[start] === 0 && frame[start + 1] === 0;
}
