// A process that watches one room and does nothing else: when words reached it says what the servers
// took, without the load generator's own queue of thousands of sockets. It sends nothing.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { SYNC } from '../../shared/protocol.ts';
import { DIALECTS } from './dialect.ts';
import { joinRoom } from './join.ts';
import type { ServerName } from './server-process.ts';
import { scanUpdate } from './update-scan.ts';

/** Letters that reached a watching seat together. */
interface Arrival {
  readonly clientId: number;
  readonly from: number;
  readonly to: number;
  /** Ms since the epoch, by the clock that all processes of a machine share. */
  readonly at: number;
}

/** A running witness. */
export interface Witness {
  /** What it saw so far, after which it leaves. */
  end(): Promise<readonly Arrival[]>;
}

interface Post {
  readonly server: ServerName;
  readonly ports: readonly number[];
  readonly room: string;
}

/** Seats a witness at each of these ports; resolves when it has the document. */
export async function startWitness(post: Post): Promise<Witness> {
  const child: ChildProcess = fork(import.meta.filename, [JSON.stringify(post)], {
    execArgv: ['--import', 'tsx'],
  });
  const [ready] = (await once(child, 'message')) as [unknown];
  if (ready !== 'ready') throw new Error('The witness has not found its seat.');
  return {
    async end() {
      child.send('end');
      const [seen] = (await once(child, 'message')) as [readonly Arrival[]];
      child.disconnect();
      return seen;
    },
  };
}

async function watch({ server, ports, room }: Post): Promise<void> {
  const arrivals: Arrival[] = [];
  for (const port of ports) {
    await joinRoom({
      dialect: DIALECTS[server],
      port,
      room,
      person: 'watcher',
      onUpdate(update, kind) {
        if (kind === SYNC.step2) return;
        const at = performance.timeOrigin + performance.now();
        scanUpdate(update, (clientId, from, to) => arrivals.push({ clientId, from, to, at }));
      },
    });
  }
  process.on('message', () => process.send?.(arrivals));
  process.on('disconnect', () => process.exit(0));
  process.send?.('ready');
}

const [, file, post] = process.argv;
if (file === import.meta.filename && post !== undefined) await watch(JSON.parse(post));
