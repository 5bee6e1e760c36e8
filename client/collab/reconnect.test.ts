// When a client comes back.
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket as NodeWebSocket, WebSocketServer } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { CLOSE } from '../../shared/protocol.ts';
import { until } from '../../test/support/until.ts';
import {
  driveConnection,
  isPermanentClose,
  MESSAGE_TOO_BIG,
  RECONNECT_CAP_MS,
  reconnectDelay,
} from './reconnect.ts';

test('[WS7] waits grow, never pass the cap and stay spread over half of their bound', () => {
  const bounds = Array.from({ length: 12 }, (_, attempt) => [
    reconnectDelay(attempt, null, 0),
    reconnectDelay(attempt, null, 1),
  ]);
  for (const [least = 0, most = 0] of bounds) {
    expect(most).toBeLessThanOrEqual(RECONNECT_CAP_MS);
    expect(most).toBeGreaterThanOrEqual(least * 2 - 1);
  }
  expect(bounds[0]?.[0]).toBeLessThan(bounds[3]?.[0] ?? 0);
  expect(RECONNECT_CAP_MS).toBeGreaterThanOrEqual(15_000);
  expect(RECONNECT_CAP_MS).toBeLessThanOrEqual(30_000);
});

test('[WS7] two thousand clients that lose one server do not come back in one instant', () => {
  const slots = new Map<number, number>();
  for (let client = 0; client < 2_000; client++) {
    const slot = Math.floor(reconnectDelay(0, CLOSE.restarting.code, client / 2_000) / 50);
    slots.set(slot, (slots.get(slot) ?? 0) + 1);
  }
  expect(Math.max(...slots.values())).toBeLessThanOrEqual(250);
});

test('[WS2] only 44xx is permanent; an overloaded server is given time', () => {
  for (const { code } of Object.values(CLOSE)) {
    expect(isPermanentClose(code)).toBe(code >= 4400 && code < 4500);
  }
  expect(isPermanentClose(1006)).toBe(false);
  // The same words would be too many again.
  expect(isPermanentClose(MESSAGE_TOO_BIG)).toBe(true);
  expect(reconnectDelay(0, CLOSE.overloaded.code, 0)).toBeGreaterThan(reconnectDelay(0, null, 1));
});

afterEach(() => void vi.useRealTimers());

/** Drives a provider to a server of the test's own; short of patience, and at the early end of its spread. */
async function driveTo(server: Server | HttpServer) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const provider = new WebsocketProvider(`ws://127.0.0.1:${port}`, 'doc', new Y.Doc(), {
    connect: false,
    disableBc: true,
    WebSocketPolyfill: NodeWebSocket as unknown as typeof WebSocket,
  });
  const driver = driveConnection({
    provider,
    onDisconnected: () => undefined,
    onClosed: () => undefined,
    random: () => 0,
    patience: { firstWordMs: 100, answerMs: 100 },
  });
  onTestFinished(async () => {
    driver.close();
    provider.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { driver, provider };
}

test('[CL1] a network that takes the call and passes nothing on is given up and called again', async () => {
  const calls: unknown[] = [];
  const server = createServer((socket) => {
    calls.push(socket);
    socket.on('error', () => undefined);
    onTestFinished(() => void socket.destroy());
  });
  const { driver } = await driveTo(server);
  await until(() => driver.connection.get().type === 'waiting');
  expect(calls).toHaveLength(1);
  await until(() => calls.length === 2);
});

test('[CL1] a portal that answers with a page of its own is no server, and no end', async () => {
  let calls = 0;
  const server = createHttpServer((_request, response) => {
    calls++;
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Welcome</title>');
  });
  const { driver } = await driveTo(server);
  await until(() => driver.connection.get().type === 'waiting');
  await until(() => calls === 2);
});

test('[CL1] a line that died is noticed although the clock was set back', async () => {
  const server = createHttpServer();
  const sockets = new WebSocketServer({ server });
  let heard = 0;
  // One word for the call, and silence ever after.
  sockets.on('connection', (socket) => {
    socket.on('message', () => {
      if (heard++ === 0) socket.send(new Uint8Array([1, 1, 0]));
    });
    onTestFinished(() => socket.terminate());
  });
  const { driver, provider } = await driveTo(server);
  await until(() => provider.wsLastMessageReceived > 0 && heard > 0);
  vi.useFakeTimers({ now: Date.now() - 3_600_000, toFake: ['Date'] });
  await until(() => {
    driver.probe();
    return driver.connection.get().type === 'waiting';
  });
});
