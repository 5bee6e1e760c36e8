// A change that gets through admission and then cannot be taken, which no known update does: its
// sender goes, and nobody beside them loses a word or a connection.
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { RoomFault } from '../../server/realtime/errors.ts';
import type { UpdateLog } from '../../server/realtime/types.ts';
import { CLOSE } from '../../shared/protocol.ts';
import { openRawSocket } from '../support/raw-socket.ts';
import { startRelay } from '../support/relay.ts';
import { joinBystanders, joinStock } from '../support/stock-provider.ts';
import { until } from '../support/until.ts';

/** A log in front of a document that breaks at the word "poison". */
function withPoison(log: UpdateLog): UpdateLog {
  return {
    ...log,
    append: (documentId, personId, update, at) => {
      const seq = log.append(documentId, personId, update, at);
      if (Buffer.from(update).includes('poison')) throw new RoomFault('poison');
      return seq;
    },
  };
}

describe('a change that cannot be taken', () => {
  it('[SY4] costs its sender the connection and nobody else a word', async () => {
    await using relay = await startRelay({ wrapLog: withPoison });
    const id = relay.createDocument();
    const elsewhere = relay.createDocument();
    using people = await joinBystanders(relay, id);
    using far = joinStock(relay, elsewhere, 'far');
    await people.expectUndisturbed();
    const doc = new Y.Doc();
    doc.getText('summary.en').insert(0, 'poison');
    const update = Y.encodeStateAsUpdate(doc);
    using mallory = await openRawSocket(`${relay.url}/${id}?person=mallory&schema=1`);
    const asked = () => mallory.heard.filter(({ type, step }) => type === 0 && step === 0).length;
    await until(() => asked() === 1);
    // In the same turn, as far as the network lets them, somebody else is typing.
    people.ben.doc.getText('licence').insert(0, 'MIT');
    far.name.insert(0, 'far');
    mallory.sendUpdate(update);
    people.cleo.doc.getText('website').insert(0, 'https://');
    // First everybody is asked again; whoever brings it a second time is found out.
    await until(() => asked() === 2);
    expect(mallory.closeCode).toBeNull();
    mallory.sendStep2(update);
    expect(await mallory.closed()).toBe(CLOSE.invalid.code);
    await until(() => people.cleo.doc.getText('licence').toString() === 'MIT');
    await until(() => people.ben.doc.getText('website').toString() === 'https://');
    await until(() => relay.rows(elsewhere).length === 1);
    await people.expectUndisturbed();
    expect(far.closeCodes).toEqual([]);
    expect(relay.rooms.read(id, (live) => live.getText('summary.en').toString())).toBe('');
    expect(relay.logged.filter(({ event }) => event === 'room-fault')).toHaveLength(2);
  });
});
