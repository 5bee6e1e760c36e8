// What facilitators say to everyone in a hackathon, and the document they ask everyone to look at.
import type { Database } from 'better-sqlite3';
import type { AnnouncementView } from '../../shared/api/hackathons.ts';
import { createId, isId } from '../../shared/ids.ts';
import { notFound } from '../http/errors.ts';
import type { Changes } from '../live/changes.ts';
import type { Audit } from './audit.ts';

/** An announcement as stored. */
export interface AnnouncementRow {
  readonly id: string;
  readonly hackathonId: string;
  readonly text: string;
  readonly createdBy: string | null;
  readonly createdAt: number;
  readonly endedAt: number | null;
  readonly isUrgent: 0 | 1;
  /** The document in the spotlight; `null` for plain words. */
  readonly documentId: string | null;
  /** What that document is called now. */
  readonly documentTitle: string | null;
  readonly byName: string | null;
}

type StoredAnnouncement = Omit<AnnouncementRow, 'endedAt' | 'documentTitle' | 'byName'>;

/** Whom an announcement has reached. */
interface ReachRow extends AnnouncementRow {
  /** A JSON array of the ids of people who have had it on their screen. */
  readonly shownTo: string;
  /** How many people opened the document it asks to look at. */
  readonly openedBy: number;
}

/** Taken down ones are listed as far back as anybody asks what was said. */
const REACH_ROWS = 20;

/** Announcements of this server's hackathons. */
export interface Announcements {
  create(
    hackathonId: string,
    text: string,
    by: string | null,
    options?: { isUrgent?: boolean },
  ): AnnouncementRow;
  /** Asks everybody to look at a document, in place of the one that was in the spotlight. */
  spotlight(
    document: { id: string; hackathonId: string; title: string },
    by: string | null,
  ): AnnouncementRow;
  get(id: string): AnnouncementRow | null;
  /** Takes it off the screens. Idempotent. */
  end(id: string, by: string | null): void;
  /** Those still shown: urgent ones first, then the newest. */
  list(hackathonId: string): AnnouncementRow[];
  /** Somebody has it on their screen. Idempotent. */
  shown(id: string, personId: string): void;
  /** Somebody looks at the document it asks to look at. Idempotent. */
  opened(id: string, personId: string): void;
  /** The latest, those still shown first. */
  reach(hackathonId: string): ReachRow[];
}

/** An announcement for answers. */
export function toAnnouncementView(row: AnnouncementRow): AnnouncementView {
  const { id, text, createdAt, documentId, documentTitle, byName } = row;
  const spotlight =
    documentId === null ? null : { documentId, title: documentTitle ?? text, byName };
  return { id, text, isUrgent: row.isUrgent === 1, createdAt, spotlight };
}

const SELECT = `SELECT announcement.*, document_projection.title AS documentTitle,
  person.name AS byName`;

const FROM = `FROM announcement
  LEFT JOIN document_projection ON document_projection.documentId = announcement.documentId
  LEFT JOIN person ON person.id = announcement.createdBy`;

