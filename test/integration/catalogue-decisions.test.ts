// What people decide about published records: merge and take apart, not the same, still alive.
import { describe, expect, it } from 'vitest';
import type { RecordPage, RecordView } from '../../shared/api/catalogue.ts';
import { toolSeed, useCaseSeed } from '../support/entries.ts';
import { startTestServer } from '../support/server.ts';

const SEEDS = { tool: toolSeed, 'use-case': useCaseSeed };

async function scene() {
  const server = await startTestServer();
  const { hackathon, teams } = server.createHackathon({ name: 'Paris 2016' });
  const elsewhere = server.createHackathon({ name: 'Elsewhere' });
  const fatou = await server.signUp({ name: 'Fatou', facilitates: [hackathon.id] });
  const { accounts, lifecycle, catalogue, hackathons } = server.parts;
  const publish = (
    name: string,
    teamId = teams[0]!.id,
    kind: 'tool' | 'use-case' = 'tool',
    more = {},
  ) => {
    const seed = SEEDS[kind](name, more);
    const documentId = server.createDocument(teamId, kind, seed, fatou);
    const administrator = { ...accounts.actor(fatou.personId), isAdministrator: true };
    // Where duplicates are looked for, a seed reads as a projection does.
    const alike = catalogue.duplicates
      .find({ kind, title: name, fields: seed as never, excludeDocumentId: documentId })
      .map(({ id }) => id);
    const notTheSame = { ids: alike, reason: 'A test' };
    const { recordId } = lifecycle.finalise(documentId, administrator, { notTheSame });
    return { documentId, recordId };
  };
  return {
    server,
    catalogue,
    hackathon,
    team: teams[0]!,
    elsewhere: elsewhere.teams[0]!,
    fatou,
    publish,
    audit: () => hackathons.audit.list(hackathon.id).map(({ action }) => action),
    post: (path: string, body: unknown, person = fatou) =>
      server.request(`/api${path}`, { method: 'POST', person, body }),
    list: async (query: string) =>
      (await (await server.request(`/api/records?${query}`)).json()) as RecordPage,
  };
}

