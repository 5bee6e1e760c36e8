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
  /** Where it hangs, such as "Foyer"; may be empty. */
  readonly name: string;
  readonly createdAt: number;
  readonly revokedAt: number | null;
}

/** A wall link as it is made; the token is told this once. */
interface NewWallLink extends Pick<WallLinkRow, 'id' | 'name' | 'createdAt'> {
  readonly token: string;
}

/** The wall links of this server's hackathons. */
export interface WallLinks {
  create(hackathonId: string, by?: string | null, name?: string): NewWallLink;
  get(id: string): WallLinkRow | null;
  /** The link of a token; `null` when unknown or revoked. */
  resolve(token: string): WallLinkRow | null;
  /** Those that work, newest first. */
  list(hackathonId: string): WallLinkRow[];
  rename(id: string, name: string, by: string): void;
  /** Idempotent; an open wall goes dark. */
  revoke(id: string, by?: string | null): void;
}

const COLUMNS = 'id, hackathonId, name, createdAt, revokedAt';

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
  const selectByToken = db.prepare<[string], WallLinkRow>(
    `SELECT ${COLUMNS} FROM wall_link WHERE tokenHash = ? AND revokedAt IS NULL`,
  );
  const selectOpen = db.prepare<[string], WallLinkRow>(
    `SELECT ${COLUMNS} FROM wall_link WHERE hackathonId = ? AND revokedAt IS NULL
     ORDER BY createdAt DESC, id`,
  );
  const insert = db.prepare<{
    id: string;
    hackathonId: string;
    name: string;
    tokenHash: string;
    createdAt: number;
  }>(
    `INSERT INTO wall_link (id, hackathonId, name, tokenHash, createdAt)
     VALUES (:id, :hackathonId, :name, :tokenHash, :createdAt)`,
  );
  const setName = db.prepare<{ id: string; name: string }>(
    'UPDATE wall_link SET name = :name WHERE id = :id',
  );
  const markRevoked = db.prepare<{ id: string; now: number }>(
    'UPDATE wall_link SET revokedAt = :now WHERE id = :id AND revokedAt IS NULL',
  );

  const get = (id: string): WallLinkRow | null => (isId(id) ? (selectById.get(id) ?? null) : null);

  return {
    create(hackathonId, by = null, name = '') {
      const id = createId();
      const token = createSecret();
      const createdAt = now();
      db.transaction(() => {
        insert.run({ id, hackathonId, name, tokenHash: hashSecret(token), createdAt });
        audit.record({
          personId: by,
          hackathonId,
          action: 'wall-link-created',
          subject: id,
          detail: name === '' ? {} : { name },
        });
      })();
      return { id, name, token, createdAt };
    },
    get,
    resolve: (token) => selectByToken.get(hashSecret(token)) ?? null,
    list: (hackathonId) => selectOpen.all(hackathonId),
    rename(id, name, by) {
      const link = get(id);
      if (link === null || link.name === name) return;
      const { hackathonId } = link;
      db.transaction(() => {
        setName.run({ id, name });
        audit.record({
          personId: by,
          hackathonId,
          action: 'wall-link-renamed',
          subject: id,
          detail: { name },
        });
      })();
      changes.emit({ type: 'walls', hackathonId });
    },
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
