// Who wrote which root of a document, counted from the log: never from what a client says (LI4).
// Counting goes on from where it last stopped, so that a long log is replayed once (about 11 µs a row).
import type { Database } from 'better-sqlite3';
import * as Y from 'yjs';
import { isRootName } from '../../shared/document.ts';
import type { Kind } from '../../shared/kinds.ts';
import type { Contributors } from '../../shared/record.ts';
import { isStorageDown } from '../http/errors.ts';

/** How much one person wrote in one root. */
export interface AuthorshipRow {
  readonly root: string;
  /** Empty for what the server wrote by itself. */
  readonly personId: string;
  readonly updates: number;
  /** Place of the last one in the log. */
  readonly lastSeq: number;
  readonly lastAt: number;
}

/** Counts and answers. */
export interface Authorship {
  /** Counts what the log has gained since the last time. */
  advance(document: { readonly id: string; readonly kind: Kind }): void;
  /** By root, the busiest first; counted up to now, or as last counted while the disk takes nothing. */
  list(document: { readonly id: string; readonly kind: Kind }): AuthorshipRow[];
  /** Person ids by root, first writer first; counted up to now. */
  contributors(document: { readonly id: string; readonly kind: Kind }): Contributors;
}

interface Count {
  updates: number;
  firstSeq: number;
  lastSeq: number;
  lastAt: number;
}

/** Opens the counts kept in `db`. */
export function openAuthorship(db: Database): Authorship {
  const selectState = db.prepare<[string], { throughSeq: number; state: Uint8Array }>(
    'SELECT throughSeq, state FROM document_authorship_state WHERE documentId = ?',
  );
  const selectLastSeq = db
    .prepare<[string], number | null>('SELECT max(seq) FROM document_update WHERE documentId = ?')
    .pluck();
  const selectUpdates = db.prepare<
    [string, number],
    { seq: number; personId: string | null; bytes: Uint8Array; at: number }
  >(
    `SELECT seq, personId, bytes, at FROM document_update
     WHERE documentId = ? AND seq > ? ORDER BY seq`,
  );
  const addCount = db.prepare<Count & { documentId: string; root: string; personId: string }>(
    `INSERT INTO document_authorship
       (documentId, root, personId, updates, firstSeq, lastSeq, lastAt)
     VALUES (:documentId, :root, :personId, :updates, :firstSeq, :lastSeq, :lastAt)
     ON CONFLICT (documentId, root, personId) DO UPDATE
     SET updates = updates + excluded.updates, lastSeq = excluded.lastSeq,
       lastAt = excluded.lastAt`,
  );
  const upsertState = db.prepare<[string, number, Uint8Array]>(
    `INSERT INTO document_authorship_state (documentId, throughSeq, state) VALUES (?, ?, ?)
     ON CONFLICT (documentId) DO UPDATE
     SET throughSeq = excluded.throughSeq, state = excluded.state`,
  );
  const selectCounts = db.prepare<[string], AuthorshipRow>(
    `SELECT root, personId, updates, lastSeq, lastAt FROM document_authorship
     WHERE documentId = ? ORDER BY root, updates DESC, firstSeq`,
  );
  const selectFirstWriters = db.prepare<[string], { root: string; personId: string }>(
    `SELECT root, personId FROM document_authorship
     WHERE documentId = ? AND personId <> '' ORDER BY root, firstSeq`,
  );

  const advance = db.transaction(({ id, kind }: { readonly id: string; readonly kind: Kind }) => {
    const known = selectState.get(id);
    const throughSeq = known?.throughSeq ?? 0;
    const lastSeq = selectLastSeq.get(id) ?? 0;
    if (lastSeq <= throughSeq) return;

    const doc = new Y.Doc();
    if (known !== undefined) Y.applyUpdate(doc, known.state);
    let touched: ReadonlySet<string> = new Set();
    doc.on('afterTransaction', (transaction: Y.Transaction) => {
      // Yjs tidies formats up in a transaction of its own after some updates; nobody wrote that.
      if (!transaction.local) touched = changedRoots(kind, transaction);
    });
    const counts = new Map<string, Map<string, Count>>();
    for (const { seq, personId, bytes, at } of selectUpdates.iterate(id, throughSeq)) {
      touched = new Set();
      Y.applyUpdate(doc, bytes);
      for (const root of touched) {
        const people = counts.get(root) ?? new Map<string, Count>();
        counts.set(root, people);
        const count = people.get(personId ?? '');
        if (count === undefined) {
          people.set(personId ?? '', { updates: 1, firstSeq: seq, lastSeq: seq, lastAt: at });
        } else {
          count.updates++;
          count.lastSeq = seq;
          count.lastAt = at;
        }
      }
    }
    for (const [root, people] of counts) {
      for (const [personId, count] of people) {
        addCount.run({ documentId: id, root, personId, ...count });
      }
    }
    upsertState.run(id, lastSeq, Y.encodeStateAsUpdate(doc));
    doc.destroy();
  });

  return {
    advance: (document) => advance(document),
    list(document) {
      try {
        advance(document);
      } catch (error) {
        // Readers are served (SY3).
        if (!isStorageDown(error)) throw error;
      }
      return selectCounts.all(document.id);
    },
    contributors(document) {
      advance(document);
      const byRoot: Record<string, string[]> = {};
      for (const { root, personId } of selectFirstWriters.iterate(document.id)) {
        byRoot[root] ??= [];
        byRoot[root].push(personId);
      }
      return byRoot;
    },
  };
}

/** The names of the roots that a transaction changed, in themselves or deeper down. */
function changedRoots(kind: Kind, { changed, doc }: Y.Transaction): Set<string> {
  const roots = new Set<string>();
  for (const type of changed.keys()) {
    // The types of roots are unknown to a document that nobody read: any root will do here.
    let root = type as unknown as Y.AbstractType<unknown>;
    while (root._item !== null) root = root._item.parent as Y.AbstractType<unknown>;
    for (const [name, candidate] of doc.share) {
      if (candidate === root && isRootName(kind, name)) roots.add(name);
    }
  }
  return roots;
}
