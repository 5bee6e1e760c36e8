// The frames of a document's socket: decodes what a client sends into a union or throws
// `BadFrameError`, and encodes what the server says. It knows no room.
import * as encoding from 'lib0/encoding';
import {
  type Aside,
  MESSAGE,
  type RefusalCode,
  SYNC,
  type WriteDenial,
} from '../../shared/protocol.ts';
import { BadFrameError } from './errors.ts';
import {
  MAX_UTF8_BYTES,
  MESSAGE_HEAD_BYTES,
  MessageWriter,
  VAR_UINT_BYTES,
} from './message-writer.ts';
import { WireCursor } from './wire-cursor.ts';

/** Reads every frame, one after the other. */
const cursor = new WireCursor();

/** `start` and `end` bound the payload inside `frame`, which is not copied. */
interface Payload {
  readonly frame: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** A message that changes the document. */
export type WriteMessage = { readonly type: 'step2' | 'update' } & Payload;

/** What a client may say. */
export type ClientMessage =
  | {
      readonly type: 'step1';
      readonly stateVector: ReadonlyMap<number, number>;
      readonly encoded: Uint8Array;
    }
  | WriteMessage
  | ({ readonly type: 'awareness' } & Payload)
  | { readonly type: 'queryAwareness' }
  | { readonly type: 'acknowledgeRequest'; readonly counter: number };

/** Decodes one frame; throws `BadFrameError` unless it is exactly one message. */
export function decodeMessage(frame: Uint8Array): ClientMessage {
  cursor.reset(frame, 0, frame.length);
  try {
    const message = readMessage(frame);
    if (cursor.pos !== frame.length) throw new BadFrameError('bytes after the message');
    return message;
  } catch (error) {
    if (error instanceof BadFrameError) throw error;
    throw new BadFrameError('a truncated message', { cause: error });
  }
}

function readMessage(frame: Uint8Array): ClientMessage {
  const type = cursor.varUint();
  switch (type) {
    case MESSAGE.sync: {
      const step = cursor.varUint();
      if (step === SYNC.update) return readPayload('update', frame);
      if (step === SYNC.step2) return readPayload('step2', frame);
      if (step === SYNC.step1) return readStep1(frame);
      throw new BadFrameError(`unknown sync step ${step}`);
    }
    case MESSAGE.awareness:
      return readPayload('awareness', frame);
    case MESSAGE.queryAwareness:
      return { type: 'queryAwareness' };
    case MESSAGE.acknowledgeRequest:
      return { type: 'acknowledgeRequest', counter: cursor.varUint() };
    default:
      throw new BadFrameError(`unknown message ${type}`);
  }
}

function readPayload(type: WriteMessage['type'] | 'awareness', frame: Uint8Array): ClientMessage {
  const length = cursor.varUint();
  const start = cursor.pos;
  cursor.skip(length);
  return { type, frame, start, end: start + length };
}

function readStep1(frame: Uint8Array): ClientMessage {
  const length = cursor.varUint();
  const start = cursor.pos;
  const stateVector = new Map<number, number>();
  for (let count = cursor.varUint(); count > 0; count--) {
    const client = cursor.varUint();
    stateVector.set(client, cursor.varUint());
  }
  if (cursor.pos !== start + length) throw new BadFrameError('another length than it says');
  return { type: 'step1', stateVector, encoded: frame.subarray(start, cursor.pos) };
}

function encodeSync(step: number, payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.sync);
  encoding.writeVarUint(encoder, step);
  encoding.writeVarUint8Array(encoder, payload);
  return encoding.toUint8Array(encoder);
}

/** Asks a client for what the server's state vector lacks. */
export function encodeStep1(stateVector: Uint8Array): Uint8Array {
  return encodeSync(SYNC.step1, stateVector);
}

/** Answers a step 1. */
export function encodeStep2(update: Uint8Array): Uint8Array {
  return encodeSync(SYNC.step2, update);
}

/** A committed change. */
export function encodeUpdate(update: Uint8Array): Uint8Array {
  return encodeSync(SYNC.update, update);
}

/** One announcement of presence; `state` is JSON, `'null'` when gone. */
export interface PresenceEntry {
  readonly clientId: number;
  readonly clock: number;
  readonly state: string;
}

/** Presence of several clients in one frame; without any it only shows that the server lives. */
export function encodeAwareness(entries: readonly PresenceEntry[]): Uint8Array {
  let bytes = MESSAGE_HEAD_BYTES + VAR_UINT_BYTES;
  for (const { state } of entries) bytes += 3 * VAR_UINT_BYTES + MAX_UTF8_BYTES * state.length;
  const writer = new MessageWriter(bytes);
  writer.varUint(entries.length);
  for (const { clientId, clock, state } of entries) {
    writer.varUint(clientId);
    writer.varUint(clock);
    writer.string(state);
  }
  return writer.finish([MESSAGE.awareness]).message;
}

/** A sign of life: presence of nobody. */
export const KEEP_ALIVE = encodeAwareness([]);

/** Reads the announcements of one awareness payload; throws `BadFrameError`. */
export function decodeAwareness(frame: Uint8Array, start: number, end: number): PresenceEntry[] {
  cursor.reset(frame, start, end);
  const entries: PresenceEntry[] = [];
  try {
    for (let count = cursor.varUint(); count > 0; count--) {
      const clientId = cursor.varUint();
      const clock = cursor.varUint();
      entries.push({ clientId, clock, state: cursor.string() });
    }
  } catch (error) {
    throw new BadFrameError('a truncated awareness message', { cause: error });
  }
  if (cursor.pos !== end) throw new BadFrameError('not as many bytes as announcements');
  return entries;
}

/** Everything sent before request `counter` is on the disk. */
export function encodeAcknowledge(counter: number): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.acknowledge);
  encoding.writeVarUint(encoder, counter);
  return encoding.toUint8Array(encoder);
}

/** What was sent is not applied. */
export function encodeRefused(code: RefusalCode): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.refused);
  encoding.writeVarString(encoder, code);
  return encoding.toUint8Array(encoder);
}

/** The same in y-protocols' words, for clients that speak nothing else. */
export function encodePermissionDenied(reason: string): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.auth);
  encoding.writeVarUint(encoder, 0);
  encoding.writeVarString(encoder, reason);
  return encoding.toUint8Array(encoder);
}

/** Whether this connection may write, and if not, why. */
export function encodeRights(denial: WriteDenial | null): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.rights);
  encoding.writeVarUint(encoder, denial === null ? 1 : 0);
  encoding.writeVarString(encoder, denial ?? '');
  return encoding.toUint8Array(encoder);
}

/** Whether the server can write to its disk. */
export function encodeStorage(canWrite: boolean): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.storage);
  encoding.writeVarUint(encoder, canWrite ? 1 : 0);
  return encoding.toUint8Array(encoder);
}

/** Something beside the text of the document changed. */
export function encodeAside(aside: Aside): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.aside);
  encoding.writeVarString(encoder, aside);
  return encoding.toUint8Array(encoder);
}
