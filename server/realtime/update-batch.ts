// Joins the admitted updates of one turn into a single update, byte by byte: V1 structs are encoded
// without reference to their neighbours, and letters typed one after the other become one struct, as
// Yjs itself would write them. It admits nothing.
import { MESSAGE, SYNC } from '../../shared/protocol.ts';
import type { Admission } from './admission.ts';
import { hasOrderedDeletes, inOrder } from './delete-ranges.ts';
import { MESSAGE_HEAD_BYTES, MessageWriter, VAR_UINT_BYTES } from './message-writer.ts';
import { NONE, type Section, STRUCT, UpdateScanner } from './update-scanner.ts';

/** The types a change is sent under. */
const UPDATE_TYPES = [MESSAGE.sync, SYNC.update] as const;

/** How far back a repeated delete range is looked for. */
const DELETE_MEMORY = 16;

interface BatchSection {
  readonly start: number;
  next: number;
  structs: number;
  /** Indices into the chunk columns, in order. */
  readonly chunks: number[];
  /** The chunk before the text of the last struct, when that is text which can go on; else `NONE`. */
  runHead: number;
  runRightClient: number;
  runRightClock: number;
}

/** A joined update, and the same as a message ready to send. */
interface JoinedUpdate {
  readonly update: Uint8Array;
  readonly message: Uint8Array;
}

/** The admitted updates of one room and turn, of one person or of all. */
export class UpdateBatch {
  /** The usual case: one update, which goes on as it came. */
  private only: JoinedUpdate | null = null;
  private pieces: Pieces | null = null;

  /** The same batch once more, to go its own way. */
  copy(): UpdateBatch {
    const copy = new UpdateBatch();
    copy.only = this.only;
    copy.pieces = this.pieces?.copy() ?? null;
    return copy;
  }

  /** Takes what is new in the update just judged; `frame` is what it came in, `null` when not a message. */
  add(admission: Admission, frame: Uint8Array | null, start: number, end: number): void {
    const { scanner } = admission;
    const isFirst = this.only === null && this.pieces === null;
    if (isFirst && admission.isWhollyNew && hasOrderedDeletes(scanner)) {
      this.only = asReceived(admission, frame, start, end);
      return;
    }
    this.pieces ??= new Pieces();
    if (this.only !== null) {
      this.pieces.addAll(this.only.update);
      this.only = null;
    }
    this.pieces.add(scanner, admission.newFirst, admission.newDeletes);
  }

  /** The batch as one update. */
  join(): JoinedUpdate {
    return this.only ?? (this.pieces ?? new Pieces()).join();
  }
}

/** Reads again what an admission judged before, when a second update follows it. */
const again = new UpdateScanner();

/** Several updates, taken apart into what of each goes into one. */
class Pieces {
  private readonly sections = new Map<number, BatchSection>();
  private chunkBytes: Uint8Array[] = [];
  private chunkFrom: number[] = [];
  private chunkTo: number[] = [];
  /** How many bytes of text follow a chunk, which are written after it; `NONE` for most chunks. */
  private chunkText: number[] = [];
  private readonly deletes = new Map<number, number[]>();
  private deleteRanges = 0;
  private byteLength = 0;

  copy(): Pieces {
    const copy = new Pieces();
    for (const [client, section] of this.sections) {
      copy.sections.set(client, { ...section, chunks: section.chunks.slice() });
    }
    copy.chunkBytes = this.chunkBytes.slice();
    copy.chunkFrom = this.chunkFrom.slice();
    copy.chunkTo = this.chunkTo.slice();
    copy.chunkText = this.chunkText.slice();
    for (const [client, ranges] of this.deletes) copy.deletes.set(client, ranges.slice());
    copy.deleteRanges = this.deleteRanges;
    copy.byteLength = this.byteLength;
    return copy;
  }

  /** Takes an update that is new in every part. */
  addAll(update: Uint8Array): void {
    const refusal = again.scan(update, 0, update.length, () => true);
    if (refusal !== null) throw new Error(`An admitted update reads as ${refusal}.`);
    for (let s = 0; s < again.sectionCount; s++) {
      this.addStructs(again, again.sections[s]!, again.sections[s]!.first);
    }
    for (let row = 0; row < again.deleteCount; row++) this.addDelete(again, row);
  }

  /** Takes, of what was just scanned, each section from its first new row on, and these deletions. */
  add(scanner: UpdateScanner, newFirst: readonly number[], newDeletes: readonly number[]): void {
    for (let s = 0; s < scanner.sectionCount; s++) {
      this.addStructs(scanner, scanner.sections[s]!, newFirst[s]!);
    }
    for (const row of newDeletes) this.addDelete(scanner, row);
  }

  private addStructs(scanner: UpdateScanner, { client, end }: Section, first: number): void {
    let row = first;
    if (row === end) return;
    let section = this.sections.get(client);
    if (section === undefined) {
      section = openSection(scanner.clock[row]!);
      this.sections.set(client, section);
    }
    if (continuesRun(section, scanner, client, row)) {
      const from = textFrom(scanner, row);
      this.chunkText[section.runHead]! += scanner.to[row]! - from;
      this.addChunk(section, scanner.bytes, from, scanner.to[row]!, NONE);
      row++;
    }
    if (row < end) this.addRows(section, scanner, row, end);
    section.next = scanner.clock[end - 1]! + scanner.length[end - 1]!;
  }