describe('merging', () => {
  it('[LI8] [LI10] leads from one record to the other, with its names and relations, and can be undone', async () => {
    const { server, catalogue, team, publish, post, list, audit } = await scene();
    await using _ = server;
    const kept = publish('Consul');
    const lost = publish('Consul clone');
    publish('City plan', team.id, 'use-case', {
      uses: [{ ref: `record:${lost.recordId}`, label: 'Clone' }],
    });
    const merged = await post(`/records/${lost.recordId}/merge`, { intoId: kept.recordId });
    expect(merged.status).toBe(200);
    expect(await merged.json()).toEqual({ path: '/catalogue/tool/consul' });

    expect(catalogue.getByPath('tool', 'consul-clone')).toEqual({
      redirect: '/catalogue/tool/consul',
    });
    const page = await server.request('/catalogue/tool/consul-clone');
    expect(page.status).toBe(301);
    expect(page.headers.get('location')).toBe('/catalogue/tool/consul');
    const view = catalogue.get(kept.recordId)!;
    expect(view.mergedFrom).toEqual([{ id: lost.recordId, title: 'Consul clone', revisions: 1 }]);
    expect(view.namedBy.map(({ title }) => title)).toEqual(['City plan']);
    expect((await list('q=clone')).records.map(({ title }) => title)).toEqual(['City plan']);
    expect(server.parts.documents.require(lost.documentId).state).toBe('merged');

    const again = await post(`/records/${lost.recordId}/merge`, { intoId: kept.recordId });
    expect(again.status).toBe(409);

    const undone = await post(`/records/${lost.recordId}/unmerge`, {});
    expect(await undone.json()).toEqual({ path: '/catalogue/tool/consul-clone' });
    expect(server.parts.documents.require(lost.documentId).state).toBe('finalised');
    expect((await list('q=clone')).total).toBe(2);
    expect(catalogue.get(kept.recordId)!.mergedFrom).toEqual([]);
    expect((await post(`/records/${lost.recordId}/unmerge`, {})).status).toBe(409);
    expect(audit()).toEqual(expect.arrayContaining(['record-merged', 'record-unmerged']));
    expect(catalogue.verify().broken).toEqual([]);
  });

  it('[LI8] follows a chain of merges to its end, and never makes a circle', async () => {
    const { server, catalogue, publish, post } = await scene();
    await using _ = server;
    const [a, b, c] = ['Alpha tool', 'Beta tool', 'Gamma tool'].map((name) => publish(name));
    await post(`/records/${a!.recordId}/merge`, { intoId: b!.recordId });
    await post(`/records/${b!.recordId}/merge`, { intoId: c!.recordId });
    expect(catalogue.getByPath('tool', 'alpha-tool')).toEqual({
      redirect: '/catalogue/tool/gamma-tool',
    });
    const view = catalogue.get(c!.recordId) as RecordView;
    expect(view.mergedFrom.map(({ title }) => title)).toEqual(['Alpha tool', 'Beta tool']);
    const circle = await post(`/records/${c!.recordId}/merge`, { intoId: a!.recordId });
    expect(circle.status).toBe(409);
    expect((await post(`/records/${c!.recordId}/merge`, { intoId: c!.recordId })).status).toBe(409);
  });

  it('[AC1] is for the facilitators of the record that goes, whatever the other is', async () => {
    const { server, team, elsewhere, publish, post } = await scene();
    await using _ = server;
    const ours = publish('Our tool');
    const theirs = publish('Their tool', elsewhere.id);
    const member = await server.signUp({ name: 'Mia', teamIds: [team.id] });
    const into = { intoId: theirs.recordId };
    expect((await post(`/records/${ours.recordId}/merge`, into, member)).status).toBe(403);
    expect(
      (await post(`/records/${theirs.recordId}/merge`, { intoId: ours.recordId })).status,
    ).toBe(403);
    const anonymous = await server.request(`/api/records/${ours.recordId}/merge`, {
      method: 'POST',
      body: into,
    });
    expect(anonymous.status).toBe(401);
    expect((await post('/records/none/merge', into)).status).toBe(404);
    expect((await post(`/records/${ours.recordId}/merge`, into)).status).toBe(200);
  });

  it('[LI5] that was refused is not asked for again', async () => {
    const { server, catalogue, publish, post, fatou } = await scene();
    await using _ = server;
    const one = publish('Participatory Budgets');
    const two = publish('Participatory Budget');
    server.parts.db.exec('DELETE FROM not_the_same');
    const alike = () =>
      catalogue.duplicates.find({
        kind: 'tool',
        title: 'Participatory Budget',
        fields: {},
        excludeDocumentId: two.documentId,
      });
    expect(alike()).toHaveLength(1);
    const page = await server.request('/catalogue/tool/participatory-budget/merge', {
      person: fatou,
    });
    expect(await page.text()).toContain('Participatory Budgets');
    const told = await post(`/records/${two.recordId}/not-the-same`, {
      otherId: one.recordId,
      reason: 'One is the method',
    });
    expect(told.status).toBe(204);
    expect(alike()).toEqual([]);
  });

  it('[AC2] has a page for those who may, and none for anybody else', async () => {
    const { server, team, publish, fatou } = await scene();
    await using _ = server;
    const { recordId } = publish('Consul');
    publish('Consul clone');
    const member = await server.signUp({ name: 'Mia', teamIds: [team.id] });
    const path = '/catalogue/tool/consul-clone/merge';
    expect((await server.request(path)).status).toBe(404);
    expect((await server.request(path, { person: member })).status).toBe(404);
    const page = await server.request(`${path}?with=${recordId}`, { person: fatou });
    expect(page.status).toBe(200);
    expect(page.headers.get('cache-control')).toBe('private, no-cache');
    expect(await page.text()).toContain('Keep “Consul”; “Consul clone” leads to it');
  });
});

describe('still alive?', () => {
  it('[LI10] is said by the team and facilitators, shown, and a facet', async () => {
    const { server, catalogue, team, elsewhere, publish, post, list, audit } = await scene();
    await using _ = server;
    const { recordId } = publish('Consul');
    publish('Decidim');
    const member = await server.signUp({ name: 'Mia', teamIds: [team.id] });
    const stranger = await server.signUp({ name: 'Zoe', teamIds: [elsewhere.id] });
    const path = `/records/${recordId}/confirmations`;
    expect((await post(path, { isAlive: true }, stranger)).status).toBe(403);
    expect((await post(path, { isAlive: true }, member)).status).toBe(200);
    expect(catalogue.get(recordId)).toMatchObject({
      alive: 'alive',
      confirmation: { isAlive: true, personName: 'Mia', note: '' },
    });
    await post(path, { isAlive: false, note: 'The domain is for sale.' });
    expect(catalogue.get(recordId)?.confirmation).toMatchObject({
      isAlive: false,
      personName: 'Fatou',
    });
    expect((await list('alive=gone')).records.map(({ title }) => title)).toEqual(['Consul']);
    expect((await list('')).facets.alive).toEqual([
      { value: 'gone', label: 'gone', count: 1 },
      { value: 'unknown', label: 'unknown', count: 1 },
    ]);
    const page = await (await server.request('/catalogue/tool/consul')).text();
    expect(page).toContain('No longer alive');
    expect(page).toContain('The domain is for sale.');
    expect([...catalogue.listed({ q: 'consul' })][0]?.alive).toBe('gone');
    expect(audit()).toContain('record-confirmed');
  });
});
