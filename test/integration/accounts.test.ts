// Signing in and out, accounts, sessions and one-time links, over HTTP.
import { describe, expect, it } from 'vitest';
import { startTestServer } from '../support/server.ts';
import { createVisitor } from '../support/visitor.ts';

const ada = { name: 'Ada', email: 'ada@example.org', password: 'correct horse battery' };

function tokenOf(url: string | null): string {
  return new URL(url!).pathname.split('/').at(-1)!;
}

describe('the first facilitator', () => {
  it('comes in by the link of the first start, which works once', async () => {
    await using server = await startTestServer();
    const visitor = createVisitor(server);
    const token = tokenOf(server.firstFacilitatorUrl);
    expect((await visitor.ask('GET', `/links/${token}`)).body).toMatchObject({
      purpose: 'first-facilitator',
      hackathonName: null,
    });
    const claimed = await visitor.ask('POST', `/links/${token}`, { ...ada, language: 'fr' });
    expect(claimed.status).toBe(200);
    // Screens stay in the language in which the link was opened.
    expect(claimed.body.person.language).toBe('fr');
    expect(claimed.body.person).toMatchObject({
      name: 'Ada',
      hasAccount: true,
      isAdministrator: true,
    });
    expect((await visitor.ask('GET', '/session')).body.person.name).toBe('Ada');

    const late = createVisitor(server);
    expect((await late.ask('GET', `/links/${token}`)).status).toBe(410);
    const refused = await late.ask('POST', `/links/${token}`, { ...ada, email: 'e@example.org' });
    expect(refused.body.error.code).toBe('link_used_up');
    expect(late.cookie).toBeNull();
  });

  it('cannot choose a password of nine characters', async () => {
    await using server = await startTestServer();
    const token = tokenOf(server.firstFacilitatorUrl);
    const answer = await createVisitor(server).ask('POST', `/links/${token}`, {
      ...ada,
      password: '123456789',
    });
    expect(answer.status).toBe(422);
    expect(answer.body.error).toMatchObject({
      code: 'invalid_request',
      details: [{ path: ['password'] }],
    });
  });
});

