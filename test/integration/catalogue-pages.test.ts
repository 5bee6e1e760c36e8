// The public pages as readers without a script see them: search engines, previews, feed readers.
import isoCountries from 'i18n-iso-countries/index.js';
import { describe, expect, it } from 'vitest';
import type { DocumentSeed } from '../../shared/document.ts';
import { plainToRichText } from '../../shared/rich-text.ts';
import { actionSeed, organisationSeed, toolSeed, useCaseSeed } from '../support/entries.ts';
import { startTestServer } from '../support/server.ts';

/** Unlike enough to be no duplicates of each other. */
const WORDS =
  'Alba Bruma Cedro Dique Erizo Fuego Grulla Hiedra Islote Jazmin Koala Lince Musgo Nutria Otero Pizarra Quilla Roble Sauce Trigo Urraca Viento'.split(
    ' ',
  );

const HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(2)>"\'&';

async function scene() {
  const server = await startTestServer();
  const { hackathon, teams } = server.createHackathon({ name: 'Paris 2016' });
  const fatou = await server.signUp({ name: 'Fatou', facilitates: [hackathon.id] });
  const { accounts, lifecycle, rooms } = server.parts;
  const actor = accounts.actor(fatou.personId);
  return {
    server,
    hackathon,
    team: teams[0]!,
    fatou,
    lifecycle,
    actor,
    publish(kind: Parameters<typeof server.createDocument>[1], seed: DocumentSeed): string {
      const id = server.createDocument(teams[0]!.id, kind, seed, fatou);
      lifecycle.finalise(id, actor);
      return id;
    },
    rename(id: string, name: string): void {
      lifecycle.reopen(id, actor);
      rooms.edit(id, { type: 'server', personId: fatou.personId, reason: 'rename' }, (doc) => {
        const text = doc.getText('name');
        text.delete(0, text.length);
        text.insert(0, name);
      });
      lifecycle.finalise(id, actor);
    },
    async read(path: string, headers: Record<string, string> = {}) {
      const answer = await server.request(path, { headers });
      return { status: answer.status, headers: answer.headers, text: await answer.text() };
    },
  };
}

