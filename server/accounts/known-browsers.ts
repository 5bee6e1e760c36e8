// Browsers in which an account has signed in before. A token in the browser, its hash here: it opens
// nothing, it only keeps strangers' guesses from locking the owner out. Knows no cookie.
import type { Database } from 'better-sqlite3';
import { createSecret } from '../../shared/ids.ts';
import { hashSecret } from './secret-hash.ts';

/** Browsers remembered per account; the longest unused is forgotten first. */
const MAX_PER_PERSON = 10;

/** The browsers each account is known in. */
export interface KnownBrowsers {
  /** Whether this browser has signed in to this account before. */
  knows(token: string | undefined, personId: string): boolean;
  /** Notes a sign-in; returns the browser's token, a new one when it had none that we know. */
  remember(token: string | undefined, personId: string): string;
}

/** Opens the browsers kept in `db`. */
export function openKnownBrowsers({ db, now }: { db: Database; now: () => number }): KnownBrowsers {
  const select = db
    .prepare<[string, string], number>(
      'SELECT 1 FROM known_browser WHERE tokenHash = ? AND personId = ?',
    )
    .pluck();
  const selectAny = db
    .prepare<[string], number>('SELECT 1 FROM known_browser WHERE tokenHash = ?')
    .pluck();
  const upsert = db.prepare<{ tokenHash: string; personId: string; lastUsedAt: number }>(
    `INSERT INTO known_browser (tokenHash, personId, lastUsedAt)
     VALUES (:tokenHash, :personId, :lastUsedAt)
     ON CONFLICT (tokenHash, personId) DO UPDATE SET lastUsedAt = excluded.lastUsedAt`,
  );
  const prune = db.prepare<{ personId: string; keep: number }>(
    `DELETE FROM known_browser WHERE personId = :personId AND tokenHash NOT IN
       (SELECT tokenHash FROM known_browser WHERE personId = :personId
        ORDER BY lastUsedAt DESC LIMIT :keep)`,
  );
  const remember = db.transaction((token: string | undefined, personId: string): string => {
    // A token nobody was given is not taken over: somebody else may have put it there.
    const isOurs = token !== undefined && selectAny.get(hashSecret(token)) !== undefined;
    const kept = isOurs ? token : createSecret();
    upsert.run({ tokenHash: hashSecret(kept), personId, lastUsedAt: now() });
    prune.run({ personId, keep: MAX_PER_PERSON });
    return kept;
  });
  return {
    knows: (token, personId) =>
      token !== undefined && select.get(hashSecret(token), personId) !== undefined,
    remember: (token, personId) => remember(token, personId),
  };
}
