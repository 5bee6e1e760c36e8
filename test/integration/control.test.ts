// What the control room tells everybody and whom it reached; rehearsals, which leave nothing behind.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ControlView, NoticesView } from '../../shared/api/control.ts';
import type { BoardView } from '../../shared/api/live.ts';
import type { TeamView } from '../../shared/api/teams.ts';
import type { WallView } from '../../shared/api/wall.ts';
import { createFigures } from '../rehearse/figures.ts';
import { openHall } from '../rehearse/hall.ts';
import { toolSeed } from '../support/entries.ts';
import { followEvents } from '../support/events.ts';
import { startTestServer, type TestPerson, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { createVisitor } from '../support/visitor.ts';

let server: TestServer;
let hackathonId: string;
let teamId: string;
let grace: TestPerson;
let bo: TestPerson;

beforeAll(async () => {
  server = await startTestServer();
  const { hackathon, teams } = server.createHackathon();
  hackathonId = hackathon.id;
  teamId = teams[0]!.id;
  grace = await server.signUp({ name: 'Grace', facilitates: [hackathonId] });
  bo = await server.signUp({ name: 'Bo', teamIds: [teamId] });
});

afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
});

async function ask<T>(person: TestPerson, path: string, method = 'GET', body?: unknown) {
  const answer = await server.request(`/api${path}`, { method, person, body });
  const text = await answer.text();
  return { status: answer.status, body: (text === '' ? null : JSON.parse(text)) as T };
}

const control = async () =>
  (await ask<ControlView>(grace, `/hackathons/${hackathonId}/control`)).body;

async function announce(text: string, isUrgent = false): Promise<string> {
  const path = `/hackathons/${hackathonId}/announcements`;
  const { status, body } = await ask<{ id: string }>(grace, path, 'POST', { text, isUrgent });
  expect(status).toBe(201);
  return body.id;
}

describe('announcements', () => {
  it('[WL10] an announcement counts the people on whose screen it was, each once', async () => {
    const id = await announce('Lunch is served.');
    const shown = () => ask(bo, `/announcements/${id}/shown`, 'PUT');
    expect((await shown()).status).toBe(204);
    expect((await shown()).status).toBe(204);
    const documentId = server.createDocument(teamId, 'tool', toolSeed('Reach'));
    const bot = server.connect(documentId, bo);
    await bot.synced();
    bot.edit();
    await until(async () => (await control()).peopleHere === 1);
    const reached = (await control()).announcements.find((one) => one.id === id);
    expect(reached).toMatchObject({ shownTo: 1, shownToHere: 1, shownOnWalls: 0, endedAt: null });
    bot.leave();
    await until(async () => (await control()).peopleHere === 0);
    expect((await control()).announcements[0]).toMatchObject({ shownTo: 1, shownToHere: 0 });
  });

  it('[WL10] one who only reads the board is here too', async () => {
    using _feed = await followEvents(`${server.url}/api/hackathons/${hackathonId}/feed`, {
      headers: { cookie: `sommet=${bo.cookie}` },
    });
    expect((await control()).peopleHere).toBe(1);
  });

  it('[WL10] an urgent one comes before newer ones, on walls and in documents', async () => {
    const urgent = await announce('Leave by the north door.', true);
    await announce('Coffee.');
    const { body } = await ask<NoticesView>(bo, `/hackathons/${hackathonId}/notices`);
    expect(body.announcements[0]).toMatchObject({ id: urgent, isUrgent: true });
    const { token } = server.parts.hackathons.wallLinks.create(hackathonId);
    const wall = (await ask<WallView>(bo, `/wall/${token}`)).body;
    expect(wall.announcement).toMatchObject({ id: urgent, isUrgent: true });
    await ask(grace, `/announcements/${urgent}`, 'DELETE');
    const after = (await control()).announcements;
    expect(after.at(-1)).toMatchObject({ id: urgent, endedAt: expect.any(Number) });
  });

  it('[WL12] everybody is asked to look at one document, and who opens it counts once', async () => {
    const spotlight = (documentId: string, person = grace) =>
      ask<{ id: string }>(person, `/hackathons/${hackathonId}/spotlight`, 'POST', { documentId });
    const notices = async () =>
      (await ask<NoticesView>(bo, `/hackathons/${hackathonId}/notices`)).body.announcements;
    const first = server.createDocument(teamId, 'tool', toolSeed('River Watch'));
    const second = server.createDocument(teamId, 'tool', toolSeed('Forest Watch'));
    expect((await spotlight(first, bo)).status).toBe(403);
    const { body: earlier } = await spotlight(first);
    const { status, body: now } = await spotlight(second);
    expect(status).toBe(201);
    const asked = (await notices()).filter((one) => one.spotlight !== null);
    expect(asked).toMatchObject([
      { id: now.id, spotlight: { documentId: second, title: 'Forest Watch', byName: 'Grace' } },
    ]);
    const open = (id: string) => ask(bo, `/announcements/${id}/opened`, 'PUT');
    expect((await open(now.id)).status).toBe(204);
    expect((await open(now.id)).status).toBe(204);
    const reached = (await control()).announcements;
    expect(reached.find(({ id }) => id === now.id)).toMatchObject({ openedBy: 1, shownTo: 1 });
    expect(reached.find(({ id }) => id === earlier.id)).toMatchObject({ openedBy: 0 });
    const { token } = server.parts.hackathons.wallLinks.create(hackathonId);
    const wall = (await ask<WallView>(bo, `/wall/${token}`)).body;
    expect(wall.announcement?.id).not.toBe(now.id);
    await ask(grace, `/announcements/${now.id}`, 'DELETE');
    expect((await notices()).some((one) => one.spotlight !== null)).toBe(false);
    const elsewhere = server.createHackathon();
    const foreign = server.createDocument(elsewhere.teams[0]!.id, 'tool', toolSeed('Theirs'));
    expect((await spotlight(foreign)).status).toBe(404);
  });

  it('[WL12] nobody is asked to look at what was taken back, before or after', async () => {
    const documentId = server.createDocument(teamId, 'tool', toolSeed('Taken back'));
    const spotlight = () =>
      ask<{ error?: { code: string } }>(grace, `/hackathons/${hackathonId}/spotlight`, 'POST', {
        documentId,
      });
    const isAsked = async () =>
      (await ask<NoticesView>(bo, `/hackathons/${hackathonId}/notices`)).body.announcements.some(
        (one) => one.spotlight?.documentId === documentId,
      );
    expect((await spotlight()).status).toBe(201);
    expect(await isAsked()).toBe(true);
    expect((await ask(grace, `/documents/${documentId}/withdraw`, 'POST')).status).toBeLessThan(
      300,
    );
    expect(await isAsked()).toBe(false);
    const { status, body } = await spotlight();
    expect([status, body.error?.code]).toEqual([409, 'document_over']);
  });

  it('[AC1] nobody from elsewhere says that it was on their screen', async () => {
    const id = await announce('For us only.');
    const stranger = await server.signUp({ name: 'Stranger' });
    expect((await ask(stranger, `/announcements/${id}/shown`, 'PUT')).status).toBe(404);
    expect((await ask(bo, `/hackathons/${hackathonId}/control`)).status).toBe(403);
  });
});

