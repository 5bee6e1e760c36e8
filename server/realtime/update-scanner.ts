// One pass over a Yjs V1 update from a stranger: where its structs lie, what they refer to, what it
// deletes. It is total (any bytes end in arrays or in a refusal) and knows no document.
import type { RefusalCode } from '../../shared/protocol.ts';
import type { KnownNames } from './known-names.ts';
import { MALFORMED, Refusal, WireCursor } from './wire-cursor.ts';

/** More structs than a long day of typing leaves behind; integrating them is what costs time. */
const MAX_STRUCTS = 20_000;

/** More delete ranges than any honest state carries; each costs a search in the document. */
const MAX_DELETES = 200_000;

/** Clocks stay far inside the safe integers, so that adding lengths never loses one. */
const MAX_CLOCK = 2 ** 31;

/** The struct kinds of the V1 format that matter here; the rest is content like any other. */
export const STRUCT = { gc: 0, string: 4, type: 7 } as const;

const TOO_MANY_STRUCTS = new Refusal('too-many-structs');
const CLOCK_OVERFLOW = new Refusal('clock-overflow');
const UNKNOWN_ROOT = new Refusal('unknown-root');
const UNKNOWN_NODE = new Refusal('unknown-node');
const SUBDOCUMENT = new Refusal('subdocument');

const ORIGIN = 0x80;
const RIGHT_ORIGIN = 0x40;
const PARENT_SUB = 0x20;
const KIND = 0x1f;
const SKIP = 10;
const LAST_TYPE = 6;
const XML_ELEMENT = 3;
const XML_HOOK = 5;

/** Marks an absent id in the clock columns. */
export const NONE = -1;

/** The structs of one client in an update: rows `first` to `end` (exclusive) of the columns. */
export interface Section {
  client: number;
  first: number;
  end: number;
}

/**
 * Scans updates into columns that are reused by the next scan: read what is needed before scanning
 * again.
 */
export class UpdateScanner {
  readonly sections: Section[] = [];
  sectionCount = 0;

  /** Whether a section leaves out clocks with a skip, as merged updates do. */
  hasSkip = false;

  structCount = 0;
  readonly kind = new Uint8Array(MAX_STRUCTS);
  /** Byte range of the encoded struct; such a range means the same in any other update. */
  readonly from = new Uint32Array(MAX_STRUCTS);
  readonly to = new Uint32Array(MAX_STRUCTS);
  /** Where an item's content begins; for text that is its byte length. */
  readonly contentFrom = new Uint32Array(MAX_STRUCTS);
  /** Whether an item is the value of a key; its origin may say so too. */
  readonly hasKey = new Uint8Array(MAX_STRUCTS);
  readonly clock = new Float64Array(MAX_STRUCTS);
  readonly length = new Float64Array(MAX_STRUCTS);
  readonly originClient = new Float64Array(MAX_STRUCTS);
  readonly originClock = new Float64Array(MAX_STRUCTS);
  readonly rightClient = new Float64Array(MAX_STRUCTS);
  readonly rightClock = new Float64Array(MAX_STRUCTS);
  /** The parent when it is named by id; a root parent has `NONE` here and no origins. */
  readonly parentClient = new Float64Array(MAX_STRUCTS);
  readonly parentClock = new Float64Array(MAX_STRUCTS);

  /** The root that is the parent, and the key in it, of items that name them. */
  readonly root: string[] = new Array<string>(MAX_STRUCTS).fill('');
  readonly key: string[] = new Array<string>(MAX_STRUCTS).fill('');

  deleteCount = 0;
  readonly deleteClient: number[] = [];
  readonly deleteClock: number[] = [];
  readonly deleteLength: number[] = [];

  private readonly names: KnownNames | null;
  private readonly cursor = new WireCursor();

  /** Lets any names pass without `names`. */
  constructor(names: KnownNames | null = null) {
    this.names = names;
  }

  /** The bytes last scanned. */
  get bytes(): Buffer {
    return this.cursor.bytes;
  }

