// The relay: opens rooms when someone comes, closes them when everyone has left, and joins them to
// the turn, the disk's health and the clock. It is handed its log, its rights and its listeners.
import type * as Y from 'yjs';
import { type Aside, CLOSE } from '../../shared/protocol.ts';
import { Admission } from './admission.ts';
import { createVerifiedSnapshot } from './compaction.ts';
import { Connection } from './connection.ts';
import { type RoomFault, UnknownDocumentError } from './errors.ts';
import { DEFAULT_LIMITS, type RelayLimits } from './limits.ts';
import { buildDoc, LiveDocument } from './live-document.ts';
import { encodeAside } from './messages.ts';
import { PresencePace } from './presence-pace.ts';
import { Room, type RoomHost } from './room.ts';
import { Rounds } from './rounds.ts';
import { StorageWatch } from './storage-watch.ts';
import { Turn, type TurnHost } from './turn.ts';
import type {
  ChangeOrigin,
  ConnectOptions,
  Dialect,
  PresentUser,
  Rights,
  RoomConnection,
  Rooms,
  RoomsOptions,
  RoomsStats,
  Socket,
  StoredDocument,
  UpdateLog,
  Visitor,
} from './types.ts';

/** Opens the relay. */
export function openRooms(options: RoomsOptions): Rooms {
  return new Relay(options);
}

class Relay implements Rooms, RoomHost, TurnHost {
  readonly options: RoomsOptions;
  readonly limits: RelayLimits;
  readonly updateLog: UpdateLog;
  readonly admission = new Admission();
  readonly counters = { admittedUpdates: 0, refusedUpdates: 0, commits: 0 };

  private readonly rooms = new Map<string, Room>();
  private readonly turn: Turn;
  private readonly pace: PresencePace;
  private readonly storage: StorageWatch;
  private readonly rounds: Rounds<Room>;
  private isClosed = false;

  constructor(options: RoomsOptions) {
    this.options = options;
    this.limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.updateLog = options.updateLog;
    this.turn = new Turn(this);
    this.pace = new PresencePace({
      intervalMs: this.limits.presenceIntervalMs,
      now: options.now,
      tell: (room) => this.tellPresence(room),
    });
    this.rounds = new Rounds({
      periodMs: this.limits.sweepMs,
      visit: (room) => this.inspect(room),
    });
    this.storage = new StorageWatch({
      probe: () => options.updateLog.probe(),
      recovered: () => this.storageRecovered(),
      probeMs: this.limits.probeMs,
    });
  }

  get isStorageDown(): boolean {
    return this.storage.isDown;
  }

  get stats(): RoomsStats {
    let connections = 0;
    for (const room of this.rooms.values()) connections += room.connections.size;
    return { rooms: this.rooms.size, connections, ...this.counters };
  }

  now(): number {
    return this.options.now();
  }

  connect(
    socket: Socket,
    visitor: Visitor,
    documentId: string,
    dialect: Dialect = 'sommet',
    { isResumed = false }: ConnectOptions = {},
  ): RoomConnection | null {
    if (this.isClosed) {
      socket.close(CLOSE.restarting);
      return null;
    }
    const rights = this.rightsOf(visitor, documentId);
    if (!rights.read) {
      socket.close(rights.close);
      return null;
    }
    let room: Room | null;
    try {
      room = this.openRoom(documentId);
    } catch (error) {
      // Whatever is wrong with the disk, the document is not blank: come back later (SY5).
      this.options.log({ level: 'error', event: 'room-not-opened', documentId, error });
      socket.close(CLOSE.roomDropped);
      return null;
    }
    if (room === null) {
      socket.close(CLOSE.notFound);
      return null;
    }
    const now = this.now();
    const connection = new Connection(room, socket, visitor, rights, dialect, now);
    if (isResumed) connection.fallBehind();
    room.join(connection, now);
    if (isResumed) room.tellWhole(connection, now);
    return connection;
  }

  /** The visitor's rights; none for now when they cannot be found out. */
  private rightsOf(visitor: Visitor, documentId: string): Rights {
    try {
      return this.options.authorize(visitor, documentId);
    } catch (error) {
      this.options.log({ level: 'error', event: 'rights-unknown', documentId, error });
      return { read: false, close: CLOSE.roomDropped };
    }
  }

