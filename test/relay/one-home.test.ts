// Two servers that were pointed at one Redis by mistake, or one that is started while the old one ends.
import { afterEach, describe, expect, test } from 'vitest';
import { createGrants } from '../../server/relay/grants.ts';
import { openHomeStreams } from '../../server/relay/home-streams.ts';
import { LINK_LIMITS } from '../../server/relay/limits.ts';
import { CLOSE } from '../../shared/protocol.ts';
import { REDIS_COMMAND, startRedis } from '../support/redis.ts';
import { startRelay, type TestRelay } from '../support/relay.ts';
import { until } from '../support/until.ts';
import { PROCESSES_MS, RECOVERY_MS } from './summit.ts';

const KEY = 'a key for one test';
const HOME_KEY = 'sommet:home:is';

type Home = ReturnType<typeof openHomeStreams>;
const opened: Home[] = [];

afterEach(async () => {
  for (const home of opened.splice(0)) await home.close();
});

/** A home over `rooms`, and what it logged. */
function openHome({ rooms }: TestRelay, redisUrl: string) {
  const events: string[] = [];
  const home = openHomeStreams({
    redisUrl,
    key: KEY,
    rooms,
    grants: createGrants({ key: KEY, ttlMs: LINK_LIMITS.grantMs, now: Date.now }),
    admit: () => CLOSE.signedOut,
    now: () => performance.now(),
    log: ({ event }) => events.push(event),
  });
  opened.push(home);
  return { home, events };
}

describe.skipIf(REDIS_COMMAND === null)('homes at one Redis', { timeout: PROCESSES_MS }, () => {
  test('[RE8] of two that begin together one waits until the other has left', async () => {
    await using redis = await startRedis();
    await using relay = await startRelay();
    const both = [openHome(relay, redis.url), openHome(relay, redis.url)];
    const isHome = ({ home }: { home: Home }) => home.stats.isConnected;
    await until(
      () => both.some(isHome) && both.some(({ events }) => events.includes('another-home')),
      RECOVERY_MS,
      'one to be the home and one to wait',
    );
    expect(both.filter(isHome)).toHaveLength(1);
    const waiting = both.find((one) => !isHome(one))!;
    await both.find(isHome)!.home.close();
    await until(() => isHome(waiting), RECOVERY_MS, 'the other to be the home');
    await waiting.home.close();
    expect(await redis.command('GET', HOME_KEY)).toBeNull();
  });

  test('[RE8] one that has lost its place leaves it to whoever has it', async () => {
    await using redis = await startRedis();
    await using relay = await startRelay();
    const { home } = openHome(relay, redis.url);
    await until(() => home.stats.isConnected, RECOVERY_MS, 'the home');
    await redis.command('SET', HOME_KEY, 'somebody else');
    await home.close();
    expect(await redis.command('GET', HOME_KEY)).toBe('somebody else');
  });
});
