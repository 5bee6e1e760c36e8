// The control room's hand on the walls over real HTTP: what each wall shows, who may decide, and what
// screens report.
import { expect, test } from 'vitest';
import type { WallsView, WallView } from '../../shared/api/wall.ts';
import { sceneAt } from '../../shared/wall-programme.ts';
import { followEvents } from '../support/events.ts';
import { startTestServer, type TestPerson, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

const readyTool = {
  name: 'OpenFisca',
  toolType: 'software',
  summary: { en: 'Turns law into code' },
  description: { en: [{ type: 'paragraph', content: [{ type: 'text', text: 'Law as code.' }] }] },
  countries: ['FR', 'NZ'],
};

const SCREEN = 'screen0000000one';
const OTHER = 'screen0000000two';

async function openHall(server: TestServer) {
  const { hackathon, teams } = server.createHackathon();
  const grace = await server.signUp({ name: 'Grace', facilitates: [hackathon.id] });
  const hang = (name: string) => {
    const { id, token } = server.parts.hackathons.wallLinks.create(hackathon.id, null, name);
    return { id, path: `/api/wall/${token}`, feed: `${server.url}/api/wall/${token}/feed` };
  };
  const decide = async (path: string, body: unknown, person: TestPerson = grace) => {
    const answer = await server.request(path, { method: 'PATCH', person, body });
    return answer.status;
  };
  const all = `/api/hackathons/${hackathon.id}/wall-programme`;
  return { hackathon, teams, grace, hang, decide, all };
}

const chosen = (view: WallView | undefined) =>
  view === undefined ? undefined : sceneAt(view.programme, view, view.serverTime);

test('[WL4] a decision reaches all walls but the one that shows something of its own', async () => {
  await using server = await startTestServer();
  const { hang, decide, all, grace } = await openHall(server);
  const foyer = hang('Foyer');
  const stage = hang('Stage');
  using first = await followEvents<WallView>(foyer.feed);
  using second = await followEvents<WallView>(stage.feed);
  await until(() => first.events.length > 0 && second.events.length > 0);

  expect(await decide(`/api/wall-links/${stage.id}/programme`, { chosen: 'countdown' })).toBe(204);
  await until(() => chosen(second.events.at(-1)) === 'countdown');
  expect(await decide(all, { chosen: 'totals', hall: 'light' })).toBe(204);
  await until(() => chosen(first.events.at(-1)) === 'totals');
  expect(first.events.at(-1)?.programme.hall).toBe('light');
  expect(chosen(second.events.at(-1))).toBe('countdown');

  const back = await server.request(`/api/wall-links/${stage.id}/programme`, {
    method: 'DELETE',
    person: grace,
  });
  expect(back.status).toBe(204);
  await until(() => chosen(second.events.at(-1)) === 'totals');
});

test('[WL4] what the walls show outlives a restart', async () => {
  await using server = await startTestServer();
  const { hang, decide, all } = await openHall(server);
  const { path } = hang('Foyer');
  await decide(all, { chosen: 'teams', secondsPerScene: 45 });
  await server.restart();
  const wall = (await (await server.request(path)).json()) as WallView;
  expect(wall.programme).toMatchObject({ chosen: 'teams', secondsPerScene: 45 });
});

test('[WL4] only what is in the catalogue can be in the spotlight, and a wall tells no draft', async () => {
  await using server = await startTestServer();
  const { hackathon, teams, grace, hang, decide, all } = await openHall(server);
  const documentId = server.createDocument(teams[0]!.id, 'tool', readyTool);
  expect(await decide(all, { spotlightId: documentId })).toBe(409);
  await server.request(`/api/documents/${documentId}/finalise`, {
    method: 'POST',
    person: grace,
    body: {},
  });
  expect(await decide(all, { spotlightId: documentId, chosen: 'spotlight' })).toBe(204);
  const { path } = hang('Foyer');
  const read = async () => (await (await server.request(path)).json()) as WallView;
  expect((await read()).spotlight).toMatchObject({
    title: 'OpenFisca',
    summary: { en: 'Turns law into code' },
    countries: ['FR', 'NZ'],
  });

  // Another hackathon's entry is none of this wall's business.
  const elsewhere = server.createHackathon({ name: 'Elsewhere' });
  const other = await server.signUp({ name: 'Alan', facilitates: [elsewhere.hackathon.id] });
  const path2 = `/api/hackathons/${elsewhere.hackathon.id}/wall-programme`;
  expect(await decide(path2, { spotlightId: documentId }, other)).toBe(409);
  expect(await decide(all, { hall: 'dark' }, other)).toBe(404);

  await server.request(`/api/documents/${documentId}/withdraw`, {
    method: 'POST',
    person: grace,
    body: {},
  });
  const after = await read();
  expect(after.spotlight).toBeNull();
  expect(chosen(after)).toBe('overview');
  const log = server.parts.hackathons.audit.list(hackathon.id).map(({ action }) => action);
  expect(log).toContain('wall-programme-changed');
});

test('[WL4] the control room sees which screens are open and what each shows', async () => {
  await using server = await startTestServer();
  const { hackathon, grace, hang } = await openHall(server);
  const foyer = hang('Foyer');
  using remote = await followEvents<WallsView>(
    `${server.url}/api/hackathons/${hackathon.id}/walls/feed`,
    { headers: { cookie: `sommet=${grace.cookie}` } },
  );
  const link = () => remote.events.at(-1)?.links.find(({ id }) => id === foyer.id);
  await until(() => link()?.screens.length === 0);

  const report = (screen: string, body: unknown) =>
    server.request(`${foyer.path}/screens/${screen}`, { method: 'PUT', body });
  const shows = { scene: 'map', announcementId: null, width: 1920, height: 1080 };
  // Without a line there is no such screen.
  expect((await report(SCREEN, shows)).status).toBe(404);
  const wall = await followEvents<WallView>(`${foyer.feed}?screen=${SCREEN}`);
  await until(() => link()?.screens.length === 1);
  expect((await report(SCREEN, shows)).status).toBe(204);
  await until(() => link()?.screens[0]?.shows?.scene === 'map');
  expect((await report(SCREEN, { ...shows, scene: 'secrets' })).status).toBe(422);
  wall[Symbol.dispose]();
  await until(() => link()?.screens.length === 0);
});

test('[WL4] an announcement counts each screen that has shown it once, until it ends', async () => {
  await using server = await startTestServer();
  const { hackathon, grace, hang } = await openHall(server);
  const foyer = hang('Foyer');
  const { announcements } = server.parts.hackathons;
  const { id } = announcements.create(hackathon.id, 'Lunch', null);
  using first = await followEvents<WallView>(`${foyer.feed}?screen=${SCREEN}`);
  using second = await followEvents<WallView>(`${foyer.feed}?screen=${OTHER}`);
  await until(() => first.events.length > 0 && second.events.length > 0);
  for (const screen of [SCREEN, SCREEN, OTHER]) {
    await server.request(`${foyer.path}/screens/${screen}`, {
      method: 'PUT',
      body: { scene: 'overview', announcementId: id, width: 1280, height: 720 },
    });
  }
  const shown = async () => {
    const path = `/api/hackathons/${hackathon.id}/walls`;
    const answer = await server.request(path, { person: grace });
    return ((await answer.json()) as WallsView).announcementsShown;
  };
  expect(await shown()).toEqual({ [id]: 2 });
  announcements.end(id, null);
  expect(await shown()).toEqual({});
});
