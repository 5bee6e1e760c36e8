// The settings of a hackathon as a facilitator uses them: somebody moves, somebody forgot a password,
// the day gets stages and a template, a table comes in, and the next hackathon is copied.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
import { startTestServer, type TestPerson, type TestServer } from '../support/server.ts';

const SETTINGS = '/hackathons/summit/settings';

let server: TestServer;
let browser: TestBrowser;
let fay: TestPerson;
let mia: TestPerson;
let bob: TestPerson;
let page: Page;
let hackathonId: string;

beforeAll(async () => {
  server = await startTestServer({ clientDirectory: CLIENT_DIRECTORY });
  browser = await openBrowser();
  const { hackathon, teams } = server.createHackathon({ name: 'Summit' });
  hackathonId = hackathon.id;
  fay = await server.signUp({
    name: 'Fay Keller',
    facilitates: [hackathonId],
    isAdministrator: true,
  });
  mia = await server.signUp({ name: 'Mia Diallo', teamIds: [teams[0]!.id] });
  bob = await server.signUp({ name: 'Bob Ito', teamIds: [teams[1]!.id] });
  await server.parts.accounts.people.setCredentials(mia.personId, {
    email: 'mia@example.org',
    password: 'the old password',
  });
  page = await browser.visit({ server, person: fay, path: SETTINGS, viewport: DESKTOP });
});

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

const tab = (name: string) => page.getByRole('tab', { name, exact: true }).click();
const saved = () => page.getByText('Saved.').first().waitFor();

