// One laptop for a whole table: it is locked by hand, by itself and without a line, handed over and
// come back to, and no word is lost or shown to the wrong person.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
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
import { startTestServer, type TestServer } from '../support/server.ts';
import { reads, unplug } from '../support/two-people.ts';

/** As long as a page waits for anything else here. */
const SAVED_MS = 15_000;

let server: TestServer;
let browser: TestBrowser;
let laptop: Page;
let code: string;
let documentPath: string;

beforeAll(async () => {
  server = await startTestServer({ clientDirectory: CLIENT_DIRECTORY });
  browser = await openBrowser();
  // Refused: a wrong PIN, and what the screen that was left still asked for.
  browser.expectNoise(/40[13]/);
  const { hackathon, teams } = server.createHackathon({ name: 'Summit' });
  const { codes } = server.parts.hackathons;
  code = codes.create(hackathon.id, { teamId: teams[0]!.id }, null).code;
  laptop = await browser.visit({ server, path: `/join/${code}` });
});

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

const title = () => laptop.getByRole('textbox', { name: 'Name', exact: true });

async function join(name: string, pin: string): Promise<void> {
  await laptop.getByLabel('Your name').fill(name);
  await laptop.getByLabel('Others use this device too').check();
  await laptop.getByLabel('Choose a PIN').fill(pin);
  await laptop.getByRole('button', { name: 'Join' }).click();
  await laptop.waitForURL('**/hackathons/*');
}

async function lock(): Promise<void> {
  await laptop.getByRole('button', { name: 'My menu' }).click();
  await laptop.getByRole('menuitem', { name: 'Lock or hand over' }).click();
  await laptop.waitForURL('**/locked');
}

async function comeBack(pin: string): Promise<void> {
  await laptop.getByLabel('Your PIN').fill(pin);
  await laptop.getByRole('button', { name: 'Come back' }).click();
}

/** In the page: how many of its copies say that they hold words which were not sent. */
async function countUnsentMarks(): Promise<number> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  let count = 0;
  for (const { name } of await indexedDB.databases()) {
    if (name?.startsWith('sommet:') !== true) continue;
    const db = await done(indexedDB.open(name));
    const keys = await done(db.transaction('custom').objectStore('custom').getAllKeys());
    if (keys.includes('sommet:unsent')) count++;
    db.close();
  }
  return count;
}

