// Documents over real HTTP and sockets: how they begin, what lists and screens show, and how the
// stored projection follows what is typed.
import { describe, expect, it } from 'vitest';
import { openProjector } from '../../server/documents/projector.ts';
import type { Change } from '../../server/live/changes.ts';
import type { LogEntry } from '../../server/log.ts';
import type { DocumentSummary, DocumentView, DuplicateView } from '../../shared/api/documents.ts';
import { completeness } from '../../shared/completeness.ts';
import { project } from '../../shared/projection.ts';
import { editAtRandom } from '../support/edits.ts';
import { toolSeed } from '../support/entries.ts';
import { createRandom, seedFromEnvironment } from '../support/seed.ts';
import { startTestServer, type TestPerson, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

async function scene() {
  const server = await startTestServer();
  const { hackathon, teams } = server.createHackathon();
  const team = teams[0]!;
  const amina = await server.signUp({ name: 'Amina', teamIds: [team.id] });
  const chloe = await server.signUp({ name: 'Chloé', teamIds: [teams[1]!.id] });
  const api = async <T>(path: string, person: TestPerson | null, body?: unknown) => {
    const response = await server.request(`/api${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      person,
      body,
    });
    return { status: response.status, body: (await response.json()) as T };
  };
  return { server, hackathon, team, amina, chloe, api };
}

/** What is stored equals what the log says (SY11). */
function expectProjected(server: TestServer, id: string): void {
  const { kind } = server.parts.documents.require(id);
  const projection = server.parts.rooms.read(id, (doc) => project(kind, doc));
  const { ratio, missing } = completeness(projection);
  const { title, fields } = JSON.parse(JSON.stringify(projection)) as typeof projection;
  expect(server.parts.documents.projection(id)).toEqual({ title, fields });
  expect(server.parts.documents.summary(id)).toMatchObject({ title, completeness: ratio, missing });
}

describe('a new document', () => {
  it('[SY5] is seeded once, in the transaction that makes it, and opens with its words', async () => {
    const { server, team, amina, api } = await scene();
    await using _ = server;
    const created = await api<DocumentSummary>(`/teams/${team.id}/documents`, amina, {
      kind: 'tool',
      name: 'Decidim',
    });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      kind: 'tool',
      title: 'Decidim',
      state: 'draft',
      lastEditedBy: 'Amina',
      recordPath: null,
    });
    const { id } = created.body;
    await server.restart();
    const bot = server.connect(id, amina);
    try {
      await bot.synced();
      expect(bot.doc.getText('name').toString()).toBe('Decidim');
    } finally {
      bot.leave();
    }
    expectProjected(server, id);
    const rows = server.parts.db.prepare('SELECT count(*) FROM document_update').pluck().get();
    expect(rows).toBe(1);
  });

  it('begins empty when no name is given', async () => {
    const { server, team, amina, api } = await scene();
    await using _ = server;
    const { body } = await api<DocumentSummary>(`/teams/${team.id}/documents`, amina, {
      kind: 'organisation',
    });
    expect(body).toMatchObject({ title: '', completeness: 0, lastEditedAt: null });
    expectProjected(server, body.id);
  });

  it('is made by members of the team alone, in a team that exists', async () => {
    const { server, team, amina, chloe, api } = await scene();
    await using _ = server;
    const body = { kind: 'tool', name: 'x' };
    expect((await api(`/teams/${team.id}/documents`, chloe, body)).status).toBe(403);
    expect((await api(`/teams/${team.id}/documents`, null, body)).status).toBe(401);
    expect((await api('/teams/nothing/documents', amina, body)).status).toBe(404);
    expect((await api(`/teams/${team.id}/documents`, amina, { kind: 'poem' })).status).toBe(422);
  });
});

describe('a document’s screen', () => {
  it('is told what its reader may do', async () => {
    const { server, hackathon, team, amina, chloe, api } = await scene();
    await using _ = server;
    const id = server.createDocument(team.id, 'tool', toolSeed(), amina);
    const { body: mine } = await api<DocumentView>(`/documents/${id}`, amina);
    expect(mine.rights).toEqual({
      write: true,
      finalise: true,
      submit: true,
      review: false,
      reopen: false,
      // Nobody else wrote in it yet (LI11).
      withdraw: true,
      invite: true,
      restore: true,
    });
    expect(mine.deadlineAt).toBe(hackathon.endsAt);
    const { body: theirs } = await api<DocumentView>(`/documents/${id}`, chloe);
    expect(Object.values(theirs.rights).some(Boolean)).toBe(false);
    const stranger = await server.signUp({ name: 'Stranger' });
    expect((await api(`/documents/${id}`, stranger)).status).toBe(404);
    expect((await api(`/documents/${id}`, null)).status).toBe(401);
  });

  it('finds documents of the hackathon by words of their title, and likely duplicates', async () => {
    const { server, hackathon, team, amina, api } = await scene();
    await using _ = server;
    const id = server.createDocument(team.id, 'tool', { name: 'Budget citoyen' }, amina);
    server.createDocument(team.id, 'tool', { name: 'Budget Citoyén!' }, amina);
    server.createDocument(team.id, 'organisation', { name: 'Other' }, amina);
    const find = async (q: string) =>
      (
        await api<{ documents: DocumentSummary[] }>(
          `/hackathons/${hackathon.id}/documents${q}`,
          amina,
        )
      ).body.documents.map(({ title }) => title);
    expect(await find('?q=CITOYEN')).toEqual(['Budget citoyen', 'Budget Citoyén!']);
    expect(await find('')).toHaveLength(3);
    const { body } = await api<{ duplicates: DuplicateView[] }>(
      `/documents/${id}/duplicates`,
      amina,
    );
    expect(body.duplicates).toMatchObject([{ title: 'Budget Citoyén!', match: 'name' }]);
  });
});

describe('the stored projection', () => {
  it('[SY11] follows what is typed, says who typed last, and tells the boards', async () => {
    const { server, team, amina, chloe, api } = await scene();
    await using _ = server;
    const id = server.createDocument(team.id, 'tool', {}, chloe);
    const told: Change[] = [];
    server.parts.changes.subscribe((change) => told.push(change));
    const bot = server.connect(id, amina);
    try {
      await bot.synced();
      bot.doc.getText('name').insert(0, 'Consul');
      await until(() => server.parts.documents.summary(id)?.title === 'Consul');
      const { body } = await api<DocumentView>(`/documents/${id}`, amina);
      expect(body.lastEditedBy).toBe('Amina');
      expect(told.some((change) => change.type === 'document' && change.documentId === id)).toBe(
        true,
      );
      expectProjected(server, id);
    } finally {
      bot.leave();
    }
  });

  it('[SY11] equals project(doc) after random edits and a restart', async () => {
    const seed = seedFromEnvironment();
    const random = createRandom(seed);
    const { server, team, amina } = await scene();
    await using _ = server;
    const ids = [0, 1, 2].map(() => server.createDocument(team.id, 'tool', toolSeed(), amina));
    const origin = { type: 'server', personId: amina.personId, reason: 'test' } as const;
    for (let n = 0; n < 60; n++) {
      server.parts.rooms.edit(random.pick(ids), origin, (doc) => editAtRandom(doc, random));
    }
    server.parts.projector.flush();
    for (const id of ids) expectProjected(server, id);
    await server.restart();
    for (const id of ids) expectProjected(server, id);
  });

  it('[SY11] catches up at the start with what a kill left behind', async () => {
    const { server, team, amina } = await scene();
    await using _ = server;
    const id = server.createDocument(team.id, 'tool', toolSeed('Decidim'), amina);
    const { db, rooms } = server.parts;
    const before = db.prepare('SELECT * FROM document_projection WHERE documentId = ?').get(id);
    const origin = { type: 'server', personId: amina.personId, reason: 'test' } as const;
    rooms.edit(id, origin, (doc) => doc.getText('name').insert(7, ' 2'));
    server.parts.projector.flush();
    // As a kill between commit and projection leaves it.
    db.prepare('UPDATE document_projection SET title = :title, throughSeq = :throughSeq').run(
      before,
    );
    await server.restart();
    expect(server.parts.documents.summary(id)?.title).toBe('Decidim 2');
    expectProjected(server, id);
  });

  it('[SY3] a failing projection is reported, hurts nothing, and is tried again', async () => {
    const { server, team, amina } = await scene();
    await using _ = server;
    const id = server.createDocument(team.id, 'tool', toolSeed('Decidim'), amina);
    const { db, rooms, documents, changes, now } = server.parts;
    const reported: LogEntry[] = [];
    const projector = openProjector({
      db,
      rooms,
      documents,
      changes,
      now,
      log: (entry) => reported.push(entry),
      quietMs: 1,
      maxMs: 5,
    });
    db.exec(`CREATE TRIGGER broken BEFORE UPDATE ON document_projection
      BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`);
    projector.changed(id, new Set([amina.personId]));
    await until(() => reported.length >= 2);
    db.exec('DROP TRIGGER broken');
    const origin = { type: 'server', personId: amina.personId, reason: 'test' } as const;
    rooms.edit(id, origin, (doc) => doc.getText('name').insert(7, ' again'));
    projector.changed(id, new Set([amina.personId]));
    await until(() => documents.summary(id)?.title === 'Decidim again');
    projector.close();
    expect(reported[0]).toMatchObject({ event: 'projection-failed', documentId: id });
  });
});
