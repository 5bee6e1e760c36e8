// The wall in a real browser: every scene as it looks on every screen, what it weighs, and the hand of
// the control room. How it lasts is in wall-days.test.ts.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WALL_SCENES, type WallScene } from '../../shared/wall-programme.ts';
import { LAND } from '../../shared/world/land.ts';
import { CLIENT_DIRECTORY } from '../setup/client-build.ts';
import {
  DESKTOP,
  expectNoSidewaysScroll,
  expectNoViolations,
  PHONE,
  screenshot,
} from '../support/browser.ts';
import { toolSeed } from '../support/entries.ts';
import { openWallStand, type WallStand } from '../support/wall-stand.ts';

/** What the wall may weigh, bytes of gzipped JavaScript, the map's land apart. */
const BUDGET_BYTES = 120_000;

let wall: WallStand;

beforeAll(async () => {
  wall = await openWallStand();
});

afterEach(() => wall.browser.closePages());

afterAll(() => wall?.[Symbol.asyncDispose]());

const heads: Partial<Record<WallScene, string>> = {
  totals: 'In the catalogue',
  join: 'Join in',
  closing: 'How it went',
};

describe('every scene', () => {
  for (const scene of WALL_SCENES) {
    it(`[WL5] ${scene} can be read from afar and by everyone`, async () => {
      const page = await wall.browser.visit({
        server: wall.server,
        path: wall.wallPath,
        viewport: DESKTOP,
      });
      await page.locator('[data-scene]').waitFor();
      await wall.choose(page, scene);
      const head = heads[scene];
      if (head !== undefined) await page.getByRole('heading', { name: head, level: 1 }).waitFor();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        for (const [width, height] of [
          [1280, 720],
          [1920, 1080],
          [PHONE.width, PHONE.height],
        ] as const) {
          await page.setViewportSize({ width, height });
          await expectNoSidewaysScroll(page);
          await expectNoViolations(page);
          await screenshot(page, `wall-${scene}-${colorScheme}-${width}`);
        }
      }
      wall.browser.expectQuiet();
      await page.context().close();
    });
  }
});

/** Screens that hang in halls: 16:9 small, usual and large, and 4:3. */
const PROJECTORS = [
  [1280, 720],
  [1920, 1080],
  [3840, 2160],
  [1024, 768],
] as const;

/** Words that stand outside the window, and words too small for the last row. */
async function lostWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // A hundredth of a screen of 16:9, as the wall's own sizes are.
    const unit = Math.min(innerHeight, (innerWidth * 9) / 16) / 100;
    const words = [...document.querySelectorAll('[data-scene] :is(p, h1, h2, strong, span, li)')];
    return words
      .filter((one) => one.closest('[data-scene] button') === null)
      .filter((one) => getComputedStyle(one).clipPath === 'none')
      .map((one) => ({
        text: one.textContent?.slice(0, 40),
        box: one.getBoundingClientRect(),
        size: parseFloat(getComputedStyle(one).fontSize) / unit,
      }))
      .filter(({ box, text }) => box.width > 1 && text !== '')
      .filter(
        ({ box, size }) =>
          box.bottom > innerHeight + 2 ||
          box.right > innerWidth + 2 ||
          box.left < -2 ||
          size < 2.19,
      )
      .map(
        ({ text, box, size }) =>
          `${text}: ${Math.round(box.right)} × ${Math.round(box.bottom)}, ${size.toFixed(1)} %`,
      );
  });
}

it('[WL5] on a projector no scene is larger than the screen, and no word is lost below it', async () => {
  const page = await wall.browser.visit({
    server: wall.server,
    path: wall.wallPath,
    viewport: DESKTOP,
  });
  await page.locator('[data-scene]').waitFor();
  for (const [width, height] of PROJECTORS) {
    await page.setViewportSize({ width, height });
    for (const scene of WALL_SCENES) {
      await wall.choose(page, scene);
      await expect
        .poll(() => lostWords(page), { message: `${scene} at ${width} × ${height}` })
        .toEqual([]);
    }
  }
  wall.browser.expectQuiet();
  await page.context().close();
});

