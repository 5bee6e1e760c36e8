// The rich text under people's hands in a real browser: carets that stay, slashes, pastes, Markdown,
// links and keys.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { richToMarkdown } from '../../shared/rich-markdown.ts';
import type { RichNode } from '../../shared/rich-text.ts';
import { readRichText } from '../../shared/rich-text.ts';
import {
  expectNoSidewaysScroll,
  expectNoViolations,
  PHONE,
  screenshot,
} from '../support/browser.ts';
import { openScene, reads, type TwoPeopleScene } from '../support/two-people.ts';

let scene: TwoPeopleScene;

beforeAll(async () => {
  scene = await openScene();
});

afterAll(async () => {
  await scene?.[Symbol.asyncDispose]();
});

const ROOT = 'description.en';
/** Held with Backspace, it takes a word. */
const WORD_KEY = process.platform === 'darwin' ? 'Alt' : 'Control';
const text = (page: Page) => page.locator(`[id="field-${ROOT}"]`);

const paragraph = (words: string): RichNode => ({
  type: 'paragraph',
  content: [{ type: 'text', text: words }],
});

/** What the server keeps, as Markdown. */
const kept = (id: string) =>
  scene.server.parts.rooms.read(id, (doc) =>
    richToMarkdown(readRichText(doc.getXmlFragment(ROOT))).trimEnd(),
  );

async function openAlone(nodes: readonly RichNode[] = [], viewport?: typeof PHONE) {
  const { server, browser, teamId } = scene;
  const person = await server.signUp({ name: 'Amina', teamIds: [teamId] });
  const id = server.createDocument(
    teamId,
    'tool',
    { name: 'Decidim', toolType: 'software', description: { en: nodes } },
    person,
  );
  const page = await browser.visit({
    server,
    person,
    path: `/documents/${id}`,
    ...(viewport ? { viewport } : {}),
  });
  await text(page).waitFor();
  await reads(page, 'On the server');
  return { id, page };
}

/** What another program put on the clipboard, pasted where the caret is. */
const paste = (page: Page, clipboard: Readonly<Record<string, string>>) =>
  text(page).evaluate((element, data) => {
    const transfer = new DataTransfer();
    for (const [type, words] of Object.entries(data)) transfer.setData(type, words);
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }),
    );
  }, clipboard);

/** Two people in a text of two paragraphs. */
async function sitDownInTheText() {
  const seats = await scene.sitDown({
    name: 'Decidim',
    toolType: 'software',
    description: { en: [paragraph('First words.'), paragraph('Second words.')] },
  });
  // The first click brings the editor; this is about one that is there.
  for (const page of [seats.mine, seats.theirs]) {
    await text(page).click();
    await page.locator(`[id="field-${ROOT}"][contenteditable="true"]`).waitFor();
  }
  return seats;
}

