// The seams of the relay: what it is handed, and what it hands out. It knows neither Hono nor SQLite.
import type * as Y from 'yjs';
import type { Aside, CloseEventKind, PresenceUser, WriteDenial } from '../../shared/protocol.ts';
import type { RelayLimits } from './limits.ts';

/** One peer's end of the wire. A test passes a queue; a relay process passes a stream. */
export interface Socket {
  readonly isOpen: boolean;
  /** Bytes accepted by `send` and not yet handed to the network. */
  readonly bufferedBytes: number;
  /** Sends one binary message. */
  send(message: Uint8Array): void;
  close(event: CloseEventKind): void;
}

/** Who sits at a socket, as established at the door. */
export interface Visitor {
  readonly sessionId: string;
  readonly user: PresenceUser;
}

/**
 * What a client understands. A stock y-websocket provider complains about messages it does not know,
 * so it is sent none of Sommet's own.
 */
export type Dialect = 'sommet' | 'stock';

/** What a visitor may do with one document at this moment. */
export type Rights =
  | { readonly read: true; readonly write: true }
  | { readonly read: true; readonly write: false; readonly denial: WriteDenial }
  | { readonly read: false; readonly close: CloseEventKind };

/** Where updates are kept. All calls are synchronous; `transaction` commits durably or throws. */
export interface UpdateLog {
  /** `null` when no such document exists. */
  load(documentId: string): StoredDocument | null;
  /** Runs `work` in one write transaction; whatever it throws rolls all of it back. */
  transaction<T>(work: () => T): T;
  /** Appends one update and returns its `seq`. */
  append(documentId: string, personId: string | null, update: Uint8Array, at: number): number;
  /** Persists a claim to a client id of this document, in the place of an unproven one. */
  claimClient(documentId: string, clientId: number, claim: ClientClaim): void;
  /** Keeps a verified whole state beside the log up to `throughSeq`. */
  compact(documentId: string, snapshot: Snapshot, throughSeq: number, at: number): void;
  /** Writes something to the disk and takes it back; throws while that does not work. */
  probe(): void;
}

/** For whom a client id writes. */
export interface ClientClaim {
  /** `null`: for the server. */
  readonly personId: string | null;
  /**
   * Whether they spoke for it, by typing under it or by being present as it. Otherwise they only
   * brought its words along, which may be somebody else's after an older backup came back: whoever
   * speaks for it next has it.
   */
  readonly isProven: boolean;
}

/** A whole document, with the answers that joiners get from it. */
export interface Snapshot {
  /** All of it, as one update. */
  readonly state: Uint8Array;
  readonly stateVector: Uint8Array;
  /** What someone with the same state vector may lack, as an update. */
  readonly deletions: Uint8Array;
}

/** A document as found on disk: a whole state, then the updates after it, in order. */
export interface StoredDocument {
  /** The document's kind, which names the root types it may hold. */
  readonly kind: string;
  readonly state: Uint8Array | null;
  /** The whole state with its answers, when no update follows it and it is as it was written. */
  readonly snapshot: Snapshot | null;
  readonly updates: readonly Uint8Array[];
  /** The last `seq` included, 0 when the log is empty. */
  readonly throughSeq: number;
  readonly clients: ReadonlyMap<number, ClientClaim>;
}

/** Why a change happened; the origin of every Yjs transaction on the server. */
export type ChangeOrigin =
  | { readonly type: 'connection'; readonly personId: string }
  | { readonly type: 'server'; readonly personId: string | null; readonly reason: string }
  /** Everything admitted in one turn, by whomever. */
  | { readonly type: 'turn' };

/** What the relay is handed. */
export interface RoomsOptions {
  readonly updateLog: UpdateLog;
  /** The visitor's rights now; called at the door and again on `refreshRights`. */
  authorize(visitor: Visitor, documentId: string): Rights;
  /** After a commit changed a document; debounced by the receiver, must not throw. */
  onChanged(documentId: string, personIds: ReadonlySet<string | null>): void;
  /** After someone came, left or moved to another field. */
  onPresence?(documentId: string, users: readonly PresentUser[]): void;
  /** Before an admitted update that deletes more than half of a field (LI6), still inside the turn. */
  onLargeDeletion?(documentId: string, doc: Y.Doc, personId: string | null): void;
  readonly limits?: Partial<RelayLimits>;
  now(): number;
  log(entry: { level: 'info' | 'warn' | 'error'; event: string; [key: string]: unknown }): void;
}

/** Someone present in a document, one entry per open socket. */
export interface PresentUser {
  readonly user: PresenceUser;
  readonly field: string | null;
  /** Time of the last admitted update of this socket, ms since epoch; 0 when none. */
  readonly lastEditAt: number;
  readonly canWrite: boolean;
}

/** What is particular about a connection from its beginning. */
export interface ConnectOptions {
  /**
   * The peer has been in this document before and notices no break, but words may have been lost on
   * either way: it is sent the whole document, and nothing of its own is acknowledged before a step 2.
   */
  readonly isResumed?: boolean;
}

/** The relay. */
export interface Rooms {
  /**
   * Seats a visitor. Returns the end to feed frames into; the socket is closed with the fitting
   * event when the document is unknown or the visitor may not read it (then `null`).
   */
  connect(
    socket: Socket,
    visitor: Visitor,
    documentId: string,
    dialect?: Dialect,
    options?: ConnectOptions,
  ): RoomConnection | null;
  /** Runs `read` on the document as committed, loading it when no room is open. Throws `UnknownDocumentError`. */
  read<T>(documentId: string, read: (doc: Y.Doc) => T): T;
  /**
   * Changes the document through its live room: one transaction, committed before anyone sees it.
   * Pending frames of the room are flushed first. Throws what the log throws.
   */
  edit(documentId: string, origin: ChangeOrigin, change: (doc: Y.Doc) => void): void;
  /** Finishes the current turn of one room, so that what has arrived is committed or refused. */
  flush(documentId: string): void;
  /** Asks `authorize` again for the connections that match; closes or re-labels them at once. */
  refreshRights(match: { documentId?: string; sessionId?: string; personId?: string }): void;
  /** Tells everybody in a document that something beside its text changed. */
  tellAside(documentId: string, aside: Aside): void;
  /** Who is in a document now. */
  present(documentId: string): readonly PresentUser[];
  /** Everyone, by document. */
  presentEverywhere(): ReadonlyMap<string, readonly PresentUser[]>;
  readonly stats: RoomsStats;
  /** Finishes every turn, closes sockets with 1012 and frees all rooms. */
  close(): void;
}

/** Counters since start, and gauges. */
export interface RoomsStats {
  readonly rooms: number;
  readonly connections: number;
  readonly admittedUpdates: number;
  readonly refusedUpdates: number;
  readonly commits: number;
}

/** The relay's end of one socket. */
export interface RoomConnection {
  /** Takes one binary frame. Never throws: a bad frame refuses or closes this connection only. */
  receive(frame: Uint8Array): void;
  /** The socket is gone. */
  closed(): void;
}
