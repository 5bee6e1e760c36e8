// A document open on the server and the people in it. Its turn admits, logs and applies what arrived;
// after the commit it tells everyone. It knows neither how a turn is committed nor when.
import * as Y from 'yjs';
import type { CloseEventKind } from '../../shared/protocol.ts';
import type { Admission } from './admission.ts';
import type { Connection } from './connection.ts';
import { RoomFault } from './errors.ts';
import { deletesMoreThanHalf } from './large-deletion.ts';
import type { RelayLimits } from './limits.ts';
import { clocksOf, isComplete, type LiveDocument } from './live-document.ts';
import {
  type ClientMessage,
  decodeAwareness,
  encodeAcknowledge,
  encodeUpdate,
  type WriteMessage,
} from './messages.ts';
import { RoomPresence } from './presence.ts';
import type { ChangeOrigin, PresentUser, RoomsOptions } from './types.ts';
import { UpdateBatch } from './update-batch.ts';

/** Deletions of fewer characters are everyday typing, whatever part of a field they are. */
const LARGE_DELETION_LENGTH = 16;

const TURN_ORIGIN: ChangeOrigin = { type: 'turn' };

/** What a room needs from the relay around it. */
export interface RoomHost {
  readonly options: RoomsOptions;
  readonly limits: RelayLimits;
  readonly admission: Admission;
  /** Whether the disk refuses writes just now. */
  readonly isStorageDown: boolean;
  readonly counters: { admittedUpdates: number; refusedUpdates: number };
  /** Something waits for the next turn. */
  schedule(room: Room): void;
  /** Presence changed and shall be told when its time has come. */
  schedulePresence(room: Room): void;
  /** The last connection left. */
  emptied(room: Room): void;
  /** The room cannot go on. */
  failed(room: Room, error: unknown): void;
}

type QueuedMessage = WriteMessage | Extract<ClientMessage, { type: 'acknowledgeRequest' }>;

/** A committed change on its way out. */
interface Outgoing {
  readonly message: Uint8Array;
  /** The only connection it came from, which has it already. */
  readonly sender: Connection | null;
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

  private readonly host: RoomHost;
  private queue: { connection: Connection; message: QueuedMessage }[] = [];
  private queuedWrites = 0;

