// When to connect again: spread by chance, so that a whole summit does not come back in one instant.
// Drives a WebsocketProvider, whose own reconnecting has neither jitter nor a useful cap (WS7).
import * as encoding from 'lib0/encoding';
import * as syncProtocol from 'y-protocols/sync';
import type { WebsocketProvider } from 'y-websocket';
import { CLOSE, type CloseEventKind, MESSAGE } from '../../shared/protocol.ts';
import { createFact, type Fact } from './fact.ts';

/** The longest wait between two attempts, in ms. */
export const RECONNECT_CAP_MS = 20_000;

/** The first wait's upper bound; doubled with every attempt. */
const RECONNECT_BASE_MS = 1_000;

/** How long a server may stay silent before its connection is given up, in ms. */
const PATIENCE = {
  /**
   * After calling it. A network that takes the call and passes nothing on, as a portal does until somebody
   * signs in, would have browsers wait for minutes.
   */
  firstWordMs: 20_000,
  /** After asking it something. */
  answerMs: 6_000,
};

/** Least waits for servers that asked for time, in ms. */
const LEAST_WAIT_MS: Readonly<Record<number, number>> = {
  [CLOSE.overloaded.code]: 3_000,
  [CLOSE.tooFast.code]: 2_000,
  [CLOSE.tooSlow.code]: 2_000,
};

/** The wait before attempt `attempt` (0 is the first), in ms; between half of the bound and the bound. */
export function reconnectDelay(attempt: number, closeCode: number | null, random: number): number {
  const bound = Math.min(RECONNECT_CAP_MS, RECONNECT_BASE_MS * 2 ** Math.min(attempt, 10));
  const least = (closeCode !== null && LEAST_WAIT_MS[closeCode]) || 0;
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
  /** Asked before each attempt; one that may not be made counts as signed out. */
  mayConnect?(): boolean;
  readonly random?: () => number;
  readonly patience?: typeof PATIENCE;
}

/** Connects, and connects again until a permanent close event or `close()`. */
export function driveConnection({
  provider,
  onDisconnected,
  onClosed,
  mayConnect = () => true,
  random = Math.random,
  patience = PATIENCE,
}: DriverOptions): ConnectionDriver {
  const connection = createFact<Connection>({ type: 'connecting' });
  let attempt = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let silenceTimer: ReturnType<typeof setTimeout> | undefined;
  let isOpen = true;

  const heard = () => {
    clearTimeout(silenceTimer);
    silenceTimer = undefined;
  };

  /** Gives the present socket up unless it says something soon. No clock is read: people set theirs. */
  const listenFor = (ms: number) => {
    const { ws } = provider;
    heard();
    silenceTimer = setTimeout(() => {
      silenceTimer = undefined;
      provider.disconnect();
    }, ms);
    const hear = () => {
      if (provider.ws === ws) heard();
    };
    ws?.addEventListener('message', hear, { once: true });
  };

  const connect = () => {
    clearTimeout(retryTimer);
    retryTimer = undefined;
    if (!isOpen || provider.ws !== null) return;
    if (!mayConnect()) {
      end(CLOSE.signedOut);
      return;
    }
    connection.set({ type: 'connecting' });
    provider.connect();
    listenFor(patience.firstWordMs);
  };

  const end = (event: CloseEventKind) => {
    connection.set({ type: 'closed', event });
    onClosed(event);
  };

  const handleClose = (event: CloseEvent | null) => {
    // The provider would try again by its own schedule; `connect()` turns it on for each attempt.
    provider.shouldConnect = false;
    heard();
    if (!isOpen) return;
    onDisconnected();
    if (event !== null && isPermanentClose(event.code)) {
      end({ code: event.code, reason: event.reason });
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
    if (!provider.wsconnected || silenceTimer !== undefined) return;
    provider.ws.send(encodeSyncStep1(provider));
    listenFor(patience.answerMs);
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
      heard();
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
