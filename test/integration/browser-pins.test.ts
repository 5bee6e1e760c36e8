// Shared laptops over HTTP: locking, coming back with a PIN, and somebody else in between.
import { describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';
import { createVisitor, type Visitor } from '../support/visitor.ts';

async function sitDown(server: TestServer, name: string, pin: string): Promise<Visitor> {
  const guest = await server.signUp({ name });
  const laptop = createVisitor(server, guest.cookie);
  expect((await laptop.ask('PUT', '/session/pin', { pin })).status).toBe(204);
  return laptop;
}

describe('[AC8] a shared laptop', () => {
  it('[AC3] is really signed out while it is locked, and opens with the PIN', async () => {
    await using server = await startTestServer();
    const laptop = await sitDown(server, 'Amina', '2580');
    const before = laptop.cookie;
    expect((await laptop.ask('GET', '/session')).body.hasPin).toBe(true);
    const { personId } = (await laptop.ask('GET', '/session/people')).body.people[0];

    await laptop.ask('DELETE', '/session');
    const stolen = createVisitor(server);
    stolen.cookie = before;
    expect((await stolen.ask('GET', '/session')).body.person).toBeNull();
    expect((await laptop.ask('GET', '/session')).body.person).toBeNull();
    expect((await laptop.ask('GET', '/session/people')).body.people).toMatchObject([
      { name: 'Amina' },
    ]);

    const wrong = await laptop.ask('POST', '/session/pin', { personId, pin: '0000' });
    expect([wrong.status, wrong.body.error.code]).toEqual([403, 'wrong_pin']);
    expect((await laptop.ask('POST', '/session/pin', { personId, pin: '2580' })).status).toBe(204);
    expect((await laptop.ask('GET', '/session')).body.person.name).toBe('Amina');
    expect(laptop.cookie).not.toBe(before);
  });

  it('is handed over and back, each by their own PIN', async () => {
    await using server = await startTestServer();
    const laptop = await sitDown(server, 'Amina', '2580');
    const amina = (await laptop.ask('GET', '/session')).body.person.id;
    await laptop.ask('DELETE', '/session');
    const bruno = await server.signUp({ name: 'Bruno' });
    laptop.cookie = `sommet=${bruno.cookie}`;
    await laptop.ask('PUT', '/session/pin', { pin: '1357' });
    await laptop.ask('DELETE', '/session');

    const { people } = (await laptop.ask('GET', '/session/people')).body;
    expect(people.map(({ name }: { name: string }) => name).sort()).toEqual(['Amina', 'Bruno']);
    const other = await laptop.ask('POST', '/session/pin', { personId: amina, pin: '1357' });
    expect(other.status).toBe(403);
    await laptop.ask('POST', '/session/pin', { personId: amina, pin: '2580' });
    expect((await laptop.ask('GET', '/session')).body.person.name).toBe('Amina');
    await laptop.ask('DELETE', '/session/pin');
    await laptop.ask('DELETE', '/session');
    expect((await laptop.ask('GET', '/session/people')).body.people).toMatchObject([
      { name: 'Bruno' },
    ]);
  });

  it('[AC5] takes no more than a handful of guesses, and none in another browser', async () => {
    await using server = await startTestServer();
    const laptop = await sitDown(server, 'Amina', '2580');
    const personId = (await laptop.ask('GET', '/session')).body.person.id;
    const elsewhere = createVisitor(server);
    expect((await elsewhere.ask('GET', '/session/people')).body.people).toEqual([]);
    const guess = await elsewhere.ask('POST', '/session/pin', { personId, pin: '2580' });
    expect(guess.status).toBe(403);

    await laptop.ask('DELETE', '/session');
    for (let i = 0; i < 5; i++) {
      await laptop.ask('POST', '/session/pin', { personId, pin: `000${i}` });
    }
    const late = await laptop.ask('POST', '/session/pin', { personId, pin: '2580' });
    expect([late.status, late.body.error.code]).toEqual([429, 'too_many_attempts']);
  });

  it('[AC3] lets nobody back in where the person was signed out from elsewhere', async () => {
    await using server = await startTestServer();
    const mia = await server.signUp({ name: 'Mia' });
    const [here, lost] = [createVisitor(server, mia.cookie), createVisitor(server)];
    const comeBack = (pin: string) =>
      lost.ask('POST', '/session/pin', { personId: mia.personId, pin });
    // As whoever found the laptop open would do.
    const choose = async () => {
      const { cookie, sessionId } = await server.parts.accounts.sessions.create(
        mia.personId,
        'lost',
      );
      lost.cookie = `sommet=${cookie}`;
      expect((await lost.ask('PUT', '/session/pin', { pin: '2580' })).status).toBe(204);
      return sessionId;
    };
    expect((await here.ask('PUT', '/session/pin', { pin: '1357' })).status).toBe(204);

    await here.ask('DELETE', `/sessions/${await choose()}`);
    expect((await comeBack('2580')).status).toBe(403);
    await choose();
    const account = { email: 'mia@example.org', password: 'a long enough one' };
    expect((await here.ask('PATCH', '/person', account)).status).toBe(200);
    expect((await comeBack('2580')).status).toBe(403);
    expect((await here.ask('GET', '/session')).body.hasPin).toBe(true);
    await choose();
    const { personId } = mia;
    const token = server.parts.accounts.links.create('reset-password', { personId });
    await here.ask('POST', `/links/${token}`, { password: 'another long one' });
    expect((await comeBack('2580')).status).toBe(403);
    await choose();
    await here.ask('DELETE', '/sessions');
    expect((await comeBack('2580')).status).toBe(403);
  });

  it('forgets who has not been here for a week', async () => {
    let now = Date.UTC(2026, 10, 1);
    await using server = await startTestServer({ now: () => now });
    const laptop = await sitDown(server, 'Amina', '2580');
    const personId = (await laptop.ask('GET', '/session')).body.person.id;
    now += 8 * 24 * 60 * 60 * 1000;
    expect((await laptop.ask('GET', '/session/people')).body.people).toEqual([]);
    const late = await laptop.ask('POST', '/session/pin', { personId, pin: '2580' });
    expect(late.status).toBe(403);
  });
});
