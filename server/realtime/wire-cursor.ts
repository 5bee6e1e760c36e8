// Reads Yjs' V1 wire primitives from bytes nobody has vetted. Every read is bounded by the window
// it was given and either advances or throws one of the prepared refusals; it knows no structs.
import type { RefusalCode } from '../../shared/protocol.ts';

/** Thrown while reading; caught by the scanner, never seen outside of it. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  constructor(code: RefusalCode) {
    super(code);
    this.code = code;
  }
}

// Prepared once: a refusal costs no stack trace, so garbage is refused as cheaply as it is sent.

/** Thrown for bytes that are no update. */
export const MALFORMED = new Refusal('malformed');
const TOO_DEEP = new Refusal('too-deep');
const FORBIDDEN_KEY = new Refusal('forbidden-key');

/** How deep values may nest, in types and in plain objects; deeper ones exhaust recursive readers. */
export const MAX_DEPTH = 24;

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether a key would reach an object's prototype in a careless reader. */
export function isForbiddenKey(key: string): boolean {
  return FORBIDDEN_KEYS.has(key);
}

/** A window on bytes with a position. Reused for every update, so that reading allocates nothing. */
export class WireCursor {
  bytes: Buffer = Buffer.alloc(0);
  pos = 0;
  end = 0;

  reset(bytes: Uint8Array, start: number, end: number): void {
    this.bytes = Buffer.isBuffer(bytes)
      ? bytes
      : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.pos = start;
    this.end = end;
  }

  uint8(): number {
    if (this.pos >= this.end) throw MALFORMED;
    return this.bytes[this.pos++]!;
  }

  /** At most eight bytes: longer ones leave the safe integers, or are padding without end. */
  varUint(): number {
    const bytes = this.bytes;
    const end = this.end;
    let pos = this.pos;
    if (pos >= end) throw MALFORMED;
    let byte = bytes[pos++]!;
    let value = byte & 0x7f;
    let factor = 128;
    while (byte >= 0x80) {
      if (pos >= end || factor > 2 ** 49) throw MALFORMED;
      byte = bytes[pos++]!;
      value += (byte & 0x7f) * factor;
      factor *= 128;
    }
    if (value > Number.MAX_SAFE_INTEGER) throw MALFORMED;
    this.pos = pos;
    return value;
  }

  skip(length: number): void {
    if (length > this.end - this.pos) throw MALFORMED;
    this.pos += length;
  }

  /** Skips a string and returns its length in UTF-16 units, as Yjs counts it. */
  skipString(): number {
    const length = this.varUint();
    if (length > this.end - this.pos) throw MALFORMED;
    const start = this.pos;
    this.pos = start + length;
    return utf16Length(this.bytes, start, start + length);
  }

  /** Reads a string; only for short ones whose content decides something. */
  string(): string {
    const length = this.varUint();
    if (length > this.end - this.pos) throw MALFORMED;
    const start = this.pos;
    this.pos = start + length;
    const units = utf16Length(this.bytes, start, start + length);
    return units === length
      ? this.bytes.toString('latin1', start, start + length)
      : this.bytes.toString('utf8', start, start + length);
  }

  /** Reads a key, refusing those that reach a prototype. */
  key(): string {
    const key = this.string();
    if (FORBIDDEN_KEYS.has(key)) throw FORBIDDEN_KEY;
    return key;
  }

  /** Skips a string that holds JSON. */
  skipJson(): void {
    checkJson(this.string());
  }

  /** Skips a legacy JSON element, in which `undefined` stands for itself. */
  skipLegacyJson(): void {
    const text = this.string();
    if (text !== 'undefined') checkJson(text);
  }

  /** Skips one lib0 "any" value. */
  skipAny(depth = 0): void {
    if (depth > MAX_DEPTH) throw TOO_DEEP;
    switch (this.uint8()) {
      case 127: // undefined
      case 126: // null
      case 121: // false
      case 120: // true
        return;
      case 125:
        this.skipVarInt();
        return;
      case 124:
        this.skip(4);
        return;
      case 123:
      case 122:
        this.skip(8);
        return;
      case 119:
        this.skipString();
        return;
      case 118: {
        // Each entry takes at least two bytes, so the window bounds the loop whatever `count` says.
        for (let count = this.varUint(); count > 0; count--) {
          this.key();
          this.skipAny(depth + 1);
        }
        return;
      }
      case 117: {
        for (let count = this.varUint(); count > 0; count--) this.skipAny(depth + 1);
        return;
      }
      case 116:
        this.skip(this.varUint());
        return;
      default:
        throw MALFORMED;
    }
  }

  private skipVarInt(): void {
    let byte = this.uint8();
    for (let length = 1; byte >= 0x80; length++) {
      if (length === 8) throw MALFORMED;
      byte = this.uint8();
    }
  }
}

function checkJson(text: string): void {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw MALFORMED;
  }
  if (typeof value === 'object' && value !== null) checkPlain(value, 1);
}

function checkPlain(value: object, depth: number): void {
  if (depth > MAX_DEPTH) throw TOO_DEEP;
  for (const [key, inner] of Object.entries(value)) {
    if (FORBIDDEN_KEYS.has(key)) throw FORBIDDEN_KEY;
    if (typeof inner === 'object' && inner !== null) checkPlain(inner, depth + 1);
  }
}

/** Counts UTF-16 units and refuses what a strict UTF-8 decoder refuses. */
function utf16Length(bytes: Uint8Array, start: number, end: number): number {
  let pos = start;
  while (pos < end && bytes[pos]! < 0x80) pos++;
  let units = pos - start;
  while (pos < end) {
    const lead = bytes[pos]!;
    if (lead < 0x80) {
      pos++;
      units++;
      continue;
    }
    let extra: number;
    let code: number;
    let least: number;
    if (lead >= 0xc2 && lead <= 0xdf) {
      extra = 1;
      code = lead & 0x1f;
      least = 0x80;
    } else if (lead >= 0xe0 && lead <= 0xef) {
      extra = 2;
      code = lead & 0x0f;
      least = 0x800;
    } else if (lead >= 0xf0 && lead <= 0xf4) {
      extra = 3;
      code = lead & 0x07;
      least = 0x10000;
    } else {
      throw MALFORMED;
    }
    if (pos + extra >= end) throw MALFORMED;
    for (let i = 1; i <= extra; i++) {
      const byte = bytes[pos + i]!;
      if ((byte & 0xc0) !== 0x80) throw MALFORMED;
      code = (code << 6) | (byte & 0x3f);
    }
    if (code < least || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw MALFORMED;
    pos += extra + 1;
    units += extra === 3 ? 2 : 1;
  }
  return units;
}
