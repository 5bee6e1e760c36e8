// The exports tab as a facilitator uses it: look, push, read the receipts, take files along; and the
// archive opened as a file, without any server.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { siteFiles } from '../../server/operations/archive/site-files.ts';
import { CLIENT_DIRECTORY } from '../setup/client-build.ts';
import {
  DESKTOP,
  expectNoSidewaysScroll,
  expectNoViolations,
  openBrowser,
  PHONE,
  screenshot,
  type TestBrowser,
} from '../support/browser.ts';
import { actionSeed, organisationSeed, toolSeed } from '../support/entries.ts';
import { readExport } from '../support/export-files.ts';
import { type FakeToolbox, startFakeToolbox } from '../support/fake-toolbox.ts';
import { startTestServer, type TestPerson, type TestServer } from '../support/server.ts';

const EXPORTS = '/hackathons/summit/control?tab=exports';

let toolbox: FakeToolbox;
let server: TestServer;
let browser: TestBrowser;
let fay: TestPerson;
let page: Page;

beforeAll(async () => {
  // Long, so that only a person's press ends it.
  toolbox = await startFakeToolbox({ retryMs: 3_600_000 });
  server = await startTestServer({ clientDirectory: CLIENT_DIRECTORY, toolbox: toolbox.config });
  browser = await openBrowser();
  const { hackathon, teams } = server.createHackathon({ name: 'Summit' });
  fay = await server.signUp({ name: 'Fay Keller', facilitates: [hackathon.id] });
  const { accounts, lifecycle } = server.parts;
  const actor = accounts.actor(fay.personId);
  for (const [kind, seed] of [
    ['tool', toolSeed()],
    ['organisation', organisationSeed()],
    ['collective-action', actionSeed()],
  ] as const) {
    lifecycle.finalise(server.createDocument(teams[0]!.id, kind, { ...seed }, fay), actor);
  }
  page = await browser.visit({ server, person: fay, path: EXPORTS, viewport: DESKTOP });
});

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
  await toolbox?.[Symbol.asyncDispose]();
});

describe('the exports tab', () => {
  it('[EX2] shows what would change, pushes, and shows the receipts', async () => {
    await page.getByText('Left out, and who can change that').waitFor();
    await page.getByText('The toolbox has no place for this kind.').waitFor();
    await expectNoViolations(page);
    await screenshot(page, 'exports-desktop');
    toolbox.traps.push('slow');
    await page.getByRole('button', { name: 'Push to the toolbox' }).click();
    await page.getByRole('button', { name: 'Push now' }).click();
    await page.getByRole('region', { name: 'A push is under way' }).waitFor();
    await expect.poll(() => toolbox.received.length).toBe(1);
    await expectNoViolations(page);
    await screenshot(page, 'exports-pushing');
    toolbox.release();
    await page.getByText('Nothing has changed since the last push').waitFor();
    await page.getByText(/^Pushes\s*1$/).click();
    await page.getByRole('button', { name: /^Receipts, / }).click();
    await page.getByText(/confirmed · card 300/).waitFor();
    await expectNoViolations(page);
    expect(toolbox.names()).toEqual(['Ajuntament de Barcelona', 'Decidim']);
    browser.expectQuiet();
  });

  it('[EX2] says what a push waits for and since when, and tries at once when asked', async () => {
    await toolbox.goAway();
    await page.getByRole('button', { name: 'Push to the toolbox' }).click();
    await page.getByRole('button', { name: 'Push now' }).click();
    const progress = page.getByRole('region', { name: 'A push is under way' });
    await progress.getByText(/cannot be reached.*Nothing has got through since/).waitFor();
    await expectNoViolations(page);
    await screenshot(page, 'exports-waiting');
    await toolbox.comeBack();
    await progress.getByRole('button', { name: 'Try now' }).click();
    await progress.waitFor({ state: 'detached' });
    await page.getByText(/^Pushes\s*2$/).waitFor();
    expect(toolbox.received).toHaveLength(2);
    browser.expectQuiet();
  });

  it('[EX3] says what each tool lacks for publiccode.yml, and reads well on a phone in the dark', async () => {
    const phone = await browser.visit({
      server,
      person: fay,
      path: EXPORTS,
      viewport: PHONE,
      colorScheme: 'dark',
    });
    await phone.getByRole('heading', { name: 'publiccode.yml' }).waitFor();
    await phone.getByText('What each lacks').click();
    await phone.getByText('legal', { exact: true }).waitFor();
    await expectNoViolations(phone);
    await expectNoSidewaysScroll(phone);
    await screenshot(phone, 'exports-phone');
    browser.expectQuiet();
  });

  it('[AR1] gives an archive that opens from a folder and can be looked through', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sommet-archive-'));
    try {
      const hackathon = server.parts.hackathons.getBySlug('summit')!;
      for (const [name, content] of readExport(siteFiles(server.parts, hackathon, server.url))) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), content);
      }
      // axe reads style sheets a second time by itself, which files refuse.
      browser.expectNoise(/file:\/\/.*\/pages-\w+\.css/);
      const stick = await browser.visit({
        server,
        path: pathToFileURL(join(folder, 'index.html')).href,
      });
      const search = stick.getByRole('searchbox', { name: 'Find in this list' });
      await search.fill('barcelona');
      await expect.poll(() => stick.locator('#count').textContent()).toBe('1 of 3 entries');
      await expectNoViolations(stick);
      await stick.getByRole('link', { name: 'Ajuntament de Barcelona' }).click();
      await stick.getByRole('heading', { level: 1, name: 'Ajuntament de Barcelona' }).waitFor();
      await stick.getByRole('link', { name: 'Teams and credits' }).click();
      await stick.getByRole('heading', { level: 2, name: 'Alpha' }).waitFor();
      await expectNoViolations(stick);
      await expectNoSidewaysScroll(stick);
      await screenshot(stick, 'archive-teams');
      browser.expectQuiet();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
