// People, what they sign in with, and how they are told apart, on a database of their own.
import { describe, expect, it } from 'vitest';
import { createId } from '../../shared/ids.ts';
import { openDatabase } from '../db/open.ts';
import { type Change, createChanges } from '../live/changes.ts';
import { openAccounts } from './accounts.ts';

function openWorld() {
  const db = openDatabase(':memory:');
  const changes = createChanges((error) => {
    throw error;
  });
  const seen: Change[] = [];
  changes.subscribe((change) => seen.push(change));
  const clock = { at: 1_000_000 };
  return { db, clock, seen, ...openAccounts({ db, now: () => clock.at, changes }) };
}

function addHackathon(db: ReturnType<typeof openDatabase>): string {
  const id = createId();
  db.prepare(
    'INSERT INTO hackathon (id, slug, name, startsAt, endsAt, createdAt) VALUES (?, ?, ?, 1, 2, 1)',
  ).run(id, id, 'Hack');
  return id;
}

const ada = { name: 'Ada', email: 'ada@example.org', password: 'correct horse battery' };

describe('people', () => {
  it('are known by id; what is no id is nobody', () => {
    const { people } = openWorld();
    const guest = people.createGuest({ name: '  Zoë  ', language: 'fr' });
    expect(people.get(guest.id)).toEqual(guest);
    expect(guest).toMatchObject({ name: 'Zoë', email: null, language: 'fr', isAdministrator: 0 });
    expect(people.get('x')).toBeNull();
    expect(people.get("' OR 1=1 --")).toBeNull();
    expect(people.names([guest.id, createId()])).toEqual(new Map([[guest.id, 'Zoë']]));
  });

  it('have names that can be seen', () => {
    const { people } = openWorld();
    const unseen = ['\u200b', '\u200d', 'a\u200bb', 'a\u00ad', 'Ada\u3164', 'a\u061cb', 'a\u2028b'];
    for (const name of ['', '   ', 'a\u202eb', 'a\u0000', '\u200fx', ...unseen]) {
      expect(() => people.createGuest({ name, language: 'en' }), JSON.stringify(name)).toThrow(
        expect.objectContaining({ code: 'invalid_name' }),
      );
    }
    for (const name of [
      'محمد',
      'می\u200cخواهم',
      'क्\u200dष',
      '田中 さくら',
      'Zoë ❤️',
      "O'Neill-Lée",
    ]) {
      expect(people.createGuest({ name, language: 'en' }).name).toBe(name);
    }
  });

  it('get a colour nobody around them has', () => {
    const { people } = openWorld();
    const colours: string[] = [];
    for (let i = 0; i < 8; i++) {
      colours.push(people.createGuest({ name: 'P', language: 'en', takenColours: colours }).colour);
    }
    expect(new Set(colours).size).toBe(8);
  });

  it('[AC5] sign in with their e-mail in any case, and nobody else does', async () => {
    const { people } = openWorld();
    const { id } = await people.createAccount(ada);
    expect((await people.verifyPassword('ADA@example.org', ada.password))?.id).toBe(id);
    expect(await people.verifyPassword(ada.email, 'wrong')).toBeNull();
    expect(await people.verifyPassword('nobody@example.org', ada.password)).toBeNull();
  });

  it('[AC3] do not sign in with a password or PIN that is changed while it is checked', async () => {
    const { db, people, pins } = openWorld();
    const { id } = await people.createAccount(ada);
    const signingIn = people.verifyPassword(ada.email, ada.password);
    db.prepare("UPDATE person SET passwordHash = 'of another password' WHERE id = ?").run(id);
    expect(await signingIn).toBeNull();

    const token = await pins.choose(undefined, id, '4711');
    const comingBack = pins.verify(token, id, '4711');
    pins.forgetElsewhere(id);
    expect(await comingBack).toBe(false);
  });

  it('[AC5] are throttled per account, known or not, and released by the clock', async () => {
    const { clock, people } = openWorld();
    await people.createAccount(ada);
    for (const email of [ada.email, 'nobody@example.org']) {
      for (let i = 0; i < 10; i++) expect(await people.verifyPassword(email, 'no')).toBeNull();
      await expect(people.verifyPassword(email.toUpperCase(), 'no')).rejects.toMatchObject({
        code: 'too_many_attempts',
        status: 429,
      });
    }
    // Another account is not touched by it.
    expect(await people.verifyPassword('other@example.org', 'no')).toBeNull();
    clock.at += 30_000;
    expect(await people.verifyPassword(ada.email, ada.password)).not.toBeNull();
  });

  it('do not share an e-mail, even when two ask at once', async () => {
    const { people } = openWorld();
    const both = await Promise.allSettled([
      people.createAccount(ada),
      people.createAccount({ ...ada, email: 'Ada@Example.org' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const guest = people.createGuest({ name: 'Bob', language: 'en' });
    await expect(
      people.setCredentials(guest.id, { email: ada.email, password: 'something else' }),
    ).rejects.toMatchObject({ code: 'email_taken', status: 409 });
  });

  it('stay the same person when a guest makes an account', async () => {
    const { people } = openWorld();
    const guest = people.createGuest({ name: 'Bob', language: 'en' });
    await people.setCredentials(guest.id, { email: 'bob@example.org', password: 'long enough!' });
    const again = await people.verifyPassword('bob@example.org', 'long enough!');
    expect(again).toEqual({ ...guest, email: 'bob@example.org' });
    people.update(guest.id, { name: 'Robert' });
    expect(people.get(guest.id)?.name).toBe('Robert');
  });
});

describe('one-time links', () => {
  it('make the first facilitator an administrator, once', async () => {
    const { people, links, actor } = openWorld();
    expect(links.hasFacilitator()).toBe(false);
    const token = links.create('first-facilitator');
    expect(links.peek(token)).toMatchObject({ purpose: 'first-facilitator' });
    const person = await links.claim(token, ada);
    expect(person.isAdministrator).toBe(1);
    expect(actor(person.id).isAdministrator).toBe(true);
    expect(links.hasFacilitator()).toBe(true);
    expect(links.peek(token)).toBeNull();
    await expect(links.claim(token, { ...ada, email: 'b@example.org' })).rejects.toMatchObject({
      code: 'link_used_up',
      status: 410,
    });
    expect(people.getByEmail('b@example.org')).toBeNull();
  });

  it('give one of two who claim at once nothing, not even an account', async () => {
    const { db, links } = openWorld();
    const token = links.create('first-facilitator');
    const both = await Promise.allSettled([
      links.claim(token, ada),
      links.claim(token, { ...ada, email: 'eve@example.org' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(db.prepare('SELECT count(*) FROM person').pluck().get()).toBe(1);
  });

  it('for the first facilitator are replaced at each start and end with the first', async () => {
    const { links } = openWorld();
    const yesterday = links.create('first-facilitator');
    const today = links.create('first-facilitator');
    expect(links.peek(yesterday)).toBeNull();
    await links.claim(today, ada);
    expect(links.peek(links.create('first-facilitator'))).toBeNull();
  });

  it('expire', () => {
    const { clock, links } = openWorld();
    const token = links.create('first-facilitator', { ttlMs: 1000 });
    clock.at += 999;
    expect(links.peek(token)).not.toBeNull();
    clock.at += 1;
    expect(links.peek(token)).toBeNull();
  });

  it('[AC3] are stored as hashes only', () => {
    const { db, links } = openWorld();
    const token = links.create('first-facilitator');
    expect(JSON.stringify(db.prepare('SELECT * FROM one_time_link').all())).not.toContain(token);
  });

  it('invite to facilitate one hackathon; an account that exists needs its password', async () => {
    const { db, people, links, actor, seen } = openWorld();
    const hackathonId = addHackathon(db);
    const { id } = await people.createAccount(ada);
    const token = links.create('invite-facilitator', { hackathonId });
    await expect(links.claim(token, { ...ada, password: 'guessed this' })).rejects.toMatchObject({
      code: 'email_taken',
    });
    expect(links.peek(token)).not.toBeNull();
    expect((await links.claim(token, ada)).id).toBe(id);
    expect(actor(id)).toMatchObject({ facilitates: [hackathonId], isAdministrator: false });
    expect(seen).toEqual([{ type: 'rights', personId: id }]);
  });

  it('set a new password for the person they name, whatever else is sent', async () => {
    const { people, links } = openWorld();
    const { id } = await people.createAccount(ada);
    const token = links.create('reset-password', { personId: id });
    await links.claim(token, { name: 'X', email: 'x@example.org', password: 'a new password' });
    expect(await people.verifyPassword(ada.email, ada.password)).toBeNull();
    expect(await people.verifyPassword(ada.email, 'a new password')).toMatchObject({
      id,
      name: 'Ada',
    });
  });
});
