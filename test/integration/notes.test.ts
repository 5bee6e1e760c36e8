// Notes on documents, as people and reviewers use them over HTTP, with the socket and the board's feed
// telling everybody else.
import { describe, expect, it } from 'vitest';
import type { MentionView, ThreadView } from '../../shared/api/notes.ts';
import { startTestServer, type TestPerson, type TestServer } from '../support/server.ts';

async function world(server: TestServer) {
  const { hackathon, teams } = server.createHackathon({ teams: ['Alpha', 'Beta'] });
  const [alpha, beta] = teams.map(({ id }) => id) as [string, string];
  const amina = await server.signUp({ name: 'Amina', teamIds: [alpha] });
  const bo = await server.signUp({ name: 'Bo Lee', teamIds: [beta] });
  const fay = await server.signUp({ name: 'Fay', facilitates: [hackathon.id] });
  const documentId = server.createDocument(alpha, 'tool', { name: 'Ushahidi' }, amina);
  return { hackathon, amina, bo, fay, documentId };
}

async function threads(server: TestServer, documentId: string, person: TestPerson) {
  const response = await server.request(`/api/documents/${documentId}/notes`, { person });
  expect(response.status).toBe(200);
  return ((await response.json()) as { threads: ThreadView[] }).threads;
}

async function mentions(server: TestServer, hackathonId: string, person: TestPerson) {
  const response = await server.request(`/api/hackathons/${hackathonId}/mentions`, { person });
  return ((await response.json()) as { mentions: MentionView[] }).mentions;
}

const post = (server: TestServer, path: string, person: TestPerson, body?: unknown) =>
  server.request(`/api/documents/${path}`, { method: 'POST', person, body });

