// Hackathons and what belongs to them, on a database of their own.
import { describe, expect, it } from 'vitest';
import { openAccounts } from '../accounts/accounts.ts';
import { openDatabase } from '../db/open.ts';
import { type Change, createChanges } from '../live/changes.ts';
import { openHackathons } from './hackathons.ts';
import { toHackathonView, toTeamView } from './rows.ts';

const HOUR_MS = 3_600_000;

function openWorld() {
  const db = openDatabase(':memory:');
  const changes = createChanges((error) => {
    throw error;
  });
  const seen: Change[] = [];
  changes.subscribe((change) => {
    expect(db.inTransaction, 'changes are told after the commit').toBe(false);
    seen.push(change);
  });
  const clock = { at: Date.UTC(2016, 11, 7, 9) };
  const parts = { db, now: () => clock.at, changes };
  const accounts = openAccounts(parts);
  const hackathons = openHackathons(parts);
  const plan = (name = 'Paris 2016') => ({
    name,
    startsAt: clock.at,
    endsAt: clock.at + 8 * HOUR_MS,
  });
  const facilitator = accounts.people.createGuest({ name: 'Fay', language: 'en' });
  return { db, clock, seen, accounts, hackathons, plan, facilitator };
}

describe('hackathons', () => {
  it('are created whole: teams, a code each, a code for all, and who runs it', () => {
    const { accounts, hackathons, plan, facilitator, seen } = openWorld();
    const row = hackathons.create({ ...plan(), teams: ['Açaí', 'Baobab'] }, facilitator.id);
    expect(toHackathonView(row)).toMatchObject({
      slug: 'paris-2016',
      languages: ['en', 'fr', 'es'],
      state: 'open',
      reviewRequired: false,
    });
    const teams = hackathons.teams.list(row.id);
    expect(teams.map(({ name }) => name)).toEqual(['Açaí', 'Baobab']);
    expect(new Set(teams.map(({ colour }) => colour)).size).toBe(2);
    const codes = hackathons.codes.list(row.id);
    expect(codes).toHaveLength(3);
    expect(codes[0]!.teamId).toBeNull();
    expect(accounts.actor(facilitator.id).facilitates).toEqual([row.id]);
    expect(seen.map(({ type }) => type)).toContain('hackathon');
    expect(hackathons.audit.list(row.id).at(-1)).toMatchObject({
      action: 'hackathon-created',
      personName: 'Fay',
    });
  });

  it('have slugs of their own', () => {
    const { hackathons, plan } = openWorld();
    const slugs = ['Paris 2016', 'PARIS – 2016!', 'Paris 2016', '???', '!!!'].map(
      (name) => hackathons.create(plan(name), null).slug,
    );
    expect(slugs).toEqual(['paris-2016', 'paris-2016-2', 'paris-2016-3', 'untitled', 'untitled-2']);
    expect(hackathons.getBySlug('paris-2016-2')?.name).toBe('PARIS – 2016!');
  });

  it('are not half created, and nobody is told, when a team is refused', () => {
    const { hackathons, plan, seen } = openWorld();
    expect(() => hackathons.create({ ...plan(), teams: ['A', 'B', 'a'] }, null)).toThrow(
      expect.objectContaining({ code: 'team_name_taken' }),
    );
    expect(hackathons.list()).toEqual([]);
    expect(seen).toEqual([]);
  });

  it('refuse an end before the start, unknown time zones and languages', () => {
    const { clock, hackathons, plan } = openWorld();
    for (const [wrong, code] of [
      [{ endsAt: clock.at - 1 }, 'ends_before_start'],
      [{ timeZone: 'Mars/Olympus' }, 'unknown_time_zone'],
      [{ languages: ['en', 'not a tag'] }, 'unknown_language'],
    ] as const) {
      expect(() => hackathons.create({ ...plan(), ...wrong }, null), code).toThrow(
        expect.objectContaining({ code }),
      );
    }
    const row = hackathons.create({ ...plan(), languages: ['pt-br', 'EN'] }, null);
    expect(toHackathonView(row).languages).toEqual(['pt-BR', 'en']);
    expect(() => hackathons.update(row.id, { endsAt: row.startsAt - 1 }, null)).toThrow(
      expect.objectContaining({ code: 'ends_before_start' }),
    );
  });

  it('write down what was changed and by whom, and nothing when nothing was', () => {
    const { hackathons, plan, facilitator } = openWorld();
    const { id } = hackathons.create(plan(), null);
    hackathons.update(id, { state: 'frozen', name: 'Paris 2016' }, facilitator.id);
    const [last, ...rest] = hackathons.audit.list(id);
    expect(last).toMatchObject({ action: 'hackathon-changed', personId: facilitator.id });
    expect(JSON.parse(last!.detail)).toEqual({ state: { from: 'open', to: 'frozen' } });
    hackathons.update(id, { state: 'frozen' }, facilitator.id);
    expect(hackathons.audit.list(id)).toHaveLength(rest.length + 1);
    expect(hackathons.audit.list(id, { beforeSeq: last!.seq })).toEqual(rest);
  });
});

