// The public catalogue as a stranger sees it: search, filters, a record with its provenance.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LoadedSample, loadSample } from '../../server/hackathons/sample/load.ts';
import { writeSeed } from '../../shared/document.ts';
import type { Kind } from '../../shared/fields.ts';
import { CLIENT_DIRECTORY } from '../setup/client-build.ts';
import {
  expectNoViolations,
  openBrowser,
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

function recordRow(kind: Kind, slug: string): { documentId: string } {
  return server.parts.db
    .prepare<[Kind, string], { documentId: string }>(
      'SELECT documentId FROM record WHERE kind = ? AND slug = ?',
    )
    .get(kind, slug)!;
}

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

  it('[LI2] keeps an older revision readable beside the newest', async () => {
    const { accounts, db, lifecycle, rooms } = server.parts;
    const { documentId } = recordRow('tool', 'madison');
    const ada = await server.signUp({ name: 'Ada', facilitates: [sample.hackathonId] });
    const actor = accounts.actor(ada.personId);
    lifecycle.reopen(documentId, actor);
    rooms.edit(documentId, { type: 'server', personId: ada.personId, reason: 'test' }, (doc) =>
      writeSeed('tool', doc, { summary: { en: 'Lawmakers share bills and citizens comment.' } }),
    );
    lifecycle.finalise(documentId, actor);
    expect(db.prepare('SELECT count(*) FROM revision WHERE number = 2').pluck().get()).toBe(1);

    const page = await browser.visit({ server, path: '/catalogue/tool/madison' });
    await page.getByText('Lawmakers share bills and citizens comment.').waitFor();
    await page.getByRole('link', { name: 'Revision 1', exact: true }).click();
    await page.waitForURL('**/catalogue/tool/madison?revision=1');
    await page.getByText('You are reading revision 1; the newest is revision 2.').waitFor();
    expect(await page.getByText('Lawmakers share bills').count()).toBe(0);
    await expectNoViolations(page);
    await page.getByRole('link', { name: 'Read the newest' }).click();
    await page.getByText('Lawmakers share bills and citizens comment.').waitFor();
    browser.expectQuiet();
    await page.context().close();
  });

  it('[LI8] says what is not there, and what was withdrawn', async () => {
    browser.expectNoise(/status of 404|status of 410/);
    const page = await browser.visit({ server, path: '/catalogue/tool/no-such-tool' });
    await page.getByRole('alert').waitFor();
    await expectNoViolations(page);

    const { accounts, lifecycle } = server.parts;
    const ada = await server.signUp({ name: 'Ada', facilitates: [sample.hackathonId] });
    lifecycle.withdraw(recordRow('tool', 'muckrock').documentId, accounts.actor(ada.personId));
    await page.goto('/catalogue/tool/muckrock');
    await page.getByRole('heading', { level: 1, name: 'Muckrock' }).waitFor();
    await page.getByText(/^This entry was withdrawn on /).waitFor();
    await expectNoViolations(page);
    browser.expectQuiet();
    await page.context().close();
  });
});
