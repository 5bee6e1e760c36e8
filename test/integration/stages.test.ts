// The time of a hackathon: stages, deadlines, more time for one team, snapshots, and the end.
import { describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { createVisitor } from '../support/visitor.ts';

const MINUTE_MS = 60_000;

async function openWorld(server: TestServer) {
  const { hackathon, teams } = server.createHackathon();
  const fay = await server.signUp({ name: 'Fay', facilitates: [hackathon.id] });
  const ann = await server.signUp({ name: 'Ann', isAdministrator: true });
  const mia = await server.signUp({ name: 'Mia', teamIds: [teams[0]!.id] });
  const asFay = createVisitor(server, fay.cookie);
  return {
    hackathon,
    team: teams[0]!,
    fay,
    mia,
    asFay,
    asAnn: createVisitor(server, ann.cookie),
    asMia: createVisitor(server, mia.cookie),
    path: `/hackathons/${hackathon.id}`,
    put: (stages: unknown) => asFay.ask('PUT', `/hackathons/${hackathon.id}/stages`, { stages }),
    deadlines: (documentId: string) =>
      server.parts.versions
        .list(documentId)
        .filter(({ cause }) => cause === 'deadline')
        .map(({ name }) => name),
  };
}

describe('stages', () => {
  it('stand on the board in the order of their ends, and are set by facilitators', async () => {
    await using server = await startTestServer();
    const { asMia, put, path } = await openWorld(server);
    const now = Date.now();
    const ideas = { name: 'Ideas', endsAt: now + 60 * MINUTE_MS };
    const drafts = { name: 'Drafts', endsAt: now + 120 * MINUTE_MS };
    expect((await put([drafts, ideas])).body.stages).toEqual([ideas, drafts]);
    expect((await asMia.ask('GET', `${path}/board`)).body.hackathon.stages).toEqual([
      ideas,
      drafts,
    ]);
    expect((await asMia.ask('PUT', `${path}/stages`, { stages: [] })).status).toBe(403);
    expect((await put([{ name: ' ', endsAt: now }])).status).toBe(422);
    expect((await put([])).body.stages).toEqual([]);
  });

  it('[LI9] keep one snapshot of each open document at their end, and one more at the next', async () => {
    let at = Date.now();
    await using server = await startTestServer({ now: () => at });
    const { put, team, deadlines, hackathon } = await openWorld(server);
    const { lifecycle } = server.parts;
    const documentId = server.createDocument(team.id, 'tool', { name: 'Ushahidi' });
    await put([
      { name: 'Ideas', endsAt: at + 10 * MINUTE_MS },
      { name: 'Drafts', endsAt: at + 20 * MINUTE_MS },
    ]);
    lifecycle.snapshotDeadlines(at);
    expect(deadlines(documentId)).toEqual([]);
    at += 11 * MINUTE_MS;
    lifecycle.snapshotDeadlines(at);
    lifecycle.snapshotDeadlines(at);
    expect(deadlines(documentId)).toEqual(['Ideas']);
    // Begun after the first end: only later ones are its own.
    const late = server.createDocument(team.id, 'tool');
    lifecycle.snapshotDeadlines(at);
    expect(deadlines(late)).toEqual([]);
    at = hackathon.endsAt + 1;
    lifecycle.snapshotDeadlines(at);
    lifecycle.snapshotDeadlines(at);
    expect(deadlines(documentId)).toEqual(['', 'Ideas']);
    expect(deadlines(late)).toEqual(['']);
  });
});

describe('a team with more time', () => {
  it('[LI7] keeps its snapshot at its own end, by the server’s clock', async () => {
    let at = Date.now();
    await using server = await startTestServer({ now: () => at });
    const { asFay, asMia, team, hackathon, deadlines } = await openWorld(server);
    const { lifecycle } = server.parts;
    const documentId = server.createDocument(team.id, 'tool');
    const extendedUntil = hackathon.endsAt + 30 * MINUTE_MS;
    await asFay.ask('PATCH', `/teams/${team.id}`, { extendedUntil });
    at = hackathon.endsAt + MINUTE_MS;
    lifecycle.snapshotDeadlines(at);
    expect(deadlines(documentId)).toEqual([]);
    const view = (await asMia.ask('GET', `/documents/${documentId}`)).body;
    expect(view).toMatchObject({ deadlineAt: extendedUntil, serverTime: at });
    at = extendedUntil;
    lifecycle.snapshotDeadlines(at);
    expect(deadlines(documentId)).toEqual(['']);
  });
});

describe('closing', () => {
  it('[LI9] keeps what is open as it is, stops everybody from writing, and still exports', async () => {
    await using server = await startTestServer();
    const { asFay, team, fay, mia, path, deadlines } = await openWorld(server);
    const documentId = server.createDocument(team.id, 'tool', { name: 'Ushahidi' });
    const bot = await server.connect(documentId, mia);
    await until(() => bot.provider.synced);
    bot.doc.getText('name').insert(0, 'New ');
    expect((await asFay.ask('PATCH', path, { state: 'frozen' })).status).toBe(200);
    expect((await asFay.ask('PATCH', path, { state: 'open' })).status).toBe(200);
    expect(deadlines(documentId)).toEqual([]);
    expect((await asFay.ask('PATCH', path, { state: 'closed' })).status).toBe(200);
    expect((await asFay.ask('PATCH', path, { state: 'closed' })).status).toBe(200);
    expect(deadlines(documentId)).toEqual(['']);
    const { documents, accounts } = server.parts;
    for (const { personId } of [fay, mia]) {
      expect(documents.view(documentId, accounts.actor(personId)).rights.write).toBe(false);
    }
    expect((await asFay.ask('GET', `${path}/exports`)).status).toBe(200);
    bot.leave();
  });

  it('[LI9] is taken back by administrators only', async () => {
    await using server = await startTestServer();
    const { asFay, asAnn, path } = await openWorld(server);
    await asFay.ask('PATCH', path, { state: 'closed' });
    expect((await asFay.ask('PATCH', path, { state: 'open' })).status).toBe(403);
    expect((await asFay.ask('PATCH', path, { name: 'Renamed' })).status).toBe(200);
    expect((await asAnn.ask('PATCH', path, { state: 'open' })).body.state).toBe('open');
  });
});
