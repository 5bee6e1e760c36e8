// How public pages look where somebody links to them, and how a hackathon's colour and picture reach
// them: previews, style sheets, the archive.
import { describe, expect, it } from 'vitest';
import { readImage } from '../../server/images/read-image.ts';
import { siteFiles } from '../../server/operations/archive/site-files.ts';
import { accentPalette, contrast } from '../../shared/accent.ts';
import type { DocumentSeed } from '../../shared/document.ts';
import { actionSeed, toolSeed } from '../support/entries.ts';
import { readTexts } from '../support/export-files.ts';
import { pngPicture } from '../support/pictures.ts';
import { startTestServer } from '../support/server.ts';

async function scene() {
  const server = await startTestServer();
  const { hackathon, teams } = server.createHackathon({ name: 'Paris 2016' });
  const fatou = await server.signUp({ name: 'Fatou', facilitates: [hackathon.id] });
  const { accounts, hackathons, lifecycle } = server.parts;
  const publish = (kind: 'tool' | 'collective-action', seed: DocumentSeed) => {
    const id = server.createDocument(teams[0]!.id, kind, seed, fatou);
    lifecycle.finalise(id, accounts.actor(fatou.personId));
  };
  publish('tool', toolSeed('Decidim', { licence: 'AGPL-3.0-only' }));
  publish('collective-action', actionSeed('Open contracting'));
  return {
    server,
    hackathon,
    brand(accent: string) {
      hackathons.update(hackathon.id, { accent }, fatou.personId);
      hackathons.logos.replace(hackathon.id, pngPicture(), fatou.personId);
    },
    async read(path: string) {
      const answer = await server.request(path);
      return { status: answer.status, headers: answer.headers, text: await answer.text() };
    },
  };
}

const metaOf = (text: string, property: string) =>
  new RegExp(`<meta (?:property|name)="${property}" content="([^"]*)"`)
    .exec(text)?.[1]
    ?.replaceAll('&amp;', '&');

const DECIDIM = '/catalogue/tool/decidim';

describe('a link to a public page', () => {
  it('[PU5] is shown with a picture of what it leads to, kept by what it says', async () => {
    const { server, hackathon, brand, read } = await scene();
    await using _ = server;
    const pages = [
      DECIDIM,
      `${DECIDIM}?lang=fr`,
      '/catalogue/collective-action/open-contracting',
      `/catalogue/actions/${hackathon.slug}`,
      `/catalogue?hackathon=${hackathon.slug}`,
    ];
    const addresses = new Set<string>();
    for (const page of pages) {
      const { text } = await read(page);
      for (const name of ['og:title', 'og:description', 'og:image:alt', 'twitter:title']) {
        expect(metaOf(text, name), `${page} ${name}`).not.toBe(undefined);
      }
      expect(metaOf(text, 'twitter:card')).toBe('summary_large_image');
      expect(metaOf(text, 'og:locale')).toMatch(/^(en_GB|fr_FR)$/);
      const address = metaOf(text, 'og:image')!;
      expect(metaOf(text, 'twitter:image')).toBe(address);
      expect(address.startsWith(server.url), address).toBe(true);
      addresses.add(address);
      const answer = await fetch(address);
      expect(answer.status, address).toBe(200);
      expect(answer.headers.get('content-type')).toBe('image/png');
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
      const picture = readImage(Buffer.from(await answer.arrayBuffer()));
      expect(picture).toMatchObject({ width: 1200, height: 630 });
      const again = await fetch(address, {
        headers: { 'If-None-Match': answer.headers.get('etag')! },
      });
      expect(again.status).toBe(304);
    }
    expect(addresses.size).toBe(pages.length);
    const ours = await fetch(metaOf((await read('/catalogue')).text, 'og:image')!);
    expect(ours.headers.get('content-type')).toBe('image/png');
    expect(ours.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const before = metaOf((await read(DECIDIM)).text, 'og:image');
    brand('#e8b400');
    expect(metaOf((await read(DECIDIM)).text, 'og:image')).not.toBe(before);
    expect((await read('/previews/en/tool/nothing.png')).status).toBe(404);
    expect((await read('/previews/xx/tool/decidim.png')).status).toBe(404);
    expect((await read('/robots.txt')).text).toContain('Allow: /previews/');
  });
});

describe('a hackathon’s colour and picture', () => {
  it('[PU6] are on its pages, readable in light and dark whatever was chosen', async () => {
    const { server, hackathon, brand, read } = await scene();
    await using _ = server;
    expect((await read(DECIDIM)).text).not.toContain('accent-');
    brand('#ffee00');
    for (const page of [
      DECIDIM,
      `${DECIDIM}/revisions/1`,
      `/catalogue/actions/${hackathon.slug}`,
      `/catalogue?hackathon=${hackathon.slug}`,
    ]) {
      const { text } = await read(page);
      const sheet = /href="(\/pages\/accent-ffee00-[0-9a-f]+\.css)"/.exec(text)?.[1];
      const { status, headers, text: css } = await read(sheet ?? '');
      expect(status, page).toBe(200);
      expect(headers.get('content-type')).toContain('text/css');
      expect(css).toContain('--stripe:#ffee00;');
      expect(css).toContain(`:root{--ridge:${accentPalette('#ffee00').light.ink}`);
      const [, logo = ''] = /<a href="[^"]+" class="brand"><img src="([^"]+)"/.exec(text) ?? [];
      expect((await read(logo)).headers.get('content-type')).toBe('image/png');
    }
    expect((await read('/catalogue')).text).not.toContain('accent-');
    expect((await read('/pages/accent-ffee00-0000000000.css')).status).toBe(404);
  });

  it.each(['#ffff00', '#000000', '#ffffff', '#00ff80', '#7f7f7f', '#3d4ed8', '#d01c1f'])(
    '[PU6] %s is read on paper, surface and its own wash',
    (accent) => {
      const { light, dark } = accentPalette(accent);
      for (const ground of ['#ffffff', '#faf8f5', '#f3f0ea', light.wash]) {
        expect(contrast(light.ink, ground), ground).toBeGreaterThanOrEqual(4.5);
      }
      for (const ground of ['#101317', '#14171c', '#1b2027', dark.wash]) {
        expect(contrast(dark.ink, ground), ground).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  it('[PU6] travel with the archive', async () => {
    const { server, hackathon, brand } = await scene();
    await using _ = server;
    brand('#146a41');
    const row = server.parts.hackathons.get(hackathon.id)!;
    const named = readTexts(siteFiles(server.parts, row, server.url));
    const sheet = Object.keys(named).find((name) => /^files\/accent-146a41-.*\.css$/.test(name));
    expect(sheet).toBeDefined();
    expect(named).toHaveProperty(['files/logo.png']);
    const page = named['en/tool/decidim.html'];
    expect(page).toContain(`href="../../${sheet}"`);
    expect(page).toContain('src="../../files/logo.png"');
    expect(page).not.toContain('og:image"');
  });
});
