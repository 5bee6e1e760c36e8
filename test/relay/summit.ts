// A home, a Redis and relay processes with people at them: what the tests of relays begin with.
import { expect } from 'vitest';
import * as Y from 'yjs';
import { startRelay } from '../../server/relay/relay.ts';
import { difference } from '../convergence/compare.ts';
import { type Bot, startBot } from '../support/bots.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { RELAY_KEY, type RelayProcess, startRelayProcess } from '../support/relay-process.ts';
import {
  startTestServer,
  type TestPerson,
  type TestServer,
  type TestServerOptions,
} from '../support/server.ts';
import { until } from '../support/until.ts';

/** Long enough for several processes to start on a machine that does much else, and to recover. */
export const PROCESSES_MS = 240_000;

/** Long enough for a lease to run out and a link to come back on a busy machine. */
export const RECOVERY_MS = 40_000;

type RelayOptions = Omit<Parameters<typeof startRelayProcess>[0], 'redisUrl' | 'origin'>;

/** A summit with relays. */
export interface Summit extends AsyncDisposable {
  readonly redis: TestRedis;
  readonly home: TestServer;
  readonly teamId: string;
  readonly documentId: string;
  /** Somebody of the team. */
  signUp(name: string): Promise<TestPerson>;
  startRelay(redisUrl?: string, options?: RelayOptions): Promise<RelayProcess>;
  /** Seats somebody at a relay, or at the home itself. */
  sitDown(at: { readonly url: string } | 'home', person: TestPerson, documentId?: string): Bot;
}

/** Opens a summit; dispose of it with `await using`. */
export async function openSummit(options: TestServerOptions = {}): Promise<Summit> {
  const redis = await startRedis();
  let home: TestServer;
  try {
    home = await startTestServer({ redisUrl: redis.url, relayKey: RELAY_KEY, ...options });
  } catch (error) {
    await redis[Symbol.asyncDispose]();
    throw error;
  }
  const teamId = home.createHackathon().teams[0]!.id;
  const relays: RelayProcess[] = [];
  const bots: Bot[] = [];
  const summit: Summit = {
    redis,
    home,
    teamId,
    documentId: home.createDocument(teamId, 'tool', { name: 'Relayed' }),
    signUp: (name) => home.signUp({ name, teamIds: [teamId] }),
    async startRelay(redisUrl = redis.url, relayOptions = {}) {
      const relay = await startRelayProcess({ redisUrl, origin: home.url, ...relayOptions });
      relays.push(relay);
      return relay;
    },
    sitDown(at, person, documentId = summit.documentId) {
      const bot = startBot({
        url: at === 'home' ? `${home.url.replace('http', 'ws')}/api/sync` : at.url,
        documentId,
        headers: { origin: home.url, cookie: `sommet=${person.cookie}` },
        params: { schema: '1' },
        seed: bots.length + 1,
      });
      bots.push(bot);
      return bot;
    },
    async [Symbol.asyncDispose]() {
      for (const bot of bots) bot.leave();
      for (const relay of relays) await relay.end('SIGKILL');
      await home[Symbol.asyncDispose]();
      await redis[Symbol.asyncDispose]();
    },
  };
  return summit;
}

/** Starts a relay in the test's own process, for tests that look into it. */
export function startOwnRelay(
  home: TestServer,
  options: Pick<Parameters<typeof startRelay>[0], 'redisUrl' | 'limits' | 'protocol' | 'log'>,
) {
  return startRelay({
    host: '127.0.0.1',
    port: 0,
    key: RELAY_KEY,
    origins: () => [home.url],
    isHttps: false,
    ...options,
  });
}

/** Lets everybody type until each has had some more edits acknowledged. */
export async function typeUntilAcknowledged(bots: readonly Bot[], edits: number): Promise<void> {
  const wanted = bots.map((bot) => bot.report().acknowledgedClock + edits);
  for (const bot of bots) bot.start(20);
  await until(
    () => bots.every((bot, i) => bot.report().acknowledgedClock >= wanted[i]!),
    RECOVERY_MS,
    'edits to be acknowledged',
  );
}

/** Waits until everything is acknowledged and everybody has the same document. */
export async function agree(bots: readonly Bot[]): Promise<void> {
  for (const bot of bots) bot.stop();
  for (const bot of bots) await bot.saved(RECOVERY_MS);
  await until(
    () => bots.every((bot) => difference('tool', bot.doc, bots[0]!.doc) === null),
    RECOVERY_MS,
    'everybody to have the same document',
  );
}

/** What each of these people was told is saved, by client id. */
export function promises(bots: readonly Bot[]): ReadonlyMap<number, number> {
  return new Map(
    bots.map((bot) => {
      const { clientId, acknowledgedClock } = bot.report();
      const seen = bots
        .filter((other) => other !== bot)
        .map((other) => Y.getState(other.doc.store, clientId));
      return [clientId, Math.max(acknowledgedClock, ...seen)];
    }),
  );
}

/** Expects the home to hold everything that was promised (SY2). */
export function expectKept(
  home: TestServer,
  documentId: string,
  kept: ReadonlyMap<number, number>,
) {
  home.parts.rooms.read(documentId, (doc) => {
    for (const [clientId, clock] of kept) {
      expect(Y.getState(doc.store, clientId), `words of ${clientId}`).toBeGreaterThanOrEqual(clock);
    }
  });
}
