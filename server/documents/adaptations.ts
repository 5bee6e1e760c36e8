// Beginning from what others wrote: takes over what holds elsewhere too and keeps where it came from as
// a relation. Not what makes an entry this one (addresses, people, promises). Knows no HTTP.
import type { Database } from 'better-sqlite3';
import type { AdaptAnswer } from '../../shared/api/adaptations.ts';
import { type DocumentSeed, type Relation, writeSeed } from '../../shared/document.ts';
import { FIELDS, getField } from '../../shared/fields.ts';
import type { Kind } from '../../shared/kinds.ts';
import {
  type FieldValues,
  isEmptyValue,
  type LocalisedValue,
  project,
} from '../../shared/projection.ts';
import type { RevisionContent } from '../../shared/record.ts';
import { type Actor, can } from '../../shared/roles.ts';
import type { Duplicates } from '../catalogue/duplicates.ts';
import { notFound } from '../http/errors.ts';
import type { Rooms } from '../realtime/types.ts';
import type { DocumentRow, Documents } from './documents.ts';

/** Adapting entries. Both throw `404 not_found` for what `actor` may not read or is of another kind. */
export interface Adaptations {
  /** Makes a document that is adapted from `ref`; `seed` goes before what it takes over. */
  begin(
    ref: string,
    document: { teamId: string; kind: Kind; seed: DocumentSeed },
    actor: Actor,
  ): DocumentRow;
  /** Fills the empty fields of a live document (SY9) and says from what; no word of its own is lost. */
  adapt(document: DocumentRow, ref: string, actor: Actor): AdaptAnswer;
}

/** What somebody begins from. */
interface Source {
  readonly title: string;
  readonly fields: FieldValues;
}

/** Opens adaptations over the documents and records in `db`. */
export function openAdaptations({
  db,
  now,
  rooms,
  documents,
  duplicates,
}: {
  db: Database;
  now: () => number;
  rooms: Pick<Rooms, 'flush' | 'read' | 'edit'>;
  documents: Documents;
  duplicates: Pick<Duplicates, 'remember'>;
}): Adaptations {
  const selectHead = db.prepare<[string, Kind], { title: string; content: string }>(
    `SELECT revision.title, revision.content FROM record
     JOIN revision ON revision.recordId = record.id AND revision.number = record.headRevision
     WHERE record.id = ? AND record.kind = ? AND record.state = 'published'`,
  );

  function find(ref: string, kind: Kind, actor: Actor): Source {
    // A kind without the relation is never adapted: nobody is an organisation like another.
    if (getField(kind, 'adaptedFrom') === null) throw notFound('entry');
    const [source = '', id = ''] = ref.split(':');
    if (source === 'record') {
      const head = selectHead.get(id, kind);
      if (head === undefined) throw notFound('record');
      return { title: head.title, fields: (JSON.parse(head.content) as RevisionContent).fields };
    }
    const row = source === 'document' ? documents.require(id) : null;
    if (row?.kind !== kind || !can(actor, 'read', documents.subject(row))) {
      throw notFound('document');
    }
    rooms.flush(id);
    return rooms.read(id, (doc) => project(kind, doc));
  }

  /** Nobody is asked later whether it is the same (LI5). */
  function sayDifferent(documentId: string, ref: string, { personId }: Actor): void {
    const other = ref.slice(ref.indexOf(':') + 1);
    duplicates.remember(documentId, [other], { personId, reason: 'Adapted from it.', at: now() });
  }

  return {
    begin(ref, { teamId, kind, seed }, actor) {
      const { title, fields } = find(ref, kind, actor);
      const adaptedFrom = [toRelation(ref, title)];
      const row = documents.create({
        teamId,
        kind,
        seed: { ...carriedOf(kind, fields), ...seed, adaptedFrom },
        by: actor.personId,
      });
      sayDifferent(row.id, ref, actor);
      return row;
    },
    adapt({ id, kind }, ref, actor) {
      if (ref === `document:${id}`) throw notFound('other document');
      const { title, fields } = find(ref, kind, actor);
      rooms.flush(id);
      const mine = rooms.read(id, (doc) => project(kind, doc)).fields;
      const { seed, filled, kept } = fillIn(kind, carriedOf(kind, fields), mine);
      const origin = { type: 'server', personId: actor.personId, reason: 'adapt' } as const;
      rooms.edit(id, origin, (doc) =>
        writeSeed(kind, doc, { ...seed, adaptedFrom: [toRelation(ref, title)] }),
      );
      sayDifferent(id, ref, actor);
      return { filled, kept };
    },
  };
}

function toRelation(ref: string, label: string): Relation {
  return { ref, label };
}

/** What holds for another entry too. */
function carriedOf(kind: Kind, fields: FieldValues): FieldValues {
  return Object.fromEntries(
    FIELDS[kind].flatMap(({ name, carried }) =>
      carried && !isEmptyValue(fields[name]) ? [[name, fields[name]!]] : [],
    ),
  );
}

/** Theirs where mine says nothing, field by field and language by language. */
function fillIn(
  kind: Kind,
  theirs: FieldValues,
  mine: FieldValues,
): { seed: DocumentSeed } & AdaptAnswer {
  const seed: Record<string, unknown> = {};
  const kept: string[] = [];
  for (const [name, value] of Object.entries(theirs)) {
    if (!getField(kind, name)?.localised) {
      if (isEmptyValue(mine[name])) seed[name] = value;
      else kept.push(name);
      continue;
    }
    const said = (mine[name] ?? {}) as LocalisedValue;
    const missing = Object.entries(value as LocalisedValue).filter(([language]) =>
      isEmptyValue(said[language]),
    );
    if (missing.length > 0) seed[name] = Object.fromEntries(missing);
    else kept.push(name);
  }
  return { seed, filled: Object.keys(seed), kept };
}
