// What changed in a document since somebody last looked at it, root by root, from the log. Knows no
// HTTP.
import SQLite, { type Database } from 'better-sqlite3';
import type { ChangedRootView, VisitView } from '../../shared/api/visits.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Versions } from './versions.ts';

/** Who has seen what. */
export interface Visits {
  /** What others changed since `personId` last looked; nothing the first time. */
  read(documentId: string, personId: string): VisitView;
  /**
   * `personId` has now seen everything but the changed roots in `unseen`, which stay as unseen as they
   * were.
   */
  note(documentId: string, personId: string, unseen: readonly string[]): void;
}

interface VisitRow {
  throughSeq: number;
  unseen: string;
  at: number;
}

/** Opens the visits kept in `db`. */
export function openVisits({
  db,
  now,
  accounts,
  versions,
}: {
  db: Database;
  now: () => number;
  accounts: Accounts;
  versions: Pick<Versions, 'authors'>;
}): Visits {
  const selectVisit = db.prepare<[string, string], VisitRow>(
    'SELECT throughSeq, unseen, at FROM document_visit WHERE documentId = ? AND personId = ?',
  );
  const selectLastSeq = db
    .prepare<[string], number | null>('SELECT max(seq) FROM document_update WHERE documentId = ?')
    .pluck();
  const upsert = db.prepare<VisitRow & { documentId: string; personId: string }>(
    `INSERT INTO document_visit (documentId, personId, throughSeq, unseen, at)
     VALUES (:documentId, :personId, :throughSeq, :unseen, :at)
     ON CONFLICT (documentId, personId) DO UPDATE
     SET throughSeq = excluded.throughSeq, unseen = excluded.unseen, at = excluded.at`,
  );

  function seenOf(row: VisitRow): (root: string) => number {
    const unseen = JSON.parse(row.unseen) as Record<string, number>;
    return (root) => (Object.hasOwn(unseen, root) ? unseen[root]! : row.throughSeq);
  }

  /** A disk that takes nothing must not spoil reading (SY3); the next visit notes it. */
  function unlessDiskRefuses<T>(work: () => T, otherwise: T): T {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof SQLite.SqliteError)) throw error;
      return otherwise;
    }
  }

  const note = db.transaction(
    (documentId: string, personId: string, unseen: readonly string[]): void => {
      const visit = selectVisit.get(documentId, personId);
      const seen = visit === undefined ? null : seenOf(visit);
      const throughSeq = selectLastSeq.get(documentId) ?? 0;
      const older = unseen.flatMap((root): [string, number][] => {
        const seq = seen?.(root) ?? throughSeq;
        return seq < throughSeq ? [[root, seq]] : [];
      });
      upsert.run({
        documentId,
        personId,
        throughSeq,
        unseen: JSON.stringify(Object.fromEntries(older)),
        at: now(),
      });
    },
  );

  return {
    read(documentId, personId) {
      const visit = selectVisit.get(documentId, personId);
      // Authors are counted on from where they were last counted, which is written down.
      const authors = unlessDiskRefuses(() => versions.authors(documentId), []);
      const changed = new Map<string, ChangedRootView>();
      if (visit !== undefined) {
        const seen = seenOf(visit);
        const names = accounts.people.names(authors.map((row) => row.personId).filter(Boolean));
        const byTime = [...authors].sort((first, second) => second.lastSeq - first.lastSeq);
        for (const { root, personId: author, lastSeq, lastAt } of byTime) {
          const sinceSeq = seen(root);
          if (author === personId || lastSeq <= sinceSeq) continue;
          const view = changed.get(root) ?? { root, sinceSeq, people: [] };
          changed.set(root, view);
          view.people.push({
            personId: author === '' ? null : author,
            name: names.get(author) ?? '',
            at: lastAt,
          });
        }
      }
      return { lookedAt: visit?.at ?? null, changed: [...changed.values()] };
    },
    note: (documentId, personId, unseen) =>
      unlessDiskRefuses(() => note(documentId, personId, unseen), undefined),
  };
}
