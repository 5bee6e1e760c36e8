// Boards over real HTTP: what the feed tells, where it goes on, and who may follow it.
import { expect, test } from 'vitest';
import type { BoardEvent, BoardView } from '../../shared/api/live.ts';
import { followEvents } from '../support/events.ts';
import { startTestServer, type TestPerson, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

async function readBoard(
  server: TestServer,
  hackathonId: string,
  person: TestPerson,
): Promise<BoardView> {
  const answer = await server.request(`/api/hackathons/${hackathonId}/board`, { person });
  expect(answer.status).toBe(200);
  return (await answer.json()) as BoardView;
}

function followBoard(
  server: TestServer,
  hackathonId: string,
  person: TestPerson,
  cursor: string | null,
  headers: Record<string, string> = {},
) {
  const query = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
  return followEvents<BoardEvent>(`${server.url}/api/hackathons/${hackathonId}/feed${query}`, {
    headers: { cookie: `sommet=${person.cookie}`, ...headers },
  });
}

type EventOf<T extends BoardEvent['type']> = Extract<BoardEvent, { type: T }>;

const ofType = <T extends BoardEvent['type']>(events: readonly BoardEvent[], type: T) =>
  events.filter((event): event is EventOf<T> => event.type === type);

test('[WL1] a board follows titles, people, teams, announcements and deadlines as they change', async () => {
  await using server = await startTestServer();
  const { hackathon, teams } = server.createHackathon();
  const team = teams[0]!;
  const ada = await server.signUp({ name: 'Ada', teamIds: [team.id] });
  const documentId = server.createDocument(team.id, 'tool');
  const board = await readBoard(server, hackathon.id, ada);
  expect(board.documents.map(({ id }) => id)).toEqual([documentId]);
  using feed = await followBoard(server, hackathon.id, ada, board.cursor);

  const bot = server.connect(documentId, ada);
  await bot.synced();
  bot.doc.getText('name').insert(0, 'OpenFisca');
  await until(() =>
    ofType(feed.events, 'document').some(({ document }) => document.title === 'OpenFisca'),
  );
  const written = ofType(feed.events, 'document').at(-1)!.document;
  expect(written).toMatchObject({ id: documentId, lastEditedBy: 'Ada', state: 'draft' });
  await until(() => ofType(feed.events, 'presence').at(-1)?.people.length === 1);
  expect(ofType(feed.events, 'presence').at(-1)).toMatchObject({
    documentId,
    people: [{ personId: ada.personId, name: 'Ada', teamId: team.id }],
  });
  expect((await readBoard(server, hackathon.id, ada)).presence[documentId]).toHaveLength(1);
  bot.leave();
  await until(() => ofType(feed.events, 'presence').at(-1)?.people.length === 0);

  const { hackathons } = server.parts;
  hackathons.teams.update(team.id, { handRaised: true }, ada.personId);
  await until(() => ofType(feed.events, 'team').at(-1)?.team.handRaisedAt);
  const bo = await server.signUp({ name: 'Bo', teamIds: [team.id] });
  hackathons.memberships.move(bo.personId, team.id, teams[1]!.id, ada.personId);
  await until(() => ofType(feed.events, 'member').at(-1)?.personId === bo.personId);
  hackathons.announcements.create(hackathon.id, 'Lunch', null);
  await until(
    () => ofType(feed.events, 'announcements').at(-1)?.announcements[0]?.text === 'Lunch',
  );
  hackathons.update(hackathon.id, { state: 'frozen' }, null);
  await until(() => ofType(feed.events, 'hackathon').at(-1)?.hackathon.state === 'frozen');
  expect(ofType(feed.events, 'reset')).toEqual([]);
});

test('a reader who comes back with its cursor is told what it missed', async () => {
  await using server = await startTestServer();
  const { hackathon, teams } = server.createHackathon();
  const ada = await server.signUp({ name: 'Ada', teamIds: [teams[0]!.id] });
  const board = await readBoard(server, hackathon.id, ada);
  const { hackathons } = server.parts;

  const first = await followBoard(server, hackathon.id, ada, board.cursor);
  hackathons.teams.update(teams[0]!.id, { name: 'One' }, null);
  await until(() => first.lastId);
  const cursor = first.lastId;
  first[Symbol.dispose]();
  hackathons.teams.update(teams[1]!.id, { name: 'Two' }, null);

  // The browser's own header is newer than the address it first came with.
  using again = await followBoard(server, hackathon.id, ada, board.cursor, {
    'last-event-id': cursor!,
  });
  await until(() => again.events.length > 0);
  expect(ofType(again.events, 'team').map(({ team }) => team.name)).toEqual(['Two']);
});

test('a reader from before a restart, or without a cursor, is told to read the board again', async () => {
  await using server = await startTestServer();
  const { hackathon, teams } = server.createHackathon();
  const ada = await server.signUp({ name: 'Ada', teamIds: [teams[0]!.id] });
  const { cursor } = await readBoard(server, hackathon.id, ada);
  await server.restart();
  for (const known of [cursor, null]) {
    using feed = await followBoard(server, hackathon.id, ada, known);
    await until(() => feed.events.length > 0);
    expect(feed.events).toEqual([{ type: 'reset' }]);
  }
});

test('[AC1] a board and its feed are for those who take part', async () => {
  await using server = await startTestServer();
  const { hackathon } = server.createHackathon();
  const elsewhere = server.createHackathon({ name: 'Elsewhere' });
  const eve = await server.signUp({ name: 'Eve', teamIds: [elsewhere.teams[0]!.id] });
  for (const what of ['board', 'feed']) {
    const path = `/api/hackathons/${hackathon.id}/${what}`;
    expect((await server.request(path)).status).toBe(401);
    expect((await server.request(path, { person: eve })).status).toBe(404);
    expect((await server.request(`/api/hackathons/nothing/${what}`, { person: eve })).status).toBe(
      404,
    );
  }
});

test('[WS6] signing out ends the feed of that session and of no other', async () => {
  await using server = await startTestServer();
  const { hackathon, teams } = server.createHackathon();
  const ada = await server.signUp({ name: 'Ada', teamIds: [teams[0]!.id] });
  const bob = await server.signUp({ name: 'Bob', teamIds: [teams[0]!.id] });
  using adas = await followBoard(server, hackathon.id, ada, null);
  using bobs = await followBoard(server, hackathon.id, bob, null);
  await server.request('/api/session', { method: 'DELETE', person: ada });
  await adas.ended;
  await expect(followBoard(server, hackathon.id, ada, null)).rejects.toThrow('401');
  server.parts.hackathons.teams.update(teams[0]!.id, { name: 'Still here' }, null);
  await until(() => ofType(bobs.events, 'team').length === 1);
});

test('[SY6] readers who come and go leave nothing behind', async () => {
  await using server = await startTestServer();
  const { hackathon, teams } = server.createHackathon();
  const ada = await server.signUp({ name: 'Ada', teamIds: [teams[0]!.id] });
  const { live } = server.parts;
  for (let n = 0; n < 40; n++) {
    const feed = await followBoard(server, hackathon.id, ada, null);
    feed[Symbol.dispose]();
  }
  await until(() => live.stats.followers === 0);
  expect(live.stats.feeds).toBe(1);
});

test('[SY10] a server that stops ends its feeds', async () => {
  await using server = await startTestServer();
  const { hackathon, teams } = server.createHackathon();
  const ada = await server.signUp({ name: 'Ada', teamIds: [teams[0]!.id] });
  using feed = await followBoard(server, hackathon.id, ada, null);
  await server.stop();
  await expect(feed.ended).resolves.toBeUndefined();
  await server.start();
});
