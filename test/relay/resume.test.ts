// A connection that goes on after a break: the room may have missed words, and its peer may have.

import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { encodeStep2, encodeUpdate } from '../../server/realtime/messages.ts';
import type { Socket } from '../../server/realtime/types.ts';
import { MESSAGE, SYNC } from '../../shared/protocol.ts';
import { startRelay } from '../support/relay.ts';
import { until } from '../support/until.ts';

const VISITOR = {
  sessionId: 'session',
  user: { id: 'ana', name: 'Ana', colour: '#123456', teamId: null },
};

test('[RE3][SY2] after a break nothing is acknowledged before a step 2, deletions included', async () => {
  await using relay = await startRelay();
  const documentId = relay.createDocument();
  relay.db
    .prepare(`INSERT INTO person (id, name, colour, createdAt) VALUES ('ana', 'Ana', '#123456', 0)`)
    .run();
  const doc = new Y.Doc();
  doc.getText('name').insert(0, 'Parliament');
  const before = connect(false);
  before.end.receive(encodeStep2(Y.encodeStateAsUpdate(doc)));
  before.end.receive(acknowledgeRequest(1));
  await until(() => before.heard(MESSAGE.acknowledge) === 1);

  // A deletion moves no clock: only the break tells that something is missing.
  doc.getText('name').delete(0, 4);
  before.end.closed();
  const after = connect(true);
  expect(after.wholes()).toBe(1);
  after.end.receive(acknowledgeRequest(2));
  relay.rooms.flush(documentId);
  expect(after.heard(MESSAGE.acknowledge)).toBe(0);
  doc.getText('name').insert(0, 'x');
  after.end.receive(encodeUpdate(Y.encodeStateAsUpdate(doc)));
  after.end.receive(acknowledgeRequest(3));
  relay.rooms.flush(documentId);
  expect(after.heard(MESSAGE.acknowledge)).toBe(0);

  after.end.receive(encodeStep2(Y.encodeStateAsUpdate(doc)));
  await until(() => after.heard(MESSAGE.acknowledge) === 1);
  relay.rooms.read(documentId, (kept) => {
    expect(kept.getText('name').toString()).toBe('xiament');
  });

  function connect(isResumed: boolean) {
    const messages: Uint8Array[] = [];
    const socket: Socket = {
      isOpen: true,
      bufferedBytes: 0,
      send: (message) => messages.push(message),
      close: () => {},
    };
    return {
      end: relay.rooms.connect(socket, VISITOR, documentId, 'sommet', { isResumed })!,
      heard: (type: number) => messages.filter(([first]) => first === type).length,
      wholes: () =>
        messages.filter(([type, step]) => type === MESSAGE.sync && step === SYNC.step2).length,
    };
  }
});

function acknowledgeRequest(counter: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.acknowledgeRequest);
    encoding.writeVarUint(encoder, counter);
  });
}
