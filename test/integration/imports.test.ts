// Bringing files in over HTTP: what is shown first, what is written, what is said about each row, and
// taking it back (EX6).
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createId } from '../../shared/ids.ts';
import type { Signatory } from '../../shared/projection.ts';
import { toolSeed } from '../support/entries.ts';
import { fixture, openImportWorld } from '../support/import-world.ts';
import { startTestServer } from '../support/server.ts';

const TABLE = [
  'Équipe;Type;Nom;Résumé',
  'Alpha;outil;Ushahidi;Cartes de crise',
  'Gamma;cas d’usage;Budget ouvert;',
  'gamma;action collective;"Marchés; publics";',
  'Delta;;;',
].join('\r\n');

describe('a table of teams and entries', () => {
  it('[EX6] is shown row by row first, and nothing is written', async () => {
    await using server = await startTestServer();
    const { preview, titles, teamNames } = await openImportWorld(server);
    const shown = await preview(TABLE, { team: null, language: 'fr' });
    expect(shown.rows.map(({ outcome }) => outcome)).toEqual(['new', 'new', 'new', 'team']);
    expect(shown.newTeams).toEqual(['Gamma', 'Delta']);
    expect(titles()).toEqual([]);
    expect(teamNames()).toEqual(['Alpha', 'Beta']);
  });

  it('brings teams with their codes and entries with their words, once', async () => {
    await using server = await startTestServer();
    const { bring, titles, teamNames, hackathon, fields } = await openImportWorld(server);
    const receipt = await bring(TABLE, { team: null, language: 'fr' });
    expect(receipt).toMatchObject({ created: 3, teams: 2, refused: 0 });
    expect(teamNames()).toEqual(['Alpha', 'Beta', 'Delta', 'Gamma']);
    expect(titles().toSorted()).toEqual([
      'collective-action Marchés; publics',
      'tool Ushahidi',
      'use-case Budget ouvert',
    ]);
    expect(fields(receipt.rows[0]?.documentId).summary).toEqual({ fr: 'Cartes de crise' });
    const { hackathons } = server.parts;
    const gamma = hackathons.teams.list(hackathon.id).find(({ name }) => name === 'Gamma')!;
    const codes = hackathons.codes.list(hackathon.id);
    expect(codes.some(({ teamId }) => teamId === gamma.id)).toBe(true);
    const again = await bring(TABLE, { team: null, language: 'fr' });
    expect(again).toMatchObject({ created: 0, teams: 0 });
    expect(titles()).toHaveLength(3);
  });

  it('[EX6] takes the good rows and says of each wrong one why, by its row', async () => {
    await using server = await startTestServer();
    const { bring, titles } = await openImportWorld(server);
    const table = 'team,kind,name\nGamma,tool,Good\n,tool,Lost\nGamma,spoon,Odd\nGamma,tool,\n';
    const { rows } = await bring(table, { team: null });
    expect(rows.map(({ row, problem, done }) => [row, problem, done])).toEqual([
      [2, null, 'created'],
      [3, 'no-team', 'refused'],
      [4, 'unknown-kind', 'refused'],
      [5, 'no-name', 'refused'],
    ]);
    expect(titles()).toEqual(['tool Good']);
  });
});

describe('whoever brings something', () => {
  it('[AC1] is a member in their own team, and leads for more; nobody after the end', async () => {
    await using server = await startTestServer();
    const { preview, bring, mia, beta, hackathon, teamNames } = await openImportWorld(server);
    expect((await preview(TABLE, { team: null, person: mia })).error.code).toBe('forbidden');
    expect((await bring(TABLE, { team: beta.id, person: mia })).error.code).toBe('forbidden');
    const own = await bring(TABLE, { person: mia });
    expect(own).toMatchObject({ created: 3, teams: 0 });
    expect(teamNames()).toEqual(['Alpha', 'Beta']);
    server.parts.hackathons.update(hackathon.id, { state: 'closed' }, null);
    expect((await bring(TABLE, { team: null })).error.code).toBe('hackathon_closed');
  });

  it('[AC2] finds no receipt of others, unless they lead', async () => {
    await using server = await startTestServer();
    const { bring, receipt, undo, mia, noa, fay } = await openImportWorld(server);
    const { id } = await bring('Name\nDecidim', { person: mia });
    expect((await receipt(id, noa)).error.code).toBe('not_found');
    expect((await undo(id, noa)).error.code).toBe('not_found');
    expect((await receipt(id, mia)).created).toBe(1);
    expect((await receipt(id, fay)).created).toBe(1);
  });
});

