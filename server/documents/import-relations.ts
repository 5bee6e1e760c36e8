// From names of organisations and tools to references: to records, to drafts of the hackathon, to
// entries of the same file, or by name alone. Only reads.
import type { Database } from 'better-sqlite3';
import { nameReference, type Relation } from '../../shared/document.ts';
import { getField } from '../../shared/fields.ts';
import type { Kind } from '../../shared/kinds.ts';
import { normaliseName } from '../../shared/normalise.ts';

/** Resolves the names of one import. */
export interface ImportNames {
  /** Says that an entry of the file becomes this document. */
  add(kind: Kind, title: string, documentId: string): void;
  /** A relation's names as references, each once. */
  resolve(kind: Kind, fieldName: string, names: readonly string[]): Relation[];
  /** Whether anything is known by this name, here or in the file. */
  has(kind: Kind, name: string): boolean;
}

/** Prepares the statements; call it for each import. */
export function prepareImportNames(db: Database): (hackathonId: string) => ImportNames {
  const selectRecord = db
    .prepare<[Kind, string], string>(
      `SELECT recordId FROM record_listing WHERE kind = ? AND normalisedTitle = ? LIMIT 1`,
    )
    .pluck();
  const selectDraft = db
    .prepare<[string, Kind, string], string>(
      `SELECT listing.documentId FROM document_listing AS listing
       JOIN document ON document.id = listing.documentId
       WHERE listing.hackathonId = ? AND listing.kind = ? AND listing.normalisedTitle = ?
         AND document.state IN ('draft', 'in-review', 'reopened', 'finalised') LIMIT 1`,
    )
    .pluck();

  return (hackathonId) => {
    const known = new Map<string, string | null>();
    const keyOf = (kind: Kind, name: string) => `${kind}\n${normaliseName(name)}`;
    const findDraft = (kind: Kind, normal: string): string | null => {
      const documentId = selectDraft.get(hackathonId, kind, normal);
      return documentId === undefined ? null : `document:${documentId}`;
    };
    const find = (kind: Kind, name: string): string | null => {
      const key = keyOf(kind, name);
      const before = known.get(key);
      if (before !== undefined) return before;
      const normal = normaliseName(name);
      const recordId = selectRecord.get(kind, normal);
      const found = recordId === undefined ? findDraft(kind, normal) : `record:${recordId}`;
      known.set(key, found);
      return found;
    };
    return {
      add(kind, title, documentId) {
        if (find(kind, title) === null) known.set(keyOf(kind, title), `document:${documentId}`);
      },
      has: (kind, name) => find(kind, name) !== null,
      resolve(kind, fieldName, names) {
        const kinds = getField(kind, fieldName)?.relatedKinds ?? [];
        const relations = names.map((label): Relation => {
          const found = kinds.map((one) => find(one, label)).find((one) => one !== null);
          return { ref: found ?? nameReference(label), label };
        });
        return [...new Map(relations.map((relation) => [relation.ref, relation])).values()];
      },
    };
  };
}
