// A relay in a process of its own, started as in production, so that it can be killed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { until } from './until.ts';

/** The secret that relays and homes of tests share. */
export const RELAY_KEY = 'relays-of-tests-share-this-secret-only';

/** A relay process. */
export interface RelayProcess {
  /** `ws://…/api/sync`, for a bot. */
  readonly url: string;
  readonly port: number;
  /** Whether it would let somebody new in. */
  isReady(): Promise<boolean>;
  /** Sends the signal and waits for the end. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

/** Starts a relay for pages of `origin` and waits until it is linked to its home. */
export async function startRelayProcess(options: {
  readonly redisUrl: string;
  readonly origin: string;
  /** How far the process's clock is from ours. */
  readonly clockSkewMs?: number;
  /** Further variables of its environment. */
  readonly env?: Readonly<Record<string, string>>;
}): Promise<RelayProcess> {
  const root = join(import.meta.dirname, '../..');
  const { clockSkewMs = 0 } = options;
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      ...(clockSkewMs === 0 ? [] : ['--import', wrongClock(clockSkewMs)]),
      join(root, 'server/cli.ts'),
      'relay',
      '--home-redis',
      options.redisUrl,
    ],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        HOST: '127.0.0.1',
        PORT: '0',
        RELAY_KEY,
        ALLOWED_ORIGINS: options.origin,
        LOG_LEVEL: 'error',
        ...options.env,
      },
    },
  );
  const exited = once(child, 'exit');
  let said = '';
  child.stdout.on('data', (bytes: Buffer) => {
    said += bytes.toString();
  });
  const port = Number(
    await until(
      () => {
        if (child.exitCode !== null) throw new Error(`The relay left with ${child.exitCode}.`);
        return /on port (\d+)/.exec(said)?.[1];
      },
      60_000,
      'the relay to listen',
    ),
  );
  const relay: RelayProcess = {
    port,
    url: `ws://127.0.0.1:${port}/api/sync`,
    isReady: async () => (await fetch(`http://127.0.0.1:${port}/api/ready`)).ok,
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      await exited;
    },
  };
  await until(() => relay.isReady(), 30_000, 'the relay to find its home');
  return relay;
}

/** A module that sets a process's clock wrong. */
function wrongClock(skewMs: number): string {
  const code = `const now = Date.now; Date.now = () => now() + ${skewMs};`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}
