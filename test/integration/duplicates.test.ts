// Alike entries while somebody types, joining the team that writes one, and search over a hackathon's
// documents, over real HTTP.
import { describe, expect, it } from 'vitest';
import type { DocumentView } from '../../shared/api/documents.ts';
import type { AlikeView, RelatedView, SearchAnswer } from '../../shared/api/lookup.ts';
import { plainToRichText } from '../../shared/rich-text.ts';
import { organisationSeed, toolSeed } from '../support/entries.ts';
import type { TestPerson, TestServer } from '../support/server.ts';
import { startTwoTeams } from '../support/two-teams.ts';
import { until } from '../support/until.ts';

async function ask<T>(
  server: TestServer,
  person: TestPerson,
  path: string,
  { method = 'GET', body }: { method?: string; body?: unknown } = {},
): Promise<{ status: number; body: T }> {
  const response = await server.request(`/api${path}`, { method, person, body });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as T };
}

/** Who changes a document without a socket. */
const ORIGIN = { type: 'server', personId: null, reason: 'test' } as const;

interface Alike {
  readonly alike: AlikeView[];
  readonly more: number;
  readonly askingTeamId: string;
}

async function alike(
  server: TestServer,
  person: TestPerson,
  documentId: string,
  typed: Record<string, string>,
): Promise<Alike> {
  const path = `/documents/${documentId}/alike?${new URLSearchParams(typed)}`;
  const answer = await ask<Alike>(server, person, path);
  expect(answer.status).toBe(200);
  return answer.body;
}

describe('while somebody types', () => {
  it('[LI5] records and live drafts alike in name, website, source code or Wikidata id are found', async () => {
    const { server, alpha, beta, amina, boris } = await startTwoTeams();
    await using _ = server;
    const published = server.createDocument(beta.id, 'tool', toolSeed('Decidim'), boris);
    await ask(server, boris, `/documents/${published}/finalise`, { method: 'POST', body: {} });
    const draft = server.createDocument(beta.id, 'tool', {
      name: 'Open Contracting Portal',
      website: 'https://www.portal.example.org/',
      sourceCode: 'https://github.com/example/portal.git',
      wikidata: 'q42',
    });
    const mine = server.createDocument(alpha.id, 'tool', {}, amina);
    const matches = async (typed: Record<string, string>) =>
      (await alike(server, amina, mine, typed)).alike.map(({ id, type, match }) => [
        type === 'document' ? id : 'record',
        match,
      ]);

    expect(await matches({ name: 'Decidím' })).toEqual([['record', 'name']]);
    expect(await matches({ name: 'Decidin' })).toEqual([['record', 'similar-name']]);
    expect(await matches({ name: 'contracting portal open' })).toEqual([[draft, 'similar-name']]);
    expect(await matches({ name: 'Something else' })).toEqual([]);
    expect(await matches({ website: 'portal.example.org' })).toEqual([[draft, 'website']]);
    expect(await matches({ sourceCode: 'http://github.com/Example/portal' })).toEqual([
      [draft, 'source-code'],
    ]);
    expect(await matches({ wikidata: 'Q42', name: 'Decidim' })).toEqual([
      [draft, 'wikidata'],
      ['record', 'name'],
    ]);
  });

  it('[LI5] a draft follows its name, and another hackathon or kind is no answer', async () => {
    const { server, alpha, beta, amina } = await startTwoTeams();
    await using _ = server;
    const elsewhere = server.createHackathon({ name: 'Elsewhere', teams: ['Theirs'] });
    server.createDocument(elsewhere.teams[0]!.id, 'tool', { name: 'Consul Democracy' });
    server.createDocument(beta.id, 'organisation', { name: 'Consul Democracy' });
    const mine = server.createDocument(alpha.id, 'tool', {}, amina);
    const other = server.createDocument(beta.id, 'tool', { name: 'Consul Democracy' });
    const found = async (name: string) =>
      (await alike(server, amina, mine, { name })).alike.map(({ id }) => id);
    expect(await found('consul democracy')).toEqual([other]);

    const { rooms, projector } = server.parts;
    rooms.edit(other, ORIGIN, (doc) => {
      const name = doc.getText('name');
      name.delete(0, name.length);
      name.insert(0, 'CitizenOS platform');
    });
    projector.flush();
    expect(await found('consul democracy')).toEqual([]);
    expect(await found('CitizenOS platforn')).toEqual([other]);
  });

  it('[LI5] "not the same" is remembered with its reason, for both and when it is finalised', async () => {
    const { server, alpha, beta, amina, boris } = await startTwoTeams();
    await using _ = server;
    const theirs = server.createDocument(beta.id, 'tool', toolSeed('Decidim'), boris);
    const mine = server.createDocument(alpha.id, 'tool', toolSeed('Decidim'), amina);
    const refused = await ask(server, boris, `/documents/${mine}/not-the-same`, {
      method: 'POST',
      body: { ids: [theirs], reason: 'Not mine to say.' },
    });
    expect(refused.status).toBe(403);
    const said = await ask(server, amina, `/documents/${mine}/not-the-same`, {
      method: 'POST',
      body: { ids: [theirs], reason: 'The one of another city.' },
    });
    expect(said.status).toBe(204);
    expect((await alike(server, amina, mine, { name: 'Decidim' })).alike).toEqual([]);
    expect((await alike(server, boris, theirs, { name: 'Decidim' })).alike).toEqual([]);
    const finalised = await ask(server, amina, `/documents/${mine}/finalise`, {
      method: 'POST',
      body: {},
    });
    expect(finalised.status).toBe(200);
    expect(server.parts.db.prepare('SELECT reason FROM not_the_same').pluck().get()).toBe(
      'The one of another city.',
    );
  });
});

