// Every address of the client, light and dark, wide and narrow: nothing for axe to find, nothing
// that scrolls sideways, nothing on the console, nothing against the content security policy.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSample } from '../../server/hackathons/sample/load.ts';
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
import { startTestServer, type TestPerson, type TestServer } from '../support/server.ts';

type Who = 'stranger' | 'member' | 'facilitator';

/** What is looked at; paths are filled in once the sample is loaded. */
const PAGES: readonly { name: string; who: Who; path: () => string; expected?: RegExp }[] = [
  { name: 'home-stranger', who: 'stranger', path: () => '/' },
  { name: 'home-member', who: 'member', path: () => '/' },
  { name: 'home-facilitator', who: 'facilitator', path: () => '/' },
  { name: 'join', who: 'stranger', path: () => '/join' },
  { name: 'join-code', who: 'stranger', path: () => `/join/${addresses.code}` },
  { name: 'join-team-code', who: 'stranger', path: () => `/join/${addresses.teamCode}` },
  { name: 'sign-in', who: 'stranger', path: () => '/sign-in' },
  { name: 'welcome', who: 'stranger', path: () => `/welcome/${addresses.token}` },
  { name: 'me', who: 'member', path: () => '/me' },
  { name: 'my-receipts', who: 'member', path: () => '/me/receipts' },
  { name: 'closing', who: 'member', path: () => '/hackathons/paris-2016/closing' },
  {
    name: 'all-receipts',
    who: 'facilitator',
    path: () => '/hackathons/paris-2016/receipts',
  },
  {
    name: 'receipt-unknown',
    who: 'stranger',
    path: () => '/receipts/a/b/1/c',
    expected: /status of 404/,
  },
  { name: 'board', who: 'member', path: () => '/hackathons/paris-2016' },
  { name: 'control-room', who: 'facilitator', path: () => '/hackathons/paris-2016/control' },
  ...['review', 'access', 'walls', 'exports', 'settings', 'log'].map((tab) => ({
    name: `control-${tab}`,
    who: 'facilitator' as const,
    path: () => `/hackathons/paris-2016/control?tab=${tab}`,
  })),
  { name: 'import', who: 'facilitator', path: () => '/hackathons/paris-2016/import' },
  { name: 'import-member', who: 'member', path: () => '/hackathons/paris-2016/import' },
  { name: 'new-hackathon', who: 'facilitator', path: () => '/hackathons/new' },
  { name: 'draft-tool', who: 'member', path: () => `/documents/${addresses.draftTool}` },
  { name: 'draft-action', who: 'member', path: () => `/documents/${addresses.draftAction}` },
  { name: 'draft-use-case', who: 'member', path: () => `/documents/${addresses.draftUseCase}` },
  {
    name: 'draft-organisation',
    who: 'member',
    path: () => `/documents/${addresses.draftOrganisation}`,
  },
  { name: 'finalised', who: 'member', path: () => `/documents/${addresses.finalised}` },
  { name: 'history', who: 'member', path: () => `/documents/${addresses.finalised}/history` },
  { name: 'catalogue', who: 'stranger', path: () => '/catalogue' },
  { name: 'record-tool', who: 'stranger', path: () => '/catalogue/tool/pxweb' },
  {
    name: 'record-action',
    who: 'stranger',
    path: () => '/catalogue/collective-action/open-public-procurement',
  },
  { name: 'actions', who: 'stranger', path: () => '/catalogue/actions/paris-2016' },
  { name: 'record-desk', who: 'facilitator', path: () => '/catalogue/tool/pxweb' },
  { name: 'merge', who: 'facilitator', path: () => '/catalogue/tool/pxweb/merge?q=budget' },
  { name: 'api-docs', who: 'stranger', path: () => '/api/docs' },
  { name: 'wall', who: 'stranger', path: () => `/wall/${addresses.wall}` },
  {
    name: 'wall-gone',
    who: 'stranger',
    path: () => '/wall/no-such-wall',
    expected: /status of 40[34]|EventSource/,
  },
  { name: 'not-found', who: 'stranger', path: () => '/no/such/page' },
];

let server: TestServer;
let browser: TestBrowser;
let people: Record<Who, TestPerson | undefined>;
let addresses: Record<
  | 'code'
  | 'teamCode'
  | 'token'
  | 'wall'
  | 'draftTool'
  | 'draftAction'
  | 'draftUseCase'
  | 'draftOrganisation'
  | 'finalised',
  string
>;

