// A document in memory together with what admission needs to know of it, and the answers a joiner
// gets. It is exactly what the log says; it knows no socket and writes nothing.
import * as Y from 'yjs';
import { isRootName } from '../../shared/document.ts';
import type { AdmissionState } from './admission.ts';
import { clockAfterLast } from './applied.ts';
import { DamagedDocumentError } from './errors.ts';
import { encodeStep1, encodeStep2 } from './messages.ts';
import type { ClientClaim, StoredDocument } from './types.ts';

/** Root names are remembered per kind up to here; beyond it they are looked up again. */
const MAX_REMEMBERED_ROOTS = 1_000;

const rootTests = new Map<string, (name: string) => boolean>();

/** Tells the root names of a kind, remembering those it has seen. */
function rootTest(kind: string): (name: string) => boolean {
  const existing = rootTests.get(kind);
  if (existing !== undefined) return existing;
  const known = new Set<string>();
  const test = (name: string): boolean => {
    if (known.has(name)) return true;
    if (!isRootName(kind, name)) return false;
    if (known.size < MAX_REMEMBERED_ROOTS) known.add(name);
    return true;
  };
  rootTests.set(kind, test);
  return test;
}

/** An empty document that only ever changes when it is told to. */
function createPassiveDoc(): Y.Doc {
  const doc = new Y.Doc();
  // Yjs tidies formatting after remote changes by deletions of its own. Those would be in memory and
  // not in the log; clients make and send them.
  doc.on('afterTransaction', (transaction) => {
    transaction._needFormattingCleanup = false;
  });
  return doc;
}

/** Whether a document holds nothing that waits for something else. */
export function isComplete(doc: Y.Doc): boolean {
  return doc.store.pendingStructs === null && doc.store.pendingDs === null;
}

/** Builds the document that a log describes; throws `DamagedDocumentError` when it is not whole. */
export function buildDoc(documentId: string, stored: StoredDocument): Y.Doc {
  const doc = createPassiveDoc();
  try {
    // One transaction for all: each one costs a pass over every client of the document.
    doc.transact(() => {
      if (stored.state !== null) Y.applyUpdate(doc, stored.state);
      for (const update of stored.updates) Y.applyUpdate(doc, update);
    });
  } catch (error) {
    throw new DamagedDocumentError(documentId, error instanceof Error ? error.message : 'unknown');
  }
  if (!isComplete(doc)) throw new DamagedDocumentError(documentId, 'changes are missing');
  return doc;
}

/** The next clock of every client that wrote in a document. */
export function clocksOf(doc: Y.Doc): Map<number, number> {
  const clocks = new Map<number, number>();
  for (const [client, structs] of doc.store.clients) {
    if (structs.length > 0) clocks.set(client, clockAfterLast(structs));
  }
  return clocks;
}

/** A document being written, with its clocks, the owners of its client ids and cached answers. */
export class LiveDocument implements AdmissionState {
  readonly kind: string;
  readonly clocks: Map<number, number>;
  readonly owners = new Map<number, string | null>();
  readonly brought = new Map<number, string | null>();
  readonly claimCounts = new Map<string, number>();
  readonly isRoot: (name: string) => boolean;
  /** The last row of the log that is in here. */
  throughSeq: number;
  /** Rows that opening would have to replay. */
  rowsSinceSnapshot: number;

  private readonly documentId: string;
  /** What is on the disk, until it is decoded. */
  private stored: StoredDocument | null;
  private decoded: Y.Doc | null = null;
  private step1Message: Uint8Array | null = null;
  private wholeMessage: Uint8Array | null = null;
  private nothingMissingMessage: Uint8Array | null = null;

  constructor(documentId: string, stored: StoredDocument) {
    this.kind = stored.kind;
    this.isRoot = rootTest(stored.kind);
    this.documentId = documentId;
    this.stored = stored;
    const { snapshot } = stored;
    if (snapshot === null) {
      this.clocks = clocksOf(this.decode());
    } else {
      // Whoever only reads is answered with bytes from the disk; decoding them can wait.
      this.clocks = Y.decodeStateVector(snapshot.stateVector);
      this.step1Message = encodeStep1(snapshot.stateVector);
      this.wholeMessage = encodeStep2(snapshot.state);
      this.nothingMissingMessage = encodeStep2(snapshot.deletions);
    }
    for (const [clientId, claim] of stored.clients) this.claim(clientId, claim);
    this.throughSeq = stored.throughSeq;
    this.rowsSinceSnapshot = stored.updates.length;
  }

  /** The document; decoded when it is first asked for. Throws `DamagedDocumentError`. */
  get doc(): Y.Doc {
    return this.decode();
  }

  /** Makes sure that the document is decoded. Throws `DamagedDocumentError`. */
  decode(): Y.Doc {
    if (this.decoded === null) {
      this.decoded = buildDoc(this.documentId, this.stored!);
      this.stored = null;
    }
    return this.decoded;
  }

  /** Remembers for whom a client id writes. */
  claim(clientId: number, { personId, isProven }: ClientClaim): void {
    if (isProven) {
      this.owners.set(clientId, personId);
      this.countClaims(this.brought.get(clientId) ?? null, -1);
      this.brought.delete(clientId);
    } else {
      this.brought.set(clientId, personId);
    }
    this.countClaims(personId, 1);
  }

  private countClaims(personId: string | null, more: number): void {
    if (personId === null) return;
    this.claimCounts.set(personId, (this.claimCounts.get(personId) ?? 0) + more);
  }

  /** To be called after each change of the document. */
  changed(): void {
    this.step1Message = null;
    this.wholeMessage = null;
    this.nothingMissingMessage = null;
  }

  /** The question for what a client has and this document lacks. */
  askMissing(): Uint8Array {
    this.step1Message ??= encodeStep1(Y.encodeStateVector(this.doc));
    return this.step1Message;
  }

  /** What a client with this state vector lacks. The two usual questions are answered from memory. */
  answerMissing(stateVector: ReadonlyMap<number, number>, encoded: Uint8Array): Uint8Array {
    if (stateVector.size === 0) return this.whole();
    if (this.hasSameClocks(stateVector)) {
      this.nothingMissingMessage ??= encodeStep2(Y.encodeStateAsUpdate(this.doc, encoded));
      return this.nothingMissingMessage;
    }
    return encodeStep2(Y.encodeStateAsUpdate(this.doc, encoded));
  }

  /** The answer to a client that has nothing. */
  whole(): Uint8Array {
    this.wholeMessage ??= encodeStep2(Y.encodeStateAsUpdate(this.doc));
    return this.wholeMessage;
  }

  private hasSameClocks(stateVector: ReadonlyMap<number, number>): boolean {
    if (stateVector.size !== this.clocks.size) return false;
    for (const [client, clock] of stateVector) {
      if (this.clocks.get(client) !== clock) return false;
    }
    return true;
  }

  destroy(): void {
    this.decoded?.destroy();
  }
}