describe('an import', () => {
  it('[EX6] sent twice under one key is one import', async () => {
    await using server = await startTestServer();
    const { bring, titles, mia } = await openImportWorld(server);
    const key = createId();
    const first = await bring('Name\nDecidim', { key });
    expect(await bring('Name\nDecidim', { key })).toEqual(first);
    expect(titles()).toEqual(['tool Decidim']);
    expect((await bring('Name\nConsul', { key, person: mia })).error.code).toBe('not_found');
  });

  it('[EX6] [LI5] leaves out what is known or alike until somebody chooses', async () => {
    await using server = await startTestServer();
    const { preview, bring, beta, titles, fay } = await openImportWorld(server);
    const seed = toolSeed('Decidim', { website: 'https://decidim.org' });
    const known = server.createDocument(beta.id, 'tool', seed, fay);
    const actor = server.parts.accounts.actor(fay.personId);
    server.parts.lifecycle.finalise(known, actor);
    server.createDocument(beta.id, 'tool', { name: 'Ushahidi' });
    const table =
      'Name,Website\nDECIDIM,\nUshahidi,\nDecidimm,\nParticipa,https://www.decidim.org/\nConsul,\nconsul,\n';
    const { rows } = await preview(table);
    expect(rows.map(({ outcome, match }) => [outcome, match?.type])).toEqual([
      ['known', 'record'],
      ['known', 'document'],
      ['alike', 'record'],
      ['alike', 'record'],
      ['new', undefined],
      ['repeated', undefined],
    ]);
    expect(rows[5]?.earlierRow).toBe(6);
    const receipt = await bring(table, { choices: { 2: 'create', 5: 'create', 4: 'skip' } });
    expect(receipt.rows.map(({ done }) => done)).toEqual([
      'skipped',
      'skipped',
      'created',
      'skipped',
      'skipped',
      'created',
    ]);
    expect(titles().filter((title) => /onsul|Decidimm/.test(title))).toEqual([
      'tool Decidimm',
      'tool consul',
    ]);
  });

  it('[EX6] goes on from a record where that is chosen, and fills what it lacks', async () => {
    await using server = await startTestServer();
    const { bring, beta, fields, fay } = await openImportWorld(server);
    const first = server.createDocument(beta.id, 'tool', toolSeed(), fay);
    server.parts.lifecycle.finalise(first, server.parts.accounts.actor(fay.personId));
    const table = 'Name,Summary,Website\nDecidim,Another summary,https://decidim.org\n';
    const { rows, improved } = await bring(table, { choices: { 0: 'improve' } });
    expect(improved).toBe(1);
    expect(fields(rows[0]?.documentId)).toMatchObject({
      summary: { en: 'Participatory democracy framework' },
      website: 'https://decidim.org/',
    });
  });

  it('[EX6] is taken back as a whole, but for what people worked on since', async () => {
    await using server = await startTestServer();
    const { bring, undo, titles, teamNames, mia } = await openImportWorld(server);
    const { id, rows } = await bring(TABLE, { team: null, language: 'fr' });
    server.parts.rooms.edit(
      rows[0]!.documentId!,
      { type: 'server', personId: mia.personId, reason: 'test' },
      (doc) => doc.getText('website').insert(0, 'https://ushahidi.com'),
    );
    const undone = await undo(id);
    expect(undone).toMatchObject({ removed: 2, teams: 2, kept: [{ title: 'Ushahidi' }] });
    expect(titles()).toEqual(['tool Ushahidi']);
    expect(teamNames()).toEqual(['Alpha', 'Beta']);
    expect((await undo(id)).error.code).toBe('import_undone');
  });

  it('[WS6] closes the sockets of what is taken back', async () => {
    await using server = await startTestServer();
    const { bring, undo, mia } = await openImportWorld(server);
    const { id, rows } = await bring('Name\nDecidim', { person: mia });
    const bot = server.connect(rows[0]!.documentId!, mia);
    await bot.synced();
    await undo(id, mia);
    await expect.poll(() => bot.report().closeCodes).toContain(4404);
    bot.leave();
  });

  it('[EX6] remembers what columns were taken for', async () => {
    await using server = await startTestServer();
    const { preview, bring } = await openImportWorld(server);
    const table = 'Wie heißt es?,Was ist es?\nDecidim,Beteiligung\n';
    const first = await preview(table);
    expect(first.columns?.map(({ target }) => target)).toEqual(['', '']);
    expect(first.rows[0]?.problem).toBe('no-name');
    await bring(table, { mapping: ['name', 'summary.de'] });
    const second = await preview(table.replace('Decidim', 'Consul'));
    expect(second.columns?.map(({ target }) => target)).toEqual(['name', 'summary.de']);
    expect(second.rows[0]).toMatchObject({ title: 'Consul', outcome: 'new' });
  });

  it('makes organisations that only relations name, when asked, and joins entries to each other', async () => {
    await using server = await startTestServer();
    const { bring, preview, fields, titles } = await openImportWorld(server);
    const bundle = fixture('toolbox-bundle.json');
    expect((await preview(bundle)).newOrganisations).toBe(0);
    const { rows } = await bring(bundle, { team: undefined });
    const [tool, organisation, useCase] = rows.map(({ documentId }) => documentId);
    expect(fields(tool).developer).toEqual([
      { ref: `document:${organisation}`, label: 'Ajuntament de Barcelona' },
    ]);
    expect(fields(useCase).uses).toEqual([
      { ref: `document:${tool}`, label: 'Decidim' },
      { ref: 'name:unknown-tool', label: 'Unknown tool' },
    ]);
    const table = 'Name,Developer\nConsul,Ayuntamiento de Madrid; Ajuntament de Barcelona\n';
    expect((await preview(table)).newOrganisations).toBe(1);
    const receipt = await bring(table, { withOrganisations: true });
    expect(receipt.organisations).toBe(1);
    expect(titles()).toContain('organisation Ayuntamiento de Madrid');
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['nothing', '', { reason: 'empty' }],
    ['an open quotation mark', 'name\nA\n"B\nC', { reason: 'unclosed-quote', row: 3 }],
    ['broken JSON', '{\n  "cards": [}\n', { reason: 'bad-json', row: 2, column: 13 }],
    ['JSON of another kind', '{"a": 1}', { reason: 'other-format' }],
    [
      'a picture',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0, 9]),
      { reason: 'not-text' },
    ],
    ['a table without rows', 'name,summary\n', { reason: 'no-entries' }],
    ['a cut archive', Buffer.from('PK\u0003\u0004abcdefghijklmnop'), { reason: 'bad-archive' }],
    ['too many rows', `name\n${'A\n'.repeat(5001)}`, { reason: 'too-many-rows' }],
    ['too many columns', `name${',x'.repeat(500)}\nA`, { reason: 'too-many-columns' }],
    [
      'a bomb',
      zipOf({ 'a.yml': Buffer.alloc(70 * 1024 * 1024, 32) }),
      { reason: 'too-much-inside' },
    ],
  ])('[EX6] is refused with the reason: %s', async (_, file, details) => {
    await using server = await startTestServer();
    const { preview } = await openImportWorld(server);
    const { error } = await preview(file);
    expect(error.code).toBe('import_unreadable');
    expect(error.details).toMatchObject(details);
  });

  it('[AC4] is not even read when it is too large, and other routes take less', async () => {
    await using server = await startTestServer();
    const { alpha, mia, preview } = await openImportWorld(server);
    const large = Buffer.alloc(300 * 1024, 'name\n');
    expect((await preview(large)).error?.details).toMatchObject({ reason: 'too-many-rows' });
    const body = { kind: 'tool', name: 'a'.repeat(300 * 1024) };
    const path = `/api/teams/${alpha.id}/documents`;
    expect((await server.request(path, { method: 'POST', person: mia, body })).status).toBe(413);
    const huge = await preview(Buffer.alloc(11 * 1024 * 1024, 'a'));
    expect(['too_large', 'invalid_request']).toContain(huge.error.code);
  });
});

