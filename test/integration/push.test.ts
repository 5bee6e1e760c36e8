// Pushes to a toolbox that behaves as badly as the real one.
import { describe, expect, it } from 'vitest';
import type { PushReceipt, PushView } from '../../shared/api/pushes.ts';
import { bundleProblems } from '../support/bundle-schema.ts';
import { actionSeed, organisationSeed, toolSeed } from '../support/entries.ts';
import { startFakeToolbox, type Trap } from '../support/fake-toolbox.ts';
import { parseCsv } from '../support/parse-csv.ts';
import { startPushScene } from '../support/push-scene.ts';
import { until } from '../support/until.ts';

const changes = (receipts: readonly PushReceipt[]) =>
  receipts.map(({ title, change, state }) => `${title} ${change} ${state}`);

describe('a push', () => {
  it('[EX2] says before what it will change, sends all, reads the ids back and leaves a receipt each', async () => {
    await using toolbox = await startFakeToolbox();
    const { server, publish, dryRun, start, end, read, hackathon, fatou } =
      await startPushScene(toolbox);
    await using _ = server;
    const { recordId } = publish('organisation', organisationSeed());
    publish(
      'tool',
      toolSeed('Decidim', { developer: [{ ref: `record:${recordId}`, label: 'x' }] }),
    );
    publish('collective-action', actionSeed());
    const dry = await dryRun();
    expect(dry).toMatchObject({
      toolbox: { address: toolbox.config.address, account: 'sommet' },
      ready: 2,
      blocked: [{ code: 'no-card-type', teamName: 'Alpha' }],
      unchanged: 0,
      lastPushedAt: null,
    });
    expect(toolbox.requests).toEqual([]);

    const { push, receipts } = await end(await start());
    expect(push).toMatchObject({ state: 'done', error: null, cards: 2, confirmed: 2, added: 2 });
    expect(changes(receipts)).toEqual([
      'Ajuntament de Barcelona added confirmed',
      'Decidim added confirmed',
    ]);
    expect(receipts.map(({ cardId }) => cardId)).toEqual(toolbox.cards.map(({ id }) => String(id)));
    expect(bundleProblems(toolbox.received[0])).toEqual([]);

    const response = await server.request(
      `/api/hackathons/${hackathon.id}/pushes/${push.id}/receipts.csv`,
      { person: fatou },
    );
    const [headings, ...rows] = parseCsv((await response.text()).replace(/^\uFEFF/, ''));
    expect(rows.map((row) => row[headings!.indexOf('card')])).toEqual(['300', '301']);
    expect((await read<{ pushes: PushView[] }>('')).pushes).toHaveLength(1);
  });

  it('[EX1] [EX2] always holds the whole set, and shows what was added, changed and removed', async () => {
    await using toolbox = await startFakeToolbox();
    const { server, actor, publish, dryRun, start, end } = await startPushScene(toolbox);
    await using _ = server;
    publish('organisation', organisationSeed('Stays'));
    const renamed = publish('tool', toolSeed('Was called so'));
    const gone = publish('tool', toolSeed('Goes'));
    await end(await start());
    const { lifecycle } = server.parts;
    lifecycle.withdraw(gone.documentId, actor);
    lifecycle.withdraw(renamed.documentId, actor);
    publish('tool', toolSeed('Comes'));
    publish('tool', toolSeed('Is called so'));
    const dry = await dryRun();
    expect(dry.unchanged).toBe(1);
    expect(dry.differences.map(({ title, change }) => `${title} ${change}`).sort()).toEqual([
      'Comes added',
      'Goes removed',
      'Is called so added',
      'Was called so removed',
    ]);
    const { push, receipts } = await end(await start());
    expect(push).toMatchObject({ state: 'done', added: 2, removed: 2, unconfirmed: 0 });
    expect(toolbox.names()).toEqual(['Comes', 'Is called so', 'Stays']);
    expect(receipts.find(({ title }) => title === 'Goes')).toMatchObject({
      change: 'removed',
      state: 'confirmed',
      cardId: '302',
    });
  });

  it('[EX2] twice changes nothing', async () => {
    await using toolbox = await startFakeToolbox();
    const { server, publish, dryRun, start, end } = await startPushScene(toolbox);
    await using _ = server;
    publish('tool', toolSeed());
    await end(await start());
    const before = structuredClone(toolbox.cards);
    expect(await dryRun()).toMatchObject({ differences: [], unchanged: 1 });
    const { receipts } = await end(await start());
    expect(changes(receipts)).toEqual(['Decidim unchanged confirmed']);
    expect(toolbox.cards).toEqual(before);
  });

  it('[EX2] of something nobody looked at is refused, and so is a second one meanwhile', async () => {
    await using toolbox = await startFakeToolbox();
    const { server, publish, dryRun, post, start, end } = await startPushScene(toolbox);
    await using _ = server;
    publish('tool', toolSeed());
    const { bundleHash } = await dryRun();
    publish('tool', toolSeed('Consul'));
    const stale = await post('', { bundleHash });
    expect(stale.status).toBe(409);
    expect(await stale.json()).toMatchObject({ error: { code: 'push_changed' } });
    toolbox.traps.push('slow');
    const id = await start();
    await until(() => toolbox.received.length === 1);
    const second = await post('', { bundleHash: (await dryRun()).bundleHash });
    expect(await second.json()).toMatchObject({ error: { code: 'push_running' } });
    toolbox.release();
    expect((await end(id)).push.state).toBe('done');
  });

  const passing: readonly Trap[] = [
    'cut-before',
    'cut-after',
    'half-then-html-500',
    'html-502',
    'loses-a-card',
    'not-json',
  ];
  for (const trap of passing) {
    it(`[EX2] goes on after ${trap}, and the toolbox has every card once`, async () => {
      await using toolbox = await startFakeToolbox();
      const { server, publish, start, end } = await startPushScene(toolbox);
      await using _ = server;
      publish('tool', toolSeed('One'));
      publish('tool', toolSeed('Two'));
      toolbox.traps.push(trap);
      const { push } = await end(await start());
      expect(push).toMatchObject({ state: 'done', attempts: 2, confirmed: 2 });
      expect(toolbox.cards.map(({ name }) => name).sort()).toEqual(['One', 'Two']);
    });
  }

  it('[EX2] that the toolbox refuses stops with its words, and goes on when asked', async () => {
    await using toolbox = await startFakeToolbox();
    const { server, publish, start, end, post } = await startPushScene(toolbox);
    await using _ = server;
    publish('tool', toolSeed());
    toolbox.traps.push('html-400');
    const id = await start();
    expect((await end(id)).push).toMatchObject({
      state: 'failed',
      error: { code: 'refused', detail: '400 Bad Request' },
    });
    expect((await post(`/${id}/resume`, {})).status).toBe(202);
    expect((await end(id)).push.state).toBe('done');
    expect((await post(`/${id}/resume`, {})).status).toBe(409);
  });

  it('[EX7] follows no redirect out of the toolbox', async () => {
    await using toolbox = await startFakeToolbox();
    const { server, publish, start, end } = await startPushScene(toolbox);
    await using _ = server;
    publish('tool', toolSeed());
    toolbox.traps.push('redirect');
    expect((await end(await start())).push.error?.code).toBe('refused');
  });

  it('[EX1] does not un-rate cards of the account it does not know, until somebody says so', async () => {
    await using toolbox = await startFakeToolbox();
    const { server, publish, start, end, post } = await startPushScene(toolbox);
    await using _ = server;
    publish('tool', toolSeed());
    toolbox.cards.push({ id: 7, name: 'By hand', attributes: {}, raters: new Set(['sommet']) });
    const id = await start();
    expect((await end(id)).push).toMatchObject({
      state: 'failed',
      error: { code: 'others-cards', detail: 'By hand' },
    });
    expect(toolbox.names()).toEqual(['By hand']);
    await post(`/${id}/resume`, { mayDropOthers: true });
    expect((await end(id)).push.state).toBe('done');
    expect(toolbox.names()).toEqual(['Decidim']);
  });

  it('[EX2] tells of ids that changed, and reads back more cards than one page holds', async () => {
    await using toolbox = await startFakeToolbox();
    const { server, publish, start, end } = await startPushScene(toolbox);
    await using _ = server;
    for (let number = 0; number < 105; number += 1) publish('tool', toolSeed(`Tool ${number}`));
    expect((await end(await start())).push).toMatchObject({ confirmed: 105 });
    const first = toolbox.cards.find(({ name }) => name === 'Tool 0')!;
    toolbox.cards.splice(toolbox.cards.indexOf(first), 1, {
      ...first,
      id: 9000,
      raters: new Set(['sommet', 'other']),
    });
    const { receipts } = await end(await start());
    expect(receipts.find(({ title }) => title === 'Tool 0')).toMatchObject({
      cardId: '9000',
      previousCardId: '300',
    });
  });

  it('[EX7] keeps the key out of what it tells and stores', async () => {
    await using toolbox = await startFakeToolbox({ apiKey: 'a-wrong-key-1234' });
    const { server, publish, start, end } = await startPushScene(toolbox);
    await using _ = server;
    publish('tool', toolSeed());
    const { push } = await end(await start());
    expect(push).toMatchObject({
      state: 'failed',
      error: { code: 'not-allowed', detail: '401 No user with apiKey "…".' },
    });
    const rows = server.parts.db.prepare('SELECT * FROM push').all();
    expect(JSON.stringify([rows, push])).not.toContain('a-wrong-key-1234');
  });

  it('[EX7] goes nowhere where no toolbox is configured', async () => {
    const { server, publish, dryRun, post } = await startPushScene(null);
    await using _ = server;
    publish('tool', toolSeed());
    const dry = await dryRun();
    expect(dry).toMatchObject({ toolbox: null, ready: 1 });
    const response = await post('', { bundleHash: dry.bundleHash });
    expect(await response.json()).toMatchObject({ error: { code: 'no_toolbox' } });
  });
});
