// The public catalogue: permalinks, search, facets, pages, relations, and revisions nobody can change.
import { describe, expect, it } from 'vitest';
import type { RecordPage, RecordView } from '../../shared/api/catalogue.ts';
import type { DocumentSeed } from '../../shared/document.ts';
import type { Kind } from '../../shared/kinds.ts';
import { actionSeed, organisationSeed, toolSeed, useCaseSeed } from '../support/entries.ts';
import { startTestServer } from '../support/server.ts';

async function scene() {
  const server = await startTestServer();
  const { hackathon, teams } = server.createHackathon({ name: 'Paris 2016' });
  const fatou = await server.signUp({ name: 'Fatou', facilitates: [hackathon.id] });
  const { accounts, lifecycle, rooms, catalogue } = server.parts;
  const actor = accounts.actor(fatou.personId);
  return {
    server,
    hackathon,
    team: teams[0]!,
    catalogue,
    lifecycle,
    actor,
    /** Finalises an entry and answers its document's id. */
    publish(kind: Kind, seed: DocumentSeed): string {
      const id = server.createDocument(teams[0]!.id, kind, seed, fatou);
      finalise(id);
      return id;
    },
    /** Renames a finalised entry. */
    rename(id: string, name: string): void {
      lifecycle.reopen(id, actor);
      rooms.edit(id, { type: 'server', personId: fatou.personId, reason: 'rename' }, (doc) => {
        const text = doc.getText('name');
        text.delete(0, text.length);
        text.insert(0, name);
      });
      finalise(id);
    },
    async list(query: string): Promise<RecordPage> {
      const response = await server.request(`/api/records?${query}`);
      expect(response.status).toBe(200);
      return (await response.json()) as RecordPage;
    },
  };

  function finalise(id: string): void {
    const { title, fields } = server.parts.documents.projection(id);
    const { kind } = server.parts.documents.require(id);
    const alike = catalogue.duplicates.find({ kind, title, fields, excludeDocumentId: id });
    const ids = alike.map((one) => one.id);
    lifecycle.finalise(id, actor, { notTheSame: { ids, reason: 'A test' } });
  }
}

const titles = ({ records }: RecordPage) => records.map(({ title }) => title);

describe('permalinks', () => {
  it('[LI8] old ones lead on after renames, there and back', async () => {
    const { server, catalogue, publish, rename } = await scene();
    await using _ = server;
    const id = publish('tool', toolSeed('Consul'));
    rename(id, 'Consul Democracy');
    rename(id, 'Consul');
    expect(catalogue.getByPath('tool', 'consul')).toMatchObject({ title: 'Consul', revision: 3 });
    expect(catalogue.getByPath('tool', 'consul-democracy')).toEqual({
      redirect: '/catalogue/tool/consul',
    });
  });

  it('[LI8] a name that once was another record’s does not take its permalink', async () => {
    const { server, catalogue, publish, rename } = await scene();
    await using _ = server;
    const first = publish('tool', toolSeed('Consul'));
    rename(first, 'Consul Democracy');
    publish('tool', toolSeed('Consul'));
    expect(catalogue.getByPath('tool', 'consul')).toEqual({
      redirect: '/catalogue/tool/consul-democracy',
    });
    expect(catalogue.getByPath('tool', 'consul-2')).toMatchObject({ title: 'Consul' });
  });

  it('[LI8] lead from a merged record to what it was merged into', async () => {
    const { server, catalogue, publish } = await scene();
    await using _ = server;
    const kept = catalogue.recordOf(publish('tool', toolSeed('Consul')))!;
    const merged = catalogue.recordOf(publish('tool', toolSeed('Consul clone')))!;
    publish(
      'use-case',
      useCaseSeed('City plan', { uses: [{ ref: `record:${merged.id}`, label: 'Clone' }] }),
    );
    server.parts.db
      .prepare("UPDATE record SET state = 'merged', mergedInto = ? WHERE id = ?")
      .run(kept.id, merged.id);
    expect(catalogue.getByPath('tool', 'consul-clone')).toEqual({
      redirect: '/catalogue/tool/consul',
    });
    const view = catalogue.getByPath('use-case', 'city-plan') as RecordView;
    expect(view.fields.uses).toEqual([{ ref: `record:${kept.id}`, label: 'Consul' }]);
    expect([...catalogue.published(null)].map(({ title }) => title)).toEqual([
      'Consul',
      'City plan',
    ]);
  });

  it('a new text under an unchanged name keeps its numbered permalink', async () => {
    const { server, catalogue, publish, rename } = await scene();
    await using _ = server;
    publish('tool', toolSeed('Consul'));
    const second = publish('tool', toolSeed('Consul'));
    rename(second, 'CONSUL');
    expect(catalogue.recordOf(second)).toMatchObject({ slug: 'consul-2', headRevision: 2 });
  });

  it('unknown kinds, records and revisions are not found', async () => {
    const { server, publish } = await scene();
    await using _ = server;
    publish('tool', toolSeed('Consul'));
    const status = async (path: string) => (await server.request(`/api${path}`)).status;
    expect(await status('/records/tool/nothing')).toBe(404);
    expect(await status('/records/gadget/consul')).toBe(422);
    expect(await status('/records/tool/consul/revisions/2')).toBe(404);
    expect(await status('/records/tool/consul/revisions/1')).toBe(200);
    expect(await status('/records?cursor=newest.1')).toBe(400);
  });
});