describe('joining those who write it', () => {
  it('[LU1] asks their team, which lets in or declines; a facilitator joins at once', async () => {
    const { server, alpha, beta, amina, boris, fatou } = await startTwoTeams();
    await using _ = server;
    const theirs = server.createDocument(beta.id, 'tool', toolSeed('Decidim'), boris);
    const mine = server.createDocument(alpha.id, 'tool', {}, amina);
    const standing = async (person: TestPerson) =>
      (await alike(server, person, mine, { name: 'Decidim' })).alike.map(({ join }) => join);
    const join = (person: TestPerson, teamId: string) =>
      ask<{ outcome: string }>(server, person, `/teams/${teamId}/join-requests`, {
        method: 'POST',
        body: { documentId: theirs },
      });
    const view = async (person: TestPerson) =>
      (await ask<DocumentView>(server, person, `/documents/${theirs}`)).body;
    const answer = (person: TestPerson, isAccepted: boolean) =>
      ask(server, person, `/documents/${theirs}/join-requests/${alpha.id}`, {
        method: 'POST',
        body: { isAccepted },
      });

    expect(await standing(amina)).toEqual(['may-ask']);
    // Nobody asks for a team they are not in.
    expect((await join(boris, alpha.id)).status).toBe(403);
    expect((await join(amina, alpha.id)).body).toEqual({ outcome: 'asked' });
    expect(await standing(amina)).toEqual(['asked']);
    expect((await view(boris)).askingTeams.map(({ id }) => id)).toEqual([alpha.id]);
    const board = server.parts.live.board(server.parts.documents.require(theirs).hackathonId);
    expect(board?.documents.find(({ id }) => id === theirs)?.askingTeamIds).toEqual([alpha.id]);

    // Those who ask do not answer themselves.
    expect((await answer(amina, true)).status).toBe(403);
    expect((await answer(boris, false)).status).toBe(200);
    expect(await standing(amina)).toEqual(['declined']);
    expect((await view(boris)).askingTeams).toEqual([]);
    expect((await join(amina, alpha.id)).body).toEqual({ outcome: 'declined' });
    expect((await view(boris)).askingTeams).toEqual([]);

    expect((await answer(boris, true)).status).toBe(200);
    expect(await standing(amina)).toEqual(['writes']);
    expect((await view(amina)).rights.write).toBe(true);

    const removed = await ask<DocumentView>(
      server,
      boris,
      `/documents/${theirs}/invitations/${alpha.id}`,
      { method: 'DELETE' },
    );
    expect(removed.body.invitedTeams).toEqual([]);
    expect((await view(amina)).rights.write).toBe(false);

    expect((await join(fatou, alpha.id)).body).toEqual({ outcome: 'joined' });
    expect((await view(boris)).invitedTeams.map(({ id }) => id)).toEqual([alpha.id]);
  });
});

