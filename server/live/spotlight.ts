// The entry that a wall shows large: what the catalogue says of it. A draft has no spotlight (WL1).
import type { SpotlightView } from '../../shared/api/wall.ts';
import type { Kind } from '../../shared/kinds.ts';
import { type RevisionContent, recordPath } from '../../shared/record.ts';
import { countriesOf } from '../catalogue/facets.ts';
import type { Database } from '../db/open.ts';

/** An entry in the spotlight, but for the address of this server. */
type SpotlightFact = Omit<SpotlightView, 'url'> & { readonly path: string };

/** Reads the published entry of a document of this hackathon; `null` when there is none. */
export type Spotlight = (hackathonId: string, documentId: string | null) => SpotlightFact | null;

interface Row {
  readonly recordId: string;
  readonly documentId: string;
  readonly kind: Kind;
  readonly slug: string;
  readonly revision: number;
  readonly content: string;
  readonly teamName: string | null;
}

/** Prepares the reading. */
export function openSpotlight(db: Database): Spotlight {
  const select = db.prepare<[string, string], Row>(
    `SELECT r.id AS recordId, r.documentId, r.kind, r.slug, r.headRevision AS revision, v.content,
       t.name AS teamName
     FROM record r
     JOIN revision v ON v.recordId = r.id AND v.number = r.headRevision
     LEFT JOIN team t ON t.id = r.teamId
     WHERE r.documentId = ? AND r.hackathonId = ? AND r.state = 'published'`,
  );
  return (hackathonId, documentId) => {
    const row = documentId === null ? undefined : select.get(documentId, hackathonId);
    if (row === undefined) return null;
    const { content, slug, ...rest } = row;
    const { title, fields } = JSON.parse(content) as RevisionContent;
    return {
      ...rest,
      title,
      summary: textsOf(fields.summary),
      countries: countriesOf(fields),
      path: recordPath(row.kind, slug),
    };
  };
}

function textsOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}
