// Published records as exporters are handed them, made from a document's plain values.
import * as Y from 'yjs';
import type { ExportRecord } from '../../server/exporters/export-record.ts';
import { type DocumentSeed, writeSeed } from '../../shared/document.ts';
import type { Kind } from '../../shared/kinds.ts';
import { slugify } from '../../shared/normalise.ts';
import { project } from '../../shared/projection.ts';
import { recordPath } from '../../shared/record.ts';

/** A record of this id; relations may name others as `record:<id>`. */
export function exportRecord(id: string, kind: Kind, seed: DocumentSeed): ExportRecord {
  const doc = new Y.Doc();
  writeSeed(kind, doc, seed);
  const { title, fields } = project(kind, doc);
  doc.destroy();
  const slug = slugify(title);
  return {
    id,
    kind,
    slug,
    path: recordPath(kind, slug),
    title,
    fields,
    revision: 1,
    finalisedAt: Date.UTC(2016, 11, 8, 9, 30),
    hash: 'ab'.repeat(32),
    previousHash: '',
    contributors: [{ name: 'Amina', fields: ['name'] }],
    hackathon: { id: 'h', name: 'Paris 2016', slug: 'paris-2016' },
    teamName: 'Table 7',
    alive: 'unknown',
  };
}
