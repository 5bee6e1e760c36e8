// A signatory from outside in a real browser: a member sends a link, a stranger opens it on a phone,
// reads what is promised and confirms it, and the table sees that at once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainToRichText } from '../../shared/rich-text.ts';
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

beforeAll(async () => {
  server = await startTestServer({ clientDirectory: CLIENT_DIRECTORY });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

describe('a signatory from outside', () => {
  it('[SG3] is sent a link, reads what it promises, and confirms it on a phone', async () => {
    const { teams } = server.createHackathon({ name: 'Lomé 2026' });
    const teamId = teams[0]!.id;
    const amina = await server.signUp({ name: 'Amina', teamIds: [teamId] });
    const id = server.createDocument(teamId, 'collective-action', {
      name: 'Open contracting',
      description: { en: plainToRichText('Partners joining will publish every contract.') },
      signatories: [
        { kind: 'government', country: 'FR', organisation: '', commitment: 'We will publish.' },
        { kind: 'government', country: 'TG', organisation: '' },
        { kind: 'civil-society', country: 'BR', organisation: 'Transparência Brasil' },
      ],
    });
    const page = await browser.visit({ server, person: amina, path: `/documents/${id}` });
    await page
      .getByText('2 countries and 1 civil-society organisation have joined, with 1 commitment.')
      .waitFor();
    await page.getByRole('button', { name: 'Link for its own person: France' }).click();
    const url = await page.locator('code', { hasText: '/speak/' }).textContent();
    await page.getByText(/A link is out, until/).waitFor();
    await expectNoViolations(page);
    await page.locator('code', { hasText: '/speak/' }).scrollIntoViewIfNeeded();
    await screenshot(page, 'signatory-link', { fullPage: false });

    const theirs = await browser.visit({
      server,
      path: new URL(url!).pathname,
      viewport: PHONE,
      locale: 'fr-FR',
    });
    await theirs.getByRole('heading', { name: 'Confirmer un engagement : France' }).waitFor();
    await expectNoViolations(theirs);
    await expectNoSidewaysScroll(theirs);
    await screenshot(theirs, 'speak-phone');
    await theirs.getByLabel('Votre nom').fill('Claire');
    await theirs.getByRole('button', { name: 'Je parle au nom de ce signataire' }).click();
    await theirs.waitForURL('**/commitments');
    await theirs.getByText('We will publish.').waitFor();
    await expectNoViolations(theirs);
    await expectNoSidewaysScroll(theirs);
    await screenshot(theirs, 'commitments-phone');
    await page.getByText(/Speaks for it: Claire/).waitFor();
    expect(await page.locator('code', { hasText: '/speak/' }).count()).toBe(0);
    await theirs.getByRole('button', { name: 'Confirmer l’engagement\u00a0: France' }).click();
    await theirs.getByText(/Confirmé · Claire/).waitFor();
    await page.getByText(/Confirmed · Claire/).waitFor();

    await theirs.goto('/');
    await theirs.getByRole('link', { name: /France.*Open contracting.*Confirmé/ }).waitFor();
    await expectNoViolations(theirs);
    await screenshot(theirs, 'home-speaker-phone');
    browser.expectNoise(/410|used or is too old/);
    await theirs.goto(new URL(url!).pathname);
    await theirs.getByText(/déjà servi|trop ancien/).waitFor();
    browser.expectQuiet();
  });
});
