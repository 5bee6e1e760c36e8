// This project's relay over a real SQLite file: admission on, every turn committed with
// synchronous=FULL before it is broadcast. Only the rate limits are lifted, which no person reaches.
import { join } from 'node:path';
import { createLog } from '../../../server/log.ts';
import { createGrants } from '../../../server/relay/grants.ts';
import { openHomeStreams } from '../../../server/relay/home-streams.ts';
import { LINK_LIMITS } from '../../../server/relay/limits.ts';
import { startRelay } from '../../support/relay.ts';
import { BENCH_RELAY_KEY, dataFolder, reportReady } from './child.ts';

const UNLIMITED = { perSecond: Number.MAX_SAFE_INTEGER, burst: Number.MAX_SAFE_INTEGER };
/** So that the harness need not wait long for a room to be closed and compacted. */
const GRACE_MS = 500;

const relay = await startRelay({
  path: join(dataFolder(), 'sommet.sqlite'),
  rooms: { limits: { frames: UNLIMITED, bytes: UNLIMITED, graceMs: GRACE_MS } },
});
const findDocument = relay.db.prepare('SELECT 1 FROM document WHERE id = ?');
relay.authorize = (_visitor, documentId) => {
  if (findDocument.get(documentId) === undefined) relay.createDocument('tool', documentId);
  return { read: true, write: true };
};
// People are there before they open a document; making them up at the door would cost a commit each.
const insertPerson = relay.db.prepare(
  `INSERT OR IGNORE INTO person (id, name, colour, createdAt) VALUES (?, ?, '#123456', 0)`,
);
relay.db.transaction(() => {
  for (const name of ['founder', 'host', 'judge', 'reader', 'watcher', 'writer']) {
    insertPerson.run(name, name);
  }
  for (let i = 0; i < 600; i++) {
    for (const name of [`person-${i}`, `joiner-${i}`, `reader-${i}`]) insertPerson.run(name, name);
  }
})();
const redisUrl = process.env.SOMMET_BENCH_REDIS;
const home =
  redisUrl === undefined
    ? null
    : openHomeStreams({
        redisUrl,
        key: BENCH_RELAY_KEY,
        rooms: relay.rooms,
        grants: createGrants({
          key: BENCH_RELAY_KEY,
          ttlMs: LINK_LIMITS.grantMs,
          now: Date.now,
        }),
        admit: ({ sessionId, personId }) => ({
          sessionId,
          user: { id: personId, name: personId, colour: '#123456', teamId: null },
        }),
        now: () => performance.now(),
        log: createLog('warn', (line) => process.stderr.write(line)),
      });
reportReady(relay.port, async () => {
  await home?.close();
  await relay.close();
});
