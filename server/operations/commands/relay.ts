// `relay`: a process that holds sockets for a home elsewhere. It opens no database.
import { ownOrigins } from '../../config.ts';
import { createLog } from '../../log.ts';
import { type Command, CommandError } from './command.ts';

/** A stop that takes longer than this is cut off, ms. */
const STOP_DEADLINE_MS = 5_000;

/** Runs a relay until it is told to stop. */
export const relay: Command = {
  name: 'relay',
  usage: '[--home-redis <redis://…>]',
  about: 'hold sockets for a home elsewhere (REDIS_URL, RELAY_KEY, HOST, PORT, PUBLIC_URL)',
  words: 0,
  async run({ config, options, print }) {
    const redisUrl = options['home-redis'] ?? config.redisUrl;
    if (redisUrl === null) {
      throw new CommandError('Which Redis? Give --home-redis redis://host:6379, or REDIS_URL.');
    }
    if (!URL.canParse(redisUrl) || !/^rediss?:$/.test(new URL(redisUrl).protocol)) {
      throw new CommandError('--home-redis is an address such as redis://host:6379.');
    }
    const key = config.relayKey;
    if (key === null) {
      throw new CommandError(
        'RELAY_KEY is missing: the same 32 characters or more as at the home.',
      );
    }
    // Here and not above: the other commands need nothing of Redis.
    const { startRelay } = await import('../../relay/relay.ts');
    const running = await startRelay({
      host: config.host,
      port: config.port,
      redisUrl,
      key,
      origins: (port) => ownOrigins(config, port),
      isHttps: config.publicUrl?.startsWith('https:') ?? false,
      log: createLog(config.logLevel),
    });
    print(`A relay listens on port ${running.port}.\n`);
    await new Promise<void>((resolve) => {
      process.once('SIGTERM', resolve);
      process.once('SIGINT', resolve);
    });
    setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref();
    await running.close();
    return 0;
  },
};
