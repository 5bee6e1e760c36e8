// "Changed since you last looked", as the editor asks for it over HTTP.
import { describe, expect, it } from 'vitest';
import type { FieldDiff } from '../../shared/api/history.ts';
import type { VisitView } from '../../shared/api/visits.ts';
import { startTestServer, type TestPerson, type TestServer } from '../support/server.ts';

async function world(server: TestServer) {
  const { teams } = server.createHackathon();
  const teamIds = [teams[0]!.id];
  const amina = await server.signUp({ name: 'Amina', teamIds });
  const bo = await server.signUp({ name: 'Bo', teamIds });
  const documentId = server.createDocument(teamIds[0]!, 'tool', { name: 'Ushahidi' }, amina);
  const write = ({ personId }: TestPerson, root: string, words: string) =>
    server.parts.rooms.edit(documentId, { type: 'server', personId, reason: 'test' }, (doc) =>
      doc.getText(root).insert(doc.getText(root).length, words),
    );
  const read = async (person: TestPerson) => {
    const response = await server.request(`/api/documents/${documentId}/visit`, { person });
    expect(response.status).toBe(200);
    return (await response.json()) as VisitView;
  };
  const note = async (person: TestPerson, unseen: readonly string[] = []) => {
    const path = `/api/documents/${documentId}/visit`;
    const response = await server.request(path, { method: 'POST', person, body: { unseen } });
    expect(response.status).toBe(204);
  };
  return { amina, bo, documentId, write, read, note };
}

describe('a visit', () => {
  it('[SN1] names nothing at first, then what others wrote since, and never my own words', async () => {
    await using server = await startTestServer();
    const { amina, bo, write, read, note } = await world(server);
    expect(await read(bo)).toMatchObject({ lookedAt: null, changed: [] });
    await note(bo);
    write(amina, 'summary.en', 'Maps');
    write(bo, 'website', 'https://ushahidi.com');
    const { changed } = await read(bo);
    expect(changed).toMatchObject([
      { root: 'summary.en', people: [{ personId: amina.personId, name: 'Amina' }] },
    ]);
    await note(bo);
    expect((await read(bo)).changed).toEqual([]);
  });

  it('[SN2] leaves what was not looked at as unseen as it was, and tells what changed in it', async () => {
    await using server = await startTestServer();
    const { amina, bo, documentId, write, read, note } = await world(server);
    await note(bo);
    write(amina, 'summary.en', 'Maps');
    write(amina, 'website', 'https://ushahidi.com');
    await note(bo, ['summary.en']);
    write(amina, 'summary.en', ' of crises');
    const { changed } = await read(bo);
    expect(changed.map(({ root }) => root)).toEqual(['summary.en']);
    const path = `/api/documents/${documentId}/diff-since?seq=${changed[0]!.sinceSeq}`;
    const response = await server.request(path, { person: bo });
    const { fields } = (await response.json()) as { fields: FieldDiff[] };
    expect(fields.find(({ field }) => field === 'summary')?.runs).toEqual([
      { type: 'added', text: 'Maps of crises' },
    ]);
  });
});
