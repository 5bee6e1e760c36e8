// A network between two processes that can be cut, as if somebody pulled a cable: nothing passes, and
// nobody is told.
import { connect, createServer, type Socket } from 'node:net';

/** A line to a port. */
interface TcpProxy extends AsyncDisposable {
  readonly port: number;
  /** Holds back everything, in both directions, and answers nobody new. */
  cut(): void;
  /** Breaks what was cut, and lets new connections through. */
  mend(): void;
}

/** Opens a line to a port of this machine; dispose of it with `await using`. */
export async function openTcpProxy(targetPort: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => {
        if (!isCut) to.write(bytes);
      });
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    cut() {
      isCut = true;
    },
    mend() {
      for (const socket of sockets) socket.destroy();
      isCut = false;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
