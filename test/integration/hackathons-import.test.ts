// Teams and entries out of a spreadsheet, over HTTP.
import { describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';
import { createVisitor } from '../support/visitor.ts';

async function openWorld(server: TestServer) {
  const { hackathon, teams } = server.createHackathon();
  const fay = await server.signUp({ name: 'Fay', facilitates: [hackathon.id] });
  const mia = await server.signUp({ name: 'Mia', teamIds: [teams[0]!.id] });
  const path = `/hackathons/${hackathon.id}/import`;
  const asFay = createVisitor(server, fay.cookie);
  return {
    hackathon,
    path,
    asFay,
    asMia: createVisitor(server, mia.cookie),
    send: (csv: string, write: boolean, language?: string) =>
      asFay.ask('POST', path, { csv, write, ...(language === undefined ? {} : { language }) }),
    titles: () =>
      server.parts.documents
        .summaries({ hackathonId: hackathon.id })
        .map(({ kind, title }) => `${kind} ${title}`),
    teamNames: () => server.parts.hackathons.teams.list(hackathon.id).map(({ name }) => name),
  };
}

const TABLE = [
  'Équipe;Type;Nom;Résumé',
  'Alpha;outil;Ushahidi;Cartes de crise',
  'Gamma;cas d’usage;Budget ouvert;',
  'gamma;action collective;"Marchés; publics";',
  'Delta;;;',
].join('\r\n');

describe('an imported table', () => {
  it('is shown row by row first, and nothing is written', async () => {
    await using server = await startTestServer();
    const { send, titles, teamNames } = await openWorld(server);
    const { status, body } = await send(TABLE, false);
    expect(status).toBe(200);
    expect(body).toMatchObject({ teams: 2, entries: 3, isWritten: false });
    expect(body.rows.map((row: { outcome: string }) => row.outcome)).toEqual([
      'new-entry',
      'new-team-and-entry',
      'new-entry',
      'new-team',
    ]);
    expect(titles()).toEqual([]);
    expect(teamNames()).toEqual(['Alpha', 'Beta']);
  });

  it('brings teams with their codes and entries with their words, once', async () => {
    await using server = await startTestServer();
    const { send, titles, teamNames, hackathon } = await openWorld(server);
    expect((await send(TABLE, true, 'fr')).body.isWritten).toBe(true);
    expect(teamNames()).toEqual(['Alpha', 'Beta', 'Delta', 'Gamma']);
    expect(titles().toSorted()).toEqual([
      'collective-action Marchés; publics',
      'tool Ushahidi',
      'use-case Budget ouvert',
    ]);
    const { documents, hackathons } = server.parts;
    const [tool] = documents.summaries({ hackathonId: hackathon.id });
    expect(documents.projection(tool!.id).fields.summary).toEqual({ fr: 'Cartes de crise' });
    const gamma = hackathons.teams.list(hackathon.id).find(({ name }) => name === 'Gamma')!;
    expect(hackathons.codes.list(hackathon.id).some(({ teamId }) => teamId === gamma.id)).toBe(
      true,
    );
    const again = await send(TABLE, true, 'fr');
    expect(again.body).toMatchObject({ teams: 0, entries: 0 });
    expect(titles()).toHaveLength(3);
  });

  it('with one wrong row brings nothing, and says which and why', async () => {
    await using server = await startTestServer();
    const { send, titles, teamNames } = await openWorld(server);
    const table = 'team,kind,name\nGamma,tool,Good\n,tool,Lost\nGamma,spoon,Odd\nGamma,tool,\n';
    const { body } = await send(table, false);
    expect(
      body.rows.map((row: { line: number; problem: string }) => [row.line, row.problem]),
    ).toEqual([
      [2, null],
      [3, 'team-missing'],
      [4, 'unknown-kind'],
      [5, 'name-missing'],
    ]);
    expect((await send(table, true)).body.error.code).toBe('import_has_problems');
    expect(titles()).toEqual([]);
    expect(teamNames()).toEqual(['Alpha', 'Beta']);
  });

  it('that is no table is answered so', async () => {
    await using server = await startTestServer();
    const { send } = await openWorld(server);
    expect((await send('name,kind\nA,tool', false)).body.error.code).toBe('no_team_column');
    expect((await send('team\n"A', false)).body.error.code).toBe('not_a_table');
    const long = `team\n${'A\n'.repeat(2001)}`;
    expect((await send(long, false)).body.error.code).toBe('too_many_rows');
  });

  it('[AC1] is for facilitators, and not after the end', async () => {
    await using server = await startTestServer();
    const { asMia, path, send, hackathon } = await openWorld(server);
    expect((await asMia.ask('POST', path, { csv: TABLE, write: true })).status).toBe(403);
    server.parts.hackathons.update(hackathon.id, { state: 'closed' }, null);
    expect((await send(TABLE, true)).body.error.code).toBe('hackathon_closed');
  });
});