describe('notes', () => {
  it('[NT1] begin at a field, are answered, resolved, and opened again by an answer', async () => {
    await using server = await startTestServer();
    const { documentId, amina, bo } = await world(server);
    const begun = await post(server, `${documentId}/notes`, bo, {
      field: 'licence',
      text: 'Is it really the AGPL?',
    });
    expect(begun.status).toBe(201);
    const { id } = (await begun.json()) as ThreadView;
    const resolved = await server.request(`/api/documents/${documentId}/notes/${id}`, {
      method: 'PATCH',
      person: amina,
      body: { isResolved: true },
    });
    expect(resolved.status).toBe(200);
    expect((await threads(server, documentId, bo))[0]).toMatchObject({
      field: 'licence',
      resolvedBy: 'Amina',
    });
    await post(server, `${documentId}/notes/${id}`, amina, { text: 'It is.' });
    const [thread] = await threads(server, documentId, bo);
    expect(thread).toMatchObject({ resolvedAt: null, resolvedBy: '' });
    expect(thread?.notes.map(({ personName, parts }) => [personName, parts])).toEqual([
      ['Bo Lee', [{ text: 'Is it really the AGPL?' }]],
      ['Amina', [{ text: 'It is.' }]],
    ]);
  });

  it('[NT1] go on when nobody may write any more', async () => {
    await using server = await startTestServer();
    const { documentId, bo } = await world(server);
    server.parts.db.prepare("UPDATE document SET state = 'finalised'").run();
    const response = await post(server, `${documentId}/notes`, bo, { text: 'Well done.' });
    expect(response.status).toBe(201);
  });

  it('[NT2] are plain text of at most 2,000 graphemes that does not lie about itself', async () => {
    await using server = await startTestServer();
    const { documentId, bo } = await world(server);
    const statusOf = async (body: unknown) =>
      (await post(server, `${documentId}/notes`, bo, body)).status;
    expect(await statusOf({ text: '👩‍👩‍👧'.repeat(2000) })).toBe(201);
    expect(await statusOf({ text: 'a'.repeat(2001) })).toBe(422);
    expect(await statusOf({ text: 'evil\u202etxt' })).toBe(422);
    expect(await statusOf({ text: '   ' })).toBe(422);
    expect(await statusOf({ field: 'signatories', text: 'A tool has none.' })).toBe(422);
  });

  it('[NT3] show whoever is mentioned until they have seen it, by name and never by a stored one', async () => {
    await using server = await startTestServer();
    const { hackathon, documentId, amina, bo, fay } = await world(server);
    await post(server, `${documentId}/notes`, amina, {
      field: 'name',
      text: 'Hello @Bo Lee, is this right?',
      mentions: [bo.personId],
    });
    const [{ id } = { id: '' }] = await threads(server, documentId, amina);
    const [mention] = await mentions(server, hackathon.id, bo);
    expect(mention).toMatchObject({ documentId, title: 'Ushahidi', field: 'name' });
    expect(mention?.parts).toEqual([
      { text: 'Hello ' },
      { personId: bo.personId, name: 'Bo Lee' },
      { text: ', is this right?' },
    ]);
    expect(await mentions(server, hackathon.id, fay)).toEqual([]);
    expect((await threads(server, documentId, bo))[0]?.notes[0]?.isUnseen).toBe(true);
    expect((await threads(server, documentId, fay))[0]?.notes[0]?.isUnseen).toBe(false);
    await post(server, `${documentId}/notes/${id}/seen`, bo);
    expect(await mentions(server, hackathon.id, bo)).toEqual([]);

    server.parts.privacy.erase(bo.personId, { by: null, reason: 'asked' });
    const [thread] = await threads(server, documentId, fay);
    expect(thread?.notes[0]?.parts[1]).toEqual({ personId: bo.personId, name: '' });
    const stored = server.parts.db.prepare('SELECT text FROM note').pluck().all().join();
    expect(stored).not.toContain('Bo Lee');
  });

  it('[NT3] take no mention of somebody outside of the hackathon', async () => {
    await using server = await startTestServer();
    const { documentId, amina } = await world(server);
    const stranger = await server.signUp({ name: 'Stranger' });
    const response = await post(server, `${documentId}/notes`, amina, {
      text: '@Stranger',
      mentions: [stranger.personId],
    });
    expect(response.status).toBe(404);
    expect(await threads(server, documentId, amina)).toEqual([]);
  });

  it('[NT4] of a reviewer come back with the document, or not at all', async () => {
    await using server = await startTestServer();
    const { documentId, amina, fay } = await world(server);
    const toReview = () => server.parts.db.prepare("UPDATE document SET state = 'in-review'").run();
    toReview();
    const refused = await post(server, `${documentId}/return`, fay, {
      note: 'Two things.',
      notes: [
        { field: 'licence', text: 'Which version?' },
        { field: 'nonsense', text: 'No such field.' },
      ],
    });
    expect(refused.status).toBe(422);
    expect(server.parts.documents.require(documentId).state).toBe('in-review');
    expect(await threads(server, documentId, amina)).toEqual([]);

    const returned = await post(server, `${documentId}/return`, fay, {
      note: 'Two things.',
      notes: [
        { field: 'licence', text: 'Which version?' },
        { field: 'summary', text: 'Shorter, please.' },
      ],
    });
    expect(returned.status).toBe(200);
    expect(server.parts.documents.require(documentId).state).toBe('draft');
    const found = await threads(server, documentId, amina);
    expect(found.map(({ field }) => field)).toEqual(['licence', 'summary']);
  });

  it('[NT5] are changed and taken back by whoever wrote them, and a place that is left says so', async () => {
    await using server = await startTestServer();
    const { hackathon, documentId, amina, bo } = await world(server);
    const begun = await post(server, `${documentId}/notes`, amina, { text: 'Is it?' });
    const thread = (await begun.json()) as ThreadView;
    const first = `/api/documents/${documentId}/notes/${thread.id}/${thread.notes[0]!.id}`;
    const text = 'Is it, @Bo Lee?';
    const change = (person: TestPerson) =>
      server.request(first, {
        method: 'PATCH',
        person,
        body: { text, mentions: [bo.personId] },
      });
    expect((await change(bo)).status).toBe(409);
    expect((await change(amina)).status).toBe(200);
    expect(await mentions(server, hackathon.id, bo)).toHaveLength(1);
    expect((await threads(server, documentId, bo))[0]?.notes[0]).toMatchObject({
      editedAt: expect.any(Number),
      parts: [{ text: 'Is it, ' }, { name: 'Bo Lee' }, { text: '?' }],
    });
    const open = () => server.parts.documents.summaries({ ids: [documentId] })[0]?.openNotes;
    expect(open()).toBe(1);

    const answered = await post(server, `${documentId}/notes/${thread.id}`, bo, { text: 'Yes.' });
    const answer = ((await answered.json()) as ThreadView).notes[1]!;
    const remove = (path: string, person: TestPerson) =>
      server.request(path, { method: 'DELETE', person });
    expect((await remove(first, bo)).status).toBe(409);
    expect((await remove(first, amina)).status).toBe(200);
    expect((await remove(first, amina)).status).toBe(404);
    expect(await mentions(server, hackathon.id, bo)).toEqual([]);
    const [left] = await threads(server, documentId, amina);
    expect(left?.notes.map(({ isDeleted, parts }) => [isDeleted, parts])).toEqual([
      [true, []],
      [false, [{ text: 'Yes.' }]],
    ]);
    const last = `/api/documents/${documentId}/notes/${thread.id}/${answer.id}`;
    expect(await (await remove(last, bo)).json()).toBeNull();
    expect(await threads(server, documentId, amina)).toEqual([]);
    expect(open()).toBe(0);
  });

  it('[AC2] of another document are not found', async () => {
    await using server = await startTestServer();
    const { documentId, amina } = await world(server);
    const begun = await post(server, `${documentId}/notes`, amina, { text: 'Mine.' });
    const { id } = (await begun.json()) as ThreadView;
    const team = server.parts.documents.require(documentId).teamId;
    const other = server.createDocument(team, 'tool');
    expect((await post(server, `${other}/notes/${id}`, amina, { text: 'x' })).status).toBe(404);
  });
});
