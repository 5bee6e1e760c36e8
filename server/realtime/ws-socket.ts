// A `ws` WebSocket as the relay's `Socket`. A message sent to many is framed once; it knows no room.
import type { Duplex } from 'node:stream';
import WebSocket from 'ws';
import type { CloseEventKind } from '../../shared/protocol.ts';
import type { Socket } from './types.ts';

/** A final, unmasked binary frame. */
const BINARY_FRAME = 0x82;

/** Builds the frame a server sends: a broadcast writes the same bytes to every socket. */
export function encodeFrame(message: Uint8Array): Buffer {
  const { length } = message;
  const headBytes = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headBytes + length);
  frame[0] = BINARY_FRAME;
  if (headBytes === 2) {
    frame[1] = length;
  } else if (headBytes === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.set(message, headBytes);
  return frame;
}

let framedMessage: Uint8Array | null = null;
let lastFrame: Buffer = Buffer.alloc(0);

/** The frame of a message, remembered while the same message goes to one socket after another. */
function frameOf(message: Uint8Array): Buffer {
  if (message !== framedMessage) {
    lastFrame = encodeFrame(message);
    framedMessage = message;
  }
  return lastFrame;
}

/** Frames up to this many bytes together are copied into one write; larger ones are not worth it. */
const MAX_JOINED_BYTES = 16 * 1024;

let waiting: WsSocket[] = [];
let joinedFrames: readonly Buffer[] = [];
let joined: Buffer = Buffer.alloc(0);

/** Lets go what was sent during one callback: an update, an answer and presence leave in one write. */
function flushAll(): void {
  const sockets = waiting;
  waiting = [];
  for (const socket of sockets) socket.flush();
}

/**
 * The bytes of several frames, remembered while the same ones go to one socket after another: a
 * room's members get the same update with the same presence.
 */
function join(frames: readonly Buffer[], length: number): Buffer {
  const isSame =
    frames.length === joinedFrames.length && frames.every((frame, i) => frame === joinedFrames[i]);
  if (!isSame) {
    joined = Buffer.concat(frames, length);
    joinedFrames = frames;
  }
  return joined;
}

/**
 * Adapts a WebSocket without compression. Frames go straight to the network stream below it: without
 * compression ws keeps no queue of its own that they could overtake.
 */
export class WsSocket implements Socket {
  private readonly ws: WebSocket;
  private readonly stream: Duplex | null;
  private frames: Buffer[] = [];
  private frameBytes = 0;

  constructor(ws: WebSocket) {
    this.ws = ws;
    const { _socket: stream } = ws as unknown as { _socket?: Duplex };
    this.stream = ws.extensions === '' && stream !== undefined ? stream : null;
  }

  get isOpen(): boolean {
    return this.ws.readyState === WebSocket.OPEN;
  }

  get bufferedBytes(): number {
    return this.ws.bufferedAmount + this.frameBytes;
  }

  send(message: Uint8Array): void {
    if (this.ws.readyState !== WebSocket.OPEN) return;
    if (this.stream === null) {
      this.ws.send(message);
      return;
    }
    const frame = frameOf(message);
    this.frames.push(frame);
    this.frameBytes += frame.length;
    if (this.frames.length > 1) return;
    if (waiting.length === 0) process.nextTick(flushAll);
    waiting.push(this);
  }

  /** Writes what was sent since the last time. */
  flush(): void {
    const { frames, frameBytes, stream } = this;
    if (frames.length === 0) return;
    this.frames = [];
    this.frameBytes = 0;
    if (stream === null || this.ws.readyState !== WebSocket.OPEN) return;
    if (frames.length === 1) {
      stream.write(frames[0]);
    } else if (frameBytes <= MAX_JOINED_BYTES) {
      stream.write(join(frames, frameBytes));
    } else {
      stream.cork();
      for (const frame of frames) stream.write(frame);
      stream.uncork();
    }
  }

  close({ code, reason }: CloseEventKind): void {
    // The close frame must not overtake what was said before it.
    this.flush();
    this.ws.close(code, reason);
  }
}