  /** The open room of a document, opened if need be; `null` when there is no such document. */
  private openRoom(documentId: string): Room | null {
    const existing = this.rooms.get(documentId);
    if (existing !== undefined) return existing;
    const stored = this.updateLog.load(documentId);
    if (stored === null) return null;
    const room = new Room(documentId, new LiveDocument(documentId, stored), this);
    room.emptySince = this.now();
    this.rooms.set(documentId, room);
    this.rounds.add(room);
    return room;
  }

  private requireStored(documentId: string): StoredDocument {
    const stored = this.updateLog.load(documentId);
    if (stored === null) throw new UnknownDocumentError(documentId);
    return stored;
  }

  read<T>(documentId: string, read: (doc: Y.Doc) => T): T {
    const room = this.rooms.get(documentId);
    if (room !== undefined) return read(room.live.doc);
    const doc = buildDoc(documentId, this.requireStored(documentId));
    try {
      return read(doc);
    } finally {
      doc.destroy();
    }
  }

  edit(documentId: string, origin: ChangeOrigin, change: (doc: Y.Doc) => void): void {
    if (this.turn.isCommitting) throw new Error('A turn is under way: edit after it, not within.');
    const room = this.openRoom(documentId);
    if (room === null) throw new UnknownDocumentError(documentId);
    this.turn.flush(room);
    const now = this.now();
    // When a listener of another room's change edits this one, its own turn may still be untold.
    room.deliver(now);
    try {
      this.updateLog.transaction(() => room.applyOwnChange(origin, change, now));
    } catch (error) {
      // Memory may hold what the disk does not, whether the change or the disk is to blame.
      this.reload(room);
      throw error;
    }
    this.counters.commits++;
    room.deliver(now);
  }

  flush(documentId: string): void {
    const room = this.rooms.get(documentId);
    if (room !== undefined) this.turn.flush(room);
  }

  refreshRights(match: { documentId?: string; sessionId?: string; personId?: string }): void {
    const now = this.now();
    const rooms =
      match.documentId === undefined
        ? [...this.rooms.values()]
        : [this.rooms.get(match.documentId)].filter((room) => room !== undefined);
    for (const room of rooms) {
      for (const connection of [...room.connections]) {
        const { sessionId, user } = connection.visitor;
        if (match.sessionId !== undefined && match.sessionId !== sessionId) continue;
        if (match.personId !== undefined && match.personId !== user.id) continue;
        this.refreshConnection(room, connection, now);
      }
      this.tellWhoIsHere(room);
    }
  }

  private refreshConnection(room: Room, connection: Connection, now: number): void {
    const rights = this.rightsOf(connection.visitor, room.documentId);
    if (!rights.read) {
      connection.close(rights.close);
      return;
    }
    const before = connection.rights;
    connection.rights = rights;
    const wasDenied = before.write ? null : before.denial;
    const isDenied = rights.write ? null : rights.denial;
    if (wasDenied !== isDenied) connection.sendRights(now);
    if (rights.write && connection.forgiveReadOnly()) connection.send(room.live.askMissing(), now);
  }

  tellAside(documentId: string, aside: Aside): void {
    const connections = this.rooms.get(documentId)?.connections ?? [];
    const message = encodeAside(aside);
    const now = this.now();
    for (const connection of connections) connection.sendOwn(message, now);
  }

  present(documentId: string): readonly PresentUser[] {
    return this.rooms.get(documentId)?.present() ?? [];
  }

  presentEverywhere(): ReadonlyMap<string, readonly PresentUser[]> {
    const everywhere = new Map<string, readonly PresentUser[]>();
    for (const [documentId, room] of this.rooms) {
      if (room.connections.size > 0) everywhere.set(documentId, room.present());
    }
    return everywhere;
  }

  close(): void {
    if (this.isClosed) return;
    this.turn.runAll();
    this.isClosed = true;
    this.turn.close();
    this.pace.close();
    this.storage.close();
    this.rounds.close();
    for (const room of this.rooms.values()) room.close(CLOSE.restarting);
    this.rooms.clear();
  }

