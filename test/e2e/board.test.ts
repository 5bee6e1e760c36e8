// Two tables that began the same thing, in a real browser: one is told while it types, asks to join,
// is let in on the other's board; then everything from one line with the keyboard alone.
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainToRichText } from '../../shared/rich-text.ts';
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
import { title } from '../support/two-people.ts';

let server: TestServer;
let browser: TestBrowser;
let slug: string;
let amina: TestPerson;
let boris: TestPerson;
let theirs: string;
let mine: string;
let riversId: string;
let budgetId: string;

beforeAll(async () => {
  server = await startTestServer({ clientDirectory: CLIENT_DIRECTORY });
  browser = await openBrowser();
  const { hackathon, teams } = server.createHackathon({
    name: 'Lomé 2026',
    teams: ['Open Budget', 'Clean Rivers'],
  });
  const named = (name: string) => teams.find((team) => team.name === name)!;
  const [budget, rivers] = [named('Open Budget'), named('Clean Rivers')];
  slug = hackathon.slug;
  riversId = rivers.id;
  budgetId = budget.id;
  amina = await server.signUp({ name: 'Amina', teamIds: [budget.id] });
  boris = await server.signUp({ name: 'Boris', teamIds: [rivers.id] });
  theirs = server.createDocument(
    rivers.id,
    'tool',
    {
      name: 'River Watch',
      description: { en: plainToRichText('Sensors measure the água of every river, every hour.') },
    },
    boris,
  );
  mine = server.createDocument(budget.id, 'tool', {}, amina);
});

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

const palette = (page: Page) => page.getByRole('combobox', { name: 'Search and commands' });

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}

describe('two tables that began the same thing', () => {
  it('[LI5] [LU1] one is told while it types, asks to join, and is let in on the other board', async () => {
    const page = await browser.visit({ server, person: amina, path: `/documents/${mine}` });
    await title(page).fill('River Watsh');
    const radar = page.getByRole('region', { name: 'Something alike is there already' });
    await radar.getByText('Similar name · Clean Rivers has begun it').waitFor();
    await expectNoViolations(page);
    await screenshot(page, 'radar', { fullPage: false });
    const ask = radar.getByRole('button', { name: 'Ask to join them' });
    await ask.press('Enter');
    await radar.getByText('Asked: they will see it on their board').waitFor();

    // The keyboard stays on the button, which takes it back (LU6).
    const takeBack = radar.getByRole('button', { name: 'Take the request back' });
    await expect.poll(() => hasFocus(takeBack)).toBe(true);
    await page.keyboard.press('Enter');
    await expect.poll(() => hasFocus(ask)).toBe(true);
    await page.keyboard.press('Enter');
    await takeBack.waitFor();

    const board = await browser.visit({
      server,
      person: boris,
      path: `/hackathons/${slug}`,
      viewport: PHONE,
    });
    await board.getByText('Open Budget would like to write with you in “River Watch”').waitFor();
    await expectNoViolations(board);
    await expectNoSidewaysScroll(board);
    await screenshot(board, 'board-request');
    await board.getByRole('button', { name: 'Let them in: Open Budget' }).click();
    await board.getByText('With Open Budget').waitFor();

    // Told where they write, without a look at the board (LU5).
    await page.getByText('You can write in “River Watch” now.').waitFor();
    await radar.getByText('You can write there').waitFor();
    await page.goto(`/hackathons/${slug}`);
    await page.getByRole('heading', { name: 'You also write here' }).waitFor();
    await page.getByRole('link', { name: 'River Watch' }).click();
    await page.getByRole('region', { name: 'Who writes here' }).getByText('invited').waitFor();
    expect(await title(page).isEditable()).toBe(true);

    await board.getByRole('button', { name: 'Teams in River Watch' }).click();
    await board.getByRole('button', { name: 'Take the invitation back: Open Budget' }).click();
    await expectNoViolations(board);
    await board.getByRole('button', { name: 'Take it back', exact: true }).click();
    await expect.poll(() => title(page).isEditable()).toBe(false);
    await expect
      .poll(() => hasFocus(board.getByRole('heading', { name: 'Teams in River Watch' })))
      .toBe(true);
    browser.expectQuiet();
  });

  it('[LU6] a request is taken back on the own board, and an invited team leaves by itself', async () => {
    const { documents } = server.parts;
    documents.askToJoin(theirs, budgetId, amina.personId);
    const board = await browser.visit({ server, person: amina, path: `/hackathons/${slug}` });
    await board.getByText('Open Budget has asked Clean Rivers to write in “River Watch”').waitFor();
    await expectNoViolations(board);
    await board.getByRole('button', { name: 'Take the request back' }).press('Enter');
    // What was pressed is gone: the keyboard is at the name of the team it was under.
    await expect
      .poll(() => hasFocus(board.getByRole('heading', { name: 'Open Budget', level: 2 })))
      .toBe(true);
    expect(documents.joinRequest(theirs, budgetId)).toBeNull();

    documents.invite(theirs, budgetId, boris.personId);
    const page = await browser.visit({
      server,
      person: boris,
      path: `/documents/${theirs}`,
      viewport: { width: 1440, height: 900 },
    });
    await page.getByRole('region', { name: 'Who writes here' }).getByText('invited').waitFor();
    await board.getByRole('heading', { name: 'You also write here' }).waitFor();
    await board.getByRole('button', { name: 'Teams in River Watch' }).click();
    const leave = board.getByRole('button', { name: 'Leave this document: Open Budget' });
    await leave.press('Enter');
    await expectNoViolations(board);
    await board.getByRole('button', { name: 'Cancel' }).press('Enter');
    await expect.poll(() => hasFocus(leave)).toBe(true);
    await board.keyboard.press('Enter');
    await board.getByRole('button', { name: 'Leave', exact: true }).last().press('Enter');
    await board.getByRole('heading', { name: 'You also write here' }).waitFor({
      state: 'detached',
    });
    await expect
      .poll(() => hasFocus(board.getByRole('heading', { name: 'Open Budget', level: 2 })))
      .toBe(true);
    await page.getByText('Open Budget no longer writes here.').waitFor();
    browser.expectQuiet();
  });

  it('[LI5] on a phone it stays in sight, and "not the same" silences it with a reason', async () => {
    const page = await browser.visit({
      server,
      person: amina,
      path: `/documents/${mine}`,
      viewport: PHONE,
      colorScheme: 'dark',
    });
    const line = page.locator('summary', { hasText: 'Something alike is there already' });
    await line.click();
    await page.getByRole('button', { name: 'Not the same' }).click();
    await page.getByLabel('Why is yours different?').fill('Another river.');
    await expectNoViolations(page);
    await expectNoSidewaysScroll(page);
    await screenshot(page, 'radar-phone', { fullPage: false });
    await page.getByRole('button', { name: 'Remember' }).click();
    await line.waitFor({ state: 'detached' });
    browser.expectQuiet();
  });
});

