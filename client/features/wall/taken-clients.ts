// Which newer clients this screen has reloaded for. Something between the server and a screen may keep
// an old page: without a memory the screen would reload for it again and again. Knows no page.

/**
 * How long a reload for one client is not repeated, ms. Long enough that a hall does not notice, short
 * enough that a screen is up to date the same day once the old page is gone from between.
 */
const AGAIN_AFTER_MS = 60 * 60_000;

const KEY = 'sommet.wall.taken-clients';

/** What outlives a reload of one tab, as `sessionStorage` does. */
export type TabStorage = Pick<Storage, 'getItem' | 'setItem'>;

/** True when `client` has not been reloaded for within the hour, which is noted from now on. */
export function mayTake(client: string, storage: TabStorage, now: number): boolean {
  const recent = readTaken(storage).filter(([, at]) => at <= now && now - at < AGAIN_AFTER_MS);
  if (recent.some(([name]) => name === client)) return false;
  storage.setItem(KEY, JSON.stringify([...recent, [client, now]]));
  return true;
}

function readTaken(storage: TabStorage): [client: string, at: number][] {
  return JSON.parse(storage.getItem(KEY) ?? '[]') as [string, number][];
}
