// What travels between a relay and the home: sealed entries, and the frames a batch holds. It knows
// neither Redis nor rooms.
import { createHmac, timingSafeEqual } from 'node:crypto';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** The version of everything in this file. Relays are replaced one after another: see `docs/scale.md`. */
export const LINK_PROTOCOL = 1;

/** The oldest version of a relay the home still understands. */
export const OLDEST_LINK_PROTOCOL = 1;

/** Bytes of the seal before each entry: a truncated HMAC-SHA-256. */
const SEAL_BYTES = 16;

/** Who wrote an entry; part of what is sealed, so that none can be sent back to its writer. */
type Side = 'home' | 'relay';

/**
 * The kinds of entries.
 *
 * - `hello` (relay): asks for a link.
 * - `welcome` (home): the link stands; `nonce` goes into the seal of everything on it.
 * - `refused` (home): no link for this version of a relay.
 * - `batch`: numbered frames, and the highest number received from the other side.
 * - `gone`: there is no such link, or no longer; begin anew.
 */
export type Entry =
  | { readonly kind: 'hello'; readonly linkId: string; readonly protocol: number }
  | {
      readonly kind: 'welcome';
      readonly linkId: string;
      readonly protocol: number;
      readonly nonce: string;
    }
  | { readonly kind: 'refused'; readonly linkId: string; readonly protocol: number }
  | {
      readonly kind: 'batch';
      readonly linkId: string;
      readonly seq: number;
      readonly receivedSeq: number;
      readonly frames: Uint8Array;
    }
  | { readonly kind: 'gone'; readonly linkId: string };

const KINDS = ['hello', 'welcome', 'refused', 'batch', 'gone'] as const;

/** Thrown by what cannot be read or was not written by somebody with the key. */
export class BadEntryError extends Error {
  readonly code = 'bad_relay_entry';
}

/** Makes and checks seals with one key. */
export interface Sealer {
  seal(payload: Uint8Array): Uint8Array;
  /** Whether `entry` begins with the seal of what follows it. */
  isSealed(entry: Uint8Array): boolean;
  /** The sealer of one link, whose entries no other link takes. */
  ofLink(linkId: string, nonce: string): Sealer;
}

/** Seals what `writer` writes. The two sides of a link never share a sealer. */
export function createSealer(key: string | Uint8Array, writer: Side): Sealer {
  const macOf = (payload: Uint8Array) =>
    createHmac('sha256', key).update(writer).update(payload).digest().subarray(0, SEAL_BYTES);
  return {
    seal(payload) {
      const entry = Buffer.allocUnsafe(SEAL_BYTES + payload.length);
      entry.set(macOf(payload), 0);
      entry.set(payload, SEAL_BYTES);
      return entry;
    },
    isSealed(entry) {
      if (entry.length < SEAL_BYTES) return false;
      return timingSafeEqual(entry.subarray(0, SEAL_BYTES), macOf(entry.subarray(SEAL_BYTES)));
    },
    ofLink: (linkId, nonce) =>
      createSealer(createHmac('sha256', key).update(`link ${linkId} ${nonce}`).digest(), writer),
  };
}

/** Encodes and seals an entry. */
export function encodeEntry(sealer: Sealer, entry: Entry): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, KINDS.indexOf(entry.kind));
  encoding.writeVarString(encoder, entry.linkId);
  switch (entry.kind) {
    case 'hello':
    case 'refused':
      encoding.writeVarUint(encoder, entry.protocol);
      break;
    case 'welcome':
      encoding.writeVarUint(encoder, entry.protocol);
      encoding.writeVarString(encoder, entry.nonce);
      break;
    case 'batch':
      encoding.writeVarUint(encoder, entry.seq);
      encoding.writeVarUint(encoder, entry.receivedSeq);
      encoding.writeUint8Array(encoder, entry.frames);
      break;
    case 'gone':
      break;
  }
  return sealer.seal(encoding.toUint8Array(encoder));
}

/** Reads an entry without looking at its seal; throws `BadEntryError`. */
export function decodeEntry(sealed: Uint8Array): Entry {
  const decoder = decoding.createDecoder(sealed.subarray(SEAL_BYTES));
  try {
    const kind = KINDS[decoding.readVarUint(decoder)];
    const linkId = decoding.readVarString(decoder);
    switch (kind) {
      case 'hello':
      case 'refused':
        return { kind, linkId, protocol: decoding.readVarUint(decoder) };
      case 'welcome': {
        const protocol = decoding.readVarUint(decoder);
        return { kind, linkId, protocol, nonce: decoding.readVarString(decoder) };
      }
      case 'batch': {
        const seq = decoding.readVarUint(decoder);
        const receivedSeq = decoding.readVarUint(decoder);
        return { kind, linkId, seq, receivedSeq, frames: decoding.readTailAsUint8Array(decoder) };
      }
      case 'gone':
        return { kind, linkId };
      default:
        throw new BadEntryError('an entry of an unknown kind');
    }
  } catch (error) {
    if (error instanceof BadEntryError) throw error;
    throw new BadEntryError('a truncated entry', { cause: error });
  }
}
