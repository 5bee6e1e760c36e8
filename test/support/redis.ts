// Redis processes of a test's own, in a temporary folder and on a free port: killed, started again,
// slowed down and starved as the test says.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@redis/client';
import { until } from './until.ts';

/** The command of a Redis or Valkey on this machine, `null` when there is none. */
export const REDIS_COMMAND =
  ['redis-server', 'valkey-server'].find((name) => spawnSync(name, ['--version']).status === 0) ??
  null;

if (REDIS_COMMAND === null) {
  console.warn('No redis-server on this machine: tests of relays over a real Redis are skipped.');
}

/** A Redis of a test. It keeps nothing on disk, as it is run for relays. */
export interface TestRedis extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** kill -9; everything in it is gone. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Sends it one command. */
  command(...args: string[]): Promise<unknown>;
  /** Stops the process where it is, until `resume`. */
  pause(): void;
  resume(): void;
}

/** How a Redis is run. */
interface RedisOptions {
  readonly password?: string;
  /** PEM files of a certificate for 127.0.0.1 that vouches for itself; with them it speaks TLS only. */
  readonly tls?: { readonly certFile: string; readonly keyFile: string };
}

/** Starts a Redis; dispose of it with `await using`. */
export async function startRedis({ password, tls }: RedisOptions = {}): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'sommet-redis-'));
  const port = await freePort();
  let child: ChildProcess | null = null;
  const listen =
    tls === undefined
      ? ['--port', `${port}`]
      : [
          ...['--port', '0', '--tls-port', `${port}`, '--tls-auth-clients', 'no'],
          ...['--tls-cert-file', tls.certFile, '--tls-key-file', tls.keyFile],
        ];
  const secret = password === undefined ? [] : ['--requirepass', password];
  const redis: TestRedis = {
    url: `${tls ? 'rediss' : 'redis'}://${password ? `:${password}@` : ''}127.0.0.1:${port}`,
    port,
    async start() {
      child = spawn(
        REDIS_COMMAND!,
        [...listen, ...secret, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
        { cwd: folder, stdio: 'ignore' },
      );
      await until(() => redis.command('PING').catch(() => false), 15_000, 'Redis to answer');
    },
    async kill() {
      if (child === null) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      child = null;
      await exited;
    },
    async command(...args) {
      const client = createClient({
        url: redis.url,
        RESP: 2,
        socket: {
          reconnectStrategy: false,
          ...(tls === undefined ? {} : { tls: true as const, ca: readFileSync(tls.certFile) }),
        },
      });
      client.on('error', () => {
        // The command below fails with it.
      });
      await client.connect();
      try {
        return await client.sendCommand(args);
      } finally {
        client.destroy();
      }
    },
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    async [Symbol.asyncDispose]() {
      await redis.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await redis.start();
  return redis;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
