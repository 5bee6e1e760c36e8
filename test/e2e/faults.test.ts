// What people read on their screens when something breaks while two of them write one document: the
// table in docs/faults.md, line by line. In the end every word is on both screens and on the disk.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChildServer } from '../crash/server-child.ts';
import { CLIENT_DIRECTORY } from '../setup/client-build.ts';
import {
  DESKTOP,
  expectNoSidewaysScroll,
  expectNoViolations,
  PHONE,
  screenshot,
} from '../support/browser.ts';
import { toolSeed } from '../support/entries.ts';
import {
  expectUndisturbed,
  explains,
  openScene,
  reads,
  type TwoPeopleScene,
  title,
  type,
  unplug,
} from '../support/two-people.ts';
import { until } from '../support/until.ts';

/** SY3: how long somebody else holds the database. */
const LOCKED_MS = 10_000;

let scene: TwoPeopleScene;

beforeAll(async () => {
  scene = await openScene();
  scene.browser.expectNoise(/WebSocket connection to|net::ERR_/);
});

afterAll(async () => {
  await scene?.[Symbol.asyncDispose]();
});

/** Keeps the copies of this browser busy, as a slow disk does, until the answer is called. */
async function holdCopies(page: Page): Promise<() => Promise<void>> {
  const held = await page.evaluateHandle(async () => {
    let isHeld = true;
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined || !name.startsWith('sommet:')) continue;
      const request = indexedDB.open(name);
      await new Promise((resolve, reject) => {
        request.onsuccess = resolve;
        request.onerror = reject;
      });
      const { result: database } = request;
      const updates = database.transaction('updates', 'readwrite').objectStore('updates');
      const goOn = () => {
        if (isHeld) updates.count().onsuccess = goOn;
        else database.close();
      };
      goOn();
    }
    return () => {
      isHeld = false;
    };
  });
  return () => held.evaluate((release) => release());
}

/** How many marks of words that are not on the server this browser keeps. */
const countUnsentMarks = (page: Page) =>
  page.evaluate(
    () => Object.keys(localStorage).filter((key) => key.startsWith('sommet:unsent:')).length,
  );

const summary = (page: Page) => page.locator('[id="field-summary.en"]');

describe('when the server goes away', () => {
  it.each([
    ['SY2', 'SIGKILL'],
    ['SY10', 'SIGTERM'],
  ] as const)(
    '[%s] %s and a restart: people are told, type on, and lose no word',
    async (_rule, signal) => {
      const { server } = scene;
      const { open } = await scene.prepare();
      await server.stop();
      const child = await startChildServer({
        databasePath: join(server.directory, 'sommet.sqlite'),
        clientDirectory: CLIENT_DIRECTORY,
        port: Number(new URL(server.url).port),
      });
      const people = await open();
      const { mine, theirs } = people;
      await type(mine, ' before');
      await reads(mine, 'On the server');
      await child.end(signal);
      for (const page of [mine, theirs]) {
        await reads(page, 'Offline, all saved');
        await explains(
          page,
          'The server cannot be reached. All your words are saved there already',
        );
      }
      await screenshot(mine, `fault-${signal}-1-away`);
      await type(mine, ' mine');
      await type(theirs, ' theirs');
      for (const page of [mine, theirs]) {
        await reads(page, 'On this laptop');
        await explains(page, 'What you write is kept on this laptop and sent by itself later');
      }
      await expectNoViolations(mine);
      await screenshot(mine, `fault-${signal}-2-typing`);
      await server.start();
      await reads(mine, 'On the server');
      await reads(theirs, 'On the server');
      await scene.expectEverywhere(people, [' before', ' mine', ' theirs']);
      await screenshot(mine, `fault-${signal}-3-back`);
      await people.leave();
      scene.browser.expectQuiet();
    },
  );

  it('[CL2] [CL4] leaving is asked about, and what was written waits for the next visit', async () => {
    const { server } = scene;
    const people = await scene.sitDown();
    const { id, mine, theirs } = people;
    await server.stop();
    await type(mine, ' offline');
    await reads(mine, 'On this laptop');
    const question = mine.waitForEvent('dialog');
    await mine.close({ runBeforeUnload: true });
    const dialog = await question;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.accept();
    await server.start();
    await expectUndisturbed(theirs, ' theirs');
    const again = await mine.context().newPage();
    await again.goto(`/documents/${id}`);
    await reads(again, 'On the server');
    await scene.expectEverywhere({ ...people, mine: again }, [' offline', ' theirs']);
    await people.leave();
    scene.browser.expectQuiet();
  });
});

