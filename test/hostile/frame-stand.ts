// The bytes of WebSocket frames, and two servers that are told the same ones packet by packet: the
// relay's, and an untouched one of ws. What they make of them is to be the same. It knows no room.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { expect } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { createSocketServer, openHeartbeat } from '../../server/realtime/upgrade.ts';
import { CLOSE, MAX_FRAME_BYTES } from '../../shared/protocol.ts';
import { connectRaw, polled, upgradeRequest } from './raw-peer.ts';

/** The kinds of frames there are. */
export const OPCODE = {
  continuation: 0,
  text: 1,
  binary: 2,
  close: 8,
  ping: 9,
  pong: 10,
} as const;

/** A frame to encode; what is left out is as a browser would send it. */
export interface FrameParts {
  readonly opcode?: number;
  readonly isFinal?: boolean;
  /** The three reserved bits. */
  readonly reserved?: number;
  /** `null`: not masked. */
  readonly mask?: Uint8Array | null;
  /** How many bits the length takes; the fewest that do when left out. */
  readonly lengthBits?: 7 | 16 | 64;
  /** What the head says the length is, when that is not true. */
  readonly declaredLength?: bigint;
}

const MASK = Buffer.from([0x5a, 0x00, 0xff, 0x13]);

/** Encodes a frame as a client sends it. */
export function clientFrame(payload: Uint8Array | string, parts: FrameParts = {}): Buffer {
  const body = Buffer.from(payload);
  const { opcode = OPCODE.binary, isFinal = true, reserved = 0, mask = MASK } = parts;
  const length = parts.declaredLength ?? BigInt(body.length);
  const lengthBits = parts.lengthBits ?? (length < 126n ? 7 : length < 65_536n ? 16 : 64);
  const head = Buffer.alloc(lengthBits === 7 ? 2 : lengthBits === 16 ? 4 : 10);
  head[0] = (isFinal ? 0x80 : 0) | (reserved << 4) | opcode;
  head[1] = mask === null ? 0 : 0x80;
  if (lengthBits === 7) {
    head[1] |= Number(length);
  } else if (lengthBits === 16) {
    head[1] |= 126;
    head.writeUInt16BE(Number(length), 2);
  } else {
    head[1] |= 127;
    head.writeBigUInt64BE(length, 2);
  }
  if (mask === null) return Buffer.concat([head, body]);
  return Buffer.concat([head, mask, body.map((byte, i) => byte ^ (mask[i % 4] as number))]);
}

/** Encodes a close frame; `code` `null` says nothing. */
export function closeFrame(code: number | null, reason: Uint8Array | string = ''): Buffer {
  const body = Buffer.alloc(code === null ? 0 : 2);
  if (code !== null) body.writeUInt16BE(code);
  return clientFrame(Buffer.concat([body, Buffer.from(reason)]), { opcode: OPCODE.close });
}

/** Cuts bytes at the given places. */
export function cutAt(bytes: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...places, bytes.length];
  return ends.map((end, i) => bytes.subarray(i === 0 ? 0 : ends[i - 1], end));
}

/** What a peer does after its last packet: says that it will send no more, or vanishes. */
type Ending = 'end' | 'reset';

/** What a server made of a connection. */
export interface Witness {
  /** Messages, pings, pongs, errors and the end, in order. */
  readonly events: string[];
  /** The frames the peer was sent, without the pings of a heartbeat. */
  readonly answers: string[];
  /** The code with which the peer was told to go, `null` when it was not. */
  readonly toldCode: number | null;
}

/** Two servers side by side. */
export interface FrameStand extends AsyncDisposable {
  /**
   * Sends each packet once the one before has been read, to both servers, and expects both to have
   * understood, answered and ended alike. Returns what they made of it.
   */
  expectSame(packets: readonly Uint8Array[], options?: PlayOptions): Promise<Witness>;
}

interface PlayOptions {
  readonly ending?: Ending;
  /** Whether the first packet also holds the request to upgrade. */
  readonly isFirstWithUpgrade?: boolean;
}

/** A message as it stands in a list of events: long ones by their fingerprint. */
export function described(kind: string, bytes: Uint8Array): string {
  const text =
    bytes.length <= 64
      ? Buffer.from(bytes).toString('hex')
      : createHash('sha1').update(bytes).digest('hex');
  return `${kind} ${bytes.length}: ${text}`;
}

/** Notes what ws itself tells of a connection. */
function noteEvents(ws: WebSocket, events: string[]): void {
  ws.on('ping', (data) => events.push(described('ping', data)));
  ws.on('pong', (data) => events.push(described('pong', data)));
  ws.on('error', (error: Error & { code?: string }) => events.push(`error ${error.code}`));
  ws.on('close', (code, reason) => events.push(`closed ${code} ${reason.toString('hex')}`));
}

