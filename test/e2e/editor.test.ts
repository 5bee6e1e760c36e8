// The editor under two people's hands in real browsers: one field at once, one history each, outages,
// and what is shown when the server does not answer.
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { CLIENT_DIRECTORY } from '../setup/client-build.ts';
import { openBrowser, PHONE, type TestBrowser } from '../support/browser.ts';
import { startTestServer, type TestPerson, type TestServer } from '../support/server.ts';
import { title } from '../support/two-people.ts';
import { until } from '../support/until.ts';

const ANDROID =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36';

let server: TestServer;
let browser: TestBrowser;
let amina: TestPerson;
let bo: TestPerson;
/** Of another table: reads. */
let cleo: TestPerson;
let teamId: string;

beforeAll(async () => {
  server = await startTestServer({ clientDirectory: CLIENT_DIRECTORY });
  browser = await openBrowser();
  const { teams } = server.createHackathon({ teams: ['Table 7', 'Table 8'] });
  const named = (name: string) => teams.find((team) => team.name === name)?.id ?? '';
  teamId = named('Table 7');
  amina = await server.signUp({ name: 'Amina', teamIds: [teamId] });
  bo = await server.signUp({ name: 'Bo', teamIds: [teamId] });
  cleo = await server.signUp({ name: 'Cleo', teamIds: [named('Table 8')] });
});

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

const description = (page: Page) => page.locator('[id="field-description.en"]');
/** Shown in the rail of a wide screen and in the bar of a phone; one of them is hidden. */
const shown = (page: Page, words: string) =>
  page.getByText(words, { exact: true }).filter({ visible: true }).first().waitFor();
const saved = (page: Page) => shown(page, 'On the server');

function createTool(name: string): string {
  return server.createDocument(teamId, 'tool', { name, toolType: 'software' }, amina);
}

async function openTool(documentId: string, person: TestPerson, viewport?: typeof PHONE) {
  const page = await browser.visit({
    server,
    person,
    path: `/documents/${documentId}`,
    ...(viewport ? { viewport } : {}),
  });
  await description(page).waitFor();
  await saved(page);
  return page;
}

/** What the server has on its disk. */
const onDisk = (documentId: string, root: string) =>
  server.parts.rooms.read(documentId, (doc) => doc.getText(root).toString());

