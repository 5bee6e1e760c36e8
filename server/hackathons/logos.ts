// The pictures of hackathons. They are public: walls and join sheets show them to everybody.
import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { AppError } from '../http/errors.ts';
import { readImage } from '../images/read-image.ts';
import type { Changes } from '../live/changes.ts';
import type { Audit } from './audit.ts';

/** The pictures of this server's hackathons. */
export interface Logos {
  /** The picture of one version; `null` when there is none or another by now. */
  get(hackathonId: string, hash: string): Buffer | null;
  /** `null` takes it away. Throws an `AppError` for what is no PNG. */
  replace(hackathonId: string, png: Buffer | null, by: string | null): void;
  /** Gives `to` what `from` has. */
  copy(from: string, to: string): void;
}

/** A column for `SELECT … FROM hackathon`: which version of its picture there is. */
export const LOGO_COLUMN =
  '(SELECT hash FROM hackathon_logo WHERE hackathonId = hackathon.id) AS logoHash';

/** Opens the pictures kept in `db`. */
export function openLogos({
  db,
  changes,
  audit,
}: {
  db: Database;
  changes: Changes;
  audit: Audit;
}): Logos {
  const select = db
    .prepare<[string, string], Buffer>(
      'SELECT png FROM hackathon_logo WHERE hackathonId = ? AND hash = ?',
    )
    .pluck();
  const remove = db.prepare<[string]>('DELETE FROM hackathon_logo WHERE hackathonId = ?');
  const put = db.prepare<{ hackathonId: string; hash: string; png: Buffer }>(
    `INSERT INTO hackathon_logo (hackathonId, hash, png) VALUES (:hackathonId, :hash, :png)
     ON CONFLICT (hackathonId) DO UPDATE SET hash = :hash, png = :png`,
  );
  const copyRow = db.prepare<{ from: string; to: string }>(
    `INSERT INTO hackathon_logo (hackathonId, hash, png)
     SELECT :to, hash, png FROM hackathon_logo WHERE hackathonId = :from`,
  );
  return {
    get: (hackathonId, hash) => select.get(hackathonId, hash) ?? null,
    replace(hackathonId, uploaded, by) {
      db.transaction(() => {
        if (uploaded === null) remove.run(hackathonId);
        else {
          const png = requirePng(uploaded);
          const hash = createHash('sha256').update(png).digest('hex').slice(0, 16);
          put.run({ hackathonId, hash, png });
        }
        const detail = { hasLogo: uploaded !== null };
        const action = 'logo-changed';
        audit.record({ personId: by, hackathonId, action, subject: hackathonId, detail });
      })();
      changes.emit({ type: 'hackathon', hackathonId });
    },
    copy: (from, to) => void copyRow.run({ from, to }),
  };
}

/** The picture without what is not seen in it. */
function requirePng(file: Buffer): Buffer {
  const { type, bytes } = readImage(file);
  if (type !== 'image/png') {
    throw new AppError(422, 'image_unreadable', 'The picture of a hackathon is sent as PNG.');
  }
  return bytes;
}
