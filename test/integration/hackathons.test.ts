// Creating and running a hackathon, over HTTP.
import { describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';
import { createVisitor } from '../support/visitor.ts';

const HOUR_MS = 3_600_000;

const plan = (name: string) => ({
  name,
  place: 'Palais d’Iéna',
  startsAt: Date.now(),
  endsAt: Date.now() + 8 * HOUR_MS,
  timeZone: 'Europe/Paris',
  teams: ['Alpha', 'Beta'],
});

async function openWorld(server: TestServer) {
  const { hackathon, teams } = server.createHackathon();
  const elsewhere = server.createHackathon({ name: 'Elsewhere' });
  const visitor = async (who: Parameters<typeof server.signUp>[0]) => {
    const person = await server.signUp(who);
    return { ...createVisitor(server, person.cookie), personId: person.personId };
  };
  return {
    hackathon,
    teams,
    elsewhere,
    administrator: await visitor({ name: 'Ann', isAdministrator: true }),
    facilitator: await visitor({ name: 'Fay', facilitates: [hackathon.id] }),
    otherFacilitator: await visitor({ name: 'Gus', facilitates: [elsewhere.hackathon.id] }),
    member: await visitor({ name: 'Mia', teamIds: [teams[0]!.id] }),
    stranger: await visitor({ name: 'Sam', teamIds: [elsewhere.teams[0]!.id] }),
    nobody: createVisitor(server),
  };
}

describe('creating a hackathon', () => {
  it('is for administrators, who facilitate it from then on', async () => {
    await using server = await startTestServer();
    const { administrator, facilitator, nobody } = await openWorld(server);
    expect((await nobody.ask('POST', '/hackathons', plan('Paris'))).status).toBe(401);
    expect((await facilitator.ask('POST', '/hackathons', plan('Paris'))).status).toBe(403);
    const created = await administrator.ask('POST', '/hackathons', plan('Paris 2016'));
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      slug: 'paris-2016',
      timeZone: 'Europe/Paris',
      languages: ['en', 'fr', 'es'],
    });
    const { codes } = (await administrator.ask('GET', `/hackathons/${created.body.id}/codes`)).body;
    expect(codes).toHaveLength(3);
    expect(codes[0].url).toMatch(new RegExp(`^http://.*/join/${codes[0].code}$`));
    const again = await administrator.ask('POST', '/hackathons', plan('Paris 2016'));
    expect(again.body.slug).toBe('paris-2016-2');
  });

  it('answers what is wrong with a plan', async () => {
    await using server = await startTestServer();
    const { administrator } = await openWorld(server);
    const ends = await administrator.ask('POST', '/hackathons', { ...plan('x'), endsAt: 1 });
    expect(ends.status).toBe(422);
    const zone = await administrator.ask('POST', '/hackathons', { ...plan('x'), timeZone: 'Mars' });
    expect(zone.body.error.code).toBe('unknown_time_zone');
    const twice = { ...plan('x'), teams: ['A', 'a'] };
    const teams = await administrator.ask('POST', '/hackathons', twice);
    expect(teams.body.error.code).toBe('team_name_taken');
  });
});

