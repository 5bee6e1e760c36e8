// What a hackathon leaves behind beside its public pages, for those who ran it: settings, teams, drafts
// with their history, every revision with its hash, decisions. Names, but no e-mail addresses.
import type { Database } from 'better-sqlite3';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Documents } from '../../documents/documents.ts';
import type { Versions } from '../../documents/versions.ts';
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

/** Files by name, as plain values for JSON. */
interface InternalFiles {
  readonly 'hackathon.json': Readonly<Record<string, unknown>>;
  readonly 'documents.json': readonly object[];
  readonly 'revisions.json': readonly object[];
}

/** Reads one hackathon whole. */
export function readInternalFiles(parts: ArchiveParts, hackathon: HackathonRow): InternalFiles {
  const { hackathons, documents } = parts;
  return {
    'hackathon.json': {
      archivedAt: parts.now(),
      ...toHackathonView(hackathon),
      teams: hackathons.teams.list(hackathon.id).map((team) => ({
        ...toTeamView(team),
        members: hackathons.teams
          .members(team.id)
          .map(({ name, joinedAt }) => ({ name, joinedAt })),
      })),
      announcements: parts.db
        .prepare<[string], object>(
          `SELECT text, createdAt, endedAt FROM announcement WHERE hackathonId = ?
           ORDER BY createdAt, id`,
        )
        .all(hackathon.id),
      decisions: readDecisions(hackathons, hackathon.id),
    },
    'documents.json': documents.summaries({ hackathonId: hackathon.id }).map((summary) => ({
      ...summary,
      fields: documents.projection(summary.id).fields,
      authorship: parts.versions.authorship(summary.id),
      versions: parts.versions.list(summary.id),
    })),
    'revisions.json': readRevisions(parts, hackathon.id),
  };
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
function readRevisions({ db, catalogue }: ArchiveParts, hackathonId: string): object[] {
  const states = new Map(
    db
      .prepare<[string], { id: string; state: string }>(
        'SELECT id, state FROM record WHERE hackathonId = ? ORDER BY createdAt, id',
      )
      .all(hackathonId)
      .map(({ id, state }) => [id, state]),
  );
  const revisions = db.prepare<[string], { contributors: string; content: string }>(
    `SELECT recordId, number, title, content, contributors, finalisedAt, previousHash, hash
     FROM revision WHERE recordId = ? ORDER BY number`,
  );
  return [...states].map(([id, state]) => ({
    id,
    state,
    credits: catalogue.get(id)?.contributors ?? [],
    revisions: revisions.all(id).map((revision) => ({
      ...revision,
      content: JSON.parse(revision.content),
      contributors: JSON.parse(revision.contributors),
    })),
  }));
}
