// The pictures people uploaded, by what they show: one picture is kept once, and its name is its
// hash. Knows neither who uploaded one nor where it stands.
import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { ImageType } from '../../shared/images.ts';
import { readImage } from './read-image.ts';

/** A picture as it is kept. */
export interface StoredImage {
  readonly type: ImageType;
  readonly width: number;
  readonly height: number;
  readonly bytes: Buffer;
}

/** The pictures of this server. */
export interface Images {
  /** Keeps what a file shows; throws an `AppError` when it is no picture we take. */
  put(file: Buffer): { name: string; width: number; height: number };
  /** `null` when there is none of that name, such as `<hash>.png`. */
  get(name: string): StoredImage | null;
  has(name: string): boolean;
  /** Removes some of the pictures that nothing shows; returns how many. */
  removeUnused(): number;
}

const EXTENSIONS: Readonly<Record<ImageType, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
};

/**
 * A picture is kept so long after it was last seen to be needed, ms: whoever works offline, or undoes
 * a removal, brings its address back.
 */
const KEEP_MS = 7 * 24 * 60 * 60 * 1000;

/** So many pictures are let go of at a time, each up to a megabyte: a round must stay short. */
const ROUND = 10;

/** Opens the pictures kept in `db`. */
export function openImages({ db, now }: { db: Database; now: () => number }): Images {
  const upsert = db.prepare<StoredImage & { hash: string; neededAt: number }>(
    `INSERT INTO image (hash, type, width, height, bytes, neededAt)
     VALUES (:hash, :type, :width, :height, :bytes, :neededAt)
     ON CONFLICT (hash) DO UPDATE SET neededAt = excluded.neededAt`,
  );
  const select = db.prepare<[string, string], StoredImage>(
    'SELECT type, width, height, bytes FROM image WHERE hash = ? AND type = ?',
  );
  const selectOne = db
    .prepare<[string, string], 1>('SELECT 1 FROM image WHERE hash = ? AND type = ?')
    .pluck();
  const selectDue = db
    .prepare<[number, number], string>(
      'SELECT hash FROM image WHERE neededAt < ? ORDER BY neededAt LIMIT ?',
    )
    .pluck();
  // Revisions never change, and a version of a document may be gone back to.
  const selectUse = db
    .prepare<{ hash: string }, 0 | 1>(
      `SELECT EXISTS (SELECT 1 FROM document_image WHERE hash = :hash)
         OR EXISTS (SELECT 1 FROM revision_image WHERE hash = :hash)
         OR EXISTS (SELECT 1 FROM version_image WHERE hash = :hash)`,
    )
    .pluck();
  const touch = db.prepare<[number, string]>('UPDATE image SET neededAt = ? WHERE hash = ?');
  const remove = db.prepare<[string]>('DELETE FROM image WHERE hash = ?');

  return {
    put(file) {
      const { type, width, height, bytes } = readImage(file);
      const hash = createHash('sha256').update(bytes).digest('hex');
      upsert.run({ hash, type, width, height, bytes, neededAt: now() });
      return { name: `${hash}.${EXTENSIONS[type]}`, width, height };
    },
    get(name) {
      const key = keyOf(name);
      return key === null ? null : (select.get(...key) ?? null);
    },
    has(name) {
      const key = keyOf(name);
      return key !== null && selectOne.get(...key) !== undefined;
    },
    removeUnused: db.transaction(() => {
      let removed = 0;
      for (const hash of selectDue.all(now() - KEEP_MS, ROUND)) {
        if (selectUse.get({ hash }) === 1) {
          touch.run(now(), hash);
        } else {
          removed += remove.run(hash).changes;
        }
      }
      return removed;
    }),
  };
}

function keyOf(name: string): [hash: string, type: ImageType] | null {
  const [hash = '', extension, more] = name.split('.');
  const found = Object.entries(EXTENSIONS).find(([, one]) => one === extension);
  return found === undefined || more !== undefined ? null : [hash, found[0] as ImageType];
}
