// The control room in a real browser: something is said and counted on the screens it reaches, a
// reviewer goes through what was handed in by keyboard, and a team gets ten minutes.
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
import { toolSeed } from '../support/entries.ts';
import { startTestServer, type TestPerson, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

let server: TestServer;
let browser: TestBrowser;
let page: Page;
let fay: TestPerson;
let mia: TestPerson;
let teamId: string;
let documentId: string;
const handedIn: string[] = [];

beforeAll(async () => {
  server = await startTestServer({ clientDirectory: CLIENT_DIRECTORY });
  browser = await openBrowser();
  const { hackathon, teams } = server.createHackathon({ name: 'Summit' });
  teamId = teams[0]!.id;
  fay = await server.signUp({ name: 'Fay Keller', facilitates: [hackathon.id] });
  mia = await server.signUp({ name: 'Mia Diallo', teamIds: [teamId] });
  documentId = server.createDocument(teamId, 'tool', toolSeed('Decidim'), mia);
  const { accounts, lifecycle } = server.parts;
  for (const name of ['Consul', 'Your Priorities', 'Pol.is']) {
    const id = server.createDocument(teamId, 'tool', toolSeed(name), mia);
    lifecycle.submit(id, accounts.actor(mia.personId));
    handedIn.push(id);
  }
  page = await browser.visit({
    server,
    person: fay,
    path: '/hackathons/summit/control',
    viewport: DESKTOP,
  });
});

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

const stateOf = (id: string) => server.parts.documents.summary(id)?.state;

describe('the control room', () => {
  it('[WL10] says on whose screens an announcement is, also theirs who write', async () => {
    const writer = await browser.visit({
      server,
      person: mia,
      path: `/documents/${documentId}`,
      viewport: PHONE,
    });
    await until(() => server.parts.rooms.present(documentId).length === 1, 30_000, 'the writer');
    await page.getByRole('textbox', { name: 'Lunch is served in the courtyard.' }).fill('Lunch!');
    await page.getByRole('checkbox', { name: 'Urgent' }).check();
    await page.getByRole('button', { name: 'Announce' }).click();
    await writer.getByText('Lunch!').waitFor();
    await page.getByText('Seen by 2 of the 2 people here now').waitFor();
    await expectNoViolations(writer);
    await expectNoSidewaysScroll(writer);
    await writer.getByRole('button', { name: 'Got it' }).click();
    await writer.getByText('Lunch!').waitFor({ state: 'detached' });
    await writer.context().close();
  });

  it('[WL3] gives a team ten minutes in one press, and takes them back', async () => {
    await page.getByRole('button', { name: '+10 min for Alpha' }).click();
    await until(() => server.parts.hackathons.teams.get(teamId)?.extendedUntil !== null);
    await expectNoViolations(page);
    await page.getByRole('button', { name: 'Undo' }).click();
    await until(() => server.parts.hackathons.teams.get(teamId)?.extendedUntil === null);
  });

  it('[WL12] asks everybody to look at a document, and counts who opened it', async () => {
    const writer = await browser.visit({
      server,
      person: mia,
      path: `/documents/${handedIn[0]}`,
      viewport: PHONE,
    });
    await writer.getByRole('textbox', { name: 'Name' }).waitFor();
    await page.getByRole('button', { name: 'Actions for Alpha' }).click();
    await page.getByRole('menuitem', { name: 'Show a document to everybody' }).click();
    await page.getByRole('combobox', { name: 'Document' }).fill('Decidim');
    await page.getByRole('option', { name: 'Decidim' }).click();
    await screenshot(page, 'control-spotlight');
    await page.getByRole('button', { name: 'Ask everybody' }).click();
    await writer.getByText('Fay Keller asks you to look at “Decidim”.').waitFor();
    await expectNoViolations(writer);
    await expectNoSidewaysScroll(writer);
    await screenshot(writer, 'spotlight-document');
    await writer.getByRole('link', { name: 'Open: Decidim' }).click();
    await page.getByText('opened by 1 person').waitFor();
    await screenshot(page, 'control-spotlight-opened');
    await page.getByRole('button', { name: 'Take down: Decidim' }).click();
    await writer.context().close();
  });

  it('[WL13] tells a team who is on the way', async () => {
    server.parts.hackathons.teams.update(teamId, { handRaised: true }, mia.personId);
    const board = await browser.visit({
      server,
      person: mia,
      path: '/hackathons/summit',
      viewport: PHONE,
    });
    await page.getByRole('button', { name: 'On my way to Alpha' }).click();
    const raised = board.getByRole('button', { name: 'Fay Keller is on the way: lower the hand' });
    await raised.waitFor();
    await screenshot(page, 'control-hand');
    await screenshot(board, 'board-hand');
    await page.getByRole('button', { name: 'Done: lower the hand of Alpha' }).click();
    await raised.waitFor({ state: 'detached' });
    await board.context().close();
  });

  it('reviews one entry after the other by keyboard, with notes at fields', async () => {
    await page.getByRole('tab', { name: /^Review/ }).click();
    await page.getByRole('heading', { name: 'Consul' }).waitFor();
    await page.keyboard.press('j');
    await page.getByRole('heading', { name: 'Your Priorities' }).waitFor();
    await page.getByRole('button', { name: 'Note at “Summary”' }).click();
    await page.getByRole('textbox', { name: 'Note at “Summary”' }).fill('In whose words?');
    await page.getByRole('textbox', { name: 'What is missing?' }).fill('Nearly there.');
    await expectNoViolations(page);
    await screenshot(page, 'control-review');
    await page.getByRole('button', { name: 'Give back' }).click();
    await page.getByRole('heading', { name: 'Pol.is' }).waitFor();
    expect(stateOf(handedIn[1]!)).toBe('draft');
    const [thread] = server.parts.db
      .prepare<[string], { field: string }>('SELECT field FROM note_thread WHERE documentId = ?')
      .all(handedIn[1]!);
    expect(thread?.field).toBe('summary');
    await page.keyboard.press('a');
    await page.getByRole('heading', { name: 'Consul' }).waitFor();
    expect(stateOf(handedIn[2]!)).toBe('finalised');
  });

  it('fits a phone', async () => {
    await page.setViewportSize(PHONE);
    // The tabs take their new width only after the window has its own.
    await page.waitForFunction(() => document.documentElement.scrollWidth <= window.innerWidth);
    await expectNoSidewaysScroll(page);
    await expectNoViolations(page);
    browser.expectQuiet();
  });
});
