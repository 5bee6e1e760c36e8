// The form and the board by the keyboard alone: Tab reaches everything that can be pressed, in the order
// it is read, shows where it is, and is never trapped or lost.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainToRichText } from '../../shared/rich-text.ts';
import { CLIENT_DIRECTORY } from '../setup/client-build.ts';
import { DESKTOP, openBrowser, PHONE, type TestBrowser } from '../support/browser.ts';
import { toolSeed } from '../support/entries.ts';
import { startTestServer, type TestPerson, type TestServer } from '../support/server.ts';

let server: TestServer;
let browser: TestBrowser;
let amina: TestPerson;
let slug: string;
let paths: { tool: string; action: string; board: string };

beforeAll(async () => {
  server = await startTestServer({ clientDirectory: CLIENT_DIRECTORY });
  browser = await openBrowser();
  const { hackathon, teams } = server.createHackathon({ name: 'Lomé 2026' });
  const teamId = teams[0]!.id;
  slug = hackathon.slug;
  amina = await server.signUp({ name: 'Amina', teamIds: [teamId] });
  const tool = server.createDocument(teamId, 'tool', toolSeed('Decidim'), amina);
  const action = server.createDocument(
    teamId,
    'collective-action',
    {
      name: 'Open contracting',
      description: { en: plainToRichText('Partners joining will publish.') },
      signatories: [
        { kind: 'government', country: 'FR', organisation: '', commitment: 'We will.' },
        { kind: 'civil-society', country: 'BR', organisation: 'Transparência Brasil' },
      ],
    },
    amina,
  );
  paths = {
    tool: `/documents/${tool}`,
    action: `/documents/${action}`,
    board: `/hackathons/${slug}`,
  };
});

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

/** More presses than any page of ours has stops. */
const MOST_STOPS = 250;

/** A place Tab stopped at. */
interface Stop {
  /** Absent for what came only while walking. */
  readonly stop: string | undefined;
  readonly name: string;
  /** Whether it, or what it stands in, looks otherwise than without the keyboard in it. */
  readonly isShown: boolean;
  readonly isInView: boolean;
}

/** What Tab can stop at and a person can see; and what it did stop at, in order. */
async function walk(
  page: Page,
): Promise<{ seen: Stop[]; wanted: { stop: string; html: string }[] }> {
  await page.evaluate(LOOKS);
  const wanted = await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    const stops =
      'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex="0"], [contenteditable="true"]';
    const found: { stop: string; html: string }[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(stops)) {
      // Of radio buttons that belong together, and of toolbars, Tab stops at one.
      if (element.tabIndex < 0 || !element.checkVisibility({ visibilityProperty: true })) continue;
      if (element.matches('input[type=radio]:not(:checked)')) continue;
      const stop = `${found.length}`;
      element.dataset.stop = stop;
      element.dataset.look = lookOf(element);
      found.push({ stop, html: element.outerHTML.slice(0, 160) });
    }
    return found;
  });
  const seen: Stop[] = [];
  for (let press = 0; press < MOST_STOPS; press++) {
    await page.keyboard.press('Tab');
    // What focus changes is on the screen with the next frame.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    const at = await page.evaluate((): Stop | null => {
      const element = document.activeElement as HTMLElement | null;
      if (element === null || element === document.body) return null;
      const { stop, look } = element.dataset;
      const { top, bottom, left, right } = element.getBoundingClientRect();
      return {
        stop,
        name:
          element.getAttribute('aria-label') ??
          (element.id || (element.textContent ?? '').trim().slice(0, 40)),
        isShown: look === undefined || look !== lookOf(element),
        isInView: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
      };
    });
    if (at === null || (at.stop !== undefined && at.stop === seen[0]?.stop)) break;
    seen.push(at);
  }
  return { seen, wanted };
}

declare function lookOf(element: HTMLElement): string;

/** The lines and grounds of an element and of the three around it, as one text. */
const LOOKS = `
  window.lookOf = (element) => {
    const looks = [];
    for (let at = element, up = 0; at !== null && up < 4; at = at.parentElement, up++) {
      const style = getComputedStyle(at);
      looks.push(style.outlineStyle === 'none' ? '' : style.outline, style.boxShadow, style.border);
    }
    return looks.join(' / ');
  };
`;

describe('by the keyboard alone', () => {
  for (const viewport of [DESKTOP, PHONE]) {
    for (const place of ['tool', 'action', 'board'] as const) {
      it(`[CL10] Tab reaches all of the ${place}, ${viewport.width} px wide, and shows where it is`, async () => {
        const page = await browser.visit({ server, person: amina, path: paths[place], viewport });
        await page
          .getByRole('heading', { level: 1 })
          .or(page.getByLabel('Name', { exact: true }))
          .first()
          .waitFor();
        if (place !== 'board')
          await page.getByText('On the server').first().waitFor({ state: 'attached' });
        await page.waitForLoadState('networkidle');
        const { seen, wanted } = await walk(page);
        const reached = new Set(seen.map(({ stop }) => stop));
        expect(wanted.filter(({ stop }) => !reached.has(stop))).toEqual([]);
        expect(seen.length).toBeLessThan(MOST_STOPS);
        expect(seen.filter(({ isShown }) => !isShown).map(({ name }) => name)).toEqual([]);
        expect(seen.filter(({ isInView }) => !isInView).map(({ name }) => name)).toEqual([]);
        browser.expectQuiet();
        await page.context().close();
      });
    }
  }
});
