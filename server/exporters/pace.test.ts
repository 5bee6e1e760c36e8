import { describe, expect, it } from 'vitest';
import { finished, paced, pacedStream } from './pace.ts';

/** Works longer than a turn may last. */
function work(): void {
  const end = performance.now() + 10;
  while (performance.now() < end);
}

/** Counts how often others were served, until it is told to stop. */
function watchOthers() {
  let served = 0;
  let isOver = false;
  const serve = () => {
    served += 1;
    if (!isOver) setImmediate(serve);
  };
  setImmediate(serve);
  return {
    stop() {
      isOver = true;
      return served;
    },
  };
}

describe('long work', () => {
  function* steps() {
    for (let step = 0; step < 5; step++) {
      work();
      yield;
    }
    return 'done';
  }

  it('[EX9] serves others between its steps, and ends as it would at once', async () => {
    const others = watchOthers();
    expect(await paced(steps())).toBe('done');
    expect(others.stop()).toBeGreaterThanOrEqual(4);
    expect(finished(steps())).toBe('done');
  });

  it('[EX9] serves others while a reader takes whatever comes', async () => {
    const others = watchOthers();
    function* texts() {
      for (let step = 0; step < 5; step++) {
        work();
        yield `${step} é\n`;
      }
    }
    expect(await new Response(pacedStream(texts())).text()).toBe('0 é\n1 é\n2 é\n3 é\n4 é\n');
    expect(others.stop()).toBeGreaterThanOrEqual(4);
  });

  it('[EX9] takes turns with other long work, so that many hold nobody up for longer than one', async () => {
    const others = watchOthers();
    const works = Array.from({ length: 8 }, () => paced(steps()));
    expect(new Set(await Promise.all(works))).toEqual(new Set(['done']));
    expect(others.stop()).toBeGreaterThanOrEqual(8 * 4);
  });

  it('[EX9] makes no more than is read, and tells a reader when it fails', async () => {
    let made = 0;
    function* endless() {
      for (;;) {
        made += 1;
        yield 'x'.repeat(40_000);
      }
    }
    const reader = pacedStream(endless()).getReader();
    await reader.read();
    await reader.cancel();
    expect(made).toBeLessThan(10);
    function* broken() {
      yield 'x';
      throw new Error('the disk is gone');
    }
    await expect(new Response(pacedStream(broken())).text()).rejects.toThrow('the disk is gone');
  });
});
