// Where people are in the database, written down once: erasing, exporting and docs/privacy.md go by
// this list, and a test compares it with the tables. Everything else names people by id only.
import type { Database } from 'better-sqlite3';

/**
 * Each column that names a person, and what erasing them does to its rows: `removed`, or `kept`
 * because the row is somebody's work or decision, which stays as that of a participant without a name.
 */
export const PERSON_COLUMNS = {
  'announcement.createdBy': 'kept',
  'announcement_shown.personId': 'removed',
  'audit.personId': 'kept',
  'browser_pin.personId': 'removed',
  'document.createdBy': 'kept',
  'document.withdrawnBy': 'kept',
  'document_authorship.personId': 'kept',
  'document_client.personId': 'kept',
  'document_invited_team.invitedBy': 'kept',
  'document_projection.lastEditedBy': 'kept',
  'document_update.personId': 'kept',
  'document_version.personId': 'kept',
  'document_visit.personId': 'removed',
  'hackathon_facilitator.personId': 'removed',
  'import.personId': 'kept',
  'import.undoneBy': 'kept',
  'join_request.askedBy': 'kept',
  'known_browser.personId': 'removed',
  'not_the_same.personId': 'kept',
  'note.personId': 'kept',
  'note_mention.personId': 'kept',
  'note_thread.resolvedBy': 'kept',
  'one_time_link.personId': 'removed',
  'record_confirmation.personId': 'kept',
  'review_note.personId': 'kept',
  'revision.finalisedBy': 'kept',
  'session.personId': 'removed',
  'signatory_confirmation.personId': 'kept',
  'signatory_link.createdBy': 'kept',
  'signatory_link.usedBy': 'removed',
  'signatory_person.personId': 'removed',
  'team.helperId': 'kept',
  'team_member.personId': 'removed',
} as const satisfies Readonly<Record<string, 'kept' | 'removed'>>;

type Row = Record<string, string | number | null>;

/** What this server holds about a person, for themselves. */
export interface PersonalData {
  readonly exportedAt: number;
  readonly person: Row;
  readonly sessions: Row[];
  readonly knownBrowsers: Row[];
  readonly browserPins: Row[];
  readonly links: Row[];
  readonly teams: Row[];
  readonly facilitates: Row[];
  /** Documents they wrote in, with how many of the log's updates are theirs. */
  readonly documents: Row[];
  readonly versions: Row[];
  /** Revisions they wrote a part of or finalised. */
  readonly revisions: Row[];
  readonly invitations: Row[];
  readonly joinRequests: Row[];
  readonly imports: Row[];
  readonly reviewNotes: Row[];
  readonly notes: Row[];
  readonly mentions: Row[];
  readonly resolvedThreads: Row[];
  readonly visits: Row[];
  readonly signatories: Row[];
  readonly signatoryLinks: Row[];
  readonly confirmations: Row[];
  readonly announcements: Row[];
  readonly announcementsShown: Row[];
  readonly comparisons: Row[];
  readonly decisions: Row[];
}