describe('a hackathon', () => {
  it('is read by id or slug by who takes part, and does not exist for others', async () => {
    await using server = await startTestServer();
    const { hackathon, administrator, facilitator, member, stranger, nobody } =
      await openWorld(server);
    for (const key of [hackathon.id, hackathon.slug]) {
      for (const visitor of [administrator, facilitator, member]) {
        const answer = await visitor.ask('GET', `/hackathons/${key}`);
        expect(answer.body).toMatchObject({ id: hackathon.id });
      }
      const refused = await stranger.ask('GET', `/hackathons/${key}`);
      const missing = await stranger.ask('GET', '/hackathons/no-such-thing');
      expect([refused.status, refused.body]).toEqual([404, missing.body]);
      expect((await nobody.ask('GET', `/hackathons/${key}`)).status).toBe(401);
    }
    const listed = (await member.ask('GET', '/hackathons')).body.hackathons;
    expect(listed.map(({ id }: { id: string }) => id)).toEqual([hackathon.id]);
    expect((await administrator.ask('GET', '/hackathons')).body.hackathons).toHaveLength(2);
  });

  it('is run by its facilitators only', async () => {
    await using server = await startTestServer();
    const world = await openWorld(server);
    const { hackathon, teams } = world;
    const { codes, wallLinks, announcements } = server.parts.hackathons;
    const code = codes.list(hackathon.id)[0]!.code;
    const wallLink = wallLinks.create(hackathon.id).id;
    const announcement = announcements.create(hackathon.id, 'Hello', null).id;
    const base = `/hackathons/${hackathon.id}`;
    const decisions: [string, string, unknown?][] = [
      ['PATCH', base, { state: 'frozen' }],
      ['POST', `${base}/teams`, { name: 'Gamma' }],
      ['PATCH', `/teams/${teams[0]!.id}`, { name: 'Alef' }],
      ['PATCH', `/teams/${teams[0]!.id}`, { extendedUntil: Date.now() + HOUR_MS }],
      ['GET', `${base}/codes`],
      ['POST', `${base}/codes`, { teamId: teams[0]!.id }],
      ['DELETE', `/codes/${code}`],
      ['GET', `${base}/wall-links`],
      ['POST', `${base}/wall-links`],
      ['DELETE', `/wall-links/${wallLink}`],
      ['POST', `${base}/announcements`, { text: 'Lunch' }],
      ['DELETE', `/announcements/${announcement}`],
      ['POST', `${base}/facilitator-invitations`],
      ['GET', `${base}/audit`],
    ];
    for (const [method, path, body] of decisions) {
      const statusFor = async (who: 'nobody' | 'stranger' | 'otherFacilitator' | 'member') =>
        (await world[who].ask(method, path, body)).status;
      expect(await statusFor('nobody'), `nobody ${method} ${path}`).toBe(401);
      expect(await statusFor('stranger'), `stranger ${method} ${path}`).toBe(404);
      expect(await statusFor('otherFacilitator'), `other ${method} ${path}`).toBe(404);
      expect(await statusFor('member'), `member ${method} ${path}`).toBe(403);
    }
    const row = server.parts.hackathons.get(hackathon.id);
    expect(row?.state, 'nothing of it happened').toBe('open');
    for (const [method, path, body] of decisions) {
      const { status } = await world.facilitator.ask(method, path, body);
      expect(Math.floor(status / 100), `facilitator ${method} ${path}`).toBe(2);
    }
  });

  it('keeps a trace of every decision, without secrets', async () => {
    await using server = await startTestServer();
    const { hackathon, teams, facilitator } = await openWorld(server);
    const base = `/hackathons/${hackathon.id}`;
    await facilitator.ask('PATCH', base, { state: 'frozen' });
    await facilitator.ask('PATCH', `/teams/${teams[0]!.id}`, { extendedUntil: 9_000_000_000_000 });
    const code = (await facilitator.ask('POST', `${base}/codes`, {})).body;
    await facilitator.ask('DELETE', `/codes/${code.code}`);
    const wall = (await facilitator.ask('POST', `${base}/wall-links`)).body;
    await facilitator.ask('DELETE', `/wall-links/${wall.id}`);
    await facilitator.ask('POST', `${base}/announcements`, { text: 'Lunch' });
    const invitation = (await facilitator.ask('POST', `${base}/facilitator-invitations`)).body;
    const { entries } = (await facilitator.ask('GET', `${base}/audit`)).body;
    const mine = entries.filter(
      ({ personId }: { personId: string }) => personId === facilitator.personId,
    );
    expect(mine.map(({ action }: { action: string }) => action).reverse()).toEqual([
      'hackathon-changed',
      'team-extended',
      'code-created',
      'code-revoked',
      'wall-link-created',
      'wall-link-revoked',
      'announced',
      'facilitator-invited',
    ]);
    expect(mine.at(-1)).toMatchObject({
      personName: 'Fay',
      detail: { state: { from: 'open', to: 'frozen' } },
    });
    for (const url of [wall.url, invitation.url]) {
      expect(JSON.stringify(entries)).not.toContain(new URL(url).pathname.split('/').at(-1));
    }
  });

  it('[AC2] gives a code only to its own teams', async () => {
    await using server = await startTestServer();
    const { hackathon, elsewhere, facilitator } = await openWorld(server);
    const answer = await facilitator.ask('POST', `/hackathons/${hackathon.id}/codes`, {
      teamId: elsewhere.teams[0]!.id,
    });
    expect(answer.status).toBe(404);
  });

  it('shows a wall link’s address once', async () => {
    await using server = await startTestServer();
    const { hackathon, facilitator } = await openWorld(server);
    const path = `/hackathons/${hackathon.id}/wall-links`;
    const { url, id } = (await facilitator.ask('POST', path)).body;
    const token = new URL(url).pathname.split('/').at(-1)!;
    expect(server.parts.hackathons.wallLinks.resolve(token)?.hackathonId).toBe(hackathon.id);
    const listed = (await facilitator.ask('GET', path)).body;
    expect(listed.wallLinks).toMatchObject([{ id }]);
    expect(JSON.stringify(listed)).not.toContain(token);
  });

  it('gets another facilitator by a one-time link', async () => {
    await using server = await startTestServer();
    const { hackathon, facilitator, nobody } = await openWorld(server);
    const path = `/hackathons/${hackathon.id}/facilitator-invitations`;
    const { url } = (await facilitator.ask('POST', path)).body;
    const link = `/links/${new URL(url).pathname.split('/').at(-1)}`;
    expect((await nobody.ask('GET', link)).body).toMatchObject({
      purpose: 'invite-facilitator',
      hackathonName: 'Test hackathon',
    });
    const claimed = await nobody.ask('POST', link, {
      name: 'Hal',
      email: 'hal@example.org',
      password: 'a good long one',
    });
    expect(claimed.body.facilitates).toMatchObject([{ id: hackathon.id }]);
    expect(claimed.body.person.isAdministrator).toBe(false);
    expect((await nobody.ask('GET', `/hackathons/${hackathon.id}/audit`)).status).toBe(200);
  });
});

