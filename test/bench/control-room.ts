// `npm run bench:control-room`: frames of the control room in a real Chromium while 5,000 documents of
// sixty teams change. Prints a table; needs a built client.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { chromium, type Page } from 'playwright-core';
import { KINDS } from '../../shared/kinds.ts';
import { CLIENT_DIRECTORY } from '../setup/client-build.ts';
import { requireBrowser } from '../setup/find-browser.ts';
import { createRandom } from '../support/seed.ts';
import { startTestServer } from '../support/server.ts';

const TEAMS = 60;
const DOCUMENTS = 5000;
/** Of these somebody waits for a review. */
const IN_REVIEW = 500;
/** Documents that change each second, all at one moment. */
const BATCH = 40;
const PHASE_MS = 8000;
/** A frame that took longer than this was not there in time for the next one at 60 a second, ms. */
const DROPPED_MS = 25;

const random = createRandom(1);
await using server = await startTestServer({
  clientDirectory: process.env.CLIENT_DIRECTORY ?? CLIENT_DIRECTORY,
});
const { hackathon, teams } = server.createHackathon({
  teams: Array.from({ length: TEAMS }, (_, n) => `Team ${n + 1}`),
});
const grace = await server.signUp({ name: 'Grace', facilitates: [hackathon.id] });
const db = new Database(join(server.directory, 'sommet.sqlite'));
const ids = Array.from({ length: DOCUMENTS }, (_, n) =>
  server.createDocument(teams[n % TEAMS]?.id ?? '', KINDS[n % KINDS.length] ?? 'tool', {
    name: `Entry ${n + 1}`,
  }),
);
const submit = db.prepare("UPDATE document SET state = 'in-review' WHERE id = ?");
for (const id of ids.slice(0, IN_REVIEW)) submit.run(id);
const complete = db.prepare('UPDATE document_projection SET completeness = ? WHERE documentId = ?');

const timer = setInterval(() => {
  for (let n = 0; n < BATCH; n++) {
    const documentId = random.pick(ids);
    complete.run(random.next(), documentId);
    server.parts.changes.emit({ type: 'document', documentId, hackathonId: hackathon.id });
  }
}, 1000);

const browser = await chromium.launch({
  executablePath: requireBrowser(),
  args: ['--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
});
try {
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: { width: 1440, height: 900 },
  });
  await context.addCookies([
    { name: 'sommet', value: grace.cookie, url: server.url, httpOnly: true, sameSite: 'Lax' },
  ]);
  const page = await context.newPage();
  const at = performance.now();
  await page.goto(`/hackathons/${hackathon.slug}/control`);
  await page
    .getByRole('rowheader')
    .nth(TEAMS - 1)
    .waitFor();
  console.log(`open after ${Math.round(performance.now() - at)} ms`);
  await measure(page, 'teams, at rest', async () => undefined);
  await measure(page, 'teams, scrolling', scroll);
  await page.getByRole('tab', { name: /Review/ }).click();
  await measure(page, `review of ${IN_REVIEW}, at rest`, async () => undefined);
  await measure(page, `review of ${IN_REVIEW}, scrolling`, scroll);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable');
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN;
  const nodes = metrics.find(({ name }) => name === 'Nodes')?.value ?? Number.NaN;
  console.log(`JavaScript heap ${(heap / 1e6).toFixed(1)} MB, ${nodes} nodes`);
} finally {
  clearInterval(timer);
  await browser.close();
  db.close();
}

async function scroll(page: Page): Promise<void> {
  const until = performance.now() + PHASE_MS;
  for (let way = 1; performance.now() < until; way = -way) {
    for (let step = 0; step < 20 && performance.now() < until; step++) {
      await page.mouse.wheel(0, 120 * way);
      await page.waitForTimeout(50);
    }
  }
}

/** Counts frames and long tasks while `act` goes on. */
async function measure(
  page: Page,
  name: string,
  act: (page: Page) => Promise<void>,
): Promise<void> {
  await page.mouse.move(700, 500);
  await page.evaluate(() => {
    const seen = {
      frames: [] as number[],
      tasks: [] as number[],
      isOver: false,
      last: performance.now(),
      count(now: number) {
        seen.frames.push(now - seen.last);
        seen.last = now;
        if (!seen.isOver) requestAnimationFrame(seen.count);
      },
    };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.tasks.push(duration);
    }).observe({ type: 'longtask' });
    requestAnimationFrame(seen.count);
  });
  const startedAt = performance.now();
  await act(page);
  await page.waitForTimeout(Math.max(0, PHASE_MS - (performance.now() - startedAt)));
  const { frames, tasks } = await page.evaluate(() => {
    // Put there above.
    const { seen } = window as unknown as {
      seen: { frames: number[]; tasks: number[]; isOver: boolean };
    };
    seen.isOver = true;
    return { frames: seen.frames.slice(1).toSorted((a, b) => a - b), tasks: seen.tasks };
  });
  const part = (share: number) => (frames[Math.floor(frames.length * share)] ?? NaN).toFixed(1);
  const dropped = frames.filter((ms) => ms > DROPPED_MS).length;
  const longest = (frames.at(-1) ?? Number.NaN).toFixed(0);
  console.log(
    [
      name.padEnd(28),
      `${frames.length} frames`,
      `p50 ${part(0.5)} ms`,
      `p95 ${part(0.95)} ms`,
      `p99 ${part(0.99)} ms`,
      `longest ${longest} ms`,
      `${dropped} late (> ${DROPPED_MS} ms)`,
      `${tasks.length} long tasks`,
    ].join(' · '),
  );
}