describe('two people in one document', () => {
  it('[CL6] type in one field at once without losing a letter or a place', async () => {
    const id = createTool('Decidim');
    const mine = await openTool(id, amina);
    const theirs = await openTool(id, bo, PHONE);
    await title(mine).click();
    await mine.keyboard.press('End');
    await title(theirs).click();
    await theirs.keyboard.press('Home');
    await Promise.all([
      mine.keyboard.type(' for cities and regions', { delay: 12 }),
      theirs.keyboard.type('The new platform ', { delay: 15 }),
    ]);
    const whole = 'The new platform Decidim for cities and regions';
    for (const page of [mine, theirs]) {
      await until(async () => (await title(page).inputValue()) === whole);
    }
    await until(() => onDisk(id, 'name') === whole);
    await shown(mine, 'Bo');
    browser.expectQuiet();
  });

  it('[CL7] undo with the same keys everywhere, each their own steps alone', async () => {
    const id = createTool('Decidim');
    const mine = await openTool(id, amina);
    const theirs = await openTool(id, bo);
    await title(mine).click();
    await mine.keyboard.press('End');
    await mine.keyboard.type(' one');
    await description(mine).click();
    await mine.keyboard.type('Words of Amina.');
    await description(theirs).getByText('Words of Amina.').waitFor();
    await title(theirs).click();
    await theirs.keyboard.press('Home');
    await theirs.keyboard.type('Our ');
    await until(async () => (await title(mine).inputValue()) === 'Our Decidim one');
    const status = mine.getByLabel('Development status', { exact: true });
    await status.selectOption('stable');
    await status.focus();
    await mine.keyboard.press('Control+z');
    await until(async () => (await status.inputValue()) === '');
    await mine.keyboard.press('Control+z');
    await description(theirs).getByText('Words of Amina.').waitFor({ state: 'detached' });
    await mine.keyboard.press('Control+z');
    await until(async () => (await title(theirs).inputValue()) === 'Our Decidim');
    await mine.keyboard.press('Control+Shift+z');
    await until(async () => (await title(theirs).inputValue()) === 'Our Decidim one');
    browser.expectQuiet();
  });

  it('[CL8] a composed word lands where it was begun, whatever others write meanwhile', async () => {
    const id = createTool('Plan');
    const mine = await openTool(id, amina);
    const theirs = await openTool(id, bo);
    await title(mine).click();
    await mine.keyboard.press('End');
    const input = await mine.context().newCDPSession(mine);
    await input.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 });
    await title(theirs).click();
    await theirs.keyboard.press('Home');
    await theirs.keyboard.type('Our ');
    await until(() => onDisk(id, 'name').startsWith('Our '));
    await input.send('Input.imeSetComposition', {
      text: 'にほん',
      selectionStart: 3,
      selectionEnd: 3,
    });
    await input.send('Input.insertText', { text: '日本' });
    await until(() => onDisk(id, 'name') === 'Our Plan日本');
    await until(async () => (await title(mine).inputValue()) === 'Our Plan日本');
    browser.expectQuiet();
  });

  it('[CL8] the keyboard of a phone, which composes every word, loses none where others write', async () => {
    const id = createTool('Plan');
    const mine = await openTool(id, amina, PHONE);
    const keyboard = await mine.context().newCDPSession(mine);
    // The text editor treats input on Android in ways of its own.
    await keyboard.send('Emulation.setUserAgentOverride', { userAgent: ANDROID });
    await mine.reload();
    await description(mine).waitFor();
    await saved(mine);
    const compose = (text: string) =>
      keyboard.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    const commit = (text: string) => keyboard.send('Input.insertText', { text });
    const others = (change: (doc: Y.Doc) => void) =>
      server.parts.rooms.edit(
        id,
        { type: 'server', personId: bo.personId, reason: 'test' },
        change,
      );

    await title(mine).click();
    await mine.keyboard.press('End');
    await commit(' ');
    await compose('deb');
    await until(() => onDisk(id, 'name') === 'Plan deb');
    others((doc) => {
      doc.getText('name').insert(0, 'Our ');
      doc.getText('name').insert('Our Plan deb'.length, ' 2026');
    });
    await until(async () => (await mine.title()).includes('Our Plan deb 2026'));
    await compose('debat');
    await commit('debate');
    await until(() => onDisk(id, 'name') === 'Our Plan debate 2026');
    await until(async () => (await title(mine).inputValue()) === 'Our Plan debate 2026');
    await commit('s');
    await until(() => onDisk(id, 'name') === 'Our Plan debates 2026');

    const written = () =>
      server.parts.rooms.read(id, (doc) => doc.getXmlFragment('description.en').toString());
    await description(mine).click();
    await compose('teh');
    await until(() => written() === '<paragraph>teh</paragraph>');
    others((doc) => {
      const paragraph = doc.getXmlFragment('description.en').get(0) as Y.XmlElement;
      (paragraph.get(0) as Y.XmlText).insert(0, 'Yes: ');
    });
    await description(mine).getByText('Yes: teh').waitFor();
    // The keyboard corrects a word when it ends it, and takes one back letter by letter.
    await commit('the ');
    await until(() => written() === '<paragraph>Yes: the </paragraph>');
    for (const left of ['plan', 'pla', 'p']) await compose(left);
    await until(() => written() === '<paragraph>Yes: the p</paragraph>');
    await compose('');
    await until(() => written() === '<paragraph>Yes: the </paragraph>');
    browser.expectQuiet();
  });
});

describe('when the server is away', () => {
  it('[CL2] words written meanwhile survive the closing of the tab and are sent by the next one', async () => {
    const id = createTool('Decidim');
    const first = await openTool(id, amina);
    browser.expectNoise(/ERR_CONNECTION_REFUSED|net::ERR_/);
    await server.stop();
    await first.getByLabel('Wikidata', { exact: true }).fill('Q777');
    await shown(first, 'On this laptop');
    await first.close();
    await server.start();
    expect(onDisk(id, 'wikidata')).toBe('');
    const second = await first.context().newPage();
    await second.goto(`/documents/${id}`);
    await saved(second);
    expect(onDisk(id, 'wikidata')).toBe('Q777');
    expect(await second.getByLabel('Wikidata', { exact: true }).inputValue()).toBe('Q777');
    browser.expectQuiet();
  });

  it.each([
    ['nothing', (route: Route) => route.abort()],
    ['a proxy', (route: Route) => route.fulfill({ status: 404, body: '404 page not found' })],
  ])(
    '[CL3] where %s answers, the last known text is shown to read, with the reason',
    async (_who, answer) => {
      const id = createTool('Decidim');
      const first = await browser.visit({ server, person: cleo, path: `/documents/${id}` });
      await shown(first, 'Reading only');
      await first.close();
      const second = await first.context().newPage();
      await second.route(`**/api/documents/${id}`, answer);
      await second.routeWebSocket('**/api/sync/**', (socket) => socket.close());
      await second.goto(`/documents/${id}`);
      await second.getByText('This is the text this laptop knew last').waitFor();
      expect(await title(second).inputValue()).toBe('Decidim');
      expect(await title(second).isEditable()).toBe(false);
      browser.expectQuiet();
    },
  );
});