describe('a page', () => {
  it('[PU1] says everything without a script, and what previews and search engines ask for', async () => {
    const { server, publish, read } = await scene();
    await using _ = server;
    publish('organisation', organisationSeed('Ajuntament'));
    publish(
      'tool',
      toolSeed('Decidim', { licence: 'AGPL-3.0-only', website: 'https://decidim.org' }),
    );
    const { status, text } = await read('/catalogue/tool/decidim');
    expect(status).toBe(200);
    expect(text).toContain('<h1 dir="auto">Decidim</h1>');
    expect(text).toContain('A framework for participatory democracy.');
    expect(text).toContain(`<link rel="canonical" href="${server.url}/catalogue/tool/decidim"/>`);
    expect(text).toContain('<meta property="og:title" content="Decidim"/>');
    expect(text).toContain('hreflang="fr"');
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(text) ?? [];
    expect(JSON.parse(json)).toMatchObject({
      '@type': 'SoftwareApplication',
      name: 'Decidim',
      license: 'https://spdx.org/licenses/AGPL-3.0-only',
      sameAs: ['https://decidim.org/'],
    });
    const picture = /property="og:image" content="([^"]+)"/.exec(text)?.[1] ?? '';
    expect((await fetch(picture)).headers.get('content-type')).toBe('image/png');
    const list = await read('/catalogue?q=participatory');
    expect(list.text).toContain('href="/catalogue/tool/decidim"');
  });

  it('[PU4] offers every country to filter by, however many there are', async () => {
    const { server, publish, read } = await scene();
    await using _ = server;
    const countries = Object.keys(isoCountries.getAlpha2Codes());
    publish('tool', toolSeed('Decidim', { countries }));
    const { text } = await read('/catalogue');
    const [, list = ''] = /<select [^>]*name="country">(.*?)<\/select>/s.exec(text) ?? [];
    expect(list.match(/<option /g)).toHaveLength(countries.length + 1);
  });

  it('[PU2] escapes whatever a record says, in text, attributes, JSON-LD and feeds', async () => {
    const { server, publish, read, hackathon } = await scene();
    await using _ = server;
    publish('tool', {
      ...toolSeed(HOSTILE),
      summary: { en: HOSTILE },
      description: { en: plainToRichText(HOSTILE) },
      features: { en: [HOSTILE] },
      tags: [{ id: '~x', label: HOSTILE }],
    });
    publish('collective-action', {
      ...actionSeed(`Action ${HOSTILE}`),
      signatories: [
        { kind: 'civil-society', country: null, organisation: HOSTILE, commitment: HOSTILE },
      ],
    });
    const [action, tool] = server.parts.catalogue.list({}).records;
    const path = tool!.path;
    for (const address of [
      path,
      action!.path,
      `${path}/revisions/1`,
      `/catalogue?q=${encodeURIComponent(HOSTILE)}`,
      `/catalogue?country=${encodeURIComponent(HOSTILE).slice(0, 90)}`,
      `/catalogue/actions/${hackathon.slug}`,
      '/catalogue/tool/%3Cscript%3E',
    ]) {
      const { text } = await read(address);
      expect(text, address).not.toContain('<script>alert');
      expect(text, address).not.toContain('<img');
      // Nothing but our own script, and data for machines.
      const scripts = [...text.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes);
      for (const attributes of scripts) {
        expect(attributes, address).toMatch(
          /^ (src="\/pages\/pages-[0-9a-f]+\.js"|type="application\/ld\+json")$/,
        );
      }
    }
    const [, json = ''] = /ld\+json">(.*?)<\/script>/.exec((await read(path)).text) ?? [];
    expect(JSON.parse(json).name).toBe(HOSTILE);
    const atom = await read('/catalogue/feed.atom');
    expect(atom.text).not.toContain('<script');
    expect(JSON.parse((await read('/catalogue/feed.json')).text).items).toHaveLength(2);
  });

  it('[PU1] [LI8] answers 301 after a rename, 410 after a withdrawal, 404 for nothing', async () => {
    const { server, publish, rename, read, lifecycle, actor } = await scene();
    await using _ = server;
    const id = publish('tool', toolSeed('Consul'));
    rename(id, 'Consul Democracy');
    for (const rest of ['', '/revisions/1', '/changes?from=1&until=2']) {
      const moved = await read(`/catalogue/tool/consul${rest}`);
      expect(moved.status).toBe(301);
      expect(moved.headers.get('location')).toBe(`/catalogue/tool/consul-democracy${rest}`);
      expect((await read(moved.headers.get('location')!)).status).toBe(200);
    }
    const old = await read('/catalogue/tool/consul-democracy?revision=1');
    expect(old.headers.get('location')).toBe('/catalogue/tool/consul-democracy/revisions/1');
    lifecycle.withdraw(id, actor);
    const gone = await read('/catalogue/tool/consul-democracy');
    expect(gone.status).toBe(410);
    expect(gone.text).toContain('This entry was withdrawn on');
    expect(gone.text).toContain('<meta name="robots" content="noindex"/>');
    for (const path of ['/catalogue/tool/none', '/catalogue/gadget/x', '/catalogue/a/b/c/d']) {
      expect((await read(path)).status, path).toBe(404);
    }
    expect((await read('/catalogue?cursor=newest.1')).status).toBe(400);
    expect((await read('/catalogue?kind=gadget')).status).toBe(400);
  });

  it('[LI2] shows what changed between two revisions, field by field, with every fingerprint', async () => {
    const { server, publish, rename, read } = await scene();
    await using _ = server;
    rename(publish('tool', toolSeed('Consul')), 'Consul Democracy');
    const record = await read('/catalogue/tool/consul-democracy');
    const { revisions } = server.parts.catalogue.get(
      server.parts.catalogue.list({}).records[0]!.id,
    )!;
    for (const { hash } of revisions) expect(record.text).toContain(hash);
    const diff = await read('/catalogue/tool/consul-democracy/changes?from=1&until=2');
    expect(diff.text).toMatch(/<ins>.*Democracy<\/ins>/);
    const api = await read('/api/records/tool/consul-democracy/diff?from=1&until=2');
    expect(JSON.parse(api.text).fields[0]).toMatchObject({ field: 'name' });
    expect((await read('/catalogue/tool/consul-democracy/changes?from=1&until=9')).status).toBe(
      404,
    );
  });

  it('[LI2] names in the reader’s language whose promise changed, and shows what in it', async () => {
    const { server, publish, read, lifecycle, actor, fatou } = await scene();
    await using _ = server;
    const party = { kind: 'government', country: 'SN', organisation: '' } as const;
    const id = publish('collective-action', {
      ...actionSeed('Data'),
      signatories: [{ ...party, commitment: 'We will publish.' }],
    });
    lifecycle.reopen(id, actor);
    const origin = { type: 'server', personId: fatou.personId, reason: 'edit' } as const;
    server.parts.rooms.edit(id, origin, (doc) =>
      doc.getText('commitment.government:SN').insert(8, 'always '),
    );
    lifecycle.finalise(id, actor);
    const { text } = await read('/catalogue/collective-action/data/changes?from=1&until=2&lang=fr');
    expect(text).toMatch(/Sénégal · à confirmer\nWe will <ins>.*always <\/ins>publish\./);
  });

  it('speaks the language that is asked for, chosen before, or the browser’s', async () => {
    const { server, publish, read } = await scene();
    await using _ = server;
    publish('tool', toolSeed('Decidim'));
    const language = (text: string) => /<html lang="(\w+)"/.exec(text)?.[1];
    expect(language((await read('/catalogue')).text)).toBe('en');
    expect(language((await read('/catalogue', { 'accept-language': 'es-MX,en' })).text)).toBe('es');
    const asked = await read('/catalogue?lang=fr', { 'accept-language': 'es' });
    expect(language(asked.text)).toBe('fr');
    expect(asked.headers.get('cache-control')).toBe('private, no-cache');
    const cookie = asked.headers.getSetCookie()[0]!.split(';')[0]!;
    expect(language((await read('/catalogue', { cookie })).text)).toBe('fr');
  });

  it('[PU3] is the same for every stranger, kept by tag, and private for the signed-in', async () => {
    const { server, publish, read, fatou } = await scene();
    await using _ = server;
    publish('tool', toolSeed('Decidim'));
    const first = await read('/catalogue/tool/decidim');
    expect(first.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
    const tag = first.headers.get('etag')!;
    expect((await read('/catalogue/tool/decidim', { 'if-none-match': tag })).status).toBe(304);
    const hers = await server.request('/catalogue/tool/decidim', { person: fatou });
    expect(hers.headers.get('cache-control')).toBe('private, no-cache');
    const text = await hers.text();
    expect(text).toContain('href="/hackathons/paris-2016"');
    expect(text).toContain('data-post="/api/records/');
    expect(first.text).not.toContain('data-post');
  });

  it('names what goes together in both directions, and counts who signed', async () => {
    const { server, publish, read, hackathon } = await scene();
    await using _ = server;
    const tool = publish('tool', toolSeed('Decidim'));
    publish(
      'use-case',
      useCaseSeed('City plan', { uses: [{ ref: `document:${tool}`, label: 'D' }] }),
    );
    publish('collective-action', actionSeed());
    expect((await read('/catalogue/use-case/city-plan')).text).toContain(
      'href="/catalogue/tool/decidim"',
    );
    expect((await read('/catalogue/tool/decidim')).text).toContain(
      'href="/catalogue/use-case/city-plan"',
    );
    const action = (await read('/catalogue/collective-action/open-public-procurement')).text;
    expect(action).toContain('<strong>2</strong> countries');
    expect(action).toContain('All contracts online.');
    expect(action).toMatch(/<svg class="world"[^>]*aria-label="[^"]*France, Ukraine"/);
    const all = (await read(`/catalogue/actions/${hackathon.slug}`)).text;
    expect(all).toContain('<strong>1</strong> organisation');
    expect((await read('/catalogue/actions/none')).status).toBe(404);
  });

  it('lists so many of what may be the same, and says how many more there are', async () => {
    const { server, publish, fatou } = await scene();
    await using _ = server;
    for (const word of WORDS) publish('tool', toolSeed(word));
    const merge = async (q: string) => {
      const answer = await server.request(`/catalogue/tool/alba/merge?q=${q}`, {
        person: fatou,
      });
      expect(answer.status).toBe(200);
      return answer.text();
    };
    expect(await merge('participatory')).toContain('2 more were found.');
    expect(await merge('bruma')).not.toContain('more were found');
  });
});