describe('[AC8] a shared laptop', () => {
  it('is locked in all its tabs and opens where its person was', async () => {
    await join('Amina', '2580');
    await laptop.getByRole('button', { name: 'New document' }).first().click();
    await laptop.getByRole('menuitem', { name: /^Tool/ }).click();
    await laptop.waitForURL('**/documents/*');
    documentPath = new URL(laptop.url()).pathname;
    await title().pressSequentially('River');
    await reads(laptop, 'On the server', SAVED_MS);
    const tab = await laptop.context().newPage();
    await tab.goto('/me');
    await tab.getByRole('heading', { name: 'Others use this device too' }).waitFor();
    await lock();
    await tab.waitForURL('**/locked');
    await tab.goto(documentPath);
    await tab.waitForURL('**/locked');
    await tab.close();
    await laptop.getByLabel('Your PIN').waitFor();
    await expectNoViolations(laptop);
    await screenshot(laptop, 'locked');
    await laptop.setViewportSize(PHONE);
    await expectNoSidewaysScroll(laptop);
    await screenshot(laptop, 'locked-phone');
    await comeBack('0000');
    await laptop.getByText('This is not the PIN').waitFor();
    await comeBack('2580');
    await laptop.waitForURL(`**${documentPath}`);
    await expect.poll(() => title().inputValue()).toBe('River');
    browser.expectQuiet();
  });

  it('keeps words that have not left it for the one who wrote them', async () => {
    // The app that the browser keeps is looked for in vain, too.
    browser.expectNoise(/ERR_INTERNET_DISCONNECTED|WebSocket|fetching the script/);
    const context = laptop.context();
    await unplug(laptop);
    await title().press('End');
    await title().pressSequentially(' Watch');
    await laptop.getByText('On this laptop').filter({ visible: true }).first().waitFor();
    await laptop.getByRole('button', { name: 'My menu' }).click();
    await laptop.getByRole('menuitem', { name: 'Lock or hand over' }).click();
    await laptop.getByText('There is no connection').waitFor();
    expect(await title().count()).toBe(0);
    await screenshot(laptop, 'locked-offline');
    await context.setOffline(false);
    await laptop.getByLabel('Your PIN').waitFor();
    await laptop.goto(documentPath);
    await laptop.waitForURL('**/locked');
    await laptop.getByText('are kept here').waitFor();

    await laptop.getByRole('button', { name: 'I am not Amina' }).click();
    await laptop.getByRole('link', { name: 'Join with a code' }).click();
    await laptop.goto(`/join/${code}`);
    await join('Bruno', '1357');
    expect(await laptop.getByText('River Watch').count()).toBe(0);
    await lock();
    await laptop.getByRole('button', { name: 'I am not Bruno' }).click();
    await laptop.getByRole('button', { name: 'Amina' }).waitFor();
    await screenshot(laptop, 'locked-people');
    await laptop.getByRole('button', { name: 'Amina' }).click();
    await comeBack('2580');
    await laptop.waitForURL(`${server.url}/`);
    await laptop.goto(documentPath);
    await expect.poll(() => title().inputValue()).toBe('River Watch');
    await reads(laptop, 'On the server', SAVED_MS);
    browser.expectQuiet();
  });

  it('[CL2] knows of words that a killed browser kept, and only until they are sent', async () => {
    browser.expectNoise(/ERR_INTERNET_DISCONNECTED|WebSocket|fetching the script/);
    await unplug(laptop);
    await title().press('End');
    await title().pressSequentially(' Post');
    // The word itself: the sentence above the form says the same while the last letter is on its way.
    await reads(laptop, 'On this laptop', SAVED_MS);
    // Its own marks a browser writes down some seconds later; one that is killed has lost them.
    await laptop.evaluate(() => {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith('sommet:unsent:')) localStorage.removeItem(key);
      }
    });
    await laptop.goto('about:blank');
    await laptop.context().setOffline(false);
    await laptop.goto('/me');
    await laptop.locator('#done').getByRole('button', { name: 'Sign out' }).click();
    await laptop.getByRole('alert').getByText('River Watch').waitFor();
    await laptop.goto(documentPath);
    await expect.poll(() => title().inputValue()).toBe('River Watch Post');
    await reads(laptop, 'On the server', SAVED_MS);
    await expect.poll(() => laptop.evaluate(countUnsentMarks)).toBe(0);
    browser.expectQuiet();
  });

  it('[NT6] asks before a note that was begun goes with its writer, and then leaves none behind', async () => {
    const begun = () =>
      laptop.evaluate(() =>
        Object.keys(localStorage).filter((key) => key.startsWith('sommet:note:')),
      );
    await laptop.getByRole('button', { name: 'Write a note on Licence' }).click();
    await laptop.getByRole('textbox', { name: 'Write a note on Licence' }).fill('Is it the');
    await laptop.goto('/me');
    const done = laptop.locator('#done');
    await done.getByRole('button', { name: 'Sign out' }).click();
    await done.getByText('Notes were begun in one document').waitFor();
    await done.getByText('River Watch Post').waitFor();
    await expectNoViolations(laptop);
    await screenshot(laptop, 'begun-notes');
    expect(await begun()).toHaveLength(1);
    const file = laptop.waitForEvent('download');
    await done.getByRole('button', { name: 'Download my words' }).click();
    expect(readFileSync(await (await file).path(), 'utf8')).toBe(
      '# River Watch Post\n\nIs it the\n',
    );
    await done.getByRole('button', { name: 'Sign out and lose them' }).click();
    await laptop.waitForURL(`${server.url}/`);
    await expect.poll(begun).toEqual([]);
    await laptop.goto(`/join/${code}`);
    await join('Carla', '2468');
    await laptop.goto(documentPath);
    browser.expectQuiet();
  });

  it('locks itself when nobody has touched it for a while', async () => {
    const clock = laptop.context().clock;
    await clock.install();
    await laptop.reload();
    await title().click();
    await clock.fastForward('09:35');
    await laptop.getByText('locks in half a minute').waitFor();
    await clock.fastForward('00:30');
    await laptop.waitForURL('**/locked');
    const { body } = await laptop.evaluate(async () => ({
      body: await (await fetch('/api/session')).json(),
    }));
    expect(body.person).toBeNull();
    browser.expectQuiet();
  });
});
