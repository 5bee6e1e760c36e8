// What a wall's programme becomes when somebody changes it.
import { expect, test } from 'vitest';
import { FIRST_PROGRAMME } from '../../shared/wall-programme.ts';
import { changeProgramme } from './scenes.ts';

const NOW = 1_000_000;

test('what is not named stays as it is', () => {
  const before = { ...FIRST_PROGRAMME, hall: 'dark' as const, spotlightId: 'd' };
  expect(changeProgramme(before, { chosen: 'map', hall: undefined }, NOW)).toEqual({
    ...before,
    chosen: 'map',
  });
});

test('a rotation that starts or changes begins with its first scene', () => {
  const still = { ...FIRST_PROGRAMME, isRotating: false, pausedAt: 5 };
  for (const change of [
    { isRotating: true },
    { secondsPerScene: 30 },
    { scenes: ['map' as const] },
  ]) {
    expect(changeProgramme(still, change, NOW)).toMatchObject({ turnsFrom: NOW, pausedAt: null });
  }
  const turning = { ...FIRST_PROGRAMME, isRotating: true };
  expect(changeProgramme(turning, { isRotating: true }, NOW).turnsFrom).toBe(0);
});

test('after a pause the rotation goes on with the scene it stood at', () => {
  const paused = changeProgramme({ ...FIRST_PROGRAMME, turnsFrom: 100 }, { isPaused: true }, 500);
  expect(paused.pausedAt).toBe(500);
  expect(changeProgramme(paused, { isPaused: true }, 700).pausedAt).toBe(500);
  const resumed = changeProgramme(paused, { isPaused: false }, 900);
  expect(resumed).toMatchObject({ pausedAt: null, turnsFrom: 500 });
});

test('a scene in between ends by itself, by word, or when another is chosen', () => {
  const shown = changeProgramme(FIRST_PROGRAMME, { showNow: { scene: 'join', seconds: 30 } }, NOW);
  expect(shown.inBetween).toEqual({ scene: 'join', until: NOW + 30_000 });
  expect(changeProgramme(shown, { hall: 'light' }, NOW).inBetween).not.toBeNull();
  expect(changeProgramme(shown, { showNow: null }, NOW).inBetween).toBeNull();
  expect(changeProgramme(shown, { chosen: 'map' }, NOW).inBetween).toBeNull();
});