/** The frames a server sent after its upgrade, all of them short. */
function readAnswers(bytes: Buffer): { opcode: number; body: Buffer }[] {
  const frames: { opcode: number; body: Buffer }[] = [];
  let at = bytes.indexOf('\r\n\r\n') + 4;
  while (at < bytes.length) {
    const end = at + 2 + (bytes[at + 1] as number);
    frames.push({ opcode: (bytes[at] as number) & 0x0f, body: bytes.subarray(at + 2, end) });
    at = end;
  }
  return frames;
}

type Seat = (ws: WebSocket, events: string[]) => void;

/** The relay's own ways, with somebody who only writes down what a room would have got. */
function openRelaySeat(): { seat: Seat; close(): void } {
  const heartbeat = openHeartbeat({ log: () => undefined });
  return {
    seat(ws, events) {
      const kept: { message: Uint8Array; as: string }[] = [];
      heartbeat.attach(ws, {
        receive(message) {
          const as = described('binary', message);
          events.push(as);
          kept.push({ message, as });
        },
        closed() {
          events.push('gone');
          // A room reads a frame when its turn comes: nobody may have written over it by then.
          for (const { message, as } of kept) {
            if (described('binary', message) !== as) events.push(`overwritten ${as}`);
          }
        },
      });
      noteEvents(ws, events);
    },
    close: () => heartbeat.close(),
  };
}

/** The same as anybody would write it with ws. */
const seatPlainly: Seat = (ws, events) => {
  ws.on('message', (data: Buffer, isBinary) => {
    if (isBinary) events.push(described('binary', data));
    else ws.close(CLOSE.invalid.code, CLOSE.invalid.reason);
  });
  ws.on('close', () => events.push('gone'));
  noteEvents(ws, events);
};

interface Side extends AsyncDisposable {
  play(packets: readonly Uint8Array[], options: PlayOptions): Promise<Witness>;
}

async function openSide(socketServer: WebSocketServer, seat: Seat): Promise<Side> {
  const server = createServer();
  /** By the port of the peer. */
  const seated = new Map<number, { stream: Socket; events: string[]; isDone: boolean }>();
  server.on('upgrade', (request, stream, head) => {
    // Node's own server hands out plain TCP streams.
    const place = { stream: stream as Socket, events: [] as string[], isDone: false };
    seated.set(request.socket.remotePort as number, place);
    socketServer.handleUpgrade(request, stream, head, (ws) => {
      seat(ws, place.events);
      ws.on('close', () => {
        place.isDone = true;
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    async play(packets, { ending = 'end', isFirstWithUpgrade = false }) {
      const peer = await connectRaw(port);
      const received: Buffer[] = [];
      let isPeerGone = false;
      peer.on('data', (bytes) => received.push(bytes));
      peer.on('close', () => {
        isPeerGone = true;
      });
      const local = peer.localPort as number;
      const upgrade = upgradeRequest('/');
      const [first, ...rest] = packets;
      const all =
        isFirstWithUpgrade && first !== undefined
          ? [Buffer.concat([upgrade, first]), ...rest]
          : [upgrade, ...packets];
      let sentBytes = 0;
      for (const packet of all) {
        if (peer.destroyed) break;
        peer.write(packet);
        sentBytes += packet.length;
        await polled(() => {
          const place = seated.get(local);
          if (place === undefined) return peer.destroyed;
          return place.stream.bytesRead >= sentBytes || place.stream.destroyed;
        });
      }
      if (ending === 'end') peer.end();
      else peer.resetAndDestroy();
      await polled(() => isPeerGone && seated.get(local)?.isDone === true);
      const { events } = seated.get(local) as { events: string[] };
      seated.delete(local);
      const frames = readAnswers(Buffer.concat(received));
      const close = frames.find(({ opcode }) => opcode === OPCODE.close);
      return {
        events,
        answers: frames
          .filter(({ opcode }) => opcode !== OPCODE.ping)
          .map(({ opcode, body }) => described(String(opcode), body)),
        toldCode:
          close === undefined ? null : close.body.length < 2 ? 1005 : close.body.readUInt16BE(),
      };
    },
    [Symbol.asyncDispose]: async () => {
      for (const ws of socketServer.clients) ws.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Opens both servers; dispose of them with `await using`. */
export async function openFrameStand(): Promise<FrameStand> {
  const ours = openRelaySeat();
  const relay = await openSide(createSocketServer(), ours.seat);
  const plain = await openSide(
    new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false }),
    seatPlainly,
  );
  return {
    async expectSame(packets, options = {}) {
      const [made, expected] = await Promise.all([
        relay.play(packets, options),
        plain.play(packets, options),
      ]);
      expect(made.events).toEqual(expected.events);
      // A peer that vanishes may or may not have read its answers.
      if (options.ending !== 'reset') expect(made.answers).toEqual(expected.answers);
      expect(made.events.filter((event) => event === 'gone')).toHaveLength(1);
      return made;
    },
    [Symbol.asyncDispose]: async () => {
      await relay[Symbol.asyncDispose]();
      await plain[Symbol.asyncDispose]();
      ours.close();
    },
  };
}
