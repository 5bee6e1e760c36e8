// The wall over days in a real browser: nothing grows, a lost line comes back, an old client is renewed.
import type { CDPSession } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WallsView, WallView } from '../../shared/api/wall.ts';
import { WALL_SCENES } from '../../shared/wall-programme.ts';
import { openWallStand, type WallStand } from '../support/wall-stand.ts';

/** How long a slow machine may take to get round to what is waited for; reached by failures only. */
const PATIENCE = { timeout: 30_000 };

let wall: WallStand;

beforeAll(async () => {
  wall = await openWallStand();
});

afterEach(() => wall.browser.closePages());

afterAll(() => wall?.[Symbol.asyncDispose]());

/** What a page holds once its garbage is gone. */
async function weigh(cdp: CDPSession): Promise<{ heap: number; nodes: number; listeners: number }> {
  // Twice: what the first round frees may hold what the second one does.
  for (let round = 0; round < 2; round++) await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const read = (name: string) => metrics.find((metric) => metric.name === name)!.value;
  return {
    heap: read('JSHeapUsedSize'),
    nodes: read('Nodes'),
    listeners: read('JSEventListeners'),
  };
}

/** What the test puts into the page. */
interface Hands {
  line: { onmessage: ((event: MessageEvent) => void) | null };
}

/** In the page: walls as they change over a day, with new countries, entries and numbers. */
function tell({ view, events, from }: { view: WallView; events: number; from: number }): void {
  const { line } = window as unknown as Hands;
  for (let n = from; n < from + events; n++) {
    const next = {
      ...view,
      serverTime: Date.now(),
      countries: n % 3 === 0 ? view.countries : view.countries.slice(n % 20),
      totals: { ...view.totals, people: n % 500, signatories: n % 1500 },
      teams: view.teams.map((team, at) => ({ ...team, writing: (n + at) % 5 })),
      latest: [
        { ...view.latest[0], id: `entry-${n}`, title: `Entry ${n}`, finalisedAt: Date.now() + n },
        ...view.latest.slice(1),
      ],
    };
    line.onmessage?.(new MessageEvent('message', { data: JSON.stringify(next) }));
  }
}

