// What a server does by the clock. One chore that fails is logged and comes round again; it stops
// neither the others nor the server.
import type { Log } from '../log.ts';

/** Something done again and again. */
interface Chore {
  /** Such as `deadline-snapshots`; its failure is logged as `…-failed`. */
  readonly name: string;
  readonly everyMs: number;
  /** May throw: a locked disk or one damaged row; what is due stays due until the next time. */
  run(): void;
}

/** Starts the chores; the first run of each is one interval away. */
export function openChores(chores: readonly Chore[], log: Log): { close(): void } {
  const timers = chores.map(({ name, everyMs, run }) => {
    const timer = setInterval(() => {
      try {
        run();
      } catch (error) {
        log({ level: 'error', event: `${name}-failed`, error });
      }
    }, everyMs);
    timer.unref();
    return timer;
  });
  return {
    close() {
      for (const timer of timers) clearInterval(timer);
    },
  };
}