describe('a caret', () => {
  it('[CL6] stays where it was just put, whatever arrives in the same moment', async () => {
    const { id, mine, theirs, leave } = await sitDownInTheText();
    await text(mine).locator('p').nth(1).click();
    await mine.keyboard.press('End');
    await text(theirs).locator('p').nth(1).click();
    await theirs.keyboard.press('Home');
    // The caret moves and somebody's words are drawn in one task: before the browser tells of it.
    await mine.evaluate((root) => {
      const element = document.getElementById(`field-${root}`);
      const findWords = () => {
        if (element === null) throw new Error('The text is not there.');
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          if (walker.currentNode.textContent?.startsWith('First')) return walker.currentNode;
        }
        throw new Error('The words are not there.');
      };
      let isDone = false;
      const original = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data');
      if (original?.get === undefined) throw new Error('Messages have no data.');
      Object.defineProperty(MessageEvent.prototype, 'data', {
        ...original,
        get(this: MessageEvent) {
          const data: unknown = original.get?.call(this);
          // The first frame that brings words: message type 0, sync type 2.
          const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : null;
          if (!isDone && bytes?.[0] === 0 && bytes[1] === 2) {
            isDone = true;
            getSelection()?.collapse(findWords(), 5);
          }
          return data;
        },
      });
    }, ROOT);
    await theirs.keyboard.type('Their ');
    await expect.poll(() => text(mine).locator('p').nth(1).textContent()).toContain('Their ');
    await mine.keyboard.type('+');
    await expect.poll(() => kept(id)).toBe('First+ words.\n\nTheir Second words.');
    await leave();
    scene.browser.expectQuiet();
  });

  it('[CL6] stays where it was just put when somebody else’s caret moves', async () => {
    const { id, mine, theirs, leave } = await sitDownInTheText();
    for (const page of [mine, theirs]) await text(page).locator('p').nth(1).click();
    const theirCaret = () =>
      text(mine)
        .locator('p:last-of-type .shared-caret')
        .evaluate((caret) => caret.previousSibling?.textContent ?? '');
    await theirs.keyboard.press('Home');
    await expect.poll(theirCaret).toBe('');
    await mine.keyboard.press('End');
    // The caret moves, and on a busy machine the browser tells of it late.
    await text(mine).evaluate((element) => {
      const hold = (event: Event) => event.stopImmediatePropagation();
      window.addEventListener('selectionchange', hold, { capture: true });
      const words = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
      getSelection()?.collapse(words, 5);
      element.addEventListener(
        'keydown',
        () => window.removeEventListener('selectionchange', hold, { capture: true }),
        { once: true },
      );
    });
    await theirs.keyboard.press('End');
    await expect.poll(theirCaret).toContain('Second words.');
    await mine.keyboard.type('+');
    await expect.poll(() => kept(id)).toBe('First+ words.\n\nSecond words.');
    // A paragraph of mine hides nobody.
    await mine.keyboard.press('Enter');
    await text(mine).locator('p').nth(2).waitFor();
    await expect.poll(theirCaret).toContain('Second words.');
    await leave();
    scene.browser.expectQuiet();
  });
});

describe('an editor that is on its way', () => {
  it('gets what was typed meanwhile, where the click was', async () => {
    const { id, page } = await openAlone([paragraph('First words.'), paragraph('Second words.')]);
    let bring = () => {};
    const held = new Promise<void>((resolve) => {
      bring = resolve;
    });
    await page.route('**/RichEditing-*.js', async (route) => {
      await held;
      await route.continue();
    });
    await page.reload();
    await text(page).locator('p').nth(1).click();
    await page.keyboard.press('Home');
    // The first letter of what stands there goes, and the second that is typed.
    await page.keyboard.press('Delete');
    await page.keyboard.type('Thy');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('eir long words ');
    for (const _ of ['words', 'long']) await page.keyboard.press(`${WORD_KEY}+Backspace`);
    await page.getByText('what you type here now is not lost').waitFor();
    await expectNoViolations(page);
    await screenshot(page, 'text-coming', { fullPage: false });
    bring();
    await page.locator(`[id="field-${ROOT}"][contenteditable="true"]`).waitFor();
    await page.keyboard.type('s');
    await expect.poll(() => kept(id)).toBe('First words.\n\nTheir second words.');
    await page.context().close();
    scene.browser.expectQuiet();
  });
});

describe('a slash', () => {
  it('offers blocks, by their names in any order, for the keyboard', async () => {
    const { id, page } = await openAlone();
    await text(page).click();
    await page.keyboard.type('/');
    await page.getByRole('option', { name: 'Table', exact: true }).waitFor();
    await expectNoViolations(page);
    await screenshot(page, 'text-slash');
    await page.keyboard.type('smaller');
    await expect.poll(() => page.getByRole('listbox').getByRole('option').count()).toBe(1);
    await page.keyboard.press('Enter');
    await page.keyboard.type('Why');
    await page.keyboard.press('Enter');
    await page.keyboard.type('/bullet');
    await page.getByRole('option', { name: 'Bulleted list' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('one');
    await page.keyboard.press('Enter');
    await page.keyboard.type('two');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    // Escape leaves the slash as it was typed.
    await page.keyboard.type('/');
    await page.getByRole('listbox').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'hidden' });
    await page.keyboard.type('home');
    await expect.poll(() => kept(id)).toBe('### Why\n\n- one\n- two\n\n/home');
    await page.context().close();
    scene.browser.expectQuiet();
  });

  it('offers them to a thumb', async () => {
    const { id, page } = await openAlone([], PHONE);
    await text(page).click();
    await page.keyboard.type('/');
    await page.getByRole('option', { name: 'Quotation' }).click();
    await page.keyboard.type('said');
    await expect.poll(() => kept(id)).toBe('> said');
    await expectNoSidewaysScroll(page);
    await screenshot(page, 'text-phone', { fullPage: false });
    await page.context().close();
    scene.browser.expectQuiet();
  });
});

