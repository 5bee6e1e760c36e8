// How the home reads its inbox: what comes after a quiet moment at once, what follows close behind it
// together, so that a crowd at several relays costs one read and one turn at a time.
import { describe, expect, test } from 'vitest';
import { openStreams } from '../../server/relay/redis-streams.ts';
import { REDIS_COMMAND, startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { PROCESSES_MS } from './summit.ts';

const INBOX = 'sommet:test';

describe.skipIf(REDIS_COMMAND === null)('the inbox', { timeout: PROCESSES_MS }, () => {
  test('[RE2] entries that follow each other closely are taken in one read', async () => {
    await using redis = await startRedis();
    const reads: string[][] = [];
    let ticks = 0;
    let failure: unknown = null;
    const failed = (error: unknown) => {
      failure ??= error;
    };
    const relays = [1, 2].map((n) =>
      openStreams({ url: redis.url, inbox: `${INBOX}:${n}`, receive: () => undefined, failed }),
    );
    let lastTick = -1;
    const home = openStreams({
      url: redis.url,
      inbox: INBOX,
      gatherMs: () => 1_000,
      receive(entry) {
        // What one read has found arrives without a pause.
        if (lastTick !== ticks) reads.push([]);
        lastTick = ticks;
        setImmediate(() => ticks++);
        reads.at(-1)!.push(Buffer.from(entry).toString());
      },
      failed,
    });
    await Promise.all([home, ...relays].map(({ connected }) => connected));
    home.read();
    relays[0]!.post(INBOX, Buffer.from('first'));
    await until(() => reads.length === 1, 10_000, 'the first entry');
    relays[0]!.post(INBOX, Buffer.from('second'));
    await relays[0]!.command(['PING']);
    relays[1]!.post(INBOX, Buffer.from('third'));
    await until(() => reads.flat().length === 3, 10_000, 'the others');
    expect(reads).toEqual([['first'], ['second', 'third']]);
    await Promise.all([home, ...relays].map((one) => one.close()));
    expect(failure).toBeNull();
  });
});
