// What one room does in one turn: admits, appends and applies what arrived, and keeps what is to be
// said once that is committed. It sends nothing and does not know how a turn is committed.
import * as Y from 'yjs';
import type { RefusalCode } from '../../shared/protocol.ts';
import type { Admission, Verdict } from './admission.ts';
import type { Connection } from './connection.ts';
import { RoomFault } from './errors.ts';
import { deletesMoreThanHalf } from './large-deletion.ts';
import { clocksOf, isComplete, type LiveDocument } from './live-document.ts';
import { type ClientMessage, encodeUpdate, type WriteMessage } from './messages.ts';
import type { ChangeOrigin, ClientClaim, RoomsOptions } from './types.ts';
import { UpdateBatch } from './update-batch.ts';

/** Deletions of fewer characters are everyday typing, whatever part of a field they are. */
const LARGE_DELETION_LENGTH = 16;

const TURN_ORIGIN: ChangeOrigin = { type: 'turn' };

/** What a turn needs from the relay. */
export interface RoomTurnHost {
  readonly options: RoomsOptions;
  readonly admission: Admission;
  readonly counters: { admittedUpdates: number; refusedUpdates: number };
}

/** A message that waits for its room's turn. */
export interface QueuedMessage {
  readonly connection: Connection;
  readonly message: WriteMessage | Extract<ClientMessage, { type: 'acknowledgeRequest' }>;
}

/** A committed change on its way out. */
interface Outgoing {
  readonly message: Uint8Array;
  /** The only connection it came from, which has it already. */
  readonly sender: Connection | null;
}

/** The turn of one room over one live document; a lost turn is thrown away with it. */
export class RoomTurn {
  readonly outgoing: Outgoing[] = [];
  readonly touched: Connection[] = [];
  readonly changedBy = new Set<string | null>();
  /** Whether memory is ahead of the disk, so that losing the turn means reading it again. */
  isAhead = false;
  admitted = 0;

  private readonly documentId: string;
  private readonly live: LiveDocument;
  private readonly host: RoomTurnHost;
  private readonly now: number;
  /** What is admitted and not applied yet. */
  private batch: UpdateBatch | null = null;
  private batchSender: Connection | null = null;
  /** Who sent the batch: one person, or each with their own part of it. */
  private batchPerson = '';
  private batchByPerson: Map<string, UpdateBatch> | null = null;

  constructor(documentId: string, live: LiveDocument, host: RoomTurnHost, now: number) {
    this.documentId = documentId;
    this.live = live;
    this.host = host;
    this.now = now;
  }

  /**
   * The part of a turn inside the transaction. Throws `RoomFault` when the document cannot take what
   * was admitted, and what the log throws.
   */
  process(messages: readonly QueuedMessage[]): void {
    for (const { connection, message } of messages) {
      if (!connection.isTouched) {
        connection.isTouched = true;
        this.touched.push(connection);
      }
      if (message.type === 'acknowledgeRequest') {
        connection.requestAcknowledge(message.counter, this.now);
      } else {
        this.processWrite(connection, message);
      }
    }
    this.appendAndApply();
  }

  private processWrite(connection: Connection, message: WriteMessage): void {
    const isStep2 = message.type === 'step2';
    if (!isStep2 && connection.sync.type !== 'in-step') {
      // Part of what a step 2 will bring, or has failed to bring.
      if (connection.sync.type === 'refused') connection.refusalToSend = connection.sync.code;
      return;
    }
    const personId = connection.user.id;
    let verdict = this.judge(personId, message);
    if (verdict === 'apply-first') {
      this.appendAndApply();
      verdict = this.judge(personId, message);
    }
    switch (verdict) {
      case 'known':
        if (isStep2) connection.catchUp();
        return;
      case 'new':
        break;
      case 'overlaps':
        askAgain(connection);
        return;
      case 'behind':
      case 'unknown-origin':
      case 'delete-beyond-clock':
        // An update may have overtaken another; a step 2 holds everything there is.
        if (!isStep2) askAgain(connection);
        else this.refuse(connection, verdict === 'behind' ? 'unknown-origin' : verdict);
        return;
      case 'apply-first':
        throw new RoomFault('admitted structs are still not applied');
      default:
        this.refuse(connection, verdict);
        // What came broken may be whole in the document it came from.
        if (!isStep2) connection.asksMissing = true;
        return;
    }
    if (!connection.rights.write) {
      this.refuse(connection, 'read-only');
      return;
    }
    this.requireDoc();
    this.noticeLargeDeletion(personId);
    this.admit(connection, message);
    if (isStep2) connection.catchUp();
  }

  private judge(personId: string, { type, frame, start, end }: WriteMessage): Verdict {
    try {
      const isStep2 = type === 'step2';
      return this.host.admission.judge(this.live, personId, frame, start, end, isStep2);
    } catch (error) {
      throw new RoomFault('admission failed', { cause: error });
    }
  }

