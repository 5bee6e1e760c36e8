// Joins the admitted updates of one turn into a single update, byte by byte: V1 structs are encoded
// without reference to their neighbours, so nothing is decoded or encoded again. It admits nothing.
import { MESSAGE, SYNC } from '../../shared/protocol.ts';
import type { Admission } from './admission.ts';

/** Room for a message's two type bytes and its length, before the update itself. */
const MESSAGE_HEAD_BYTES = 12;

/** Varuints of up to 53 bits take at most eight bytes. */
const VAR_UINT_BYTES = 8;

/** How far back a repeated delete range is looked for. */
const DELETE_MEMORY = 16;

interface BatchSection {
  readonly start: number;
  next: number;
  structs: number;
  byteLength: number;
  /** Indices into the chunk columns, in order. */
  readonly chunks: number[];
}

/** A joined update, and the same as a message ready to send. */
export interface JoinedUpdate {
  readonly update: Uint8Array;
  readonly message: Uint8Array;
}

/** The admitted updates of one room and turn, of one person or of all. */
export class UpdateBatch {
  private readonly sections = new Map<number, BatchSection>();
  private readonly chunkBytes: Uint8Array[] = [];
  private readonly chunkFrom: number[] = [];
  private readonly chunkTo: number[] = [];
  private readonly deletes = new Map<number, number[]>();
  private deleteRanges = 0;
  private updates = 0;
  private byteLength = 0;
  private only: JoinedUpdate | null = null;

  get isEmpty(): boolean {
    return this.updates === 0;
  }

  /** The clients of whom this batch holds structs, with their clocks after it. */
  *clocks(): IterableIterator<[client: number, next: number]> {
    for (const [client, section] of this.sections) yield [client, section.next];
  }

  /** Takes what is new in the update just judged; `frame` is what it came in, `null` when not a message. */
  add(admission: Admission, frame: Uint8Array | null, start: number, end: number): void {
    this.only =
      this.updates === 0 && admission.isWhollyNew ? asReceived(admission, frame, start, end) : null;
    this.updates++;
    this.addStructs(admission);
    this.addDeletes(admission);
  }

  private addStructs(admission: Admission): void {
    const scanner = admission.scanner;
    for (let s = 0; s < scanner.sectionCount; s++) {
      const { client, end } = scanner.sections[s]!;
      const first = admission.newFirst[s]!;
      if (first === end) continue;
      const from = scanner.from[first]!;
      const to = scanner.to[end - 1]!;
      let section = this.sections.get(client);
      if (section === undefined) {
        const clock = scanner.clock[first]!;
        section = { start: clock, next: clock, structs: 0, byteLength: 0, chunks: [] };
        this.sections.set(client, section);
      }
      section.chunks.push(this.chunkBytes.length);
      this.chunkBytes.push(scanner.bytes);
      this.chunkFrom.push(from);
      this.chunkTo.push(to);
      section.structs += end - first;
      section.byteLength += to - from;
      section.next = scanner.clock[end - 1]! + scanner.length[end - 1]!;
      this.byteLength += to - from;
    }
  }

  private addDeletes(admission: Admission): void {
    const scanner = admission.scanner;
    for (const row of admission.newDeletes) {
      const client = scanner.deleteClient[row]!;
      const clock = scanner.deleteClock[row]!;
      const length = scanner.deleteLength[row]!;
      let ranges = this.deletes.get(client);
      if (ranges === undefined) {
        ranges = [];
        this.deletes.set(client, ranges);
      }
      if (repeats(ranges, clock, length)) continue;
      ranges.push(clock, length);
      this.deleteRanges++;
    }
  }

  /** The batch as one update. */
  join(): JoinedUpdate {
    if (this.only !== null) return this.only;
    const writer = new Writer(
      MESSAGE_HEAD_BYTES +
        this.byteLength +
        VAR_UINT_BYTES *
          (2 + 3 * this.sections.size + 2 * this.deletes.size + 2 * this.deleteRanges),
    );
    writer.pos = MESSAGE_HEAD_BYTES;
    writer.varUint(this.sections.size);
    for (const [client, section] of this.sections) {
      writer.varUint(section.structs);
      writer.varUint(client);
      writer.varUint(section.start);
      for (const chunk of section.chunks) {
        writer.copy(this.chunkBytes[chunk]!, this.chunkFrom[chunk]!, this.chunkTo[chunk]!);
      }
    }
    writer.varUint(this.deletes.size);
    for (const [client, ranges] of this.deletes) {
      writer.varUint(client);
      writer.varUint(ranges.length / 2);
      for (const value of ranges) writer.varUint(value);
    }
    return writer.finish();
  }
}

/** An update that is new in every part travels on in the bytes it came in. */
function asReceived(
  admission: Admission,
  frame: Uint8Array | null,
  start: number,
  end: number,
): JoinedUpdate {
  const update = admission.scanner.bytes.subarray(start, end);
  return { update, message: frame ?? prefixed(update) };
}

function prefixed(update: Uint8Array): Uint8Array {
  const writer = new Writer(MESSAGE_HEAD_BYTES + update.length);
  writer.pos = MESSAGE_HEAD_BYTES;
  writer.copy(update, 0, update.length);
  return writer.finish().message;
}

function repeats(ranges: readonly number[], clock: number, length: number): boolean {
  for (let i = ranges.length - 2; i >= 0 && i >= ranges.length - 2 * DELETE_MEMORY; i -= 2) {
    const known = ranges[i]!;
    if (known <= clock && clock + length <= known + ranges[i + 1]!) return true;
  }
  return false;
}

class Writer {
  readonly bytes: Buffer;
  pos = 0;

  constructor(size: number) {
    this.bytes = Buffer.allocUnsafe(size);
  }

  varUint(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.bytes[this.pos++] = 0x80 | (rest % 128);
      rest = Math.floor(rest / 128);
    }
    this.bytes[this.pos++] = rest;
  }

  copy(source: Uint8Array, from: number, to: number): void {
    this.bytes.set(source.subarray(from, to), this.pos);
    this.pos += to - from;
  }

  /** Puts the message's head right before the update, so that both share one allocation. */
  finish(): JoinedUpdate {
    const end = this.pos;
    const length = end - MESSAGE_HEAD_BYTES;
    let lengthBytes = 1;
    for (let rest = length; rest > 0x7f; rest = Math.floor(rest / 128)) lengthBytes++;
    const start = MESSAGE_HEAD_BYTES - lengthBytes - 2;
    this.pos = start;
    this.varUint(MESSAGE.sync);
    this.varUint(SYNC.update);
    this.varUint(length);
    return {
      update: this.bytes.subarray(MESSAGE_HEAD_BYTES, end),
      message: this.bytes.subarray(start, end),
    };
  }
}
