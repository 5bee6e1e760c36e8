// A Redis as it is run in earnest: behind a password and TLS, with a replica that takes over without
// the last entries, emptied by somebody's hand.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createLog } from '../../server/log.ts';
import { type ChildServer, startChildServer } from '../crash/server-child.ts';
import { REDIS_COMMAND, startRedis } from '../support/redis.ts';
import { RELAY_KEY } from '../support/relay-process.ts';
import { openTcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';
import {
  agree,
  expectKept,
  openSummit,
  PROCESSES_MS,
  promises,
  RECOVERY_MS,
  startOwnRelay,
  typeUntilAcknowledged,
} from './summit.ts';

const CAN_CERTIFY = spawnSync('openssl', ['version']).status === 0;

/** A certificate for this machine, in files. */
function certify(folder: string) {
  const files = { certFile: join(folder, 'redis.crt'), keyFile: join(folder, 'redis.key') };
  const { status, stderr } = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
    ...['-keyout', files.keyFile, '-out', files.certFile, '-days', '2', '-subj', '/CN=localhost'],
    ...['-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'],
  ]);
  if (status !== 0) throw new Error(stderr.toString());
  return files;
}

describe.skipIf(REDIS_COMMAND === null)(
  'the Redis between relays and home',
  { timeout: PROCESSES_MS },
  () => {
    test('[RE1] with a wrong password nothing is linked, and the log names the reason and not the password', async () => {
      await using redis = await startRedis({ password: 'the-right-one' });
      await using summit = await openSummit({ redisUrl: redis.url });
      const logged: string[] = [];
      await using relay = await startOwnRelay(summit.home, {
        redisUrl: redis.url.replace('the-right-one', 'a-wrong-one'),
        log: createLog('info', (line) => logged.push(line)),
      });
      await until(() => logged.join('').includes('home-lost'), RECOVERY_MS, 'the log');
      expect(relay.stats.isLinked).toBe(false);
      expect(logged.join('')).toContain('Redis answered WRONGPASS.');
      expect(logged.join('')).not.toContain('a-wrong-one');
      const right = await summit.startRelay(redis.url);
      const bot = summit.sitDown(right, await summit.signUp('Ana'));
      await bot.synced(RECOVERY_MS);
      await typeUntilAcknowledged([bot], 3);
    });

    test.skipIf(!CAN_CERTIFY)(
      '[RE1] over TLS and with a password people write as without, and a stranger is not believed',
      async () => {
        const folder = mkdtempSync(join(tmpdir(), 'sommet-tls-'));
        const tls = certify(folder);
        await using redis = await startRedis({ password: 'the-right-one', tls });
        await using summit = await openSummit({ redisUrl: null, relayKey: null });
        const { home } = summit;
        const [ana, ben] = [await summit.signUp('Ana'), await summit.signUp('Ben')];
        // Whom Node trusts is settled as a process starts, so this home has to be one of its own.
        await home.stop();
        const env = { NODE_EXTRA_CA_CERTS: tls.certFile };
        let child: ChildServer | null = null;
        try {
          child = await startChildServer({
            databasePath: join(home.directory, 'sommet.sqlite'),
            clientDirectory: home.directory,
            port: Number(new URL(home.url).port),
            env: { ...env, REDIS_URL: redis.url, RELAY_KEY },
          });
          const relay = await summit.startRelay(redis.url, { env });
          const bots = [summit.sitDown(relay, ana), summit.sitDown(relay, ben)];
          for (const bot of bots) await bot.synced(RECOVERY_MS);
          await typeUntilAcknowledged(bots, 5);
          await agree(bots);

          const logged: string[] = [];
          await using stranger = await startOwnRelay(home, {
            redisUrl: redis.url,
            log: createLog('info', (line) => logged.push(line)),
          });
          // This process does not know the certificate.
          await until(
            () => /self.signed certificate/.test(logged.join('')),
            RECOVERY_MS,
            'the certificate to be refused',
          );
          expect(stranger.stats.isLinked).toBe(false);
        } finally {
          await child?.end('SIGKILL');
          await home.start();
          rmSync(folder, { recursive: true, force: true });
        }
      },
    );

    test('[SY2][RE3][RE4] a replica takes over without the last entries, then somebody empties it: nothing is lost', async () => {
      await using first = await startRedis();
      await using second = await startRedis();
      await second.command('REPLICAOF', '127.0.0.1', `${first.port}`);
      await until(async () =>
        /master_link_status:up/.test(`${await second.command('INFO', 'replication')}`),
      );
      await using line = await openTcpProxy(first.port);
      const redisUrl = `redis://127.0.0.1:${line.port}`;
      await using summit = await openSummit({ redisUrl });
      const relay = await summit.startRelay(redisUrl);
      const bots = [
        summit.sitDown(relay, await summit.signUp('Ana')),
        summit.sitDown(relay, await summit.signUp('Ben')),
      ];
      for (const bot of bots) await bot.synced(RECOVERY_MS);
      await typeUntilAcknowledged(bots, 10);
      // From here on the replica hears no more of what is said.
      await second.command('REPLICAOF', 'NO', 'ONE');
      await typeUntilAcknowledged(bots, 10);
      line.lead(second.port);
      await first.kill();
      expectKept(summit.home, summit.documentId, promises(bots));
      await typeUntilAcknowledged(bots, 10);
      await second.command('FLUSHALL');
      expectKept(summit.home, summit.documentId, promises(bots));
      await typeUntilAcknowledged(bots, 10);
      await agree(bots);
      for (const bot of bots) expect(bot.report().closeCodes).toEqual([]);
    });
  },
);
