// Stock WebsocketProviders of y-websocket against the relay: what people see, and what is on the disk.
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { startRelay, type TestRelay } from '../support/relay.ts';
import { joinStock as join } from '../support/stock-provider.ts';
import { until } from '../support/until.ts';

/** The document that the log alone describes. */
function replay(relay: TestRelay, documentId: string): Y.Doc {
  const doc = new Y.Doc();
  for (const { bytes } of relay.rows(documentId)) Y.applyUpdate(doc, bytes);
  return doc;
}

describe('the relay with stock providers', () => {
  it('[SY1] shows an edit to others only when the log holds it', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using ana = join(relay, id, 'ana');
    using ben = join(relay, id, 'ben');
    await until(() => ana.provider.synced && ben.provider.synced);
    const seen: string[] = [];
    ben.name.observe(() => seen.push(replay(relay, id).getText('name').toString()));
    ana.name.insert(0, 'Budget');
    await until(() => ben.name.toString() === 'Budget');
    expect(seen).toEqual(['Budget']);
    ben.name.insert(6, ' ouvert');
    await until(() => ana.name.toString() === 'Budget ouvert');
    expect(relay.rows(id).map(({ personId }) => personId)).toEqual(['ana', 'ben']);
  });

  it('gives a joiner everything, and presence both ways', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using ana = join(relay, id, 'ana');
    await until(() => ana.provider.synced);
    ana.name.insert(0, 'x');
    ana.provider.awareness.setLocalStateField('field', 'name');
    using ben = join(relay, id, 'ben');
    await until(() => ben.name.toString() === 'x');
    await until(() => ben.provider.awareness.getStates().get(ana.doc.clientID)?.user?.id === 'ana');
    await until(() => ana.provider.awareness.getStates().get(ben.doc.clientID)?.user?.id === 'ben');
    expect(relay.rooms.present(id)).toHaveLength(2);
  });
});
