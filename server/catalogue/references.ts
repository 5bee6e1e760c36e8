// What the relations of a document point to as it is known now: under today's title, followed where it
// was merged. Only reads; who may ask is decided at the door.
import type { Database } from 'better-sqlite3';
import type { ReferenceView } from '../../shared/api/lookup.ts';
import type { Kind } from '../../shared/kinds.ts';
import type { FieldValues } from '../../shared/projection.ts';
import { type RecordState, recordPath } from '../../shared/record.ts';
import type { DocumentState } from '../../shared/roles.ts';
import { relationsOf } from './facets.ts';

/** Follows references. */
export interface References {
  /** What a document refers to, each reference once; what is known by name alone is left out. */
  references(documentId: string): ReferenceView[];
  /** Which of these open documents refer to a document or to the record it became. */
  referring(documentId: string, openIds: readonly string[]): string[];
}

/** What a reference names: a document, the record it wrote, and where that leads. */
interface Named {
  readonly ref: string;
  readonly documentId: string | null;
  readonly documentState: DocumentState | null;
  readonly draftTitle: string | null;
  readonly recordState: RecordState | null;
  readonly recordTitle: string | null;
  readonly kind: Kind | null;
  readonly slug: string | null;
  readonly lastKind: Kind | null;
  readonly lastSlug: string | null;
  readonly lastTitle: string | null;
}

/** Prepares the statements. */
export function createReferences(db: Database): References {
  const selectFields = db
    .prepare<[string], string>('SELECT fields FROM document_projection WHERE documentId = ?')
    .pluck();
  // Drafts are those of the same hackathon: others are never named.
  const selectNamed = db.prepare<{ refs: string; documentId: string }, Named>(
    `SELECT asked.value AS ref, document.id AS documentId, document.state AS documentState,
       projection.title AS draftTitle, named.state AS recordState, head.title AS recordTitle,
       named.kind, named.slug, last.kind AS lastKind, last.slug AS lastSlug,
       lastHead.title AS lastTitle
     FROM json_each(:refs) AS asked
     LEFT JOIN document ON asked.value LIKE 'document:%' AND document.id = substr(asked.value, 10)
       AND document.hackathonId = (SELECT hackathonId FROM document WHERE id = :documentId)
     LEFT JOIN document_projection AS projection ON projection.documentId = document.id
     LEFT JOIN record AS named ON named.id = coalesce(
       (SELECT id FROM record WHERE asked.value LIKE 'record:%' AND id = substr(asked.value, 8)),
       (SELECT id FROM record WHERE documentId = document.id))
     LEFT JOIN revision AS head ON head.recordId = named.id AND head.number = named.headRevision
     LEFT JOIN record AS last ON last.state = 'published' AND last.id = (
       WITH RECURSIVE led (id, mergedInto) AS (
         SELECT named.id, named.mergedInto
         UNION SELECT next.id, next.mergedInto FROM record AS next
           JOIN led ON next.id = led.mergedInto)
       SELECT id FROM led WHERE mergedInto IS NULL)
     LEFT JOIN revision AS lastHead
       ON lastHead.recordId = last.id AND lastHead.number = last.headRevision`,
  );
  const selectReferring = db
    .prepare<{ openIds: string; documentId: string }, string>(
      `SELECT DISTINCT documentId FROM document_reference
       WHERE ref IN ('document:' || :documentId,
           (SELECT 'record:' || id FROM record WHERE documentId = :documentId))
         AND documentId IN (SELECT value FROM json_each(:openIds))`,
    )
    .pluck();

  return {
    references(documentId) {
      const fields = selectFields.get(documentId);
      if (fields === undefined) return [];
      const relations = relationsOf(JSON.parse(fields) as FieldValues);
      const refs = [...new Set(relations.map(({ ref }) => ref))];
      return selectNamed
        .all({ refs: JSON.stringify(refs), documentId })
        .flatMap((named) => toReference(named) ?? []);
    },
    referring: (documentId, openIds) =>
      selectReferring.all({ openIds: JSON.stringify(openIds), documentId }),
  };
}

function toReference(named: Named): ReferenceView | null {
  const { ref, documentId, documentState, draftTitle, recordState, recordTitle } = named;
  const isDraft = recordState === null || documentState === 'reopened';
  if (documentId !== null && isDraft) {
    const standing = documentState === 'withdrawn' ? 'withdrawn' : 'draft';
    return { ref, standing, title: draftTitle ?? '', was: null, path: `/documents/${documentId}` };
  }
  if (recordState === null || recordTitle === null) return null;
  const { kind, slug, lastKind, lastSlug, lastTitle } = named;
  if (lastTitle !== null && lastKind !== null && lastSlug !== null) {
    return {
      ref,
      standing: recordState === 'merged' ? 'merged' : 'published',
      title: lastTitle,
      was: recordState === 'merged' ? recordTitle : null,
      path: recordPath(lastKind, lastSlug),
    };
  }
  const path = kind === null || slug === null ? null : recordPath(kind, slug);
  return { ref, standing: 'withdrawn', title: recordTitle, was: null, path };
}