describe('stepping back', () => {
  it('[LU6] a team takes its request back while nobody answered it, and may ask again', async () => {
    const { server, hackathon, alpha, beta, amina, boris } = await startTwoTeams();
    await using _ = server;
    const theirs = server.createDocument(beta.id, 'tool', toolSeed('Decidim'), boris);
    const mine = server.createDocument(alpha.id, 'tool', {}, amina);
    const standing = async () =>
      (await alike(server, amina, mine, { name: 'Decidim' })).alike.map(({ join }) => join);
    const request = `/teams/${alpha.id}/join-requests`;
    const join = () =>
      ask(server, amina, request, { method: 'POST', body: { documentId: theirs } });
    const takeBack = (person: TestPerson, documentId = theirs) =>
      ask<DocumentView>(server, person, `${request}/${documentId}`, { method: 'DELETE' });
    const answer = (isAccepted: boolean) =>
      ask(server, boris, `/documents/${theirs}/join-requests/${alpha.id}`, {
        method: 'POST',
        body: { isAccepted },
      });

    await join();
    // Nobody takes back what another team asked.
    expect((await takeBack(boris)).status).toBe(403);
    const gone = await takeBack(amina);
    expect(gone.body.askingTeamIds).toEqual([]);
    expect(await standing()).toEqual(['may-ask']);
    expect(
      server.parts.live.board(hackathon.id)?.documents.find(({ id }) => id === theirs),
    ).toMatchObject({ askingTeamIds: [] });
    // There is nothing left to answer, and taking it back twice is the same as once.
    expect((await answer(true)).status).toBe(404);
    expect((await takeBack(amina)).status).toBe(200);

    await join();
    await answer(false);
    await takeBack(amina);
    expect(await standing()).toEqual(['declined']);
    await answer(true);
    // Too late: they were let in.
    expect((await takeBack(amina)).body.invitedTeamIds).toEqual([alpha.id]);
    expect(await standing()).toEqual(['writes']);

    const elsewhere = server.createHackathon({ name: 'Elsewhere', teams: ['Theirs'] });
    const foreign = server.createDocument(elsewhere.teams[0]!.id, 'tool', {});
    expect((await takeBack(amina, foreign)).status).toBe(404);
  });

  it('[LU6] an invited team leaves by itself, its words stay, and the own team cannot', async () => {
    const { server, alpha, beta, amina, boris } = await startTwoTeams();
    await using _ = server;
    const { documents, hackathons } = server.parts;
    const theirs = server.createDocument(beta.id, 'tool', { name: 'Decidim' }, boris);
    documents.invite(theirs, alpha.id, boris.personId);
    const bot = server.connect(theirs, amina);
    await bot.synced();
    bot.doc.getText('name').insert(7, ' of Barcelona');
    await bot.saved();
    const leave = (person: TestPerson, teamId: string) =>
      ask<DocumentView>(server, person, `/teams/${teamId}/invitations/${theirs}`, {
        method: 'DELETE',
      });

    expect((await leave(boris, alpha.id)).status).toBe(403);
    const refused = await leave(boris, beta.id);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ error: { code: 'own_document' } });

    const left = await leave(amina, alpha.id);
    expect(left.body.invitedTeams).toEqual([]);
    expect(left.body.rights.write).toBe(false);
    await until(() => !bot.report().canWrite);
    server.parts.projector.flush();
    expect(documents.summary(theirs)?.title).toBe('Decidim of Barcelona');
    expect((await leave(amina, alpha.id)).status).toBe(200);
    bot.leave();

    // Who left may ask to come back, until the end.
    const back = await ask(server, amina, `/teams/${alpha.id}/join-requests`, {
      method: 'POST',
      body: { documentId: theirs },
    });
    expect(back.body).toEqual({ outcome: 'asked' });
    documents.invite(theirs, alpha.id, boris.personId);
    // One that writes already has nothing to ask.
    const again = await ask(server, amina, `/teams/${alpha.id}/join-requests`, {
      method: 'POST',
      body: { documentId: theirs },
    });
    expect(again.body).toEqual({ outcome: 'joined' });
    expect(documents.joinRequest(theirs, alpha.id)).toBeNull();
    hackathons.update(documents.require(theirs).hackathonId, { state: 'closed' }, null);
    expect((await leave(amina, alpha.id)).status).toBe(403);
  });
});

