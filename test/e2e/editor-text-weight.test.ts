// How much JavaScript a document asks for until its form can be used, and how much its editor of
// formatted text brings after it. Bytes as they travel compressed, so it says nothing of how busy this
// machine is.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CLIENT_DIRECTORY } from '../setup/client-build.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { startTestServer, type TestPerson, type TestServer } from '../support/server.ts';
import { reads, title } from '../support/two-people.ts';

/** All scripts until the form can be used, gzipped, kB of 1000 bytes. */
const FORM_KB = 300;

/** How much of it the page itself does not name: words, and parts that are asked for by themselves. */
const LATE_KB = 30;

/** What the editor brings after that. */
const EDITOR_KB = 130;

let server: TestServer;
let browser: TestBrowser;
let amina: TestPerson;
let teamId: string;

beforeAll(async () => {
  server = await startTestServer({ clientDirectory: CLIENT_DIRECTORY });
  browser = await openBrowser();
  const { teams } = server.createHackathon({ teams: ['Table 7'] });
  teamId = teams[0]?.id ?? '';
  amina = await server.signUp({ name: 'Amina', teamIds: [teamId] });
});

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

it('a form needs at most 300 kB of scripts; its editor comes after it, and misses no click or key', async () => {
  const id = server.createDocument(
    teamId,
    'tool',
    {
      name: 'Decidim',
      description: {
        en: [{ type: 'paragraph', content: [{ type: 'text', text: 'First words.' }] }],
      },
    },
    amina,
  );
  const page = await browser.visit({ server, person: amina });
  // A browser that is never idle loads the editor only when somebody goes there.
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  await page.goto(`/documents/${id}`);
  await title(page).fill('Decidim 2');
  const text = page.locator('[id="field-description.en"]');
  await text.getByText('First words.').waitFor();
  // Whatever the page asks for by itself counts, not only what came before the first letter: so all
  // that the server's answers bring has to stand.
  await reads(page, 'On the server');
  await page.getByRole('heading', { name: 'Who writes here' }).filter({ visible: true }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(await text.getAttribute('contenteditable')).toBeNull();
  const form = await scriptsOf(page);
  expectAtMost(form, FORM_KB);
  // What weighs is asked for with the page: on a slow line none of it waits for the file before it.
  const html = await (await server.request('/')).text();
  const late = form.filter(({ name }) => !html.includes(name));
  expectAtMost(late, LATE_KB);

  await text.getByText('First words.').click();
  await page.keyboard.press('End');
  await page.keyboard.type(' **So**!');
  await page.locator('[id="field-description.en"][contenteditable="true"]').waitFor();
  await expect.poll(() => text.innerHTML()).toContain('First words. <strong>So</strong>!');
  await page.waitForLoadState('networkidle');
  const editor = (await scriptsOf(page)).filter(
    ({ name }) => !form.some((one) => one.name === name),
  );
  expectAtMost(editor, EDITOR_KB);
  browser.expectQuiet();
});

interface Script {
  readonly name: string;
  readonly bytes: number;
}

async function scriptsOf(page: Page): Promise<Script[]> {
  const paths = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => path.endsWith('.js')),
  );
  return [...new Set(paths)].map((name) => ({
    name,
    bytes: gzipSync(readFileSync(join(CLIENT_DIRECTORY, name))).length,
  }));
}

function expectAtMost(scripts: readonly Script[], kB: number): void {
  const total = scripts.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
  const list = scripts
    .toSorted((first, second) => second.bytes - first.bytes)
    .map(({ name, bytes }) => `${(bytes / 1000).toFixed(1)} ${name}`);
  const words = `${total.toFixed(1)} kB in ${scripts.length} files\n${list.join('\n')}`;
  if (process.env.SHOW_WEIGHT !== undefined) console.log(words);
  expect(scripts.length).toBeGreaterThan(1);
  expect(total, words).toBeLessThanOrEqual(kB);
}