describe('signing in', () => {
  it('[AC3] begins a new session and ends the one this browser had', async () => {
    await using server = await startTestServer();
    await server.parts.accounts.people.createAccount(ada);
    const guest = await server.signUp({ name: 'Guest' });
    const visitor = createVisitor(server, guest.cookie);
    const answer = await visitor.ask('POST', '/session', ada);
    expect(answer.body.person.name).toBe('Ada');
    expect(visitor.cookie).not.toBe(`sommet=${guest.cookie}`);
    const old = createVisitor(server, guest.cookie);
    expect((await old.ask('GET', '/session')).body.person).toBeNull();
  });

  it('[AC5] answers a wrong password and an unknown e-mail alike, then 429 for that account', async () => {
    await using server = await startTestServer();
    await server.parts.accounts.people.createAccount(ada);
    const visitor = createVisitor(server);
    const wrong = await visitor.ask('POST', '/session', { ...ada, password: 'no' });
    const unknown = await visitor.ask('POST', '/session', { ...ada, email: 'x@example.org' });
    expect(wrong.status).toBe(401);
    expect(unknown.status).toBe(401);
    expect(unknown.body).toEqual(wrong.body);
    const statuses = [];
    for (let i = 0; i < 12; i++) {
      statuses.push((await visitor.ask('POST', '/session', { ...ada, password: 'no' })).status);
    }
    expect(statuses.at(-1)).toBe(429);
    expect((await visitor.ask('POST', '/session', { ...ada, email: 'y@x.org' })).status).toBe(401);
  });

  it('[AC3] sets a cookie scripts cannot read; over https one no other host can set', async () => {
    await using plain = await startTestServer();
    await plain.parts.accounts.people.createAccount(ada);
    const overHttp = await plain.request('/api/session', { method: 'POST', body: ada });
    const [line] = overHttp.headers.getSetCookie();
    expect(line).toMatch(/^sommet=[0-9a-z]{20}\.[\w-]{43};/);
    expect(line).toMatch(/HttpOnly/);
    expect(line).toMatch(/SameSite=Lax/);
    expect(line).toMatch(/Path=\//);
    expect(line).toMatch(/Max-Age=2592000/);
    expect(line).not.toMatch(/Secure|Domain/);

    await using secure = await startTestServer({ publicUrl: 'https://sommet.example.org' });
    await secure.parts.accounts.people.createAccount(ada);
    const overHttps = await secure.request('/api/session', { method: 'POST', body: ada });
    const [hostLine] = overHttps.headers.getSetCookie();
    expect(hostLine).toMatch(/^__Host-sommet=/);
    expect(hostLine).toMatch(/Secure/);
    expect(hostLine).toMatch(/Path=\//);
    const [pair] = hostLine!.split(';');
    const known = await secure.request('/api/session', { headers: { cookie: pair! } });
    expect((await known.json()).person.name).toBe('Ada');
    // The name without the prefix could be set by a neighbour over http: it counts for nothing.
    const unprefixed = { cookie: pair!.replace('__Host-', '') };
    const unknown = await secure.request('/api/session', { headers: unprefixed });
    expect((await unknown.json()).person).toBeNull();
  });
});

describe('signing out', () => {
  it('[AC3] ends the session on the server and clears the cookie, however often', async () => {
    await using server = await startTestServer();
    const person = await server.signUp({ name: 'Bob' });
    const visitor = createVisitor(server, person.cookie);
    for (let i = 0; i < 2; i++) expect((await visitor.ask('DELETE', '/session')).status).toBe(204);
    expect(visitor.cookie).toBeNull();
    const copy = createVisitor(server, person.cookie);
    expect((await copy.ask('GET', '/session')).body.person).toBeNull();
  });

  it('[AC3] everywhere ends all sessions; of one, that one; never somebody else’s', async () => {
    await using server = await startTestServer();
    const bob = await server.signUp({ name: 'Bob' });
    const eve = await server.signUp({ name: 'Eve' });
    const here = createVisitor(server, bob.cookie);
    const { sessions } = server.parts.accounts;
    const other = await sessions.create(bob.personId, 'Another laptop');
    const third = await sessions.create(bob.personId, 'A phone');

    const listed = (await here.ask('GET', '/sessions')).body.sessions;
    expect(listed).toHaveLength(3);
    expect(listed.filter((one: { isCurrent: boolean }) => one.isCurrent)).toMatchObject([
      { id: bob.sessionId },
    ]);
    expect((await here.ask('DELETE', `/sessions/${eve.sessionId}`)).status).toBe(404);
    expect((await here.ask('DELETE', `/sessions/${other.sessionId}`)).status).toBe(204);
    expect(sessions.isLive(other.sessionId)).toBe(false);
    expect(sessions.isLive(eve.sessionId)).toBe(true);

    expect((await here.ask('DELETE', '/sessions')).status).toBe(204);
    expect(sessions.isLive(third.sessionId)).toBe(false);
    expect(sessions.list(bob.personId)).toEqual([]);
    expect((await here.ask('GET', '/sessions')).status).toBe(401);
  });

  it('[AC3] happens by itself when nobody came back for a week', async () => {
    let clock = Date.UTC(2016, 11, 7);
    await using server = await startTestServer({ now: () => clock });
    const person = await server.signUp({ name: 'Bob' });
    const visitor = createVisitor(server, person.cookie);
    expect((await visitor.ask('GET', '/session')).body.person.name).toBe('Bob');
    clock += 7 * 24 * 3_600_000 + 1;
    expect((await visitor.ask('GET', '/session')).body.person).toBeNull();
  });
});

describe('my profile', () => {
  it('lets a guest become an account and come back from another machine', async () => {
    await using server = await startTestServer();
    const guest = await server.signUp({ name: 'Bob' });
    const visitor = createVisitor(server, guest.cookie);
    expect((await visitor.ask('PATCH', '/person', { email: ada.email })).status).toBe(422);
    const { email, password } = ada;
    const answer = await visitor.ask('PATCH', '/person', { name: 'Robert', email, password });
    expect(answer.body).toMatchObject({ id: guest.personId, name: 'Robert', hasAccount: true });

    const elsewhere = createVisitor(server);
    const signedIn = await elsewhere.ask('POST', '/session', { email, password });
    expect(signedIn.body.person.id).toBe(guest.personId);
  });

  it('needs the current password to change how an account signs in, and then ends other sessions', async () => {
    await using server = await startTestServer();
    await server.parts.accounts.people.createAccount(ada);
    const here = createVisitor(server);
    const there = createVisitor(server);
    await here.ask('POST', '/session', ada);
    await there.ask('POST', '/session', ada);
    const change = { password: 'another good one' };
    expect((await here.ask('PATCH', '/person', change)).status).toBe(403);
    const wrong = await here.ask('PATCH', '/person', { ...change, currentPassword: 'guess' });
    expect(wrong.body.error.code).toBe('wrong_password');
    const right = { ...change, currentPassword: ada.password };
    expect((await here.ask('PATCH', '/person', right)).status).toBe(200);
    expect((await here.ask('GET', '/sessions')).body.sessions).toHaveLength(1);
    expect((await there.ask('GET', '/session')).body.person).toBeNull();
    expect((await there.ask('POST', '/session', ada)).status).toBe(401);
    expect((await there.ask('POST', '/session', { ...ada, ...change })).status).toBe(200);
  });

  it('refuses an e-mail somebody else signs in with', async () => {
    await using server = await startTestServer();
    await server.parts.accounts.people.createAccount(ada);
    const guest = await server.signUp({ name: 'Bob' });
    const answer = await createVisitor(server, guest.cookie).ask('PATCH', '/person', {
      email: 'ADA@example.org',
      password: 'long enough too',
    });
    expect(answer.body.error.code).toBe('email_taken');
    expect(answer.status).toBe(409);
  });

  it('[AC5] is no way to find out who has an account, one e-mail after the other', async () => {
    let clock = Date.UTC(2016, 11, 7);
    await using server = await startTestServer({ now: () => clock });
    const guest = createVisitor(server, (await server.signUp({ name: 'Eve' })).cookie);
    const password = 'long enough too';
    const statuses: number[] = [];
    for (let i = 0; i < 7; i++) {
      await server.parts.accounts.people.createAccount({ ...ada, email: `p${i}@example.org` });
      const email = `p${i}@example.org`;
      statuses.push((await guest.ask('PATCH', '/person', { email, password })).status);
    }
    expect(statuses).toEqual([409, 409, 409, 409, 409, 429, 429]);
    const free = { email: 'eve@example.org', password };
    expect((await guest.ask('PATCH', '/person', free)).body.error.code).toBe('too_many_attempts');
    clock += 5 * 60_000;
    expect((await guest.ask('PATCH', '/person', free)).status).toBe(200);
  });
});