describe('the settings', () => {
  it('move somebody to another team', async () => {
    await page.getByRole('button', { name: 'What to do for Mia Diallo' }).click();
    await page.getByRole('menuitem', { name: 'Move from Alpha' }).click();
    await page.getByRole('combobox', { name: 'From Alpha to' }).click();
    await page.getByRole('option', { name: 'Beta' }).click();
    await expectNoViolations(page);
    await page.getByRole('button', { name: 'Move', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const [team] = server.parts.accounts.actor(mia.personId).teams;
    expect(server.parts.hackathons.teams.get(team!.teamId)?.name).toBe('Beta');
  });

  it('hand over a link with which somebody sets a new password', async () => {
    await page.getByRole('button', { name: 'What to do for Mia Diallo' }).click();
    await page.getByRole('menuitem', { name: 'Link for a new password' }).click();
    await page.getByRole('button', { name: 'Make the link' }).click();
    const url = await page.locator('code').textContent();
    await expectNoViolations(page);
    await page.keyboard.press('Escape');
    const phone = await browser.visit({ server, path: new URL(url!).pathname, viewport: PHONE });
    await phone.getByText('For Mia Diallo').waitFor();
    await expectNoSidewaysScroll(phone);
    await phone.getByLabel('Password', { exact: true }).fill('a new long password');
    await phone.getByRole('button', { name: 'Set the password' }).click();
    await phone.getByRole('heading', { name: /Mia Diallo/ }).waitFor();
    await phone.close();
  });

  it('divide the day, and the stage stands on the board', async () => {
    await tab('Schedule');
    await page.getByRole('button', { name: 'Add a stage' }).click();
    await page.getByLabel('Stage', { exact: true }).fill('Ideas');
    await page.getByRole('button', { name: 'Save' }).click();
    await saved();
    const board = await browser.visit({ server, person: bob, path: '/hackathons/summit' });
    await board.getByText(/^Ideas until /).waitFor();
    await screenshot(board, 'settings-stage-on-board');
    await board.close();
  });

  it('offer a template where a document is begun', async () => {
    await tab('Templates');
    await page.getByRole('button', { name: 'Add a template' }).click();
    await page.getByLabel('Name in the menu').fill('Civic tool');
    await page.getByLabel('Description to begin with (en)').fill('Who uses it?');
    await page.getByRole('button', { name: 'Save' }).click();
    await saved();
    const board = await browser.visit({ server, person: bob, path: '/hackathons/summit' });
    await board.getByRole('button', { name: 'New document' }).first().click();
    await board.getByRole('menuitem', { name: /Civic tool/ }).click();
    await board.getByText('Who uses it?').waitFor();
    await board.close();
  });

  it('bring a table in after it was looked at', async () => {
    await page.getByRole('link', { name: 'Import' }).click();
    await page.getByText('Or paste a table').click();
    await page
      .getByRole('textbox', { name: 'Or paste a table' })
      .fill('team,kind,name\nGamma,tool,Alaveteli\nGamma,spoon,Odd');
    await page.getByRole('button', { name: 'See what it brings' }).click();
    await page.getByText('It does not say what kind it is').waitFor();
    await expectNoViolations(page);
    await page.getByRole('button', { name: 'Bring in' }).click();
    await page.getByText('“pasted table.csv” is brought in.').waitFor();
    await expectNoViolations(page);
    await page.goto(SETTINGS);
    const titles = server.parts.documents.summaries({ hackathonId }).map(({ title }) => title);
    expect(titles).toContain('Alaveteli');
  });

  it('make one team of two', async () => {
    await tab('People');
    await page.getByRole('combobox', { name: 'This team ends' }).click();
    await page.getByRole('option', { name: 'Alpha' }).click();
    await page.getByRole('combobox', { name: 'This team goes on' }).click();
    await page.getByRole('option', { name: 'Beta' }).click();
    await page.getByRole('button', { name: 'Merge' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Merge' }).click();
    await page.getByText('Beta goes on with everything.').waitFor();
    const names = server.parts.hackathons.teams.list(hackathonId).map(({ name }) => name);
    expect(names).toEqual(['Beta', 'Gamma']);
  });

  it('let an administrator take a copy of somebody’s data, and forget who asked for it', async () => {
    const menu = page.getByRole('button', { name: 'What to do for Mia Diallo' });
    await menu.click();
    const copy = page.getByRole('menuitem', { name: 'Copy of their data' });
    expect(await copy.getAttribute('href')).toBe(`/api/people/${mia.personId}/export`);
    await page.getByRole('menuitem', { name: 'Forget for good' }).click();
    await expectNoViolations(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Forget', exact: true }).click();
    await menu.waitFor({ state: 'detached' });
    expect(server.parts.accounts.people.names([mia.personId]).get(mia.personId)).toBe('');
  });

  it('copy the hackathon for the next time', async () => {
    await page.getByRole('link', { name: 'Another like this' }).click();
    const teams = page.getByRole('textbox', { name: 'Names of the teams' });
    expect(await teams.inputValue()).toBe('Beta\nGamma');
    await page.getByLabel('Name', { exact: true }).fill('Summit next year');
    await page.getByLabel('Colour').fill('#ffcc00');
    await page.getByLabel('Picture').setInputFiles('server/pages/files/preview.png');
    await page.getByRole('img', { name: 'The picture as it will be shown' }).waitFor();
    await expectNoViolations(page);
    await screenshot(page, 'settings-another-like-this');
    await page.getByRole('button', { name: 'Create the hackathon' }).click();
    await page.waitForURL(/summit-next-year\/control/);
    expect(server.parts.hackathons.getBySlug('summit-next-year')).toMatchObject({
      accent: '#ffcc00',
      logoHash: expect.any(String),
    });
    browser.expectQuiet();
  });

  it('open at the first tab for an address that names none', async () => {
    await page.goto(`${SETTINGS}?tab=%22`);
    await page.getByRole('tab', { name: 'People', selected: true }).waitFor();
  });

  it('lead a stranger to the sign-in page, and Back to where they came from', async () => {
    const stranger = await browser.visit({ server, path: '/join' });
    await stranger.goto(`${SETTINGS}?tab=templates`);
    await stranger.waitForURL(/\/sign-in\?next=.*tab%3Dtemplates$/);
    await stranger.goBack();
    await stranger.waitForURL(/\/join$/);
    await stranger.context().close();
  });

  it.each([
    ['light', DESKTOP],
    ['dark', PHONE],
  ] as const)('can be used by everybody, %s', async (colorScheme, viewport) => {
    for (const name of ['people', 'schedule', 'templates']) {
      const path = `${SETTINGS}?tab=${name}`;
      const view = await browser.visit({ server, person: fay, path, viewport, colorScheme });
      await view.getByRole('heading', { level: 2 }).first().waitFor();
      await expectNoViolations(view);
      await expectNoSidewaysScroll(view);
      await screenshot(view, `settings-${name}-${colorScheme}`);
      await view.close();
    }
    browser.expectQuiet();
  });
});
