// Frames as y-protocols writes and reads them, and frames that are none.
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import * as awareness from 'y-protocols/awareness';
import * as sync from 'y-protocols/sync';
import * as Y from 'yjs';
import { MESSAGE } from '../../shared/protocol.ts';
import { BadFrameError } from './errors.ts';
import {
  decodeAwareness,
  decodeMessage,
  encodeAwareness,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
} from './messages.ts';

/** A frame as a stock provider builds it. */
function stockFrame(type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  write(encoder);
  return encoding.toUint8Array(encoder);
}

function documentWith(text: string): Y.Doc {
  const doc = new Y.Doc();
  doc.getText('name').insert(0, text);
  return doc;
}

describe('messages', () => {
  it('reads what y-protocols writes', () => {
    const doc = documentWith('Budget');
    const update = Y.encodeStateAsUpdate(doc);
    const step1 = decodeMessage(stockFrame(MESSAGE.sync, (e) => sync.writeSyncStep1(e, doc)));
    if (step1.type !== 'step1') throw new Error(step1.type);
    expect(step1.stateVector).toEqual(new Map([[doc.clientID, 6]]));
    for (const [type, frame] of [
      ['step2', stockFrame(MESSAGE.sync, (e) => sync.writeSyncStep2(e, doc))],
      ['update', stockFrame(MESSAGE.sync, (e) => sync.writeUpdate(e, update))],
    ] as const) {
      const message = decodeMessage(frame);
      if (message.type !== type) throw new Error(message.type);
      expect(message.frame.subarray(message.start, message.end)).toEqual(update);
    }
  });

  it('writes what y-protocols reads', () => {
    const doc = documentWith('Budget');
    const copy = new Y.Doc();
    for (const frame of [
      encodeStep1(Y.encodeStateVector(doc)),
      encodeStep2(Y.encodeStateAsUpdate(doc)),
      encodeUpdate(Y.encodeStateAsUpdate(doc)),
    ]) {
      const decoder = decoding.createDecoder(frame);
      expect(decoding.readVarUint(decoder)).toBe(MESSAGE.sync);
      sync.readSyncMessage(decoder, encoding.createEncoder(), copy, null);
      expect(decoding.hasContent(decoder)).toBe(false);
    }
    expect(copy.getText('name').toString()).toBe('Budget');
  });

  it('reads and writes presence as y-protocols does', () => {
    const one = new awareness.Awareness(new Y.Doc());
    const other = new awareness.Awareness(new Y.Doc());
    one.setLocalState({ field: 'été 🌍' });
    const payload = awareness.encodeAwarenessUpdate(one, [one.clientID]);
    const entries = decodeAwareness(payload, 0, payload.length);
    expect(entries).toEqual([{ clientId: one.clientID, clock: 1, state: '{"field":"été 🌍"}' }]);
    const decoder = decoding.createDecoder(encodeAwareness(entries));
    expect(decoding.readVarUint(decoder)).toBe(MESSAGE.awareness);
    awareness.applyAwarenessUpdate(other, decoding.readVarUint8Array(decoder), null);
    expect(other.getStates().get(one.clientID)).toEqual({ field: 'été 🌍' });
    one.destroy();
    other.destroy();
  });

  it('[SY12] no frame that is cut short is a message', () => {
    const doc = documentWith('Budget');
    const frames = [
      stockFrame(MESSAGE.sync, (e) => sync.writeSyncStep1(e, doc)),
      stockFrame(MESSAGE.sync, (e) => sync.writeSyncStep2(e, doc)),
      stockFrame(MESSAGE.acknowledgeRequest, (e) => encoding.writeVarUint(e, 300)),
    ];
    for (const frame of frames) {
      expect(() => decodeMessage(frame)).not.toThrow();
      for (let length = 0; length < frame.length; length++) {
        expect(() => decodeMessage(frame.subarray(0, length))).toThrow(BadFrameError);
      }
      expect(() => decodeMessage(Uint8Array.from([...frame, 0]))).toThrow(BadFrameError);
    }
  });
});
