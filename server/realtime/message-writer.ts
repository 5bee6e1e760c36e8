// Writes a message into one allocation, its head last: what a payload's length is shows only when it
// is written. It knows varuints and strings, no message.

/** Room for a message's type bytes and its payload's length, before the payload itself. */
export const MESSAGE_HEAD_BYTES = 12;

/** Varuints of up to 53 bits take at most eight bytes. */
export const VAR_UINT_BYTES = 8;

/** UTF-8 bytes of one UTF-16 unit, at most. */
export const MAX_UTF8_BYTES = 3;

/** A payload, and the same as a message ready to send. */
interface WrittenMessage {
  readonly payload: Uint8Array;
  readonly message: Uint8Array;
}

/** Writes one payload. */
export class MessageWriter {
  private readonly bytes: Buffer;
  private pos = MESSAGE_HEAD_BYTES;

  /** `size` is enough for the head and all of the payload. */
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

  /** A string with its length in bytes before it. */
  string(text: string): void {
    this.varUint(Buffer.byteLength(text));
    this.pos += this.bytes.write(text, this.pos);
  }

  copy(source: Uint8Array, from: number, to: number): void {
    this.bytes.set(source.subarray(from, to), this.pos);
    this.pos += to - from;
  }

  /** Puts the message's head, its types and the payload's length, right before the payload. */
  finish(types: readonly number[]): WrittenMessage {
    const end = this.pos;
    const length = end - MESSAGE_HEAD_BYTES;
    let lengthBytes = 1;
    for (let rest = length; rest > 0x7f; rest = Math.floor(rest / 128)) lengthBytes++;
    const start = MESSAGE_HEAD_BYTES - lengthBytes - types.length;
    this.pos = start;
    for (const type of types) this.varUint(type);
    this.varUint(length);
    return {
      payload: this.bytes.subarray(MESSAGE_HEAD_BYTES, end),
      message: this.bytes.subarray(start, end),
    };
  }
}
