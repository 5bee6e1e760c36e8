// Links that show a hackathon's wall without a session. The token is shown once; its hash is kept.
import type { Database } from 'better-sqlite3';
import { createId, createSecret, isId } from '../../shared/ids.ts';
import { hashSecret } from '../accounts/secret-hash.ts';
import type { Changes } from '../live/changes.ts';
import type { Audit } from './audit.ts';

/** A wall link as stored. */
export interface WallLinkRow {
  readonly id: string;
  readonly hackathonId: string;
  readonly createdAt: number;
  readonly revokedAt: number | null;
}

/** The wall links of this server's hackathons. */
export interface WallLinks {
  create(hackathonId: string, by?: string | null): { id: string; token: string; createdAt: number };
  get(id: string): WallLinkRow | null;
  /** The hackathon a token shows; `null` when unknown or revoked. */
  resolve(token: string): string | null;
  /** Those that work, newest first. */
  list(hackathonId: string): WallLinkRow[];
  /** Idempotent; an open wall goes dark. */
  revoke(id: string, by?: string | null): void;
}

const COLUMNS = 'id, hackathonId, createdAt, revokedAt';

/** Opens the wall links kept in `db`. */
export function openWallLinks({
  db,
  now,
  changes,
  audit,
}: {
  db: Database;
  now: () => number;
  changes: Changes;
  audit: Audit;
}): WallLinks {
  const selectById = db.prepare<[string], WallLinkRow>(
    `SELECT ${COLUMNS} FROM wall_link WHERE id = ?`,
  );
  const selectByToken = db
    .prepare<[string], string>(
      'SELECT hackathonId FROM wall_link WHERE tokenHash = ? AND revokedAt IS NULL',
    )
    .pluck();
  const selectOpen = db.prepare<[string], WallLinkRow>(
    `SELECT ${COLUMNS} FROM wall_link WHERE hackathonId = ? AND revokedAt IS NULL
     ORDER BY createdAt DESC, id`,
  );
  const insert = db.prepare<{
    id: string;
    hackathonId: string;
    tokenHash: string;
    createdAt: number;
  }>(
    `INSERT INTO wall_link (id, hackathonId, tokenHash, createdAt)
     VALUES (:id, :hackathonId, :tokenHash, :createdAt)`,
  );
  const markRevoked = db.prepare<{ id: string; now: number }>(
    'UPDATE wall_link SET revokedAt = :now WHERE id = :id AND revokedAt IS NULL',
  );

  const get = (id: string): WallLinkRow | null => (isId(id) ? (selectById.get(id) ?? null) : null);

  return {
    create(hackathonId, by = null) {
      const id = createId();
      const token = createSecret();
      const createdAt = now();
      db.transaction(() => {
        insert.run({ id, hackathonId, tokenHash: hashSecret(token), createdAt });
        audit.record({ personId: by, hackathonId, action: 'wall-link-created', subject: id });
      })();
      return { id, token, createdAt };
    },
    get,
    resolve: (token) => selectByToken.get(hashSecret(token)) ?? null,
    list: (hackathonId) => selectOpen.all(hackathonId),
    revoke(id, by = null) {
      const link = get(id);
      if (link === null) return;
      const { hackathonId } = link;
      const isChanged = db.transaction(() => {
        if (markRevoked.run({ id, now: now() }).changes === 0) return false;
        audit.record({ personId: by, hackathonId, action: 'wall-link-revoked', subject: id });
        return true;
      })();
      if (isChanged) changes.emit({ type: 'hackathon', hackathonId });
    },
  };
}
