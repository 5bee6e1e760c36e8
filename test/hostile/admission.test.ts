// Someone who may write sends updates no editor makes. Each is refused and said so; the people beside
// them go on writing.
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { openRawSocket, type RawSocket } from '../support/raw-socket.ts';
import { startRelay, type TestRelay } from '../support/relay.ts';
import { joinBystanders } from '../support/stock-provider.ts';
import { until } from '../support/until.ts';

function created(change: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  change(doc);
  return Y.encodeStateAsUpdate(doc);
}

function nestedMaps(depth: number): Uint8Array {
  return created((doc) => {
    let map = doc.getMap<unknown>('tags');
    for (let i = 0; i < depth; i++) {
      const inner = new Y.Map<unknown>();
      map.set('a', inner);
      map = inner;
    }
  });
}

/** What is sent as a whole state, and how it is refused. */
const attacks: [what: string, update: Uint8Array, code: string][] = [
  ['bytes that are no update', new Uint8Array([1, 2, 3, 4]), 'malformed'],
  [
    'a truncated update',
    created((doc) => doc.getText('name').insert(0, 'abc')).slice(0, -3),
    'malformed',
  ],
  [
    'more than 20,000 structs',
    created((doc) => {
      const text = doc.getText('name');
      doc.transact(() => {
        for (let i = 0; i < 20_001; i++) text.insert(0, 'x');
      });
    }),
    'too-many-structs',
  ],
  // A section of one deleted struct at clock 2^31.
  [
    'a clock beyond 2^31',
    new Uint8Array([1, 1, 7, 0x80, 0x80, 0x80, 0x80, 8, 1, 1, 4, 110, 97, 109, 101, 1, 0]),
    'clock-overflow',
  ],
  [
    'a struct whose origin nobody has written',
    new Uint8Array([1, 1, 7, 0, 0x84, 9, 5, 1, 97, 0]),
    'unknown-origin',
  ],
  [
    'a struct whose parent nobody has written',
    new Uint8Array([1, 1, 7, 0, 4, 0, 9, 5, 1, 97, 0]),
    'unknown-origin',
  ],
  [
    'structs that wait for each other',
    new Uint8Array([2, 1, 7, 0, 0x84, 9, 0, 1, 97, 1, 9, 0, 0x84, 7, 0, 1, 98, 0]),
    'unknown-origin',
  ],
  [
    'a root that is not in the table',
    created((doc) => doc.getText('password').insert(0, 'x')),
    'unknown-root',
  ],
  [
    'a node no editor knows',
    created((doc) => doc.getXmlFragment('description.en').push([new Y.XmlElement('script')])),
    'unknown-node',
  ],
  [
    'a hook',
    created((doc) => doc.getMap('tags').set('a', new Y.XmlHook('paragraph'))),
    'unknown-node',
  ],
  [
    'a mark no editor knows',
    created((doc) => doc.getText('name').insert(0, 'x', { blink: true })),
    'unknown-node',
  ],
  ['the key __proto__', created((doc) => doc.getMap('tags').set('__proto__', 1)), 'forbidden-key'],
  [
    'the key constructor in a value',
    created((doc) => doc.getMap('tags').set('a', [{ constructor: 1 }])),
    'forbidden-key',
  ],
  [
    'an attribute named prototype',
    created((doc) => {
      const element = new Y.XmlElement('paragraph');
      doc.getXmlFragment('description.en').insert(0, [element]);
      element.setAttribute('prototype', 'x');
    }),
    'forbidden-key',
  ],
  ['a sub-document', created((doc) => doc.getMap('tags').set('a', new Y.Doc())), 'subdocument'],
  ['types nested 25 deep', nestedMaps(25), 'too-deep'],
  [
    'a thousand letters that claim one place',
    Uint8Array.from([
      ...[1, 0xe8, 7, 9, 0],
      ...Array.from({ length: 1000 }, () => [4, 1, 4, 110, 97, 109, 101, 1, 120]).flat(),
      0,
    ]),
    'too-many-structs',
  ],
  ['a deletion beyond the clock', new Uint8Array([0, 1, 7, 1, 0, 5]), 'delete-beyond-clock'],
];

/** The rule behind each code of a refusal. */
const RULES: Readonly<Record<string, string>> = {
  malformed: 'AD1',
  'too-many-structs': 'AD3',
  'clock-overflow': 'AD4',
  'unknown-origin': 'AD6',
  'unknown-root': 'AD7',
  'forbidden-key': 'AD8',
  subdocument: 'AD9',
  'too-deep': 'AD10',
  'delete-beyond-clock': 'AD11',
  'unknown-node': 'AD14',
};

async function meet(relay: TestRelay, id: string): Promise<RawSocket> {
  return openRawSocket(`${relay.url}/${id}?person=mallory&schema=1`);
}