/** Prepares the export of one person; `null` when there is no such person. */
export function preparePersonalData(
  db: Database,
  now: () => number,
): (personId: string) => PersonalData | null {
  const person = db.prepare<[string], Row>(
    `SELECT id, name, email, colour, language, isAdministrator, createdAt, erasedAt
     FROM person WHERE id = ?`,
  );
  const lists = {
    sessions: `SELECT createdAt, lastSeenAt, expiresAt, userAgent FROM session
      WHERE personId = :id ORDER BY createdAt`,
    browserPins: 'SELECT lastUsedAt FROM browser_pin WHERE personId = :id ORDER BY lastUsedAt',
    knownBrowsers: 'SELECT lastUsedAt FROM known_browser WHERE personId = :id ORDER BY lastUsedAt',
    links: `SELECT purpose, createdAt, expiresAt, usedAt FROM one_time_link
      WHERE personId = :id ORDER BY createdAt`,
    teams: `SELECT hackathon.name AS hackathon, team.id AS teamId, team.name AS team,
        team_member.joinedAt FROM team_member
      JOIN team ON team.id = team_member.teamId
      JOIN hackathon ON hackathon.id = team.hackathonId
      WHERE team_member.personId = :id ORDER BY team_member.joinedAt`,
    facilitates: `SELECT hackathon.id AS hackathonId, hackathon.name AS hackathon, addedAt
      FROM hackathon_facilitator JOIN hackathon ON hackathon.id = hackathonId
      WHERE personId = :id ORDER BY addedAt`,
    // By the documents a person claimed a client id in: the log itself is too long to be searched.
    documents: `SELECT document.id AS documentId, projection.title, document.kind,
        document.createdBy = :id AS isCreator,
        coalesce(document.withdrawnBy = :id, 0) AS isWithdrawer, count(entry.seq) AS updates,
        min(entry.at) AS firstAt, max(entry.at) AS lastAt
      FROM document
      JOIN document_projection AS projection ON projection.documentId = document.id
      LEFT JOIN document_update AS entry
        ON entry.documentId = document.id AND entry.personId = :id
      WHERE document.id IN (SELECT documentId FROM document_client WHERE personId = :id)
        OR document.createdBy = :id OR document.withdrawnBy = :id
      GROUP BY document.id ORDER BY document.createdAt, document.id`,
    versions: `SELECT documentId, cause, name, at FROM document_version
      WHERE personId = :id ORDER BY at`,
    revisions: `SELECT recordId, number, title, finalisedAt, finalisedBy = :id AS isFinaliser,
        (SELECT json_group_array(root.key) FROM json_each(contributors) AS root
         WHERE EXISTS (SELECT 1 FROM json_each(root.value) WHERE value = :id)) AS fields
      FROM revision WHERE finalisedBy = :id OR instr(contributors, :id) > 0
      ORDER BY finalisedAt`,
    invitations: `SELECT documentId, teamId, invitedAt FROM document_invited_team
      WHERE invitedBy = :id ORDER BY invitedAt`,
    joinRequests: `SELECT documentId, teamId, askedAt, declinedAt FROM join_request
      WHERE askedBy = :id ORDER BY askedAt`,
    imports: `SELECT hackathonId, fileName, at, created, undoneAt FROM import
      WHERE personId = :id ORDER BY at`,
    reviewNotes: 'SELECT documentId, note, at FROM review_note WHERE personId = :id ORDER BY at',
    notes: `SELECT thread.documentId, thread.field, note.text, note.at FROM note
      JOIN note_thread AS thread ON thread.id = note.threadId
      WHERE note.personId = :id ORDER BY note.at`,
    mentions: `SELECT thread.documentId, thread.field, note.at, mention.seenAt
      FROM note_mention AS mention
      JOIN note ON note.id = mention.noteId
      JOIN note_thread AS thread ON thread.id = note.threadId
      WHERE mention.personId = :id ORDER BY note.at`,
    resolvedThreads: `SELECT documentId, field, resolvedAt FROM note_thread
      WHERE resolvedBy = :id ORDER BY resolvedAt`,
    visits: 'SELECT documentId, at FROM document_visit WHERE personId = :id ORDER BY at',
    signatories: `SELECT documentId, signatoryId, at FROM signatory_person
      WHERE personId = :id ORDER BY at`,
    signatoryLinks: `SELECT documentId, signatoryId, createdAt, expiresAt, usedAt,
        createdBy = :id AS isMaker
      FROM signatory_link WHERE createdBy = :id OR usedBy = :id ORDER BY createdAt`,
    confirmations: `SELECT documentId, signatoryId, commitment, at FROM signatory_confirmation
      WHERE personId = :id ORDER BY at`,
    announcementsShown:
      'SELECT announcementId, at, openedAt FROM announcement_shown WHERE personId = :id ORDER BY at',
    announcements: `SELECT hackathonId, text, createdAt, endedAt FROM announcement
      WHERE createdBy = :id ORDER BY createdAt`,
    comparisons: `SELECT firstId, secondId, reason, at FROM not_the_same
      WHERE personId = :id ORDER BY at`,
    decisions: `SELECT at, hackathonId, action, subject, detail FROM audit
      WHERE personId = :id OR subject = :id ORDER BY seq`,
  } as const;
  const prepared = Object.entries(lists).map(
    ([name, sql]) => [name, db.prepare<{ id: string }, Row>(sql)] as const,
  );

  return (personId) => {
    const row = person.get(personId);
    if (row === undefined) return null;
    const found = Object.fromEntries(
      prepared.map(([name, statement]) => [name, statement.all({ id: personId })]),
    ) as Record<keyof typeof lists, Row[]>;
    return { exportedAt: now(), person: row, ...found };
  };
}
