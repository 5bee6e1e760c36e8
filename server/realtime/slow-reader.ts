// Tells a reader who takes too long from one on a thin line. It knows no socket and closes nothing.
import type { RelayLimits } from './limits.ts';

type ReadingLimits = Pick<RelayLimits, 'slowReaderBytes' | 'slowReaderMs' | 'hopelessReaderBytes'>;

/** What one peer has left unread, over time (WS4). */
export class SlowReader {
  private slowSince: number | null = null;
  /** Bytes of the last answer to a joiner, which a thin line may take its time to read. */
  private answerBytes = 0;

  /** The peer was sent a whole answer at once. */
  allow(answerBytes: number): void {
    this.answerBytes = answerBytes;
  }

  /** Whether a peer with so much unread has to come back another time. */
  isTooSlow(unreadBytes: number, now: number, limits: ReadingLimits): boolean {
    if (unreadBytes <= limits.slowReaderBytes) {
      this.slowSince = null;
      this.answerBytes = 0;
      return false;
    }
    if (unreadBytes > limits.hopelessReaderBytes + this.answerBytes) return true;
    if (unreadBytes <= limits.slowReaderBytes + this.answerBytes) return false;
    this.slowSince ??= now;
    return now - this.slowSince >= limits.slowReaderMs;
  }
}
