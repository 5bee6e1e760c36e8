// `npm run bench:load`: a full hall on the whole server, without screens and with walls by turns, then
// with control rooms beside them. Says what an edit takes to each wall and what the screens cost.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ask, openBotBrowser } from '../rehearse/browser.ts';
import { createFigures } from '../rehearse/figures.ts';
import { openHall } from '../rehearse/hall.ts';
import { reportLines } from '../rehearse/report.ts';
import { profileClock, type Span, shareOf } from './profile-share.ts';
import { LOAD_CORE, pinToCore, SERVER_CORE, startServerProcess } from './server-process.ts';

/**
 * The server's files that work for screens alone, and the writing of streams. What the screens of a
 * wall cost is too little for the difference of two measurements.
 */
const WALL_FILES =
  /\/server\/live\/wall-|\/server\/http\/routes\/walls?[.-]|\/http\/event-stream\./;

/** Writing that is not measured: joins, first documents, code that is not compiled yet. */
const WARM_UP_MS = 10_000;

const { values } = parseArgs({
  options: {
    teams: { type: 'string', default: '60' },
    people: { type: 'string', default: '500' },
    walls: { type: 'string', default: '20' },
    'control-rooms': { type: 'string', default: '20' },
    edits: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '15' },
    rounds: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
  },
});
const seconds = Number(values.seconds);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const say = (text: string) => process.stdout.write(`${text}\n`);

const folder = mkdtempSync(join(tmpdir(), 'sommet-load-'));
const pages = join(folder, 'client');
mkdirSync(pages);
writeFileSync(join(pages, 'index.html'), '<!doctype html><title>Sommet</title>\n');
const isPinned = pinToCore(LOAD_CORE);
const server = await startServerProcess('whole', join(folder, 'server'), {
  core: SERVER_CORE,
  env: { PORT: '0', CLIENT_DIRECTORY: pages },
});

try {
  const url = `http://127.0.0.1:${server.port}`;
  const link = readFileSync(join(folder, 'server', 'facilitator-link'), 'utf8');
  const figures = createFigures();
  const facilitator = openBotBrowser(url);
  await ask(facilitator, figures, 'POST', `/links/${new URL(link).pathname.split('/').at(-1)}`, {
    name: 'Load',
    email: 'load@example.org',
    password: 'a long enough password',
  });
  const hall = await openHall({
    url,
    facilitator,
    name: 'Load',
    teams: Number(values.teams),
    people: Number(values.people),
    editsPerSecond: Number(values.edits),
    isRehearsal: false,
    seed: Number(values.seed),
    figures,
  });
  await hall.join();
  hall.start();
  await sleep(WARM_UP_MS);
  say(`${figures.joined} people joined; load average ${loadavg()[0]?.toFixed(1)}`);
  say(isPinned ? 'server and load on a core each' : 'not pinned to cores');

  /** What the server used in some time. */
  interface Usage {
    readonly elapsedMs: number;
    readonly cpuMs: number;
    readonly edits: number;
  }

  async function measure(): Promise<Usage & { readonly rssBytes: number }> {
    const before = { ...(await server.usage()), edits: figures.edits, at: performance.now() };
    await sleep(seconds * 1000);
    const after = await server.usage();
    return {
      elapsedMs: performance.now() - before.at,
      cpuMs: after.cpuMs - before.cpuMs,
      edits: figures.edits - before.edits,
      rssBytes: after.rssBytes,
    };
  }

  const msPerEdit = ({ cpuMs, edits }: Usage) => cpuMs / Math.max(edits, 1);

  function sayUsage(name: string, used: Usage & { readonly rssBytes?: number }): void {
    const parts = [
      name.padEnd(34),
      `${((100 * used.cpuMs) / used.elapsedMs).toFixed(1)} % of a core`,
      `${((1000 * used.edits) / used.elapsedMs).toFixed(0)} edits/s`,
      `${msPerEdit(used).toFixed(3)} ms of CPU per edit`,
    ];
    if (used.rssBytes !== undefined) parts.push(`${(used.rssBytes / 1e6).toFixed(0)} MB`);
    say(parts.join(' · '));
  }

  const sumOf = (all: readonly Usage[]): Usage =>
    all.reduce((sum, one) => ({
      elapsedMs: sum.elapsedMs + one.elapsedMs,
      cpuMs: sum.cpuMs + one.cpuMs,
      edits: sum.edits + one.edits,
    }));

  const startedAt = performance.now();
  const walls = Number(values.walls);
  const controlRooms = Number(values['control-rooms']);
  const without: Usage[] = [];
  const withWalls: Usage[] = [];
  const wallSpans: Span[] = [];
  let areOpen = false;
  async function measureWith(walled: boolean): Promise<void> {
    if (walled && !areOpen) await hall.openScreens({ walls, controlRooms: 0 });
    if (!walled && areOpen) await hall.closeScreens();
    areOpen = walled;
    const from = profileClock();
    const used = await measure();
    if (walled) wallSpans.push({ from, to: profileClock() });
    (walled ? withWalls : without).push(used);
    sayUsage(walled ? `${walls} walls` : 'no screens', used);
  }
  for (let round = 0; round < Number(values.rounds); round++) {
    // The hall writes more and more: whoever is measured last has more to carry, so both are by turns.
    const isEven = round % 2 === 0;
    await measureWith(!isEven);
    await measureWith(isEven);
  }
  await measureWith(true);
  const [bare, walled] = [sumOf(without), sumOf(withWalls)];
  say('');
  sayUsage('no screens, all', bare);
  sayUsage(`${walls} walls, all`, walled);
  const costs = msPerEdit(walled) / msPerEdit(bare) - 1;
  say(`walls cost ${(100 * costs).toFixed(1)} % of the server's CPU per edit\n`);
  if (controlRooms > 0) {
    await hall.openScreens({ walls: 0, controlRooms });
    sayUsage(`${walls} walls, ${controlRooms} control rooms`, await measure());
  }
  const elapsed = (performance.now() - startedAt) / 1000;
  await hall.stop();
  await hall.close();
  say(`\n${reportLines(figures, elapsed).join('\n')}`);
  say(`load average ${loadavg()[0]?.toFixed(1)}`);
  const profiles = process.env.SOMMET_BENCH_PROFILE;
  if (profiles) {
    await server.stop();
    const share = shareOf(profiles, WALL_FILES, wallSpans);
    say(`in the profile, walls are ${(100 * share).toFixed(2)} % of the server's work`);
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
