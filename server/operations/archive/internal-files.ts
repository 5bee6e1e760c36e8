// What a hackathon leaves behind beside its public pages, for those who ran it: settings, teams, drafts
// with their history, every revision with its hash, decisions. Names, but no e-mail addresses.
import type { Database } from 'better-sqlite3';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Documents } from '../../documents/documents.ts';
import type { Versions } from '../../documents/versions.ts';
import { jsonList } from '../../exporters/json-pieces.ts';
import type { ExportFile } from '../../exporters/zip.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import { type HackathonRow, toHackathonView, toTeamView } from '../../hackathons/rows.ts';

/** What an archive is read from. */
interface ArchiveParts {
  readonly db: Database;
  readonly hackathons: Hackathons;
  readonly documents: Documents;
  readonly versions: Versions;
  readonly catalogue: Catalogue;
  readonly now: () => number;
}

/** The files, each entry of a list read when it is written, and how much is in them. */
interface InternalFiles {
  readonly files: readonly ExportFile[];
  readonly documents: number;
  readonly records: number;
}

/** Reads one hackathon whole. */
export function readInternalFiles(parts: ArchiveParts, hackathon: HackathonRow): InternalFiles {
  const documents = parts.documents.summaries({ hackathonId: hackathon.id });
  const records = recordsOf(parts, hackathon.id);
  const settings = readSettings(parts, hackathon);
  return {
    files: [
      { name: 'hackathon.json', content: `${JSON.stringify(settings, null, 2)}\n` },
      { name: 'documents.json', content: jsonList(readDocuments(parts, documents)) },
      { name: 'revisions.json', content: jsonList(readRevisions(parts, records)) },
    ],
    documents: documents.length,
    records: records.length,
  };
}

function readSettings(parts: ArchiveParts, hackathon: HackathonRow): object {
  const { hackathons } = parts;
  return {
    archivedAt: parts.now(),
    ...toHackathonView(hackathon),
    teams: hackathons.teams.list(hackathon.id).map((team) => ({
      ...toTeamView(team),
      members: hackathons.teams.members(team.id).map(({ name, joinedAt }) => ({ name, joinedAt })),
    })),
    announcements: parts.db
      .prepare<[string], object>(
        `SELECT text, createdAt, endedAt FROM announcement WHERE hackathonId = ?
         ORDER BY createdAt, id`,
      )
      .all(hackathon.id),
    decisions: readDecisions(hackathons, hackathon.id),
  };
}

function* readDocuments(
  { documents, versions }: ArchiveParts,
  summaries: ReturnType<Documents['summaries']>,
): Generator<object> {
  for (const summary of summaries) {
    yield {
      ...summary,
      fields: documents.projection(summary.id).fields,
      authorship: versions.authorship(summary.id),
      versions: versions.list(summary.id),
    };
  }
}

/** All of them, though the log hands out pages. */
function readDecisions({ audit }: Hackathons, hackathonId: string): object[] {
  const decisions: object[] = [];
  let beforeSeq: number | undefined;
  for (;;) {
    const page = audit.list(hackathonId, { beforeSeq });
    for (const { at, personName, action, subject, detail } of page) {
      decisions.push({ at, personName, action, subject, detail: JSON.parse(detail) });
    }
    beforeSeq = page.at(-1)?.seq;
    if (beforeSeq === undefined) return decisions;
  }
}

/** Withdrawn and merged records too: what was said stays said. */
function recordsOf({ db }: ArchiveParts, hackathonId: string) {
  return db
    .prepare<[string], { id: string; state: string }>(
      'SELECT id, state FROM record WHERE hackathonId = ? ORDER BY createdAt, id',
    )
    .all(hackathonId);
}

function* readRevisions(
  { db, catalogue }: ArchiveParts,
  records: ReturnType<typeof recordsOf>,
): Generator<object> {
  const revisions = db.prepare<[string], { contributors: string; content: string }>(
    `SELECT recordId, number, title, content, contributors, finalisedAt, previousHash, hash
     FROM revision WHERE recordId = ? ORDER BY number`,
  );
  for (const { id, state } of records) {
    yield {
      id,
      state,
      credits: catalogue.get(id)?.contributors ?? [],
      revisions: revisions.all(id).map((revision) => ({
        ...revision,
        content: JSON.parse(revision.content),
        contributors: JSON.parse(revision.contributors),
      })),
    };
  }
}
