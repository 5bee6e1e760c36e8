// Before most of a field is deleted, somebody is told while it is still there (LI6).
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { startRelay } from '../support/relay.ts';
import { joinStock } from '../support/stock-provider.ts';
import { until } from '../support/until.ts';

const LONG = 'A tool with which citizens follow where the money of their city goes.';

describe('a large deletion', () => {
  it('[LI6] is announced with the text it is about to take, and only then', async () => {
    const told: { personId: string | null; name: string; rich: string }[] = [];
    await using relay = await startRelay({
      rooms: {
        onLargeDeletion: (_id, doc, personId) => {
          const name = doc.getText('name').toString();
          told.push({ personId, name, rich: doc.getXmlFragment('description.en').toString() });
          throw new Error('a listener that fails stops nobody');
        },
      },
    });
    const id = relay.createDocument();
    using ana = joinStock(relay, id, 'ana');
    using ben = joinStock(relay, id, 'ben');
    await until(() => ana.provider.synced && ben.provider.synced);
    ana.name.insert(0, LONG);
    const paragraph = new Y.XmlElement('paragraph');
    const text = new Y.XmlText(LONG);
    ana.doc.transact(() => {
      paragraph.insert(0, [text]);
      ana.doc.getXmlFragment('description.en').insert(0, [paragraph]);
    });
    await until(() => ben.doc.getXmlFragment('description.en').length === 1);
    // A third of it is everyday work.
    ben.name.delete(0, 20);
    await until(() => ana.name.length === LONG.length - 20);
    expect(told).toEqual([]);
    ben.name.delete(0, 30);
    await until(() => ana.name.length === LONG.length - 50);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ personId: 'ben', name: LONG.slice(20) });
    ben.doc.getXmlFragment('description.en').delete(0, 1);
    await until(() => ana.doc.getXmlFragment('description.en').length === 0);
    expect(told).toHaveLength(2);
    expect(told[1]?.rich).toContain(LONG);
    // What is short is rewritten all the time.
    ben.doc.getText('licence').insert(0, 'MIT');
    ben.doc.getText('licence').delete(0, 3);
    ben.doc.getText('website').insert(0, 'end');
    await until(() => ana.doc.getText('website').toString() === 'end');
    expect(told).toHaveLength(2);
  });
});
