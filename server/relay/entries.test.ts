// What relay and home write to each other, sealed.
import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import { BadEntryError, createSealer, decodeEntry, type Entry, encodeEntry } from './entries.ts';
import { type RelayFrame, readRelayFrames, writeRelayFrame } from './frames.ts';

const relay = createSealer('key', 'relay').ofLink('link', 'nonce');
const batch: Entry = {
  kind: 'batch',
  linkId: 'link',
  seq: 7,
  receivedSeq: 5,
  frames: Uint8Array.of(1, 2, 3),
};

describe('entries', () => {
  it('[RE3] come back as they were written, and are sealed for one link, side and key', () => {
    const entry = encodeEntry(relay, batch);
    expect(decodeEntry(entry)).toEqual(batch);
    expect(relay.isSealed(entry)).toBe(true);
    for (const other of [
      createSealer('key', 'home').ofLink('link', 'nonce'),
      createSealer('key', 'relay').ofLink('link', 'another'),
      createSealer('key', 'relay').ofLink('other', 'nonce'),
      createSealer('another', 'relay').ofLink('link', 'nonce'),
      createSealer('key', 'relay'),
    ]) {
      expect(other.isSealed(entry)).toBe(false);
    }
    for (let at = 0; at < entry.length; at++) {
      const changed = Uint8Array.from(entry);
      changed[at]! ^= 1;
      expect(relay.isSealed(changed), `byte ${at}`).toBe(false);
    }
  });

  it('[RE3] that are cut short are refused as such, and so are frames', () => {
    const enter: RelayFrame = {
      type: 'enter',
      seat: 300,
      documentId: 'document',
      schema: null,
      proof: { type: 'session', personId: 'ana', sessionId: 'hash' },
    };
    const frames = encoding.encode((encoder) => writeRelayFrame(encoder, enter));
    expect([...readRelayFrames(frames)]).toEqual([enter]);
    for (let end = 1; end < frames.length; end++) {
      expect(() => [...readRelayFrames(frames.subarray(0, end))]).toThrow(BadEntryError);
    }
    for (const short of [new Uint8Array(0), new Uint8Array(16), new Uint8Array(17).fill(255)]) {
      expect(() => decodeEntry(short)).toThrow(BadEntryError);
      expect(relay.isSealed(short)).toBe(false);
    }
  });
});