describe('something to refer to', () => {
  it('[LU2] is found in the catalogue and at other tables, and a reference survives finalising and renaming', async () => {
    const { server, hackathon, alpha, beta, amina, boris } = await startTwoTeams();
    await using _ = server;
    const city = server.createDocument(beta.id, 'organisation', organisationSeed(), boris);
    server.createDocument(beta.id, 'tool', toolSeed('Ajuntament toolkit'), boris);
    const related = async (q: string) =>
      (
        await ask<{ related: RelatedView[] }>(
          server,
          amina,
          `/hackathons/${hackathon.id}/related?kinds=organisation&q=${q}`,
        )
      ).body.related;
    expect(await related('barcel')).toEqual([
      {
        ref: `document:${city}`,
        kind: 'organisation',
        title: 'Ajuntament de Barcelona',
        path: `/documents/${city}`,
        source: 'document',
        teamName: beta.name,
      },
    ]);
    const tool = server.createDocument(
      alpha.id,
      'tool',
      toolSeed('Decidim', {
        developer: [{ ref: `document:${city}`, label: 'Ajuntament de Barcelona' }],
      }),
      amina,
    );
    const finalise = (person: TestPerson, id: string) =>
      ask<{ path: string }>(server, person, `/documents/${id}/finalise`, {
        method: 'POST',
        body: {},
      });
    const { path } = (await finalise(amina, tool)).body;
    await finalise(boris, city);
    expect((await related('barcel')).map(({ source }) => source)).toEqual(['record']);

    const { rooms, lifecycle, accounts } = server.parts;
    const admin = await server.signUp({ name: 'Admin', isAdministrator: true });
    lifecycle.reopen(city, accounts.actor(admin.personId));
    rooms.edit(city, ORIGIN, (doc) => doc.getText('name').insert(0, 'Barcelona: '));
    await finalise(boris, city);
    const record = await ask<{ fields: { developer: { label: string }[] } }>(
      server,
      amina,
      path.replace('/catalogue', '/records'),
    );
    expect(record.body.fields.developer.map(({ label }) => label)).toEqual([
      'Barcelona: Ajuntament de Barcelona',
    ]);
  });
});

describe('search over a hackathon', () => {
  it('[LU3] finds words in titles and texts, accents aside, with what stands around them', async () => {
    const { server, hackathon, alpha, beta, amina, boris } = await startTwoTeams();
    await using _ = server;
    const long = `${'words before '.repeat(60)}the Économie sociale et solidaire ${'after '.repeat(60)}`;
    const inText = server.createDocument(
      beta.id,
      'tool',
      { name: 'Something', description: { fr: plainToRichText(long) } },
      boris,
    );
    const inTitle = server.createDocument(alpha.id, 'use-case', { name: 'Economie locale' }, amina);
    const elsewhere = server.createHackathon({ name: 'Elsewhere', teams: ['Theirs'] });
    server.createDocument(elsewhere.teams[0]!.id, 'tool', { name: 'Economie ailleurs' });
    const search = async (q: string) =>
      (await ask<SearchAnswer>(server, amina, `/hackathons/${hackathon.id}/search?q=${q}`)).body;

    const { hits, total } = await search('ECONOM');
    expect(total).toBe(2);
    expect(hits.map(({ id }) => id)).toEqual([inTitle, inText]);
    expect(hits[1]?.excerpt).toContain('the Économie sociale et solidaire after');
    expect(hits[1]?.excerpt.length).toBeLessThan(200);
    expect((await search('%20')).total).toBe(0);
    // What FTS5 would read as its own language is words like any other.
    expect((await search('"AND%20NOT%20(')).total).toBe(0);

    server.parts.db.prepare("UPDATE document SET state = 'withdrawn' WHERE id = ?").run(inText);
    expect((await search('économie')).hits.map(({ id }) => id)).toEqual([inTitle]);
  });
});
