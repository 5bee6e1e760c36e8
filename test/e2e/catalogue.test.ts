// The public catalogue as a stranger sees it: search, filters, a record with its provenance.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LoadedSample, loadSample } from '../../server/hackathons/sample/load.ts';
import { writeSeed } from '../../shared/document.ts';
import type { Kind } from '../../shared/kinds.ts';
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

function recordRow(kind: Kind, slug: string): { documentId: string } {
  return server.parts.db
    .prepare<[Kind, string], { documentId: string }>(
      'SELECT documentId FROM record WHERE kind = ? AND slug = ?',
    )
    .get(kind, slug)!;
}

describe('the public catalogue', () => {
  it('is found by words, by kind, by country, while typing, and keeps the search in its address', async () => {
    const page = await browser.visit({ server, path: '/catalogue' });
    await page.getByText(`${sample.finalised} entries`).waitFor();
    await expectNoViolations(page);
    await screenshot(page, 'catalogue-light-1440');

    await page.getByRole('searchbox').fill('whistelblowing');
    await page.getByRole('link', { name: 'GlobaLeaks', exact: true }).first().waitFor();
    await page.getByText('Nobody wrote “whistelblowing”').waitFor();
    await page.waitForURL('**/catalogue?q=whistelblowing');
    await page.getByRole('searchbox').fill('');
    await page.getByText(`${sample.finalised} entries`).waitFor();

    await page.getByRole('link', { name: /^Collective actions/ }).click();
    await page.waitForURL('**/catalogue?kind=collective-action');
    await page.getByText('9 entries').waitFor();
    await page.getByText('Narrow the search').click();
    await page.getByRole('combobox', { name: 'Country' }).selectOption('FR');
    await page.waitForURL(/country=FR/);
    await page.reload();
    await page.getByRole('link', { name: 'Remove France' }).click();
    await page.getByText('9 entries').waitFor();
    browser.expectQuiet();
    await page.context().close();
  });

  it('works without a script, on a phone, in the dark', async () => {
    const phone = await browser.visit({
      server,
      path: '/catalogue',
      viewport: PHONE,
      colorScheme: 'dark',
    });
    await phone.route('**/pages/*.js', (route) => route.abort());
    browser.expectNoise(/ERR_FAILED/);
    await phone.reload();
    await phone.getByRole('searchbox').fill('globaleaks');
    await phone.getByRole('button', { name: 'Search', exact: true }).click();
    await phone.waitForURL(/q=globaleaks/);
    await phone.getByRole('link', { name: 'GlobaLeaks', exact: true }).first().click();
    await phone.getByRole('heading', { level: 1, name: 'GlobaLeaks' }).waitFor();
    await expectNoSidewaysScroll(phone);
    await expectNoViolations(phone);
    await screenshot(phone, 'record-tool-dark-390');
    browser.expectQuiet();
    await phone.context().close();
  });

  it('remembers light or dark and the language from page to page', async () => {
    const page = await browser.visit({ server, path: '/catalogue' });
    await page.getByRole('button', { name: 'Light or dark' }).click();
    await page.getByRole('link', { name: 'FR Français' }).click();
    await page.getByRole('heading', { level: 1, name: 'Catalogue' }).waitFor();
    await page.goto('/catalogue/tool/madison');
    await page.getByText('D’où vient cette fiche').waitFor();
    expect(await page.evaluate(() => document.documentElement.dataset.scheme)).toBe('dark');
    await expectNoViolations(page);
    browser.expectQuiet();
    await page.context().close();
  });

  it('shows a collective action with its tally, its map, its signatories and its fingerprint', async () => {
    const page = await browser.visit({
      server,
      path: '/catalogue/collective-action/open-public-procurement',
    });
    await page.getByRole('heading', { level: 1, name: 'Open Public Procurement' }).waitFor();
    await page.getByText('13 countries').waitFor();
    await page.getByText('14 organisations').waitFor();
    await page.getByRole('img', { name: /Sri Lanka/ }).waitFor();
    await page.getByText('Sri Lanka', { exact: true }).waitFor();
    await page.getByText(/^[0-9a-f]{64}$/).waitFor();
    await page.getByRole('article').getByText('Français', { exact: true }).click();
    await page.getByText('C’est l’action collective 1 de la Déclaration de Paris').waitFor();
    await expectNoViolations(page);
    await screenshot(page, 'record-action-light-1440');
    await page.goto('/catalogue/actions/paris-2016');
    await page.getByText('9 collective actions').waitFor();
    await expectNoViolations(page);
    browser.expectQuiet();
    await page.context().close();
  });

  it('leads from a use case to the tool it names, and back', async () => {
    const path = '/catalogue/use-case/prism-in-cambodia-indonesia-and-mongolia';
    const page = await browser.visit({ server, path });
    await page.getByRole('link', { name: 'PRISM', exact: true }).click();
    await page.waitForURL('**/catalogue/tool/prism');
    await page.getByRole('heading', { level: 1, name: 'PRISM' }).waitFor();
    await page.getByRole('link', { name: /^PRISM in Cambodia/ }).click();
    await page.waitForURL(`**${path}`);
    browser.expectQuiet();
    await page.context().close();
  });

  it('[LI2] keeps an older revision readable beside the newest, and shows what changed', async () => {
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
    await page.waitForURL('**/catalogue/tool/madison/revisions/1');
    await page.getByText('You are reading revision 1; the newest is revision 2.').waitFor();
    expect(await page.getByText('Lawmakers share bills').count()).toBe(0);
    await expectNoViolations(page);
    await page.getByRole('link', { name: 'Read the newest' }).click();
    await page.getByText('Lawmakers share bills and citizens comment.').waitFor();
    await page.getByRole('link', { name: 'What changed' }).click();
    await page.getByText('What changed from revision 1 to revision 2.').waitFor();
    expect(await page.locator('ins').first().textContent()).toContain('added:');
    await expectNoViolations(page);
    browser.expectQuiet();
    await page.context().close();
  });

  it('[LI5] [LI8] lets a facilitator merge two entries and take them apart, and say what is alive', async () => {
    const ada = await server.signUp({ name: 'Ada', facilitates: [sample.hackathonId] });
    const page = await browser.visit({ server, person: ada, path: '/catalogue/tool/prism' });
    page.on('dialog', (dialog) => void dialog.accept());
    await page.getByRole('textbox', { name: 'Still alive?' }).fill('Their site is up.');
    await page.getByRole('button', { name: 'Still alive', exact: true }).click();
    await page.getByText('Their site is up.').waitFor();
    await expectNoViolations(page);

    await page.getByRole('link', { name: /^Merge with another entry/ }).click();
    await page.getByRole('searchbox').fill('pxweb');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.getByRole('link', { name: 'PxWeb', exact: true }).click();
    await page.getByRole('heading', { name: 'Compare both' }).waitFor();
    await expectNoViolations(page);
    await page.getByRole('button', { name: 'Keep “PRISM”; “PxWeb” leads to it' }).click();
    await page.waitForURL('**/catalogue/tool/prism');
    await page.getByText('Merged into this entry').waitFor();
    await page.goto('/catalogue/tool/pxweb');
    await page.waitForURL('**/catalogue/tool/prism');
    await page.getByRole('button', { name: 'Take “PxWeb” out again' }).click();
    await page.waitForURL('**/catalogue/tool/pxweb');
    await page.getByRole('heading', { level: 1, name: 'PxWeb' }).waitFor();
    browser.expectQuiet();
    await page.context().close();
  });

  it('[LI8] says what is not there, and what was withdrawn', async () => {
    browser.expectNoise(/status of 404|status of 410/);
    const page = await browser.visit({ server, path: '/catalogue/tool/no-such-tool' });
    await page.getByRole('heading', { level: 1, name: 'Nothing here' }).waitFor();
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
