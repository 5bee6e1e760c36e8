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
  /** Breaks everything, and leads new connections to another port, as a failover does. */
  lead(targetPort: number): void;
}

/** Opens a line to a port of this machine; dispose of it with `await using`. */
export async function openTcpProxy(firstPort: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let isCut = false;
  let targetPort = firstPort;
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
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
      breakAll();
      isCut = false;
    },
    lead(port) {
      targetPort = port;
      breakAll();
    },
    async [Symbol.asyncDispose]() {
      breakAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
