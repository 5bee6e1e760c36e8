// Working together in real browsers: notes at a field, live, with a mention that leads from the board
// to where it was written; and following somebody through the form.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainToRichText } from '../../shared/rich-text.ts';
import {
  expectNoSidewaysScroll,
  expectNoViolations,
  PHONE,
  screenshot,
} from '../support/browser.ts';
import { openScene, type TwoPeopleScene } from '../support/two-people.ts';

let scene: TwoPeopleScene;

beforeAll(async () => {
  scene = await openScene();
});

afterAll(async () => {
  await scene?.[Symbol.asyncDispose]();
});

describe('notes', () => {
  it('[NT1] [NT6] appear at the field and in the list of everybody, and go when they are settled', async () => {
    const { mine, theirs, leave } = await scene.sitDown();
    const begin = (field: string) =>
      mine.getByRole('button', { name: `Write a note on ${field}` }).click();
    await begin('Licence');
    const text = mine.getByRole('textbox', { name: 'Write a note on Licence' });
    await text.fill('Is it the');
    // Elsewhere for a moment: what was begun waits.
    await begin('Website');
    await text.waitFor({ state: 'detached' });
    await begin('Licence');
    expect(await text.inputValue()).toBe('Is it the');
    await mine.reload();
    await begin('Licence');
    expect(await text.inputValue()).toBe('Is it the');
    await text.press('End');
    await mine.keyboard.type(' AGPL?');
    await text.press('Control+Enter');

    await theirs.getByRole('button', { name: '1 open note on Licence' }).waitFor();
    const list = theirs.getByRole('region', { name: 'Notes', exact: true });
    await list.getByRole('button', { name: /Licence.*Is it the AGPL\?/ }).click();
    const here = theirs.getByRole('region', { name: 'Notes on Licence' });
    await here.getByRole('button', { name: 'Answer' }).click();
    const answer = here.getByRole('textbox', { name: 'Your answer' });
    await answer.fill('Yes, since 2015.');
    await answer.press('Control+Enter');
    await mine.getByText('Yes, since 2015.').waitFor();
    await screenshot(mine, 'notes-desktop');
    await expectNoViolations(mine);

    await here.getByRole('button', { name: 'Edit: Yes, since 2015.' }).click();
    const edited = here.getByRole('textbox', { name: 'Your note in other words' });
    expect(await edited.inputValue()).toBe('Yes, since 2015.');
    await edited.fill('Yes, since 2016.');
    await edited.press('Control+Enter');
    await mine.getByText('Yes, since 2016.').waitFor();
    expect(await mine.getByRole('button', { name: /^Edit: Yes/ }).count()).toBe(0);
    await here.getByRole('button', { name: 'Delete: Yes, since 2016.' }).click();
    await expectNoViolations(theirs);
    await screenshot(theirs, 'notes-delete-desktop', { fullPage: false });
    await here.getByRole('button', { name: 'Delete', exact: true }).click();
    await mine.getByText('This note was deleted by its writer.').waitFor();

    await mine.getByRole('button', { name: 'Resolve' }).click();
    await theirs.getByRole('button', { name: 'Write a note on Licence' }).waitFor();
    await theirs.getByText('1 resolved').waitFor();
    scene.browser.expectQuiet();
    await leave();
  });

  it('[NT3] lead whoever is mentioned from the board to the field, until they have seen it', async () => {
    const { id, bo, mine, leave } = await scene.sitDown({ name: 'Decidim' });
    const { slug } = scene.server.parts.hackathons.get(
      scene.server.parts.documents.require(id).hackathonId,
    )!;
    const board = await scene.browser.visit({
      server: scene.server,
      person: bo,
      path: `/hackathons/${slug}`,
      viewport: PHONE,
    });
    await board.getByRole('heading', { level: 1 }).waitFor();
    await mine.getByRole('button', { name: 'Write a note on Website' }).click();
    const text = mine.getByRole('textbox', { name: 'Write a note on Website' });
    await text.pressSequentially('Ask @B');
    // Others of this name sit at the table since the tests before.
    await mine.locator(`[role=option][id$="${bo.personId}"]`).click();
    await text.pressSequentially('about this');
    await text.press('Control+Enter');

    const mention = board.getByRole('region', { name: 'You are mentioned' });
    await mention.getByText('about this').waitFor();
    await screenshot(board, 'mentions-phone');
    await expectNoViolations(board);
    await mention.getByRole('link', { name: /Amina.*Decidim/ }).click();
    await board.getByRole('region', { name: 'Notes on Website' }).getByText('about this').waitFor();
    await screenshot(board, 'notes-phone');
    await expectNoViolations(board);
    await expectNoSidewaysScroll(board);
    await expect
      .poll(() => {
        const { hackathonId } = scene.server.parts.documents.require(id);
        return scene.server.parts.notes.mentions(hackathonId, bo.personId).length;
      })
      .toBe(0);
    scene.browser.expectQuiet();
    await leave();
  });
});

