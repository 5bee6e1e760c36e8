import { expect, test, vi } from 'vitest';
import { openArrivals } from './arrivals.ts';

function openOnPage() {
  const goes: string[][] = [];
  const frames: (() => void)[] = [];
  const page = { isSeen: true };
  const arrivals = openArrivals<string>((arrived) => goes.push([...arrived]), {
    isSeen: () => page.isSeen,
    afterFrame: (callback) => frames.push(callback),
  });
  const drawFrame = () => {
    for (const callback of frames.splice(0)) callback();
  };
  return { arrivals, goes, page, drawFrame };
}

test('[CL6] what is there is applied together and in its order, what comes soon after it a little later', () => {
  vi.useFakeTimers();
  try {
    const { arrivals, goes } = openOnPage();
    arrivals.take('a');
    arrivals.take('b');
    vi.advanceTimersByTime(0);
    expect(goes).toEqual([['a', 'b']]);
    arrivals.take('c');
    arrivals.take('d');
    vi.advanceTimersByTime(50);
    expect(goes).toHaveLength(1);
    vi.advanceTimersByTime(50);
    expect(goes).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    vi.advanceTimersByTime(100);
    arrivals.take('e');
    vi.advanceTimersByTime(0);
    expect(goes.at(-1)).toEqual(['e']);
  } finally {
    vi.useRealTimers();
  }
});

test('[CL6] what I wrote is drawn before what arrives, which does not wait for a frame that never comes', () => {
  vi.useFakeTimers();
  try {
    const { arrivals, goes, drawFrame } = openOnPage();
    arrivals.ownFirst();
    arrivals.take('a');
    expect(goes).toEqual([]);
    drawFrame();
    expect(goes).toEqual([['a']]);
    arrivals.ownFirst();
    arrivals.take('b');
    vi.advanceTimersByTime(100);
    expect(goes).toEqual([['a'], ['b']]);
  } finally {
    vi.useRealTimers();
  }
});

test('[CL2] nothing waits on a page that nobody sees, or that must know now', () => {
  vi.useFakeTimers();
  try {
    const { arrivals, goes, page } = openOnPage();
    arrivals.take('a');
    arrivals.settle();
    expect(goes).toEqual([['a']]);
    arrivals.take('b');
    page.isSeen = false;
    arrivals.take('c');
    expect(goes).toEqual([['a'], ['b', 'c']]);
    vi.advanceTimersByTime(1_000);
    expect(goes).toHaveLength(2);
  } finally {
    vi.useRealTimers();
  }
});