describe('what is there already', () => {
  it('[LU4] becomes the beginning of another entry, which says from what under its name of today', async () => {
    const lakes = server.createDocument(
      riversId,
      'tool',
      { name: 'Lake Levels', summary: { en: 'How high every lake stands.' } },
      boris,
    );
    const page = await browser.visit({
      server,
      person: amina,
      path: `/hackathons/${slug}`,
      viewport: PHONE,
    });
    await page.getByRole('button', { name: 'New document' }).first().click();
    await page.getByRole('menuitem', { name: /Begin with what is there/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('searchbox', { name: 'Name' }).fill('lake lev');
    await expect.poll(() => dialog.getByText('Draft at Clean Rivers').count()).toBe(1);
    await expectNoViolations(page);
    await expectNoSidewaysScroll(page);
    await screenshot(page, 'begin-from', { fullPage: false });
    await dialog.getByRole('button', { name: 'Begin ours from it' }).click();
    await page.waitForURL('**/documents/*');
    const summary = page.locator('[data-root="summary.en"] textarea');
    await expect.poll(() => summary.inputValue()).toBe('How high every lake stands.');
    const pill = page.locator('[data-field="adaptedFrom"]').getByRole('link');
    await expect.poll(() => pill.textContent()).toBe('Lake Levels');
    server.parts.rooms.edit(
      lakes,
      { type: 'server', personId: boris.personId, reason: 'test' },
      (doc) => doc.getText('name').insert(0, 'All '),
    );
    await expect.poll(() => pill.textContent()).toBe('All Lake Levels');
    browser.expectQuiet();
  });
});

describe('the command palette', () => {
  for (const viewport of [DESKTOP, PHONE]) {
    it(`[LU3] leads to words in a document with the keyboard alone, ${viewport.width} px wide`, async () => {
      const page = await browser.visit({
        server,
        person: amina,
        path: `/hackathons/${slug}`,
        viewport,
      });
      await page.getByRole('heading', { name: 'Lomé 2026' }).waitFor();
      await page.keyboard.press('Control+k');
      await palette(page).pressSequentially('sensors agua');
      const option = page.getByRole('option', { name: /River Watch/ });
      await option.getByText('água').waitFor();
      expect(await option.getAttribute('aria-selected')).toBe('true');
      expect(await palette(page).getAttribute('aria-activedescendant')).toBe(
        await option.getAttribute('id'),
      );
      await expectNoViolations(page);
      await expectNoSidewaysScroll(page);
      await screenshot(page, `palette-${viewport.width}`, { fullPage: false });
      await page.keyboard.press('Enter');
      await page.waitForURL(`**/documents/${theirs}`);
      browser.expectQuiet();
    });
  }

  it('keeps what is typed while it is on its way', async () => {
    const page = await browser.visit({ server, person: amina, path: `/hackathons/${slug}` });
    await page.getByRole('heading', { name: 'Lomé 2026' }).waitFor();
    let bring = () => {};
    const held = new Promise<void>((resolve) => {
      bring = resolve;
    });
    await page.route('**/CommandPalette-*.js', async (route) => {
      await held;
      await route.continue();
    });
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Search and commands' }).waitFor();
    await page.keyboard.type('new o');
    bring();
    await palette(page).waitFor();
    await expect.poll(() => palette(page).evaluate((one) => one.matches(':focus'))).toBe(true);
    await page.keyboard.type('rg');
    expect(await palette(page).inputValue()).toBe('new org');
    await page.context().close();
    browser.expectQuiet();
  });

  it('opens with a slash but not while words are typed, and Escape gives the keyboard back', async () => {
    const page = await browser.visit({ server, person: amina, path: `/hackathons/${slug}` });
    const search = page.getByRole('searchbox', { name: 'Search titles and texts' });
    await search.fill('');
    await search.press('/');
    expect(await search.inputValue()).toBe('/');
    await search.fill('');
    await page.getByRole('button', { name: 'Ask for help' }).focus();
    await page.keyboard.press('/');
    await palette(page).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await palette(page).waitFor({ state: 'detached' });
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent))
      .toBe('Ask for help');

    await page.keyboard.press('/');
    await palette(page).pressSequentially('new org');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/documents/*');
    browser.expectQuiet();
  });
});
