// The copy of a document in this browser's IndexedDB, kept by person and document (CL2).
import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';

/** A copy that follows the document. */
export interface LocalStore {
  /** Resolves once the kept words are in the document; whether there were any. */
  readonly loaded: Promise<boolean>;
  /** Whether it was left holding words that the server had not confirmed; known after it is loaded. */
  readonly hadUnsent: Promise<boolean>;
  /**
   * Resolves once every change made so far is on the disk, also if the power fails then; `false` where
   * the copy cannot be kept any longer. Ask after the change was told to everybody, not while it is,
   * and only of words the server has not confirmed: the copy is marked as holding some.
   */
  flushed(): Promise<boolean>;
  /** The server has confirmed everything: takes the mark away, if there is one. */
  settle(): void;
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
  // What the mark says, by whoever put it there last before we looked: another tab's is not ours to take.
  let mark: unknown;
  let marks = 0;
  const lose = (event: Event) => {
    if (isLost) return;
    isLost = true;
    // Without this the next change would throw inside the document's own event.
    void persistence.destroy();
    onLost(event.type);
  };
  const loaded = persistence.whenSynced.then(() => {
    // A full disk aborts a transaction; a sign-out in another tab deletes the database.
    for (const event of ['abort', 'error', 'versionchange', 'close']) {
      persistence.db?.addEventListener(event, lose);
    }
    return doc.store.clients.size > 0;
  });
  return {
    loaded,
    // Behind the words, which are waited for on the screen.
    hadUnsent: loaded.then(async () => {
      const found = persistence.db === null ? undefined : await readMark(persistence.db);
      mark ??= found;
      return found !== undefined;
    }),
    flushed() {
      const { db } = persistence;
      if (db === null || isLost) return Promise.resolve(false);
      const next = `${doc.clientID}:${++marks}`;
      mark = next;
      return changeNotes(db, (notes) => notes.put(next, UNSENT));
    },
    settle() {
      const { db } = persistence;
      if (mark === undefined || db === null || isLost) return;
      const settled = mark;
      mark = undefined;
      void changeNotes(db, (notes) => {
        const request: IDBRequest<unknown> = notes.get(UNSENT);
        request.onsuccess = () => {
          if (request.result === settled) notes.delete(UNSENT);
        };
      });
    },
    close: async () => {
      for (const event of ['abort', 'error', 'versionchange', 'close']) {
        persistence.db?.removeEventListener(event, lose);
      }
      await persistence.destroy();
    },
  };
}

/**
 * Whether a copy holds words that the server had not confirmed when they were written down. The marks
 * of `unsent-marks.ts` say so sooner, but browsers write those to the disk seconds later, and one that
 * is killed meanwhile forgets them.
 */
export async function holdsUnsent(name: string): Promise<boolean> {
  const db = await openDatabase(name);
  if (db === null) return false;
  try {
    return (await readMark(db)) !== undefined;
  } finally {
    db.close();
  }
}

/** Our mark among the notes of the copy: another value each time it is put there. */
const UNSENT = 'sommet:unsent';

/**
 * Changes the notes of a copy; resolves with whether that is on the disk. It stands in line behind all
 * words, since it is about their store, too; and a transaction without a write is never made durable.
 */
function changeNotes(db: IDBDatabase, change: (notes: IDBObjectStore) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const transaction = begin(db, 'readwrite');
    if (transaction === null) {
      resolve(false);
      return;
    }
    transaction.oncomplete = () => resolve(true);
    transaction.onabort = () => resolve(false);
    change(transaction.objectStore('custom'));
  });
}

function readMark(db: IDBDatabase): Promise<unknown> {
  return new Promise((resolve) => {
    const transaction = begin(db, 'readonly');
    if (transaction === null) {
      resolve(undefined);
      return;
    }
    const request: IDBRequest<unknown> = transaction.objectStore('custom').get(UNSENT);
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => resolve(undefined);
  });
}

/** A transaction over words and notes; `null` when the database was closed, by whoever deletes it. */
function begin(db: IDBDatabase, mode: 'readonly' | 'readwrite'): IDBTransaction | null {
  try {
    return db.transaction(['updates', 'custom'], mode, { durability: 'strict' });
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return null;
  }
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
async function canOpenDatabase(name: string): Promise<boolean> {
  const db = await openDatabase(name);
  db?.close();
  return db !== null;
}

function openDatabase(name: string): Promise<IDBDatabase | null> {
  if (typeof indexedDB === 'undefined') return Promise.resolve(null);
  return new Promise((resolve) => {
    let request: IDBOpenDBRequest;
    try {
      request = indexedDB.open(name);
    } catch {
      // Some browsers throw here instead of failing the request.
      resolve(null);
      return;
    }
    request.onupgradeneeded = () => {
      request.result.createObjectStore('updates', { autoIncrement: true });
      request.result.createObjectStore('custom');
    };
    request.onerror = () => resolve(null);
    request.onblocked = () => resolve(null);
    request.onsuccess = () => resolve(request.result);
  });
}