  // What the turn under way has done; given up when it is not committed.
  private batch = new UpdateBatch();
  private readonly batchByPerson = new Map<string, UpdateBatch>();
  private batchSender: Connection | null = null;
  private outgoing: Outgoing[] = [];
  private touched: Connection[] = [];
  private changedBy = new Set<string | null>();
  private admitted = 0;
  /** Whether memory is ahead of the disk, so that losing the turn means reading it again. */
  private isAhead = false;

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
    this.emptySince = null;
    connection.send(this.live.askMissing(), now);
    connection.sendRights(now);
    if (this.host.isStorageDown) connection.sendStorage(false, now);
    const presence = this.presence.whole();
    if (presence !== null) connection.send(presence, now);
    this.host.schedulePresence(this);
  }

  leave(connection: Connection): void {
    if (!this.connections.delete(connection) || this.isClosed) return;
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
        this.queuedWrites++;
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

  /**
   * The part of a turn inside the transaction: admits, appends and applies what arrived. Throws
   * `RoomFault` when this room is at fault, and what the log throws.
   */
  process(now: number): void {
    for (const { connection, message } of this.queue) {
      if (!connection.isTouched) {
        connection.isTouched = true;
        this.touched.push(connection);
      }
      if (message.type === 'acknowledgeRequest')
        connection.requestAcknowledge(message.counter, now);
      else this.processWrite(connection, message, now);
    }
    this.queue.length = 0;
    this.queuedWrites = 0;
    this.appendAndApply(now);
  }

  private processWrite(connection: Connection, message: WriteMessage, now: number): void {
    const isStep2 = message.type === 'step2';
    if (!isStep2 && connection.sync.type !== 'in-step') {
      // Part of what a step 2 will bring, or has failed to bring.
      if (connection.sync.type === 'refused') connection.refusalToSend = connection.sync.code;
      return;
    }
    const { frame, start, end } = message;
    const personId = connection.user.id;
    const { admission } = this.host;
    let verdict = this.judge(personId, frame, start, end);
    if (verdict === 'apply-first') {
      this.appendAndApply(now);
      verdict = this.judge(personId, frame, start, end);
    }
    switch (verdict) {
      case 'known':
        if (isStep2) connection.catchUp();
        return;
      case 'new':
        break;
      case 'behind':
      case 'unknown-origin':
      case 'delete-beyond-clock':
        // An update may have overtaken another; a step 2 holds everything there is.
        if (isStep2) {
          this.refuse(connection, verdict === 'behind' ? 'unknown-origin' : verdict);
        } else {
          connection.fallBehind();
          connection.asksMissing = true;
        }
        return;
      case 'apply-first':
        throw new RoomFault('admitted structs are still not applied');
      default:
        this.refuse(connection, verdict);
        if (!isStep2) connection.asksMissing = true;
        return;
    }
    if (!connection.rights.write) {
      this.refuse(connection, 'read-only');
      return;
    }
    this.noticeLargeDeletion(admission, personId, now);
    if (!this.batch.canTake(admission)) this.appendAndApply(now);
    this.admit(connection, admission, message, now);
    if (isStep2) connection.catchUp();
  }

  private judge(personId: string, frame: Uint8Array, start: number, end: number) {
    try {
      return this.host.admission.judge(this.live, personId, frame, start, end);
    } catch (error) {
      throw new RoomFault('admission failed', { cause: error });
    }
  }

  private refuse(connection: Connection, code: Parameters<Connection['refuse']>[0]): void {
    this.host.counters.refusedUpdates++;
    connection.refuse(code);
    this.host.options.log({
      level: 'warn',
      event: 'update-refused',
      documentId: this.documentId,
      personId: connection.user.id,
      code,
    });
  }

  private noticeLargeDeletion(admission: Admission, personId: string, now: number): void {
    const { onLargeDeletion, log } = this.host.options;
    if (onLargeDeletion === undefined || admission.newDeleteLength < LARGE_DELETION_LENGTH) return;
    // The document has to show everything up to this update, and nothing of it.
    this.appendAndApply(now);
    if (!deletesMoreThanHalf(this.live.doc, admission)) return;
    try {
      onLargeDeletion(this.documentId, this.live.doc, personId);
    } catch (error) {
      log({ level: 'error', event: 'large-deletion-hook', documentId: this.documentId, error });
    }
  }

  private admit(
    connection: Connection,
    admission: Admission,
    { type, frame, start, end }: WriteMessage,
    now: number,
  ): void {
    const personId = connection.user.id;
    const { live } = this;
    const { scanner } = admission;
    this.isAhead = true;
    for (let s = 0; s < scanner.sectionCount; s++) {
      const section = scanner.sections[s]!;
      if (admission.newFirst[s] === section.end) continue;
      const last = section.end - 1;
      live.clocks.set(section.client, scanner.clock[last]! + scanner.length[last]!);
      if (admission.unclaimed[s]) {
        live.claim(section.client, personId);
        this.host.options.updateLog.claimClient(this.documentId, section.client, personId);
      }
    }
    const message = type === 'update' ? frame : null;
    if (this.batch.isEmpty) this.batchSender = connection;
    else if (this.batchSender !== connection) this.batchSender = null;
    this.batch.add(admission, message, start, end);
    let own = this.batchByPerson.get(personId);
    if (own === undefined) {
      own = new UpdateBatch();
      this.batchByPerson.set(personId, own);
    }
    own.add(admission, message, start, end);
    this.changedBy.add(personId);
    this.admitted++;
    connection.lastEditAt = now;
  }

  /** Logs each person's part of the batch, applies the whole and keeps it for the broadcast. */
  private appendAndApply(now: number): void {
    if (this.batch.isEmpty) return;
    const { live, batch } = this;
    const joined = batch.join();
    if (this.batchByPerson.size === 1) {
      for (const personId of this.batchByPerson.keys()) this.append(personId, joined.update, now);
    } else {
      for (const [personId, own] of this.batchByPerson) {
        this.append(personId, own.join().update, now);
      }
    }
    try {
      Y.applyUpdate(live.doc, joined.update, TURN_ORIGIN);
    } catch (error) {
      throw new RoomFault('an admitted update cannot be applied', { cause: error });
    }
    if (!isComplete(live.doc)) throw new RoomFault('an admitted update is waiting for another');
    live.changed();
    this.outgoing.push({ message: joined.message, sender: this.batchSender });
    this.batch = new UpdateBatch();
    this.batchByPerson.clear();
    this.batchSender = null;
  }

  private append(personId: string | null, update: Uint8Array, now: number): void {
    const { live } = this;
    live.throughSeq = this.host.options.updateLog.append(this.documentId, personId, update, now);
    live.rowsSinceSnapshot++;
  }

  /** The server's own change, inside the transaction. Throws what `change` and the log throw. */
  applyOwnChange(origin: ChangeOrigin, change: (doc: Y.Doc) => void, now: number): void {
    const { live } = this;
    const { doc } = live;
    const updates: Uint8Array[] = [];
    const collect = (update: Uint8Array) => updates.push(update);
    this.isAhead = true;
    doc.on('update', collect);
    try {
      doc.transact(() => change(doc), origin);
    } finally {
      doc.off('update', collect);
    }
    const personId = origin.type === 'turn' ? null : origin.personId;
    for (const update of updates) {
      if (!live.owners.has(doc.clientID)) {
        live.claim(doc.clientID, null);
        this.host.options.updateLog.claimClient(this.documentId, doc.clientID, null);
      }
      this.append(personId, update, now);
      this.outgoing.push({ message: encodeUpdate(update), sender: null });
      this.changedBy.add(personId);
    }
    live.clocks.clear();
    for (const [client, clock] of clocksOf(doc)) live.clocks.set(client, clock);
    live.changed();
  }

  /** The part of a turn after its commit: tells everyone what is on the disk now. */
  deliver(now: number): void {
    this.isAhead = false;
    const { outgoing, touched, changedBy } = this;
    this.outgoing = [];
    this.touched = [];
    this.host.counters.admittedUpdates += this.admitted;
    this.admitted = 0;
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
    this.changedBy = new Set();
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
   * The turn was not committed: what it held is forgotten, and those who sent it are asked again
   * later. Returns whether the document has to be read from the disk again.
   */
  loseTurn(): boolean {
    const wasAhead = this.isAhead;
    for (const { connection } of this.queue) connection.loseTurn();
    for (const connection of this.touched) {
      connection.isTouched = false;
      connection.loseTurn();
      connection.refusalToSend = null;
      connection.asksMissing = false;
    }
    this.queue.length = 0;
    this.queuedWrites = 0;
    this.batch = new UpdateBatch();
    this.batchByPerson.clear();
    this.batchSender = null;
    this.outgoing = [];
    this.touched = [];
    this.changedBy = new Set();
    this.admitted = 0;
    this.isAhead = false;
    return wasAhead;
  }

  /** Replaces a document that was ahead of the disk by what is on it. */
  replace(live: LiveDocument): void {
    this.live.destroy();
    this.live = live;
  }

  /** Sends everyone what changed in presence. */
  sendPresence(now: number): void {
    this.presenceSentAt = now;
    const message = this.presence.takeChanges();
    if (message === null) return;
    for (const connection of this.connections) connection.send(message, now);
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
