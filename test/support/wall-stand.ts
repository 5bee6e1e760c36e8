// A server with the sample hackathon and a link to its wall, a browser to hang it in, and the
// facilitator who decides what it shows.

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { loadSample } from '../../server/hackathons/sample/load.ts';
import type { WallScene } from '../../shared/wall-programme.ts';
import { CLIENT_DIRECTORY } from '../setup/client-build.ts';
import { openBrowser, type TestBrowser } from './browser.ts';
import { startTestServer, type TestPerson, type TestServer } from './server.ts';

/** Where a wall hangs in a test. */
export interface WallStand extends AsyncDisposable {
  readonly server: TestServer;
  readonly browser: TestBrowser;
  readonly facilitator: TestPerson;
  readonly hackathonId: string;
  readonly wallPath: string;
  /** Changes the programme, of the sample unless told otherwise. */
  decide(body: unknown, id?: string): Promise<void>;
  /** Puts a scene on the wall and waits until the page shows it. */
  choose(page: Page, scene: WallScene, id?: string): Promise<void>;
}

/** Sets it up with something to say in every scene. */
export async function openWallStand(): Promise<WallStand> {
  const server = await startTestServer({ clientDirectory: CLIENT_DIRECTORY });
  const browser = await openBrowser();
  const { hackathonId, wallToken } = loadSample(server.parts);
  const facilitator = await server.signUp({ name: 'Grace Keller', facilitates: [hackathonId] });
  const decide = async (body: unknown, id = hackathonId) => {
    const path = `/api/hackathons/${id}/wall-programme`;
    const answer = await server.request(path, { method: 'PATCH', person: facilitator, body });
    expect(answer.status, await answer.text()).toBe(204);
  };
  server.parts.hackathons.announcements.create(hackathonId, 'Lunch is in the garden.', null);
  const finalised = server.parts.documents
    .summaries({ hackathonId })
    .find(({ recordPath }) => recordPath !== null)!;
  await decide({ spotlightId: finalised.id });
  return {
    server,
    browser,
    facilitator,
    hackathonId,
    wallPath: `/wall/${wallToken}`,
    decide,
    async choose(page, scene, id = hackathonId) {
      await decide({ isRotating: false, chosen: scene }, id);
      await page.locator(`[data-scene="${scene}"]`).waitFor();
    },
    async [Symbol.asyncDispose]() {
      await browser[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}
