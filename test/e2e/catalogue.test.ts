// The public catalogue as a stranger sees it: search, filters, a record with its provenance.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LoadedSample, loadSample } from '../../server/hackathons/sample/load.ts';
import { CLIENT_DIRECTORY } from '../setup/client-build.ts';
import {
  expectNoSidewaysScroll,
  expectNoViolations,
  openBrowser,
  PHONE,
  screenshot,
  type TestBrowser,
} from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let browser: TestBrowser;
let sample: LoadedSample;

beforeAll(async () => {
  server = await startTestServer({ clientDirectory: CLIENT_DIRECTORY });
  browser = await openBrowser();
  sample = loadSample(server.parts);
});

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

describe('the public catalogue', () => {
  it('is found by words, by kind, by country, and keeps the search in its address', async () => {
    const page = await browser.visit({ server, path: '/catalogue' });
    const status = page.getByRole('status');
    await page.getByText(`${sample.finalised} entries`).waitFor();
    await screenshot(page, 'catalogue-light-1440');

    await page.getByRole('searchbox').fill('whistleblowing');
    await page.getByRole('link', { name: 'GlobaLeaks', exact: true }).first().waitFor();
    await page.waitForURL('**/catalogue?q=whistleblowing');
    await page.getByRole('searchbox').fill('');
    await page.getByText(`${sample.finalised} entries`).waitFor();

    await page.getByRole('link', { name: /^Collective actions/ }).click();
    await page.waitForURL('**/catalogue?kind=collective-action');
    await page.getByText('9 entries').waitFor();
    await page.getByRole('combobox', { name: 'Country' }).click();
    await page.getByRole('option', { name: /^France/ }).click();
    await page.waitForURL(/country=FR/);
    await expect.poll(() => status.textContent()).toMatch(/entr/);
    await page.goBack();
    browser.expectQuiet();
    await page.context().close();
  });

  it('shows a collective action with its tally, its signatories and its fingerprint', async () => {
    const page = await browser.visit({
      server,
      path: '/catalogue/collective-action/open-public-procurement',
    });
    await page.getByRole('heading', { level: 1, name: 'Open Public Procurement' }).waitFor();
    await page.getByText('13 countries').waitFor();
    await page.getByText('14 organisations').waitFor();
    await page.getByText('Sri Lanka', { exact: true }).waitFor();
    await page.getByText(/^[0-9a-f]{64}$/).waitFor();
    await page.getByRole('link', { name: 'Français' }).click();
    await page.getByText('C’est l’action collective 1 de la Déclaration de Paris').waitFor();
    await expectNoViolations(page);
    await screenshot(page, 'record-action-light-1440');
    browser.expectQuiet();
    await page.context().close();
  });

  it('leads from a use case to the tool and the organisation it names', async () => {
    const page = await browser.visit({
      server,
      path: '/catalogue/use-case/prism-in-cambodia-indonesia-and-mongolia',
    });
    await page.getByRole('link', { name: 'PRISM', exact: true }).click();
    await page.waitForURL('**/catalogue/tool/prism');
    await page.getByRole('heading', { level: 1, name: 'PRISM' }).waitFor();
    browser.expectQuiet();
    await page.context().close();
  });

  it('[LI8] says what is not there, and what was withdrawn', async () => {
    browser.expectNoise(/status of 404/);
    const page = await browser.visit({ server, path: '/catalogue/tool/no-such-tool' });
    await page.getByRole('alert').waitFor();
    await expectNoViolations(page);
    browser.expectQuiet();
    await page.context().close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has no accessibility violation and fits a phone in the ${colorScheme} scheme`, async () => {
      for (const [name, path] of [
        ['catalogue', '/catalogue'],
        ['record-tool', '/catalogue/tool/pxweb'],
        ['record-action', '/catalogue/collective-action/open-public-procurement'],
      ] as const) {
        const page = await browser.visit({ server, path, colorScheme, viewport: PHONE });
        await page.getByRole('heading', { level: 1 }).waitFor();
        await expectNoViolations(page);
        await expectNoSidewaysScroll(page);
        await screenshot(page, `${name}-${colorScheme}-390`);
        await page.setViewportSize({ width: 1440, height: 900 });
        await expectNoViolations(page);
        await screenshot(page, `${name}-${colorScheme}-1440`);
        browser.expectQuiet();
        await page.context().close();
      }
    });
  }
});
