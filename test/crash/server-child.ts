// The whole server in a process of its own, started as in production, so that it can be killed.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { until } from '../support/until.ts';

/** Where the process finds its files and where it listens. */
interface ChildServerOptions {
  readonly databasePath: string;
  readonly clientDirectory: string;
  readonly port: number;
  /** Further variables of its environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** How a process ended. */
interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A server process. */
export interface ChildServer {
  /** Sends the signal and waits for the end. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<Exit>;
}

/** Starts a server process and waits until it answers. */
export async function startChildServer(options: ChildServerOptions): Promise<ChildServer> {
  const root = join(import.meta.dirname, '../..');
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', join(root, 'server/main.ts')],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        HOST: '127.0.0.1',
        PORT: `${options.port}`,
        DATABASE_PATH: options.databasePath,
        CLIENT_DIRECTORY: options.clientDirectory,
        LOG_LEVEL: 'error',
        ...options.env,
      },
    },
  );
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  await until(
    async () => {
      if (child.exitCode !== null) throw new Error(`The server left with ${child.exitCode}.`);
      try {
        return (await fetch(`http://127.0.0.1:${options.port}/api/health`)).status > 0;
      } catch (error) {
        if (error instanceof TypeError) return false;
        throw error;
      }
    },
    60_000,
    'the server to answer',
  );
  return {
    end: async (signal) => {
      child.kill(signal);
      const [code, endedBy] = await exited;
      return { code, signal: endedBy };
    },
  };
}
