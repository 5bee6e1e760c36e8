// Another hackathon like one, and a new code for one that leaked, over HTTP.
import { describe, expect, it } from 'vitest';
import { startTestServer } from '../support/server.ts';
import { createVisitor } from '../support/visitor.ts';

const DAY_MS = 24 * 3_600_000;

describe('a copied hackathon', () => {
  it('has the teams, stages and settings, and neither people nor their words', async () => {
    await using server = await startTestServer();
    const { hackathons, documents, privacy } = server.parts;
    const { hackathon, teams } = server.createHackathon({ teams: ['Alpha', 'Beta'] });
    const ann = await server.signUp({ name: 'Ann', isAdministrator: true });
    await server.signUp({ name: 'Mia', teamIds: [teams[0]!.id] });
    server.createDocument(teams[0]!.id, 'tool', { name: 'Ushahidi' });
    hackathons.update(hackathon.id, { reviewRequired: true }, null);
    hackathons.stages.replace(
      hackathon.id,
      [{ name: 'Ideas', endsAt: hackathon.startsAt + 1000 }],
      null,
    );
    const asAnn = createVisitor(server, ann.cookie);
    await asAnn.ask('PUT', `/hackathons/${hackathon.id}/retention`, { guestRetentionDays: 30 });

    const startsAt = hackathon.startsAt + 365 * DAY_MS;
    const copied = await asAnn.ask('POST', `/hackathons/${hackathon.id}/copy`, {
      name: 'Next year',
      startsAt,
    });
    expect(copied.status).toBe(201);
    expect(copied.body).toMatchObject({
      slug: 'next-year',
      state: 'open',
      startsAt,
      endsAt: hackathon.endsAt + 365 * DAY_MS,
      reviewRequired: true,
      stages: [{ name: 'Ideas', endsAt: startsAt + 1000 }],
    });
    const { id } = copied.body;
    expect(hackathons.teams.list(id).map(({ name, memberCount }) => [name, memberCount])).toEqual([
      ['Alpha', 0],
      ['Beta', 0],
    ]);
    expect(hackathons.codes.list(id)).toHaveLength(3);
    expect(documents.summaries({ hackathonId: id })).toEqual([]);
    expect(privacy.retention.get(id)).toBe(30);
    expect(hackathons.roster.list(id)).toMatchObject([{ name: 'Ann', isFacilitator: true }]);
  });

  it('[AC1] is made by administrators only', async () => {
    await using server = await startTestServer();
    const { hackathon } = server.createHackathon();
    const fay = await server.signUp({ name: 'Fay', facilitates: [hackathon.id] });
    const copy = await createVisitor(server, fay.cookie).ask(
      'POST',
      `/hackathons/${hackathon.id}/copy`,
      { name: 'Next year', startsAt: 1 },
    );
    expect(copy.status).toBe(403);
  });
});

describe('a code that leaked', () => {
  it('is replaced by one for the same team, and works no longer', async () => {
    await using server = await startTestServer();
    const { hackathon, teams } = server.createHackathon();
    const fay = await server.signUp({ name: 'Fay', facilitates: [hackathon.id] });
    const asFay = createVisitor(server, fay.cookie);
    const codes = async () =>
      (await asFay.ask('GET', `/hackathons/${hackathon.id}/codes`)).body.codes as {
        code: string;
        teamId: string | null;
      }[];
    const old = (await codes()).find(({ teamId }) => teamId === teams[0]!.id)!;
    const fresh = await asFay.ask('POST', `/codes/${old.code}/rotate`);
    expect(fresh.status).toBe(201);
    expect(fresh.body.teamId).toBe(old.teamId);
    expect(fresh.body.code).not.toBe(old.code);
    expect((await codes()).filter(({ teamId }) => teamId === old.teamId)).toMatchObject([
      { code: fresh.body.code },
    ]);
    const guest = createVisitor(server);
    const join = (code: string) => guest.ask('POST', '/join', { code, name: 'Mia' });
    expect((await join(old.code)).body.error.code).toBe('code_revoked');
    expect((await join(fresh.body.code)).status).toBe(200);
    expect((await asFay.ask('POST', `/codes/${old.code}/rotate`)).status).toBe(410);
    expect((await guest.ask('POST', `/codes/${fresh.body.code}/rotate`)).status).toBe(403);
  });
});
