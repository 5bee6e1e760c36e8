// Builds and joins all parts into one server: HTTP, sockets, chores, relays; and takes it down again.
import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { WebSocketServer } from 'ws';
import { isId } from '../shared/ids.ts';
import { CLOSE } from '../shared/protocol.ts';
import { type Config, lanAddresses, ownOrigins } from './config.ts';
import { findVisitor } from './documents/visitor.ts';
import { createApp, type Doors } from './http/app.ts';
import { clientPages } from './http/pages.ts';
import { createProxies } from './http/proxies.ts';
import { imageFiles } from './http/routes/images.ts';
import { metricsRoutes } from './http/routes/metrics.ts';
import { previewFiles } from './http/routes/previews.ts';
import { publicFiles } from './http/routes/public-files.ts';
import { publicPages } from './http/routes/public-pages.ts';
import { seatUpgraded } from './http/routes/socket.ts';
import { createLog } from './log.ts';
import { openChores } from './operations/chores.ts';
import { watchForeignWrites } from './operations/foreign-writes.ts';
import type { MetricsSource } from './operations/metrics.ts';
import { buildParts, type ServerParts } from './parts.ts';
import { createOriginCheck, createSocketServer, openSeats } from './realtime/upgrade.ts';

/** How often passed deadlines are looked for, ms. */
const DEADLINE_CHECK_MS = 5000;

/** A hall's code lasts hours; half a minute more is nothing. */
const HALL_CODES_MS = 30_000;

/** How often sessions past their limits are ended, with their open sockets, ms. */
const SESSION_SWEEP_MS = 5000;

/** How often changes by other processes are looked for, ms. */
const FOREIGN_WRITES_MS = 5000;

/** How often guests are looked for whose hackathon keeps them no longer, ms. */
const RETENTION_CHECK_MS = 60 * 60 * 1000;

/** How often pictures are looked for that nothing shows any more, ms. */
const IMAGE_CHECK_MS = 10 * 60 * 1000;

/** How often a push is looked for that waits for its next attempt, or for a restarted server, ms. */
const PUSH_CHECK_MS = 1000;

/** How long the first facilitator's link works, ms. */
const FIRST_LINK_TTL_MS = 7 * 24 * 60 * 60 * 1000;

/** How long peers have to answer the close of a stopping server, ms. */
const FAREWELL_MS = 1000;

/** A server that listens. */
export interface RunningServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** Given while nobody facilitates anything yet; a new one at each start. */
  readonly firstFacilitatorUrl: string | null;
  readonly hasHackathons: boolean;
  readonly parts: ServerParts;
  close(): Promise<void>;
}

