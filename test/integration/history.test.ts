// A document's history: versions, differences, going back, and who wrote what, over a real server.

import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import type { AuthorshipView, FieldDiff, VersionView } from '../../shared/api/history.ts';
import { addSignatory, removeSignatory, replaceText } from '../../shared/document.ts';
import { project, type Signatory } from '../../shared/projection.ts';
import { plainToRichText, writeRichText } from '../../shared/rich-text.ts';
import { editAtRandom } from '../support/edits.ts';
import { actionSeed, toolSeed } from '../support/entries.ts';
import { createRandom, seedFromEnvironment } from '../support/seed.ts';
import { startTestServer, type TestPerson } from '../support/server.ts';
import { until } from '../support/until.ts';

async function scene() {
  const server = await startTestServer();
  const { hackathon, teams } = server.createHackathon();
  const team = teams[0]!;
  const amina = await server.signUp({ name: 'Amina', teamIds: [team.id] });
  const boris = await server.signUp({ name: 'Boris', teamIds: [team.id] });
  const chloe = await server.signUp({ name: 'Chloé', teamIds: [teams[1]!.id] });
  const api = async <T>(path: string, person: TestPerson, body?: unknown) => {
    const response = await server.request(`/api${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      person,
      body,
    });
    return { status: response.status, body: (await response.json()) as T };
  };
  const edit = (id: string, person: TestPerson | null, change: (doc: Y.Doc) => void) =>
    server.parts.rooms.edit(
      id,
      { type: 'server', personId: person?.personId ?? null, reason: 'test' },
      change,
    );
  return { server, hackathon, team, amina, boris, chloe, api, edit };
}

describe('versions', () => {
  it('are named by people and show field by field what changed since', async () => {
    const { server, team, amina, boris, api, edit } = await scene();
    await using _ = server;
    const seed = toolSeed('Decidim', { countries: ['ES', 'FR'], licence: 'MIT' });
    const id = server.createDocument(team.id, 'tool', seed, amina);
    const named = await api<VersionView>(`/documents/${id}/versions`, amina, {
      name: 'Before lunch',
    });
    expect(named.status).toBe(201);
    expect(named.body).toMatchObject({ cause: 'named', name: 'Before lunch', personName: 'Amina' });
    edit(id, boris, (doc) => {
      replaceText(doc.getText('summary.en'), 'Participatory democracy platform');
      doc.getMap('countries').delete('ES');
      doc.getMap('countries').set('KE', true);
      doc.getText('licence').delete(0, 3);
      doc.getText('summary.fr').insert(0, 'Une plateforme');
      writeRichText(doc.getXmlFragment('description.en'), plainToRichText('A second paragraph.'));
      doc.getMap('toolType').set('value', 'platform');
    });
    const diff = await api<{ fields: FieldDiff[] }>(
      `/documents/${id}/diff?from=${named.body.id}&to=now`,
      boris,
    );
    expect(diff.body.fields).toEqual([
      {
        field: 'toolType',
        language: null,
        runs: [
          { type: 'removed', text: 'software' },
          { type: 'added', text: 'platform' },
        ],
      },
      {
        field: 'summary',
        language: 'en',
        runs: [
          { type: 'same', text: 'Participatory democracy ' },
          { type: 'removed', text: 'framework' },
          { type: 'added', text: 'platform' },
        ],
      },
      { field: 'summary', language: 'fr', runs: [{ type: 'added', text: 'Une plateforme' }] },
      {
        field: 'description',
        language: 'en',
        runs: [
          { type: 'same', text: 'A framework for participatory democracy.' },
          { type: 'added', text: '\nA second paragraph.' },
        ],
      },
      { field: 'licence', language: null, runs: [{ type: 'removed', text: 'MIT' }] },
      {
        field: 'countries',
        language: null,
        runs: [
          { type: 'removed', text: 'ES' },
          { type: 'added', text: 'KE' },
        ],
      },
    ]);
    const whole = await api<{ fields: FieldDiff[] }>(`/documents/${id}/diff`, boris);
    expect(whole.body.fields.every(({ runs }) => runs.every(({ type }) => type === 'added'))).toBe(
      true,
    );
  });

  it('says of signatories who they are and what became of their promises', async () => {
    const { server, team, amina, api, edit } = await scene();
    await using _ = server;
    const party = { country: 'FR', organisation: '', confirmed: false };
    const government = { ...party, kind: 'government' } as const;
    const id = server.createDocument(
      team.id,
      'collective-action',
      {
        ...actionSeed(),
        signatories: [
          { ...government, commitment: 'France will publish.' },
          { ...government, country: 'UA', commitment: '' },
        ],
      },
      amina,
    );
    const { body: kept } = await api<VersionView>(`/documents/${id}/versions`, amina, {
      name: 'x',
    });
    const ngo = { kind: 'civil-society', country: 'GB', organisation: 'Open Knowledge' } as const;
    edit(id, amina, (doc) => {
      doc.getText('commitment.government:FR').insert(7, 'always ');
      removeSignatory(doc, 'government:UA');
      addSignatory(doc, ngo);
    });
    const { body } = await api<{ fields: FieldDiff[] }>(
      `/documents/${id}/diff?from=${kept.id}`,
      amina,
    );
    expect(body.fields).toEqual([
      {
        field: 'signatories',
        language: null,
        runs: [
          {
            type: 'removed',
            text: 'UA',
            party: { ...government, country: 'UA', commitment: '' },
          },
          {
            type: 'added',
            text: 'Open Knowledge, GB',
            party: { ...ngo, confirmed: false, commitment: '' },
          },
          { type: 'same', text: 'FR: ', party: { ...government, commitment: '' } },
          { type: 'same', text: 'France ' },
          { type: 'added', text: 'always ' },
          { type: 'same', text: 'will publish.' },
        ],
      },
    ]);
  });

  it('of another document are unknown here, and readers of other teams may not keep or restore any', async () => {
    const { server, team, amina, chloe, api } = await scene();
    await using _ = server;
    const id = server.createDocument(team.id, 'tool', toolSeed(), amina);
    const other = server.createDocument(team.id, 'tool', toolSeed('Other'), amina);
    const { body } = await api<VersionView>(`/documents/${other}/versions`, amina, { name: 'x' });
    expect((await api(`/documents/${id}/diff?from=${body.id}`, amina)).status).toBe(404);
    expect((await api(`/documents/${id}/versions/${body.id}/restore`, amina, {})).status).toBe(404);
    expect((await api(`/documents/${other}/versions`, chloe)).status).toBe(200);
    expect((await api(`/documents/${other}/versions`, chloe, { name: 'y' })).status).toBe(403);
    expect((await api(`/documents/${other}/versions/${body.id}/restore`, chloe, {})).status).toBe(
      403,
    );
    const stranger = await server.signUp({ name: 'Stranger' });
    for (const path of ['versions', 'diff', 'authorship']) {
      expect((await api(`/documents/${other}/${path}`, stranger)).status).toBe(404);
    }
  });
});

describe('restoring', () => {
  it('[LI6] is a new change by the one who asked, reaches people in the room, and keeps what was there', async () => {
    const { server, team, amina, boris, api } = await scene();
    await using _ = server;
    const id = server.createDocument(team.id, 'tool', toolSeed(), amina);
    const { body: kept } = await api<VersionView>(`/documents/${id}/versions`, amina, {
      name: 'Good',
    });
    const bot = server.connect(id, boris);
    try {
      await bot.synced();
      bot.doc.transact(() => {
        bot.doc.getText('name').delete(0, 7);
        bot.doc.getXmlFragment('description.en').delete(0, 1);
        bot.doc.getMap('toolType').delete('value');
      });
      await bot.saved();
      const restored = await api<VersionView>(
        `/documents/${id}/versions/${kept.id}/restore`,
        amina,
        {},
      );
      expect(restored.body).toMatchObject({ cause: 'restored', personName: 'Amina' });
      await until(() => bot.doc.getText('name').toString() === 'Decidim');
      const now = await api<{ fields: FieldDiff[] }>(
        `/documents/${id}/diff?from=${kept.id}`,
        amina,
      );
      expect(now.body.fields).toEqual([]);
      const undone = await api<VersionView>(
        `/documents/${id}/versions/${restored.body.id}/restore`,
        amina,
        {},
      );
      expect(undone.status).toBe(200);
      await until(() => bot.doc.getText('name').toString() === '');
    } finally {
      bot.leave();
    }
  });

  it('makes any state of a document equal any other', async () => {
    const seed = seedFromEnvironment();
    const random = createRandom(seed);
    const { server, team, amina, edit } = await scene();
    await using _ = server;
    const { rooms, versions } = server.parts;
    const id = server.createDocument(team.id, 'tool', toolSeed(), amina);
    const states: { version: string; fields: unknown }[] = [];
    const fields = () => rooms.read(id, (doc) => project('tool', doc).fields);
    for (let round = 0; round < 12; round++) {
      edit(id, amina, (doc) => {
        for (let n = 0; n < 15; n++) editAtRandom(doc, random);
      });
      const { id: version } = versions.create(id, { cause: 'named', name: 'x', by: null });
      states.push({ version, fields: fields() });
    }
    for (let round = 0; round < 24; round++) {
      const wanted = random.pick(states);
      versions.restore(id, wanted.version, amina.personId);
      expect(fields(), `SEED=${seed}`).toEqual(wanted.fields);
    }
  });

  it('brings signatories, their confirmations and their commitments back', async () => {
    const { server, team, amina, edit } = await scene();
    await using _ = server;
    const { rooms, versions } = server.parts;
    const id = server.createDocument(team.id, 'collective-action', actionSeed(), amina);
    const read = () =>
      rooms.read(id, (doc) => project('collective-action', doc).fields.signatories);
    const before = read();
    const { id: version } = versions.create(id, { cause: 'named', name: 'x', by: null });
    edit(id, amina, (doc) => {
      doc.getMap('signatories').delete('government:UA');
      doc.getText('commitment.government:FR').insert(0, 'Nearly ');
      addSignatory(doc, { kind: 'government', country: 'KE', organisation: '' });
    });
    expect(read()).not.toEqual(before);
    versions.restore(id, version, amina.personId);
    expect(read()).toEqual(before);
  });
});

describe('large deletions', () => {
  it('[LI6] keep the state before them, under the name of who deleted', async () => {
    const { server, team, amina, boris, api } = await scene();
    await using _ = server;
    const id = server.createDocument(team.id, 'tool', toolSeed('Decidim'), amina);
    const bot = server.connect(id, boris);
    try {
      await bot.synced();
      bot.doc.getText('summary.en').insert(0, 'A ');
      await bot.saved();
      bot.doc.getText('summary.en').delete(0, 20);
      await bot.saved();
    } finally {
      bot.leave();
    }
    const { body } = await api<{ versions: VersionView[] }>(`/documents/${id}/versions`, amina);
    expect(body.versions).toMatchObject([{ cause: 'large-deletion', personName: 'Boris' }]);
    const diff = server.parts.versions.diff(id, body.versions[0]!.id, 'now');
    expect(diff).toMatchObject([{ field: 'summary', language: 'en' }]);
  });
});

describe('small deletions', () => {
  it('[LI6] a backspace or another choice leaves no version', async () => {
    const { server, team, amina, boris } = await scene();
    await using _ = server;
    const id = server.createDocument(team.id, 'tool', toolSeed('Decidim'), amina);
    const bot = server.connect(id, boris);
    try {
      await bot.synced();
      bot.doc.getText('licence').insert(0, 'x');
      await bot.saved();
      bot.doc.getText('licence').delete(0, 1);
      bot.doc.getMap('toolType').set('value', 'platform');
      await bot.saved();
    } finally {
      bot.leave();
    }
    expect(server.parts.versions.list(id)).toEqual([]);
  });

  it('[LI6] writing and deleting in a loop cannot fill the disk with versions', async () => {
    const { server, team, amina } = await scene();
    await using _ = server;
    const { rooms, versions } = server.parts;
    const id = server.createDocument(team.id, 'tool', toolSeed('Decidim'), amina);
    const origin = { type: 'server', personId: amina.personId, reason: 'test' } as const;
    for (let n = 0; n < 40; n++) {
      rooms.edit(id, origin, (doc) => doc.getText('licence').insert(0, 'x'));
      rooms.read(id, (doc) => versions.beforeLargeDeletion(id, doc, amina.personId));
      rooms.read(id, (doc) => versions.beforeLargeDeletion(id, doc, amina.personId));
    }
    expect(versions.list(id)).toHaveLength(12);
  });
});

describe('authorship', () => {
  it('[LI4] is counted from the log, per root, and goes on where it stopped', async () => {
    const { server, team, amina, boris, api, edit } = await scene();
    await using _ = server;
    const id = server.createDocument(team.id, 'tool', { name: 'Decidim' }, amina);
    edit(id, boris, (doc) => doc.getText('name').insert(0, 'x'));
    edit(id, null, (doc) => doc.getMap('countries').set('FR', true));
    const people = async () => {
      const { body } = await api<{ authorship: AuthorshipView[] }>(
        `/documents/${id}/authorship`,
        amina,
      );
      return body.authorship.map(
        ({ root, people: all }) =>
          `${root}: ${all.map(({ name, updates }) => `${name || '(server)'} ${updates}`).join(', ')}`,
      );
    };
    expect((await people()).sort()).toEqual(['countries: (server) 1', 'name: Amina 1, Boris 1']);
    edit(id, boris, (doc) => {
      doc.getText('name').insert(0, 'y');
      writeRichText(doc.getXmlFragment('description.en'), plainToRichText('Hello'));
    });
    edit(id, amina, (doc) => {
      const paragraph = doc.getXmlFragment('description.en').get(0) as Y.XmlElement;
      (paragraph.get(0) as Y.XmlText).insert(5, ' there');
    });
    expect((await people()).sort()).toEqual([
      'countries: (server) 1',
      'description.en: Boris 1, Amina 1',
      'name: Boris 2, Amina 1',
    ]);
    expect(server.parts.versions.contributors(id)).toEqual({
      'description.en': [boris.personId, amina.personId],
      name: [amina.personId, boris.personId],
    });
  });

  it('[LI4] names the signatory whose commitment somebody wrote, while the document has it', async () => {
    const { server, team, amina, boris, api, edit } = await scene();
    await using _ = server;
    const id = server.createDocument(
      team.id,
      'collective-action',
      {
        name: 'Open contracting',
        signatories: [
          { kind: 'government', country: 'FR', organisation: '', commitment: 'By June.' },
          {
            kind: 'civil-society',
            country: 'KE',
            organisation: 'Mzalendo',
            commitment: 'We read.',
          },
        ],
      },
      amina,
    );
    const parties = async () => {
      server.parts.projector.flush();
      const { body } = await api<{ authorship: AuthorshipView[] }>(
        `/documents/${id}/authorship`,
        amina,
      );
      return body.authorship
        .filter(({ root }) => root !== 'name')
        .map(({ party, people }) => [party?.organisation || party?.country || '', people.length]);
    };
    const ofFrance = (doc: Y.Doc) =>
      (project('collective-action', doc).fields.signatories as readonly Signatory[]).find(
        ({ country }) => country === 'FR',
      )!.id;
    edit(id, boris, (doc) => doc.getText(`commitment.${ofFrance(doc)}`).insert(0, 'All '));
    expect((await parties()).sort()).toEqual([
      ['', 1],
      ['FR', 2],
      ['Mzalendo', 1],
    ]);
    edit(id, boris, (doc) => removeSignatory(doc, ofFrance(doc)));
    expect((await parties()).map(([name]) => name).sort()).toEqual(['', '', 'Mzalendo']);
  });

  it('[SY3][LI4] is told as last counted while the database is locked', async () => {
    const { server, team, amina, boris, api, edit } = await scene();
    await using _ = server;
    const id = server.createDocument(team.id, 'tool', { name: 'Decidim' }, amina);
    const writers = async () => {
      const { status, body } = await api<{ authorship: AuthorshipView[] }>(
        `/documents/${id}/authorship`,
        amina,
      );
      return [status, ...body.authorship[0]!.people.map(({ name }) => name)];
    };
    expect(await writers()).toEqual([200, 'Amina']);
    edit(id, boris, (doc) => doc.getText('name').insert(0, 'x'));
    const other = new Database(server.parts.db.name);
    other.exec('BEGIN IMMEDIATE');
    expect(await writers()).toEqual([200, 'Amina']);
    other.exec('COMMIT');
    other.close();
    expect(await writers()).toEqual([200, 'Amina', 'Boris']);
  });

  it('[LI4] counted in one go or bit by bit is the same', async () => {
    const seed = seedFromEnvironment();
    const random = createRandom(seed);
    const { server, team, amina, boris, edit } = await scene();
    await using _ = server;
    const { db, versions } = server.parts;
    const id = server.createDocument(team.id, 'tool', toolSeed(), amina);
    for (let n = 0; n < 120; n++) {
      edit(id, random.pick([amina, boris, null]), (doc) => editAtRandom(doc, random));
      if (random.chance(0.2)) versions.contributors(id);
    }
    const bitByBit = versions.authorship(id);
    db.exec('DELETE FROM document_authorship; DELETE FROM document_authorship_state');
    expect(versions.authorship(id), `SEED=${seed}`).toEqual(bitByBit);
  });
});
