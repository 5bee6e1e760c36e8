// How the document screen feels, in a real Chromium over the whole server: `npm run bench:editor`, or with
// `-- keys`, `pages`, `visit` one part of it. Prints a table; needs a built client, another one than the
// usual with `CLIENT_DIRECTORY`.
import { join } from 'node:path';
import { type CDPSession, chromium, type Page } from 'playwright-core';
import type { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { RichNode } from '../../../shared/rich-text.ts';
import { CLIENT_DIRECTORY } from '../../setup/client-build.ts';
import { requireBrowser } from '../../setup/find-browser.ts';
import { startTestServer, type TestPerson } from '../../support/server.ts';

const WRITERS = 10;
/** Each of the others writes a letter this often, ms: a fast typist. */
const LETTER_MS = 200;
const KEYS = 200;
/** Between two of my own keys, ms. */
const KEY_MS = 60;
/** A paper of a hundred pages: 2,000 paragraphs of 150 characters. */
const PARAGRAPHS = 2000;
const ROOT = 'description.en';

/** "Fast 3G" as the browser's own tools have it: 1.6 Mbit/s and 750 kbit/s, of which nine tenths. */
const FAST_3G = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1_600_000 / 8) * 0.9,
  uploadThroughput: (750_000 / 8) * 0.9,
};

const paragraph = (words: string): RichNode => ({
  type: 'paragraph',
  content: [{ type: 'text', text: words }],
});

/** Frames come when there is something to draw: without it a key waits for the next 60th of a second. */
const FRAMES_AT_ONCE = ['--disable-gpu-vsync', '--disable-frame-rate-limit'];

const PARTS = ['keys', 'pages', 'visit'];
const asked = process.argv.slice(2);
const parts = asked.length === 0 ? PARTS : asked;
if (!parts.every((part) => PARTS.includes(part))) throw new Error(`Parts: ${PARTS.join(', ')}.`);

await using server = await startTestServer({
  clientDirectory: process.env.CLIENT_DIRECTORY ?? CLIENT_DIRECTORY,
});
let browser = await openBrowser();
const teamId = server.createHackathon({ teams: ['Table 7'] }).teams[0]?.id ?? '';
const me = await server.signUp({ name: 'Amina', teamIds: [teamId] });

if (parts.includes('keys')) {
  await measureKeys('keystroke to screen');
  await browser.close();
  browser = await openBrowser(FRAMES_AT_ONCE);
  await measureKeys('the same without waiting for a 60th of a second');
  await browser.close();
  browser = await openBrowser();
}
if (parts.includes('pages')) await measurePages();
if (parts.includes('visit')) await measureVisits();
await browser.close();

function openBrowser(more: readonly string[] = []) {
  return chromium.launch({
    executablePath: requireBrowser(),
    args: [
      '--disable-dev-shm-usage',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...more,
    ],
  });
}

async function measureKeys(name: string): Promise<void> {
  const { id, page } = await openWith([paragraph('A short text.')]);
  print(`${name}, alone`, await typeInto(page));
  const stop = await seatWriters(id);
  print(`${name}, ${WRITERS} others writing`, await typeInto(page));
  stop();
  await page.context().close();
}

async function measurePages(): Promise<void> {
  const words = 'Water levels are measured every hour by people who live at the river. '.repeat(3);
  const { id, page, readyMs } = await openWith(
    Array.from({ length: PARAGRAPHS }, (_one, index) =>
      paragraph(`${index} ${words}`.slice(0, 150)),
    ),
  );
  console.log(`100 pages open after ${Math.round(readyMs)} ms`);
  print('keystroke to screen in 100 pages, alone', await typeInto(page));
  const stop = await seatWriters(id);
  print(`keystroke to screen in 100 pages, ${WRITERS} others`, await typeInto(page));
  stop();
  await page.context().close();
}