describe('following somebody', () => {
  it('[PR4] moves my view to where they are until I do something myself', async () => {
    const { mine, theirs, leave } = await scene.sitDown();
    await theirs.getByRole('button', { name: 'Follow Amina' }).click();
    await theirs.getByText('Following Amina').waitFor();
    const field = (label: string) => theirs.getByLabel(label, { exact: true });
    await mine.getByLabel('Partners', { exact: true }).focus();
    await expect.poll(() => isInWindow(field('Partners'))).toBe(true);
    await mine.getByLabel('Type of tool', { exact: true }).focus();
    await expect.poll(() => isInWindow(field('Type of tool'))).toBe(true);

    await theirs.mouse.wheel(0, 50);
    await theirs.getByText('Following Amina').waitFor({ state: 'hidden' });
    await mine.getByLabel('Partners', { exact: true }).focus();
    await theirs.getByRole('button', { name: 'Partners', exact: true }).waitFor();
    expect(await isInWindow(field('Partners'))).toBe(false);
    scene.browser.expectQuiet();
    await leave();
  });
});

function isInWindow(field: Locator): Promise<boolean> {
  return field.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
}

describe('coming back', () => {
  it('[SN1] shows what others changed, by whom, and what it was before', async () => {
    const { id, open } = await scene.prepare({ name: 'Decidim', summary: { en: 'A platform.' } });
    const { amina, bo, mine, theirs, leave } = await open();
    const visits = () =>
      scene.server.parts.db
        .prepare('SELECT count(*) FROM document_visit WHERE documentId = ?')
        .pluck()
        .get(id);
    await expect.poll(visits).toBe(2);
    await mine.getByLabel('Summary', { exact: true }).waitFor();
    await leave();
    scene.server.parts.rooms.edit(
      id,
      { type: 'server', personId: bo.personId, reason: 'test' },
      (doc) => doc.getText('summary.en').insert(2, 'free '),
    );
    const again = await scene.openPage(id, amina);
    const field = again.locator('[data-root="summary.en"]');
    await field.getByText(/Changed since you last looked · Bo/).waitFor();
    await field.getByRole('button', { name: /See what changed/ }).click();
    await expect.poll(() => field.locator('ins').textContent()).toContain('free');
    await screenshot(again, 'news-desktop', { fullPage: false });
    await expectNoViolations(again);
    // Seen for long enough: told to the server, and no news the next time.
    const unseen = () =>
      scene.server.parts.db
        .prepare('SELECT unseen FROM document_visit WHERE documentId = ? AND personId = ?')
        .pluck()
        .get(id, amina.personId);
    await expect.poll(unseen, { timeout: 10_000 }).toBe('{}');
    await again.reload();
    await field.waitFor();
    await again.getByText('On the server').first().waitFor();
    expect(await field.getByText(/Changed since/).count()).toBe(0);
    scene.browser.expectQuiet();
    await again.context().close();
    await theirs.context().close();
  });

  it('[TR1] shows source and translation side by side, and that the source changed since', async () => {
    const { id, open } = await scene.prepare({
      name: 'Decidim',
      summary: { en: 'A platform.', fr: 'Une plateforme.', ar: 'منصة للمشاركة.' },
      description: {
        ar: [
          {
            type: 'bulletList',
            content: [{ type: 'listItem', content: plainToRichText('مرحبا') }],
          },
        ],
      },
    });
    const { bo, mine, leave } = await open();
    const write = (root: string, words: string) =>
      scene.server.parts.rooms.edit(
        id,
        { type: 'server', personId: bo.personId, reason: 'test' },
        (doc) => doc.getText(root).insert(0, words),
      );
    write('summary.fr', 'Enfin : ');
    await mine.getByRole('radio', { name: /Français/ }).check({ force: true });
    const french = mine.locator('[data-root="summary.fr"]');
    await french.waitFor();
    write('summary.en', 'Now: ');
    await french.getByText(/English changed after this was translated/).waitFor();
    await french.getByRole('button', { name: 'Show it beside' }).click();
    const english = mine.locator('[data-root="summary.en"]');
    const [left, right] = [await english.boundingBox(), await french.boundingBox()];
    expect(left!.y).toBe(right!.y);
    expect(left!.x).toBeLessThan(right!.x);
    await screenshot(mine, 'beside-desktop', { fullPage: false });
    await expectNoViolations(mine);
    await french.getByRole('textbox').focus();
    await mine.keyboard.type('!');
    await french.getByText(/English changed after/).waitFor({ state: 'hidden' });
    await mine.getByRole('radio', { name: /العربية/ }).check({ force: true });
    const arabic = mine.locator('[data-root="summary.ar"] textarea');
    expect(await arabic.evaluate((one) => getComputedStyle(one).direction)).toBe('rtl');
    // The signs of a list stand where its words begin, before the editor comes and after.
    const list = mine.locator('[data-root="description.ar"] ul');
    const directionOf = () => list.evaluate((one) => getComputedStyle(one).direction);
    expect(await directionOf()).toBe('rtl');
    await list.click();
    await mine.locator('[id="field-description.ar"][contenteditable="true"]').waitFor();
    expect(await directionOf()).toBe('rtl');
    await screenshot(mine, 'arabic-desktop', { fullPage: false });
    scene.browser.expectQuiet();
    await leave();
  });
});

