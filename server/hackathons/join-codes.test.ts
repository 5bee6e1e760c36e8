// When join codes are replaced, and when they end.
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../db/open.ts';
import { createChanges } from '../live/changes.ts';
import { openHackathons } from './hackathons.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

function openWorld() {
  const changes = createChanges((error) => {
    throw error;
  });
  const clock = { at: Date.UTC(2016, 11, 7, 9) };
  const hackathons = openHackathons({
    db: openDatabase(':memory:'),
    now: () => clock.at,
    changes,
  });
  const { id } = hackathons.create(
    { name: 'Paris', startsAt: clock.at, endsAt: clock.at + HOUR_MS, teams: ['Alpha'] },
    null,
  );
  const { codes } = hackathons;
  const hall = () => codes.list(id).find(({ teamId }) => teamId === null)!.code;
  const team = () => codes.list(id).find(({ teamId }) => teamId !== null)!.code;
  const refused = (code: string) => expect.objectContaining({ code });
  return { hackathons, codes, clock, id, hall, team, refused };
}

describe('the hall’s code', () => {
  it('[AC9] stays until somebody replaces it, when nobody asked otherwise', () => {
    const { codes, clock, hall } = openWorld();
    const first = hall();
    clock.at += 1000 * HOUR_MS;
    codes.rotateDue();
    expect(hall()).toBe(first);
  });

  it('[AC9] is replaced when its time is up, and works on for those who are typing it', () => {
    const { hackathons, codes, clock, id, hall, team, refused } = openWorld();
    const [first, tables] = [hall(), team()];
    hackathons.update(id, { hallCodeHours: 2 }, null);
    clock.at += 2 * HOUR_MS - 1;
    codes.rotateDue();
    expect(hall()).toBe(first);
    clock.at += 1;
    codes.rotateDue();
    codes.rotateDue();
    expect(hall()).not.toBe(first);
    expect(team()).toBe(tables);
    expect(codes.list(id)).toHaveLength(2);
    expect(codes.resolve(first).code).toBe(first);
    clock.at += 10 * MINUTE_MS;
    expect(() => codes.resolve(first)).toThrow(refused('code_revoked'));
    expect(codes.resolve(hall()).hackathonId).toBe(id);
    const decided = hackathons.audit.list(id).map(({ action }) => action);
    expect(decided).not.toContain('code-rotated');
  });

  it.each(['rotate', 'revoke'] as const)(
    '[AC9] ends with the older one at once when somebody decides to %s it',
    (decision) => {
      const { hackathons, codes, clock, id, hall, refused } = openWorld();
      const first = hall();
      hackathons.update(id, { hallCodeHours: 1 }, null);
      clock.at += HOUR_MS;
      codes.rotateDue();
      codes[decision](hall(), null);
      expect(() => codes.resolve(first)).toThrow(refused('code_revoked'));
    },
  );
});

describe('codes of a hackathon that people joined long enough', () => {
  it('[AC9] let nobody in after the moment that was set, until it is moved', () => {
    const { hackathons, codes, clock, id, hall, team, refused } = openWorld();
    hackathons.update(id, { joinUntil: clock.at + HOUR_MS }, null);
    expect(codes.resolve(hall()).hackathonId).toBe(id);
    clock.at += HOUR_MS;
    for (const code of [hall(), team()]) {
      expect(() => codes.resolve(code)).toThrow(refused('joining_over'));
    }
    hackathons.update(id, { joinUntil: null }, null);
    expect(codes.resolve(team()).hackathonId).toBe(id);
  });
});
