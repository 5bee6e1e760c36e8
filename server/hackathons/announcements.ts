// What facilitators say to everyone in a hackathon.
import type { Database } from 'better-sqlite3';
import type { AnnouncementView } from '../../shared/api/hackathons.ts';
import { createId, isId } from '../../shared/ids.ts';
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
}

/** Whom an announcement has reached. */
export interface ReachRow extends AnnouncementRow {
  /** A JSON array of the ids of people who have had it on their screen. */
  readonly shownTo: string;
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
  get(id: string): AnnouncementRow | null;
  /** Takes it off the screens. Idempotent. */
  end(id: string, by: string | null): void;
  /** Those still shown: urgent ones first, then the newest. */
  list(hackathonId: string): AnnouncementRow[];
  /** Somebody has it on their screen. Idempotent. */
  shown(id: string, personId: string): void;
  /** The latest, those still shown first. */
  reach(hackathonId: string): ReachRow[];
}

/** An announcement for answers. */
export function toAnnouncementView(row: AnnouncementRow): AnnouncementView {
  const { id, text, createdAt } = row;
  return { id, text, isUrgent: row.isUrgent === 1, createdAt };
}

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
    'SELECT * FROM announcement WHERE id = ?',
  );
  const selectShown = db.prepare<[string], AnnouncementRow>(
    `SELECT * FROM announcement WHERE hackathonId = ? AND endedAt IS NULL
     ORDER BY isUrgent DESC, createdAt DESC, id`,
  );
  const selectReach = db.prepare<[string, number], ReachRow>(
    `SELECT announcement.*, (SELECT json_group_array(personId) FROM announcement_shown
       WHERE announcementId = announcement.id) AS shownTo
     FROM announcement WHERE hackathonId = ?
     ORDER BY endedAt IS NOT NULL, isUrgent DESC, createdAt DESC, id LIMIT ?`,
  );
  const insertShown = db.prepare<[string, string, number]>(
    `INSERT INTO announcement_shown (announcementId, personId, at) VALUES (?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const insert = db.prepare<Omit<AnnouncementRow, 'endedAt'>>(
    `INSERT INTO announcement (id, hackathonId, text, createdBy, createdAt, isUrgent)
     VALUES (:id, :hackathonId, :text, :createdBy, :createdAt, :isUrgent)`,
  );
  const markEnded = db.prepare<{ id: string; now: number }>(
    'UPDATE announcement SET endedAt = :now WHERE id = :id AND endedAt IS NULL',
  );

  const get = (id: string): AnnouncementRow | null =>
    isId(id) ? (selectById.get(id) ?? null) : null;

  return {
    create(hackathonId, text, by, { isUrgent = false } = {}) {
      const row: Omit<AnnouncementRow, 'endedAt'> = {
        id: createId(),
        hackathonId,
        text,
        createdBy: by,
        createdAt: now(),
        isUrgent: isUrgent ? 1 : 0,
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
      return { ...row, endedAt: null };
    },
    get,
    end(id, by) {
      const row = get(id);
      if (row === null) return;
      const { hackathonId } = row;
      const isChanged = db.transaction(() => {
        if (markEnded.run({ id, now: now() }).changes === 0) return false;
        audit.record({ personId: by, hackathonId, action: 'announcement-ended', subject: id });
        return true;
      })();
      if (isChanged) changes.emit({ type: 'announcements', hackathonId });
    },
    list: (hackathonId) => selectShown.all(hackathonId),
    shown(id, personId) {
      insertShown.run(id, personId, now());
    },
    reach: (hackathonId) => selectReach.all(hackathonId, REACH_ROWS),
  };
}
