// The wall over real HTTP: what it counts, what it never tells, and how fast it hears of an edit.
import { expect, test } from 'vitest';
import type { WallView } from '../../shared/api/wall.ts';
import { followEvents } from '../support/events.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

const SECRET = 'a sentence nobody outside the team may read';

const readyTool = {
  name: 'OpenFisca',
  toolType: 'software',
  summary: { en: 'Turns law into code' },
  description: { en: [{ type: 'paragraph', content: [{ type: 'text', text: 'Law as code.' }] }] },
  countries: ['FR', 'NZ'],
};

function openWall(server: TestServer, hackathonId: string) {
  const { token, id } = server.parts.hackathons.wallLinks.create(hackathonId);
  return { linkId: id, path: `/api/wall/${token}`, feed: `${server.url}/api/wall/${token}/feed` };
}

async function readWall(server: TestServer, path: string): Promise<WallView> {
  const answer = await server.request(path);
  expect(answer.status).toBe(200);
  return (await answer.json()) as WallView;
}

test('[WL1] an edit over a socket reaches the wall, and its words do not', async () => {
  await using server = await startTestServer();
  const { hackathon, teams } = server.createHackathon();
  const team = teams[0]!;
  const ada = await server.signUp({ name: 'Ada', teamIds: [team.id] });
  const documentId = server.createDocument(team.id, 'tool');
  const { path, feed } = openWall(server, hackathon.id);
  using wall = await followEvents<WallView>(feed);
  await until(() => wall.events.length > 0);
  const before = wall.events.at(-1)!.teams.find(({ id }) => id === team.id)!;
  expect(before).toMatchObject({ documents: 1, writing: 0 });

  const bot = server.connect(documentId, ada);
  await bot.synced();
  bot.doc.getText('name').insert(0, SECRET);
  bot.doc.getText('summary.en').insert(0, SECRET);
  const after = await until(() =>
    wall.events
      .at(-1)!
      .teams.find(
        ({ id, writing, completeness }) =>
          id === team.id && writing === 1 && completeness > before.completeness,
      ),
  );
  expect(after.finalised).toBe(0);
  expect(wall.events.at(-1)!.totals).toMatchObject({ online: 1, drafts: { tool: 1 } });
  expect(wall.raw()).not.toContain(SECRET);
  expect(JSON.stringify(await readWall(server, path))).not.toContain(SECRET);
  bot.leave();
  await until(() => wall.events.at(-1)!.totals.online === 0);
});

test('[WL1] a signature counts while the collective action is still a draft', async () => {
  await using server = await startTestServer();
  const { hackathon, teams } = server.createHackathon();
  server.createDocument(teams[0]!.id, 'collective-action', {
    name: 'Open contracting',
    number: 7,
    description: { en: [{ type: 'paragraph', content: [{ type: 'text', text: SECRET }] }] },
    signatories: [
      {
        id: 's1',
        kind: 'government',
        country: 'FR',
        organisation: '',
        confirmed: true,
        commitment: SECRET,
      },
      {
        id: 's2',
        kind: 'government',
        country: 'CL',
        organisation: '',
        confirmed: false,
        commitment: '',
      },
      {
        id: 's3',
        kind: 'civil-society',
        country: null,
        organisation: 'Etalab',
        confirmed: false,
        commitment: '',
      },
    ],
  });
  const wall = await readWall(server, openWall(server, hackathon.id).path);
  expect(wall.countries).toEqual(['CL', 'FR']);
  expect(wall.totals).toMatchObject({ countries: 2, signatories: 3, commitments: 1 });
  expect(wall.collectiveActions).toMatchObject([
    { number: 7, title: 'Open contracting', countries: 2, organisations: 1, isFinalised: false },
  ]);
  expect(JSON.stringify(wall)).not.toContain(SECRET);
});

