// Sessions from the first cookie to their end.
import { describe, expect, it } from 'vitest';
import { createId } from '../../shared/ids.ts';
import { openDatabase } from '../db/open.ts';
import { type Change, createChanges } from '../live/changes.ts';
import { openAccounts } from './accounts.ts';
import { ABSOLUTE_LIFETIME_MS, IDLE_LIFETIME_MS } from './sessions.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

function openWorld(startsAt = Date.UTC(2016, 11, 7)) {
  const db = openDatabase(':memory:');
  const changes = createChanges((error) => {
    throw error;
  });
  const seen: Change[] = [];
  changes.subscribe((change) => seen.push(change));
  const clock = { at: startsAt };
  const accounts = openAccounts({ db, now: () => clock.at, changes });
  const person = accounts.people.createGuest({ name: 'Ada', language: 'en' });
  return { db, clock, seen, person, ...accounts };
}

describe('sessions', () => {
  it('[AC3] resolve the cookie they gave out, and nothing that is in the database', async () => {
    const { db, person, sessions } = openWorld();
    const { cookie, sessionId } = await sessions.create(person.id, 'Firefox');
    expect(await sessions.resolve(cookie)).toEqual({ sessionId, personId: person.id });

    const stored = JSON.stringify(db.prepare('SELECT * FROM session').all());
    const secret = cookie.split('.')[1]!;
    expect(secret.length).toBeGreaterThanOrEqual(43);
    expect(stored).not.toContain(secret);
    const row = db.prepare<[], Record<string, unknown>>('SELECT * FROM session').get()!;
    for (const value of Object.values(row)) {
      expect(await sessions.resolve(String(value))).toBeNull();
      expect(await sessions.resolve(`${person.id}.${value}`)).toBeNull();
    }
  });

  it('[AC3] refuse a secret under another person, and what is no cookie of ours', async () => {
    const { people, person, sessions } = openWorld();
    const { cookie } = await sessions.create(person.id, '');
    const [, secret] = cookie.split('.');
    const other = people.createGuest({ name: 'Eve', language: 'en' });
    for (const forged of [
      undefined,
      '',
      '.',
      secret,
      `${other.id}.${secret}`,
      `${createId()}.${secret}`,
      `${person.id}.`,
      `${person.id}.${secret}.x`,
      `${person.id}.${secret}x`,
    ]) {
      expect(await sessions.resolve(forged), String(forged)).toBeNull();
    }
  });

  it('[AC3] end after seven days without use', async () => {
    const { clock, person, sessions } = openWorld();
    const { cookie, sessionId } = await sessions.create(person.id, '');
    clock.at += IDLE_LIFETIME_MS - 1;
    expect(sessions.isLive(sessionId)).toBe(true);
    expect(await sessions.resolve(cookie)).not.toBeNull();
    clock.at += IDLE_LIFETIME_MS;
    expect(sessions.isLive(sessionId)).toBe(false);
    expect(await sessions.resolve(cookie)).toBeNull();
  });

  it('[AC3] end after thirty days however much they are used', async () => {
    const { clock, person, sessions } = openWorld();
    const { cookie } = await sessions.create(person.id, '');
    const end = clock.at + ABSOLUTE_LIFETIME_MS;
    for (clock.at += DAY_MS; clock.at < end; clock.at += DAY_MS) {
      expect(await sessions.resolve(cookie)).not.toBeNull();
    }
    expect(await sessions.resolve(cookie)).toBeNull();
  });

  it('are written at most once a minute however many requests come', async () => {
    const { clock, db, person, sessions } = openWorld();
    const { cookie } = await sessions.create(person.id, '');
    const lastSeenAt = db.prepare<[], number>('SELECT lastSeenAt FROM session').pluck();
    const start = clock.at;
    clock.at = start + MINUTE_MS - 1;
    await sessions.resolve(cookie);
    expect(lastSeenAt.get()).toBe(start);
    clock.at = start + MINUTE_MS;
    await sessions.resolve(cookie);
    expect(lastSeenAt.get()).toBe(start + MINUTE_MS);
  });

  it('[SY3] still resolve while the disk takes no writes', async () => {
    const { clock, db, person, sessions } = openWorld();
    const { cookie } = await sessions.create(person.id, '');
    clock.at += 5 * MINUTE_MS;
    db.pragma('query_only = ON');
    expect(await sessions.resolve(cookie)).not.toBeNull();
  });

  it('[WS6] tell of their end, one or all', async () => {
    const { seen, person, sessions } = openWorld();
    const first = await sessions.create(person.id, 'one');
    const second = await sessions.create(person.id, 'two');
    const third = await sessions.create(person.id, 'three');
    seen.length = 0;

    sessions.end(first.sessionId);
    expect(seen).toEqual([{ type: 'rights', sessionId: first.sessionId }]);
    expect(await sessions.resolve(first.cookie)).toBeNull();

    sessions.endAll(person.id, third.sessionId);
    expect(sessions.list(person.id).map(({ id }) => id)).toEqual([third.sessionId]);
    expect(await sessions.resolve(second.cookie)).toBeNull();

    sessions.endAll(person.id);
    expect(sessions.list(person.id)).toEqual([]);
    expect(seen.at(-1)).toEqual({ type: 'rights', personId: person.id });
  });

  it('leave no rows behind once they are over', async () => {
    const { clock, db, person, sessions, seen } = openWorld();
    const { sessionId } = await sessions.create(person.id, '');
    clock.at += IDLE_LIFETIME_MS + 1;
    await sessions.create(person.id, '');
    seen.length = 0;
    expect(sessions.sweep()).toBe(1);
    expect(seen).toEqual([{ type: 'rights', sessionId }]);
    expect(sessions.sweep()).toBe(0);
    expect(db.prepare('SELECT count(*) FROM session').pluck().get()).toBe(1);
  });
});
