// The frames inside a batch: what a relay reports of its people, and what the home has it tell them.
// Pure encoding; it knows no link.
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { CloseEventKind } from '../../shared/protocol.ts';
import { BadEntryError } from './entries.ts';

/** How a relay vouches for somebody: by the session the browser brought, or the home's own word. */
type Proof =
  /** `sessionId` is the hash of the cookie's secret, which itself never leaves the relay. */
  | { readonly type: 'session'; readonly personId: string; readonly sessionId: string }
  /** Somebody who was seated before the link broke. */
  | { readonly type: 'grant'; readonly grant: string };

/** What a relay says. `seat` is its number for one socket, never used again on the same link. */
export type RelayFrame =
  | {
      readonly type: 'enter';
      readonly seat: number;
      readonly documentId: string;
      /** The `schema` parameter of the upgrade, `null` when absent. */
      readonly schema: string | null;
      readonly proof: Proof;
    }
  | { readonly type: 'said'; readonly seat: number; readonly message: Uint8Array }
  | { readonly type: 'left'; readonly seat: number };

/** Whom the home speaks to: seats of one room at one relay, as far as it has granted them. */
export type Audience =
  | { readonly type: 'all'; readonly room: number }
  | { readonly type: 'all-but'; readonly room: number; readonly seat: number }
  | { readonly type: 'seats'; readonly seats: readonly number[] };

/** What the home says. `room` is its number for one document on one link. */
export type HomeFrame =
  | {
      readonly type: 'granted';
      readonly seat: number;
      readonly room: number;
      readonly grant: string;
      /** How long the grant is good for from now, ms. */
      readonly ttlMs: number;
    }
  | { readonly type: 'told'; readonly audience: Audience; readonly message: Uint8Array }
  | { readonly type: 'closed'; readonly seat: number; readonly event: CloseEventKind };

const RELAY_TYPES = ['enter', 'said', 'left'] as const;
const HOME_TYPES = ['granted', 'told', 'closed'] as const;
const AUDIENCES = ['all', 'all-but', 'seats'] as const;

/** Appends a relay's frame. */
export function writeRelayFrame(encoder: encoding.Encoder, frame: RelayFrame): void {
  encoding.writeVarUint(encoder, RELAY_TYPES.indexOf(frame.type));
  encoding.writeVarUint(encoder, frame.seat);
  if (frame.type === 'said') encoding.writeVarUint8Array(encoder, frame.message);
  if (frame.type !== 'enter') return;
  encoding.writeVarString(encoder, frame.documentId);
  encoding.writeVarUint(encoder, frame.schema === null ? 0 : 1);
  encoding.writeVarString(encoder, frame.schema ?? '');
  const { proof } = frame;
  encoding.writeVarUint(encoder, proof.type === 'session' ? 0 : 1);
  encoding.writeVarString(encoder, proof.type === 'session' ? proof.personId : proof.grant);
  if (proof.type === 'session') encoding.writeVarString(encoder, proof.sessionId);
}

/** Appends the home's frame. */
export function writeHomeFrame(encoder: encoding.Encoder, frame: HomeFrame): void {
  encoding.writeVarUint(encoder, HOME_TYPES.indexOf(frame.type));
  switch (frame.type) {
    case 'granted':
      encoding.writeVarUint(encoder, frame.seat);
      encoding.writeVarUint(encoder, frame.room);
      encoding.writeVarString(encoder, frame.grant);
      encoding.writeVarUint(encoder, frame.ttlMs);
      return;
    case 'told':
      writeAudience(encoder, frame.audience);
      encoding.writeVarUint8Array(encoder, frame.message);
      return;
    case 'closed':
      encoding.writeVarUint(encoder, frame.seat);
      encoding.writeVarUint(encoder, frame.event.code);
      encoding.writeVarString(encoder, frame.event.reason);
  }
}

function writeAudience(encoder: encoding.Encoder, audience: Audience): void {
  encoding.writeVarUint(encoder, AUDIENCES.indexOf(audience.type));
  if (audience.type !== 'seats') {
    encoding.writeVarUint(encoder, audience.room);
    if (audience.type === 'all-but') encoding.writeVarUint(encoder, audience.seat);
    return;
  }
  encoding.writeVarUint(encoder, audience.seats.length);
  for (const seat of audience.seats) encoding.writeVarUint(encoder, seat);
}

/** Reads the frames of a relay's batch one after another; throws `BadEntryError`. */
export function* readRelayFrames(frames: Uint8Array): Generator<RelayFrame> {
  yield* readAll(frames, (decoder): RelayFrame => {
    const type = RELAY_TYPES[decoding.readVarUint(decoder)];
    const seat = decoding.readVarUint(decoder);
    switch (type) {
      case 'said':
        return { type, seat, message: decoding.readVarUint8Array(decoder) };
      case 'left':
        return { type, seat };
      case 'enter': {
        const documentId = decoding.readVarString(decoder);
        const hasSchema = decoding.readVarUint(decoder) === 1;
        const schema = decoding.readVarString(decoder);
        const isSession = decoding.readVarUint(decoder) === 0;
        const word = decoding.readVarString(decoder);
        const proof: Proof = isSession
          ? { type: 'session', personId: word, sessionId: decoding.readVarString(decoder) }
          : { type: 'grant', grant: word };
        return { type, seat, documentId, schema: hasSchema ? schema : null, proof };
      }
      default:
        throw new BadEntryError('a frame of an unknown type');
    }
  });
}

/** Reads the frames of the home's batch one after another; throws `BadEntryError`. */
export function* readHomeFrames(frames: Uint8Array): Generator<HomeFrame> {
  yield* readAll(frames, (decoder): HomeFrame => {
    const type = HOME_TYPES[decoding.readVarUint(decoder)];
    switch (type) {
      case 'granted': {
        const seat = decoding.readVarUint(decoder);
        const room = decoding.readVarUint(decoder);
        const grant = decoding.readVarString(decoder);
        return { type, seat, room, grant, ttlMs: decoding.readVarUint(decoder) };
      }
      case 'told': {
        const audience = readAudience(decoder);
        return { type, audience, message: decoding.readVarUint8Array(decoder) };
      }
      case 'closed': {
        const seat = decoding.readVarUint(decoder);
        const code = decoding.readVarUint(decoder);
        return { type, seat, event: { code, reason: decoding.readVarString(decoder) } };
      }
      default:
        throw new BadEntryError('a frame of an unknown type');
    }
  });
}

function readAudience(decoder: decoding.Decoder): Audience {
  const type = AUDIENCES[decoding.readVarUint(decoder)];
  switch (type) {
    case 'all':
      return { type, room: decoding.readVarUint(decoder) };
    case 'all-but': {
      const room = decoding.readVarUint(decoder);
      return { type, room, seat: decoding.readVarUint(decoder) };
    }
    case 'seats': {
      const seats: number[] = [];
      for (let count = decoding.readVarUint(decoder); count > 0; count--) {
        seats.push(decoding.readVarUint(decoder));
      }
      return { type, seats };
    }
    default:
      throw new BadEntryError('an unknown audience');
  }
}

function* readAll<T>(frames: Uint8Array, read: (decoder: decoding.Decoder) => T): Generator<T> {
  const decoder = decoding.createDecoder(frames);
  while (decoding.hasContent(decoder)) {
    let frame: T;
    try {
      frame = read(decoder);
    } catch (error) {
      if (error instanceof BadEntryError) throw error;
      throw new BadEntryError('a truncated frame', { cause: error });
    }
    yield frame;
  }
}