  /** Scans `bytes[start, end)`. `null` means well-formed and within the limits. */
  scan(
    bytes: Uint8Array,
    start: number,
    end: number,
    isRoot: (name: string) => boolean,
  ): RefusalCode | null {
    this.sectionCount = 0;
    this.structCount = 0;
    this.deleteCount = 0;
    this.hasSkip = false;
    this.cursor.reset(bytes, start, end);
    try {
      this.readSections(isRoot);
      this.readDeletes();
      if (this.cursor.pos !== end) return 'malformed';
      return null;
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
  }

  /** Whether a row is an item, which has a place, and not a gap left by collected ones. */
  isItem(row: number): boolean {
    return this.kind[row] !== STRUCT.gc;
  }

  private readSections(isRoot: (name: string) => boolean): void {
    const cursor = this.cursor;
    const count = cursor.varUint();
    // A second section of a client silently replaces the first in Yjs; no honest encoder writes one.
    const seen = count > 1 ? new Set<number>() : null;
    for (let i = 0; i < count; i++) {
      const structs = cursor.varUint();
      if (structs === 0) throw MALFORMED;
      if (structs > MAX_STRUCTS - this.structCount) throw TOO_MANY_STRUCTS;
      const client = cursor.varUint();
      if (seen?.has(client)) throw MALFORMED;
      seen?.add(client);
      const first = this.structCount;
      this.readStructs(structs, cursor.varUint(), isRoot);
      const section = this.sections[this.sectionCount];
      if (section === undefined) {
        this.sections.push({ client, first, end: this.structCount });
      } else {
        section.client = client;
        section.first = first;
        section.end = this.structCount;
      }
      this.sectionCount++;
    }
  }

  private readStructs(count: number, start: number, isRoot: (name: string) => boolean): void {
    const cursor = this.cursor;
    let clock = start;
    for (let i = 0; i < count; i++) {
      const row = this.structCount;
      const from = cursor.pos;
      const info = cursor.uint8();
      const kind = info & KIND;
      let length: number;
      if (kind === STRUCT.gc || kind === SKIP) {
        if (info !== kind) throw MALFORMED;
        length = cursor.varUint();
        this.originClock[row] = NONE;
        this.rightClock[row] = NONE;
        this.parentClock[row] = NONE;
      } else {
        this.readReferences(row, info, isRoot);
        this.contentFrom[row] = cursor.pos;
        this.hasKey[row] = info & PARENT_SUB;
        length = this.readContent(kind);
      }
      // A struct without length has no place in a clock, and makes Yjs' binary search run in circles.
      if (length === 0) throw MALFORMED;
      if (clock + length > MAX_CLOCK) throw CLOCK_OVERFLOW;
      if (kind === SKIP) {
        this.hasSkip = true;
      } else {
        this.kind[row] = kind;
        this.from[row] = from;
        this.to[row] = cursor.pos;
        this.clock[row] = clock;
        this.length[row] = length;
        this.structCount = row + 1;
      }
      clock += length;
    }
  }

  private readReferences(row: number, info: number, isRoot: (name: string) => boolean): void {
    const cursor = this.cursor;
    if ((info & ORIGIN) !== 0) {
      this.originClient[row] = cursor.varUint();
      this.originClock[row] = cursor.varUint();
    } else {
      this.originClock[row] = NONE;
    }
    if ((info & RIGHT_ORIGIN) !== 0) {
      this.rightClient[row] = cursor.varUint();
      this.rightClock[row] = cursor.varUint();
    } else {
      this.rightClock[row] = NONE;
    }
    this.parentClock[row] = NONE;
    // With an origin the parent and its key are copied from there, and are not on the wire.
    if ((info & (ORIGIN | RIGHT_ORIGIN)) !== 0) return;
    if (cursor.varUint() === 1) {
      const root = cursor.string();
      if (!isRoot(root)) throw UNKNOWN_ROOT;
      this.root[row] = root;
    } else {
      this.parentClient[row] = cursor.varUint();
      this.parentClock[row] = cursor.varUint();
    }
    if ((info & PARENT_SUB) !== 0) this.key[row] = cursor.key();
  }

  /** Skips an item's content and returns its length in clock units. */
  private readContent(kind: number): number {
    const cursor = this.cursor;
    switch (kind) {
      case 1: // deleted
        return cursor.varUint();
      case 2: {
        // JSON, written by ancient versions
        const count = cursor.varUint();
        for (let i = 0; i < count; i++) cursor.skipLegacyJson();
        return count;
      }
      case 3: // binary
        cursor.skip(cursor.varUint());
        return 1;
      case STRUCT.string:
        return cursor.skipString();
      case 5: // embed
        cursor.skipJson();
        return 1;
      case 6: // format
        this.checkName(cursor.key(), 'isFormat');
        cursor.skipJson();
        return 1;
      case STRUCT.type: {
        const type = cursor.varUint();
        if (type > LAST_TYPE) throw MALFORMED;
        if (type === XML_ELEMENT) this.checkName(cursor.key(), 'isElement');
        if (type === XML_HOOK) {
          cursor.key();
          // No editor of ours writes one.
          if (this.names !== null) throw UNKNOWN_NODE;
        }
        return 1;
      }
      case 8: {
        const count = cursor.varUint();
        for (let i = 0; i < count; i++) cursor.skipAny();
        return count;
      }
      case 9:
        throw SUBDOCUMENT;
      default:
        throw MALFORMED;
    }
  }

  private checkName(name: string, check: keyof KnownNames): void {
    if (this.names !== null && !this.names[check](name)) throw UNKNOWN_NODE;
  }

  private readDeletes(): void {
    const cursor = this.cursor;
    for (let clients = cursor.varUint(); clients > 0; clients--) {
      const client = cursor.varUint();
      for (let ranges = cursor.varUint(); ranges > 0; ranges--) {
        const row = this.deleteCount;
        if (row === MAX_DELETES) throw TOO_MANY_STRUCTS;
        const clock = cursor.varUint();
        const length = cursor.varUint();
        if (length === 0) throw MALFORMED;
        if (clock + length > MAX_CLOCK) throw CLOCK_OVERFLOW;
        this.deleteClient[row] = client;
        this.deleteClock[row] = clock;
        this.deleteLength[row] = length;
        this.deleteCount = row + 1;
      }
    }
  }
}
