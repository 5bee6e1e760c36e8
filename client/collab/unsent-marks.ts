// Marks in this browser that a document holds words the server has not confirmed, and which
// documents it keeps copies of. Knows neither Yjs nor the network.
import type { Kind } from '../../shared/kinds.ts';

/** The part of `localStorage` that is used; a test passes a map. */
export type MarkStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const UNSENT = 'sommet:unsent:';
const COPY = 'sommet:copy:';

/** What is known of a kept copy without opening it. */
export interface CopyMark {
  readonly documentId: string;
  readonly kind: Kind;
  readonly title: string;
  /** What the server last said of it; absent before it did. */
  readonly known?: KnownDocument;
}

/** What has to be known of a document to write in it without a line. */
export interface KnownDocument {
  readonly canWrite: boolean;
  /** The hackathon's languages. */
  readonly languages: readonly string[];
}

/** One tab's marks for one document. */
interface UnsentMarks {
  /** Whether an earlier visit, or another tab, left words unconfirmed. */
  readonly foundUnsent: boolean;
  /** Says how many changes are unconfirmed; written before anything else happens with a change. */
  set(count: number): void;
  /** Everything this document held when it was opened is confirmed: takes those marks away. */
  settleFound(): void;
}

/**
 * Opens the marks of a document. Every tab writes under its own key, so that one tab's
 * acknowledgement never hides another tab's words. `storage` is `null` where the browser has none.
 */
export function openUnsentMarks(
  storage: MarkStorage | null,
  personId: string,
  documentId: string,
  tabId: string,
): UnsentMarks {
  const prefix = `${UNSENT}${personId}:${documentId}:`;
  const own = prefix + tabId;
  const found = storage === null ? [] : entries(storage, prefix);
  let marked = 0;
  let changes = 0;
  return {
    foundUnsent: found.length > 0,
    set(count) {
      if (storage === null) return;
      if (count === 0) {
        if (marked !== 0) storage.removeItem(own);
      } else if (count > marked) {
        // The value differs with each change, so that a tab that found it can tell it moved on.
        keep(storage, own, String(++changes));
      }
      marked = count;
    },
    settleFound() {
      if (storage === null) return;
      for (const [key, value] of found) {
        if (key !== own && storage.getItem(key) === value) storage.removeItem(key);
      }
      found.length = 0;
    },
  };
}

/** Notes that this browser keeps a copy of a document for a person. */
export function markCopy(storage: MarkStorage | null, personId: string, mark: CopyMark): void {
  if (storage === null) return;
  keep(storage, `${COPY}${personId}:${mark.documentId}`, JSON.stringify(mark));
}

/**
 * Storage that fills up while somebody writes must not keep their words from the server. The copy itself
 * says that it holds unsent ones, too (`local-store.ts`).
 */
function keep(storage: MarkStorage, key: string, value: string): void {
  try {
    storage.setItem(key, value);
  } catch (error) {
    console.info('This browser keeps no mark.', error);
  }
}

/** The copy this browser keeps of one document; `null` when it keeps none. */
export function readCopyMark(
  storage: MarkStorage | null,
  personId: string,
  documentId: string,
): CopyMark | null {
  const stored = storage?.getItem(`${COPY}${personId}:${documentId}`) ?? null;
  return stored === null ? null : (JSON.parse(stored) as CopyMark);
}

/** The copies this browser keeps for a person. */
export function listCopyMarks(storage: MarkStorage | null, personId: string): CopyMark[] {
  if (storage === null) return [];
  return entries(storage, `${COPY}${personId}:`).map(([, value]) => JSON.parse(value) as CopyMark);
}

/** Whether a document, or any, holds words of this person the server has not confirmed. */
export function hasUnsentMark(
  storage: MarkStorage | null,
  personId: string,
  documentId?: string,
): boolean {
  if (storage === null) return false;
  const prefix = `${UNSENT}${personId}:${documentId === undefined ? '' : `${documentId}:`}`;
  return entries(storage, prefix).length > 0;
}

/** Forgets a document's copy and its unsent marks. */
export function clearMarks(
  storage: MarkStorage | null,
  personId: string,
  documentId: string,
): void {
  if (storage === null) return;
  storage.removeItem(`${COPY}${personId}:${documentId}`);
  for (const [key] of entries(storage, `${UNSENT}${personId}:${documentId}:`)) {
    storage.removeItem(key);
  }
}

/** What stands under keys that begin so. */
export function entries(storage: MarkStorage, prefix: string): [string, string][] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  return keys.flatMap((key): [string, string][] => {
    if (key === null || !key.startsWith(prefix)) return [];
    const value = storage.getItem(key);
    return value === null ? [] : [[key, value]];
  });
}

/** This browser's store for marks, or `null` when it refuses one (a private window may). */
export function browserMarkStorage(): MarkStorage | null {
  try {
    const storage = globalThis.localStorage;
    storage.setItem('sommet:probe', '1');
    storage.removeItem('sommet:probe');
    return storage;
  } catch {
    // Reading the property itself throws where storage is forbidden; the tab then keeps nothing,
    // and the save state says so (`isKept: false`).
    return null;
  }
}
