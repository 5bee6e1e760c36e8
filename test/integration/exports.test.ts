// Downloads over real HTTP, from documents that went through the real lifecycle.
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ToolboxBundle } from '../../server/exporters/toolbox-bundle.ts';
import type { ExportSummary } from '../../shared/api/exports.ts';
import { bundleProblems } from '../support/bundle-schema.ts';
import { actionSeed, organisationSeed, toolSeed, useCaseSeed } from '../support/entries.ts';
import { parseCsv } from '../support/parse-csv.ts';
import { startTestServer } from '../support/server.ts';

async function scene() {
  const server = await startTestServer();
  const { hackathon, teams } = server.createHackathon({ name: 'Paris 2016' });
  const elsewhere = server.createHackathon({ name: 'Tbilisi 2018' });
  const fatou = await server.signUp({ name: 'Fatou', facilitates: [hackathon.id] });
  const amina = await server.signUp({ name: 'Amina', teamIds: [teams[0]!.id] });
  const omar = await server.signUp({ name: 'Omar', facilitates: [elsewhere.hackathon.id] });
  const { accounts, lifecycle, catalogue } = server.parts;
  const actors = [fatou, omar].map(({ personId }) => accounts.actor(personId));
  const publish = (
    teamId: string,
    kind: 'tool' | 'organisation' | 'use-case' | 'collective-action',
    seed: object,
  ) => {
    const id = server.createDocument(teamId, kind, { ...seed }, amina);
    const actor = actors.find(({ facilitates }) =>
      facilitates.includes(server.parts.documents.require(id).hackathonId),
    )!;
    return { id, actor, ...lifecycle.finalise(id, actor) };
  };
  const get = (path: string, person = fatou) =>
    server.request(`/api/hackathons/${hackathon.id}/exports${path}`, { person });
  return {
    server,
    hackathon,
    team: teams[0]!,
    elsewhere,
    fatou,
    amina,
    omar,
    catalogue,
    lifecycle,
    publish,
    get,
  };
}

describe('exports', () => {
  it('[EX1] the bundle is the whole catalogue of all hackathons, accepted by the importer’s schema', async () => {
    const { server, team, elsewhere, publish, get } = await scene();
    await using _ = server;
    const { recordId } = publish(team.id, 'organisation', organisationSeed());
    publish(
      team.id,
      'use-case',
      useCaseSeed('City plan', { by: [{ ref: `record:${recordId}`, label: 'x' }] }),
    );
    publish(elsewhere.teams[0]!.id, 'tool', toolSeed());
    publish(team.id, 'collective-action', actionSeed());
    server.createDocument(team.id, 'tool', toolSeed('Only a draft'));
    const response = await get('/toolbox-bundle.json');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="paris-2016-toolbox-bundle.json"',
    );
    const bundle = (await response.json()) as ToolboxBundle;
    expect(bundleProblems(bundle)).toEqual([]);
    expect(bundle.cards.map((card) => card.Name)).toEqual([
      ['Ajuntament de Barcelona'],
      ['City plan'],
      ['Decidim'],
    ]);
    const summary = (await (await get('')).json()) as ExportSummary;
    expect(summary).toMatchObject({
      records: 3,
      toolbox: { ready: 3, blocked: [{ code: 'no-card-type', title: 'Open public procurement' }] },
    });
  });

  it('[EX5] only what is finalised and not withdrawn leaves, at its last revision', async () => {
    const { server, hackathon, team, catalogue, lifecycle, publish, get } = await scene();
    await using _ = server;
    publish(team.id, 'tool', toolSeed('Stays'));
    const reopened = publish(team.id, 'tool', toolSeed('Is reopened'));
    lifecycle.reopen(reopened.id, reopened.actor);
    const withdrawn = publish(team.id, 'tool', toolSeed('Goes'));
    lifecycle.withdraw(withdrawn.id, withdrawn.actor);
    const titles = [...catalogue.published(hackathon.id)].map(({ title }) => title);
    expect(titles).toEqual(['Stays', 'Is reopened']);
    const json = (await (await get('/records.json')).json()) as { records: { title: string }[] };
    expect(json.records.map(({ title }) => title)).toEqual(titles);
    const rows = parseCsv(await (await get('/records.csv')).text());
    expect(rows.slice(1).map((row) => row[rows[0]!.indexOf('name')])).toEqual(titles);
  });

  it('[EX4] CSV comes with a byte order mark when asked for', async () => {
    const { server, team, publish, get } = await scene();
    await using _ = server;
    publish(team.id, 'tool', toolSeed('=HYPERLINK("http://x")'));
    const plain = new Uint8Array(await (await get('/records.csv')).arrayBuffer());
    const marked = new Uint8Array(await (await get('/records.csv?bom=1')).arrayBuffer());
    expect([...marked.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(marked.length).toBe(plain.length + 3);
    expect(new TextDecoder().decode(plain)).toContain(`"'=HYPERLINK(""http://x"")"`);
  });

  it('personal contacts stay out: contributors are names, with no id or e-mail', async () => {
    const { server, team, amina, publish, get } = await scene();
    await using _ = server;
    await server.parts.accounts.people.setCredentials(amina.personId, {
      email: 'amina@example.org',
      password: 'a long enough one',
    });
    publish(team.id, 'tool', toolSeed());
    const text = await (await get('/records.json')).text();
    expect(text).toContain('"name": "Amina"');
    expect(text).not.toContain('amina@example.org');
    expect(text).not.toContain(amina.personId);
  });

  it('[EX4] everything comes in one archive with checksums, and so do publiccode files', async () => {
    const { server, team, publish, get } = await scene();
    await using _ = server;
    publish(team.id, 'tool', toolSeed());
    publish(team.id, 'collective-action', actionSeed());
    const files = async (path: string) => {
      const response = await get(path);
      expect(response.headers.get('content-type')).toBe('application/zip');
      return Object.keys(unzipSync(new Uint8Array(await response.arrayBuffer())));
    };
    const everything = await files('/everything.zip');
    expect(everything).toContain('records.json');
    expect(everything).toContain('toolbox-bundle.json');
    expect(everything.at(-1)).toBe('manifest.sha256');
    expect(await files('/publiccode.zip')).toEqual([
      'publiccode/unfinished/decidim/publiccode.yml',
      'publiccode/report.csv',
      'manifest.sha256',
    ]);
    const summary = (await (await get('')).json()) as ExportSummary;
    expect(summary.kinds).toMatchObject({ tool: 1, 'collective-action': 1, organisation: 0 });
    expect(summary.publiccode.unfinished[0]?.problems).toContainEqual({
      path: 'url',
      message: 'is missing',
    });
    for (const [format, start] of [
      ['json', '['],
      ['csv', 'number,'],
      ['md', '## 1. '],
    ] as const) {
      const text = await (await get(`/collective-actions/${format}`)).text();
      expect(text.startsWith(start)).toBe(true);
    }
  });

  it('are the facilitator’s alone', async () => {
    const { server, amina, omar, get } = await scene();
    await using _ = server;
    for (const path of ['', '/toolbox-bundle.json', '/records.csv', '/records.json']) {
      expect((await get(path, amina)).status).toBe(403);
      expect((await get(path, omar)).status).toBe(404);
    }
    const empty = await get('/toolbox-bundle.json');
    expect(empty.status).toBe(409);
    expect((await empty.json()) as object).toMatchObject({ error: { code: 'nothing_to_export' } });
  });
});
