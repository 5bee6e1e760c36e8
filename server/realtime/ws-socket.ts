// A `ws` WebSocket as the relay's `Socket`. A message sent to many is framed once; it knows no room.
import { Socket as NetSocket } from 'node:net';
import { TLSSocket } from 'node:tls';
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

/**
 * Frames are cut out of Node's pool of bytes. Opening its usual 8 KiB anew, hundreds of times a second
 * in a busy summit, costs more than the frames.
 */
Buffer.poolSize = 64 * 1024;

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
let joinedFirst: Buffer | null = null;
let joinedRest: readonly Buffer[] = [];
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
function join(first: Buffer, rest: readonly Buffer[], length: number): Buffer {
  const isSame =
    first === joinedFirst &&
    rest.length === joinedRest.length &&
    rest.every((frame, i) => frame === joinedRest[i]);
  if (!isSame) {
    joined = Buffer.concat([first, ...rest], length);
    joinedFirst = first;
    joinedRest = rest;
  }
  return joined;
}

/** A plain TCP stream with what its streams layer calls for each write. */
type TcpStream = NetSocket & {
  _write(bytes: Buffer, encoding: 'buffer', written: (error?: Error | null) => void): void;
};

/** The plain TCP stream below a WebSocket, or `null` when there is something in between. */
function tcpStreamOf(ws: WebSocket): TcpStream | null {
  const { _socket: stream } = ws as unknown as { _socket?: unknown };
  const isPlain = stream instanceof NetSocket && !(stream instanceof TLSSocket);
  return isPlain && ws.extensions === '' ? (stream as TcpStream) : null;
}

/**
 * Adapts a WebSocket without compression. Frames go straight to the network stream below it: without
 * compression ws keeps no queue of its own that they could overtake.
 */
export class WsSocket implements Socket {
  private readonly ws: WebSocket;
  private readonly stream: TcpStream | null;
  /** What was sent since the last flush; nearly always one frame. */
  private first: Buffer | null = null;
  private rest: Buffer[] | null = null;
  private frameBytes = 0;
  /** Bytes of a write past the stream's queue that the network has not taken yet. */
  private unsentBytes = 0;

  constructor(ws: WebSocket) {
    this.ws = ws;
    this.stream = tcpStreamOf(ws);
  }

  get isOpen(): boolean {
    return this.ws.readyState === WebSocket.OPEN;
  }

  get bufferedBytes(): number {
    return this.ws.bufferedAmount + this.frameBytes + this.unsentBytes;
  }

  send(message: Uint8Array): void {
    if (this.ws.readyState !== WebSocket.OPEN) return;
    if (this.stream === null) {
      this.ws.send(message);
      return;
    }
    const frame = frameOf(message);
    this.frameBytes += frame.length;
    if (this.first !== null) {
      this.rest ??= [];
      this.rest.push(frame);
      return;
    }
    this.first = frame;
    if (waiting.length === 0) process.nextTick(flushAll);
    waiting.push(this);
  }

  /** Writes what was sent since the last time. */
  flush(): void {
    const { first, rest, frameBytes, stream } = this;
    if (first === null) return;
    this.first = null;
    this.rest = null;
    this.frameBytes = 0;
    if (stream === null || this.ws.readyState !== WebSocket.OPEN) return;
    if (rest === null) {
      this.write(stream, first);
    } else if (frameBytes <= MAX_JOINED_BYTES) {
      this.write(stream, join(first, rest, frameBytes));
    } else {
      stream.cork();
      stream.write(first);
      for (const frame of rest) stream.write(frame);
      stream.uncork();
    }
  }

  /**
   * A broadcast is one small write for each socket, and the stream's queue takes a fifth of its time.
   * While that is empty it is passed by. A write that the network does not take at once holds its
   * place there in front of any that follow, which then queue as usual.
   */
  private write(stream: TcpStream, bytes: Buffer): void {
    if (this.unsentBytes > 0 || stream.writableLength > 0) {
      stream.write(bytes);
      return;
    }
    this.unsentBytes = bytes.length;
    stream._write(bytes, 'buffer', this.onWritten);
  }

  private readonly onWritten = (error?: Error | null): void => {
    this.unsentBytes = 0;
    if (error) this.stream?.destroy(error);
  };

  close({ code, reason }: CloseEventKind): void {
    // The close frame must not overtake what was said before it.
    this.flush();
    this.ws.close(code, reason);
  }
}
