// What the wall counts, read from the tables: one row per entry and per published record, so that a
// change re-reads one row. Never reads the text of a draft; only a collective action has its title read.

import type { Kind } from '../../shared/kinds.ts';
import { type Signatory, tally } from '../../shared/projection.ts';
import type { DocumentState } from '../../shared/roles.ts';
import type { Database } from '../db/open.ts';

/** An entry being written or written. */
export interface EntryFact {
  readonly id: string;
  readonly teamId: string;
  readonly kind: Kind;
  readonly state: DocumentState;
  readonly completeness: number;
  /** Given for collective actions only. */
  readonly action: ActionFact | null;
}

/** What may be told of a collective action before it is finalised: it is an open invitation. */
interface ActionFact {
  readonly title: string;
  readonly number: number | null;
  /** ISO 3166-1 alpha-2, of the governments that joined. */
  readonly countries: readonly string[];
  /** Signatories that are not national governments. */
  readonly organisations: number;
  readonly signatories: number;
  readonly commitments: number;
}

/** The newest revision of a published record. */
export interface PublishedFact {
  readonly recordId: string;
  readonly kind: Kind;
  readonly title: string;
  readonly teamName: string | null;
  readonly finalisedAt: number;
  readonly revision: number;
  readonly countries: readonly string[];
}

/** A team as the wall names it. */
export interface TeamFact {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
}

/** Reads facts. Statements are prepared once. */
export interface WallFacts {
  entries(hackathonId: string): EntryFact[];
  /** `null` when there is no such document. */
  entry(documentId: string): (EntryFact & { readonly hackathonId: string }) | null;
  published(hackathonId: string): PublishedFact[];
  /** `null` when the record is not, or no longer, published. */
  publishedRecord(recordId: string): PublishedFact | null;
  teams(hackathonId: string): TeamFact[];
  people(hackathonId: string): number;
  /** The newest code that lets anybody into the hackathon. */
  joinCode(hackathonId: string): string | null;
}

interface EntryRow {
  readonly id: string;
  readonly hackathonId: string;
  readonly teamId: string;
  readonly kind: Kind;
  readonly state: DocumentState;
  readonly completeness: number | null;
  readonly title: string | null;
  readonly number: number | null;
  readonly signatories: string | null;
}

interface PublishedRow extends Omit<PublishedFact, 'countries'> {
  readonly countries: string | null;
  readonly country: string | null;
}

const ENTRY = `
  SELECT d.id, d.hackathonId, d.teamId, d.kind, d.state, p.completeness,
    iif(d.kind = 'collective-action', p.title, NULL) AS title,
    iif(d.kind = 'collective-action', json_extract(p.fields, '$.number'), NULL) AS number,
    iif(d.kind = 'collective-action', json_extract(p.fields, '$.signatories'), NULL) AS signatories
  FROM document d LEFT JOIN document_projection p ON p.documentId = d.id`;

const PUBLISHED = `
  SELECT r.id AS recordId, r.kind, v.title, t.name AS teamName, v.finalisedAt,
    r.headRevision AS revision,
    json_extract(v.content, '$.fields.countries') AS countries,
    json_extract(v.content, '$.fields.country') AS country
  FROM record r
  JOIN revision v ON v.recordId = r.id AND v.number = r.headRevision
  LEFT JOIN team t ON t.id = r.teamId`;

/** Prepares the reading of facts. */
export function createWallFacts(db: Database): WallFacts {
  const entries = db.prepare<[string], EntryRow>(`${ENTRY} WHERE d.hackathonId = ?`);
  const entry = db.prepare<[string], EntryRow>(`${ENTRY} WHERE d.id = ?`);
  const published = db.prepare<[string], PublishedRow>(
    `${PUBLISHED} WHERE r.hackathonId = ? AND r.state = 'published'`,
  );
  const publishedRecord = db.prepare<[string], PublishedRow>(
    `${PUBLISHED} WHERE r.id = ? AND r.state = 'published'`,
  );
  const teams = db.prepare<[string], TeamFact>(
    'SELECT id, name, colour FROM team WHERE hackathonId = ?',
  );
  const people = db
    .prepare<[string], number>(
      `SELECT count(DISTINCT m.personId) FROM team_member m
       JOIN team t ON t.id = m.teamId WHERE t.hackathonId = ?`,
    )
    .pluck();
  const joinCode = db
    .prepare<[string], string>(
      `SELECT code FROM join_code WHERE hackathonId = ? AND teamId IS NULL AND revokedAt IS NULL
       ORDER BY createdAt DESC, code LIMIT 1`,
    )
    .pluck();
  return {
    entries: (hackathonId) => entries.all(hackathonId).map(toEntry),
    entry(documentId) {
      const row = entry.get(documentId);
      return row === undefined ? null : { ...toEntry(row), hackathonId: row.hackathonId };
    },
    published: (hackathonId) => published.all(hackathonId).map(toPublished),
    publishedRecord(recordId) {
      const row = publishedRecord.get(recordId);
      return row === undefined ? null : toPublished(row);
    },
    teams: (hackathonId) => teams.all(hackathonId),
    people: (hackathonId) => people.get(hackathonId) ?? 0,
    joinCode: (hackathonId) => joinCode.get(hackathonId) ?? null,
  };
}

function toEntry(row: EntryRow): EntryFact {
  const { id, teamId, kind, state } = row;
  return {
    id,
    teamId,
    kind,
    state,
    completeness: row.completeness ?? 0,
    action: kind === 'collective-action' ? toAction(row) : null,
  };
}

function toAction({ title, number, signatories }: EntryRow): ActionFact {
  const list = readList<Signatory>(signatories);
  const { parties, commitments } = tally(list);
  const countries = new Set<string>();
  for (const { kind, country } of list) {
    if (kind === 'government' && country !== null) countries.add(country);
  }
  return {
    title: title ?? '',
    number,
    countries: [...countries],
    organisations: list.length - (parties.government ?? 0),
    signatories: list.length,
    commitments,
  };
}

function toPublished({ countries, country, ...row }: PublishedRow): PublishedFact {
  const list = readList<string>(countries);
  return { ...row, countries: country === null ? list : [...list, country] };
}

/** The column is JSON that a projection wrote: an array, or nothing. */
function readList<T>(column: string | null): readonly T[] {
  return column === null ? [] : (JSON.parse(column) as readonly T[]);
}
