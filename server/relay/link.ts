// One end of a link between a relay and the home: numbers and batches what is written, takes what
// arrives in order and once, and gives up when anything is missing. It knows no seat and no Redis.
//
// Nothing is ever sent again: after a break both sides forget the link, and the handshake of Yjs
// restores what was lost.
import * as encoding from 'lib0/encoding';
import { BadEntryError, type Entry, encodeEntry, type Sealer } from './entries.ts';
import type { LinkLimits } from './limits.ts';

/** Why a link ended. */
export type LinkFault =
  /** Nothing heard for as long as a lease. */
  | 'silent'
  /** An entry is missing. */
  | 'gap'
  /** More waits than may wait. */
  | 'overrun'
  /** An entry that cannot be read. */
  | 'garbled'
  /** The other side says so. */
  | 'gone'
  /** What carries the entries has failed. */
  | 'carrier';

/** What an end of a link is handed. */
export interface LinkOptions {
  readonly id: string;
  /** Seals what this side writes. */
  readonly sealer: Sealer;
  readonly limits: LinkLimits;
  /** Monotonic, ms. */
  now(): number;
  /** Hands an entry to whatever carries it to the other side. */
  post(entry: Uint8Array): void;
  /** Takes the frames of one batch; throws `BadEntryError`. */
  take(frames: Uint8Array): void;
  /** Adds what is due before a batch is closed. */
  beforeBatch(): void;
  /** The link has ended; called once, and not after `end`. */
  broken(fault: LinkFault): void;
}

/** One end of a link. */
export class Link {
  readonly id: string;
  private readonly options: LinkOptions;
  private open = encoding.createEncoder();
  private isOver = false;
  /** More waits than may wait; what is written now goes nowhere. */
  private isOverrun = false;
  private sentSeq = 0;
  private receivedSeq = 0;
  private confirmedSeq = 0;
  /** Bytes of each entry that is not confirmed yet, in order. */
  private readonly underWay: number[] = [];
  private underWayBytes = 0;
  private unconfirmedBytes = 0;
  private heardAt: number;
  private postedAt = Number.NEGATIVE_INFINITY;
  private immediate: NodeJS.Immediate | null = null;
  private timer: NodeJS.Timeout | null = null;
  private readonly beats: NodeJS.Timeout;

  constructor(options: LinkOptions) {
    this.id = options.id;
    this.options = options;
    this.heardAt = options.now();
    this.beats = setInterval(() => this.beat(), options.limits.beatMs);
  }

  get isOpen(): boolean {
    return !this.isOver;
  }

  /** Entries on their way to the other side. */
  get entriesUnderWay(): number {
    return this.underWay.length;
  }

  /** Appends a frame to the batch that leaves next. */
  write(append: (encoder: encoding.Encoder) => void): void {
    if (this.isOver || this.isOverrun) return;
    append(this.open);
    this.schedule();
    if (encoding.length(this.open) <= this.options.limits.waitingBytes) return;
    this.isOverrun = true;
    // Later: whoever writes is in the middle of something that the end of a link would upset.
    setImmediate(() => this.break('overrun'));
  }

  /** Has a batch leave at the end of this turn of the event loop, or together with what follows soon. */
  schedule(): void {
    if (this.isOver || this.immediate !== null || this.timer !== null) return;
    const { limits, now } = this.options;
    const waitMs = limits.batchMs - (now() - this.postedAt);
    if (waitMs <= 0) {
      this.immediate = setImmediate(() => {
        this.immediate = null;
        this.flush(false);
      });
    } else {
      this.timer = setTimeout(() => {
        this.timer = null;
        this.flush(false);
      }, waitMs);
    }
  }

  /** Sends what waits, as far as the window allows; `isBeat` sends even if that is nothing. */
  flush(isBeat: boolean): void {
    if (this.isOver) return;
    const { limits, sealer, now } = this.options;
    this.options.beforeBatch();
    const isFull = this.underWayBytes >= limits.windowBytes;
    const waiting = encoding.length(this.open);
    if (!isBeat && (isFull || waiting === 0)) return;
    // A beat passes a full window: it carries the confirmation the other side may wait for.
    const frames = isFull ? new Uint8Array(0) : encoding.toUint8Array(this.open);
    if (!isFull) this.open = encoding.createEncoder();
    const entry = encodeEntry(sealer, {
      kind: 'batch',
      linkId: this.id,
      seq: ++this.sentSeq,
      receivedSeq: this.receivedSeq,
      frames,
    });
    this.underWay.push(entry.length);
    this.underWayBytes += entry.length;
    this.unconfirmedBytes = 0;
    this.postedAt = now();
    this.options.post(entry);
  }

  /** Takes an entry whose seal was found good. */
  receive({ seq, receivedSeq, frames }: Extract<Entry, { kind: 'batch' }>): void {
    if (this.isOver) return;
    this.heardAt = this.options.now();
    if (seq <= this.receivedSeq) return;
    if (seq !== this.receivedSeq + 1) {
      this.break('gap');
      return;
    }
    this.receivedSeq = seq;
    this.confirm(receivedSeq);
    try {
      this.options.take(frames);
    } catch (error) {
      // What comes after it in the batch is lost; and sealed by somebody with the key yet unreadable
      // means that the versions do not match after all.
      this.break('garbled');
      if (!(error instanceof BadEntryError)) throw error;
      return;
    }
    this.unconfirmedBytes += frames.length;
    if (this.unconfirmedBytes > this.options.limits.windowBytes / 4) this.flush(true);
  }

  private confirm(seq: number): void {
    const wasFull = this.underWayBytes >= this.options.limits.windowBytes;
    while (this.confirmedSeq < Math.min(seq, this.sentSeq)) {
      this.confirmedSeq++;
      this.underWayBytes -= this.underWay.shift() ?? 0;
    }
    if (wasFull) this.schedule();
  }

  private beat(): void {
    const { limits, now } = this.options;
    if (now() - this.heardAt > limits.leaseMs) this.break('silent');
    else this.flush(true);
  }

  /** Ends the link and says why to whoever holds it. */
  break(fault: LinkFault): void {
    if (this.isOver) return;
    this.end();
    this.options.broken(fault);
  }

  /** Ends the link quietly. */
  end(): void {
    this.isOver = true;
    clearInterval(this.beats);
    if (this.immediate !== null) clearImmediate(this.immediate);
    if (this.timer !== null) clearTimeout(this.timer);
    this.immediate = null;
    this.timer = null;
  }
}
