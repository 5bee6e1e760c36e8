// The shape of a document: which roots there are, and writing into them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  addSignatory,
  isRootName,
  nameReference,
  ownTagId,
  parseRootName,
  removeSignatory,
  replaceText,
  rootType,
  signatoryId,
  writeSeed,
} from './document.ts';
import { project } from './projection.ts';
import { sealConfirmation } from './seal.ts';

const isWellFormed = (text: string) => !/\p{Cs}/u.test(text);

describe('[AD7] roots', () => {
  it.each([
    ['tool', 'name', 'text'],
    ['tool', 'summary.en', 'text'],
    ['tool', 'description.zh-Hant-TW', 'xml'],
    ['tool', 'countries', 'map'],
    ['collective-action', 'confirmed', 'map'],
    ['collective-action', 'commitment.government:FR', 'text'],
    ['collective-action', 'commitment.civil-society:åland-2', 'text'],
  ] as const)('a %s holds %s as %s', (kind, root, type) => {
    expect(isRootName(kind, root)).toBe(true);
    expect(rootType(kind, root)).toBe(type);
  });

  it.each([
    ['tool', 'summary'],
    ['tool', 'name.en'],
    ['tool', 'summary.'],
    ['tool', 'summary.EN'],
    ['tool', 'summary.en.fr'],
    ['tool', 'signatories'],
    ['tool', 'confirmed'],
    ['tool', 'commitment.government:FR'],
    ['tool', '__proto__'],
    ['tool', 'constructor'],
    ['tool', ''],
    ['collective-action', 'commitment.'],
    ['collective-action', 'commitment.x'],
    ['poem', 'name'],
  ])('a %s has no root %s', (kind, root) => {
    expect(isRootName(kind, root)).toBe(false);
  });

  it('no name, however odd, is more than an answer', () => {
    fc.assert(
      fc.property(fc.string(), (root) => {
        expect(parseRootName('collective-action', root) === null).toBe(
          rootType('collective-action', root) === null,
        );
      }),
    );
  });
});

describe('replacing a text', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', '🌍', '🌎', 'é', '\n', '\ud83c'),
    maxLength: 12,
  });

  it('gives exactly the next text by one deletion and one insertion at most, cutting no pair', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const doc = new Y.Doc();
        const shared = doc.getText('t');
        shared.insert(0, before);
        const deltas: { insert?: unknown; delete?: number }[] = [];
        shared.observe(({ delta }) => deltas.push(...(delta as typeof deltas)));
        replaceText(shared, after);
        const wellFormed = isWellFormed(before) && isWellFormed(after);
        if (wellFormed) expect(shared.toString()).toBe(after);
        expect(deltas.filter((one) => 'insert' in one).length).toBeLessThanOrEqual(1);
        expect(deltas.filter((one) => 'delete' in one).length).toBeLessThanOrEqual(1);
        for (const { insert } of deltas) {
          if (wellFormed && typeof insert === 'string') expect(isWellFormed(insert)).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps what somebody else writes around it', () => {
    const mine = new Y.Doc();
    mine.getText('t').insert(0, 'one two three');
    const theirs = new Y.Doc();
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
    replaceText(mine.getText('t'), 'one 2 three');
    theirs.getText('t').insert(13, '!');
    theirs.getText('t').insert(0, '¡');
    Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
    expect(mine.getText('t').toString()).toBe('¡one 2 three!');
  });
});

describe('signatories', () => {
  it('two people adding one party add it once', () => {
    const first = new Y.Doc();
    const second = new Y.Doc();
    addSignatory(first, { kind: 'civil-society', country: null, organisation: 'Open Knowledge' });
    addSignatory(second, {
      kind: 'civil-society',
      country: null,
      organisation: 'open  KNOWLEDGE ',
    });
    Y.applyUpdate(first, Y.encodeStateAsUpdate(second));
    expect([...first.getMap('signatories').keys()]).toEqual(['civil-society:open-knowledge']);
  });

  it('[SG2] removing one keeps what it confirmed for when it comes back', () => {
    const doc = new Y.Doc();
    const france = { kind: 'government', country: 'FR', organisation: '' } as const;
    const read = () => project('collective-action', doc).fields.signatories;
    const id = addSignatory(doc, france);
    doc.getText(`commitment.${id}`).insert(0, 'All of it');
    sealConfirmation(doc, id, 'All of it');
    removeSignatory(doc, id);
    expect(read()).toEqual([]);
    addSignatory(doc, france);
    expect(read()).toMatchObject([{ commitment: 'All of it', confirmed: true }]);
  });

  it('have ids that are roots', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (organisation) => {
        const id = signatoryId({ kind: 'company', country: null, organisation });
        expect(isRootName('collective-action', `commitment.${id}`)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('keys', () => {
  it('of own tags and names known by name alone meet whatever their spelling', () => {
    expect(ownTagId(' Ma Ville! ')).toBe('~ma-ville');
    expect(nameReference('Açores, Região')).toBe('name:acores-regiao');
  });
});

describe('seeds', () => {
  it('refuse fields the kind does not have', () => {
    expect(() => writeSeed('tool', new Y.Doc(), { signatories: [] })).toThrow(TypeError);
  });

  it('are one transaction, and write nothing for nothing', () => {
    const doc = new Y.Doc();
    let updates = 0;
    doc.on('update', () => updates++);
    writeSeed('tool', doc, { name: 'x', toolType: 'software', summary: { en: 'y' }, logo: null });
    expect(updates).toBe(1);
    const empty = new Y.Doc();
    writeSeed('tool', empty, {});
    expect(empty.store.clients.size).toBe(0);
  });
});
