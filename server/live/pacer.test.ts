// Work that is asked for more often than it is done.
import { expect, test, vi } from 'vitest';
import { until } from '../../test/support/until.ts';
import { createPacer } from './pacer.ts';

test('[WL1] many requests in one turn are one run', async () => {
  let runs = 0;
  const pacer = createPacer({ intervalMs: 20, run: () => runs++, report: () => undefined });
  for (let i = 0; i < 100; i++) pacer.request();
  await until(() => runs > 0);
  expect(runs).toBe(1);
  pacer.close();
});

test('[WL1] a request during the interval runs once it is over, and only once', () => {
  vi.useFakeTimers();
  try {
    let runs = 0;
    const pacer = createPacer({ intervalMs: 30, run: () => runs++, report: () => undefined });
    pacer.request();
    vi.advanceTimersByTime(1);
    expect(runs).toBe(1);
    pacer.request();
    pacer.request();
    vi.advanceTimersByTime(28);
    expect(runs).toBe(1);
    vi.advanceTimersByTime(2);
    expect(runs).toBe(2);
    vi.advanceTimersByTime(1000);
    expect(runs).toBe(2);
    pacer.close();
  } finally {
    vi.useRealTimers();
  }
});

test('an earlier request goes before a later one', async () => {
  let runs = 0;
  const pacer = createPacer({ intervalMs: 1, run: () => runs++, report: () => undefined });
  pacer.requestIn(60_000);
  pacer.request();
  await until(() => runs === 1);
  pacer.close();
});

test('work that throws is reported and tried again', async () => {
  const reported: unknown[] = [];
  let runs = 0;
  const pacer = createPacer({
    intervalMs: 1,
    run: () => {
      runs++;
      if (runs === 1) throw new Error('busy');
    },
    report: (error) => reported.push(error),
  });
  pacer.request();
  await until(() => runs === 2);
  expect(reported).toEqual([new Error('busy')]);
  pacer.close();
});

test('a closed pacer runs nothing', async () => {
  let runs = 0;
  const closed = createPacer({ intervalMs: 1, run: () => runs++, report: () => undefined });
  const open = createPacer({ intervalMs: 1, run: () => runs++, report: () => undefined });
  closed.request();
  closed.close();
  closed.request();
  open.requestIn(5);
  await until(() => runs > 0);
  expect(runs).toBe(1);
  open.close();
});
