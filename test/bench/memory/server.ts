// The whole server in a process of its own that says how much memory it holds when asked. Started by
// `measured-server.ts` with --expose-gc over files that are laid out already.
import { readConfig } from '../../../server/config.ts';
import { startServer } from '../../../server/server.ts';

/** What the process holds at one moment. */
export interface MemoryReport {
  readonly rssBytes: number;
  /** Reachable from JavaScript, after a collection. */
  readonly heapBytes: number;
  /** Buffers outside of the heap, after a collection. */
  readonly externalBytes: number;
  readonly rooms: number;
  readonly connections: number;
  readonly timers: number;
}

/** What the process says, besides answers. */
export type MemoryMessage =
  | { readonly type: 'ready'; readonly url: string }
  | { readonly type: 'report'; readonly report: MemoryReport };

const { gc } = globalThis;
if (gc === undefined) throw new Error('Start this process with --expose-gc.');

const server = await startServer(readConfig(process.env));
const say = (message: MemoryMessage): void => {
  process.send?.(message);
};

function report(): MemoryReport {
  // Twice: what the first finds to be finalised is only free after the second.
  gc?.();
  gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  const { rooms, connections } = server.parts.rooms.stats;
  const timers = process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length;
  return {
    rssBytes: rss,
    heapBytes: heapUsed,
    externalBytes: external,
    rooms,
    connections,
    timers,
  };
}

process.on('message', (request: 'report' | 'stop') => {
  if (request === 'report') say({ type: 'report', report: report() });
  else void server.close().then(() => process.exit(0));
});
process.on('disconnect', () => process.exit(0));
say({ type: 'ready', url: `http://127.0.0.1:${server.port}` });
