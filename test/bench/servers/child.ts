// What every measured server does towards the harness: says where it listens, reports its CPU time
// and memory when asked, and leaves when told. Knows nothing of the protocol it serves.
import { mkdirSync } from 'node:fs';

/** The secret that a measured home shares with its relays. */
export const BENCH_RELAY_KEY = 'the secret of the benchmark relays';

/** What the harness asks a server process. */
export type ChildRequest = { readonly type: 'usage' } | { readonly type: 'stop' };

/** What a server process tells the harness. */
export type ChildReport =
  | { readonly type: 'ready'; readonly port: number }
  | {
      readonly type: 'usage';
      /** User and system time since the process started, ms. */
      readonly cpuMs: number;
      readonly rssBytes: number;
    };

/** The folder a server may keep its files in, given as the first argument. */
export function dataFolder(): string {
  const folder = process.argv[2];
  if (folder === undefined) throw new Error('A measured server is given a folder for its files.');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Reports a listening server to the harness; `stop` ends it in its own orderly way. */
export function reportReady(port: number, stop: () => void | Promise<void>): void {
  const report = (message: ChildReport): void => {
    process.send?.(message);
  };
  const leave = async (): Promise<void> => {
    await stop();
    process.exit(0);
  };
  process.on('message', (request: ChildRequest) => {
    if (request.type === 'stop') void leave();
    else {
      const { user, system } = process.cpuUsage();
      report({
        type: 'usage',
        cpuMs: (user + system) / 1000,
        rssBytes: process.memoryUsage.rss(),
      });
    }
  });
  process.on('disconnect', () => process.exit(0));
  report({ type: 'ready', port });
}
