// A real browser with one context per person, which notices everything that should not happen:
// console errors, uncaught exceptions, violations of the content security policy or of WCAG.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import type { TestPerson, TestServer } from './server.ts';

/** How a person sits there. */
interface Visit {
  readonly server: TestServer;
  /** Signed in from the start; a stranger when left out. */
  readonly person?: TestPerson;
  readonly path?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  /** A screen one points at with a thumb. */
  readonly hasTouch?: boolean;
  readonly locale?: string;
  /** The browser keeps the app, as people's do; most tests would only wait for it. */
  readonly keepsApp?: boolean;
}

/** A browser for one test file. */
export interface TestBrowser extends AsyncDisposable {
  /** Opens a page in a context of its own, as another laptop would. */
  visit(visit: Visit): Promise<Page>;
  /** Closes what a test that failed half-way left open, so that the next one is alone. */
  closePages(): Promise<void>;
  /** From now on, console lines like this are part of the story and no problem. */
  expectNoise(pattern: RegExp): void;
  /** Fails when any page had reason to complain since the last call. */
  expectQuiet(): void;
}

/** A laptop at a table. */
export const DESKTOP = { width: 1440, height: 900 } as const;
/** A phone held upright. */
export const PHONE = { width: 390, height: 844 } as const;

/** How long a page may take to show what is waited for, ms; reached by failures only. */
const WAIT_MS = 15_000;

const FLAGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // Containers give /dev/shm 64 MB, with which Chromium crashes on larger pages.
  '--disable-dev-shm-usage',
  // Chromium refuses its sandbox to root.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

const AXE_SOURCE = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** Starts the browser that the run's set-up found. */
export async function openBrowser(): Promise<TestBrowser> {
  const browser: Browser = await chromium.launch({
    executablePath: inject('browserPath'),
    args: FLAGS,
  });
  let problems: string[] = [];
  const noise: RegExp[] = [];
  const note = (page: Page, problem: string): void => {
    if (noise.some((pattern) => pattern.test(problem))) return;
    problems.push(`${new URL(page.url()).pathname}: ${problem}`);
  };
  return {
    async visit({
      server,
      person,
      path = '/',
      viewport = DESKTOP,
      colorScheme = 'light',
      hasTouch = false,
      locale,
      keepsApp = false,
    }) {
      const context = await browser.newContext({
        baseURL: server.url,
        viewport,
        colorScheme,
        hasTouch,
        locale: locale ?? 'en-GB',
        serviceWorkers: keepsApp ? 'allow' : 'block',
        // Half-way through a fade, contrast is whatever it is.
        reducedMotion: 'reduce',
      });
      if (person !== undefined) {
        await context.addCookies([
          {
            name: 'sommet',
            value: person.cookie,
            url: server.url,
            httpOnly: true,
            sameSite: 'Lax',
          },
        ]);
      }
      context.setDefaultTimeout(WAIT_MS);
      await context.addInitScript({ content: AXE_SOURCE });
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') note(page, `${message.text()} ${message.location().url}`);
      });
      page.on('pageerror', (error) => note(page, String(error.stack ?? error)));
      await page.goto(path);
      return page;
    },
    async closePages() {
      const contexts = browser.contexts();
      // A request that a test answers itself keeps its page open until it is answered.
      const pages = contexts.flatMap((context) => context.pages());
      await Promise.all(pages.map((page) => page.unrouteAll({ behavior: 'ignoreErrors' })));
      await Promise.all(contexts.map((context) => context.close()));
    },
    expectNoise: (pattern) => noise.push(pattern),
    expectQuiet() {
      const found = problems;
      problems = [];
      expect(found).toEqual([]);
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}

/** How long a page may take to come to rest before axe's word counts, ms. */
const REST_MS = 4000;

/** Fails with a readable list when axe still finds something once the page has come to rest. */
export async function expectNoViolations(page: Page): Promise<void> {
  await expect
    .poll(() => findViolations(page), {
      timeout: REST_MS,
      message: `axe on ${new URL(page.url()).pathname}`,
    })
    .toEqual([]);
}

async function findViolations(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate(() =>
    // Put there by the script above.
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary}`).join('\n')}`,
  );
}

/** Fails when a page at rest can be scrolled sideways, which is how a narrow screen breaks. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overhang = () =>
    page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
  await expect
    .poll(overhang, {
      timeout: REST_MS,
      message: `pixels to the side of ${new URL(page.url()).pathname}`,
    })
    .toBeLessThanOrEqual(0);
}

/** Keeps a picture when `SCREENSHOTS` names a folder; of a very long page better not all of it. */
export async function screenshot(
  page: Page,
  name: string,
  { fullPage = true } = {},
): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
}