test('[WL1] a finalised entry reaches the wall with its name, and leaves it when withdrawn', async () => {
  await using server = await startTestServer();
  const { hackathon, teams } = server.createHackathon();
  const grace = await server.signUp({ name: 'Grace', facilitates: [hackathon.id] });
  const documentId = server.createDocument(teams[0]!.id, 'tool', readyTool);
  using wall = await followEvents<WallView>(openWall(server, hackathon.id).feed);
  await until(() => wall.events.at(-1)?.totals.drafts.tool === 1);
  expect(wall.raw()).not.toContain('OpenFisca');

  const finalised = await server.request(`/api/documents/${documentId}/finalise`, {
    method: 'POST',
    person: grace,
    body: {},
  });
  expect(finalised.status, await finalised.text()).toBe(200);
  await until(() => wall.events.at(-1)?.latest.length === 1);
  expect(wall.events.at(-1)).toMatchObject({
    totals: { drafts: { tool: 0 }, finalised: { tool: 1 }, countries: 2 },
    countries: ['FR', 'NZ'],
    latest: [{ kind: 'tool', title: 'OpenFisca', teamName: teams[0]!.name, revision: 1 }],
  });

  const withdrawn = await server.request(`/api/documents/${documentId}/withdraw`, {
    method: 'POST',
    person: grace,
    body: {},
  });
  expect(withdrawn.ok, await withdrawn.text()).toBe(true);
  await until(() => wall.events.at(-1)?.latest.length === 0);
  expect(wall.events.at(-1)?.countries).toEqual([]);
});

test('[WL1] a wall is seen with its link alone, and goes dark when the link is revoked', async () => {
  await using server = await startTestServer();
  const { hackathon } = server.createHackathon();
  const { linkId, path, feed } = openWall(server, hackathon.id);
  const stranger = await fetch(`${server.url}${path}`);
  expect(stranger.status).toBe(200);
  expect(stranger.headers.get('set-cookie')).toBeNull();
  using wall = await followEvents<WallView>(feed);
  await until(() => wall.events.length > 0);

  server.parts.hackathons.wallLinks.revoke(linkId);
  await wall.ended;
  expect((await fetch(`${server.url}${path}`)).status).toBe(404);
  expect((await fetch(feed)).status).toBe(404);
  expect((await fetch(`${server.url}/api/wall/nothing`)).status).toBe(404);
});

test('[LI7] the wall carries the deadline and the time by the server’s clock', async () => {
  const later = 7 * 24 * 60 * 60 * 1000;
  await using server = await startTestServer({ now: () => Date.now() + later });
  const { hackathon } = server.createHackathon();
  const { path, feed } = openWall(server, hackathon.id);
  const wall = await readWall(server, path);
  expect(wall.deadlineAt).toBe(hackathon.endsAt);
  expect(wall.serverTime).toBeGreaterThan(Date.now() + later - 60_000);
  using live = await followEvents<WallView>(feed);
  await until(() => live.events.length > 0);
  server.parts.hackathons.update(hackathon.id, { endsAt: hackathon.endsAt + 600_000 }, null);
  await until(() => live.events.at(-1)?.deadlineAt === hackathon.endsAt + 600_000);
});

test('announcements, teams and people reach the wall', async () => {
  await using server = await startTestServer();
  const { hackathon } = server.createHackathon({ teams: ['Team 10', 'Team 2'] });
  const { hackathons } = server.parts;
  using wall = await followEvents<WallView>(openWall(server, hackathon.id).feed);
  await until(() => wall.events.length > 0);
  expect(wall.events[0]?.teams.map(({ name }) => name)).toEqual(['Team 2', 'Team 10']);
  expect(wall.events[0]?.joinUrl).toMatch(new RegExp(`/join/${wall.events[0]?.joinCode}$`));

  const { id } = hackathons.announcements.create(hackathon.id, 'Lunch', null);
  await until(() => wall.events.at(-1)?.announcement?.text === 'Lunch');
  hackathons.announcements.end(id, null);
  await until(() => wall.events.at(-1)?.announcement === null);
  const team = hackathons.teams.create(hackathon.id, { name: 'Team 3' }, null);
  await server.signUp({ name: 'Ada', teamIds: [team.id] });
  await until(() => wall.events.at(-1)?.totals.people === 1);
  expect(wall.events.at(-1)?.teams.map(({ name }) => name)).toEqual([
    'Team 2',
    'Team 3',
    'Team 10',
  ]);
});
