// Pictures of an entry in a real browser: chosen, dropped, pasted, replaced, removed, and seen by the
// others, on the record's page and on a phone.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imageNameOf } from '../../shared/images.ts';
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
import { jpegPicture, pngPicture } from '../support/pictures.ts';
import { startTestServer, type TestPerson, type TestServer } from '../support/server.ts';
import { unplug } from '../support/two-people.ts';
import { until } from '../support/until.ts';

let server: TestServer;
let browser: TestBrowser;
let amina: TestPerson;
let bo: TestPerson;
let fatou: TestPerson;
let teamId: string;

beforeAll(async () => {
  server = await startTestServer({ clientDirectory: CLIENT_DIRECTORY });
  browser = await openBrowser();
  const { hackathon, teams } = server.createHackathon({ teams: ['Table 7'] });
  teamId = teams[0]!.id;
  amina = await server.signUp({ name: 'Amina', teamIds: [teamId] });
  bo = await server.signUp({ name: 'Bo', teamIds: [teamId] });
  fatou = await server.signUp({ name: 'Fatou', facilitates: [hackathon.id] });
});

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

const LOGO = {
  name: 'logo.png',
  mimeType: 'image/png',
  buffer: pngPicture({ width: 60, height: 24 }),
};
const group = (page: Page, name: string) => page.getByRole('group', { name, exact: true });
const logo = (page: Page) => page.getByRole('img', { name: 'Logo, uploaded' });
const chooser = (page: Page, label: string) =>
  page.getByLabel(new RegExp(`(Choose a picture|Replace|Uploading…), ${label}$`));

async function openTool(person: TestPerson, id: string, more: object = {}) {
  const page = await browser.visit({ server, person, path: `/documents/${id}`, ...more });
  await group(page, 'Logo').waitFor();
  return page;
}

const onDisk = (id: string) => server.parts.rooms.read(id, (doc) => doc.getText('logo').toString());

/** Hands files over as a drop or a paste does. */
async function give(page: Page, event: 'drop' | 'paste', file: typeof LOGO): Promise<void> {
  await chooser(page, 'Logo').evaluate(
    (input, { kind, name, type, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], name, { type }));
      const options = { bubbles: true, cancelable: true };
      input.dispatchEvent(
        kind === 'drop'
          ? new DragEvent('drop', { ...options, dataTransfer: data })
          : new ClipboardEvent('paste', { ...options, clipboardData: data }),
      );
    },
    {
      kind: event,
      name: file.name,
      type: file.mimeType,
      base64: file.buffer.toString('base64'),
    },
  );
}

