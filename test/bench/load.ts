// `npm run bench:load`: a full hall on the whole server, first without screens, then with walls, then
// with control rooms beside them. Says what an edit takes to each wall and what the screens cost.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ask, openBotBrowser } from '../rehearse/browser.ts';
import { createFigures } from '../rehearse/figures.ts';
import { openHall } from '../rehearse/hall.ts';
import { reportLines } from '../rehearse/report.ts';
import { LOAD_CORE, pinToCore, SERVER_CORE, startServerProcess } from './server-process.ts';

/** Writing that is not measured: joins, first documents, code that is not compiled yet. */
const WARM_UP_MS = 10_000;

const { values } = parseArgs({
  options: {
    teams: { type: 'string', default: '60' },
    people: { type: 'string', default: '500' },
    walls: { type: 'string', default: '20' },
    'control-rooms': { type: 'string', default: '20' },
    edits: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '30' },
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

  async function measure(name: string): Promise<void> {
    const before = { ...(await server.usage()), edits: figures.edits, at: performance.now() };
    await sleep(seconds * 1000);
    const after = await server.usage();
    const elapsedMs = performance.now() - before.at;
    const cpuMs = after.cpuMs - before.cpuMs;
    const edits = figures.edits - before.edits;
    say(
      [
        name.padEnd(34),
        `${((100 * cpuMs) / elapsedMs).toFixed(1)} % of a core`,
        `${((1000 * edits) / elapsedMs).toFixed(0)} edits/s`,
        `${(cpuMs / Math.max(edits, 1)).toFixed(2)} ms of CPU per edit`,
        `${(after.rssBytes / 1e6).toFixed(0)} MB`,
      ].join(' · '),
    );
  }

  const startedAt = performance.now();
  const walls = Number(values.walls);
  const controlRooms = Number(values['control-rooms']);
  await measure('no screens');
  await hall.openScreens({ walls, controlRooms: 0 });
  await measure(`${walls} walls`);
  await hall.openScreens({ walls: 0, controlRooms });
  await measure(`${walls} walls, ${controlRooms} control rooms`);
  const elapsed = (performance.now() - startedAt) / 1000;
  await hall.stop();
  await hall.close();
  say(`\n${reportLines(figures, elapsed).join('\n')}`);
  say(`load average ${loadavg()[0]?.toFixed(1)}`);
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
