// The people of a hackathon, over HTTP and open sockets: who is in which team, who facilitates, and a
// new password without any mail.
import { describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { createVisitor } from '../support/visitor.ts';

async function openWorld(server: TestServer) {
  const { hackathon, teams } = server.createHackathon();
  const [alpha, beta] = teams as [(typeof teams)[0], (typeof teams)[0]];
  const mia = await server.signUp({ name: 'Mia', teamIds: [alpha.id] });
  const fay = await server.signUp({ name: 'Fay', facilitates: [hackathon.id] });
  const ann = await server.signUp({ name: 'Ann', isAdministrator: true });
  const as = ({ cookie }: { cookie: string }) => createVisitor(server, cookie);
  return {
    hackathon,
    alpha,
    beta,
    mia,
    fay,
    ann,
    asMia: as(mia),
    asFay: as(fay),
    asAnn: as(ann),
    path: `/hackathons/${hackathon.id}`,
  };
}

const giveAccount = (server: TestServer, personId: string, email: string) =>
  server.parts.accounts.people.setCredentials(personId, { email, password: 'the old password' });

describe('a forgotten password', () => {
  it('[AC7] is replaced through a link from a facilitator, which ends every session', async () => {
    await using server = await startTestServer();
    const { asFay, asMia, mia, path } = await openWorld(server);
    await giveAccount(server, mia.personId, 'mia@example.org');
    const made = await asFay.ask('POST', `${path}/people/${mia.personId}/reset-link`);
    expect(made.status).toBe(201);
    const token = made.body.url.split('/').at(-1);
    const phone = createVisitor(server);
    expect((await phone.ask('GET', `/links/${token}`)).body).toMatchObject({
      purpose: 'reset-password',
      personName: 'Mia',
    });
    const password = 'the new password';
    expect((await phone.ask('POST', `/links/${token}`, { password })).body.person.name).toBe('Mia');
    expect((await asMia.ask('GET', '/session')).body.person).toBeNull();
    expect((await phone.ask('POST', `/links/${token}`, { password })).status).toBe(410);
    const signIn = (typed: string) =>
      createVisitor(server).ask('POST', '/session', { email: 'mia@example.org', password: typed });
    expect((await signIn('the old password')).status).toBe(401);
    expect((await signIn(password)).status).toBe(200);
    const { entries } = (await asFay.ask('GET', `${path}/audit`)).body;
    expect(entries.map((entry: { action: string }) => entry.action)).toContain(
      'reset-link-created',
    );
  });

  it('[AC7] chosen anew, by whatever way, ends every link that was handed out or mailed before', async () => {
    await using server = await startTestServer();
    const { mia } = await openWorld(server);
    const { personId } = mia;
    await giveAccount(server, personId, 'mia@example.org');
    const { links } = server.parts.accounts;
    const make = () => links.create('reset-password', { personId, replacesEarlier: false });
    const [handed, mailed] = [make(), make()];
    const visitor = createVisitor(server);
    const password = 'the new password';
    expect((await visitor.ask('POST', `/links/${mailed}`, { password })).status).toBe(200);
    expect((await visitor.ask('POST', `/links/${handed}`, { password })).status).toBe(410);
    const again = make();
    const change = { password: 'yet another one', currentPassword: password };
    expect((await visitor.ask('PATCH', '/person', change)).status).toBe(200);
    expect((await visitor.ask('GET', `/links/${again}`)).status).toBe(410);
  });

  it('[AC7] has one link that works: the newest', async () => {
    await using server = await startTestServer();
    const { asFay, mia, path } = await openWorld(server);
    await giveAccount(server, mia.personId, 'mia@example.org');
    const make = async () =>
      (await asFay.ask('POST', `${path}/people/${mia.personId}/reset-link`)).body.url
        .split('/')
        .at(-1);
    const first = await make();
    const second = await make();
    expect((await asFay.ask('GET', `/links/${first}`)).status).toBe(410);
    expect((await asFay.ask('GET', `/links/${second}`)).status).toBe(200);
  });

  it('[AC7] is nothing with which a facilitator takes over somebody with more rights', async () => {
    await using server = await startTestServer();
    const { asFay, asAnn, asMia, ann, mia, hackathon, alpha, path } = await openWorld(server);
    const elsewhere = server.createHackathon({ name: 'Elsewhere' });
    const gus = await server.signUp({ name: 'Gus', facilitates: [hackathon.id] });
    server.parts.hackathons.addFacilitator(elsewhere.hackathon.id, gus.personId, null);
    server.parts.hackathons.teams.addMember(alpha.id, ann.personId);
    await giveAccount(server, gus.personId, 'gus@example.org');
    await giveAccount(server, ann.personId, 'ann@example.org');
    const link = (id: string) => `${path}/people/${id}/reset-link`;
    expect((await asFay.ask('POST', link(gus.personId))).status).toBe(403);
    expect((await asFay.ask('POST', link(ann.personId))).status).toBe(403);
    expect((await asFay.ask('POST', link(mia.personId))).body.error.code).toBe('no_account');
    expect((await asMia.ask('POST', link(mia.personId))).status).toBe(403);
    const stranger = await server.signUp({ name: 'Sam', teamIds: [elsewhere.teams[0]!.id] });
    await giveAccount(server, stranger.personId, 'sam@example.org');
    expect((await asFay.ask('POST', link(stranger.personId))).status).toBe(404);
    expect((await asAnn.ask('POST', link(gus.personId))).status).toBe(201);
  });
});

describe('facilitators', () => {
  it('[WS6] lose their rights in open documents within a second, and never the last one', async () => {
    await using server = await startTestServer();
    const { asFay, asAnn, fay, hackathon, alpha, path } = await openWorld(server);
    const gus = await server.signUp({ name: 'Gus', facilitates: [hackathon.id] });
    const documentId = server.createDocument(alpha.id, 'tool', { name: 'Ushahidi' });
    const bot = await server.connect(documentId, gus);
    await until(() => bot.provider.synced);
    const invited = await asFay.ask('POST', `${path}/facilitator-invitations`);
    const invitation = `/links/${invited.body.url.split('/').at(-1)}`;
    expect((await asFay.ask('GET', invitation)).status).toBe(200);
    const removed = await asFay.ask('DELETE', `${path}/facilitators/${gus.personId}`);
    expect(removed.status).toBe(204);
    // Gus may have kept it, and would come in again by it.
    expect((await asFay.ask('GET', invitation)).status).toBe(410);
    await until(() => !bot.provider.wsconnected, 1000);
    bot.leave();
    const last = await asFay.ask('DELETE', `${path}/facilitators/${fay.personId}`);
    expect(last.body.error.code).toBe('last_facilitator');
    expect((await asFay.ask('GET', `${path}/people`)).status).toBe(200);
    expect((await asAnn.ask('DELETE', `${path}/facilitators/${fay.personId}`)).status).toBe(204);
    expect((await asFay.ask('GET', `${path}/people`)).status).toBe(404);
  });
});

describe('members', () => {
  it('are listed with their teams, to facilitators only', async () => {
    await using server = await startTestServer();
    const { asFay, asMia, mia, fay, alpha, path } = await openWorld(server);
    const { people } = (await asFay.ask('GET', `${path}/people`)).body;
    expect(people).toMatchObject([
      { personId: fay.personId, isFacilitator: true, teamIds: [], hasAccount: false },
      { personId: mia.personId, isFacilitator: false, teamIds: [alpha.id], canReset: false },
    ]);
    expect((await asMia.ask('GET', `${path}/people`)).status).toBe(403);
  });

  it('[WS6] write in their new team’s documents, and only there, once they are moved', async () => {
    await using server = await startTestServer();
    const { asFay, mia, alpha, beta } = await openWorld(server);
    const documents = server.parts.documents;
    const ours = server.createDocument(alpha.id, 'tool');
    const theirs = server.createDocument(beta.id, 'tool');
    const writes = (id: string) =>
      documents.view(id, server.parts.accounts.actor(mia.personId)).rights.write;
    expect([writes(ours), writes(theirs)]).toEqual([true, false]);
    const move = `/teams/${alpha.id}/members/${mia.personId}/move`;
    expect((await asFay.ask('POST', move, { toTeamId: beta.id })).status).toBe(204);
    expect([writes(ours), writes(theirs)]).toEqual([false, true]);
    expect((await asFay.ask('POST', move, { toTeamId: beta.id })).status).toBe(404);
  });

  it('[AC2] are not moved into a team of another hackathon', async () => {
    await using server = await startTestServer();
    const { asFay, mia, alpha } = await openWorld(server);
    const elsewhere = server.createHackathon({ name: 'Elsewhere' });
    const move = `/teams/${alpha.id}/members/${mia.personId}/move`;
    const answer = await asFay.ask('POST', move, { toTeamId: elsewhere.teams[0]!.id });
    expect(answer.status).toBe(404);
    expect(server.parts.hackathons.teams.members(alpha.id)).toHaveLength(1);
  });

  it('are taken out, and find the door closed', async () => {
    await using server = await startTestServer();
    const { asFay, asMia, mia, alpha, hackathon } = await openWorld(server);
    const remove = `/teams/${alpha.id}/members/${mia.personId}`;
    expect((await asFay.ask('DELETE', remove)).status).toBe(204);
    expect((await asMia.ask('GET', `/hackathons/${hackathon.id}/board`)).status).toBe(404);
    expect((await asFay.ask('DELETE', remove)).status).toBe(204);
  });
});

describe('two teams', () => {
  it('become one with its people, documents, invitations and printed codes', async () => {
    await using server = await startTestServer();
    const { asFay, asMia, mia, alpha, beta, hackathon } = await openWorld(server);
    const { documents, hackathons } = server.parts;
    const ours = server.createDocument(alpha.id, 'tool', { name: 'Ushahidi' });
    const theirs = server.createDocument(beta.id, 'tool');
    documents.invite(theirs, alpha.id, mia.personId);
    const bob = await server.signUp({ name: 'Bob', teamIds: [alpha.id, beta.id] });
    const code = hackathons.codes.list(hackathon.id).find(({ teamId }) => teamId === alpha.id)!;

    const merge = `/teams/${alpha.id}/merge`;
    expect((await asMia.ask('POST', merge, { intoTeamId: beta.id })).status).toBe(403);
    const self = await asFay.ask('POST', merge, { intoTeamId: alpha.id });
    expect(self.body.error.code).toBe('same_team');
    const merged = await asFay.ask('POST', merge, { intoTeamId: beta.id });
    expect(merged.body).toMatchObject({ id: beta.id, memberCount: 2 });

    expect(hackathons.teams.get(alpha.id)).toBeNull();
    expect(documents.require(ours).teamId).toBe(beta.id);
    expect(documents.subject(documents.require(theirs)).invitedTeamIds).toEqual([]);
    expect(documents.view(ours, server.parts.accounts.actor(bob.personId)).rights.write).toBe(true);
    const joined = await createVisitor(server).ask('POST', '/join', {
      code: code.code,
      name: 'Eve',
    });
    expect(joined.body.teamId).toBe(beta.id);
  });
});
