// Two people at two laptops with one document open, and the questions a test asks of their screens.
// Knows the editor's words, not why it shows them.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { DocumentSeed } from '../../shared/document.ts';
import { CLIENT_DIRECTORY } from '../setup/client-build.ts';
import { openBrowser, type TestBrowser } from './browser.ts';
import { startTestServer, type TestPerson, type TestServer } from './server.ts';
import { until } from './until.ts';

/** How long a page may need until it is back by itself: the longest wait between two attempts, ms. */
const COME_BACK_MS = 30_000;

/** One document on two screens. */
interface TwoPeople {
  readonly id: string;
  readonly amina: TestPerson;
  readonly bo: TestPerson;
  /** Amina's page. */
  readonly mine: Page;
  /** Bo's page. */
  readonly theirs: Page;
  /** Closes both browsers' windows. */
  leave(): Promise<void>;
}

/** A server, a browser and a team, for a file of tests. */
export interface TwoPeopleScene extends AsyncDisposable {
  readonly server: TestServer;
  readonly browser: TestBrowser;
  readonly teamId: string;
  /** A new document, opened by two people who are both up to date. */
  sitDown(seed?: DocumentSeed): Promise<TwoPeople>;
  /** The same with something between making the document and opening it. */
  prepare(seed?: DocumentSeed): Promise<{ id: string; open(): Promise<TwoPeople> }>;
  openPage(id: string, person: TestPerson, options?: { keepsApp?: boolean }): Promise<Page>;
  /** Waits until both screens and the disk have the same name, with each of these words in it. */
  expectEverywhere(people: TwoPeople, words: readonly string[]): Promise<void>;
}

/** The field everybody types in. */
export const title = (page: Page) => page.getByRole('textbox', { name: 'Name', exact: true });

/** Waits until the save state reads so; it stands in the rail, or in the bar of a phone. */
export const reads = (page: Page, words: string, timeout = COME_BACK_MS) =>
  page.getByText(words, { exact: true }).filter({ visible: true }).first().waitFor({ timeout });

/**
 * Takes the line away and waits until the open document has noticed: what is written before that may
 * still leave.
 */
export async function unplug(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await page
    .getByText('On the server', { exact: true })
    .filter({ visible: true })
    .first()
    .waitFor({ state: 'hidden', timeout: COME_BACK_MS });
}

/** Waits for a sentence above the form, found by its beginning. */
export const explains = (page: Page, sentence: string) =>
  banners(page).getByText(sentence).waitFor({ timeout: COME_BACK_MS });

/** The place above the form where something is said when it needs the person. */
const banners = (page: Page) => page.locator('main div[aria-live="polite"]:not([role])').first();

/** Types at the end of the name. */
export async function type(page: Page, words: string, delay = 5): Promise<void> {
  await title(page).click();
  await page.keyboard.press('End');
  await page.keyboard.type(words, { delay });
}

/** The other writes and is saved, and nobody bothers them with what goes wrong elsewhere. */
export async function expectUndisturbed(page: Page, words: string): Promise<void> {
  await type(page, words);
  await reads(page, 'On the server');
  expect(await title(page).isEditable()).toBe(true);
  expect(await banners(page).textContent()).toBe('');
}

/** Starts the scene. */
export async function openScene(): Promise<TwoPeopleScene> {
  const server = await startTestServer({ clientDirectory: CLIENT_DIRECTORY });
  const browser = await openBrowser();
  const { teams } = server.createHackathon({ teams: ['Table 7'] });
  const teamId = teams[0]?.id ?? '';

  const openPage: TwoPeopleScene['openPage'] = async (id, person, { keepsApp = false } = {}) => {
    const page = await browser.visit({ server, person, path: `/documents/${id}`, keepsApp });
    await page.locator('[id="field-description.en"]').waitFor();
    await reads(page, 'On the server');
    return page;
  };

  const scene: TwoPeopleScene = {
    server,
    browser,
    teamId,
    openPage,
    async prepare(seed = { name: 'Decidim', toolType: 'software' }) {
      const amina = await server.signUp({ name: 'Amina', teamIds: [teamId] });
      const bo = await server.signUp({ name: 'Bo', teamIds: [teamId] });
      const id = server.createDocument(teamId, 'tool', seed, amina);
      return {
        id,
        async open() {
          const mine = await openPage(id, amina);
          const theirs = await openPage(id, bo);
          await reads(mine, 'Bo');
          return {
            id,
            amina,
            bo,
            mine,
            theirs,
            async leave() {
              await mine.context().close();
              await theirs.context().close();
            },
          };
        },
      };
    },
    async sitDown(seed) {
      return (await scene.prepare(seed)).open();
    },
    async expectEverywhere({ id, mine, theirs }, words) {
      const onDisk = () => server.parts.rooms.read(id, (doc) => doc.getText('name').toString());
      await until(
        async () => {
          const name = onDisk();
          return (
            words.every((one) => name.includes(one)) &&
            (await title(mine).inputValue()) === name &&
            (await title(theirs).inputValue()) === name
          );
        },
        COME_BACK_MS,
        `${words.join(', ')} on both screens and on the disk`,
      );
    },
    async [Symbol.asyncDispose]() {
      await browser[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
  return scene;
}
