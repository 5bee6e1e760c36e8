import { describe, expect, test } from 'vitest';
import { seedFromEnvironment } from '../support/seed.ts';
import { addHappenings, describeHappenings, type Happenings } from './happenings.ts';
import { runWorld } from './world.ts';

/** Enough for every happening to happen many times, in under half a minute. */
const WORLDS = 220;

describe('random worlds', () => {
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
});
