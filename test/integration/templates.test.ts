// How entries of a hackathon may begin, over HTTP.
import { describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';
import { createVisitor } from '../support/visitor.ts';

const TEMPLATES = [
  {
    kind: 'tool',
    name: 'Civic tool',
    texts: { en: 'Who uses it?\n\nWhat for?', fr: 'Pour qui ?' },
  },
  { kind: 'use-case', name: 'Story', texts: { en: ' ', fr: '' } },
];

async function openWorld(server: TestServer) {
  const { hackathon, teams } = server.createHackathon();
  const fay = await server.signUp({ name: 'Fay', facilitates: [hackathon.id] });
  const mia = await server.signUp({ name: 'Mia', teamIds: [teams[0]!.id] });
  const path = `/hackathons/${hackathon.id}/templates`;
  const asFay = createVisitor(server, fay.cookie);
  const asMia = createVisitor(server, mia.cookie);
  const begin = (body: object) => asMia.ask('POST', `/teams/${teams[0]!.id}/documents`, body);
  return { hackathon, path, asFay, asMia, begin };
}

describe('templates', () => {
  it('are given by facilitators and read by everybody in the hackathon', async () => {
    await using server = await startTestServer();
    const { asFay, asMia, path } = await openWorld(server);
    const put = await asFay.ask('PUT', path, { templates: TEMPLATES });
    expect(put.status).toBe(200);
    const { templates } = (await asMia.ask('GET', path)).body;
    expect(templates).toMatchObject([{ name: 'Civic tool' }, { name: 'Story', texts: {} }]);
    expect((await asMia.ask('PUT', path, { templates: [] })).status).toBe(403);
    expect((await createVisitor(server).ask('GET', path)).status).toBe(401);
    const odd = { kind: 'tool', name: 'Odd', texts: { not_a_tag: 'x' } };
    expect((await asFay.ask('PUT', path, { templates: [odd] })).body.error.code).toBe(
      'unknown_language',
    );
  });

  it('begin a document with their words in each language, and only of their own hackathon', async () => {
    await using server = await startTestServer();
    const { asFay, begin, path } = await openWorld(server);
    const { templates } = (await asFay.ask('PUT', path, { templates: TEMPLATES })).body;
    const templateId = templates[0].id;
    const begun = await begin({ kind: 'tool', templateId });
    expect(begun.status).toBe(201);
    const { fields } = server.parts.documents.projection(begun.body.id);
    expect(JSON.stringify(fields.description)).toMatch(/Who uses it\?.*What for\?.*Pour qui \?/);
    expect((await begin({ kind: 'use-case', templateId })).status).toBe(404);

    const elsewhere = server.createHackathon({ name: 'Elsewhere' });
    const [foreign] = server.parts.hackathons.templates.replace(
      elsewhere.hackathon.id,
      [{ kind: 'tool', name: 'Theirs', texts: {} }],
      null,
    );
    expect((await begin({ kind: 'tool', templateId: foreign!.id })).status).toBe(404);

    await asFay.ask('PUT', path, { templates: [] });
    expect((await begin({ kind: 'tool', templateId })).status).toBe(404);
  });

  it('go along into a copy of the hackathon', async () => {
    await using server = await startTestServer();
    const { asFay, path, hackathon } = await openWorld(server);
    await asFay.ask('PUT', path, { templates: TEMPLATES });
    const ann = await server.signUp({ name: 'Ann', isAdministrator: true });
    const { hackathons } = server.parts;
    const copy = hackathons.copy(hackathon.id, { name: 'Again', startsAt: 1 }, ann.personId);
    expect(hackathons.templates.list(copy.id).map(({ name }) => name)).toEqual([
      'Civic tool',
      'Story',
    ]);
  });
});