/** Opens the announcements kept in `db`. */
export function openAnnouncements({
  db,
  now,
  changes,
  audit,
}: {
  db: Database;
  now: () => number;
  changes: Changes;
  audit: Audit;
}): Announcements {
  const selectById = db.prepare<[string], AnnouncementRow>(
    `${SELECT} ${FROM} WHERE announcement.id = ?`,
  );
  const selectShown = db.prepare<[string], AnnouncementRow>(
    `${SELECT} ${FROM} WHERE announcement.hackathonId = ? AND endedAt IS NULL
     ORDER BY isUrgent DESC, announcement.createdAt DESC, announcement.id`,
  );
  const selectReach = db.prepare<[string, number], ReachRow>(
    `${SELECT}, (SELECT json_group_array(personId) FROM announcement_shown
       WHERE announcementId = announcement.id) AS shownTo,
       (SELECT count(openedAt) FROM announcement_shown
       WHERE announcementId = announcement.id) AS openedBy
     ${FROM} WHERE announcement.hackathonId = ?
     ORDER BY endedAt IS NOT NULL, isUrgent DESC, announcement.createdAt DESC, announcement.id
     LIMIT ?`,
  );
  const insertShown = db.prepare<[string, string, number]>(
    `INSERT INTO announcement_shown (announcementId, personId, at) VALUES (?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const markOpened = db.prepare<[string, string, number, number]>(
    `INSERT INTO announcement_shown (announcementId, personId, at, openedAt) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET openedAt = coalesce(openedAt, excluded.openedAt)`,
  );
  const insert = db.prepare<StoredAnnouncement>(
    `INSERT INTO announcement (id, hackathonId, text, createdBy, createdAt, isUrgent, documentId)
     VALUES (:id, :hackathonId, :text, :createdBy, :createdAt, :isUrgent, :documentId)`,
  );
  const markEnded = db.prepare<{ id: string; now: number }>(
    'UPDATE announcement SET endedAt = :now WHERE id = :id AND endedAt IS NULL',
  );

  const selectSpotlit = db
    .prepare<[], string>(
      'SELECT documentId FROM announcement WHERE endedAt IS NULL AND documentId IS NOT NULL',
    )
    .pluck();
  const selectOver = db
    .prepare<[string], string>(
      `SELECT announcement.id FROM announcement JOIN document ON document.id = announcement.documentId
       WHERE document.id = ? AND document.state IN ('withdrawn', 'merged') AND endedAt IS NULL`,
    )
    .pluck();
  /** Documents that are or were in the spotlight: only a change of theirs is worth a question. */
  const spotlit = new Set(selectSpotlit.all());

  const get = (id: string): AnnouncementRow | null =>
    isId(id) ? (selectById.get(id) ?? null) : null;

  function requireRow(id: string): AnnouncementRow {
    const row = get(id);
    if (row === null) throw notFound('announcement');
    return row;
  }

  /** Whether it stood until now. */
  function end(row: AnnouncementRow, by: string | null): boolean {
    const { id, hackathonId, documentId } = row;
    if (markEnded.run({ id, now: now() }).changes === 0) return false;
    audit.record({
      personId: by,
      hackathonId,
      action: documentId === null ? 'announcement-ended' : 'spotlight-ended',
      subject: documentId ?? id,
    });
    return true;
  }

  function endById(id: string, by: string | null): void {
    const row = get(id);
    if (row === null) return;
    const isChanged = db.transaction(() => end(row, by))();
    if (isChanged) changes.emit({ type: 'announcements', hackathonId: row.hackathonId });
  }

  // Nobody is asked any longer to look at what was taken back or is another document now.
  changes.subscribe((change) => {
    if (change.type !== 'document' || !spotlit.has(change.documentId)) return;
    for (const id of selectOver.all(change.documentId)) endById(id, null);
  });

  return {
    create(hackathonId, text, by, { isUrgent = false } = {}) {
      const row: StoredAnnouncement = {
        id: createId(),
        hackathonId,
        text,
        createdBy: by,
        createdAt: now(),
        isUrgent: isUrgent ? 1 : 0,
        documentId: null,
      };
      db.transaction(() => {
        insert.run(row);
        audit.record({
          personId: by,
          hackathonId,
          action: 'announced',
          subject: row.id,
          detail: { text, ...(isUrgent ? { isUrgent } : {}) },
        });
      })();
      changes.emit({ type: 'announcements', hackathonId });
      return requireRow(row.id);
    },
    spotlight({ id: documentId, hackathonId, title }, by) {
      // The words are kept for when the document is gone; never empty, never too long for the table.
      const text = [...(title || '…')].slice(0, 250).join('');
      const id = createId();
      db.transaction(() => {
        for (const row of selectShown.all(hackathonId)) if (row.documentId !== null) end(row, by);
        insert.run({
          id,
          hackathonId,
          text,
          createdBy: by,
          createdAt: now(),
          isUrgent: 0,
          documentId,
        });
        const detail = { text };
        audit.record({
          personId: by,
          hackathonId,
          action: 'spotlighted',
          subject: documentId,
          detail,
        });
      })();
      spotlit.add(documentId);
      changes.emit({ type: 'announcements', hackathonId });
      return requireRow(id);
    },
    get,
    end: endById,
    list: (hackathonId) => selectShown.all(hackathonId),
    shown(id, personId) {
      insertShown.run(id, personId, now());
    },
    opened(id, personId) {
      markOpened.run(id, personId, now(), now());
    },
    reach: (hackathonId) => selectReach.all(hackathonId, REACH_ROWS),
  };
}