async function measureVisits(): Promise<void> {
  const { page } = await openWith([paragraph('Seen before.')]);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const cdp: CDPSession = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', FAST_3G);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.addInitScript({ path: join(import.meta.dirname, 'first-letter.js') });
  for (let visit = 1; visit <= 5; visit++) {
    await page.reload({ waitUntil: 'commit' });
    const form = await firstLetter(page);
    const text = await ready(page);
    console.log(
      `second visit on Fast 3G, 4 × CPU: a letter in the name after ${Math.round(form)} ms, the text's editor after ${Math.round(text)} ms`,
    );
  }
  await page.context().close();
}

async function openWith(nodes: readonly RichNode[]) {
  const id = server.createDocument(
    teamId,
    'tool',
    { name: 'Measured', toolType: 'software', description: { en: nodes } },
    me,
  );
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: { width: 1440, height: 900 },
  });
  await context.addCookies([{ name: 'sommet', value: me.cookie, url: server.url }]);
  const page = await context.newPage();
  await page.goto(`/documents/${id}`);
  return { id, page, readyMs: await ready(page) };
}

/** When the text could be written in, ms after the navigation began. */
async function ready(page: Page): Promise<number> {
  const handle = await page.waitForFunction((root) => {
    const text = document.getElementById(`field-${root}`);
    return text?.isContentEditable === true && (text.textContent ?? '') !== ''
      ? performance.now()
      : null;
  }, ROOT);
  return (await handle.jsonValue()) ?? Number.NaN;
}

/** When a letter in the name was in the document, ms after the navigation began. */
async function firstLetter(page: Page): Promise<number> {
  const handle = await page.waitForFunction(
    () => (window as unknown as { firstLetterAt?: number }).firstLetterAt,
  );
  return (await handle.jsonValue()) ?? Number.NaN;
}

/** Types, and measures from each key to the frame that shows it. */
async function typeInto(page: Page): Promise<number[]> {
  await page.locator(`[id="field-${ROOT}"] p`).first().click();
  await page.keyboard.press('End');
  await page.evaluate(() => {
    const taken: number[] = [];
    Object.assign(window, { taken });
    window.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          // A message comes after the frame that was just drawn.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => taken.push(performance.now() - timeStamp);
          port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
  await page.keyboard.type('abcdefghij'.repeat(KEYS / 10), { delay: KEY_MS });
  // Put there by the listener above.
  return page.evaluate(() => (window as unknown as { taken: number[] }).taken);
}

/** Seats people who write without a pause, each in a paragraph of their own with a caret in it. */
async function seatWriters(documentId: string): Promise<() => void> {
  const stops: (() => void)[] = [];
  for (let index = 0; index < WRITERS; index++) {
    const person: TestPerson = await server.signUp({ name: `Writer ${index}`, teamIds: [teamId] });
    const bot = server.connect(documentId, person);
    await bot.synced();
    const text = new Y.XmlText();
    const element = new Y.XmlElement('paragraph');
    element.insert(0, [text]);
    const fragment = bot.doc.getXmlFragment(ROOT);
    fragment.insert(fragment.length, [element]);
    announceAlone(bot.provider);
    const timer = setInterval(() => {
      text.insert(text.length, 'x');
      const caret = Y.createRelativePositionFromTypeIndex(text, text.length, -1);
      bot.provider.awareness.setLocalStateField('field', ROOT);
      bot.provider.awareness.setLocalStateField('cursor', { anchor: caret, head: caret });
    }, LETTER_MS);
    stops.push(() => {
      clearInterval(timer);
      bot.leave();
    });
  }
  return () => {
    for (const stop of stops) stop();
  };
}

/** As our own client: a stock provider would tell the server of everybody else's carets, too. */
function announceAlone(provider: WebsocketProvider): void {
  const { awareness, _awarenessUpdateHandler: announce } = provider;
  awareness.off('update', announce);
  awareness.on('update', (change: Parameters<typeof announce>[0], origin: unknown) => {
    if (origin === 'local') announce(change, origin);
  });
}

function print(name: string, taken: number[]): void {
  const sorted = taken.toSorted((first, second) => first - second);
  const at = (part: number) => (sorted[Math.floor(sorted.length * part)] ?? Number.NaN).toFixed(1);
  console.log(
    `${name}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms (${sorted.length})`,
  );
}
