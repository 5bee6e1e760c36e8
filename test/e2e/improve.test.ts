// Improving what others published, in a real browser: two teams at one entry, and an entry that moved
// on while somebody was writing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_DIRECTORY } from '../setup/client-build.ts';
import {
  expectNoSidewaysScroll,
  expectNoViolations,
  openBrowser,
  PHONE,
  screenshot,
  type TestBrowser,
} from '../support/browser.ts';
import { toolSeed } from '../support/entries.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let browser: TestBrowser;

beforeAll(async () => {
  server = await startTestServer({ clientDirectory: CLIENT_DIRECTORY });
  browser = await openBrowser();
  // What these tests are about.
  browser.expectNoise(/409 \(Conflict\)/);
});

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

/** A published tool that both teams of a hackathon may improve. */
async function publish(name: string) {
  const { teams } = server.createHackathon({ name: `${name} days`, teams: ['Louvre', 'Orsay'] });
  const named = (wanted: string) => teams.find((team) => team.name === wanted)!.id;
  const [louvre, orsay] = [named('Louvre'), named('Orsay')];
  const ada = await server.signUp({ name: 'Ada', teamIds: [louvre] });
  const oma = await server.signUp({ name: 'Oma', teamIds: [orsay] });
  const { lifecycle, accounts, rooms } = server.parts;
  const finalise = (documentId: string) =>
    lifecycle.finalise(documentId, accounts.actor(ada.personId));
  const write = (documentId: string, root: string, text: string) =>
    rooms.edit(documentId, { type: 'server', personId: ada.personId, reason: 'test' }, (doc) => {
      doc.getText(root).delete(0, doc.getText(root).length);
      doc.getText(root).insert(0, text);
    });
  const { recordId, path } = finalise(server.createDocument(louvre, 'tool', toolSeed(name), ada));
  const improve = (teamId: string, personId: string) =>
    server.parts.improvements.improve(recordId, teamId, personId, { alongside: true }).documentId;
  return { louvre, orsay, ada, oma, path, finalise, write, improve };
}

describe('an entry that others improve already', () => {
  it('[LI5] leads to their document: open it, ask to join, or go on beside them', async () => {
    const { louvre, ada, oma, path, improve } = await publish('Decidim');
    const theirs = improve(louvre, ada.personId);
    const page = await browser.visit({ server, person: oma, path, viewport: PHONE });
    await page.getByRole('button', { name: 'Improve this entry (Orsay)' }).click();
    await page.getByText('Louvre is improving it now.').waitFor();
    const open = page.getByRole('link', { name: 'Open it' });
    expect(await open.getAttribute('href')).toBe(`/documents/${theirs}`);
    await expectNoViolations(page);
    await expectNoSidewaysScroll(page);
    await screenshot(page, 'improve-busy-phone', { fullPage: false });
    await page.getByRole('button', { name: 'Ask to join' }).click();
    await page.getByText('Asked: they will see it on their board.').waitFor();
    await page.getByRole('button', { name: 'Go on beside them' }).click();
    await page.waitForURL('**/documents/*');
    expect(page.url()).not.toContain(theirs);
    browser.expectQuiet();
  });
});

describe('an entry that moved on', () => {
  it('[LI8] is taken in before it is finalised: what was taken and what stays is said', async () => {
    const { louvre, orsay, ada, oma, finalise, write, improve } = await publish('Ushahidi');
    const mine = improve(orsay, oma.personId);
    const theirs = improve(louvre, ada.personId);
    write(mine, 'summary.en', 'Our summary');
    write(theirs, 'summary.en', 'Their summary');
    write(theirs, 'website', 'https://moved.example.org');
    finalise(theirs);

    const page = await browser.visit({ server, person: oma, path: `/documents/${mine}` });
    await page.getByText('On the server').first().waitFor();
    await page.getByRole('button', { name: 'Finalise…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Finalise', exact: true }).click();
    await dialog.getByText(/Louvre \(Ushahidi days\) published revision 2/).waitFor();
    await expectNoViolations(page);
    await screenshot(page, 'moved-on', { fullPage: false });
    await dialog.getByRole('button', { name: 'Take revision 2 in' }).click();
    await dialog.getByText('Revision 2 is taken in.').waitFor();
    await dialog.getByText('These fields follow it now: Website.').waitFor();
    await dialog.getByText(/they stay as you have them: Summary\./).waitFor();
    await expectNoViolations(page);
    expect(await page.getByLabel('Website', { exact: true }).inputValue()).toBe(
      'https://moved.example.org',
    );
    expect(await page.locator('[data-root="summary.en"] textarea').inputValue()).toBe(
      'Our summary',
    );
    await screenshot(page, 'moved-on-taken', { fullPage: false });
    await dialog.getByRole('button', { name: 'Go on to finalising' }).click();
    await dialog.getByRole('button', { name: 'Finalise', exact: true }).click();
    await page.getByText(/in the catalogue as revision 3/).waitFor();
    browser.expectQuiet();
  });
});

describe('an improvement that was begun by mistake', () => {
  it('[LI11] is withdrawn by who began it, and taken up again in one press', async () => {
    const { orsay, oma, improve } = await publish('Consul');
    const mine = improve(orsay, oma.personId);
    const page = await browser.visit({
      server,
      person: oma,
      path: `/documents/${mine}`,
      viewport: PHONE,
    });
    const name = page.locator('#field-name');
    await page.getByText('On the server').filter({ visible: true }).first().waitFor();
    // What is in the way is shown, and not what lies over it.
    await name.fill('');
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('button', { name: 'Finalise…' }).click();
    await page.getByRole('dialog').getByText('Still empty.').waitFor();
    await page
      .getByRole('dialog')
      .last()
      .getByRole('button', { name: 'Name', exact: true })
      .click();
    await page.getByRole('dialog').first().waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('field-name');
    await name.fill('Consul');

    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('button', { name: 'More steps' }).click();
    const step = page.getByRole('menuitem', { name: 'Withdraw…' });
    expect((await step.boundingBox())?.x).toBeGreaterThan(0);
    await step.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
    const takeUp = page.getByRole('button', { name: 'Take it up again' });
    await takeUp.waitFor();
    // The button that was pressed is gone: the keyboard is at the name of what was withdrawn.
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    // Who only reads is not told that words are saved.
    await page.getByText('Reading only').filter({ visible: true }).first().waitFor();
    await page.getByRole('dialog').first().waitFor({ state: 'detached' });
    await page.waitForFunction(
      () => document.querySelector<HTMLTextAreaElement>('#field-name')?.readOnly,
    );
    await expectNoViolations(page);
    await screenshot(page, 'withdrawn', { fullPage: false });
    await takeUp.click();
    await page.waitForFunction(
      () => document.querySelector<HTMLTextAreaElement>('#field-name')?.readOnly === false,
    );
    await takeUp.waitFor({ state: 'detached' });
    browser.expectQuiet();
  });
});