beforeAll(async () => {
  server = await startTestServer({ clientDirectory: CLIENT_DIRECTORY });
  browser = await openBrowser();
  const sample = loadSample(server.parts);
  const { documents, hackathons } = server.parts;
  const team = hackathons.teams
    .list(sample.hackathonId)
    .find(({ name }) => name === 'Anti-Corruption')!;
  const own = documents.summaries({ teamId: team.id });
  const draft = (kind: string) =>
    (own.find((one) => one.kind === kind && one.state === 'draft') ??
      documents
        .summaries({ hackathonId: sample.hackathonId })
        .find((one) => one.kind === kind && one.state === 'draft'))!.id;
  people = {
    stranger: undefined,
    member: await server.signUp({ name: 'Amina Diallo', teamIds: [team.id] }),
    facilitator: await server.signUp({
      name: 'Ada Keller',
      facilitates: [sample.hackathonId],
      isAdministrator: true,
    }),
  };
  addresses = {
    code: sample.code,
    teamCode: sample.teams[0]!.code,
    token: sample.facilitatorToken,
    wall: sample.wallToken,
    draftTool: draft('tool'),
    draftAction: draft('collective-action'),
    draftUseCase: draft('use-case'),
    draftOrganisation: draft('organisation'),
    finalised: own.find(({ state }) => state === 'finalised')!.id,
  };
});

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

/** Waits for what a person would wait for: a title, and no sign that something is still coming. */
async function settle(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForFunction((scheme) => {
    // The wall is without the kit that keeps this attribute; it follows the media query itself.
    const isKit = document.getElementById('main') !== null;
    return (
      (!isKit || document.documentElement.dataset.mantineColorScheme === scheme) &&
      ![...document.querySelectorAll('[role=status], [aria-busy=true]')].some(
        (one) => one.getAttribute('aria-busy') === 'true' || one.textContent?.includes('Loading'),
      )
    );
  }, colorScheme);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

describe('every page', () => {
  for (const { name, who, path, expected } of PAGES) {
    it(`[CL9] ${name} can be read by everyone`, async () => {
      if (expected !== undefined) browser.expectNoise(expected);
      const page = await browser.visit({ server, person: people[who], path: path() });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        for (const viewport of [DESKTOP, PHONE]) {
          await page.setViewportSize(viewport);
          await settle(page, colorScheme);
          await expectNoViolations(page);
          await expectNoSidewaysScroll(page);
          await screenshot(page, `${name}-${colorScheme}-${viewport.width}`);
        }
      }
      browser.expectQuiet();
      await page.context().close();
    });
  }
});

/** Half of the 44 px a thumb needs; a little less, for neighbours that touch share their edge. */
const THUMB_HALF = 20;

/** What can be pressed and is not found so far from its middle; links are words, and as high as those. */
function findSmall(page: Page): Promise<string[]> {
  return page.evaluate((half) => {
    const pressed = 'button, select, summary, [role=tab], .mantine-Button-root';
    return [...document.querySelectorAll<HTMLElement>(pressed)].flatMap((one) => {
      if (!one.checkVisibility({ visibilityProperty: true })) return [];
      one.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
      const { left, top, width, height } = one.getBoundingClientRect();
      const isFound = [
        [0, -half],
        [0, half],
        [-half, 0],
        [half, 0],
      ].every(([x = 0, y = 0]) => {
        const found = document.elementFromPoint(left + width / 2 + x, top + height / 2 + y);
        return one.contains(found);
      });
      const name = one.getAttribute('aria-label') ?? one.textContent;
      return isFound ? [] : `${name}: ${Math.round(width)} × ${Math.round(height)}`;
    });
  }, THUMB_HALF);
}

describe('on a phone', () => {
  const names = [
    'home-stranger',
    'me',
    'board',
    'draft-tool',
    'draft-action',
    'history',
    'control-room',
    'control-access',
    'control-walls',
    'import',
    'catalogue',
    'record-desk',
  ];
  for (const { name, who, path } of PAGES.filter((one) => names.includes(one.name))) {
    it(`[CL11] everything on ${name} that is pressed has room for a thumb`, async () => {
      const page = await browser.visit({
        server,
        person: people[who],
        path: path(),
        viewport: PHONE,
        hasTouch: true,
      });
      await settle(page, 'light');
      await expect.poll(() => findSmall(page), { timeout: 4000 }).toEqual([]);
      browser.expectQuiet();
      await page.context().close();
    });
  }
});
