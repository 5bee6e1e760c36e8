// Where the references of records lead, and from where they are led to: through drafts that became
// records, and through merges. Changes nothing.
import type { Database } from 'better-sqlite3';
import type { RecordView } from '../../shared/api/catalogue.ts';
import type { Kind } from '../../shared/kinds.ts';
import type { FieldValues } from '../../shared/projection.ts';
import { recordPath } from '../../shared/record.ts';
import { isRelation, relationsOf } from './facets.ts';

/** Where a reference leads. */
interface RecordLead {
  readonly ref: string;
  readonly recordId: string;
  readonly kind: Kind;
  readonly slug: string;
  readonly title: string;
}

/** Reads links. */
export interface RecordLinks {
  /** Where the relations of these fields lead, by reference; one that leads nowhere is left out. */
  leads(fields: readonly FieldValues[]): ReadonlyMap<string, RecordLead>;
  /** The published records that name this one, and in which field. */
  namedBy(recordId: string): RecordView['namedBy'];
}

/** Prepares the statements. */
export function createRecordLinks(db: Database): RecordLinks {
  // Named by its own id, by that of its document while it was a draft, or by those of what was merged
  // into it.
  const selectNamedBy = db.prepare<
    { id: string },
    { field: string; kind: Kind; slug: string; title: string }
  >(
    `WITH RECURSIVE named (id) AS (
       SELECT :id UNION SELECT record.id FROM record JOIN named ON record.mergedInto = named.id),
     ref (ref) AS (
       SELECT 'record:' || id FROM named
       UNION SELECT 'document:' || record.documentId FROM record JOIN named ON record.id = named.id)
     SELECT DISTINCT reference.field, record.kind, record.slug, revision.title
     FROM ref JOIN record_reference AS reference ON reference.ref = ref.ref
     JOIN record_listing AS listing ON listing.number = reference.number
     JOIN record ON record.id = listing.recordId AND record.id <> :id
     JOIN revision ON revision.recordId = record.id AND revision.number = record.headRevision
     ORDER BY revision.title`,
  );
  // A reference to a merged record leads to what it was merged into.
  const selectTargets = db.prepare<[string], RecordLead>(
    `SELECT asked.value AS ref, record.id AS recordId, record.kind, record.slug, revision.title
     FROM json_each(?) AS asked
     JOIN record AS named
       ON named.id = substr(asked.value, 8) AND asked.value LIKE 'record:%'
       OR named.documentId = substr(asked.value, 10) AND asked.value LIKE 'document:%'
     JOIN record ON record.state = 'published' AND record.id = (
       WITH RECURSIVE led (id, mergedInto) AS (
         SELECT named.id, named.mergedInto
         UNION SELECT next.id, next.mergedInto FROM record AS next
           JOIN led ON next.id = led.mergedInto)
       SELECT id FROM led WHERE mergedInto IS NULL)
     JOIN revision ON revision.recordId = record.id AND revision.number = record.headRevision`,
  );

  return {
    leads(fields) {
      const refs = new Set(fields.flatMap(relationsOf).map(({ ref }) => ref));
      if (refs.size === 0) return new Map();
      return new Map(selectTargets.all(JSON.stringify([...refs])).map((lead) => [lead.ref, lead]));
    },
    namedBy: (id) =>
      selectNamedBy.all({ id }).map(({ field, kind, slug, title }) => ({
        field,
        kind,
        title,
        path: recordPath(kind, slug),
      })),
  };
}

/** Points relations at records where there are some, under their titles of today. */
export function resolveRelations(
  fields: FieldValues,
  leads: ReadonlyMap<string, RecordLead>,
): FieldValues {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (!Array.isArray(value) || !(value as readonly unknown[]).some(isRelation)) {
        return [name, value];
      }
      const seen = new Set<string>();
      const resolved = (value as readonly unknown[]).filter(isRelation).flatMap((relation) => {
        const target = leads.get(relation.ref);
        const next =
          target === undefined
            ? relation
            : { ref: `record:${target.recordId}`, label: target.title };
        // A draft and its record named side by side are one.
        if (seen.has(next.ref)) return [];
        seen.add(next.ref);
        return [next];
      });
      return [name, resolved];
    }),
  );
}
