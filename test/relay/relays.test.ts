// People at relays: seated by the home, told once per relay, and gone when their rights are.
import { spawnSync } from 'node:child_process';
import { connect } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { LogEntry } from '../../server/log.ts';
import { LINK_PROTOCOL } from '../../server/relay/entries.ts';
import { CLOSE } from '../../shared/protocol.ts';
import { openRawSocket } from '../support/raw-socket.ts';
import { REDIS_COMMAND } from '../support/redis.ts';
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

describe.skipIf(REDIS_COMMAND === null)('relays', { timeout: PROCESSES_MS }, () => {
  test('[RE1] people at two relays and at the home write one document; no cookie reaches Redis', async () => {
    await using summit = await openSummit();
    const monitor = await watchRedis(summit.redis.port);
    const [north, south] = [await summit.startRelay(), await summit.startRelay()];
    const [ana, ben, cleo] = [
      await summit.signUp('Ana'),
      await summit.signUp('Ben'),
      await summit.signUp('Cleo'),
    ];
    const bots = [
      summit.sitDown(north, ana),
      summit.sitDown(north, ben),
      summit.sitDown(south, cleo),
      summit.sitDown('home', ana),
    ];
    for (const bot of bots) await bot.synced();
    await typeUntilAcknowledged(bots, 20);
    await agree(bots);
    // Nobody sees themselves by name: what a bot announces has none until the home stamps it.
    const seen = () =>
      bots.map((bot) => {
        const states = [...bot.provider.awareness.getStates().values()];
        return states
          .flatMap(({ user }) => (user ? [user.name] : []))
          .sort()
          .join(' ');
      });
    const others = ['Ana Ben Cleo', 'Ana Ana Cleo', 'Ana Ana Ben', 'Ana Ben Cleo'];
    await until(() => isDeepStrictEqual(seen(), others));
    expect(monitor.heard()).toContain(ana.sessionId);
    for (const { cookie } of [ana, ben, cleo]) {
      expect(monitor.heard()).not.toContain(cookie.split('.')[1]);
    }
    monitor.close();
  });

  test('[WS1][WS2] a relay refuses foreign pages, unknown paths, missing and ended sessions', async () => {
    await using summit = await openSummit();
    const relay = await summit.startRelay();
    const ana = await summit.signUp('Ana');
    const url = `${relay.url}/${summit.documentId}?schema=1`;
    const cookie = `sommet=${ana.cookie}`;
    const status = (address: string, headers: Record<string, string>) =>
      new Promise<number>((resolve, reject) => {
        const ws = new WebSocket(address, { headers });
        ws.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
        ws.on('open', () => reject(new Error('It was let in.')));
        ws.on('error', () => {});
      });
    expect(await status(url, { cookie })).toBe(403);
    expect(await status(url, { cookie, origin: 'https://elsewhere.example' })).toBe(403);
    expect(await status(url.replace('sync', 'else'), { cookie, origin: summit.home.url })).toBe(
      404,
    );
    const origin = summit.home.url;
    const codeOf = async (address: string, headers: Record<string, string>) => {
      using socket = await openRawSocket(address, headers);
      return await socket.closed();
    };
    expect(await codeOf(url, { origin })).toBe(CLOSE.signedOut.code);
    expect(await codeOf(url, { origin, cookie: 'sommet=nobody.nothing' })).toBe(
      CLOSE.signedOut.code,
    );
    expect(await codeOf(url.replace('schema=1', 'schema=0'), { origin, cookie })).toBe(
      CLOSE.outdatedClient.code,
    );
    const elsewhere = url.replace(summit.documentId, '0'.repeat(20));
    expect(await codeOf(elsewhere, { origin, cookie })).toBe(CLOSE.notFound.code);
    summit.home.parts.accounts.sessions.end(ana.sessionId);
    expect(await codeOf(url, { origin, cookie })).toBe(CLOSE.signedOut.code);
  });

  test('[OP4] the metrics of the home say how many relays there are and who sits at them', async () => {
    const metricsToken = 'a-token-of-some-length';
    await using summit = await openSummit({ metricsToken });
    const relay = await summit.startRelay();
    const bot = summit.sitDown(relay, await summit.signUp('Ana'));
    await bot.synced(RECOVERY_MS);
    const headers = { authorization: `Bearer ${metricsToken}` };
    const page = await (await summit.home.request('/metrics', { headers })).text();
    expect(page).toMatch(/^sommet_redis_up 1$/m);
    expect(page).toMatch(/^sommet_relays 1$/m);
    expect(page).toMatch(/^sommet_relay_people 1$/m);
    expect(page).toMatch(/^sommet_relay_entries_waiting \d+$/m);
  });

  test.each([
    ['an older', LINK_PROTOCOL - 1],
    ['a newer', LINK_PROTOCOL + 1],
  ])(
    '[RE6] a relay of %s version is refused, and its people come back elsewhere',
    async (_age, protocol) => {
      await using summit = await openSummit();
      const logged: LogEntry[] = [];
      await using other = await startOwnRelay(summit.home, {
        redisUrl: summit.redis.url,
        protocol,
        log: (entry) => logged.push(entry),
      });
      await until(() => logged.some(({ event }) => event === 'relay-refused'));
      expect(logged.find(({ event }) => event === 'relay-refused')?.sentence).toContain(
        `version ${LINK_PROTOCOL}`,
      );
      expect(other.stats.isLinked).toBe(false);
      expect((await fetch(`http://127.0.0.1:${other.port}/api/ready`)).status).toBe(503);
      const ana = await summit.signUp('Ana');
      const bot = summit.sitDown({ url: `ws://127.0.0.1:${other.port}/api/sync` }, ana);
      await until(() => bot.report().closeCodes.includes(CLOSE.restarting.code));
      const current = await summit.startRelay();
      bot.provider.serverUrl = current.url;
      await bot.synced(30_000);
      await typeUntilAcknowledged([bot], 3);
    },
  );

  test('[RE3] doubled entries and those nobody sealed change nothing', async () => {
    await using summit = await openSummit();
    const relay = await summit.startRelay();
    const bots = [
      summit.sitDown(relay, await summit.signUp('Ana')),
      summit.sitDown(relay, await summit.signUp('Ben')),
    ];
    for (const bot of bots) await bot.synced();
    for (const bot of bots) bot.start(20);
    const inbox = 'sommet:home';
    let doubled = 0;
    await until(async () => {
      doubled += (await summit.redis.command('EVAL', DOUBLE_LAST, '1', inbox)) as number;
      await summit.redis.command('XADD', inbox, '*', 'e', 'nobody sealed this at all');
      return doubled >= 10;
    });
    await agree(bots);
    for (const bot of bots) expect(bot.report().closeCodes).toEqual([]);
    const rows = summit.home.parts.db
      .prepare('SELECT count(*) AS rows, count(DISTINCT bytes) AS different FROM document_update')
      .get() as { rows: number; different: number };
    expect(rows.rows).toBe(rows.different);
  });

  test('[RE3] a lost entry ends the link, and nothing on it is acknowledged until it came again', async () => {
    await using summit = await openSummit();
    const relay = await summit.startRelay();
    const bots = [
      summit.sitDown(relay, await summit.signUp('Ana')),
      summit.sitDown(relay, await summit.signUp('Ben')),
    ];
    for (const bot of bots) await bot.synced();
    await typeUntilAcknowledged(bots, 5);
    const { port } = summit.redis;
    let lost = 0;
    await until(() => {
      // While this waits for redis-cli the home in this process reads nothing, but the relay writes.
      const { stdout } = spawnSync('redis-cli', [
        '-p',
        `${port}`,
        'EVAL',
        LOSE_LAST,
        '1',
        'sommet:home',
      ]);
      lost += Number(stdout.toString());
      return lost >= 3;
    });
    const kept = promises(bots);
    expectKept(summit.home, summit.documentId, kept);
    await typeUntilAcknowledged(bots, 5);
    await agree(bots);
    for (const bot of bots) expect(bot.report().closeCodes).toEqual([]);
  });
});

const DOUBLE_LAST = `local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
if #last == 0 then return 0 end
redis.call('XADD', KEYS[1], '*', 'e', last[1][2][2])
return 1`;

const LOSE_LAST = `local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
if #last == 0 then return 0 end
return redis.call('XDEL', KEYS[1], last[1][1])`;

/** Everything Redis is told, as text. */
async function watchRedis(port: number) {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1');
  });
  socket.write('MONITOR\r\n');
  await until(() => text.startsWith('+OK'));
  return { heard: () => text, close: () => socket.destroy() };
}
