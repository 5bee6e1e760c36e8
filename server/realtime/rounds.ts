// Looks over everyone once a period, a few at a time: looking at a thousand sockets in one go would
// hold up every keystroke that comes meanwhile. It knows nothing of what it looks at.

/** A tick visits those who are due; shorter ones wake the process for next to nobody. */
const TICK_MS = 50;

/** Visits each of a changing set once a period. Its timer runs while there is anybody. */
export class Rounds<T> {
  private readonly items = new Set<T>();
  private readonly tickMs: number;
  private readonly ticks: number;
  private readonly visit: (item: T) => void;
  private timer: NodeJS.Timeout | null = null;
  /** Whom this round visits: those who were there when it began. */
  private round: readonly T[] = [];
  private visited = 0;
  private tick = 0;

  /** `visit` may remove the item it is given, or any other. */
  constructor(options: { readonly periodMs: number; visit(item: T): void }) {
    this.tickMs = Math.min(TICK_MS, options.periodMs);
    this.ticks = Math.max(1, Math.round(options.periodMs / this.tickMs));
    this.visit = options.visit;
  }

  get size(): number {
    return this.items.size;
  }

  add(item: T): void {
    this.items.add(item);
    this.timer ??= setInterval(() => this.goOn(), this.tickMs);
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
    this.round = [];
    this.visited = 0;
    this.tick = 0;
  }

  private goOn(): void {
    if (this.tick === 0) {
      this.round = [...this.items];
      this.visited = 0;
    }
    this.tick++;
    const { round } = this;
    const until = Math.ceil((round.length * this.tick) / this.ticks);
    if (this.tick === this.ticks) this.tick = 0;
    while (this.visited < until && this.round === round) {
      const item = round[this.visited++] as T;
      if (this.items.has(item)) this.visit(item);
    }
  }
}
