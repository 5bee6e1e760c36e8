// Runs work at most so often, however often it is asked for. Knows nothing of the work.

/** After work that threw, ms until it is tried again: longer than a busy database stays busy. */
const RETRY_MS = 1000;

/** Work that is due at some time; asking twice is asking once. */
interface Pacer {
  /** Asks for a run: at once after a quiet time, else when the interval is over. */
  request(): void;
  /** Asks for a run no earlier than in `delayMs`; an earlier one makes it needless. */
  requestIn(delayMs: number): void;
  close(): void;
}

/** Creates a pacer. Work that throws is reported and tried again. */
export function createPacer({
  intervalMs,
  run,
  report,
}: {
  readonly intervalMs: number;
  run(): void;
  report(error: unknown): void;
}): Pacer {
  let timer: NodeJS.Timeout | null = null;
  let dueAt = Number.POSITIVE_INFINITY;
  let earliestAt = Number.NEGATIVE_INFINITY;
  let isClosed = false;

  const schedule = (at: number) => {
    if (isClosed || at >= dueAt) return;
    if (timer !== null) clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(fire, Math.max(0, at - performance.now()));
    timer.unref();
  };
  const fire = () => {
    timer = null;
    dueAt = Number.POSITIVE_INFINITY;
    earliestAt = performance.now() + intervalMs;
    try {
      run();
    } catch (error) {
      report(error);
      earliestAt = performance.now() + RETRY_MS;
      schedule(earliestAt);
    }
  };

  return {
    request: () => schedule(Math.max(performance.now(), earliestAt)),
    requestIn: (delayMs) => schedule(Math.max(performance.now() + delayMs, earliestAt)),
    close() {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