describe('search', () => {
  it('finds beginnings of words, accents aside, in titles before texts', async () => {
    const { server, publish, list } = await scene();
    await using _ = server;
    publish('tool', toolSeed('Démocratie ouverte', { features: { fr: ['Budget participatif'] } }));
    publish('tool', toolSeed('Budget Explorer'));
    publish('organisation', organisationSeed('Ministère du Budget'));
    expect(titles(await list('q=democratie'))).toEqual(['Démocratie ouverte']);
    expect(titles(await list('q=D%C3%89MOCRATI'))).toEqual(['Démocratie ouverte']);
    const budget = await list('q=budg');
    expect(titles(budget).slice(0, 2).sort()).toEqual(['Budget Explorer', 'Ministère du Budget']);
    expect(titles(budget)[2]).toBe('Démocratie ouverte');
    expect(budget).toMatchObject({ total: 3, kinds: { tool: 2, organisation: 1 } });
    expect(titles(await list('q=budget+participatif'))).toEqual(['Démocratie ouverte']);
    expect(titles(await list('q=nothing+like+it'))).toEqual([]);
  });

  it('[PU4] forgives a letter too many, too few, another or two swapped, and says so', async () => {
    const { server, publish, list } = await scene();
    await using _ = server;
    publish('tool', toolSeed('Transparency Watch'));
    publish('tool', toolSeed('Budget Explorer'));
    for (const typo of [
      'transparancy',
      'trasparency',
      'transsparency',
      'transaprency',
      'tansparen',
    ]) {
      const found = await list(`q=${typo}`);
      expect(titles(found), typo).toEqual(['Transparency Watch']);
      expect(found.corrections, typo).toEqual([{ typed: typo, read: 'transparency' }]);
    }
    expect(titles(await list('q=trasparency+wach'))).toEqual(['Transparency Watch']);
    expect((await list('q=transparen')).corrections).toEqual([]);
    expect((await list('q=elephant')).total).toBe(0);
    // Too short to guess at.
    expect((await list('q=bxd')).total).toBe(0);
    publish('tool', toolSeed('Whistleblower Desk'));
    expect(titles(await list('q=wistleblower'))).toEqual(['Whistleblower Desk']);
  });

  it('[PU4] finds countries, tags and options by their names in each language', async () => {
    const { server, publish, list } = await scene();
    await using _ = server;
    const tags = [{ id: 'participatory-budgeting', label: null }];
    publish('tool', toolSeed('One', { countries: ['DE'], tags, developmentStatus: 'stable' }));
    publish('tool', toolSeed('Two'));
    for (const q of ['Germany', 'Allemagne', 'Alemania', 'budget participatif', 'presupuestos']) {
      expect(titles(await list(`q=${encodeURIComponent(q)}`)), q).toEqual(['One']);
    }
  });

  it('takes whatever is typed as words, never as a query language', async () => {
    const { server, publish, list } = await scene();
    await using _ = server;
    publish('tool', toolSeed('Budget Explorer'));
    for (const q of ['"', 'title:budget', 'budget OR x', '(', '*', 'NEAR(', '-', "'; --", '%']) {
      await list(`q=${encodeURIComponent(q)}`);
    }
    expect(titles(await list('q=%22budget'))).toEqual(['Budget Explorer']);
  });

  it('filters by kind, hackathon, country and tag, and counts what is left', async () => {
    const { server, hackathon, publish, list } = await scene();
    await using _ = server;
    const ownTag = { id: '~civic-tech', label: 'Civic tech' };
    publish(
      'tool',
      toolSeed('One', {
        countries: ['FR', 'KE'],
        tags: [{ id: 'petition', label: null }, ownTag],
      }),
    );
    publish('tool', toolSeed('Two', { countries: ['KE'], tags: [ownTag] }));
    publish('organisation', organisationSeed('Three'));
    publish('collective-action', actionSeed('Four'));
    expect(titles(await list('country=KE')).sort()).toEqual(['One', 'Two']);
    expect(titles(await list('country=fr')).sort()).toEqual(['Four', 'One']);
    expect(titles(await list('country=ES'))).toEqual(['Three']);
    expect(titles(await list('tag=petition'))).toEqual(['One']);
    expect(titles(await list('tag=Civic%20tech')).sort()).toEqual(['One', 'Two']);
    expect((await list(`hackathon=${hackathon.slug}`)).total).toBe(4);
    expect((await list('hackathon=elsewhere')).total).toBe(0);
    const tools = await list('kind=tool');
    expect(tools.total).toBe(2);
    expect(tools.kinds).toEqual({ tool: 2, organisation: 1, 'collective-action': 1 });
    expect(tools.facets).toMatchObject({
      country: [
        { value: 'KE', label: 'KE', count: 2 },
        { value: 'FR', label: 'FR', count: 1 },
      ],
      tag: [
        { value: '~civic-tech', label: 'Civic tech', count: 2 },
        { value: 'petition', label: 'petition', count: 1 },
      ],
      toolType: [{ value: 'software', label: 'software', count: 2 }],
      hackathon: [{ value: hackathon.slug, label: 'Paris 2016', count: 2 }],
      alive: [{ value: 'unknown', label: 'unknown', count: 2 }],
    });
    // What a facet could be changed to is counted without it.
    const french = await list('country=FR');
    expect(french.facets.country?.map(({ value }) => value)).toContain('KE');
    expect(french.kinds).toEqual({ tool: 1, 'collective-action': 1 });
    expect(titles(await list('toolType=software')).sort()).toEqual(['One', 'Two']);
    expect(titles(await list('organisationKind=subnational-government&country='))).toEqual([
      'Three',
    ]);
  });

  it('pages through everything once, newest first and by match alike', async () => {
    const { server, publish, list } = await scene();
    await using _ = server;
    const names = Array.from({ length: 11 }, (_, index) => `Platform number ${index}`);
    for (const name of names) publish('tool', toolSeed(name));
    for (const query of ['limit=4', 'limit=4&q=platform']) {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: RecordPage = await list(`${query}${cursor === '' ? '' : `&cursor=${cursor}`}`);
        seen.push(...titles(page));
        cursor = page.nextCursor;
      }
      expect([...seen].sort()).toEqual([...names].sort());
      if (!query.includes('q=')) expect(seen[0]).toBe('Platform number 10');
    }
  });

  it('forgets a text that is no longer the newest', async () => {
    const { server, publish, rename, list } = await scene();
    await using _ = server;
    rename(publish('tool', toolSeed('Consul')), 'Decide Madrid');
    expect((await list('q=consul')).total).toBe(0);
    expect(titles(await list('q=madrid'))).toEqual(['Decide Madrid']);
  });
});

