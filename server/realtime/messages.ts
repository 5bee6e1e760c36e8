// The frames of a document's socket: decodes what a client sends into a union or throws
// `BadFrameError`, and encodes what the server says. It knows no room.
import * as decoding from 'lib0/decoding';
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
  const decoder = decoding.createDecoder(frame);
  try {
    const message = readMessage(decoder, frame);
    if (decoder.pos !== frame.length) throw new BadFrameError('bytes after the message');
    return message;
  } catch (error) {
    if (error instanceof BadFrameError) throw error;
    throw new BadFrameError('a truncated message', { cause: error });
  }
}

function readMessage(decoder: decoding.Decoder, frame: Uint8Array): ClientMessage {
  const type = decoding.readVarUint(decoder);
  switch (type) {
    case MESSAGE.sync: {
      const step = decoding.readVarUint(decoder);
      if (step === SYNC.update) return readPayload('update', decoder, frame);
      if (step === SYNC.step2) return readPayload('step2', decoder, frame);
      if (step === SYNC.step1) return readStep1(decoder);
      throw new BadFrameError(`unknown sync step ${step}`);
    }
    case MESSAGE.awareness:
      return readPayload('awareness', decoder, frame);
    case MESSAGE.queryAwareness:
      return { type: 'queryAwareness' };
    case MESSAGE.acknowledgeRequest:
      return { type: 'acknowledgeRequest', counter: decoding.readVarUint(decoder) };
    default:
      throw new BadFrameError(`unknown message ${type}`);
  }
}

function readPayload(
  type: WriteMessage['type'] | 'awareness',
  decoder: decoding.Decoder,
  frame: Uint8Array,
): ClientMessage {
  const length = decoding.readVarUint(decoder);
  const start = decoder.pos;
  const end = start + length;
  if (end > frame.length) throw new BadFrameError('a truncated message');
  decoder.pos = end;
  return { type, frame, start, end };
}

function readStep1(decoder: decoding.Decoder): ClientMessage {
  const encoded = decoding.readVarUint8Array(decoder);
  const inner = decoding.createDecoder(encoded);
  const stateVector = new Map<number, number>();
  for (let count = decoding.readVarUint(inner); count > 0; count--) {
    const client = decoding.readVarUint(inner);
    stateVector.set(client, decoding.readVarUint(inner));
  }
  if (decoding.hasContent(inner)) throw new BadFrameError('bytes after the state vector');
  return { type: 'step1', stateVector, encoded };
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
  const decoder = decoding.createDecoder(frame);
  decoder.pos = start;
  const entries: PresenceEntry[] = [];
  try {
    for (let count = decoding.readVarUint(decoder); count > 0; count--) {
      const clientId = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      entries.push({ clientId, clock, state: decoding.readVarString(decoder) });
    }
  } catch (error) {
    throw new BadFrameError('a truncated awareness message', { cause: error });
  }
  if (decoder.pos !== end) throw new BadFrameError('not as many bytes as announcements');
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
