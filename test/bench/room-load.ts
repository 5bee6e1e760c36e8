// A room full of load clients: who is seated, what each writer has sent, what each seat has
// received of it and how long it took. Knows neither when to send nor what is measured.
import { performance } from 'node:perf_hooks';
import * as Y from 'yjs';
import { SYNC } from '../../shared/protocol.ts';
import { type Dialect, presenceMessage, updateMessage } from './dialect.ts';
import { Histogram } from './histogram.ts';
import { type Joined, joinRoom } from './join.ts';
import type { PreparedTyping } from './typing.ts';
import { scanUpdate } from './update-scan.ts';
import { clientFrame } from './wire-client.ts';

/** Latencies are taken at every so-many-th seat when the room is being saturated. */
const LATENCY_SEAT_STEP = 5;
/** Frames at least this long are looked up among the last ones before they are read again. */
const MEMO_BYTES = 160;
const MEMO_FRAMES = 16;

/** One writer's keystrokes as frames, in one buffer, so that many go out in one write. */
interface FramedTyping {
  readonly bytes: Buffer;
  /** Keystroke i is `bytes[starts[i] .. starts[i + 1])`. */
  readonly starts: Uint32Array;
}

/** Puts keystrokes into the frames one room's server wants. */
function frameTyping(dialect: Dialect, room: string, updates: readonly Uint8Array[]): FramedTyping {
  const frames = updates.map((update) => clientFrame(updateMessage(dialect, room, update)));
  const starts = new Uint32Array(frames.length + 1);
  for (let i = 0; i < frames.length; i++) {
    starts[i + 1] = (starts[i] as number) + (frames[i] as Buffer).byteLength;
  }
  return { bytes: Buffer.concat(frames), starts };
}

interface Seat {
  /** `null` while it is being taken: frames arrive before that is over. */
  joined: Joined | null;
  /** Index of the writer who sits here, -1 for a reader. */
  readonly writer: number;
  /** Per writer, how many keystrokes have arrived here. */
  readonly received: Int32Array;
  readonly measuresLatency: boolean;
}

interface ReadFrame {
  readonly bytes: Buffer;
  /** Triples of writer, from, to. */
  readonly ranges: readonly number[];
}

/** A room under load. */
export class RoomLoad {
  readonly name: string;
  readonly writers: number;
  readonly keystrokes: number;
  /** Per writer, how many keystrokes were sent. */
  readonly sent: Int32Array;
  /** Keystrokes that reached a seat other than their writer's, counted once per seat. */
  delivered = 0;
  /** Frames that arrived, of any type. */
  frames = 0;
  /** Keystrokes that arrived before an earlier one of the same writer: 0 unless frames were lost. */
  gaps = 0;
  latency = new Histogram();
  /** Called when a writer's keystrokes have come back to the seat that watches it. */
  onProgress: () => void = () => undefined;

  private readonly seats: Seat[] = [];
  private readonly sentAt: Float64Array[];
  private readonly framed: readonly FramedTyping[];
  private readonly writerOf = new Map<number, number>();
  private readonly clientIds: readonly number[];
  private readonly presenceClocks: Int32Array;
  private readonly dialect: Dialect;
  private readonly memo: ReadFrame[] = [];
  private memoAt = 0;

  private constructor(dialect: Dialect, name: string, typing: PreparedTyping) {
    this.dialect = dialect;
    this.name = name;
    this.writers = typing.typings.length;
    this.keystrokes = (typing.typings[0] as { updates: readonly unknown[] }).updates.length;
    this.sent = new Int32Array(this.writers);
    this.presenceClocks = new Int32Array(this.writers);
    this.clientIds = typing.typings.map((one) => one.clientId);
    for (const [writer, id] of this.clientIds.entries()) this.writerOf.set(id, writer);
    this.sentAt = typing.typings.map((one) => new Float64Array(one.updates.length));
    this.framed = typing.typings.map((one) => frameTyping(dialect, name, one.updates));
  }

  /** Lays out the room's document and seats everybody: the writers first, then readers. */
  static async open(options: {
    readonly dialect: Dialect;
    readonly port: number;
    readonly name: string;
    readonly typing: PreparedTyping;
    readonly seats: number;
    /** Measures every seat's latencies instead of a sample of them. */
    readonly everyLatency?: boolean;
    /** Ports of several relays, taken in turn. */
    readonly ports?: readonly number[];
  }): Promise<RoomLoad> {
    const { dialect, port, name, typing } = options;
    const room = new RoomLoad(dialect, name, typing);
    const founder = await joinRoom({ dialect, port, room: name, person: 'founder' });
    founder.send(updateMessage(dialect, name, typing.seedState));
    for (let index = 0; index < options.seats; index++) {
      const writer = index < room.writers ? index : -1;
      const seat: Seat = {
        joined: null,
        writer,
        received: new Int32Array(room.writers),
        measuresLatency: options.everyLatency === true || index % LATENCY_SEAT_STEP === 0,
      };
      seat.joined = await joinRoom({
        dialect,
        port: options.ports?.[index % options.ports.length] ?? port,
        room: name,
        person: `person-${index}`,
        onUpdate: (update, kind) => room.receive(seat, update, kind),
        onFrame: () => {
          room.frames++;
        },
      });
      room.seats.push(seat);
    }
    founder.close();
    return room;
  }