describe('when a page is loaded anew without a server', () => {
  it('[CL2] it opens with its words, takes more, and hands them over when there is one', async () => {
    const { server } = scene;
    const people = await scene.sitDown();
    const { id, amina, theirs } = people;
    await people.mine.context().close();
    const mine = await scene.openPage(id, amina, { keepsApp: true });
    await mine.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await server.stop();
    await type(mine, ' before');
    await reads(mine, 'On this laptop');
    mine.once('dialog', (dialog) => void dialog.accept());
    await mine.reload();
    await expect.poll(() => title(mine).inputValue()).toContain(' before');
    await reads(mine, 'On this laptop');
    await explains(mine, 'Who else is here, and whether this is still open for writing');
    await type(mine, ' after');
    await reads(mine, 'On this laptop');
    // Every other screen leads back to what this laptop keeps.
    mine.once('dialog', (dialog) => void dialog.accept());
    await mine.goto('/');
    await mine.getByText('Kept on this laptop').waitFor();
    await expectNoViolations(mine);
    await screenshot(mine, 'fault-elsewhere');
    await mine.getByRole('link', { name: 'Decidim before after' }).click();
    await reads(mine, 'On this laptop');
    await expectNoViolations(mine);
    await screenshot(mine, 'fault-reload');
    await mine.setViewportSize(PHONE);
    await expectNoSidewaysScroll(mine);
    await screenshot(mine, 'fault-reload-phone', { fullPage: false });
    await mine.setViewportSize(DESKTOP);
    await server.start();
    await reads(mine, 'On the server');
    await scene.expectEverywhere({ ...people, mine }, [' before', ' after']);
    await mine.context().close();
    await theirs.context().close();
    scene.browser.expectQuiet();
  });
});

describe('when the disk refuses', () => {
  it('[SY3] a database locked for ten seconds: "not saved", readers go on, it resumes by itself', async () => {
    const people = await scene.sitDown();
    const { mine, theirs } = people;
    const reader = await scene.server.signUp({ name: 'Chloé', teamIds: [scene.teamId] });
    const other = new Database(join(scene.server.directory, 'sommet.sqlite'));
    other.exec('BEGIN IMMEDIATE');
    const lockedAt = performance.now();
    await type(mine, ' held');
    await reads(mine, 'Not saved yet');
    await explains(mine, 'The server cannot write to its disk just now. Go on writing');
    await screenshot(mine, 'fault-locked-1-held');
    await reads(theirs, 'Saving is paused');
    await explains(
      theirs,
      'The server cannot write to its disk just now. All your words are saved',
    );
    // Who comes now reads what is on the disk.
    const third = await scene.browser.visit({
      server: scene.server,
      person: reader,
      path: `/documents/${people.id}`,
    });
    await title(third).waitFor();
    expect(await title(third).inputValue()).toBe('Decidim');
    await reads(third, 'Saving is paused');
    await screenshot(third, 'fault-locked-2-reader');
    while (performance.now() - lockedAt < LOCKED_MS) await type(theirs, '.', 250);
    for (const page of [mine, theirs]) await reads(page, 'Not saved yet');
    other.exec('COMMIT');
    other.close();
    for (const page of [mine, theirs, third]) await reads(page, 'On the server');
    await scene.expectEverywhere(people, [' held', '...']);
    await people.leave();
    await third.context().close();
    scene.browser.expectQuiet();
  });

  it('[SY3] a full disk: the same, until there is room', async () => {
    const people = await scene.sitDown();
    const { mine, theirs } = people;
    const { db, rooms } = scene.server.parts;
    const pages = db.pragma('page_count', { simple: true }) as number;
    db.pragma(`max_page_count = ${pages + 2}`);
    await summary(mine).fill('x'.repeat(60_000));
    await reads(mine, 'Not saved yet');
    await explains(mine, 'The server cannot write to its disk just now. Go on writing');
    await type(mine, ' held');
    await type(theirs, ' theirs');
    expect(await summary(theirs).inputValue()).toBe('');
    db.pragma('max_page_count = 1000000');
    for (const page of [mine, theirs]) await reads(page, 'On the server');
    await scene.expectEverywhere(people, [' held', ' theirs']);
    await expect.poll(async () => (await summary(theirs).inputValue()).length).toBe(60_000);
    expect(rooms.read(people.id, (doc) => doc.getText('summary.en').length)).toBe(60_000);
    await people.leave();
    scene.browser.expectQuiet();
  });
});

