import { expect, test } from 'vitest';
import { KINDS } from '../../shared/kinds.ts';
import { createRandom, seedFromEnvironment } from '../../test/support/seed.ts';
import type { EntryFact } from './wall-facts.ts';
import { createEntryTally, type EntryTally } from './wall-tally.ts';

const STATES = ['draft', 'in-review', 'finalised', 'reopened', 'withdrawn', 'merged'] as const;
const TEAMS = ['t1', 't2', 't3'];

const told = (tally: EntryTally) => ({
  drafts: tally.drafts,
  teams: TEAMS.map((team) => tally.team(team)),
  actions: tally.actions(),
});

test('[WL1] counting on, entry by entry, comes to the same as counting all anew', () => {
  const random = createRandom(seedFromEnvironment());
  console.info(`seed ${random.seed}`);
  const entries = new Map<string, EntryFact>();
  const tally = createEntryTally([]);
  const ids = Array.from({ length: 30 }, (_, n) => `entry-${n}`);
  for (let step = 0; step < 1000; step++) {
    const id = random.pick(ids);
    if (random.chance(0.1)) {
      entries.delete(id);
      tally.delete(id);
    } else {
      const kind = random.pick(KINDS);
      const entry: EntryFact = {
        id,
        teamId: random.pick(TEAMS),
        kind,
        state: random.pick(STATES),
        completeness: random.below(8) / 8,
        action:
          kind === 'collective-action'
            ? {
                title: id,
                number: ids.indexOf(id),
                countries: [random.word(2)],
                organisations: random.below(3),
                signatories: random.below(9),
                commitments: random.below(5),
              }
            : null,
      };
      entries.set(id, entry);
      tally.set(entry);
    }
    if (step % 10 > 0) continue;
    const { actions, ...rest } = told(tally);
    const { actions: expected, ...others } = told(createEntryTally(entries.values()));
    expect(rest).toEqual(others);
    expect(actions).toEqual({ ...expected, countries: expect.anything() });
    expect([...actions.countries].sort()).toEqual([...expected.countries].sort());
    for (const one of ids) expect(tally.teamOf(one)).toBe(entries.get(one)?.teamId);
  }
});
