// The end of a random world: everything is let through until it is calm, and then everybody's
// document, the log and the disk have to be the same document (SY11).
import type * as Y from 'yjs';
import { difference } from './compare.ts';
import type { VirtualTime } from './virtual-time.ts';
import type { WorldClient } from './world-client.ts';
import type { WorldLinks } from './world-links.ts';
import { DOCUMENT_ID, DOCUMENT_KIND, readFromDisk, type WorldServer } from './world-server.ts';

const SETTLE_ROUNDS = 600;
const SETTLE_ROUND_MS = 250;
/** The longest either side goes on believing in a lost connection, and then some. */
const UNNOTICED_MS = 25_000;

/** Delivers until everybody is in step and saved; says why when that does not come. */
export function settle(
  clients: readonly WorldClient[],
  links: WorldLinks,
  time: VirtualTime,
): string | null {
  for (let round = 0; round < SETTLE_ROUNDS; round++) {
    const busy = links.deliverAll();
    time.advance(SETTLE_ROUND_MS);
    // A refusal that was under way when the rights came back: the person opens the page again.
    for (const { provider } of clients) if (!provider.shouldConnect) provider.connect();
    const isCalm = clients.every((client) => client.provider.synced && client.isSaved);
    if (!busy && isCalm && round * SETTLE_ROUND_MS > UNNOTICED_MS) return null;
    if (!busy && round % 40 === 39) for (const client of clients) client.askSaved();
  }
  const states = clients.map(
    ({ personId, provider, isSaved, ownClock, acknowledged, doc }) =>
      `${personId}: ${provider.wsconnected ? 'connected' : 'away'}, ${provider.synced ? 'synced' : 'not synced'}, ${isSaved ? 'saved' : `acknowledged ${acknowledged.get(doc.clientID)} of ${ownClock}`}`,
  );
  return `the world does not settle (${states.join('; ')})`;
}

/** Compares everybody's document, the server's and what its files hold; says what differs. */
export function judge(
  clients: readonly WorldClient[],
  server: WorldServer,
  judgedPath: string,
): string | null {
  server.rooms.flush(DOCUMENT_ID);
  return server.rooms.read(DOCUMENT_ID, (committed) => {
    for (const { personId, doc } of clients) {
      const found = unlike(`${personId}'s document and the server's`, doc, committed);
      if (found !== null) return found;
    }
    server.copyFiles(judgedPath);
    const { opened, replayed } = readFromDisk(judgedPath);
    const found =
      unlike("the server's document and the replayed log", committed, replayed) ??
      unlike('what opening reads and the replayed log', opened, replayed);
    opened.destroy();
    replayed.destroy();
    return found;
  });
}

/** How two documents that have to be the same differ, or `null`. */
export function unlike(what: string, first: Y.Doc, second: Y.Doc): string | null {
  const found = difference(DOCUMENT_KIND, first, second);
  return found === null ? null : `${what} are not the same: ${found}`;
}