describe('when one laptop is in trouble', () => {
  it('[CL1] a network that died without a word is noticed, and everything merges', async () => {
    const people = await scene.sitDown();
    const { mine, theirs } = people;
    let isDead = false;
    await mine.routeWebSocket('**/api/sync/**', (page) => {
      if (isDead) {
        page.close();
        return;
      }
      const server = page.connectToServer();
      page.onMessage((message) => {
        if (!isDead) server.send(message);
      });
      server.onMessage((message) => {
        if (!isDead) page.send(message);
      });
    });
    await mine.reload();
    await reads(mine, 'On the server');
    isDead = true;
    await type(mine, ' alone');
    await reads(mine, 'Saving…');
    await reads(mine, 'On this laptop');
    await explains(mine, 'What you write is kept on this laptop');
    await screenshot(mine, 'fault-half-open');
    await expectUndisturbed(theirs, ' theirs');
    isDead = false;
    await reads(mine, 'On the server');
    await scene.expectEverywhere(people, [' alone', ' theirs']);
    await people.leave();
    scene.browser.expectQuiet();
  });

  it('[CL4] words are called kept once this laptop holds them, and not while its copy hangs', async () => {
    const people = await scene.sitDown();
    const { mine } = people;
    await unplug(mine);
    const release = await holdCopies(mine);
    await type(mine, ' held');
    await reads(mine, 'Saving…');
    await reads(mine, 'Only in this tab');
    await explains(mine, 'this browser could not keep a copy of your last words');
    await screenshot(mine, 'fault-copy-hangs');
    await release();
    await reads(mine, 'On this laptop');
    await mine.close();
    // The next visit has a line before it has the copy.
    await mine.context().setOffline(false);
    const beside = await mine.context().newPage();
    await beside.goto(scene.server.url);
    const releaseAgain = await holdCopies(beside);
    const next = await mine.context().newPage();
    await next.goto(`/documents/${people.id}`);
    await title(next).waitFor();
    await type(people.theirs, ' meanwhile');
    await until(async () => (await title(next).inputValue()).includes(' meanwhile'));
    expect(await countUnsentMarks(next)).toBeGreaterThan(0);
    await releaseAgain();
    await reads(next, 'On the server');
    expect(await countUnsentMarks(next)).toBe(0);
    await scene.expectEverywhere({ ...people, mine: next }, [' held', ' meanwhile']);
    await people.leave();
    scene.browser.expectQuiet();
  });

  it('[CL4] a browser whose copy was taken away says so, whatever happens to the line', async () => {
    // A name of its own: nobody ever gets its words, and others are alike.
    const people = await scene.sitDown({ name: 'River Watch', toolType: 'software' });
    const { amina, mine } = people;
    scene.browser.expectNoise(/is not kept any longer|status of 401/);
    await unplug(mine);
    // As another tab does that signs out, or a browser that needs the room.
    await mine.evaluate(async () => {
      for (const { name } of await indexedDB.databases()) {
        if (name?.startsWith('sommet:')) indexedDB.deleteDatabase(name);
      }
    });
    await explains(
      mine,
      'this browser keeps no copies, so what you write now is in this tab alone',
    );
    await type(mine, ' no copy');
    await reads(mine, 'Only in this tab');
    scene.server.parts.accounts.sessions.end(amina.sessionId);
    await mine.context().setOffline(false);
    await reads(mine, 'Signed out');
    await explains(mine, 'What had not reached the server is in this tab alone');
    await screenshot(mine, 'fault-no-copy');
    await people.leave();
    scene.browser.expectQuiet();
  });

  it('[CL1] a tab that stood still, as a frozen one does, goes on where it was', async () => {
    const people = await scene.sitDown();
    const { mine, theirs } = people;
    await type(mine, ' before');
    const devtools = await mine.context().newCDPSession(mine);
    await devtools.send('Debugger.enable');
    // A browser freezes hidden tabs only, and one without a screen hides none: no script runs either way.
    const stands = new Promise((resolve) => devtools.once('Debugger.paused', resolve));
    await devtools.send('Debugger.pause');
    await stands;
    await expectUndisturbed(theirs, ' theirs');
    await devtools.send('Debugger.resume');
    await devtools.send('Debugger.disable');
    await type(mine, ' after');
    await reads(mine, 'On the server');
    await scene.expectEverywhere(people, [' before', ' theirs', ' after']);
    await people.leave();
    scene.browser.expectQuiet();
  });

  it('[SY13] a page from before an update says "please reload", and keeps what was written', async () => {
    const people = await scene.sitDown();
    const { mine, theirs } = people;
    await mine.addInitScript(() => {
      const { WebSocket: Socket } = window;
      window.WebSocket = class extends Socket {
        constructor(url: string | URL, protocols?: string | string[]) {
          const isOld = 'isOldPage' in window;
          super(isOld ? String(url).replace('schema=1', 'schema=0') : url, protocols);
        }
      };
    });
    await mine.reload();
    await reads(mine, 'On the server');
    await scene.server.stop();
    await mine.evaluate(() => Object.assign(window, { isOldPage: true }));
    await type(mine, ' old page');
    await reads(mine, 'On this laptop');
    await scene.server.start();
    await reads(mine, 'Please reload');
    await explains(mine, 'A newer Sommet is running. Please reload the page');
    await explains(mine, 'What had not reached the server is kept in this browser');
    expect(await title(mine).inputValue()).toContain(' old page');
    expect(await title(mine).isEditable()).toBe(false);
    await screenshot(mine, 'fault-outdated');
    await expectUndisturbed(theirs, ' theirs');
    mine.once('dialog', (dialog) => void dialog.accept());
    await mine.getByRole('button', { name: 'Reload', exact: true }).click();
    await reads(mine, 'On the server');
    await scene.expectEverywhere(people, [' old page', ' theirs']);
    await people.leave();
    scene.browser.expectQuiet();
  });

  it('[LI1] words that came after finalising are refused visibly, kept, and can be downloaded', async () => {
    const people = await scene.sitDown(toolSeed());
    const { id, bo, mine, theirs } = people;
    await unplug(mine);
    await type(mine, ' too late');
    const { status } = await scene.server.request(`/api/documents/${id}/finalise`, {
      method: 'POST',
      person: bo,
      body: {},
    });
    expect(status).toBe(200);
    await explains(theirs, 'This is finalised and in the catalogue.');
    await mine.context().setOffline(false);
    await reads(mine, 'Came too late');
    await explains(mine, 'Your last words came after writing was closed. They are still here');
    expect(await title(mine).inputValue()).toBe('Decidim too late');
    expect(await title(theirs).inputValue()).toBe('Decidim');
    await expectNoViolations(mine);
    await screenshot(mine, 'fault-late');
    await mine.setViewportSize(PHONE);
    await reads(mine, 'Came too late');
    await expectNoSidewaysScroll(mine);
    await screenshot(mine, 'fault-late-phone', { fullPage: false });
    await mine.setViewportSize(DESKTOP);
    const [download] = await Promise.all([
      mine.waitForEvent('download'),
      mine.getByRole('button', { name: 'Download as text' }).click(),
    ]);
    expect(readFileSync(await download.path(), 'utf8')).toContain('# Decidim too late');
    mine.once('dialog', (dialog) => void dialog.accept());
    await mine.getByRole('button', { name: 'Load the server’s text' }).click();
    await expect.poll(() => title(mine).inputValue()).toBe('Decidim');
    await reads(mine, 'In the catalogue, revision 1');
    await people.leave();
    scene.browser.expectQuiet();
  });

  it('[CL2] [WS6] signed out elsewhere: says so, and the words wait for the same person', async () => {
    const people = await scene.sitDown();
    const { id, amina, mine, theirs } = people;
    const { sessions } = scene.server.parts.accounts;
    // What the page asks for before it hears that it was signed out is refused.
    scene.browser.expectNoise(/status of 401/);
    await unplug(mine);
    await type(mine, ' not sent');
    sessions.end(amina.sessionId);
    await mine.context().setOffline(false);
    await reads(mine, 'Signed out');
    await explains(mine, 'You were signed out. Sign in or join again in this browser');
    expect(await title(mine).inputValue()).toContain(' not sent');
    await screenshot(mine, 'fault-signed-out');
    await expectUndisturbed(theirs, ' theirs');
    const { cookie } = await sessions.create(amina.personId, 'test');
    await mine.context().addCookies([{ name: 'sommet', value: cookie, url: scene.server.url }]);
    mine.once('dialog', (dialog) => void dialog.accept());
    await mine.goto(`/documents/${id}`);
    await reads(mine, 'On the server');
    await scene.expectEverywhere(people, [' not sent', ' theirs']);
    await people.leave();
    scene.browser.expectQuiet();
  });

  it('[WS4] more at once than a frame holds: says so, and nothing of it is lost', async () => {
    const people = await scene.sitDown();
    const { mine, theirs } = people;
    const words = 'a large report. '.repeat(70_000);
    await summary(mine).fill(words);
    await reads(mine, 'Too much at once');
    await explains(mine, 'More was written at once than the server takes in one piece (1 MB)');
    expect((await summary(mine).inputValue()).length).toBe(words.length);
    await screenshot(mine, 'fault-too-large', { fullPage: false });
    await expectUndisturbed(theirs, ' theirs');
    const [download] = await Promise.all([
      mine.waitForEvent('download'),
      mine.getByRole('button', { name: 'Download as text' }).click(),
    ]);
    expect(readFileSync(await download.path(), 'utf8')).toContain(words.trim());
    mine.once('dialog', (dialog) => void dialog.accept());
    await mine.getByRole('button', { name: 'Load the server’s text' }).click();
    await reads(mine, 'On the server');
    await scene.expectEverywhere(people, [' theirs']);
    expect(await summary(mine).inputValue()).toBe('');
    await people.leave();
    scene.browser.expectQuiet();
  });
});