describe('a team', () => {
  it('raises its hand by itself; the rest is the facilitator’s', async () => {
    await using server = await startTestServer();
    const { teams, facilitator, member, stranger } = await openWorld(server);
    const path = `/teams/${teams[0]!.id}`;
    const raised = await member.ask('PATCH', path, { handRaised: true });
    expect(raised.body.handRaisedAt).toBeGreaterThan(0);
    const both = await member.ask('PATCH', path, { handRaised: false, name: 'Ours' });
    expect(both.status).toBe(403);
    const others = await member.ask('PATCH', `/teams/${teams[1]!.id}`, { handRaised: true });
    expect(others.status).toBe(403);
    expect((await stranger.ask('PATCH', path, { handRaised: true })).status).toBe(404);
    const lowered = await facilitator.ask('PATCH', path, { handRaised: false });
    expect(lowered.body).toMatchObject({ handRaisedAt: null, name: 'Alpha' });
  });

  it('shows its members to who takes part', async () => {
    await using server = await startTestServer();
    const { teams, member, stranger, nobody } = await openWorld(server);
    const path = `/teams/${teams[0]!.id}/members`;
    expect((await member.ask('GET', path)).body.members).toMatchObject([{ name: 'Mia' }]);
    expect((await stranger.ask('GET', path)).status).toBe(404);
    expect((await nobody.ask('GET', path)).status).toBe(401);
  });
});
