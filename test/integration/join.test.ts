// Joining with a code and a name, over HTTP.
import { describe, expect, it } from 'vitest';
import { MAX_TEAM_MEMBERS } from '../../server/http/routes/join.ts';
import { startTestServer } from '../support/server.ts';
import { createVisitor } from '../support/visitor.ts';

describe('joining', () => {
  it('takes a code and a name, and one is in the team', async () => {
    await using server = await startTestServer();
    const { hackathon, teams } = server.createHackathon();
    const { codes } = server.parts.hackathons;
    const { code } = codes.list(hackathon.id).find(({ teamId }) => teamId === teams[0]!.id)!;
    const visitor = createVisitor(server);

    const seen = await visitor.ask('GET', `/join/${code.toLowerCase()}`);
    expect(seen.body).toMatchObject({
      code,
      hackathon: { name: 'Test hackathon' },
      team: { name: 'Alpha' },
      teams: [],
    });
    const joined = await visitor.ask('POST', '/join', { code, name: 'Zoë', language: 'fr' });
    expect(joined.body).toEqual({
      hackathonId: hackathon.id,
      slug: 'test-hackathon',
      teamId: teams[0]!.id,
    });
    const { body } = await visitor.ask('GET', '/session');
    expect(body.person).toMatchObject({ name: 'Zoë', language: 'fr', hasAccount: false });
    expect(body.teams).toMatchObject([
      { team: { name: 'Alpha', memberCount: 1 }, hackathon: { slug: 'test-hackathon' } },
    ]);
  });

  it('with the hackathon’s code means picking a team, of this hackathon only', async () => {
    await using server = await startTestServer();
    const { hackathon, teams } = server.createHackathon();
    const other = server.createHackathon({ name: 'Other' });
    const { code } = server.parts.hackathons.codes.list(hackathon.id)[0]!;
    const visitor = createVisitor(server);
    const seen = await visitor.ask('GET', `/join/${code}`);
    expect(seen.body.team).toBeNull();
    expect(seen.body.teams.map(({ id }: { id: string }) => id)).toEqual(teams.map(({ id }) => id));

    const request = { code, name: 'Zoë' };
    const without = await visitor.ask('POST', '/join', request);
    expect(without.body.error.code).toBe('team_required');
    // [AC2] The second id of the request is checked against the first.
    const foreign = await visitor.ask('POST', '/join', { ...request, teamId: other.teams[0]!.id });
    expect(foreign.status).toBe(404);
    expect(visitor.cookie).toBeNull();
    const joined = await visitor.ask('POST', '/join', { ...request, teamId: teams[1]!.id });
    expect(joined.body.teamId).toBe(teams[1]!.id);
  });

  it('tells whoever asks that the name is somebody’s at this table, and lets them insist', async () => {
    await using server = await startTestServer();
    const { hackathon, teams } = server.createHackathon();
    const code = server.parts.hackathons.codes.list(hackathon.id)[0]!.code;
    const [alpha, beta] = teams;
    const join = async (name: string, teamId: string, refuseTakenName = true) => {
      const body = { code, name, teamId, refuseTakenName };
      const answer = await createVisitor(server).ask('POST', '/join', body);
      return answer.body.error?.code ?? answer.status;
    };
    expect(await join('Amina', alpha!.id)).toBe(200);
    expect(await join(' amina', alpha!.id)).toBe('name_taken');
    expect(await join('Amina B.', alpha!.id)).toBe(200);
    expect(await join('Amina', beta!.id)).toBe(200);
    expect(server.parts.hackathons.teams.members(alpha!.id)).toHaveLength(2);
    expect(await join('Amina', alpha!.id, false)).toBe(200);
  });

  it('[AC9] ends for newcomers where a team is full, and makes no person then', async () => {
    await using server = await startTestServer();
    const { hackathon, teams } = server.createHackathon();
    const [alpha] = teams;
    const { codes } = server.parts.hackathons;
    const { code } = codes.list(hackathon.id).find(({ teamId }) => teamId === alpha!.id)!;
    const member = createVisitor(server);
    expect((await member.ask('POST', '/join', { code, name: 'Mia' })).status).toBe(200);
    const { db } = server.parts;
    const count = db.prepare<[], number>('SELECT count(*) FROM person').pluck();
    db.transaction(() => {
      for (let i = 1; i < MAX_TEAM_MEMBERS; i++) {
        const guest = server.parts.accounts.people.createGuest({ name: `P${i}`, language: 'en' });
        server.parts.hackathons.teams.addMember(alpha!.id, guest.id);
      }
    })();
    const before = count.get();
    const late = await createVisitor(server).ask('POST', '/join', { code, name: 'Late' });
    expect([late.status, late.body.error.code]).toEqual([409, 'team_full']);
    expect(count.get()).toBe(before);
    expect((await member.ask('POST', '/join', { code, name: 'Mia' })).status).toBe(200);
  });

  it('[AC2] with a team’s code leads to that team whatever team is named', async () => {
    await using server = await startTestServer();
    const { hackathon, teams } = server.createHackathon();
    const codes = server.parts.hackathons.codes.list(hackathon.id);
    const { code } = codes.find(({ teamId }) => teamId === teams[0]!.id)!;
    const joined = await createVisitor(server).ask('POST', '/join', {
      code,
      name: 'Zoë',
      teamId: teams[1]!.id,
    });
    expect(joined.body.teamId).toBe(teams[0]!.id);
  });

  it('adds somebody who is signed in, once, and makes no second person', async () => {
    await using server = await startTestServer();
    const { hackathon, teams } = server.createHackathon();
    const { code } = server.parts.hackathons.codes.list(hackathon.id)[0]!;
    const person = await server.signUp({ name: 'Bob' });
    const visitor = createVisitor(server, person.cookie);
    for (const team of [teams[0]!, teams[0]!, teams[1]!]) {
      const joined = await visitor.ask('POST', '/join', { code, name: 'Other', teamId: team.id });
      expect(joined.status).toBe(200);
    }
    const { body } = await visitor.ask('GET', '/session');
    expect(body.person).toMatchObject({ id: person.personId, name: 'Bob' });
    expect(body.teams).toHaveLength(2);
    expect(server.parts.hackathons.teams.members(teams[0]!.id)).toHaveLength(1);
    expect(server.parts.db.prepare('SELECT count(*) FROM person').pluck().get()).toBe(1);
  });

  it('ends with a revoked code, an unknown one and a closed hackathon', async () => {
    await using server = await startTestServer();
    const { hackathon, teams } = server.createHackathon();
    const { hackathons } = server.parts;
    const { code } = hackathons.codes.create(hackathon.id, { teamId: teams[0]!.id }, null);
    const visitor = createVisitor(server);
    const attempt = () => visitor.ask('POST', '/join', { code, name: 'Zoë' });

    hackathons.update(hackathon.id, { state: 'closed' }, null);
    expect((await attempt()).body.error.code).toBe('hackathon_closed');
    hackathons.update(hackathon.id, { state: 'frozen' }, null);
    expect((await attempt()).status).toBe(200);

    hackathons.codes.revoke(code, null);
    const revoked = await attempt();
    expect([revoked.status, revoked.body.error.code]).toEqual([410, 'code_revoked']);
    expect((await visitor.ask('GET', `/join/${code}`)).status).toBe(410);
    const unknown = await visitor.ask('GET', '/join/ZZZZZZ');
    expect([unknown.status, unknown.body.error.code]).toEqual([404, 'unknown_code']);
    // Who joined stays in.
    expect((await visitor.ask('GET', '/session')).body.teams).toHaveLength(1);
  });

  it('[WS5] limits guesses per session, and right codes go on working', async () => {
    await using server = await startTestServer();
    const { hackathon, teams } = server.createHackathon();
    const { code } = server.parts.hackathons.codes.list(hackathon.id)[0]!;
    const eve = createVisitor(server, (await server.signUp({ name: 'Eve' })).cookie);
    const statuses: number[] = [];
    for (let i = 0; i < 21; i++) statuses.push((await eve.ask('GET', '/join/ZZZZZZ')).status);
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 404), 429]);
    const bob = createVisitor(server, (await server.signUp({ name: 'Bob' })).cookie);
    expect((await bob.ask('GET', '/join/ZZZZZZ')).status).toBe(404);
    const body = { code, name: 'Eve', teamId: teams[0]!.id };
    expect((await eve.ask('POST', '/join', body)).status).toBe(200);
  });

  it('[WS5] lets 400 people in from one address at once', async () => {
    await using server = await startTestServer();
    const { hackathon, teams } = server.createHackathon({
      teams: Array.from({ length: 40 }, (_, i) => `Team ${i}`),
    });
    const { code } = server.parts.hackathons.codes.list(hackathon.id)[0]!;
    const answers = await Promise.all(
      Array.from({ length: 400 }, async (_, i) => {
        const visitor = createVisitor(server);
        const seen = await visitor.ask('GET', `/join/${code}`);
        const teamId = teams[i % teams.length]!.id;
        const joined = await visitor.ask('POST', '/join', { code, name: `Person ${i}`, teamId });
        return [seen.status, joined.status];
      }),
    );
    expect(answers.filter(([seen, joined]) => seen !== 200 || joined !== 200)).toEqual([]);
    for (const team of server.parts.hackathons.teams.list(hackathon.id)) {
      expect(team.memberCount).toBe(10);
      const members = server.parts.hackathons.teams.members(team.id);
      // Ten people at a table, ten colours.
      expect(new Set(members.map(({ colour }) => colour)).size).toBe(10);
    }
  });
});
