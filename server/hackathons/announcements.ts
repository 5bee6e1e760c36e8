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
}

/** Announcements of this server's hackathons. */
export interface Announcements {
  create(hackathonId: string, text: string, by: string | null): AnnouncementRow;
  get(id: string): AnnouncementRow | null;
  /** Takes it off the screens. Idempotent. */
  end(id: string, by: string | null): void;
  /** Those still shown, newest first. */
  list(hackathonId: string): AnnouncementRow[];
}

/** An announcement for answers. */
export function toAnnouncementView({ id, text, createdAt }: AnnouncementRow): AnnouncementView {
  return { id, text, createdAt };
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
     ORDER BY createdAt DESC, id`,
  );
  const insert = db.prepare<Omit<AnnouncementRow, 'endedAt'>>(
    `INSERT INTO announcement (id, hackathonId, text, createdBy, createdAt)
     VALUES (:id, :hackathonId, :text, :createdBy, :createdAt)`,
  );
  const markEnded = db.prepare<{ id: string; now: number }>(
    'UPDATE announcement SET endedAt = :now WHERE id = :id AND endedAt IS NULL',
  );

  const get = (id: string): AnnouncementRow | null =>
    isId(id) ? (selectById.get(id) ?? null) : null;

  return {
    create(hackathonId, text, by) {
      const row = { id: createId(), hackathonId, text, createdBy: by, createdAt: now() };
      db.transaction(() => {
        insert.run(row);
        audit.record({
          personId: by,
          hackathonId,
          action: 'announced',
          subject: row.id,
          detail: { text },
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
  };
}
