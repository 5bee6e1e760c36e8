// A WebSocket that says exactly what a test wants, byte by byte, and remembers what it heard. It has
// no document and no manners.
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { MESSAGE, SYNC } from '../../shared/protocol.ts';
import { until } from './until.ts';

/** A message as heard; `payload` is what follows the type (and, for sync, the step). */
interface HeardMessage {
  readonly type: number;
  readonly step: number | null;
  readonly payload: Uint8Array;
}

/** A raw client. */
export interface RawSocket extends Disposable {
  readonly ws: WebSocket;
  readonly heard: readonly HeardMessage[];
  /** The close code, `null` while open. */
  readonly closeCode: number | null;
  readonly closeReason: string;
  send(frame: Uint8Array): void;
  sendUpdate(update: Uint8Array): void;
  sendStep2(update: Uint8Array): void;
  sendStep1(stateVector: Uint8Array): void;
  sendAwareness(clientId: number, clock: number, state: unknown): void;
  /** Asks for an acknowledgement. */
  askAcknowledge(counter: number): void;
  /** The same, and resolves once it has come. */
  acknowledged(counter: number): Promise<void>;
  /** What the server has refused so far. */
  refusals(): string[];
  /** The counters acknowledged so far. */
  acknowledgements(): number[];
  /** Presence announcements heard so far, in order. */
  announcements(): { clientId: number; clock: number; state: Record<string, unknown> | null }[];
  /** Resolves with the code when the server closes. */
  closed(): Promise<number>;
}

/** Encodes a sync frame. */
export function syncFrame(step: number, payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.sync);
  encoding.writeVarUint(encoder, step);
  encoding.writeVarUint8Array(encoder, payload);
  return encoding.toUint8Array(encoder);
}

/** Encodes an awareness frame with raw JSON texts. */
export function awarenessFrame(
  entries: readonly { clientId: number; clock: number; json: string }[],
): Uint8Array {
  const inner = encoding.createEncoder();
  encoding.writeVarUint(inner, entries.length);
  for (const { clientId, clock, json } of entries) {
    encoding.writeVarUint(inner, clientId);
    encoding.writeVarUint(inner, clock);
    encoding.writeVarString(inner, json);
  }
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.awareness);
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner));
  return encoding.toUint8Array(encoder);
}

/** Connects a raw client to `ws://…` and resolves once it is open. */
export async function openRawSocket(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawSocket> {
  const ws = new WebSocket(url, { headers: { ...headers }, perMessageDeflate: false });
  const heard: HeardMessage[] = [];
  let closeCode: number | null = null;
  let closeReason = '';
  ws.on('message', (data: Buffer) => heard.push(parse(new Uint8Array(data))));
  ws.on('close', (code, reason) => {
    closeCode = code;
    closeReason = reason.toString();
  });
  await new Promise<void>((resolve, reject) => {
    ws.once('open', resolve);
    ws.once('error', reject);
  });
  ws.on('error', () => {
    // A socket that breaks shows in its close code.
  });

  const of = (type: number) => heard.filter((message) => message.type === type);
  const socket: RawSocket = {
    ws,
    heard,
    get closeCode() {
      return closeCode;
    },
    get closeReason() {
      return closeReason;
    },
    send: (frame) => ws.send(frame),
    sendUpdate: (update) => ws.send(syncFrame(SYNC.update, update)),
    sendStep2: (update) => ws.send(syncFrame(SYNC.step2, update)),
    sendStep1: (stateVector) => ws.send(syncFrame(SYNC.step1, stateVector)),
    sendAwareness: (clientId, clock, state) =>
      ws.send(awarenessFrame([{ clientId, clock, json: JSON.stringify(state) }])),
    askAcknowledge: (counter) => {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, MESSAGE.acknowledgeRequest);
      encoding.writeVarUint(encoder, counter);
      ws.send(encoding.toUint8Array(encoder));
    },
    acknowledged: async (counter) => {
      socket.askAcknowledge(counter);
      await until(() => socket.acknowledgements().includes(counter));
    },
    refusals: () =>
      of(MESSAGE.refused).map(({ payload }) =>
        decoding.readVarString(decoding.createDecoder(payload)),
      ),
    acknowledgements: () =>
      of(MESSAGE.acknowledge).map(({ payload }) =>
        decoding.readVarUint(decoding.createDecoder(payload)),
      ),
    announcements: () => of(MESSAGE.awareness).flatMap(({ payload }) => parseAwareness(payload)),
    closed: async () => {
      await until(() => closeCode !== null);
      // Set meanwhile, which the compiler does not see.
      return closeCode as unknown as number;
    },
    [Symbol.dispose]: () => ws.terminate(),
  };
  return socket;
}

function parse(frame: Uint8Array): HeardMessage {
  const decoder = decoding.createDecoder(frame);
  const type = decoding.readVarUint(decoder);
  const step = type === MESSAGE.sync ? decoding.readVarUint(decoder) : null;
  if (type === MESSAGE.sync || type === MESSAGE.awareness) {
    return { type, step, payload: decoding.readVarUint8Array(decoder) };
  }
  return { type, step, payload: frame.subarray(decoder.pos) };
}

function parseAwareness(payload: Uint8Array) {
  const decoder = decoding.createDecoder(payload);
  return Array.from({ length: decoding.readVarUint(decoder) }, () => ({
    clientId: decoding.readVarUint(decoder),
    clock: decoding.readVarUint(decoder),
    state: JSON.parse(decoding.readVarString(decoder)) as Record<string, unknown> | null,
  }));
}