describe('relations', () => {
  it('to drafts lead to their records once there are some, under today’s titles', async () => {
    const { server, team, catalogue, lifecycle, actor, publish, rename } = await scene();
    await using _ = server;
    const draft = server.createDocument(team.id, 'tool', toolSeed('Consul'));
    publish(
      'use-case',
      useCaseSeed('City plan', {
        uses: [
          { ref: `document:${draft}`, label: 'Consul' },
          { ref: 'name:pol-is', label: 'Pol.is' },
        ],
      }),
    );
    const view = () => catalogue.getByPath('use-case', 'city-plan') as RecordView;
    expect(view().fields.uses).toContainEqual({ ref: `document:${draft}`, label: 'Consul' });
    expect(view().related).toEqual({});
    const { recordId } = lifecycle.finalise(draft, actor);
    rename(draft, 'Decide');
    expect(view().fields.uses).toEqual([
      { ref: `record:${recordId}`, label: 'Decide' },
      { ref: 'name:pol-is', label: 'Pol.is' },
    ]);
    expect(view().related).toEqual({
      [`record:${recordId}`]: { path: '/catalogue/tool/decide', title: 'Decide', kind: 'tool' },
    });
    const tool = () => catalogue.getByPath('tool', 'decide') as RecordView;
    expect(tool().namedBy).toEqual([
      {
        field: 'uses',
        path: '/catalogue/use-case/city-plan',
        title: 'City plan',
        kind: 'use-case',
      },
    ]);
    lifecycle.withdraw(draft, actor);
    expect(view().related).toEqual({});
  });
});

