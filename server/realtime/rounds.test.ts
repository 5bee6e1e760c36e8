import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Rounds } from './rounds.ts';

describe('rounds', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function openRounds(periodMs: number, count: number) {
    const visits = new Map<number, number>();
    const rounds = new Rounds<number>({
      periodMs,
      visit: (item) => visits.set(item, (visits.get(item) ?? 0) + 1),
    });
    for (let item = 0; item < count; item++) rounds.add(item);
    return { rounds, visits };
  }

  it.each([1, 3, 20, 1_500])('visits each of %i once a period', (count) => {
    const { rounds, visits } = openRounds(15_000, count);
    vi.advanceTimersByTime(45_000);
    expect([...visits.keys()].sort((a, b) => a - b)).toEqual([...Array(count).keys()]);
    expect(new Set(visits.values())).toEqual(new Set([3]));
    rounds.close();
  });

  it('visits a few at a time', () => {
    const { rounds, visits } = openRounds(1_000, 1_000);
    vi.advanceTimersByTime(50);
    expect(visits.size).toBe(50);
    rounds.close();
  });

  it('visits everybody at each tick of a period shorter than one', () => {
    const { rounds, visits } = openRounds(5, 4);
    vi.advanceTimersByTime(10);
    expect([...visits]).toEqual([0, 1, 2, 3].map((item) => [item, 2]));
    rounds.close();
  });

  it('goes on when those it visits leave and others come', () => {
    const rounds = new Rounds<string>({ periodMs: 10, visit: (item) => visit(item) });
    const seen: string[] = [];
    const visit = (item: string): void => {
      seen.push(item);
      rounds.delete(item);
      if (seen.length < 6) rounds.add(`after ${item}`);
    };
    rounds.add('a');
    rounds.add('b');
    vi.advanceTimersByTime(100);
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
    expect(rounds.size).toBe(0);
  });

  it('visits each once however many leave meanwhile', () => {
    const visits: number[] = [];
    const rounds = new Rounds<number>({
      periodMs: 1_000,
      visit: (item) => {
        visits.push(item);
        // Everybody else of the first half goes with the first one visited.
        for (let other = 1; item === 0 && other < 50; other++) rounds.delete(other);
        if (item >= 50) rounds.delete(item);
      },
    });
    for (let item = 0; item < 100; item++) rounds.add(item);
    vi.advanceTimersByTime(1_000);
    expect(visits).toEqual([0, ...Array.from({ length: 50 }, (_, at) => 50 + at)]);
    expect(rounds.size).toBe(1);
    rounds.close();
  });

  it('leaves no timer behind when the last one is gone', () => {
    const { rounds } = openRounds(1_000, 2);
    rounds.delete(0);
    expect(vi.getTimerCount()).toBe(1);
    rounds.delete(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});