  /** Adds whole structs, the last of them apart when it is text that may go on. */
  private addRows(section: BatchSection, scanner: UpdateScanner, row: number, end: number): void {
    const { bytes } = scanner;
    const last = end - 1;
    const from = scanner.from[row]!;
    section.structs += end - row;
    if (scanner.kind[last] !== STRUCT.string || scanner.hasKey[last] !== 0) {
      section.runHead = NONE;
      this.addChunk(section, bytes, from, scanner.to[last]!, NONE);
      return;
    }
    const text = textFrom(scanner, last);
    section.runHead = this.chunkBytes.length;
    section.runRightClient = scanner.rightClient[last]!;
    section.runRightClock = scanner.rightClock[last]!;
    this.addChunk(section, bytes, from, scanner.contentFrom[last]!, scanner.to[last]! - text);
    this.addChunk(section, bytes, text, scanner.to[last]!, NONE);
  }

  private addChunk(
    section: BatchSection,
    bytes: Uint8Array,
    from: number,
    to: number,
    text: number,
  ): void {
    section.chunks.push(this.chunkBytes.length);
    this.chunkBytes.push(bytes);
    this.chunkFrom.push(from);
    this.chunkTo.push(to);
    this.chunkText.push(text);
    this.byteLength += to - from + (text === NONE ? 0 : VAR_UINT_BYTES);
  }

  private addDelete(scanner: UpdateScanner, row: number): void {
    const client = scanner.deleteClient[row]!;
    const clock = scanner.deleteClock[row]!;
    const length = scanner.deleteLength[row]!;
    let ranges = this.deletes.get(client);
    if (ranges === undefined) {
      ranges = [];
      this.deletes.set(client, ranges);
    }
    if (repeats(ranges, clock, length)) return;
    ranges.push(clock, length);
    this.deleteRanges++;
  }

  join(): JoinedUpdate {
    const writer = new MessageWriter(
      MESSAGE_HEAD_BYTES +
        this.byteLength +
        VAR_UINT_BYTES *
          (2 + 3 * this.sections.size + 2 * this.deletes.size + 2 * this.deleteRanges),
    );
    writer.varUint(this.sections.size);
    for (const [client, section] of this.sections) {
      writer.varUint(section.structs);
      writer.varUint(client);
      writer.varUint(section.start);
      for (const chunk of section.chunks) {
        writer.copy(this.chunkBytes[chunk]!, this.chunkFrom[chunk]!, this.chunkTo[chunk]!);
        const text = this.chunkText[chunk]!;
        if (text !== NONE) writer.varUint(text);
      }
    }
    writer.varUint(this.deletes.size);
    for (const [client, collected] of this.deletes) {
      const ranges = inOrder(collected);
      writer.varUint(client);
      writer.varUint(ranges.length / 2);
      for (const value of ranges) writer.varUint(value);
    }
    return asUpdate(writer);
  }
}

function openSection(clock: number): BatchSection {
  return {
    start: clock,
    next: clock,
    structs: 0,
    chunks: [],
    runHead: NONE,
    runRightClient: 0,
    runRightClock: NONE,
  };
}

/**
 * Whether a row is the next letters of the text a section ends with: right after it, and with the same
 * neighbour to the right. Yjs joins such structs in memory and writes them as one; nobody can have
 * put anything between them, because nobody has seen the first of them yet.
 */
function continuesRun(
  section: BatchSection,
  scanner: UpdateScanner,
  client: number,
  row: number,
): boolean {
  if (section.runHead === NONE) return false;
  if (scanner.kind[row] !== STRUCT.string || scanner.hasKey[row] !== 0) return false;
  if (scanner.originClock[row] !== section.next - 1) return false;
  if (scanner.originClient[row] !== client) return false;
  if (scanner.rightClock[row] !== section.runRightClock) return false;
  return section.runRightClock === NONE || scanner.rightClient[row] === section.runRightClient;
}

/** Where the letters of a text row begin, after their byte length. */
function textFrom(scanner: UpdateScanner, row: number): number {
  let pos = scanner.contentFrom[row]!;
  while (scanner.bytes[pos]! >= 0x80) pos++;
  return pos + 1;
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

function asUpdate(writer: MessageWriter): JoinedUpdate {
  const { payload, message } = writer.finish(UPDATE_TYPES);
  return { update: payload, message };
}

function prefixed(update: Uint8Array): Uint8Array {
  const writer = new MessageWriter(MESSAGE_HEAD_BYTES + update.length);
  writer.copy(update, 0, update.length);
  return writer.finish(UPDATE_TYPES).message;
}

function repeats(ranges: readonly number[], clock: number, length: number): boolean {
  for (let i = ranges.length - 2; i >= 0 && i >= ranges.length - 2 * DELETE_MEMORY; i -= 2) {
    const known = ranges[i]!;
    if (known <= clock && clock + length <= known + ranges[i + 1]!) return true;
  }
  return false;
}
