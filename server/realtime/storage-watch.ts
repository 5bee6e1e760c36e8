// Whether the disk takes writes. While it does not, tries again at a steady pace; there is no timer
// otherwise. It knows no room.

/** The state of the disk as the relay last saw it. */
export class StorageWatch {
  isDown = false;
  private timer: NodeJS.Timeout | null = null;
  private readonly probe: () => void;
  private readonly recovered: () => void;
  private readonly probeMs: number;

  /** `probe` throws while the disk refuses; `recovered` is called once it does not. */
  constructor(options: { probe: () => void; recovered: () => void; probeMs: number }) {
    this.probe = options.probe;
    this.recovered = options.recovered;
    this.probeMs = options.probeMs;
  }

  /** The disk refused a write. */
  failed(): void {
    this.isDown = true;
    this.timer ??= setInterval(() => this.tryAgain(), this.probeMs);
  }

  private tryAgain(): void {
    try {
      this.probe();
    } catch {
      // Still down, which everybody has been told; the next attempt is on its way.
      return;
    }
    this.close();
    this.isDown = false;
    this.recovered();
  }

  close(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
  }
}
