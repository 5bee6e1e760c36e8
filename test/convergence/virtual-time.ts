// Time that passes only when a world says so: the timers of whoever runs inside are kept in one
// queue, so that a seed decides everything. It replaces the global timers and the monotonic clock until
// it is uninstalled.

interface Entry {
  readonly id: number;
  dueAt: number;
  /** Tells apart what is due at the same time: earlier calls first, immediates before timers. */
  order: number;
  readonly everyMs: number | null;
  readonly run: () => void;
}

/** The global functions a world takes over. */
const TAKEN = [
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'clearImmediate',
] as const;

/** A handle that Node code may treat like its own. */
class Handle {
  readonly id: number;
  constructor(id: number) {
    this.id = id;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  hasRef(): boolean {
    return true;
  }
}

/** A clock and a queue of timers under the control of a world. */
export class VirtualTime {
  now = 1_800_000_000_000;
  private readonly entries = new Map<number, Entry>();
  private readonly originals = new Map<string, unknown>();
  private readonly monotonic = performance.now;
  private lastId = 0;
  private lastOrder = 0;

  /** Replaces the global timers. */
  install(): void {
    // By name: the timers are replaced by functions of other types.
    const scope = globalThis as unknown as Record<string, unknown>;
    for (const name of TAKEN) this.originals.set(name, scope[name]);
    const startedAt = this.now;
    performance.now = () => this.now - startedAt;
    const clear = (handle: Handle | number | null | undefined): void => {
      if (handle !== null && handle !== undefined) {
        this.entries.delete(typeof handle === 'number' ? handle : handle.id);
      }
    };
    scope.setTimeout = (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
      this.add(() => run(...args), Math.max(1, ms), null);
    scope.setInterval = (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
      this.add(() => run(...args), Math.max(1, ms), Math.max(1, ms));
    scope.setImmediate = (run: (...args: unknown[]) => void, ...args: unknown[]) =>
      this.add(() => run(...args), 0, null);
    scope.clearTimeout = clear;
    scope.clearInterval = clear;
    scope.clearImmediate = clear;
  }

  /** Gives the real timers back; what is still queued never runs. */
  uninstall(): void {
    // By name, as they were taken.
    const scope = globalThis as unknown as Record<string, unknown>;
    for (const [name, original] of this.originals) scope[name] = original;
    performance.now = this.monotonic;
    this.originals.clear();
    this.entries.clear();
  }

  /** Lets `ms` pass and runs what falls due, in order. */
  advance(ms: number): void {
    const until = this.now + ms;
    for (;;) {
      let next: Entry | null = null;
      for (const entry of this.entries.values()) {
        if (entry.dueAt > until) continue;
        if (
          next === null ||
          entry.dueAt < next.dueAt ||
          (entry.dueAt === next.dueAt && entry.order < next.order)
        ) {
          next = entry;
        }
      }
      if (next === null) break;
      this.now = Math.max(this.now, next.dueAt);
      if (next.everyMs === null) this.entries.delete(next.id);
      else {
        next.dueAt += next.everyMs;
        next.order = ++this.lastOrder;
      }
      next.run();
    }
    this.now = until;
  }

  private add(run: () => void, ms: number, everyMs: number | null): Handle {
    const id = ++this.lastId;
    this.entries.set(id, { id, dueAt: this.now + ms, order: ++this.lastOrder, everyMs, run });
    return new Handle(id);
  }
}
