// Pictures on their way to a toolbox that behaves as badly as the real one.
import { describe, expect, it } from 'vitest';
import type { DocumentSeed } from '../../shared/document.ts';
import { imagePath } from '../../shared/images.ts';
import { bundleProblems } from '../support/bundle-schema.ts';
import { toolSeed } from '../support/entries.ts';
import { type FakeToolbox, type ImageTrap, startFakeToolbox } from '../support/fake-toolbox.ts';
import { parseCsv } from '../support/parse-csv.ts';
import { gifPicture, jpegPicture, pngPicture } from '../support/pictures.ts';
import { startTestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

const ELSEWHERE = 'https://decidim.org/logo.png';

async function scene(toolbox: FakeToolbox) {
  const server = await startTestServer({ toolbox: toolbox.config });
  const { hackathon, teams } = server.createHackathon({ name: 'Paris 2016' });
  const fatou = await server.signUp({ name: 'Fatou', facilitates: [hackathon.id] });
  const actor = server.parts.accounts.actor(fatou.personId);
  const keep = (file: Buffer) => `${server.url}${imagePath(server.parts.images.put(file).name)}`;
  const publish = (name: string, more: DocumentSeed) => {
    const id = server.createDocument(teams[0]!.id, 'tool', toolSeed(name, more), fatou);
    server.parts.lifecycle.finalise(id, actor);
  };
  const start = async () => {
    const { pushes } = server.parts;
    const { bundleHash } = await pushes.dryRun();
    const asked = { hackathonId: hackathon.id, bundleHash, by: fatou.personId };
    return (await pushes.start(asked)).id;
  };
  const end = (id: string) =>
    until(async () => {
      server.parts.pushes.continueDue();
      const found = server.parts.pushes.get(id)!;
      return found.push.state === 'running' ? null : found;
    });
  const uploads = () =>
    toolbox.requests.filter((one) => one === 'POST /uploads/images/json').length;
  const logoOf = (name: string) =>
    toolbox.cards.find((card) => card.name === name)?.attributes.Logo as string[] | undefined;
  return { server, hackathon, fatou, keep, publish, start, end, uploads, logoOf };
}

describe('the pictures of a push', () => {
  it('[EX8] are brought first, each once, and the cards name them where the toolbox keeps them', async () => {
    await using toolbox = await startFakeToolbox();
    const { server, hackathon, fatou, keep, publish, start, end, uploads, logoOf } =
      await scene(toolbox);
    await using _ = server;
    const logo = keep(pngPicture());
    const shots = [keep(jpegPicture()), ELSEWHERE, keep(gifPicture())];
    publish('Decidim', { logo, screenshots: shots });
    publish('Consul', { logo });
    publish('Elsewhere', { logo: ELSEWHERE });
    const { push, receipts } = await end(await start());
    expect(push).toMatchObject({ state: 'done', confirmed: 3 });
    expect(uploads()).toBe(3);
    expect(toolbox.requests.indexOf('POST /uploads/images/json')).toBeLessThan(
      toolbox.requests.indexOf('POST /cards/bundle'),
    );
    const [path] = [...toolbox.images].find(([, bytes]) => bytes.includes('PNG'))!;
    expect(logoOf('Decidim')).toEqual([`${toolbox.config.address}${path}`]);
    expect(logoOf('Consul')).toEqual(logoOf('Decidim'));
    expect(logoOf('Elsewhere')).toEqual([ELSEWHERE]);
    expect(JSON.stringify(toolbox.received)).not.toContain(server.url);
    expect(bundleProblems(toolbox.received[0])).toEqual([]);
    const receipt = receipts.find(({ title }) => title === 'Decidim')!;
    expect(receipt.pictures.map(({ isUploaded }) => isUploaded)).toEqual([true, true, true]);
    expect(receipts.find(({ title }) => title === 'Elsewhere')?.pictures).toEqual([]);

    const csv = await server.request(
      `/api/hackathons/${hackathon.id}/pushes/${push.id}/receipts.csv`,
      { person: fatou },
    );
    const [headings, ...rows] = parseCsv((await csv.text()).replace(/^\uFEFF/, ''));
    expect(rows.map((row) => row[headings!.indexOf('pictures')])).toContain(
      `${logo} → ${toolbox.config.address}${path}`,
    );
    // Nothing changed, so there is nothing to show of it; what the toolbox lost comes back.
    expect(await server.parts.pushes.dryRun()).toMatchObject({ differences: [], unchanged: 3 });
    toolbox.images.clear();
    await end(await start());
    expect(toolbox.images.size).toBe(3);
  });

  const REFUSED: readonly [ImageTrap, string][] = [
    ['html-400', 'refused: 400 Bad Request'],
    ['html-413', 'too-large: 413 Request Entity Too Large nginx'],
  ];
  it.each(REFUSED)('[EX8] %s for one stops neither the others nor the push', async (trap, told) => {
    await using toolbox = await startFakeToolbox();
    const { server, keep, publish, start, end, uploads, logoOf } = await scene(toolbox);
    await using _ = server;
    const [first, second] = [keep(pngPicture()), keep(gifPicture())];
    publish('First', { logo: first });
    publish('Second', { logo: second });
    toolbox.imageTraps.push(trap);
    const { push, receipts } = await end(await start());
    expect(push).toMatchObject({ state: 'done', confirmed: 2, error: null });
    expect(uploads()).toBe(2);
    const failed = receipts.flatMap(({ pictures }) => pictures).filter((one) => !one.isUploaded);
    expect(failed).toEqual([{ address: first, isUploaded: false, detail: expect.anything() }]);
    expect(failed[0]!.detail).toContain(told);
    expect(logoOf('First')).toEqual([first]);
    expect(logoOf('Second')?.[0]).toContain(toolbox.config.address);
  });

  const PASSING: readonly ImageTrap[] = [
    'cut-before',
    'cut-after',
    'html-500',
    'not-json',
    'elsewhere',
  ];
  it.each(PASSING)('[EX8] %s is tried once more', async (trap) => {
    await using toolbox = await startFakeToolbox();
    const { server, keep, publish, start, end, uploads, logoOf } = await scene(toolbox);
    await using _ = server;
    const logo = keep(pngPicture());
    publish('Decidim', { logo });
    toolbox.imageTraps.push(trap);
    expect((await end(await start())).push.state).toBe('done');
    expect(uploads()).toBe(2);
    expect(logoOf('Decidim')?.[0]).toContain(`${toolbox.config.address}/images/`);

    toolbox.imageTraps.push(trap, trap);
    const { push, receipts } = await end(await start());
    expect(push.state).toBe('done');
    expect(receipts[0]?.pictures).toMatchObject([{ address: logo, isUploaded: false }]);
    expect(logoOf('Decidim')).toEqual([logo]);
  });

  it('[EX8] goes on after a cut or a restart without bringing a picture twice', async () => {
    await using toolbox = await startFakeToolbox({ retryMs: 60_000 });
    const { server, keep, publish, start, end, uploads, logoOf } = await scene(toolbox);
    await using _ = server;
    publish('Decidim', { logo: keep(pngPicture()), screenshots: [keep(gifPicture())] });
    toolbox.traps.push('cut-before');
    const id = await start();
    await until(async () => server.parts.pushes.get(id)!.push.error);
    expect(uploads()).toBe(2);
    await server.restart();
    server.parts.db.prepare('UPDATE push SET dueAt = 0').run();
    expect((await end(id)).push.state).toBe('done');
    expect(uploads()).toBe(2);
    expect(logoOf('Decidim')?.[0]).toContain(toolbox.config.address);
  });
});
