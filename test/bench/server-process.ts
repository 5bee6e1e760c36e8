// Starts a measured server as a child process on a core of its own and asks it for its CPU time.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ChildReport, ChildRequest } from './servers/child.ts';

/** The servers that can be measured. */
export type ServerName = 'sommet' | 'relay' | 'hocuspocus' | 'classic' | 'bare';

/** The core the server is pinned to; the load comes from `LOAD_CORE`. */
export const SERVER_CORE = 0;
/** The core the load generator pins itself to. */
export const LOAD_CORE = 1;

/** As `npm start` does it. All servers are started alike. */
export const START_FLAGS = ['--max-semi-space-size=32'];

const canPin = spawnSync('taskset', ['--version']).status === 0;

/** Pins this process, all threads of it, to one core; false where the system cannot. */
export function pinToCore(core: number): boolean {
  return canPin && spawnSync('taskset', ['-acp', `${core}`, `${process.pid}`]).status === 0;
}

/** Also the whole server, which speaks more than a relay and is compared with none. */
type ProcessName = ServerName | 'whole';

/** A running server under measurement. */
export interface ServerProcess {
  readonly name: ProcessName;
  readonly port: number;
  /** CPU time since its start, ms, and its memory. */
  usage(): Promise<{ cpuMs: number; rssBytes: number }>;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
}

/** Starts a server with its files in `folder`; `SOMMET_BENCH_PROFILE` names a folder for CPU profiles. */
export async function startServerProcess(
  name: ProcessName,
  folder: string,
  {
    core = SERVER_CORE,
    env = {},
  }: { core?: number | null; env?: Readonly<Record<string, string>> } = {},
): Promise<ServerProcess> {
  const profile = process.env.SOMMET_BENCH_PROFILE;
  const node = [
    ...START_FLAGS,
    '--import',
    'tsx',
    ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []),
    join(import.meta.dirname, 'servers', `${name}.ts`),
    folder,
  ];
  const [command, args] =
    canPin && core !== null
      ? ['taskset', ['-c', `${core}`, process.execPath, ...node]]
      : [process.execPath, node];
  const child = spawn(command, args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
  const ready = await nextReport(child, 'ready');
  const exited = once(child, 'exit');

  return {
    name,
    port: ready.port,
    usage: async () => {
      if (!child.connected) throw new Error('The server process is gone.');
      const answer = nextReport(child, 'usage');
      child.send({ type: 'usage' } satisfies ChildRequest);
      const { cpuMs, rssBytes } = await answer;
      return { cpuMs, rssBytes };
    },
    stop: async () => {
      if (!child.connected) {
        await exited;
        return;
      }
      child.send({ type: 'stop' } satisfies ChildRequest);
      const deadline = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await exited;
      clearTimeout(deadline);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function nextReport<T extends ChildReport['type']>(
  child: ChildProcess,
  type: T,
): Promise<Extract<ChildReport, { type: T }>> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: ChildReport): void => {
      if (message.type !== type) return;
      forget();
      resolve(message as Extract<ChildReport, { type: T }>);
    };
    const onExit = (code: number | null, signal: string | null): void => {
      forget();
      reject(
        new Error(`The server process ended (${code ?? signal}) before it reported "${type}".`),
      );
    };
    const forget = (): void => {
      child.off('message', onMessage);
      child.off('exit', onExit);
    };
    child.on('message', onMessage);
    child.on('exit', onExit);
  });
}