/** Starts a server; resolves once it listens. */
export async function startServer(config: Config): Promise<RunningServer> {
  const log = createLog(config.logLevel);
  const pages = clientPages(config.clientDirectory);
  const parts = buildParts(config, log);
  const { accounts, changes, hackathons, lifecycle, privacy, rooms } = parts;
  // Readers still get their catalogue; whoever runs this server has to look (LI2).
  for (const fault of parts.catalogue.verify().broken) {
    log({ level: 'error', event: 'revision-broken', ...fault });
  }

  let isAllowedOrigin: Doors['isAllowedOrigin'] = () => false;
  let port = config.port;
  const publicUrl = () => config.publicUrl ?? `http://${roomHost(config)}:${port}`;
  const doors: Doors = {
    publicUrl,
    isHttps: config.publicUrl?.startsWith('https:') ?? false,
    isAllowedOrigin: (origin) => isAllowedOrigin(origin),
    proxies: createProxies(config.trustedProxies),
    isHostForwarded: config.publicUrl === null,
    observeRequest: parts.metrics.observeRequest,
    tickets: new WeakMap(),
  };

  let relayStats: () => MetricsSource['relays'] = () => null;
  const app = createApp(parts, doors);
  app.route(
    '/',
    metricsRoutes({ token: config.metricsToken, render: () => renderMetrics(parts, relayStats()) }),
  );
  app.route('/', imageFiles(parts));
  app.route('/', previewFiles(parts));
  app.route('/', publicFiles(parts, doors));
  app.route('/', publicPages(parts, doors));
  app.route('/', pages);
  const sockets = createSocketServer();
  const seats = openSeats({ rooms, log: parts.log });
  seatUpgraded(sockets, doors.tickets, seats);
  const http = await new Promise<HttpServer>((resolve, reject) => {
    const server = serve(
      {
        fetch: app.fetch,
        hostname: config.host,
        port: config.port,
        websocket: { server: sockets },
      },
      () => resolve(server),
    ) as HttpServer;
    server.once('error', reject);
  });
  port = (http.address() as AddressInfo).port;
  isAllowedOrigin = createOriginCheck(() => ownOrigins(config, port));

  const relays = await openRelayDoor(config, parts);
  relayStats = () => relays?.stats ?? null;
  const unsubscribe = changes.subscribe((change) => {
    if (change.type === 'rights') rooms.refreshRights(change);
    // Freezing or closing a hackathon changes everybody's rights in it.
    if (change.type === 'hackathon') rooms.refreshRights({});
  });
  const chores = openChores(
    [
      {
        name: 'deadline-snapshots',
        everyMs: DEADLINE_CHECK_MS,
        run: () => void lifecycle.snapshotDeadlines(config.now()),
      },
      {
        name: 'hall-codes',
        everyMs: HALL_CODES_MS,
        run: () => hackathons.codes.rotateDue(),
      },
      {
        name: 'session-sweep',
        everyMs: SESSION_SWEEP_MS,
        run: () => void accounts.sessions.sweep(),
      },
      {
        name: 'foreign-writes',
        everyMs: FOREIGN_WRITES_MS,
        // Whoever the command line erased or made a facilitator, boards and open sockets follow.
        run: watchForeignWrites(parts.db, () => {
          for (const { id } of hackathons.list()) {
            changes.emit({ type: 'hackathon', hackathonId: id });
          }
        }),
      },
      {
        name: 'retention',
        everyMs: RETENTION_CHECK_MS,
        run: () => void privacy.retention.eraseDue(),
      },
      {
        name: 'unused-images',
        everyMs: IMAGE_CHECK_MS,
        run: () => void parts.images.removeUnused(),
      },
      {
        name: 'push',
        everyMs: PUSH_CHECK_MS,
        run: () => parts.pushes.continueDue(),
      },
    ],
    log,
  );

  const firstFacilitatorUrl = accounts.links.hasFacilitator()
    ? null
    : `${config.publicUrl ?? `http://localhost:${port}`}/welcome/${accounts.links.create('first-facilitator', { ttlMs: FIRST_LINK_TTL_MS })}`;

  let closing: Promise<void> | null = null;
  const close = () => {
    closing ??= (async () => {
      chores.close();
      unsubscribe();
      const stopped = new Promise<void>((resolve) => http.close(() => resolve()));
      relays?.leave();
      rooms.close();
      seats.close();
      parts.projector.close();
      parts.live.close();
      parts.metrics.close();
      parts.mailer?.close();
      await parts.pushes.close();
      await Promise.all([farewell(sockets), relays?.close()]);
      sockets.close();
      http.closeAllConnections();
      await stopped;
      parts.db.close();
    })();
    return closing;
  };

  log({ level: 'info', event: 'listening', port });
  return {
    url: `http://${displayHost(config)}:${port}`,
    port,
    firstFacilitatorUrl,
    hasHackathons: hackathons.list().length > 0,
    parts,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Opens the door for relays where Redis is configured; otherwise nothing of it is loaded. */
async function openRelayDoor({ redisUrl, relayKey: key, now }: Config, parts: ServerParts) {
  if (redisUrl === null || key === null) return null;
  const [{ openHomeStreams }, { createGrants }, { LINK_LIMITS }] = await Promise.all([
    import('./relay/home-streams.ts'),
    import('./relay/grants.ts'),
    import('./relay/limits.ts'),
  ]);
  return openHomeStreams({
    redisUrl,
    key,
    rooms: parts.rooms,
    grants: createGrants({ key, ttlMs: LINK_LIMITS.grantMs, now }),
    admit({ sessionId, personId, documentId }) {
      if (!isId(personId) || !parts.accounts.sessions.use(sessionId, personId)) {
        return CLOSE.signedOut;
      }
      if (!isId(documentId)) return CLOSE.notFound;
      return findVisitor(parts, { sessionId, personId, documentId }) ?? CLOSE.signedOut;
    },
    now: () => performance.now(),
    log: parts.log,
  });
}

/**
 * Lets the close events that were just sent reach their peers (SY10): a socket cut in the same turn
 * takes them along, and people would read "connection lost" instead of "restarting".
 */
async function farewell(sockets: WebSocketServer): Promise<void> {
  const leaving = [...sockets.clients].map(
    (socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
  );
  let patience: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => {
    patience = setTimeout(resolve, FAREWELL_MS);
  });
  await Promise.race([Promise.all(leaving), enough]);
  clearTimeout(patience);
  for (const socket of sockets.clients) socket.terminate();
}

function renderMetrics(
  { metrics, rooms, live, db }: ServerParts,
  relays: MetricsSource['relays'],
): string {
  const countSessions = db.prepare<[], number>('SELECT count(*) FROM session').pluck();
  return metrics.render({
    rooms,
    live,
    relays,
    countSessions: () => countSessions.get() ?? 0,
    databaseBytes: () =>
      Number(db.pragma('page_count', { simple: true })) *
      Number(db.pragma('page_size', { simple: true })),
  });
}

function displayHost({ host }: Config): string {
  return host === '0.0.0.0' || host === '::' ? 'localhost' : host;
}

/** What others in the room can type: `localhost` in a QR code would lead everyone to themselves. */
function roomHost(config: Config): string {
  const isOnLan = config.host === '0.0.0.0' || config.host === '::';
  return (isOnLan ? lanAddresses()[0] : undefined) ?? displayHost(config);
}
