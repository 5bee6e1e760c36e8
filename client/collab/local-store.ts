// The copy of a document in this browser's IndexedDB, kept by person and document (CL2).
import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';

/** A copy that follows the document. */
export interface LocalStore {
  /** Resolves once the kept words are in the document; whether there were any. */
  readonly loaded: Promise<boolean>;
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
    close: async () => {
      for (const event of ['abort', 'error', 'versionchange', 'close']) {
        persistence.db?.removeEventListener(event, lose);
      }
      await persistence.destroy();
    },
  };
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
