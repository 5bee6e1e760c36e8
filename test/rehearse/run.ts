// `npm run rehearse`: the day before the day. Fills a hall with bots, on a server of its own that is
// thrown away afterwards, or on a running one in a hackathon that is marked and taken away again.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ServerProcess, startServerProcess } from '../bench/server-process.ts';
import { seedFromEnvironment } from '../support/seed.ts';
import type { Visitor } from '../support/visitor.ts';
import { ask, openBotBrowser, RefusedError } from './browser.ts';
import { createFigures, type Figures } from './figures.ts';
import { openHall } from './hall.ts';
import { faults, progressLine, reportLines } from './report.ts';

const HELP = `Usage: npm run rehearse -- [options]

  --teams <n>       teams (10)
  --people <n>      people, spread over the teams (100)
  --minutes <n>     how long they write (2)
  --edits <n>       edits of each person per second (1); an edit is a handful of letters
  --walls <n>       walls (1)
  --url <address>   a running server; without it one is started on a database of its own
  --email <email>   with --url: an administrator's account; its password is in SOMMET_PASSWORD
  --keep            stay until Ctrl-C before anything is taken away, to look around
  --help            show this

On a running server entries are handed in and never finalised: nothing comes into the catalogue, and
the hackathon is removed with everybody in it at the end.
`;

/** Whoever looks at the server that is started for this signs in with it. */
const OWN_ACCOUNT = {
  name: 'Rehearsal',
  email: 'rehearsal@example.org',
  password: 'the day before the day',
} as const;

/** How often the line is printed, ms. */
const PROGRESS_MS = process.stdout.isTTY ? 1000 : 10_000;

const { values: options } = parseArgs({
  options: {
    teams: { type: 'string', default: '10' },
    people: { type: 'string', default: '100' },
    minutes: { type: 'string', default: '2' },
    edits: { type: 'string', default: '1' },
    walls: { type: 'string', default: '1' },
    url: { type: 'string' },
    email: { type: 'string' },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function number(name: 'teams' | 'people' | 'minutes' | 'edits' | 'walls', least: number): number {
  const value = Number(options[name]);
  if (Number.isFinite(value) && value >= least) return value;
  process.stderr.write(`--${name} is a number from ${least} on.\n\n${HELP}`);
  process.exit(2);
}

const say = (text: string) => process.stdout.write(`${text}\n`);

/** Resolves after that time, or at once when somebody presses Ctrl-C. */
function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      process.off('SIGINT', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    process.once('SIGINT', done);
  });
}

/** Signs in as whoever was named, or with the first facilitator's link of our own server. */
async function signIn(url: string, figures: Figures, link: string | null): Promise<Visitor> {
  const browser = openBotBrowser(url);
  if (link !== null) {
    const token = new URL(link).pathname.split('/').at(-1);
    await ask(browser, figures, 'POST', `/links/${token}`, OWN_ACCOUNT);
    return browser;
  }
  const { email } = options;
  const password = process.env.SOMMET_PASSWORD;
  if (email === undefined || password === undefined) {
    process.stderr.write(`With --url an administrator has to sign in.\n\n${HELP}`);
    process.exit(2);
  }
  await ask(browser, figures, 'POST', '/session', { email, password });
  return browser;
}

async function rehearse(url: string, link: string | null) {
  const isRehearsal = link === null;
  const figures = createFigures();
  const seed = seedFromEnvironment();
  const facilitator = await signIn(url, figures, link);
  const hall = await openHall({
    url,
    facilitator,
    name: 'Rehearsal',
    teams: number('teams', 1),
    people: number('people', 1),
    editsPerSecond: number('edits', 0.01),
    isRehearsal,
    seed,
    figures,
  });
  const durationMs = number('minutes', 0.05) * 60_000;
  say(`\nRehearsal at ${url} (seed ${seed})`);
  say(`  Control room   ${url}/hackathons/${hall.slug}/control`);
  if (link !== null) say(`  Sign in as     ${OWN_ACCOUNT.email}, ${OWN_ACCOUNT.password}`);
  say(`  Wall           ${hall.wallUrl}\n`);
  try {
    await hall.join();
    await hall.openScreens({ walls: number('walls', 0), controlRooms: 1 });
    const startedAt = performance.now();
    hall.start();
    const show = () => {
      const left = durationMs - (performance.now() - startedAt);
      const line = progressLine(figures, hall.seated, left);
      process.stdout.write(process.stdout.isTTY ? `\r\x1b[2K${line}` : `${line}\n`);
    };
    const progress = setInterval(show, PROGRESS_MS);
    await wait(durationMs);
    clearInterval(progress);
    const seconds = (performance.now() - startedAt) / 1000;
    await hall.stop();
    if (options.keep) {
      say('\nEverybody has stopped writing. Ctrl-C takes it all away.');
      await wait(2 ** 31 - 1);
    }
    await hall.close();
    say(`\n${reportLines(figures, seconds).join('\n')}\n`);
  } finally {
    await hall.close();
    if (isRehearsal) {
      await ask(facilitator, figures, 'DELETE', `/rehearsals/${hall.hackathonId}`);
      say('The rehearsal and everybody in it are removed.');
    }
  }
  return faults(figures);
}

async function main(): Promise<number> {
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (options.url !== undefined) {
    const wrong = await rehearse(options.url.replace(/\/+$/, ''), null);
    return wrong === 0 ? 0 : 1;
  }
  const folder = mkdtempSync(join(tmpdir(), 'sommet-rehearsal-'));
  let server: ServerProcess | null = null;
  try {
    server = await startServerProcess('whole', folder, { core: null, env: { PORT: '0' } });
    const url = `http://127.0.0.1:${server.port}`;
    const link = readFileSync(join(folder, 'facilitator-link'), 'utf8');
    return (await rehearse(url, link)) === 0 ? 0 : 1;
  } finally {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof RefusedError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