it('[WL5] sixty teams with long names, and a long name of the day, stand on the wall like short ones', async () => {
  const names = [
    'Équipe de la transparence budgétaire des collectivités territoriales',
    'Donaudampfschifffahrtsgesellschaftskapitänsmützenverordnung',
    'فريق الشفافية ومكافحة الفساد في المشتريات العامة',
  ];
  const { hackathon } = wall.server.createHackathon({
    name: 'Hackathon mondial du Sommet du Partenariat pour un gouvernement ouvert — édition de Vitoria-Gasteiz, printemps 2026',
    teams: Array.from({ length: 60 }, (_, n) => `${names[n % names.length]} ${n}`),
  });
  wall.server.parts.hackathons.addFacilitator(hackathon.id, wall.facilitator.personId, null);
  const { token } = wall.server.parts.hackathons.wallLinks.create(hackathon.id);
  const page = await wall.browser.visit({
    server: wall.server,
    path: `/wall/${token}`,
    viewport: DESKTOP,
  });
  await page.locator('[data-scene]').waitFor();
  const check = async (scenes: readonly WallScene[]) => {
    for (const scene of scenes) {
      await wall.choose(page, scene, hackathon.id);
      for (const [width, height] of PROJECTORS) {
        await page.setViewportSize({ width, height });
        await expect
          .poll(() => lostWords(page), { message: `${scene} at ${width} × ${height}` })
          .toEqual([]);
      }
    }
  };
  const scenes = ['overview', 'totals', 'teams', 'countdown', 'join', 'closing'] as const;
  await check(scenes);
  const announcement = 'Rendez-vous dans l’auditorium à 15 h. '.repeat(8).trim();
  wall.server.parts.hackathons.announcements.create(hackathon.id, announcement, null);
  await page.getByText('Rendez-vous').first().waitFor();
  await check([...scenes, 'announcement']);
  wall.browser.expectQuiet();
  await page.context().close();
});

it('[WL6] the wall loads at most 120 kB of gzipped JavaScript', async () => {
  const page = await wall.browser.visit({ server: wall.server, path: '/favicon.svg' });
  const scripts = new Set<string>();
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.add(new URL(request.url()).pathname);
  });
  await page.goto(wall.wallPath);
  await page.locator('[data-scene]').waitFor();
  for (const scene of WALL_SCENES) await wall.choose(page, scene);
  expect(scripts.size).toBeGreaterThan(0);
  const sizes = [...scripts].map((path) => {
    const file = join(CLIENT_DIRECTORY, path);
    const gzipped = `${file}.gz`;
    return {
      path,
      bytes: statSync(gzipped, { throwIfNoEntry: false })?.size ?? readFileSync(file).length,
    };
  });
  const land = gzipSync(LAND, { level: 9 }).length;
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, -land);
  console.info(`The wall weighs ${total} bytes of gzipped JavaScript in ${sizes.length} files.`);
  expect(total, JSON.stringify(sizes)).toBeLessThanOrEqual(BUDGET_BYTES);
  await page.context().close();
});

describe('the hand of the control room', () => {
  it('[WL4] shows the wall as it is, and what each screen says it shows', async () => {
    await wall.decide({ isRotating: false, chosen: 'overview' });
    const screen = await wall.browser.visit({
      server: wall.server,
      path: wall.wallPath,
      viewport: DESKTOP,
    });
    const control = await wall.browser.visit({
      server: wall.server,
      person: wall.facilitator,
      path: '/hackathons/paris-2016/control?tab=walls',
    });
    await control.getByText('1 screen open').waitFor();
    await control.getByRole('button', { name: /^Show How to join until/ }).click();
    await screen.locator('[data-scene="join"]').waitFor();
    await control.locator('[data-scene="join"]').waitFor();
    await control.getByRole('img', { name: 'shows it' }).waitFor();
    await control.getByRole('button', { name: '30 s now: World map' }).click();
    await screen.locator('[data-scene="map"]').waitFor();
    await control.getByText(/World map for \d+ more second/).waitFor();
    await control.getByRole('button', { name: 'End now' }).click();
    await screen.locator('[data-scene="join"]').waitFor();
    await control.getByText('Dark', { exact: true }).click();
    await screen.locator('[data-theme="dark"]').waitFor();
    const { teamId } = wall.server.parts.documents.summaries({ hackathonId: wall.hackathonId })[0]!;
    const id = wall.server.createDocument(
      teamId,
      'tool',
      toolSeed('Consul of the preview'),
      wall.facilitator,
    );
    wall.server.parts.projector.flush(id);
    wall.server.parts.lifecycle.finalise(
      id,
      wall.server.parts.accounts.actor(wall.facilitator.personId),
    );
    for (const page of [screen, control]) {
      await page.locator('section[aria-hidden]', { hasText: 'Consul of the preview' }).waitFor();
    }
    await expectNoViolations(control);
    await wall.decide({ hall: 'auto' });
    wall.browser.expectQuiet();
    await screen.context().close();
    await control.context().close();
  });
});
