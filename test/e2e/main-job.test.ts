// The whole main job as people do it: a facilitator opens a hackathon, two people join by code, write
// one tool together through an outage and a restart, finalise it, and it leaves as an export.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_DIRECTORY } from '../setup/client-build.ts';
import {
  DESKTOP,
  expectNoViolations,
  openBrowser,
  PHONE,
  screenshot,
  type TestBrowser,
} from '../support/browser.ts';
import { bundleProblems } from '../support/bundle-schema.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { title, unplug } from '../support/two-people.ts';

let server: TestServer;
let browser: TestBrowser;

/** The people's pages, each in a browser of its own. */
let ada: Page;
let amina: Page;
let bruno: Page;
let wall: Page;

let codes: { code: string; team: string }[];
let documentPath: string;

beforeAll(async () => {
  server = await startTestServer({ clientDirectory: CLIENT_DIRECTORY });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

const summary = (page: Page) => page.locator('[id="field-summary.en"]');
const description = (page: Page) => page.locator('[id="field-description.en"]');
const saved = (page: Page) => page.getByText('On the server', { exact: true }).first().waitFor();

/** The rich text's words, without the carets of others. */
const words = (page: Page) =>
  description(page).evaluate((element) =>
    [...element.querySelectorAll('p')]
      .map((paragraph) =>
        [...paragraph.childNodes]
          .filter((node) => node.nodeType === Node.TEXT_NODE)
          .map((node) => node.textContent)
          .join(''),
      )
      .join('\n')
      .replaceAll('\u2060', ''),
  );

describe('the main job', () => {
  it('makes the first facilitator by the printed link, who opens a hackathon', async () => {
    const link = server.firstFacilitatorUrl;
    expect(link).not.toBeNull();
    ada = await browser.visit({ server, path: new URL(link!).pathname });
    await ada.getByLabel('Your name').fill('Ada Keller');
    await ada.getByLabel('E-mail').fill('ada@example.org');
    await ada.getByLabel('Password', { exact: true }).fill('a long enough password');
    await ada.getByRole('button', { name: 'Begin' }).click();
    await ada.getByRole('link', { name: 'New hackathon' }).click();
    await ada.getByLabel('Name', { exact: true }).fill('Lomé 2026');
    await ada.getByLabel('Place').fill('Lomé');
    await ada
      .getByRole('textbox', { name: 'Names of the teams' })
      .fill('Open Budget\nClean Rivers');
    await ada.getByText('2 teams').waitFor();
    await ada.getByRole('button', { name: 'Create the hackathon' }).click();
    await ada.waitForURL('**/hackathons/lome-2026/control?tab=access');
    await ada.getByText('Everybody in the hall').first().waitFor();
    const { hackathons } = server.parts;
    const { id } = hackathons.getBySlug('lome-2026')!;
    codes = hackathons.codes.list(id).flatMap(({ code, teamId }) => {
      const team = teamId === null ? null : hackathons.teams.get(teamId);
      return team === null ? [] : [{ code, team: team.name }];
    });
    for (const { code } of codes) await ada.getByText(code, { exact: true }).first().waitFor();
    await screenshot(ada, 'job-1-codes');
    browser.expectQuiet();
  });

  it('puts a wall on the projector', async () => {
    await ada.getByRole('tab', { name: 'Walls' }).click();
    await ada.getByRole('button', { name: 'New wall link' }).click();
    const link = await ada.getByRole('link', { name: 'Open the wall' }).getAttribute('href');
    wall = await browser.visit({
      server,
      path: new URL(link!).pathname,
      viewport: { width: 1920, height: 1080 },
    });
    await screenshot(wall, 'job-wall-start');
    await wall.getByText('Open Budget').filter({ visible: true }).first().waitFor();
    browser.expectQuiet();
  });

  it('lets two people in with the code of their team and a name', async () => {
    const { code } = codes.find(({ team }) => team === 'Open Budget')!;
    amina = await browser.visit({ server, path: '/join' });
    await amina.getByLabel('Your code').fill(`${code.slice(0, 3)} ${code.slice(3)}`.toLowerCase());
    await amina.getByRole('button', { name: 'Go on' }).click();
    await amina.getByLabel('Your name').fill('Amina');
    await amina.getByRole('button', { name: 'Join' }).click();
    await amina.waitForURL('**/hackathons/lome-2026');

    bruno = await browser.visit({ server, path: `/join/${code}`, viewport: PHONE });
    await bruno.getByLabel('Your name').fill('Bruno');
    await bruno.getByRole('button', { name: 'Join' }).click();
    await bruno.waitForURL('**/hackathons/lome-2026');
    await bruno.getByRole('heading', { name: 'Open Budget' }).waitFor();
    await bruno.setViewportSize(DESKTOP);
    browser.expectQuiet();
  });

  it('opens the tool that one begins for the other, who sees it on the board', async () => {
    await amina.getByRole('button', { name: 'New document' }).first().click();
    await amina.getByRole('menuitem', { name: /^Tool/ }).click();
    await amina.waitForURL('**/documents/*');
    documentPath = new URL(amina.url()).pathname;
    await title(amina).pressSequentially('River Watch');
    await saved(amina);

    await bruno.getByRole('link', { name: 'River Watch' }).click();
    await bruno.waitForURL(`**${documentPath}`);
    await expect.poll(() => title(bruno).inputValue()).toBe('River Watch');
    browser.expectQuiet();
  });

  it('[PR1] [CL6] shows each what the other writes, and where', async () => {
    await summary(bruno).pressSequentially('Water levels');
    await expect.poll(() => summary(amina).inputValue()).toBe('Water levels');
    await amina.getByRole('img', { name: 'Bruno is in this field' }).first().waitFor();

    // Both in one text at once, in different paragraphs and then in the same one.
    await description(amina).click();
    await amina.keyboard.type('Rivers rise.');
    await amina.keyboard.press('Enter');
    await expect.poll(() => words(bruno)).toBe('Rivers rise.\n');
    await description(bruno).locator('p').last().click();
    await Promise.all([
      bruno.keyboard.type('People are warned by text message.', { delay: 5 }),
      (async () => {
        await description(amina).locator('p').first().click();
        await amina.keyboard.press('End');
        await amina.keyboard.type(' Gauges tell.', { delay: 5 });
      })(),
    ]);
    const together = 'Rivers rise. Gauges tell.\nPeople are warned by text message.';
    await expect.poll(() => words(amina)).toBe(together);
    await expect.poll(() => words(bruno)).toBe(together);
    // Bruno's caret stands in Amina's text under his name.
    await description(amina).getByText('Bruno', { exact: true }).waitFor({ state: 'attached' });
    await expectNoViolations(amina);
    await screenshot(amina, 'job-2-together');
    browser.expectQuiet();
  });

  it('keeps what both add to one set', async () => {
    const tags = (page: Page) => page.getByRole('combobox', { name: 'Tags' });
    await tags(amina).fill('Petition');
    await amina.getByRole('option', { name: 'Petition' }).click();
    await tags(bruno).fill('Mapping');
    await bruno.getByRole('option', { name: 'Mapping' }).click();
    for (const page of [amina, bruno]) {
      await page.getByText('Petition', { exact: true }).first().waitFor();
      await page.getByText('Mapping', { exact: true }).first().waitFor();
    }
    await amina.keyboard.press('Escape');
    await bruno.keyboard.press('Escape');
    browser.expectQuiet();
  });

  it('[SY1] [SY2] [CL4] tells the truth about saving while the server is away, and merges', async () => {
    browser.expectNoise(/WebSocket connection to|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET/);
    browser.expectNoise(/ERR_EMPTY_RESPONSE|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_NETWORK_IO/);
    await saved(amina);
    await saved(bruno);
    await server.stop();
    await summary(bruno).click();
    await bruno.keyboard.press('End');
    await bruno.keyboard.type(' on your phone');
    await title(amina).click();
    await amina.keyboard.press('End');
    await amina.keyboard.type(' Togo');
    for (const page of [amina, bruno]) {
      await page.getByText('On this laptop', { exact: true }).first().waitFor();
      expect(await page.getByText('On the server', { exact: true }).count()).toBe(0);
    }
    await expectNoViolations(amina);
    await screenshot(amina, 'job-3-offline');
    await server.start();
    // People do not wait for the next try.
    for (const page of [amina, bruno]) {
      // It goes away by itself when the line stands first.
      await page
        .getByRole('button', { name: 'Try now' })
        .evaluateAll((buttons) => (buttons[0] as HTMLElement | undefined)?.click());
      await saved(page);
    }
    for (const page of [amina, bruno]) {
      await expect.poll(() => title(page).inputValue()).toBe('River Watch Togo');
      await expect.poll(() => summary(page).inputValue()).toBe('Water levels on your phone');
    }
    browser.expectQuiet();
  });

  it('merges what somebody wrote without a network', async () => {
    // The browser itself says so for each request that cannot leave.
    browser.expectNoise(/ERR_INTERNET_DISCONNECTED|fetching the script/);
    await unplug(bruno);
    await bruno.locator('[id="field-features.en"]').pressSequentially('Alerts by SMS');
    await bruno.getByText('On this laptop', { exact: true }).first().waitFor();
    await title(amina).click();
    await amina.keyboard.press('Home');
    await amina.keyboard.type('The ');
    await saved(amina);
    await bruno.context().setOffline(false);
    await saved(bruno);
    for (const page of [amina, bruno]) {
      await expect.poll(() => title(page).inputValue()).toBe('The River Watch Togo');
      await expect
        .poll(() => page.locator('[id="field-features.en"]').inputValue())
        .toBe('Alerts by SMS');
    }
    browser.expectQuiet();
  });

  it('[CL3] is all there after a reload and a restart', async () => {
    await server.restart();
    await amina.reload();
    await expect.poll(() => title(amina).inputValue()).toBe('The River Watch Togo');
    await expect
      .poll(() => words(amina))
      .toBe('Rivers rise. Gauges tell.\nPeople are warned by text message.');
    await saved(amina);
    await bruno.reload();
    await saved(bruno);
    browser.expectQuiet();
  });

  it('[LI3] says what is missing, and takes one there', async () => {
    await amina.getByRole('button', { name: 'Finalise…' }).first().click();
    const dialog = amina.getByRole('dialog');
    await dialog.getByText('One thing is in the way:').waitFor();
    await expectNoViolations(amina);
    await screenshot(amina, 'job-4-problems');
    await dialog.getByRole('button', { name: 'Type of tool' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await expect
      .poll(() => amina.evaluate(() => document.activeElement?.id))
      .toBe('field-toolType');
    await amina.getByRole('combobox', { name: /^Type of tool/ }).selectOption('Software');
    await saved(amina);
    browser.expectQuiet();
  });

  it('[LI1] [WS6] finalises, and the other can no longer write', async () => {
    await amina.getByRole('button', { name: 'Finalise…' }).first().click();
    const dialog = amina.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Finalise', exact: true }).click();
    await amina.getByRole('heading', { name: 'Finalised' }).waitFor();
    await expectNoViolations(amina);
    await screenshot(amina, 'job-5-finalised');
    await bruno.getByText('This is finalised and in the catalogue.').first().waitFor();
    expect(await title(bruno).getAttribute('readonly')).not.toBeNull();
    await expect.poll(() => description(bruno).getAttribute('contenteditable')).toBe('false');
    browser.expectQuiet();
  });

  it('[WL1] shows it on the wall', async () => {
    await wall.getByText('The River Watch Togo').first().waitFor();
    await screenshot(wall, 'job-6-wall');
    browser.expectQuiet();
  });

  it('[LI4] is in the public catalogue with both authors', async () => {
    await amina.getByRole('dialog').getByRole('link', { name: 'See the record' }).click();
    await amina.waitForURL('**/catalogue/tool/the-river-watch-togo');
    const stranger = await browser.visit({ server, path: '/catalogue' });
    await stranger.getByRole('link', { name: 'The River Watch Togo' }).click();
    await stranger.getByText('People are warned by text message.').waitFor();
    const authors = stranger.getByRole('heading', { name: 'Written by' }).locator('..');
    await authors.getByText('Amina', { exact: true }).waitFor();
    await authors.getByText('Bruno', { exact: true }).waitFor();
    await screenshot(stranger, 'job-7-record');
    await stranger.context().close();
    browser.expectQuiet();
  });

  it('[EX1] [EX4] leaves as a bundle the toolbox accepts, as CSV and as JSON', async () => {
    await ada.goto('/hackathons/lome-2026/control?tab=exports');
    const download = async (name: string) => {
      const [file] = await Promise.all([
        ada.waitForEvent('download'),
        ada.getByRole('link', { name, exact: true }).click(),
      ]);
      return readFileSync(await file.path(), 'utf8');
    };
    const bundle = JSON.parse(await download('Download the bundle'));
    expect(bundleProblems(bundle)).toEqual([]);
    expect(JSON.stringify(bundle)).toContain('The River Watch Togo');
    expect(await download('Table, CSV')).toContain('The River Watch Togo');
    expect((await download('Table, CSV for Excel')).charCodeAt(0)).toBe(0xfeff);
    const records: unknown = JSON.parse(await download('JSON, JSON'));
    expect(JSON.stringify(records)).toContain('The River Watch Togo');
    await screenshot(ada, 'job-8-exports');
    browser.expectQuiet();
  });

  it('can be reopened by the facilitator while the revision stays public', async () => {
    await ada.goto(documentPath);
    await ada.getByRole('button', { name: 'Reopen for writing…' }).first().click();
    await ada.getByRole('dialog').getByRole('button', { name: 'Reopen' }).click();
    await bruno.getByText('Revision 1 stays public until the next one.').first().waitFor();
    await summary(bruno).click();
    await bruno.keyboard.press('End');
    await bruno.keyboard.type(' and on paper');
    await saved(bruno);
    await amina.reload();
    await amina.getByText('Revision 1 stays here until that is finalised.').waitFor();
    await amina.getByText('Water levels on your phone', { exact: true }).waitFor();
    browser.expectQuiet();
  });
});