  /** Sends a writer's next keystrokes, up to but not including number `until`. */
  type(writer: number, until: number): void {
    const from = this.sent[writer] as number;
    const to = Math.min(until, this.keystrokes);
    if (to <= from) return;
    const { bytes, starts } = this.framed[writer] as FramedTyping;
    (this.sentAt[writer] as Float64Array).fill(performance.now(), from, to);
    this.sent[writer] = to;
    (this.seats[writer] as Seat).joined?.write(bytes.subarray(starts[from], starts[to]));
  }

  /** Sends a writer's presence, as an editor does when the caret has moved. */
  moveCaret(writer: number): void {
    const clock = (this.presenceClocks[writer] as number) + 1;
    this.presenceClocks[writer] = clock;
    const caret = Math.max(0, (this.sent[writer] as number) - 1);
    const id = this.clientIds[writer] as number;
    const seat = this.seats[writer] as Seat;
    seat.joined?.send(presenceMessage(this.dialect, this.name, id, clock, caret));
  }

  /** How many of a writer's keystrokes have reached the seat that watches it. */
  seen(writer: number): number {
    const watcher = this.seats.at(-1)?.writer === writer ? this.seats.at(-2) : this.seats.at(-1);
    return (watcher as Seat).received[writer] as number;
  }

  /** The furthest any seat but the writer's own has seen of a writer. */
  mostSeen(writer: number): number {
    const others = this.seats.filter((seat) => seat.writer !== writer);
    return Math.max(...others.map((seat) => seat.received[writer] as number));
  }

  /** True when everything sent has reached every other seat. */
  get isSettled(): boolean {
    return this.seats.every((seat) =>
      this.sent.every((sent, writer) => seat.writer === writer || seat.received[writer] === sent),
    );
  }

  /** Close codes of seats the server has closed. */
  get closed(): readonly (number | null)[] {
    return this.seats
      .map((seat) => seat.joined)
      .filter((joined) => joined !== null && !joined.isOpen)
      .map((joined) => (joined as Joined).closeCode);
  }

  /** Joins once more with a real document and compares it with what was sent; throws on a difference. */
  async verify(port: number): Promise<void> {
    if (!this.dialect.keepsDocument) return;
    const reader = await joinRoom({
      dialect: this.dialect,
      port,
      room: this.name,
      person: 'judge',
    });
    const doc = new Y.Doc();
    Y.applyUpdate(doc, reader.state);
    reader.close();
    for (let writer = 0; writer < this.writers; writer++) {
      const kept = Y.getState(doc.store, this.clientIds[writer] as number);
      if (kept !== this.sent[writer]) {
        throw new Error(
          `${this.dialect.server}: room ${this.name} holds ${kept} of ${this.sent[writer]} keystrokes of writer ${writer}.`,
        );
      }
    }
    doc.destroy();
  }

  /** When a client's letter was typed, ms since the epoch; `null` for a letter that is none of ours. */
  typedAt(clientId: number, clock: number): number | null {
    const writer = this.writerOf.get(clientId);
    if (writer === undefined || clock >= (this.sent[writer] as number)) return null;
    return performance.timeOrigin + ((this.sentAt[writer] as Float64Array)[clock] as number);
  }

  /** Leaves with everybody. */
  close(): void {
    for (const seat of this.seats) seat.joined?.close();
  }

  private receive(seat: Seat, update: Buffer, kind: number): void {
    if (kind === SYNC.step2) {
      for (const [client, clock] of Y.parseUpdateMeta(update).to) {
        const writer = this.writerOf.get(client);
        if (writer !== undefined) seat.received[writer] = clock;
      }
      return;
    }
    const ranges = this.read(update);
    const now = performance.now();
    for (let i = 0; i < ranges.length; i += 3) {
      const writer = ranges[i] as number;
      if (writer === seat.writer) continue;
      const from = ranges[i + 1] as number;
      const to = ranges[i + 2] as number;
      const before = seat.received[writer] as number;
      if (from > before) this.gaps++;
      if (to <= before) continue;
      seat.received[writer] = to;
      this.delivered += to - before;
      if (seat.measuresLatency) {
        const sentAt = this.sentAt[writer] as Float64Array;
        for (let clock = before; clock < to; clock++) {
          this.latency.add(now - (sentAt[clock] as number));
        }
      }
    }
    this.onProgress();
  }

  /** The writers' ranges in an update. A coalesced frame reaches many seats: it is read once. */
  private read(update: Buffer): readonly number[] {
    const long = update.byteLength >= MEMO_BYTES;
    if (long) {
      for (const known of this.memo) if (known.bytes.equals(update)) return known.ranges;
    }
    const ranges: number[] = [];
    scanUpdate(update, (client, from, to) => {
      const writer = this.writerOf.get(client);
      if (writer !== undefined) ranges.push(writer, from, to);
    });
    if (long) {
      this.memo[this.memoAt] = { bytes: Buffer.from(update), ranges };
      this.memoAt = (this.memoAt + 1) % MEMO_FRAMES;
    }
    return ranges;
  }
}
