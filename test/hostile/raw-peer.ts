// The other end of a connection, byte by byte: it writes the request to upgrade by hand and decides
// what travels in which packet. It reads nothing unless it is asked to.
import { connect, type Socket } from 'node:net';

/** The request that turns a connection into a WebSocket. */
export function upgradeRequest(path: string): Buffer {
  return Buffer.from(
    `GET ${path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
  );
}

/** Connects; each write is a packet of its own, and a connection that is cut is no error. */
export async function connectRaw(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.on('error', () => {
    // A connection the server cuts is what hostile tests want.
  });
  await new Promise<void>((resolve) => {
    socket.once('connect', resolve);
    socket.once('close', () => resolve());
  });
  return socket;
}

/** Upgrades by hand; `extra` follows in the same packet. */
export async function upgradeByHand(
  relay: { readonly port: number },
  path: string,
  extra: Uint8Array = Buffer.alloc(0),
): Promise<Socket> {
  const socket = await connectRaw(relay.port);
  socket.write(Buffer.concat([upgradeRequest(path), extra]));
  return socket;
}

/** Resolves once a connection is gone, whatever it was told. */
export function isGone(socket: Socket): Promise<unknown> {
  return new Promise((resolve) => {
    if (socket.destroyed) resolve(null);
    else socket.on('close', resolve);
    socket.resume();
  });
}

/** Resolves once the condition holds, looked at each time round the event loop. */
export async function polled(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`Waited in vain for: ${condition}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
