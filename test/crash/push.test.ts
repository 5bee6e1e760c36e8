// A push whose server is killed goes on with the same bundle when the server is back.
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { PushDryRun, PushView } from '../../shared/api/pushes.ts';
import { toolSeed } from '../support/entries.ts';
import { startFakeToolbox } from '../support/fake-toolbox.ts';
import { startTestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { type ChildServer, startChildServer } from './server-child.ts';

describe('a push whose server is killed', () => {
  let child: ChildServer | null = null;
  afterEach(async () => {
    await child?.end('SIGKILL');
    child = null;
  });

  it('[EX2] goes on by itself, and the toolbox has every card once', async () => {
    await using toolbox = await startFakeToolbox();
    const { config } = toolbox;
    await using layout = await startTestServer({ toolbox: config });
    const { hackathon, teams } = layout.createHackathon();
    const person = await layout.signUp({ name: 'Fatou', facilitates: [hackathon.id] });
    for (const name of ['One', 'Two']) {
      const id = layout.createDocument(teams[0]!.id, 'tool', toolSeed(name));
      layout.parts.lifecycle.finalise(id, layout.parts.accounts.actor(person.personId));
    }
    await layout.stop();
    const start = () =>
      startChildServer({
        databasePath: join(layout.directory, 'sommet.sqlite'),
        clientDirectory: layout.directory,
        port: Number(new URL(layout.url).port),
        env: {
          TOOLBOX_URL: config.address,
          TOOLBOX_USER: config.account,
          TOOLBOX_API_KEY: config.apiKey,
          TOOLBOX_RETRY_MS: '0',
        },
      });
    const base = `/api/hackathons/${hackathon.id}/pushes`;
    const read = async <T>(path: string) =>
      (await (await layout.request(`${base}${path}`, { person })).json()) as T;

    child = await start();
    toolbox.traps.push('slow');
    const { bundleHash } = await read<PushDryRun>('/dry-run');
    const asked = await layout.request(base, { method: 'POST', person, body: { bundleHash } });
    expect(asked.status).toBe(202);
    const { id } = (await asked.json()) as PushView;
    await until(() => toolbox.received.length === 1);
    await child.end('SIGKILL');
    // What waited for the answer is gone; the toolbox has taken the bundle all the same.
    toolbox.release();
    child = await start();
    const { push } = await until(async () => {
      const found = await read<{ push: PushView }>(`/${id}`);
      return found.push.state === 'running' ? null : found;
    }, 30_000);
    expect(push).toMatchObject({ state: 'done', confirmed: 2, unconfirmed: 0 });
    expect(toolbox.received).toHaveLength(2);
    expect(toolbox.received[1]).toEqual(toolbox.received[0]);
    expect(toolbox.cards.map(({ name }) => name).sort()).toEqual(['One', 'Two']);
    await child.end('SIGTERM');
    child = null;
    await layout.start();
  }, 120_000);
});
