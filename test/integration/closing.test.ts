// The end of a hackathon over real HTTP: the film from the log, credits, and receipts anybody can verify.
import { expect, test } from 'vitest';
import type { ClosingView, ReceiptView } from '../../shared/api/closing.ts';
import { startTestServer, type TestPerson, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

const SECRET = 'a sentence nobody outside the team may read';

/** A hackathon in which Ada finished a tool and wrote a draft. */
async function openEnd(server: TestServer) {
  const { hackathon, teams } = server.createHackathon();
  const [alpha, beta] = teams;
  const grace = await server.signUp({ name: 'Grace', facilitates: [hackathon.id] });
  const ada = await server.signUp({ name: 'Ada', teamIds: [alpha!.id] });
  const idle = await server.signUp({ name: 'Idle', teamIds: [beta!.id] });
  const toolId = server.createDocument(alpha!.id, 'tool', {
    toolType: 'software',
    description: { en: [{ type: 'paragraph', content: [{ type: 'text', text: 'Law as code.' }] }] },
    countries: ['FR', 'NZ'],
  });
  const draftId = server.createDocument(alpha!.id, 'tool');
  for (const [id, name] of [
    [toolId, 'OpenFisca'],
    [draftId, SECRET],
  ] as const) {
    const bot = server.connect(id, ada);
    await bot.synced();
    bot.doc.getText('name').insert(0, name);
    bot.doc.getText('summary.en').insert(0, 'Turns law into code');
    await until(() => server.parts.documents.summary(id)?.title === name);
    bot.leave();
  }
  const finalise = async () => {
    const answer = await server.request(`/api/documents/${toolId}/finalise`, {
      method: 'POST',
      person: grace,
      body: {},
    });
    expect(answer.status, await answer.text()).toBe(200);
  };
  await finalise();
  return { hackathon, alpha: alpha!, grace, ada, idle, toolId, finalise };
}

async function read<T>(server: TestServer, path: string, person?: TestPerson): Promise<T> {
  const answer = await server.request(path, { person: person ?? null });
  expect(answer.status, path).toBe(200);
  return (await answer.json()) as T;
}

test('[WL8] the film counts what was written and what entered the catalogue, and tells no text', async () => {
  await using server = await startTestServer();
  const { hackathon, alpha, ada } = await openEnd(server);
  const { token } = server.parts.hackathons.wallLinks.create(hackathon.id);
  const closing = await read<ClosingView>(server, `/api/wall/${token}/closing`);
  const { lapse, credits, totals } = closing;
  expect(lapse.times.length).toBeGreaterThan(0);
  const team = lapse.teams.find(({ id }) => id === alpha.id)!;
  expect(team.activity).toHaveLength(lapse.times.length);
  expect(team.activity).toMatch(/[1-9]/);
  expect(team.finalised).toMatch(/1/);
  expect(lapse.finalised).toMatchObject([{ kind: 'tool', count: 1 }]);
  expect(lapse.countries.map(({ code }) => code)).toEqual(['FR', 'NZ']);
  expect(totals.finalised.tool).toBe(1);
  expect(credits).toEqual([{ teamName: alpha.name, names: ['Ada'] }]);
  expect(JSON.stringify(closing)).not.toContain(SECRET);
  expect(JSON.stringify(lapse)).not.toContain('OpenFisca');

  const same = await read<ClosingView>(server, `/api/hackathons/${hackathon.id}/closing`, ada);
  expect(same.lapse).toEqual(lapse);
  const stranger = await server.signUp({ name: 'Stranger' });
  const refused = await server.request(`/api/hackathons/${hackathon.id}/closing`, {
    person: stranger,
  });
  expect(refused.status).toBe(404);
});

test('[WL9] a receipt says what the catalogue says, can be verified, and cannot be made up', async () => {
  await using server = await startTestServer();
  const { hackathon, alpha, grace, ada, idle } = await openEnd(server);
  const { receipts } = await read<{ receipts: ReceiptView[] }>(server, '/api/person/receipts', ada);
  expect(receipts).toHaveLength(1);
  const receipt = receipts[0]!;
  expect(receipt).toMatchObject({
    name: 'Ada',
    teams: [alpha.name],
    entries: [{ title: 'OpenFisca', revision: 1 }],
  });

  const all = await read<{ receipts: ReceiptView[] }>(
    server,
    `/api/hackathons/${hackathon.id}/receipts`,
    grace,
  );
  expect(all.receipts.map(({ name, entries }) => [name, entries.length])).toEqual([
    ['Ada', 1],
    ['Idle', 0],
  ]);
  const refused = await server.request(`/api/hackathons/${hackathon.id}/receipts`, {
    person: idle,
  });
  expect(refused.status).toBe(403);

  const proof = `/api${new URL(receipt.verifyUrl).pathname}`;
  expect(await read(server, proof)).toEqual({
    name: 'Ada',
    hackathonName: hackathon.name,
    entries: 1,
  });
  const otherPerson = proof.replace(ada.personId, idle.personId);
  const otherTime = proof.replace(`${receipt.issuedAt}`, `${receipt.issuedAt + 1}`);
  const otherHash = proof.replace(receipt.hash, receipt.hash.replace(/./g, '0'));
  for (const forged of [otherPerson, otherTime, otherHash]) {
    expect((await server.request(forged)).status).toBe(404);
  }
});

test('[WL9] a receipt stays true when the entry goes on or is withdrawn, and ends with the person', async () => {
  await using server = await startTestServer();
  const { grace, ada, toolId, finalise } = await openEnd(server);
  const { receipts } = await read<{ receipts: ReceiptView[] }>(server, '/api/person/receipts', ada);
  const proof = `/api${new URL(receipts[0]!.verifyUrl).pathname}`;
  const post = (path: string) => server.request(path, { method: 'POST', person: grace, body: {} });
  await post(`/api/documents/${toolId}/reopen`);
  await finalise();
  expect(await read(server, proof)).toMatchObject({ name: 'Ada', entries: 1 });
  await post(`/api/documents/${toolId}/withdraw`);
  expect(await read(server, proof)).toMatchObject({ name: 'Ada', entries: 1 });
  server.parts.privacy.erase(ada.personId, { by: null, reason: 'asked' });
  expect((await server.request(proof)).status).toBe(404);
});
