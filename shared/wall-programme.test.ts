// Which scene a wall shows when.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  FIRST_PROGRAMME,
  hasContent,
  sceneAt,
  WALL_SCENES,
  type WallStock,
} from './wall-programme.ts';

const full: WallStock = {
  collectiveActions: [1],
  latest: [1],
  countries: ['FR'],
  announcement: { id: 'a' },
  joinCode: 'ABC',
  spotlight: {},
};

const empty: WallStock = {
  collectiveActions: [],
  latest: [],
  countries: [],
  announcement: null,
  joinCode: null,
  spotlight: null,
};

test('scenes take turns by the clock, so that all screens show the same', () => {
  const programme = {
    ...FIRST_PROGRAMME,
    isRotating: true,
    scenes: ['totals', 'teams', 'map'] as const,
    secondsPerScene: 10,
    turnsFrom: 1000,
  };
  const shown = [0, 1000, 10_999, 11_000, 21_000, 31_000].map((now) =>
    sceneAt(programme, full, now),
  );
  expect(shown).toEqual(['totals', 'totals', 'totals', 'teams', 'map', 'totals']);
});

test('a scene with nothing to say is left out, and there is always one to show', () => {
  fc.assert(
    fc.property(
      fc.subarray([...WALL_SCENES]),
      fc.constantFrom(...WALL_SCENES),
      fc.boolean(),
      fc.nat(),
      (scenes, chosen, isRotating, now) => {
        const programme = { ...FIRST_PROGRAMME, scenes, chosen, isRotating };
        expect(hasContent(sceneAt(programme, empty, now), empty)).toBe(true);
      },
    ),
  );
});

test('what is shown in between gives the place back by itself', () => {
  const programme = {
    ...FIRST_PROGRAMME,
    isRotating: false,
    chosen: 'map' as const,
    inBetween: { scene: 'join' as const, until: 5000 },
  };
  expect(sceneAt(programme, full, 4999)).toBe('join');
  expect(sceneAt(programme, full, 5000)).toBe('map');
  expect(sceneAt(programme, empty, 4999)).toBe('overview');
});

test('a paused rotation stands still', () => {
  const programme = { ...FIRST_PROGRAMME, isRotating: true, pausedAt: 45_000 };
  const scenes = [45_000, 100_000, 1_000_000].map((now) => sceneAt(programme, full, now));
  expect(new Set(scenes)).toEqual(new Set(['map']));
});

test('something urgent comes before everything', () => {
  const stock = { ...full, announcement: { id: 'a', isUrgent: true } };
  const programme = { ...FIRST_PROGRAMME, inBetween: { scene: 'join' as const, until: 5000 } };
  expect(sceneAt(programme, stock, 0)).toBe('announcement');
});