  schedule(room: Room): void {
    this.turn.schedule(room);
  }

  turnEnded(rooms: readonly Room[]): void {
    this.pace.goAlong(rooms);
  }

  schedulePresence(room: Room): void {
    this.pace.schedule(room);
  }

  private tellPresence(room: Room): void {
    room.sendPresence(this.now());
    if (room.takeAudienceChange()) this.tellWhoIsHere(room);
  }

  private tellWhoIsHere(room: Room): void {
    try {
      this.options.onPresence?.(room.documentId, room.present());
    } catch (error) {
      const { documentId } = room;
      this.options.log({ level: 'error', event: 'on-presence', documentId, error });
    }
  }

  emptied(room: Room): void {
    if (this.limits.graceMs === 0) this.evict(room);
  }

  /** Closes a room in which nobody is, leaving its document quick to open. */
  private evict(room: Room): void {
    this.turn.flush(room);
    if (room.isClosed || room.connections.size > 0) return;
    if (room.live.rowsSinceSnapshot > this.limits.compactAfterRows) this.compact(room);
    this.forget(room);
    room.close(CLOSE.restarting);
    this.tellWhoIsHere(room);
  }

  private forget(room: Room): void {
    this.rooms.delete(room.documentId);
    this.rounds.delete(room);
  }

  private compact(room: Room): void {
    const { live, documentId } = room;
    if (this.storage.isDown) return;
    try {
      const snapshot = createVerifiedSnapshot(live.doc);
      this.updateLog.transaction(() => {
        this.updateLog.compact(documentId, snapshot, live.throughSeq, this.now());
      });
      live.rowsSinceSnapshot = 0;
    } catch (error) {
      // The log is whole without it; opening only takes longer.
      this.options.log({ level: 'error', event: 'compaction-failed', documentId, error });
    }
  }

  failed(room: Room, error: unknown): void {
    if (room.isClosed) return;
    const { documentId } = room;
    this.options.log({ level: 'error', event: 'room-dropped', documentId, error });
    this.drop(room);
  }

  private drop(room: Room): void {
    this.forget(room);
    room.close(CLOSE.roomDropped);
    this.tellWhoIsHere(room);
  }

  restart(room: Room, fault: RoomFault): boolean {
    const { documentId } = room;
    this.options.log({ level: 'error', event: 'room-fault', documentId, error: fault });
    return this.reload(room);
  }

  /** Gives up a lost turn; where memory was ahead of the disk, reads the disk again. */
  reload(room: Room): boolean {
    if (!room.loseTurn()) return true;
    const { documentId } = room;
    try {
      room.replace(new LiveDocument(documentId, this.requireStored(documentId)));
      return true;
    } catch (error) {
      this.options.log({ level: 'error', event: 'room-not-reloaded', documentId, error });
      this.drop(room);
      return false;
    }
  }

  storageFailed(rooms: readonly Room[], error: unknown): void {
    const now = this.now();
    this.options.log({ level: 'error', event: 'storage-failed', error });
    const wasDown = this.storage.isDown;
    this.storage.failed();
    for (const room of rooms) this.reload(room);
    if (wasDown) return;
    for (const room of this.rooms.values()) {
      // What the others had queued would only fail again.
      this.reload(room);
      for (const connection of room.connections) connection.sendStorage(false, now);
    }
  }

  private storageRecovered(): void {
    const now = this.now();
    this.options.log({ level: 'info', event: 'storage-recovered' });
    for (const room of this.rooms.values()) {
      for (const connection of room.connections) {
        connection.sendStorage(true, now);
        connection.send(room.live.askMissing(), now);
      }
    }
  }

  /** Looks over a room and everybody in it. */
  private inspect(room: Room): void {
    const now = this.now();
    room.presence.expire(now);
    if (room.presence.hasChanges) this.pace.schedule(room);
    for (const connection of [...room.connections]) connection.inspect(now);
    if (room.emptySince !== null && now - room.emptySince >= this.limits.graceMs) {
      this.evict(room);
    } else if (room.live.rowsSinceSnapshot > this.limits.compactOpenAfterRows) {
      this.compact(room);
    }
  }
}