describe('revisions', () => {
  it('[LI2] refuse to be changed or deleted', async () => {
    const { server, publish } = await scene();
    await using _ = server;
    publish('tool', toolSeed('Consul'));
    const { db } = server.parts;
    expect(() => db.prepare("UPDATE revision SET title = 'x'").run()).toThrow('never changes');
    expect(() => db.prepare('DELETE FROM revision').run()).toThrow('never deleted');
    const replace = (number: string, hash: string) =>
      db.exec(
        `INSERT OR REPLACE INTO revision SELECT recordId, ${number}, 'Forged', content, plainText,
           contributors, documentState, finalisedBy, finalisedAt, ${hash}, 'x' FROM revision`,
      );
    expect(() => replace('number', 'previousHash')).toThrow('only follows');
    expect(() => replace('number + 1', 'previousHash')).toThrow('only follows');
    expect(() => replace('number + 2', 'hash')).toThrow('only follows');
    expect(server.parts.catalogue.verify()).toEqual({ checked: 1, broken: [] });
  });

  it('[LI2] a change behind our back is found by hash, chain, gap or head', async () => {
    const { server, catalogue, publish, rename } = await scene();
    await using _ = server;
    const { db } = server.parts;
    const record = (id: string) => catalogue.recordOf(id)!.id;
    const forged = publish('tool', toolSeed('Forged'));
    const cut = publish('tool', toolSeed('Cut short'));
    rename(cut, 'Cut shorter');
    rename(cut, 'Cut');
    const beheaded = publish('tool', toolSeed('Beheaded'));
    rename(beheaded, 'Still beheaded');
    expect(catalogue.verify()).toEqual({ checked: 6, broken: [] });
    db.exec('DROP TRIGGER revisionIsNeverChanged; DROP TRIGGER revisionIsNeverDeleted');
    db.prepare(
      `UPDATE revision SET content = replace(content, 'Forged', 'Forger') WHERE recordId = ?`,
    ).run(record(forged));
    db.prepare('DELETE FROM revision WHERE recordId = ? AND number = 2').run(record(cut));
    db.prepare('DELETE FROM revision WHERE recordId = ? AND number = 2').run(record(beheaded));
    const { checked, broken } = catalogue.verify();
    expect(checked).toBe(4);
    expect(broken).toHaveLength(4);
    expect(broken).toContainEqual({ recordId: record(forged), number: 1, fault: 'hash' });
    expect(broken).toContainEqual({ recordId: record(cut), number: 3, fault: 'gap' });
    expect(broken).toContainEqual({ recordId: record(cut), number: 3, fault: 'chain' });
    expect(broken).toContainEqual({ recordId: record(beheaded), number: 2, fault: 'head' });
  });
});

describe('duplicates', () => {
  it('[LI5] are found by Wikidata id, addresses and names among records, and among drafts of the same hackathon', async () => {
    const { server, team, catalogue, publish } = await scene();
    await using _ = server;
    publish('tool', toolSeed('By id', { wikidata: 'Q42' }));
    publish('tool', toolSeed('By site', { website: 'https://www.example.org/' }));
    publish('tool', toolSeed('By code', { sourceCode: 'https://github.com/Acme/Tool.git' }));
    publish('tool', toolSeed('Participatory Budgets'));
    const elsewhere = server.createHackathon({ name: 'Elsewhere' });
    server.createDocument(team.id, 'tool', { name: 'Live draft' });
    server.createDocument(elsewhere.teams[0]!.id, 'tool', { name: 'Hidden draft' });
    const own = server.createDocument(team.id, 'tool', { name: 'Own' });
    const find = (title: string, fields = {}) =>
      catalogue.duplicates
        .find({ kind: 'tool', title, fields, excludeDocumentId: own })
        .map((one) => `${one.match}: ${one.title}`);
    expect(find('a', { wikidata: 'q42' })).toEqual(['wikidata: By id']);
    expect(find('a', { website: 'http://example.org' })).toEqual(['website: By site']);
    expect(find('a', { sourceCode: 'github.com/acme/tool' })).toEqual(['source-code: By code']);
    expect(find('participatory  BUDGETS!')).toEqual(['name: Participatory Budgets']);
    expect(find('Participatory budget')).toEqual(['similar-name: Participatory Budgets']);
    expect(find('Budgets, participatory')).toEqual(['similar-name: Participatory Budgets']);
    expect(find('live draft')).toEqual(['name: Live draft']);
    expect(find('Hidden draft')).toEqual([]);
    expect(find('Own')).toEqual([]);
  });
});