describe('a paste', () => {
  it('[LI3] keeps what the schema knows and says that pictures are left out', async () => {
    const { id, page } = await openAlone();
    await text(page).click();
    await paste(page, {
      'text/plain': 'Title',
      'text/html':
        '<h1>Title</h1><p style="color:red" onclick="alert(1)">Hello <b>you</b><img src="https://example.org/a.png"></p><ul><li>one</li></ul>',
    });
    await expect.poll(() => kept(id)).toBe('## Title\n\nHello **you**\n\n- one');
    await page.getByText('Pictures are left out here.', { exact: false }).waitFor();
    await page.context().close();
    scene.browser.expectQuiet();
  });

  it('reads Markdown as what it means, and an address as a link', async () => {
    const { id, page } = await openAlone();
    await text(page).click();
    await paste(page, {
      'text/plain': '## Why\n\n1. one\n2. **two**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n',
    });
    const table = '| a | b |\n| --- | --- |\n| 1 | 2 |';
    await expect.poll(() => kept(id)).toBe(`## Why\n\n1. one\n2. **two**\n\n${table}`);
    await page.context().close();
    scene.browser.expectQuiet();
  });
});

describe('typing', () => {
  it('makes what Markdown writers expect of it', async () => {
    const { id, page } = await openAlone();
    await text(page).click();
    const lines = ['## Why', 'It is **so** and *so*, `x`', '- one', 'two', '', '> said'];
    for (const [index, line] of lines.entries()) {
      if (index > 0) await page.keyboard.press('Enter');
      await page.keyboard.type(line);
    }
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.type('See https://example.org/plan. ');
    await expect
      .poll(() => kept(id))
      .toBe(
        '## Why\n\nIt is **so** and *so*, `x`\n\n- one\n- two\n\n> said\n\nSee [https://example.org/plan](https://example.org/plan).',
      );
    await page.context().close();
    scene.browser.expectQuiet();
  });

  it('has keys for everything, a link of a safe address, and a page that lists the keys', async () => {
    const { id, page } = await openAlone([paragraph('plan')]);
    await text(page).click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('ControlOrMeta+k');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Address of the link').fill('javascript:alert(1)');
    await dialog.getByText('This is no web or e-mail address.').waitFor();
    await dialog.getByLabel('Address of the link').fill('example.org/plan');
    await dialog.getByRole('button', { name: 'Set link' }).click();
    await expect.poll(() => kept(id)).toBe('[plan](https://example.org/plan)');
    await page.keyboard.press('ControlOrMeta+b');
    await expect.poll(() => kept(id)).toBe('[**plan**](https://example.org/plan)');
    await page.keyboard.press('ControlOrMeta+/');
    await dialog.getByText('While typing').waitFor();
    await expectNoViolations(page);
    await screenshot(page, 'text-keys');
    await page.keyboard.press('Escape');
    await page.getByText('1 word · 4 characters').waitFor({ state: 'hidden' });
    await page.getByText('Selected: 1 word, 4 characters').waitFor();
    // Where nothing is typed, a question mark is enough.
    await page.getByRole('heading', { level: 2 }).first().click();
    await page.keyboard.press('?');
    await dialog.getByText('While typing').waitFor();
    await page.keyboard.press('Escape');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download as Markdown' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('decidim.md');
    expect(readFileSync(await download.path(), 'utf8')).toContain(
      '## Description (en)\n\n[**plan**](https://example.org/plan)\n',
    );
    await page.context().close();
    scene.browser.expectQuiet();
  });

  it('goes on in tables by Tab, which makes a row at the end', async () => {
    const { id, page } = await openAlone();
    await text(page).click();
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    for (const words of ['a', 'b', '1', '2', '3', '4', '5', '6']) {
      await page.keyboard.type(words);
      if (words !== '6') await page.keyboard.press('Tab');
    }
    await expect
      .poll(() => kept(id))
      .toBe('| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |\n| 5 | 6 |');
    await screenshot(page, 'text-table');
    await page.context().close();
    scene.browser.expectQuiet();
  });
});
