// Pushes to a toolbox that behaves as badly as the real one.
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { PushDryRun, PushReceipt, PushView } from '../../shared/api/pushes.ts';
import { bundleProblems } from '../support/bundle-schema.ts';
import { actionSeed, organisationSeed, toolSeed } from '../support/entries.ts';
import { type FakeToolbox, startFakeToolbox, type Trap } from '../support/fake-toolbox.ts';
import { parseCsv } from '../support/parse-csv.ts';
import { startTestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

async function scene(toolbox: FakeToolbox | null) {
  const server = await startTestServer({ toolbox: toolbox?.config ?? null });
  const { hackathon, teams } = server.createHackathon({ name: 'Paris 2016' });
  const fatou = await server.signUp({ name: 'Fatou', facilitates: [hackathon.id] });
  const amina = await server.signUp({ name: 'Amina', teamIds: [teams[0]!.id] });
  const actor = server.parts.accounts.actor(fatou.personId);
  const base = `/api/hackathons/${hackathon.id}/pushes`;
  const publish = (
    kind: 'tool' | 'organisation' | 'collective-action',
    seed: ReturnType<typeof toolSeed>,
  ) => {
    const id = server.createDocument(teams[0]!.id, kind, { ...seed }, amina);
    return { documentId: id, ...server.parts.lifecycle.finalise(id, actor) };
  };
  const read = async <T>(path: string, person = fatou) =>
    (await (await server.request(`${base}${path}`, { person })).json()) as T;
  const post = (path: string, body: object, person = fatou) =>
    server.request(`${base}${path}`, { method: 'POST', person, body });
  const dryRun = () => read<PushDryRun>('/dry-run');
  const detail = (id: string) => read<{ push: PushView; receipts: PushReceipt[] }>(`/${id}`);
  const end = (id: string) =>
    until(async () => {
      server.parts.pushes.continueDue();
      const found = await detail(id);
      return found.push.state === 'running' ? null : found;
    });
  const start = async () => {
    const response = await post('', { bundleHash: (await dryRun()).bundleHash });
    expect(response.status).toBe(202);
    return ((await response.json()) as PushView).id;
  };
  return {
    server,
    hackathon,
    amina,
    fatou,
    actor,
    publish,
    read,
    post,
    dryRun,
    detail,
    end,
    start,
  };
}

const changes = (receipts: readonly PushReceipt[]) =>
  receipts.map(({ title, change, state }) => `${title} ${change} ${state}`);

describe('a push', () => {
  it('[EX2] says before what it will change, sends all, reads the ids back and leaves a receipt each', async () => {
    await using toolbox = await startFakeToolbox();
    const { server, publish, dryRun, start, end, read, hackathon, fatou } = await scene(toolbox);
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
    const { server, actor, publish, dryRun, start, end } = await scene(toolbox);
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
    const { server, publish, dryRun, start, end } = await scene(toolbox);
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
    const { server, publish, dryRun, post, start, end } = await scene(toolbox);
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
      const { server, publish, start, end } = await scene(toolbox);
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
    const { server, publish, start, end, post } = await scene(toolbox);
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
    const { server, publish, start, end } = await scene(toolbox);
    await using _ = server;
    publish('tool', toolSeed());
    toolbox.traps.push('redirect');
    expect((await end(await start())).push.error?.code).toBe('refused');
  });

  it('[EX2] survives the restart of the server in the middle of it', async () => {
    await using toolbox = await startFakeToolbox();
    const { server, publish, start, end } = await scene(toolbox);
    await using _ = server;
    publish('tool', toolSeed());
    toolbox.traps.push('slow');
    const id = await start();
    await until(() => toolbox.received.length === 1);
    await server.restart();
    const { push } = await end(id);
    expect(push).toMatchObject({ state: 'done', confirmed: 1 });
    expect(toolbox.received).toHaveLength(2);
    expect(toolbox.received[1]).toEqual(toolbox.received[0]);
    toolbox.release();
  });

  it('[EX2] waits for a toolbox that is away, and tells so', async () => {
    await using toolbox = await startFakeToolbox({ retryMs: 10 });
    const { server, publish, start, end, detail } = await scene(toolbox);
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
    const { server, publish, start, end, detail, post } = await scene(toolbox);
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
      const { server, publish, start, end } = await scene({
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
    const { server, publish, start, end, post } = await scene(toolbox);
    await using _ = server;
    publish('tool', toolSeed());
    toolbox.traps.push('slow');
    const id = await start();
    await until(() => toolbox.received.length === 1);
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
    const { server, publish, start, end, detail } = await scene(toolbox);
    await using _ = server;
    publish('tool', toolSeed());
    toolbox.traps.push('slow');
    const id = await start();
    await until(() => toolbox.received.length === 1);
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
    const { server, publish, start, end, detail } = await scene(toolbox);
    await using _ = server;
    publish('tool', toolSeed());
    toolbox.traps.push('slow');
    const id = await start();
    await until(() => toolbox.received.length === 1);
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
    const { server, publish, start, end, post } = await scene(toolbox);
    await using _ = server;
    publish('tool', toolSeed());
    toolbox.traps.push('slow');
    const id = await start();
    await until(() => toolbox.received.length === 1);
    expect((await post(`/${id}/stop`, {})).status).toBe(200);
    expect((await end(id)).push.state).toBe('stopped');
    toolbox.release();
    expect((await post(`/${id}/resume`, {})).status).toBe(202);
    expect((await end(id)).push.state).toBe('done');
  });

  it('[EX2] times out on a toolbox that never answers', async () => {
    await using toolbox = await startFakeToolbox({ timeoutMs: 1500 });
    const { server, publish, start, end } = await scene(toolbox);
    await using _ = server;
    publish('tool', toolSeed());
    toolbox.traps.push('slow');
    const { push } = await end(await start());
    expect(push.state).toBe('done');
    expect(toolbox.received.length).toBeGreaterThan(1);
    toolbox.release();
  });

  it('[EX1] does not un-rate cards of the account it does not know, until somebody says so', async () => {
    await using toolbox = await startFakeToolbox();
    const { server, publish, start, end, post } = await scene(toolbox);
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
    const { server, publish, start, end } = await scene(toolbox);
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
    const { server, publish, start, end } = await scene(toolbox);
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
    const { server, publish, dryRun, post } = await scene(null);
    await using _ = server;
    publish('tool', toolSeed());
    const dry = await dryRun();
    expect(dry).toMatchObject({ toolbox: null, ready: 1 });
    const response = await post('', { bundleHash: dry.bundleHash });
    expect(await response.json()).toMatchObject({ error: { code: 'no_toolbox' } });
  });
});