describe('admission, from the outside', () => {
  const named = attacks.map(([what, update, code]) => [RULES[code], what, code, update] as const);
  it.each(named)('[%s] refuses %s, and nobody else notices', async (_rule, _what, code, update) => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    await people.expectUndisturbed();
    const rows = relay.rows(id).length;
    using mallory = await meet(relay, id);
    mallory.sendStep2(update);
    await until(() => mallory.refusals().length > 0);
    expect(mallory.refusals()).toEqual([code]);
    expect(relay.rows(id)).toHaveLength(rows);
    expect(mallory.closeCode).toBeNull();
    await people.expectUndisturbed();
  });

  it('[AD13] lets nesting be as deep as documents are', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using ana = await openRawSocket(`${relay.url}/${id}?person=ana&schema=1`);
    ana.sendUpdate(nestedMaps(20));
    await ana.acknowledged(1);
    expect(ana.refusals()).toEqual([]);
    expect(relay.rows(id)).toHaveLength(1);
  });

  it('[AD5] refuses the client id of somebody else, now and after a restart', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    await people.expectUndisturbed();
    const forged = new Y.Doc();
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(people.ben.doc));
    forged.clientID = people.ben.doc.clientID;
    forged.getText('name').insert(0, 'forged ');
    const update = Y.encodeStateAsUpdate(forged, Y.encodeStateVector(people.ben.doc));
    using mallory = await meet(relay, id);
    mallory.sendUpdate(update);
    await until(() => mallory.refusals().length > 0);
    expect(mallory.refusals()).toEqual(['foreign-client']);
    await people.expectUndisturbed();

    await using later = await startRelay({ path: relay.path });
    using again = await openRawSocket(`${later.url}/${id}?person=mallory&schema=1`);
    again.sendStep2(update);
    await until(() => again.refusals().length > 0);
    expect(again.refusals()).toEqual(['foreign-client']);
  });

  it('[AD12][SY12] asks for what is missing when an update comes before its forerunner', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    using ana = await openRawSocket(`${relay.url}/${id}?person=ana&schema=1`);
    const doc = new Y.Doc();
    const sent: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => sent.push(update));
    for (const letter of 'abc') doc.getText('summary.en').insert(0, letter);
    const questions = () => ana.heard.filter(({ type, step }) => type === 0 && step === 0).length;
    await until(() => questions() === 1);
    ana.sendUpdate(sent[2]!);
    await until(() => questions() === 2);
    // What follows is held, and not acknowledged, until everything is there.
    ana.sendUpdate(sent[0]!);
    ana.sendUpdate(sent[1]!);
    const saved = ana.acknowledged(1);
    ana.sendStep1(Y.encodeStateVector(new Y.Doc()));
    await until(() => ana.heard.some(({ type, step }) => type === 0 && step === 1));
    expect(ana.acknowledgements()).toEqual([]);
    expect(relay.rows(id)).toHaveLength(0);
    ana.sendStep2(Y.encodeStateAsUpdate(doc));
    await saved;
    expect(people.ben.doc.getText('summary.en').toString()).toBe('cba');
    expect(relay.rows(id)).toHaveLength(1);
    await people.expectUndisturbed();
  });

  it('[SY12] a duplicated update is acknowledged and leaves one row', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using ana = await openRawSocket(`${relay.url}/${id}?person=ana&schema=1`);
    const update = created((doc) => {
      doc.getText('name').insert(0, 'abc');
      doc.getText('name').delete(1, 1);
    });
    ana.sendUpdate(update);
    await ana.acknowledged(1);
    ana.sendUpdate(update);
    ana.sendStep2(update);
    await ana.acknowledged(2);
    expect(relay.rows(id)).toHaveLength(1);
  });

  it('heals a broken update from the document it came from', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using ana = await openRawSocket(`${relay.url}/${id}?person=ana&schema=1`);
    const update = created((doc) => doc.getText('name').insert(0, 'abc'));
    ana.sendUpdate(update.slice(0, -2));
    await until(() => ana.refusals().length === 1);
    const saved = ana.acknowledged(1);
    ana.sendStep2(update);
    await saved;
    expect(relay.rows(id)).toHaveLength(1);
  });

  it('tells readers who write that they may not, and answers their questions', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    relay.authorize = ({ user }) =>
      user.id === 'mallory'
        ? { read: true, write: false, denial: 'finalised' }
        : { read: true, write: true };
    using people = await joinBystanders(relay, id);
    await people.expectUndisturbed();
    const rows = relay.rows(id).length;
    using mallory = await meet(relay, id);
    mallory.sendStep1(new Uint8Array([0]));
    await until(() => mallory.heard.some(({ type, step }) => type === 0 && step === 1));
    // Knowing what everybody knows is no offence.
    mallory.sendStep2(Y.encodeStateAsUpdate(people.ben.doc));
    await mallory.acknowledged(1);
    mallory.sendUpdate(created((doc) => doc.getText('name').insert(0, 'x')));
    await until(() => mallory.refusals().length === 1);
    mallory.sendUpdate(created((doc) => doc.getText('name').insert(0, 'y')));
    await until(() => mallory.refusals().length === 2);
    expect(mallory.refusals()).toEqual(['read-only', 'read-only']);
    expect(relay.rows(id)).toHaveLength(rows);
    await people.expectUndisturbed();
  });
});