  /** Decodes a document of which so far only the prepared answers were needed. */
  private requireDoc(): void {
    try {
      this.live.decode();
    } catch (error) {
      throw new RoomFault('the stored document cannot be decoded', { cause: error });
    }
  }

  private refuse(connection: Connection, code: RefusalCode): void {
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

  private noticeLargeDeletion(personId: string): void {
    const { admission, options } = this.host;
    if (options.onLargeDeletion === undefined) return;
    if (admission.newDeleteLength < LARGE_DELETION_LENGTH) return;
    // The document has to show everything up to this update, and nothing of it.
    this.appendAndApply();
    if (!deletesMoreThanHalf(this.live.doc, admission)) return;
    try {
      options.onLargeDeletion(this.documentId, this.live.doc, personId);
    } catch (error) {
      const { documentId } = this;
      options.log({ level: 'error', event: 'large-deletion-hook', documentId, error });
    }
  }

  private admit(connection: Connection, { type, frame, start, end }: WriteMessage): void {
    const personId = connection.user.id;
    const { live } = this;
    const { admission } = this.host;
    const { scanner } = admission;
    this.isAhead = true;
    for (let s = 0; s < scanner.sectionCount; s++) {
      const section = scanner.sections[s]!;
      if (admission.newFirst[s] === section.end) continue;
      const last = section.end - 1;
      live.clocks.set(section.client, scanner.clock[last]! + scanner.length[last]!);
      if (admission.unclaimed[s]) {
        const isProven = type === 'update' || connection.presenceId === section.client;
        if (isProven || !live.brought.has(section.client)) {
          this.claim(section.client, { personId, isProven });
        }
      }
    }
    const message = type === 'update' ? frame : null;
    if (this.batch === null) {
      this.batch = new UpdateBatch();
      this.batchSender = connection;
      this.batchPerson = personId;
    } else {
      if (this.batchSender !== connection) this.batchSender = null;
      if (this.batchPerson !== personId && this.batchByPerson === null) {
        this.batchByPerson = new Map([[this.batchPerson, this.batch.copy()]]);
      }
    }
    this.batch.add(admission, message, start, end);
    this.partOf(personId)?.add(admission, message, start, end);
    this.changedBy.add(personId);
    this.admitted++;
    connection.lastEditAt = this.now;
  }

  private claim(clientId: number, claim: ClientClaim): void {
    this.live.claim(clientId, claim);
    this.host.options.updateLog.claimClient(this.documentId, clientId, claim);
  }

  /** A person's own part of a batch of several people. */
  private partOf(personId: string): UpdateBatch | null {
    if (this.batchByPerson === null) return null;
    let own = this.batchByPerson.get(personId);
    if (own === undefined) {
      own = new UpdateBatch();
      this.batchByPerson.set(personId, own);
    }
    return own;
  }

  /** Logs each person's part of the batch, applies the whole and keeps it for the broadcast. */
  private appendAndApply(): void {
    const { live, batch, batchByPerson } = this;
    if (batch === null) return;
    const joined = batch.join();
    if (batchByPerson === null) {
      this.append(this.batchPerson, joined.update);
    } else {
      for (const [personId, own] of batchByPerson) this.append(personId, own.join().update);
    }
    try {
      Y.applyUpdate(live.doc, joined.update, TURN_ORIGIN);
    } catch (error) {
      throw new RoomFault('an admitted update cannot be applied', { cause: error });
    }
    if (!isComplete(live.doc)) throw new RoomFault('an admitted update is waiting for another');
    live.changed();
    this.outgoing.push({ message: joined.message, sender: this.batchSender });
    this.batch = null;
    this.batchByPerson = null;
    this.batchSender = null;
  }

  private append(personId: string | null, update: Uint8Array): void {
    const { live } = this;
    const { updateLog } = this.host.options;
    live.throughSeq = updateLog.append(this.documentId, personId, update, this.now);
    live.rowsSinceSnapshot++;
  }

  /** The server's own change, inside the transaction. Throws what `change` and the log throw. */
  applyOwnChange(origin: ChangeOrigin, change: (doc: Y.Doc) => void): void {
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
        this.claim(doc.clientID, { personId: null, isProven: true });
      }
      this.append(personId, update);
      this.outgoing.push({ message: encodeUpdate(update), sender: null });
      this.changedBy.add(personId);
    }
    live.clocks.clear();
    for (const [client, clock] of clocksOf(doc)) live.clocks.set(client, clock);
    live.changed();
  }
}

function askAgain(connection: Connection): void {
  connection.fallBehind();
  connection.asksMissing = true;
}

/** Nothing of these messages is in the log; whoever sent them will be asked again. */
export function loseMessages(messages: readonly QueuedMessage[]): void {
  for (const { connection, message } of messages) {
    connection.loseTurn();
    if (message.type === 'acknowledgeRequest') connection.holdAcknowledge(message.counter);
  }
}
