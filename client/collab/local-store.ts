// The copy of a document in this browser's IndexedDB, kept by person and document (CL2).
import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';

/** A copy that follows the document. */
export interface LocalStore {
  /** Resolves once the kept words are in the document; whether there were any. */
  readonly loaded: Promise<boolean>;
  /**
   * Resolves once every change made so far is on the disk, also if the power fails then; `false` where
   * the copy cannot be kept any longer. Ask after the change was told to everybody, not while it is.
   */
  flushed(): Promise<boolean>;
  /** Stops following and lets the database go. */
  close(): Promise<void>;
}

/** Name of the database that keeps one person's copy of one document. */
export function localStoreName(personId: string, documentId: string): string {
  return `sommet:${personId}:${documentId}`;
}

/**
 * Opens the copy, or answers `null` where the browser keeps nothing (a private window, a full disk):
 * the save state then says so. `onLost` hears when it cannot be kept any longer.
 */
export async function openLocalStore(
  name: string,
  doc: Y.Doc,
  onLost: (reason: string) => void = () => {},
): Promise<LocalStore | null> {
  if (!(await canOpenDatabase(name))) return null;
  const persistence = new IndexeddbPersistence(name, doc);
  let isLost = false;
  const lose = (event: Event) => {
    if (isLost) return;
    isLost = true;
    // Without this the next change would throw inside the document's own event.
    void persistence.destroy();
    onLost(event.type);
  };
  return {
    loaded: persistence.whenSynced.then(() => {
      // A full disk aborts a transaction; a sign-out in another tab deletes the database.
      for (const event of ['abort', 'error', 'versionchange', 'close']) {
        persistence.db?.addEventListener(event, lose);
      }
      return doc.store.clients.size > 0;
    }),
    flushed() {
      const { db } = persistence;
      return db === null || isLost ? Promise.resolve(false) : flush(db);
    },
    close: async () => {
      for (const event of ['abort', 'error', 'versionchange', 'close']) {
        persistence.db?.removeEventListener(event, lose);
      }
      await persistence.destroy();
    },
  };
}

/** A mark of ours among the notes of the copy: a transaction without a write is never made durable. */
const FLUSHED = 'sommet:flushed';

/** Stands in line behind all writes, since it is about the same store, and is told of when it is written. */
function flush(db: IDBDatabase): Promise<boolean> {
  return new Promise((resolve) => {
    let transaction: IDBTransaction;
    try {
      transaction = db.transaction(['updates', 'custom'], 'readwrite', { durability: 'strict' });
    } catch (error) {
      // The database was closed, by the browser or by whoever deletes it; its own event says why.
      if (!(error instanceof DOMException)) throw error;
      resolve(false);
      return;
    }
    transaction.oncomplete = () => resolve(true);
    transaction.onabort = () => resolve(false);
    transaction.objectStore('custom').put(true, FLUSHED);
  });
}

/** Deletes a copy; resolves when it is gone. Rejects when another tab holds it open for long. */
export function deleteLocalStore(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error(`Cannot delete ${name}.`));
  });
}

/** Opening first ourselves: y-indexeddb leaves a failure to open as an unhandled rejection. */
function canOpenDatabase(name: string): Promise<boolean> {
  if (typeof indexedDB === 'undefined') return Promise.resolve(false);
  return new Promise((resolve) => {
    let request: IDBOpenDBRequest;
    try {
      request = indexedDB.open(name);
    } catch {
      // Some browsers throw here instead of failing the request.
      resolve(false);
      return;
    }
    request.onupgradeneeded = () => {
      request.result.createObjectStore('updates', { autoIncrement: true });
      request.result.createObjectStore('custom');
    };
    request.onerror = () => resolve(false);
    request.onblocked = () => resolve(false);
    request.onsuccess = () => {
      request.result.close();
      resolve(true);
    };
  });
}
