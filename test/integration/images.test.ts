// Pictures over HTTP: who may upload them, how they are shown, and when they go.
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { DocumentSeed } from '../../shared/document.ts';
import { imageNameOf } from '../../shared/images.ts';
import { toolSeed } from '../support/entries.ts';
import { gifPicture, jpegPicture, pngPicture, SECRET } from '../support/pictures.ts';
import { startTestServer, type TestPerson } from '../support/server.ts';
import { until } from '../support/until.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

async function scene(options: Parameters<typeof startTestServer>[0] = {}) {
  const server = await startTestServer(options);
  const { hackathon, teams } = server.createHackathon({ name: 'Paris 2016' });
  const amina = await server.signUp({ name: 'Amina', teamIds: [teams[0]!.id] });
  const bob = await server.signUp({ name: 'Bob', teamIds: [teams[1]!.id] });
  const fatou = await server.signUp({ name: 'Fatou', facilitates: [hackathon.id] });
  const documentId = server.createDocument(teams[0]!.id, 'tool', toolSeed(), amina);
  const post = (base64: string, person: TestPerson | null = amina) =>
    server.request(`/api/documents/${documentId}/images`, {
      method: 'POST',
      person,
      body: { base64 },
    });
  const upload = async (file = pngPicture()) => {
    const response = await post(file.toString('base64'));
    expect(response.status).toBe(200);
    return ((await response.json()) as { address: string }).address;
  };
  const codeOf = async (response: Response) =>
    ((await response.json()) as { error: { code: string } }).error.code;
  const actor = server.parts.accounts.actor(fatou.personId);
  return { server, hackathon, teams, amina, bob, fatou, actor, documentId, post, upload, codeOf };
}

