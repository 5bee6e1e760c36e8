// Reads what nearly all of a client's frames are (whole, final, binary, masked) where they lie in the
// bytes that arrived. Every other byte goes to ws as it came, which judges it. It knows no message.
import WebSocket from 'ws';

/** First byte of a final binary frame without extensions. */
const FINAL_BINARY = 0x82;

const FINAL = 0x80;
const OPCODE = 0x0f;
const CONTINUATION = 0;
const TEXT = 1;
const BINARY = 2;

const MASKED = 0x80;
const MASK_BYTES = 4;
const LENGTH = 0x7f;
const LENGTH_16 = 126;
const LENGTH_64 = 127;

/** What ws feeds a socket's bytes into. */
interface Receiver {
  write(chunk: Buffer): boolean;
  /** False once it has seen a close frame or a broken one, and takes nothing more. */
  readonly writable: boolean;
}

/**
 * Hands whole plain frames to `take`, in order with what ws emits as messages. ws itself makes a dozen
 * objects and a tick of the event loop of each frame.
 */
export function readPlainFrames(ws: WebSocket, take: (payload: Buffer) => void): void {
  const { _receiver: receiver } = ws as unknown as { _receiver?: Receiver };
  if (receiver === undefined || ws.readyState !== WebSocket.OPEN || ws.extensions !== '') return;
  const frames = new PlainFrames(receiver, take);
  receiver.write = (chunk) => frames.read(chunk);
}

class PlainFrames {
  private readonly receiver: Receiver;
  private readonly pass: Receiver['write'];
  private readonly take: (payload: Buffer) => void;
  /** The beginning of a frame whose length has not arrived yet. */
  private head: Buffer | null = null;
  /** Bytes still to come of a frame that ws reads. */
  private passing = 0;
  /** Whether ws is in the middle of a message of several frames. */
  private isFragmented = false;

  constructor(receiver: Receiver, take: (payload: Buffer) => void) {
    this.receiver = receiver;
    this.pass = receiver.write.bind(receiver);
    this.take = take;
  }

  /** Takes bytes off the network; false when ws wants no more for now. */
  read(chunk: Buffer): boolean {
    const bytes = this.head === null ? chunk : Buffer.concat([this.head, chunk]);
    this.head = null;
    let wantsMore = true;
    let pos = 0;
    while (pos < bytes.length && this.receiver.writable) {
      if (this.passing === 0) {
        const next = this.readFrame(bytes, pos);
        if (next === pos) {
          this.head = Buffer.from(bytes.subarray(pos));
          return wantsMore;
        }
        if (this.passing === 0) {
          pos = next;
          continue;
        }
      }
      const end = Math.min(bytes.length, pos + this.passing);
      wantsMore = this.pass(bytes.subarray(pos, end));
      this.passing -= end - pos;
      pos = end;
    }
    return wantsMore;
  }

  /**
   * Reads the frame at `start` and returns where it ends: `start` when too little of it is there to
   * know. One that is for ws is only measured, into `passing`; ws sees a broken one when its length is
   * there, not after two bytes.
   */
  private readFrame(bytes: Buffer, start: number): number {
    const available = bytes.length - start;
    if (available < 2) return start;
    const first = bytes[start]!;
    const second = bytes[start + 1]!;
    let length = second & LENGTH;
    let headBytes = 2;
    if (length === LENGTH_16) {
      headBytes = 4;
      if (available < headBytes) return start;
      length = bytes.readUInt16BE(start + 2);
    } else if (length === LENGTH_64) {
      headBytes = 10;
      if (available < headBytes) return start;
      length = bytes.readUInt32BE(start + 2) * 2 ** 32 + bytes.readUInt32BE(start + 6);
    }
    const isMasked = (second & MASKED) !== 0;
    const payload = start + headBytes + (isMasked ? MASK_BYTES : 0);
    const end = payload + length;
    if (first === FINAL_BINARY && isMasked && !this.isFragmented && end <= bytes.length) {
      unmask(bytes, payload, end);
      this.take(bytes.subarray(payload, end));
    } else {
      this.passing = end - start;
      this.noticeFragment(first);
    }
    return end;
  }

  private noticeFragment(first: number): void {
    const opcode = first & OPCODE;
    const isFinal = (first & FINAL) !== 0;
    if (opcode === CONTINUATION) this.isFragmented &&= !isFinal;
    else if (opcode === TEXT || opcode === BINARY) this.isFragmented ||= !isFinal;
  }
}

/** Takes the mask, the four bytes before a payload, off it. */
function unmask(bytes: Buffer, start: number, end: number): void {
  const a = bytes[start - 4]!;
  const b = bytes[start - 3]!;
  const c = bytes[start - 2]!;
  const d = bytes[start - 1]!;
  let pos = start;
  for (; pos + 4 <= end; pos += 4) {
    bytes[pos]! ^= a;
    bytes[pos + 1]! ^= b;
    bytes[pos + 2]! ^= c;
    bytes[pos + 3]! ^= d;
  }
  if (pos < end) bytes[pos]! ^= a;
  if (pos + 1 < end) bytes[pos + 1]! ^= b;
  if (pos + 2 < end) bytes[pos + 2]! ^= c;
}
