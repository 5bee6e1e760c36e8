// A relay as in production, before a measured home. Its people bring a cookie that the home believes.
import { createLog } from '../../../server/log.ts';
import { startRelay } from '../../../server/relay/relay.ts';
import { BENCH_RELAY_KEY, reportReady } from './child.ts';

const redisUrl = process.env.SOMMET_BENCH_REDIS;
if (redisUrl === undefined) throw new Error('A measured relay is told its Redis.');
const relay = await startRelay({
  host: '127.0.0.1',
  port: 0,
  redisUrl,
  key: BENCH_RELAY_KEY,
  origins: () => ['http://bench'],
  isHttps: false,
  log: createLog('warn', (line) => process.stderr.write(line)),
});
while (!relay.stats.isLinked) await new Promise((resolve) => setTimeout(resolve, 10));
reportReady(relay.port, () => relay.close());
