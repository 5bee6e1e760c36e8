// What happens to a WebSocket between the HTTP upgrade and its room: the settings of the socket
// server, the origin check, the heartbeat and the seat. Who a visitor is has been found out before.
import { type RawData, type ServerOptions, WebSocket, WebSocketServer } from 'ws';
import { CLOSE, MAX_FRAME_BYTES, SCHEMA_VERSION } from '../../shared/protocol.ts';
import { readPlainFrames } from './plain-frames.ts';
import { Rounds } from './rounds.ts';
import { TokenBucket } from './token-bucket.ts';
import type { Dialect, RoomConnection, Rooms, RoomsOptions, Visitor } from './types.ts';
import { WsSocket } from './ws-socket.ts';

/** How often every socket is asked whether it is still there. */
const PING_MS = 15_000;

/** Pings without an answer after which a socket is taken for half-open. */
const MISSED_PONGS = 2;

/**
 * Pings and pongs of one peer. A browser sends none but its answers; they cost as much to read as a
 * message, and a room's limits never see them (WS4).
 */
const CONTROL_FRAMES = { perSecond: 20, burst: 200 };

/** Pieces of one message, which counts once: a browser cuts 1 MiB into a few dozen. */
const MAX_FRAGMENTS = 256;

/** How long a peer may take to answer a close before its connection is cut. */
const CLOSE_TIMEOUT_MS = 3_000;

/**
 * A socket that has its error listener from the first moment on: one broken frame in the same packet
 * as the upgrade would otherwise end the process (WS3).
 */
class GuardedWebSocket extends WebSocket {
  constructor(...options: ConstructorParameters<typeof WebSocket>) {
    super(...options);
    this.on('error', () => {
      // ws closes the connection by itself; `close` follows and is what the relay acts on.
    });
    // Nothing has been read by then.
    this.on('open', () => readPlainFrames(this, (payload) => this.emit('message', payload, true)));
  }
}

/** The socket server to upgrade with: bounded frames, no compression, guarded sockets. */
export function createSocketServer(): WebSocketServer {
  // The two are younger than the published types of ws.
  const options: ServerOptions & { closeTimeout: number; maxFragments: number } = {
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    closeTimeout: CLOSE_TIMEOUT_MS,
    maxFragments: MAX_FRAGMENTS,
    // Its constructor passes on whatever it gets, where the types of ws list four ways to call it.
    WebSocket: GuardedWebSocket as unknown as typeof WebSocket,
  };
  return new WebSocketServer(options);
}

/**
 * Whether a page of this origin may open a socket: exactly one of `allowed` (scheme, host and port,
 * as browsers write them). No origin is no permission (WS1).
 */
export function isAllowedOrigin(
  origin: string | null | undefined,
  allowed: readonly string[],
): boolean {
  return typeof origin === 'string' && allowed.includes(origin);
}

/**
 * The same for addresses that change while the server runs, as those of a laptop that is carried into
 * another network: `readOrigins` is asked again for an origin that was none of ours when last read.
 */
export function createOriginCheck(
  readOrigins: () => Iterable<string>,
): (origin: string | null | undefined) => boolean {
  let allowed = [...readOrigins()];
  return (origin) => {
    if (isAllowedOrigin(origin, allowed)) return true;
    if (typeof origin !== 'string') return false;
    allowed = [...readOrigins()];
    return isAllowedOrigin(origin, allowed);
  };
}

/** Watches sockets and hands on what they say. */
interface Heartbeat {
  /** Feeds a socket's frames into `connection` until it is gone. */
  attach(ws: WebSocket, connection: RoomConnection): void;
  /** Sockets being watched. */
  readonly size: number;
  /** Stops the heartbeat. */
  close(): void;
}

/** Opens a heartbeat: half-open sockets are cut after some pings without an answer. */
export function openHeartbeat(options: { log: RoomsOptions['log']; pingMs?: number }): Heartbeat {
  const { log, pingMs = PING_MS } = options;
  const missed = new Map<WebSocket, number>();
  const rounds = new Rounds<WebSocket>({ periodMs: pingMs, visit: beat });

  function beat(ws: WebSocket): void {
    const pongs = missed.get(ws) ?? 0;
    if (pongs >= MISSED_PONGS) {
      log({ level: 'info', event: 'half-open-socket' });
      ws.terminate();
    } else if (ws.readyState === WebSocket.OPEN) {
      missed.set(ws, pongs + 1);
      ws.ping();
    }
  }

  function forget(ws: WebSocket): void {
    missed.delete(ws);
    rounds.delete(ws);
  }

  return {
    attach(ws, connection) {
      rounds.add(ws);
      const control = new TokenBucket(CONTROL_FRAMES, performance.now());
      const countControl = () => {
        if (control.take(1, performance.now())) return;
        log({ level: 'warn', event: 'control-flood' });
        ws.terminate();
      };
      ws.on('ping', countControl);
      ws.on('pong', () => {
        missed.delete(ws);
        countControl();
      });
      ws.on('message', (data: RawData, isBinary: boolean) => {
        if (isBinary) connection.receive(data as Buffer);
        else ws.close(CLOSE.invalid.code, CLOSE.invalid.reason);
      });
      ws.on('close', () => {
        forget(ws);
        connection.closed();
      });
    },
    get size() {
      return rounds.size;
    },
    close: () => rounds.close(),
  };
}

/**
 * What a client speaks, by the URL parameter `schema`, `null` when absent: a stock provider sends
 * none. `null` for another version than ours, which is asked to reload (SY13).
 */
export function dialectOf(schema: string | null): Dialect | null {
  if (schema === null) return 'stock';
  return schema === String(SCHEMA_VERSION) ? 'sommet' : null;
}

/** Seats sockets in rooms and watches their heartbeat. */
export interface Seats {
  /** Seats an upgraded socket; `schema` is the URL parameter of that name. */
  seat(ws: WebSocket, visitor: Visitor, documentId: string, schema: string | null): void;
  /** Sockets being watched. */
  readonly size: number;
  /** Stops the heartbeat. */
  close(): void;
}

/** Opens the seats of a relay. */
export function openSeats(options: {
  rooms: Rooms;
  log: RoomsOptions['log'];
  pingMs?: number;
}): Seats {
  const { rooms, log } = options;
  const heartbeat = openHeartbeat(options);
  return {
    seat(ws, visitor, documentId, schema) {
      ws.on('error', (error) => {
        log({ level: 'warn', event: 'socket-error', documentId, personId: visitor.user.id, error });
      });
      if (ws.readyState !== WebSocket.OPEN) return;
      const dialect = dialectOf(schema);
      if (dialect === null) {
        ws.close(CLOSE.outdatedClient.code, CLOSE.outdatedClient.reason);
        return;
      }
      const connection = rooms.connect(new WsSocket(ws), visitor, documentId, dialect);
      if (connection !== null) heartbeat.attach(ws, connection);
    },
    get size() {
      return heartbeat.size;
    },
    close: () => heartbeat.close(),
  };
}