describe('pictures', () => {
  it('[IM1] [IM3] are shown to everybody at one address that stays, and never run', async () => {
    const { server, upload } = await scene();
    await using _ = server;
    const address = await upload(jpegPicture());
    expect(await upload(jpegPicture())).toBe(address);
    expect(address).toMatch(new RegExp(`^${server.url}/images/[0-9a-f]{64}\\.jpg$`));

    const response = await server.request(new URL(address).pathname, { person: null });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(response.headers.has('set-cookie')).toBe(false);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.includes(SECRET)).toBe(false);

    for (const path of ['/images/none.png', `${new URL(address).pathname}.html`]) {
      expect((await server.request(path, { person: null })).status, path).toBe(404);
    }
    // The same bytes are no picture of another type.
    const asPng = new URL(address).pathname.replace('.jpg', '.png');
    expect((await server.request(asPng, { person: null })).status).toBe(404);
  });

  it('[IM2] [IM4] are taken from who may write the document, and refused in words', async () => {
    const { server, bob, fatou, post, codeOf } = await scene();
    await using _ = server;
    const picture = gifPicture().toString('base64');
    expect((await post(picture, null)).status).toBe(401);
    expect((await post(picture, bob)).status).toBe(403);
    expect((await post(picture, fatou)).status).toBe(200);
    const refused = async (file: Buffer) => codeOf(await post(file.toString('base64')));
    expect(await refused(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe(
      'image_svg',
    );
    expect(await refused(Buffer.alloc(1024 * 1024 + 1))).toBe('image_too_large');
    expect(await refused(Buffer.from('MZ'))).toBe('image_unreadable');
    expect((await post('not base64!')).status).toBe(422);
    expect((await post('A'.repeat(4 * 1024 * 1024))).status).toBe(413);
  });

  it('[IM4] counts uploads per session', async () => {
    let clock = Date.now();
    const { server, post, codeOf } = await scene({ now: () => clock });
    await using _ = server;
    const picture = gifPicture().toString('base64');
    let answer = await post(picture);
    for (let count = 1; answer.status === 200 && count < 100; count++) answer = await post(picture);
    expect(answer.status).toBe(429);
    expect(await codeOf(answer)).toBe('too_many_images');
    clock += 60_000;
    expect((await post(picture)).status).toBe(200);
  });

  it('[IM5] go a week after nothing names them any more: no draft, no revision, no version', async () => {
    let clock = Date.now();
    const { server, amina, actor, teams, upload } = await scene({ now: () => clock });
    await using _ = server;
    const { images, lifecycle, versions } = server.parts;
    const colours = { draft: 1, published: 2, version: 3, nowhere: 4 };
    const names: Record<string, string> = {};
    const addresses: Record<string, string> = {};
    for (const [key, shade] of Object.entries(colours)) {
      addresses[key] = await upload(pngPicture({ colour: [shade, 0, 0] }));
      names[key] = imageNameOf(addresses[key])!;
    }
    const withLogo = (name: string, key: string) =>
      server.createDocument(teams[0]!.id, 'tool', toolSeed(name, { logo: addresses[key]! }), amina);
    withLogo('Draft', 'draft');
    lifecycle.finalise(withLogo('Published', 'published'), actor);
    const past = withLogo('Version', 'version');
    versions.create(past, { cause: 'named', name: 'With', by: null });
    const bot = server.connect(past, amina);
    await bot.synced();
    bot.doc.getText('logo').delete(0, addresses.version!.length);
    await bot.saved();
    bot.leave();
    const { documents } = server.parts;
    await until(() => documents.projection(past).fields.logo === '');
    const kept = () => Object.keys(names).filter((key) => images.has(names[key]!));

    clock += 6 * DAY_MS;
    expect(images.removeUnused()).toBe(0);
    clock += 2 * DAY_MS;
    expect(images.removeUnused()).toBe(1);
    expect(kept()).toEqual(['draft', 'published', 'version']);
    clock += 8 * DAY_MS;
    server.parts.db.prepare('DELETE FROM document_version WHERE documentId = ?').run(past);
    expect(images.removeUnused()).toBe(1);
    expect(kept()).toEqual(['draft', 'published']);
  });

  it('[IM3] [AR1] [PU2] are seen on the record’s page, in the archive and in exports; others are links', async () => {
    const { server, hackathon, teams, amina, fatou, actor, upload } = await scene();
    await using _ = server;
    const [logo, shot, unknown] = [
      await upload(pngPicture()),
      await upload(jpegPicture()),
      `https://sommet.example/images/${'0'.repeat(64)}.png`,
    ];
    const publish = (name: string, more: DocumentSeed) =>
      server.parts.lifecycle.finalise(
        server.createDocument(teams[0]!.id, 'tool', toolSeed(name, more), amina),
        actor,
      );
    publish('Loomio', { logo, screenshots: [shot, unknown, 'https://decidim.org/shot.png'] });
    publish('Madrid', { logo: unknown });
    const text = async (path: string) => (await server.request(path, { person: null })).text();
    const path = (address: string) => new URL(address).pathname;
    const page = await text('/catalogue/tool/loomio');
    const shown = (html: string) =>
      [...html.matchAll(/<img[^>]* src="([^"]*)"/g)].map(([, source]) => source);
    expect(shown(page)).toEqual([path(logo), path(shot)]);
    expect(page).toContain('href="https://decidim.org/shot.png"');
    const other = await text('/catalogue/tool/madrid');
    expect(shown(other)).toEqual([]);
    expect(other).toContain(`href="${unknown}"`);
    const jsonLd = JSON.parse(await text('/api/records/tool/loomio/jsonld'));
    expect(jsonLd).toMatchObject({ image: logo, screenshot: expect.arrayContaining([shot]) });

    const unzip = async (name: string) => {
      const response = await server.request(`/api/hackathons/${hackathon.id}/exports/${name}`, {
        person: fatou,
      });
      return unzipSync(new Uint8Array(await response.arrayBuffer()));
    };
    const names = [logo, shot].map((address) => `images/${imageNameOf(address)}`);
    const everything = await unzip('everything.zip');
    expect(Object.keys(everything).filter((name) => name.startsWith('images/'))).toEqual(names);
    const things = JSON.parse(new TextDecoder().decode(everything['schema-org.jsonld'])) as {
      url: string;
    }[];
    expect(things).toContainEqual({ ...jsonLd, url: `${server.url}/catalogue/tool/loomio` });

    const archive = await unzip('archive.zip');
    const archived = new TextDecoder().decode(archive['en/tool/loomio.html']);
    expect(shown(archived)).toEqual(names.map((name) => `../../data/${name}`));
    expect(Buffer.from(archive[`data/${names[0]}`]!).includes('PNG')).toBe(true);
    expect(new TextDecoder().decode(archive['manifest.sha256'])).toContain(`data/${names[1]}`);
  });
});