describe('for days', () => {
  it('[WL7] eight hours and thousands of events leave heap, nodes and listeners as they were', async () => {
    const scenes = WALL_SCENES.filter((scene) => scene !== 'announcement');
    await wall.decide({ isRotating: true, scenes, secondsPerScene: 20 });
    const page = await wall.browser.visit({ server: wall.server, path: '/' });
    await page.clock.install();
    // The line is in the hands of the test: the server's own sends at most four walls a second.
    await page.addInitScript(() => {
      class Line extends EventTarget {
        onmessage: ((event: MessageEvent) => void) | null = null;
        onerror: (() => void) | null = null;
        constructor() {
          super();
          (window as unknown as Hands).line = this;
        }
        close(): void {
          this.onmessage = null;
        }
      }
      Object.assign(window, { EventSource: Line });
    });
    await page.goto(wall.wallPath);
    await page.waitForFunction(() => 'line' in window);
    const view = await (await wall.server.request(`/api${wall.wallPath}`)).json();
    await page.evaluate(tell, { view, events: 1, from: 0 });
    await page.locator('[data-scene]').waitFor();
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    let told = 0;
    const live = async (minutes: number) => {
      for (let n = 0; n < minutes; n += 2) {
        await page.clock.fastForward(112_000);
        await page.evaluate(tell, { view, events: 12, from: told });
        told += 12;
        await page.clock.runFor(8000);
      }
    };
    await live(60);
    const before = await weigh(cdp);
    await live(8 * 60);
    const after = await weigh(cdp);
    console.info(
      `The wall before and after eight hours: ${JSON.stringify({ before, after, told })}`,
    );
    expect(told).toBeGreaterThan(3000);
    // Scenes differ in size; what leaks in eight hours is many times that.
    expect(after.heap).toBeLessThan(before.heap * 1.25 + 1_000_000);
    expect(after.nodes).toBeLessThan(before.nodes * 1.5 + 1000);
    expect(after.listeners).toBeLessThan(before.listeners * 1.5 + 50);
    await page.context().close();
    await wall.decide({ isRotating: false, chosen: 'overview' });
  });

  it('[WL2] after a restart of the server the wall says since when, comes back, and reports again', async () => {
    wall.browser.expectNoise(/ERR_|EventSource|net::/);
    await wall.decide({ isRotating: false, chosen: 'overview', showNow: null });
    const page = await wall.browser.visit({ server: wall.server, path: wall.wallPath });
    await page.locator('[data-scene="overview"]').waitFor();
    await wall.server.stop();
    await page.getByText(/Connection lost · as of/).waitFor();
    await wall.server.start();
    await page.getByText(/Connection lost/).waitFor({ state: 'detached', ...PATIENCE });
    await expect
      .poll(async () => {
        const path = `/api/hackathons/${wall.hackathonId}/walls`;
        const answer = await wall.server.request(path, { person: wall.facilitator });
        const { links } = (await answer.json()) as WallsView;
        return links.flatMap(({ screens }) => screens.map(({ shows }) => shows?.scene));
      })
      .toEqual(['overview']);
    await page.context().close();
  });

  it('[WL1] a laptop that slept says since when nothing is known, and comes back by itself', async () => {
    wall.browser.expectNoise(/ERR_|EventSource|net::|Failed to load/);
    await wall.decide({ isRotating: false, chosen: 'overview', showNow: null });
    const page = await wall.browser.visit({ server: wall.server, path: '/' });
    await page.clock.install();
    await page.goto(wall.wallPath);
    await page.locator('[data-scene="overview"]').waitFor();
    const cdp = await page.context().newCDPSession(page);
    const sleptAt = Date.now();
    await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
    await page.context().setOffline(true);
    await wall.decide({ isRotating: false, chosen: 'countdown' });
    await cdp.send('Page.setWebLifecycleState', { state: 'active' });
    // Timers stand still while a machine sleeps; its clock does not.
    await page.clock.setSystemTime(sleptAt + 8 * 60 * 60_000);
    const asOf = new Intl.DateTimeFormat('en', {
      timeStyle: 'short',
      timeZone: 'Europe/Paris',
    });
    const told = [sleptAt - 20_000, sleptAt].map((at) => asOf.format(at));
    await page.getByText(/Connection lost · as of/).waitFor();
    const words = await page.getByText(/Connection lost · as of/).textContent();
    expect(told.some((time) => words?.includes(time))).toBe(true);
    await page.context().setOffline(false);
    await page.getByText(/Connection lost/).waitFor({ state: 'detached', ...PATIENCE });
    await page.locator('[data-scene="countdown"]').waitFor();
    await page.context().close();
  });

  it('[WL7] a wall whose client is out of date takes the newer one by itself, and once', async () => {
    const path = wall.wallPath;
    const page = await wall.browser.visit({ server: wall.server, path: '/' });
    await page.clock.install();
    const current = await (await wall.server.request(path)).text();
    const newer = current.replace(/src="\/assets\/[^"]+"/, 'src="/assets/newer.js"');
    expect(newer).not.toBe(current);
    let offered = current;
    let loads = 0;
    let questions = 0;
    await page.route(`**${path}`, (route) => {
      if (route.request().isNavigationRequest()) {
        loads++;
        return route.fallback();
      }
      questions++;
      return route.fulfill({ contentType: 'text/html', body: offered });
    });
    const isAskedAgain = async () => {
      const before = questions;
      await page.locator('[data-scene]').waitFor();
      await page.clock.fastForward(6 * 60_000);
      await expect.poll(() => questions, PATIENCE).toBeGreaterThan(before);
    };
    await page.goto(path);
    await isAskedAgain();
    expect(loads).toBe(1);
    // The server has a newer client, but what stands between keeps giving out the old page.
    offered = newer;
    await page.clock.fastForward(6 * 60_000);
    await expect.poll(() => loads, PATIENCE).toBe(2);
    // Only a page that did not reload after the first answer asks for the second.
    await isAskedAgain();
    await isAskedAgain();
    expect(loads).toBe(2);
    await page.clock.fastForward(60 * 60_000);
    await expect.poll(() => loads, PATIENCE).toBe(3);
    await page.locator('[data-scene]').waitFor();
    await page.context().close();
  });
});