describe('machines', () => {
  it('[PU3] read lists as JSON and CSV with the same filters, from any site, without credentials', async () => {
    const { server, publish, read } = await scene();
    await using _ = server;
    publish('tool', toolSeed('Decidim', { countries: ['ES'] }));
    publish('tool', toolSeed('=1+1', { countries: ['FR'] }));
    const json = await read('/api/records?country=ES', { origin: 'https://elsewhere.example' });
    expect(json.headers.get('access-control-allow-origin')).toBe('*');
    expect(json.headers.get('access-control-allow-credentials')).toBeNull();
    expect(JSON.parse(json.text).total).toBe(1);
    const tag = json.headers.get('etag')!;
    const again = await read('/api/records?country=ES', { 'if-none-match': tag });
    expect(again.status).toBe(304);
    expect(again.headers.get('access-control-allow-origin')).toBe('*');
    const csv = await read('/api/records.csv?country=ES');
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.text.trim().split('\r\n')).toHaveLength(2);
    // EX4: no cell is a formula.
    expect((await read('/api/records.csv?country=FR')).text).toContain("'=1+1");
    const whole = await read('/api/records.json?country=ES');
    expect(whole.headers.get('access-control-allow-origin')).toBe('*');
    expect(JSON.parse(whole.text)).toMatchObject({ format: 1, records: [{ title: 'Decidim' }] });
    expect(JSON.parse((await read('/api/records.json?country=SE')).text).records).toEqual([]);
    const leads = await read('/api/records?country=ES&format=csv');
    expect(leads.headers.get('location')).toBe('/api/records.csv?country=ES');
    const preflight = await server.request('/api/records', { method: 'OPTIONS' });
    expect(preflight.status).toBe(204);
    // Whatever could change something stays closed to other sites.
    expect((await read('/api/session')).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('follow feeds and the sitemap, and keep off what is not public', async () => {
    const { server, publish, read } = await scene();
    await using _ = server;
    publish('tool', toolSeed('Decidim'));
    const atom = await read('/catalogue/feed.atom');
    expect(atom.headers.get('content-type')).toContain('application/atom+xml');
    expect(atom.text).toContain('<title>Decidim</title>');
    expect(atom.text).toContain(`href="${server.url}/catalogue/tool/decidim"`);
    const json = JSON.parse((await read('/catalogue/feed.json?kind=tool')).text);
    expect(json.items[0]).toMatchObject({ title: 'Decidim' });
    expect(JSON.parse((await read('/catalogue/feed.json?kind=organisation')).text).items).toEqual(
      [],
    );
    const index = await read('/sitemap.xml');
    const [, first = ''] = /<loc>(.*?)<\/loc>/.exec(index.text) ?? [];
    const sitemap = await (await fetch(first)).text();
    expect(sitemap).toContain(`<loc>${server.url}/catalogue/tool/decidim</loc>`);
    const robots = (await read('/robots.txt')).text;
    expect(robots).toContain('Disallow: /\n');
    expect(robots).toContain(`Sitemap: ${server.url}/sitemap.xml`);
  });

  it('and people read what the API can do', async () => {
    const { server, read } = await scene();
    await using _ = server;
    const { status, text } = await read('/api/docs');
    expect(status).toBe(200);
    expect(text).toContain('GET /api/records/{kind}/{slug}');
    expect(text).toContain('nextCursor');
  });
});