describe('raised hands', () => {
  it('[WL13] a team sees who is on the way, until the hand is down', async () => {
    const patch = (person: TestPerson, json: object) =>
      ask<TeamView>(person, `/teams/${teamId}`, 'PATCH', json);
    expect((await patch(grace, { onMyWay: true })).body.helper).toBeNull();
    await patch(bo, { handRaised: true });
    expect((await patch(bo, { onMyWay: true })).status).toBe(403);
    const coming = { personId: grace.personId, name: 'Grace' };
    expect((await patch(grace, { onMyWay: true })).body.helper).toEqual(coming);
    const { body: board } = await ask<BoardView>(bo, `/hackathons/${hackathonId}/board`);
    expect(board.teams.find(({ id }) => id === teamId)?.helper).toEqual(coming);
    expect((await patch(grace, { onMyWay: false })).body.helper).toBeNull();
    await patch(grace, { onMyWay: true });
    const { body: done } = await patch(grace, { handRaised: false });
    expect(done).toMatchObject({ helper: null, handRaisedAt: null });
    expect((await patch(bo, { handRaised: true })).body.helper).toBeNull();
    await patch(bo, { handRaised: false });
  });
});

describe('rehearsals', () => {
  it('[WL11] bots join by code and write; nothing of it stays', async () => {
    const administrator = await server.signUp({ name: 'Ada', isAdministrator: true });
    const facilitator = createVisitor(server, administrator.cookie);
    const tables = ['document', 'team', 'person', 'session', 'document_update', 'hackathon'];
    const count = () =>
      tables.map((table) => server.parts.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
    const before = count();
    const figures = createFigures();
    const hall = await openHall({
      url: server.url,
      facilitator,
      name: 'Rehearsal',
      teams: 2,
      people: 6,
      editsPerSecond: 40,
      isRehearsal: true,
      seed: 7,
      figures,
    });
    await hall.join();
    await hall.openScreens({ walls: 2, controlRooms: 1 });
    hall.start();
    await until(() => figures.handedIn > 0 && figures.toWalls.total > 0, 60_000, 'work');
    await hall.stop();

    const handedIn = server.parts.documents
      .summaries({ hackathonId: hall.hackathonId })
      .find(({ state }) => state === 'in-review')!;
    const finalised = await facilitator.ask('POST', `/documents/${handedIn.id}/finalise`, {});
    expect([finalised.status, finalised.body.error.code]).toEqual([409, 'rehearsal']);

    await hall.close();
    expect([...figures.errors]).toEqual([]);
    const path = `/rehearsals/${hall.hackathonId}`;
    expect((await facilitator.ask('DELETE', path)).status).toBe(204);
    expect(count()).toEqual(before);
  });

  it('[WL11] a hackathon of people is not removed', async () => {
    const answer = await ask<{ error: { code: string } }>(
      grace,
      `/rehearsals/${hackathonId}`,
      'DELETE',
    );
    expect([answer.status, answer.body.error.code]).toEqual([409, 'not_a_rehearsal']);
  });
});
