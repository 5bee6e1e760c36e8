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

let corked: WsSocket[] = [];

/** Lets go what was written to sockets during one callback: an update, an answer and presence leave in one go. */
function uncorkAll(): void {
  const sockets = corked;
  corked = [];
  for (const socket of sockets) socket.uncork();
}

/**
 * Adapts a WebSocket without compression. Frames go straight to the network stream below it: without
 * compression ws keeps no queue of its own that they could overtake.
 */
export class WsSocket implements Socket {
  private readonly ws: WebSocket;
  private readonly stream: Duplex | null;
  private isCorked = false;

  constructor(ws: WebSocket) {
    this.ws = ws;
    const { _socket: stream } = ws as unknown as { _socket?: Duplex };
    this.stream = ws.extensions === '' && stream !== undefined ? stream : null;
  }

  get isOpen(): boolean {
    return this.ws.readyState === WebSocket.OPEN;
  }

  get bufferedBytes(): number {
    return this.ws.bufferedAmount;
  }

  send(message: Uint8Array): void {
    if (this.ws.readyState !== WebSocket.OPEN) return;
    if (this.stream === null) {
      this.ws.send(message);
      return;
    }
    if (!this.isCorked) {
      this.isCorked = true;
      this.stream.cork();
      if (corked.length === 0) process.nextTick(uncorkAll);
      corked.push(this);
    }
    this.stream.write(frameOf(message));
  }

  /** Called once everything of the moment is written. */
  uncork(): void {
    this.isCorked = false;
    this.stream?.uncork();
  }

  close({ code, reason }: CloseEventKind): void {
    this.ws.close(code, reason);
  }
}
