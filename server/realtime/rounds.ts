// Looks over everyone once a period, a few at a time: looking at a thousand sockets in one go would
// hold up every keystroke that comes meanwhile. It knows nothing of what it looks at.

/** A tick visits those who are due; shorter ones wake the process for next to nobody. */
const TICK_MS = 50;

/** Visits each of a changing set once a period. Its timer runs while there is anybody. */
export class Rounds<T> {
  private readonly items = new Set<T>();
  private readonly periodMs: number;
  private readonly tickMs: number;
  private readonly visit: (item: T) => void;
  private timer: NodeJS.Timeout | null = null;
  /** Where the round is; a set can change while it is gone through. */
  private round: Iterator<T> = [].values();
  /** What is due of the next visit, in ms of the period: three sockets get one every third of it. */
  private due = 0;

  /** `visit` may remove the item it is given, or any other. */
  constructor(options: { readonly periodMs: number; visit(item: T): void }) {
    this.periodMs = options.periodMs;
    this.tickMs = Math.min(TICK_MS, options.periodMs);
    this.visit = options.visit;
  }

  get size(): number {
    return this.items.size;
  }

  add(item: T): void {
    this.items.add(item);
    this.timer ??= setInterval(() => this.tick(), this.tickMs);
  }

  delete(item: T): void {
    this.items.delete(item);
    if (this.items.size === 0) this.stop();
  }

  /** Forgets everybody. */
  close(): void {
    this.items.clear();
    this.stop();
  }

  private stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    this.due = 0;
  }

  private tick(): void {
    this.due += this.items.size * this.tickMs;
    for (; this.due >= this.periodMs && this.items.size > 0; this.due -= this.periodMs) {
      this.visit(this.next());
    }
  }

  private next(): T {
    let next = this.round.next();
    if (next.done === true) {
      this.round = this.items.values();
      next = this.round.next();
    }
    return next.value as T;
  }
}
