// Pushes that the toolbox, the network, the disk or this server itself gets in the way of.
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { toolSeed } from '../support/entries.ts';
import { startFakeToolbox } from '../support/fake-toolbox.ts';
import { startPushScene, startSlowPush } from '../support/push-scene.ts';
import { until } from '../support/until.ts';

describe('a push', () => {
  it('[EX2] survives the restart of the server in the middle of it', async () => {
    await using toolbox = await startFakeToolbox();
    const { server, id, end } = await startSlowPush(toolbox);
    await using _ = server;
    await server.restart();
    const { push } = await end(id);
    expect(push).toMatchObject({ state: 'done', confirmed: 1 });
    expect(toolbox.received).toHaveLength(2);
    expect(toolbox.received[1]).toEqual(toolbox.received[0]);
    toolbox.release();
  });

  it('[EX2] waits for a toolbox that is away, and tells so', async () => {
    await using toolbox = await startFakeToolbox({ retryMs: 10 });
    const { server, publish, start, end, detail } = await startPushScene(toolbox);
    await using _ = server;
    publish('tool', toolSeed());
    await toolbox.goAway();
    const id = await start();
    await until(async () => (await detail(id)).push.error?.code === 'unreachable');
    await toolbox.comeBack();
    expect((await end(id)).push.state).toBe('done');
  });

  it('[EX2] does not have to wait out its pause when somebody presses', async () => {
    await using toolbox = await startFakeToolbox({ retryMs: 3_600_000 });
    const { server, publish, start, end, detail, post } = await startPushScene(toolbox);
    await using _ = server;
    publish('tool', toolSeed());
    await toolbox.goAway();
    const id = await start();
    const waiting = await until(async () => {
      const { push } = await detail(id);
      return push.error === null ? null : push;
    });
    expect(waiting).toMatchObject({
      state: 'running',
      attempts: 1,
      error: { code: 'unreachable', detail: 'ECONNREFUSED' },
    });
    expect(waiting.error!.since).toBeGreaterThanOrEqual(waiting.startedAt);
    expect((await post(`/${id}/resume`, {})).status).toBe(202);
    const again = await until(async () => {
      const { push } = await detail(id);
      return push.error === null ? null : push;
    });
    expect(again.error!.since).toBe(waiting.error!.since);
    await toolbox.comeBack();
    expect((await post(`/${id}/resume`, {})).status).toBe(202);
    expect((await end(id)).push).toMatchObject({ state: 'done', error: null, confirmed: 1 });
    expect(toolbox.received).toHaveLength(1);
  });

  const neverReached = [
    { of: 'whose name nobody knows', url: 'http://toolbox.invalid', code: 'unknown-name' },
    { of: 'that is not secure', url: null, code: 'not-secure' },
  ];
  for (const { of, url, code } of neverReached) {
    it(`[EX2] to a toolbox ${of} stops after six attempts and says so`, async () => {
      await using toolbox = await startFakeToolbox();
      const address = url ?? toolbox.config.address.replace('http:', 'https:');
      const { server, publish, start, end } = await startPushScene({
        ...toolbox,
        config: { ...toolbox.config, address },
      });
      await using _ = server;
      publish('tool', toolSeed());
      const { push } = await end(await start());
      expect(push).toMatchObject({ state: 'failed', attempts: 6, error: { code } });
      expect(toolbox.received).toEqual([]);
    });
  }

  it('[EX2] that breaks in this server itself stops after six attempts, and goes on when asked', async () => {
    await using toolbox = await startFakeToolbox();
    const { server, id, end, post } = await startSlowPush(toolbox);
    await using _ = server;
    await post(`/${id}/stop`, {});
    toolbox.release();
    const bundle = server.parts.db.prepare('SELECT bundle FROM push').pluck().get();
    const keep = server.parts.db.prepare('UPDATE push SET bundle = ?');
    keep.run(Buffer.from('damaged'));
    await post(`/${id}/resume`, {});
    expect((await end(id)).push).toMatchObject({
      state: 'failed',
      attempts: 6,
      error: { code: 'fault', detail: 'Z_DATA_ERROR' },
    });
    expect(toolbox.received).toHaveLength(1);
    keep.run(bundle);
    await post(`/${id}/resume`, {});
    expect((await end(id)).push).toMatchObject({ state: 'done', error: null, confirmed: 1 });
    expect(toolbox.cards).toHaveLength(1);
  });

  it('[EX2] [SY3] whose end cannot be written down says so, sends nothing meanwhile, and goes on', async () => {
    await using toolbox = await startFakeToolbox();
    const { server, id, end, detail } = await startSlowPush(toolbox);
    await using _ = server;
    const other = new Database(server.parts.db.name);
    other.exec('BEGIN IMMEDIATE');
    toolbox.release();
    const { push } = await until(async () => {
      server.parts.pushes.continueDue();
      const found = await detail(id);
      return found.push.error === null ? null : found;
    });
    expect(push).toMatchObject({
      state: 'running',
      error: { code: 'disk', detail: 'SQLITE_BUSY' },
    });
    for (let round = 0; round < 10; round += 1) server.parts.pushes.continueDue();
    expect(toolbox.received).toHaveLength(1);
    expect((await detail(id)).push).toMatchObject({ attempts: 1, error: { code: 'disk' } });
    other.exec('ROLLBACK');
    other.close();
    expect((await end(id)).push).toMatchObject({ state: 'done', attempts: 2, confirmed: 1 });
    expect(toolbox.cards).toHaveLength(1);
  });

  it('[EX2] for a toolbox that is no longer set up stops and says so', async () => {
    await using toolbox = await startFakeToolbox();
    const { server, id, end, detail } = await startSlowPush(toolbox);
    await using _ = server;
    server.parts.db.prepare("UPDATE push SET account = 'former'").run();
    await server.restart();
    expect((await end(id)).push).toMatchObject({
      state: 'failed',
      error: { code: 'other-toolbox', detail: toolbox.config.address },
    });
    expect((await detail(id)).push.attempts).toBe(1);
    toolbox.release();
  });

  it('[EX2] can be stopped while the toolbox thinks', async () => {
    await using toolbox = await startFakeToolbox();
    const { server, id, end, post } = await startSlowPush(toolbox);
    await using _ = server;
    expect((await post(`/${id}/stop`, {})).status).toBe(200);
    expect((await end(id)).push.state).toBe('stopped');
    toolbox.release();
    expect((await post(`/${id}/resume`, {})).status).toBe(202);
    expect((await end(id)).push.state).toBe('done');
  });

  it('[EX2] times out on a toolbox that never answers', async () => {
    await using toolbox = await startFakeToolbox({ timeoutMs: 1500 });
    const { server, publish, start, end } = await startPushScene(toolbox);
    await using _ = server;
    publish('tool', toolSeed());
    toolbox.traps.push('slow');
    const { push } = await end(await start());
    expect(push.state).toBe('done');
    expect(toolbox.received.length).toBeGreaterThan(1);
    toolbox.release();
  });
});
