// When to connect again: spread by chance, so that a whole summit does not come back in one instant.
// Drives a WebsocketProvider, whose own reconnecting has neither jitter nor a useful cap (WS7).
import * as encoding from 'lib0/encoding';
import * as time from 'lib0/time';
import * as syncProtocol from 'y-protocols/sync';
import type { WebsocketProvider } from 'y-websocket';
import { CLOSE, type CloseEventKind, MESSAGE } from '../../shared/protocol.ts';
import { createFact, type Fact } from './fact.ts';

/** The longest wait between two attempts, in ms. */
export const RECONNECT_CAP_MS = 20_000;

/** The first wait's upper bound; doubled with every attempt. */
const RECONNECT_BASE_MS = 1_000;

/** How long a connection may stay silent after a question before it is given up. */
const PROBE_MS = 6_000;

/** Least waits for servers that asked for patience, in ms. */
const PATIENCE_MS: Readonly<Record<number, number>> = {
  [CLOSE.overloaded.code]: 3_000,
  [CLOSE.tooFast.code]: 2_000,
  [CLOSE.tooSlow.code]: 2_000,
};

/** The wait before attempt `attempt` (0 is the first), in ms; between half of the bound and the bound. */
export function reconnectDelay(attempt: number, closeCode: number | null, random: number): number {
  const bound = Math.min(RECONNECT_CAP_MS, RECONNECT_BASE_MS * 2 ** Math.min(attempt, 10));
  const least = (closeCode !== null && PATIENCE_MS[closeCode]) || 0;
  return Math.min(RECONNECT_CAP_MS, Math.round(least + bound * (0.5 + random / 2)));
}

/**
 * The WebSocket's own "message too big" (RFC 6455, 7.4.1): the socket server hangs up on a frame
 * above `MAX_FRAME_BYTES` before the room could refuse it, and the same words would come again.
 */
export const MESSAGE_TOO_BIG = 1009;

/** Whether a close code means that coming back is pointless. */
export function isPermanentClose(code: number): boolean {
  return code === MESSAGE_TOO_BIG || (code >= 4400 && code < 4500);
}

/** How the connection stands. */
export type Connection =
  | { readonly type: 'connecting' }
  | { readonly type: 'connected' }
  | { readonly type: 'waiting'; readonly until: number }
  | { readonly type: 'closed'; readonly event: CloseEventKind };

/** The driver of one provider's connection. */
export interface ConnectionDriver {
  readonly connection: Fact<Connection>;
  /** Tries at once: on a press of "try again", or when rights came back. */
  reconnect(): void;
  /** Asks the server for a sign of life, and gives the connection up when there is none. */
  probe(): void;
  close(): void;
}

interface DriverOptions {
  readonly provider: WebsocketProvider;
  /** The connection is gone, for whatever reason. */
  onDisconnected(): void;
  onClosed(event: CloseEventKind): void;
  readonly random?: () => number;
}

/** Connects, and connects again until a permanent close event or `close()`. */
export function driveConnection({
  provider,
  onDisconnected,
  onClosed,
  random = Math.random,
}: DriverOptions): ConnectionDriver {
  const connection = createFact<Connection>({ type: 'connecting' });
  let attempt = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let probeTimer: ReturnType<typeof setTimeout> | undefined;
  let isOpen = true;

  const connect = () => {
    clearTimeout(retryTimer);
    retryTimer = undefined;
    if (!isOpen || provider.ws !== null) return;
    connection.set({ type: 'connecting' });
    provider.connect();
  };

  const handleClose = (event: CloseEvent | null) => {
    // The provider would try again by its own schedule; `connect()` turns it on for each attempt.
    provider.shouldConnect = false;
    clearTimeout(probeTimer);
    probeTimer = undefined;
    if (!isOpen) return;
    onDisconnected();
    if (event !== null && isPermanentClose(event.code)) {
      const kind = { code: event.code, reason: event.reason };
      connection.set({ type: 'closed', event: kind });
      onClosed(kind);
      return;
    }
    const delay = reconnectDelay(attempt++, event?.code ?? null, random());
    connection.set({ type: 'waiting', until: Date.now() + delay });
    clearTimeout(retryTimer);
    retryTimer = setTimeout(connect, delay);
  };

  const handleStatus = ({ status }: { status: string }) => {
    if (status === 'connected') connection.set({ type: 'connected' });
  };
  const handleSync = (isSynced: boolean) => {
    if (isSynced) attempt = 0;
  };

  /** Asks the server something; silence means the connection died unseen (sleep, another network). */
  const probe = () => {
    if (connection.get().type === 'closed') return;
    if (provider.ws === null) {
      // Everybody's laptop hears `online` at the same moment.
      clearTimeout(retryTimer);
      retryTimer = setTimeout(connect, Math.round(random() * 700));
      return;
    }
    if (!provider.wsconnected || probeTimer !== undefined) return;
    const askedAt = time.getUnixTime();
    provider.ws.send(encodeSyncStep1(provider));
    probeTimer = setTimeout(() => {
      probeTimer = undefined;
      if (provider.wsLastMessageReceived >= askedAt) return;
      provider.disconnect();
    }, PROBE_MS);
  };
  const probeWhenVisible = () => {
    if (document.visibilityState === 'visible') probe();
  };

  provider.on('connection-close', handleClose);
  provider.on('status', handleStatus);
  provider.on('sync', handleSync);
  const hasWindow = typeof window !== 'undefined';
  if (hasWindow) {
    window.addEventListener('online', probe);
    window.addEventListener('offline', probe);
    window.addEventListener('pageshow', probe);
    document.addEventListener('visibilitychange', probeWhenVisible);
  }
  connect();

  return {
    connection,
    reconnect() {
      if (!isOpen) return;
      attempt = 0;
      if (provider.ws !== null) provider.disconnect();
      connect();
    },
    probe,
    close() {
      isOpen = false;
      clearTimeout(retryTimer);
      clearTimeout(probeTimer);
      provider.off('connection-close', handleClose);
      provider.off('status', handleStatus);
      provider.off('sync', handleSync);
      if (!hasWindow) return;
      window.removeEventListener('online', probe);
      window.removeEventListener('offline', probe);
      window.removeEventListener('pageshow', probe);
      document.removeEventListener('visibilitychange', probeWhenVisible);
    },
  };
}

function encodeSyncStep1(provider: WebsocketProvider): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.sync);
  syncProtocol.writeSyncStep1(encoder, provider.doc);
  return encoding.toUint8Array(encoder);
}