describe('the lists of others', () => {
  it.each([
    ['dpga-tools.json', 'dpga', 750],
    ['dpga-organizations.json', 'dpga', 600],
    ['sill-2020.csv', 'sill', 225],
    ['collective-actions.json', 'collective-actions', 20],
    ['toolbox-answer.json', 'toolbox-api', 3],
    ['toolbox-bundle.json', 'toolbox-bundle', 3],
    ['publiccode.yml', 'publiccode', 1],
  ])(
    '[EX6] %s is known by what is in it, and every row is accounted for',
    async (name, format, count) => {
      await using server = await startTestServer();
      const { bring, titles } = await openImportWorld(server);
      const receipt = await bring(fixture(name), { name: 'renamed.bin' });
      expect(receipt.format).toBe(format);
      expect(receipt.rows).toHaveLength(count);
      expect(receipt.created + receipt.skipped + receipt.refused).toBe(count);
      expect(receipt.refused).toBe(0);
      expect(titles()).toHaveLength(receipt.created);
    },
  );

  it('[EX6] collective actions keep every signatory', async () => {
    await using server = await startTestServer();
    const { bring, fields } = await openImportWorld(server);
    const { rows } = await bring(fixture('collective-actions.json'));
    const signatories = fields(rows[0]!.documentId).signatories as readonly Signatory[];
    expect(signatories.filter(({ kind }) => kind === 'government')).toHaveLength(13);
    expect(signatories.filter(({ kind }) => kind === 'civil-society')).toHaveLength(14);
  });

  it('[EX6] two thousand rows come in together, and say how long it took', async () => {
    await using server = await startTestServer();
    const { bring, preview, titles } = await openImportWorld(server);
    const table = `Name,Summary,Website,License,Tags,Country,Developer\n${Array.from(
      { length: 2000 },
      (_, n) =>
        `Tool ${n} of ${n % 7},"Helps, says ""somebody"", number ${n}",https://example.org/${n},MIT,"Budget, Petition",France,Office ${n % 50}`,
    ).join('\n')}`;
    const startedAt = performance.now();
    expect((await preview(table)).rows).toHaveLength(2000);
    const shownAt = performance.now();
    const { created, id } = await bring(table, { withOrganisations: true });
    const doneAt = performance.now();
    expect(created).toBe(2000);
    expect(titles()).toHaveLength(2050);
    const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(2);
    process.stdout.write(
      `2,000 rows: shown in ${seconds(startedAt, shownAt)} s, brought in in ${seconds(shownAt, doneAt)} s (${id})\n`,
    );
  });
});

/** An archive of deflated files. */
function zipOf(files: Readonly<Record<string, Uint8Array>>): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const [name, bytes] of Object.entries(files)) {
    const packed = deflateRawSync(bytes);
    const path = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(bytes.length, 22);
    local.writeUInt16LE(path.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    // It lies about its size, as bombs do.
    entry.writeUInt32LE(10, 24);
    entry.writeUInt16LE(path.length, 28);
    entry.writeUInt32LE(at, 42);
    locals.push(local, path, packed);
    entries.push(entry, path);
    at += 30 + path.length + packed.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}
