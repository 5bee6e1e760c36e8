// Random worlds in virtual time, their seeds printed, with a count of what happened in them.
import { describe, expect, test } from 'vitest';
import { seedFromEnvironment } from '../support/seed.ts';
import { addHappenings, describeHappenings, type Happenings } from './happenings.ts';
import { runWorld } from './world.ts';

/** Enough for every happening to happen many times, in under half a minute. */
const WORLDS = 220;

/** The same for worlds with relays. */
const RELAY_WORLDS = 120;

/**
 * Worlds that once broke: deletions of one turn were sent out of order, which a newcomer's Yjs kept
 * as deletions of something else, to be refused for ever.
 */
const KEPT_SEEDS = [5_000_743, 5_001_425, 5_001_744];

describe('random worlds', () => {
  test.each(KEPT_SEEDS)('[SY11] seed %i, which once broke, converges', (seed) => {
    runWorld(seed);
  });

  test(`[SY11] ${WORLDS} random worlds of drops, kills, evictions and lost rights converge`, {
    timeout: 300_000,
  }, () => {
    const firstSeed = seedFromEnvironment('SOMMET_SEED');
    let total: Happenings | null = null;
    for (let i = 0; i < WORLDS; i++) total = addHappenings(total, runWorld(firstSeed + i));
    console.log(`From seed ${firstSeed}: ${describeHappenings(total as Happenings)}`);
    // A world in which nothing happens converges too: each happening has to have happened.
    for (const [name, count] of Object.entries(total as Happenings)) {
      expect(count, name).toBeGreaterThan(0);
    }
  });

  test(`[SY11][RE3] ${RELAY_WORLDS} random worlds with relays, lost and doubled entries, cut lines and dead relays converge`, {
    timeout: 300_000,
  }, () => {
    const firstSeed = seedFromEnvironment('SOMMET_SEED');
    let total: Happenings | null = null;
    for (let i = 0; i < RELAY_WORLDS; i++) {
      total = addHappenings(total, runWorld(firstSeed + i, { hasRelays: true }));
    }
    console.log(`With relays from seed ${firstSeed}: ${describeHappenings(total as Happenings)}`);
    for (const [name, count] of Object.entries(total as Happenings)) {
      expect(count, name).toBeGreaterThan(0);
    }
  });
});