describe('a logo', () => {
  it('[IM3] [CL7] is chosen, seen by the others, replaced, removed and undone', async () => {
    const id = server.createDocument(teamId, 'tool', toolSeed('Decidim'), amina);
    const mine = await openTool(amina, id);
    const theirs = await openTool(bo, id);
    await group(mine, 'Logo').scrollIntoViewIfNeeded();
    await screenshot(mine, 'logo-empty', { fullPage: false });
    await chooser(mine, 'Logo').setInputFiles(LOGO);
    await logo(mine).waitFor();
    await logo(theirs).waitFor();
    const first = await until(() => onDisk(id) || null);
    expect(imageNameOf(first)).not.toBeNull();
    await expectNoViolations(mine);
    await screenshot(mine, 'logo', { fullPage: false });

    await give(theirs, 'drop', { ...LOGO, buffer: jpegPicture(), mimeType: 'image/jpeg' });
    const second = await until(() => (onDisk(id) === first ? null : onDisk(id)));
    expect(second).toMatch(/\.jpg$/);

    await mine.getByRole('button', { name: 'Remove, Logo' }).click();
    await logo(mine).waitFor({ state: 'detached' });
    await until(() => onDisk(id) === '');
    // The keyboard is where another one is chosen, and taking it away can be taken back.
    expect(await mine.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('file');
    await mine.keyboard.press('Control+z');
    await logo(mine).waitFor();
    expect(await until(() => onDisk(id) || null)).toBe(second);
    browser.expectQuiet();
    await mine.context().close();
    await theirs.context().close();
  });

  it('[IM3] [SY11] is one picture when two people upload at once', async () => {
    const id = server.createDocument(teamId, 'tool', toolSeed('At once'), amina);
    const mine = await openTool(amina, id);
    const theirs = await openTool(bo, id);
    browser.expectNoise(/ERR_INTERNET_DISCONNECTED|fetching the script/);
    // Neither hears of the other before both have written.
    await Promise.all([mine, theirs].map(unplug));
    const addresses = ['one', 'two'].map((_, shade) => {
      const { name } = server.parts.images.put(pngPicture({ colour: [shade, 9, 9] }));
      return `${server.url}/images/${name}`;
    });
    for (const [index, page] of [mine, theirs].entries()) {
      await page
        .getByLabel('Or the address of a picture elsewhere')
        .first()
        .fill(addresses[index]!);
    }
    await Promise.all([mine, theirs].map((page) => page.context().setOffline(false)));
    await logo(mine).waitFor();
    await logo(theirs).waitFor();
    const kept = await until(() => (imageNameOf(onDisk(id)) === null ? null : onDisk(id)));
    expect(addresses).toContain(kept);
    await mine.context().close();
    await theirs.context().close();
  });

  it('[IM3] dropped while another is on its way is uploaded after it and stays', async () => {
    const id = server.createDocument(teamId, 'tool', toolSeed('One after the other'), amina);
    const page = await openTool(amina, id);
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let uploads = 0;
    await page.route('**/api/documents/*/images', async (route) => {
      uploads += 1;
      if (uploads === 1) await held;
      await route.continue();
    });
    await give(page, 'drop', LOGO);
    await until(() => uploads === 1);
    await give(page, 'drop', { ...LOGO, buffer: pngPicture({ colour: [1, 2, 3] }) });
    await give(page, 'drop', { ...LOGO, buffer: jpegPicture(), mimeType: 'image/jpeg' });
    letGo();
    // The one between was never meant to stay.
    await until(() => onDisk(id).endsWith('.jpg'));
    await page.getByText('Replace', { exact: true }).waitFor();
    expect(uploads).toBe(2);
    browser.expectQuiet();
    await page.context().close();
  });

  it('[IM2] that is no picture is refused in words, and a large photograph is made smaller', async () => {
    const id = server.createDocument(teamId, 'tool', toolSeed('Refused'), amina);
    const page = await openTool(amina, id);
    browser.expectNoise(/422 \(Unprocessable/);
    await chooser(page, 'Logo').setInputFiles({
      name: 'logo.svg',
      mimeType: 'image/svg+xml',
      buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
    });
    await page.getByRole('alert').getByText('Save it as a PNG').waitFor();
    await group(page, 'Logo').scrollIntoViewIfNeeded();
    await screenshot(page, 'logo-refused', { fullPage: false });
    await give(page, 'paste', { ...LOGO, buffer: Buffer.from('no picture at all') });
    await page.getByRole('alert').getByText('no picture that can be shown').waitFor();
    expect(onDisk(id)).toBe('');

    // Wider than is taken.
    const wide = pngPicture({ width: 5000, height: 20 });
    await give(page, 'paste', { ...LOGO, buffer: wide });
    await logo(page).waitFor();
    const kept = server.parts.images.get(imageNameOf(await until(() => onDisk(id) || null))!);
    expect(kept).toMatchObject({ width: 1600, height: 6 });
    expect(await page.getByRole('alert').count()).toBe(0);
    browser.expectQuiet();
    await page.context().close();
  });
});

describe('the pictures of an entry', () => {
  it('[IM3] stand on a phone, in the dark, and on the page everybody reads', async () => {
    const id = server.createDocument(teamId, 'tool', toolSeed('On a phone'), amina);
    const page = await openTool(amina, id, { viewport: PHONE, colorScheme: 'dark' });
    await chooser(page, 'Logo').setInputFiles(LOGO);
    await logo(page).waitFor();
    await chooser(page, 'Screenshots').setInputFiles([
      { ...LOGO, buffer: pngPicture({ width: 90, height: 60, colour: [30, 142, 90] }) },
      { ...LOGO, buffer: pngPicture({ width: 60, height: 90, colour: [232, 102, 61] }) },
    ]);
    const shots = page.getByRole('img', { name: 'Screenshots, uploaded' });
    await until(async () => (await shots.count()) === 2);
    await until(() => server.parts.rooms.read(id, (doc) => doc.getMap('screenshots').size) === 2);
    // An address is there for whoever types it and goes on, without a press of the button.
    const field = page.locator('[data-field="screenshots"]');
    const address = field.getByLabel('Or the address of a picture elsewhere');
    await address.fill('example.org/three.png');
    await address.press('Tab');
    await field.getByRole('link', { name: 'https://example.org/three.png' }).waitFor();
    await field.getByRole('button', { name: 'Remove https://example.org/three.png' }).click();
    await until(() => server.parts.rooms.read(id, (doc) => doc.getMap('screenshots').size) === 2);
    await expectNoSidewaysScroll(page);
    await expectNoViolations(page);
    await group(page, 'Logo').scrollIntoViewIfNeeded();
    await screenshot(page, 'logo-phone-dark', { fullPage: false });
    await page.context().close();

    server.parts.lifecycle.finalise(id, server.parts.accounts.actor(fatou.personId));
    for (const viewport of [DESKTOP, PHONE]) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const record = await browser.visit({
          server,
          path: '/catalogue/tool/on-a-phone',
          viewport,
          colorScheme,
        });
        const seen = await record
          .locator('article img')
          .evaluateAll((images) =>
            (images as HTMLImageElement[]).map(({ naturalWidth }) => naturalWidth),
          );
        expect(seen).toHaveLength(3);
        expect(seen[0]).toBe(60);
        await expectNoSidewaysScroll(record);
        await expectNoViolations(record);
        await screenshot(record, `record-${viewport.width}-${colorScheme}`);
        await record.context().close();
      }
    }
    // Who may only read sees the picture and nothing to press.
    const reader = await openTool(amina, id);
    await logo(reader).waitFor();
    expect(await chooser(reader, 'Logo').count()).toBe(0);
    browser.expectQuiet();
  });
});