describe('a signatory', () => {
  it('[SG1] is confirmed on the screen of its own person, live for everybody', async () => {
    const { server, browser, teamId } = scene;
    const claire = await server.signUp({ name: 'Claire', teamIds: [teamId] });
    const { hackathonId } = server.parts.hackathons.teams.get(teamId)!;
    const fay = await server.signUp({ name: 'Fay', facilitates: [hackathonId] });
    const id = server.createDocument(teamId, 'collective-action', {
      name: 'Open contracting',
      description: { en: plainToRichText('Partners joining will publish.') },
      signatories: [
        { kind: 'government', country: 'FR', organisation: '', commitment: 'We will publish.' },
        { kind: 'civil-society', country: 'BR', organisation: 'Transparência Brasil' },
      ],
    });
    const path = `/documents/${id}`;
    const facilitator = await browser.visit({ server, person: fay, path });
    const theirs = await browser.visit({ server, person: claire, path, viewport: PHONE });
    await theirs.getByText('Not confirmed yet').first().waitFor();
    expect(await theirs.getByRole('button', { name: /^Confirm the/ }).count()).toBe(0);
    await facilitator.getByLabel('Who speaks for France').selectOption({ label: 'Claire' });
    await theirs.getByRole('button', { name: 'Confirm the commitment of France' }).click();
    await theirs.getByText(/Confirmed · Claire/).waitFor();
    await facilitator.getByText(/Confirmed · Claire/).waitFor();
    // A country is found by its name in another language than the page's.
    const country = facilitator.getByRole('combobox', { name: 'Country' });
    await country.fill('Allem');
    await facilitator.getByRole('option', { name: 'Germany' }).getByText('Allemagne').waitFor();
    await expectNoViolations(facilitator);
    await screenshot(facilitator, 'country', { fullPage: false });
    await country.press('Enter');
    expect(await country.inputValue()).toBe('Germany');
    await facilitator.getByRole('button', { name: 'Add', exact: true }).click();
    await theirs.getByRole('heading', { name: 'Germany' }).waitFor();
    expect(await country.inputValue()).toBe('');
    await screenshot(facilitator, 'signatories-desktop');
    await screenshot(theirs, 'signatories-phone');
    await expectNoViolations(facilitator);
    await expectNoViolations(theirs);
    await expectNoSidewaysScroll(theirs);

    await theirs.getByLabel('Commitment of France').fill('We will publish everything.');
    await facilitator.getByText('The words changed since they were confirmed').waitFor();
    // What a signatory promises is a line of its own, beside who wrote the list of them.
    await facilitator.goto(`${path}/history`);
    const written = (line: RegExp) => facilitator.getByRole('listitem').filter({ hasText: line });
    await written(/^Signatories · France/)
      .getByText('Claire')
      .waitFor();
    await written(/^Signatories(?! ·)/)
      .getByText('Fay')
      .waitFor();
    await expectNoViolations(facilitator);
    await screenshot(facilitator, 'who-wrote');

    // A language is found under any of its names, and what is found can be seen on a phone.
    const another = { name: 'Write in another language' };
    await theirs.getByRole('button', another).first().click();
    const menu = theirs.getByRole('dialog', another);
    const box = await menu.boundingBox();
    expect(box!.y + box!.height).toBeLessThanOrEqual(PHONE.height);
    await theirs.keyboard.type('kiswahili');
    await menu.getByRole('button', { name: 'Swahili' }).waitFor();
    browser.expectQuiet();
    await facilitator.context().close();
    await theirs.context().close();
  });
});
