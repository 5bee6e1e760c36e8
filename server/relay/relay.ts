// A relay process: takes WebSocket upgrades like the server, and leaves everything else to the home.
// It has no database and knows no document.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { CLOSE } from '../../shared/protocol.ts';
import { hashSecret } from '../accounts/secret-hash.ts';
import type { Log } from '../log.ts';
import { createOriginCheck, createSocketServer, openHeartbeat } from '../realtime/upgrade.ts';
import { WsSocket } from '../realtime/ws-socket.ts';
import { openDialler } from './dialler.ts';
import { LINK_LIMITS, type LinkLimits } from './limits.ts';
import { openStreams } from './redis-streams.ts';
import { RelaySeats } from './relay-seats.ts';
import { HOME_INBOX, relayInbox } from './stream-names.ts';

/** What a relay needs to know. */
interface RelayConfig {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly redisUrl: string;
  /** The secret shared with the home. */
  readonly key: string;
  /** Exact origins whose pages may connect (WS1), given the port that was picked. */
  origins(port: number): Iterable<string>;
  /** Whether browsers come by https, and so bring `__Host-sommet`. */
  readonly isHttps: boolean;
  readonly limits?: Partial<LinkLimits>;
  /** The version of the relay protocol to speak; a test plays an older relay. */
  readonly protocol?: number;
  log: Log;
}

/** A relay that listens. */
interface RunningRelay extends AsyncDisposable {
  readonly port: number;
  readonly stats: { readonly seats: number; readonly isLinked: boolean };
  close(): Promise<void>;
}

const SYNC_PATH = /^\/api\/sync\/([^/?#]+)$/;

/** How long peers have to answer the close of a stopping relay, ms. */
const FAREWELL_MS = 1_000;

/** Starts a relay; resolves once it listens, whether or not the home is there yet. */
export async function startRelay(config: RelayConfig): Promise<RunningRelay> {
  const { log, redisUrl } = config;
  const limits = { ...LINK_LIMITS, ...config.limits };
  const now = () => performance.now();
  const seats = new RelaySeats({ limits, now });
  const heartbeat = openHeartbeat({ log });
  const sockets = createSocketServer();
  let isAllowedOrigin: ReturnType<typeof createOriginCheck> = () => false;
  const lines = new Set<Promise<void>>();

  const http = createServer((request, response) => answer(request, response));
  http.on('upgrade', upgrade);
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(config.port, config.host, resolve);
  });
  const { port } = http.address() as AddressInfo;
  isAllowedOrigin = createOriginCheck(() => config.origins(port));

  const dialler = openDialler({
    key: config.key,
    limits,
    now,
    log,
    random: Math.random,
    protocol: config.protocol,
    carry(linkId, { receive, failed }) {
      const streams = openStreams({ url: redisUrl, inbox: relayInbox(linkId), receive, failed });
      streams.connected.then(
        () => streams.read(),
        () => {
          // `failed` is told.
        },
      );
      return {
        post: (entry) => streams.post(HOME_INBOX, entry),
        close() {
          const line = streams.close({ isInboxRemoved: true });
          lines.add(line);
          void line.then(() => lines.delete(line));
        },
      };
    },
    linked: (link) => seats.linked(link),
    unlinked: () => seats.unlinked(),
    refused: () => seats.dismissAll(),
    take: (frames) => seats.take(frames),
  });

  /** For whoever balances the load: `/api/ready` says whether new people can be let in here. */
  function answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url?.split('?')[0];
    const isReady = path === '/api/ready' && seats.isLinked;
    const status = path === '/api/health' || isReady ? 200 : path === '/api/ready' ? 503 : 404;
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(
      JSON.stringify(
        status === 404
          ? { error: { code: 'not_found', message: 'A relay serves documents only.' } }
          : { ok: status === 200, seats: seats.size },
      ),
    );
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const url = URL.canParse(request.url ?? '', 'http://relay')
      ? new URL(request.url ?? '', 'http://relay')
      : null;
    const documentId = SYNC_PATH.exec(url?.pathname ?? '')?.[1];
    if (url === null || documentId === undefined) {
      refuse(socket, '404 Not Found', 'not_found');
      return;
    }
    if (!isAllowedOrigin(request.headers.origin)) {
      refuse(socket, '403 Forbidden', 'foreign_origin');
      return;
    }
    const session = readSession(request.headers.cookie, config.isHttps);
    sockets.handleUpgrade(request, socket, head, (ws) => {
      ws.on('error', (error) => log({ level: 'warn', event: 'socket-error', error }));
      if (session === null) {
        ws.close(CLOSE.signedOut.code, CLOSE.signedOut.reason);
        return;
      }
      const schema = url.searchParams.get('schema');
      const seat = seats.enter(new WsSocket(ws), { documentId, schema, ...session });
      if (seat !== null) heartbeat.attach(ws, seat);
    });
  }

  let closing: Promise<void> | null = null;
  const close = () => {
    closing ??= (async () => {
      const stopped = new Promise<void>((resolve) => http.close(() => resolve()));
      seats.dismissAll();
      dialler.close();
      seats.close();
      heartbeat.close();
      const patience = setTimeout(() => {
        for (const ws of sockets.clients) ws.terminate();
      }, FAREWELL_MS);
      await Promise.all(
        [...sockets.clients].map(
          (ws) => new Promise<void>((gone) => ws.once('close', () => gone())),
        ),
      );
      clearTimeout(patience);
      http.closeAllConnections();
      await Promise.all([stopped, ...lines]);
    })();
    return closing;
  };
  log({ level: 'info', event: 'listening', port });
  return {
    port,
    get stats() {
      return { seats: seats.size, isLinked: seats.isLinked };
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function refuse(socket: Duplex, status: string, code: string): void {
  const body = JSON.stringify({ error: { code } });
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}

/** The session a browser brings, as the home knows it: the secret itself goes no further than here. */
function readSession(
  cookies: string | undefined,
  isHttps: boolean,
): { personId: string; sessionId: string } | null {
  const name = isHttps ? '__Host-sommet' : 'sommet';
  for (const pair of cookies?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (at < 0 || pair.slice(0, at).trim() !== name) continue;
    const [personId, secret, ...rest] = pair
      .slice(at + 1)
      .trim()
      .split('.');
    if (!personId || !secret || rest.length > 0) return null;
    return { personId, sessionId: hashSecret(secret) };
  }
  return null;
}
