// Keeps `document_projection` up to date behind the rooms: a moment after the last change, and more
// than once a second while somebody types. Knows no screen; tells `changes`.
import type { Database } from 'better-sqlite3';
import type { Changes } from '../live/changes.ts';
import type { Log } from '../log.ts';
import type { Rooms } from '../realtime/types.ts';
import type { Documents } from './documents.ts';
import { prepareProjectionWrite } from './projection-row.ts';

/** Keeps projections up to date. */
export interface Projector {
  /** A commit changed this document. */
  changed(documentId: string, personIds: ReadonlySet<string | null>): void;
  /** Projects what waits now: one document, or all. */
  flush(documentId?: string): void;
  /** Projects what waits and ends all timers. */
  close(): void;
}

interface Waiting {
  /** When the first change that is not projected yet came, ms. */
  readonly since: number;
  timer: NodeJS.Timeout;
}

/**
 * Starts the projector. First it projects what a kill left behind: documents whose log goes further
 * than their projection.
 */
export function openProjector({
  db,
  rooms,
  documents,
  changes,
  log,
  quietMs = 250,
  // With the wall's own 250 ms an edit stays well within the second it has to reach a wall (WL1).
  maxMs = 600,
}: {
  db: Database;
  rooms: Rooms;
  documents: Documents;
  changes: Changes;
  now: () => number;
  log: Log;
  quietMs?: number;
  maxMs?: number;
}): Projector {
  const selectBehind = db
    .prepare<[], string>(
      `SELECT document.id FROM document
       LEFT JOIN document_projection AS projection ON projection.documentId = document.id
       LEFT JOIN document_listing AS listing ON listing.documentId = document.id
       WHERE projection.documentId IS NULL OR listing.documentId IS NULL OR projection.throughSeq <
         (SELECT max(seq) FROM document_update WHERE documentId = document.id)`,
    )
    .pluck();
  const write = prepareProjectionWrite(db);
  const waiting = new Map<string, Waiting>();
  let isClosed = false;

  /** Never throws: one unreadable document must not stop the others, nor the server. */
  function projectNow(documentId: string): void {
    const entry = waiting.get(documentId);
    if (entry !== undefined) clearTimeout(entry.timer);
    waiting.delete(documentId);
    const row = documents.get(documentId);
    if (row === null) return;
    try {
      rooms.read(documentId, (doc) => write(row, doc));
    } catch (error) {
      log({ level: 'error', event: 'projection-failed', documentId, error });
      // A full or locked disk comes back; the row stays behind until it does.
      if (isStorageError(error) && !isClosed) wait(documentId, maxMs);
      return;
    }
    const { hackathonId } = row;
    changes.emit({ type: 'document', documentId, hackathonId, isOfWords: true });
  }

  function wait(documentId: string, delayMs: number): void {
    const timer = setTimeout(() => projectNow(documentId), delayMs);
    timer.unref();
    waiting.set(documentId, { since: performance.now(), timer });
  }

  for (const documentId of selectBehind.all()) projectNow(documentId);

  return {
    changed(documentId) {
      if (isClosed) return;
      const entry = waiting.get(documentId);
      if (entry === undefined) {
        wait(documentId, quietMs);
        return;
      }
      const left = maxMs - (performance.now() - entry.since);
      clearTimeout(entry.timer);
      entry.timer = setTimeout(() => projectNow(documentId), Math.max(0, Math.min(quietMs, left)));
      entry.timer.unref();
    },
    flush(documentId) {
      if (documentId === undefined) {
        for (const id of [...waiting.keys()]) projectNow(id);
      } else if (waiting.has(documentId)) {
        projectNow(documentId);
      }
    },
    close() {
      isClosed = true;
      for (const id of [...waiting.keys()]) projectNow(id);
    },
  };
}

function isStorageError(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && code.startsWith('SQLITE_');
}