describe('teams', () => {
  it('take a member once and tell of it', () => {
    const { accounts, hackathons, plan, seen } = openWorld();
    const { id } = hackathons.create({ ...plan(), teams: ['A'] }, null);
    const [team] = hackathons.teams.list(id);
    const bob = accounts.people.createGuest({ name: 'Bob', language: 'en' });
    seen.length = 0;
    expect(hackathons.teams.addMember(team!.id, bob.id)).toBe(true);
    expect(seen).toEqual([
      { type: 'rights', personId: bob.id },
      { type: 'team', teamId: team!.id, hackathonId: id },
    ]);
    expect(hackathons.teams.addMember(team!.id, bob.id)).toBe(false);
    expect(seen).toHaveLength(2);
    expect(hackathons.teams.members(team!.id)).toMatchObject([{ personId: bob.id, name: 'Bob' }]);
    expect(toTeamView(hackathons.teams.get(team!.id)!).memberCount).toBe(1);
    expect(accounts.actor(bob.id).teams).toEqual([{ teamId: team!.id, hackathonId: id }]);
  });

  it('[LI7] end with the hackathon unless they were given their own end', () => {
    const { hackathons, plan, facilitator } = openWorld();
    const hackathon = hackathons.create({ ...plan(), teams: ['A'] }, null);
    let team = hackathons.teams.list(hackathon.id)[0]!;
    expect(hackathons.teams.deadlineAt(team, hackathon)).toBe(hackathon.endsAt);
    const extendedUntil = hackathon.endsAt + 600_000;
    team = hackathons.teams.update(team.id, { extendedUntil }, facilitator.id);
    expect(hackathons.teams.deadlineAt(team, hackathon)).toBe(extendedUntil);
    // Everybody got still more: nobody with more time has less than the others.
    const later = { endsAt: extendedUntil + 1 };
    expect(hackathons.teams.deadlineAt(team, later)).toBe(later.endsAt);
    team = hackathons.teams.update(team.id, { extendedUntil: null }, facilitator.id);
    expect(hackathons.teams.deadlineAt(team, hackathon)).toBe(hackathon.endsAt);
    const actions = hackathons.audit.list(hackathon.id).map(({ action }) => action);
    expect(actions.filter((action) => action === 'team-extended')).toHaveLength(2);
  });

  it('keep their place in the queue while the hand stays up', () => {
    const { clock, hackathons, plan } = openWorld();
    const { id } = hackathons.create({ ...plan(), teams: ['A'] }, null);
    const [team] = hackathons.teams.list(id);
    const raised = hackathons.teams.update(team!.id, { handRaised: true }, null);
    clock.at += 60_000;
    const again = hackathons.teams.update(team!.id, { handRaised: true }, null);
    expect(again.handRaisedAt).toBe(raised.handRaisedAt);
    expect(hackathons.teams.update(team!.id, { handRaised: false }, null).handRaisedAt).toBeNull();
  });

  it('have a name of their own in their hackathon', () => {
    const { hackathons, plan } = openWorld();
    const { id } = hackathons.create({ ...plan(), teams: ['A', 'B'] }, null);
    const other = hackathons.create({ ...plan('Other'), teams: ['A'] }, null);
    expect(hackathons.teams.list(other.id)).toHaveLength(1);
    const [a] = hackathons.teams.list(id);
    expect(() => hackathons.teams.update(a!.id, { name: 'b' }, null)).toThrow(
      expect.objectContaining({ code: 'team_name_taken' }),
    );
    expect(hackathons.teams.update(a!.id, { name: 'a' }, null).name).toBe('a');
  });
});

describe('join codes', () => {
  it('are read as people type them and end when revoked', () => {
    const { hackathons, plan, facilitator } = openWorld();
    const { id } = hackathons.create(plan(), null);
    const { code } = hackathons.codes.list(id)[0]!;
    const typed = ` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `;
    expect(hackathons.codes.resolve(typed)).toMatchObject({ code, hackathonId: id, teamId: null });
    hackathons.codes.revoke(code, facilitator.id);
    hackathons.codes.revoke(code, facilitator.id);
    expect(() => hackathons.codes.resolve(code)).toThrow(
      expect.objectContaining({ code: 'code_revoked', status: 410 }),
    );
    expect(() => hackathons.codes.resolve('ZZZZZZ')).toThrow(
      expect.objectContaining({ code: 'unknown_code', status: 404 }),
    );
    expect(hackathons.codes.list(id)).toEqual([]);
    const revoked = hackathons.audit.list(id).filter(({ action }) => action === 'code-revoked');
    expect(revoked).toHaveLength(1);
  });
});

describe('wall links', () => {
  it('[AC3] are stored as hashes only and end when revoked', () => {
    const { db, hackathons, plan } = openWorld();
    const { id } = hackathons.create(plan(), null);
    const link = hackathons.wallLinks.create(id);
    expect(hackathons.wallLinks.resolve(link.token)?.hackathonId).toBe(id);
    expect(JSON.stringify(db.prepare('SELECT * FROM wall_link').all())).not.toContain(link.token);
    const { tokenHash } = db.prepare('SELECT tokenHash FROM wall_link').get() as {
      tokenHash: string;
    };
    expect(hackathons.wallLinks.resolve(tokenHash)).toBeNull();
    hackathons.wallLinks.revoke(link.id);
    expect(hackathons.wallLinks.resolve(link.token)).toBeNull();
    expect(hackathons.wallLinks.list(id)).toEqual([]);
  });
});

describe('announcements', () => {
  it('are shown newest first until they are ended', () => {
    const { clock, hackathons, plan, facilitator, seen } = openWorld();
    const { id } = hackathons.create(plan(), null);
    const first = hackathons.announcements.create(id, 'Lunch', facilitator.id);
    clock.at += 1;
    const second = hackathons.announcements.create(id, 'Coffee', facilitator.id);
    expect(hackathons.announcements.list(id).map(({ text }) => text)).toEqual(['Coffee', 'Lunch']);
    seen.length = 0;
    hackathons.announcements.end(second.id, facilitator.id);
    hackathons.announcements.end(second.id, facilitator.id);
    expect(seen).toEqual([{ type: 'announcements', hackathonId: id }]);
    expect(hackathons.announcements.list(id)).toEqual([first]);
  });
});
