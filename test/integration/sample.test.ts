// The sample hackathon over the whole server: written by real parts, shown by every real page.
import { expect, it } from 'vitest';
import { loadSample, SampleLoadedError } from '../../server/hackathons/sample/load.ts';
import type { RecordPage } from '../../shared/api/catalogue.ts';
import type { BoardView } from '../../shared/api/live.ts';
import type { WallView } from '../../shared/api/wall.ts';
import { startTestServer } from '../support/server.ts';

it('[LI1] [LI2] loads once, through the real finalise, with every revision verified', async () => {
  await using server = await startTestServer();
  const sample = loadSample(server.parts);
  expect(sample.documents['collective-action']).toBe(20);
  expect(server.parts.catalogue.verify()).toEqual({ checked: sample.finalised, broken: [] });
  expect(() => loadSample(server.parts)).toThrow(SampleLoadedError);
  expect(server.parts.catalogue.verify().checked).toBe(sample.finalised);
});

it('leaves no room open once it is loaded', async () => {
  await using server = await startTestServer({ roomGraceMs: 0 });
  loadSample(server.parts);
  await expect.poll(() => server.parts.rooms.stats.rooms).toBe(0);
});

it('shows on the board, on the wall and in the catalogue', async () => {
  await using server = await startTestServer();
  const sample = loadSample(server.parts);
  const facilitator = await server.signUp({
    name: 'Ada',
    facilitates: [sample.hackathonId],
  });
  const board = (await (
    await server.request(`/api/hackathons/${sample.hackathonId}/board`, { person: facilitator })
  ).json()) as BoardView;
  const count = Object.values(sample.documents).reduce((sum, one) => sum + one, 0);
  expect(board.documents).toHaveLength(count);
  expect(board.teams).toHaveLength(10);
  expect(board.hackathon.endsAt).toBeGreaterThan(board.serverTime);

  const wall = (await (await server.request(`/api/wall/${sample.wallToken}`)).json()) as WallView;
  expect(wall.collectiveActions).toHaveLength(20);
  expect(wall.totals.finalised['collective-action']).toBe(9);
  // Counted from the data, never typed: 32 governments signed, and some tools are used elsewhere.
  expect(wall.countries.length).toBeGreaterThanOrEqual(32);

  const page = (await (await server.request('/api/records?limit=5')).json()) as RecordPage;
  expect(page.total).toBe(sample.finalised);
  const [team] = sample.teams;
  const joined = await server.request('/api/join', {
    method: 'POST',
    body: { code: team!.code, name: 'Noor' },
  });
  expect(joined.status).toBeLessThan(300);
});

it('[LI4] credits both people who wrote an entry', async () => {
  await using server = await startTestServer();
  loadSample(server.parts);
  const record = server.parts.catalogue.getByPath('tool', 'pxweb');
  if (record === null || !('contributors' in record)) throw new Error('PxWeb is not published.');
  expect(record.contributors.map(({ name }) => name).sort()).toEqual(['Quentin', 'Rania']);
});
