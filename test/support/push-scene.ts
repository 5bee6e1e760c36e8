// A hackathon with something to push, a facilitator who does, and a toolbox to push to.
import { expect } from 'vitest';
import type { PushDryRun, PushReceipt, PushView } from '../../shared/api/pushes.ts';
import { toolSeed } from './entries.ts';
import type { FakeToolbox } from './fake-toolbox.ts';
import { startTestServer } from './server.ts';
import { until } from './until.ts';

/** Starts a server that pushes to `toolbox`, if there is one. */
export async function startPushScene(toolbox: FakeToolbox | null) {
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

/** A push of one tool whose bundle the toolbox has received and does not answer. */
export async function startSlowPush(toolbox: FakeToolbox) {
  const scene = await startPushScene(toolbox);
  scene.publish('tool', toolSeed());
  toolbox.traps.push('slow');
  const id = await scene.start();
  await until(() => toolbox.received.length === 1);
  return { ...scene, id };
}
