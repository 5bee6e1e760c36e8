// The projection is total and pure, whatever a document holds.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createRandom, type Random, seedFromEnvironment } from '../test/support/seed.ts';
import { completeness } from './completeness.ts';
import { rootName, rootType, writeSeed } from './document.ts';
import { FIELDS } from './fields.ts';
import { KINDS, type Kind } from './kinds.ts';
import { isEmptyValue, type PlainValue, pickLanguage, project, tally } from './projection.ts';
import { canonicalJson } from './record.ts';
import { plainToRichText } from './rich-text.ts';
import { validateForCatalogue } from './validation.ts';

const GARBAGE: readonly ((random: Random) => unknown)[] = [
  (random) => random.word(5),
  () => '',
  () => '\ud800',
  () => '__proto__',
  () => 17,
  () => Number.NaN,
  () => Number.NEGATIVE_INFINITY,
  () => 10n ** 10n,
  () => null,
  () => undefined,
  () => true,
  () => new Uint8Array([1, 2, 3]),
  () => ({ kind: 'government', country: 'FR', organisation: '' }),
  () => ({ kind: 'toString', country: 5, organisation: ['x'] }),
  () => [[['deep']]],
  () => new Y.Map([['a', 1]]),
  () => new Y.Text('inside'),
  () => new Y.Array(),
];

const NODES = ['paragraph', 'heading', 'text', 'constructor', 'script', 'listItem', 'tableCell'];
const KEYS = ['value', 'constructor', 'government:FR', 'petition', '~own', 'level', 'x', ''];

/** Writes nonsense into a root, also of a type the root does not have. */
function writeGarbage(doc: Y.Doc, root: string, random: Random): void {
  const garbage = () => random.pick(GARBAGE)(random);
  switch (random.below(4)) {
    case 0: {
      const text = doc.getText(root);
      text.insert(
        random.below(text.length + 1),
        random.pick(['word', '\u202e', '🌍', '\n\n', ' ']),
      );
      text.insertEmbed(0, random.chance(0.5) ? new Y.Map() : { image: 'x' });
      if (text.length > 2) text.format(0, 2, { [random.word(3)]: random.pick([true, {}, [1]]) });
      break;
    }
    case 1:
      for (let n = 0; n < 3; n++) doc.getMap(root).set(random.pick(KEYS), garbage());
      break;
    case 2:
      doc.getArray(root).insert(0, [random.word(3), new Y.Map(), 7, null, { a: [1] }]);
      break;
    default: {
      const fragment = doc.getXmlFragment(root);
      const element = new Y.XmlElement(random.pick(NODES));
      // The types leave hooks out; the wire does not.
      fragment.insert(0, [element, new Y.XmlText('loose'), new Y.XmlHook('hook') as never]);
      element.setAttribute(random.pick(KEYS), garbage() as string);
      let inner = element;
      for (let depth = random.chance(0.1) ? 90 : random.below(4); depth > 0; depth--) {
        const child = new Y.XmlElement(random.pick(NODES));
        inner.insert(0, [child]);
        inner = child;
      }
      const text = new Y.XmlText('bold');
      inner.insert(0, [text]);
      text.format(0, 2, { bold: {}, [random.word(4)]: { href: [[[1]]] }, link: 'no object' });
      text.insertEmbed(1, new Y.Map());
    }
  }
}

/** The roots of a form in these languages. */
function formRoots(kind: Kind, languages: readonly string[]): string[] {
  return FIELDS[kind].flatMap((field) =>
    field.localised ? languages.map((language) => rootName(field, language)) : [field.name],
  );
}

/** A document as it arrives from the wire: its roots have no type until somebody asks. */
function garbageDocument(kind: Kind, random: Random): Y.Doc {
  const doc = new Y.Doc();
  const roots = [
    ...formRoots(kind, ['en', 'fr', 'zh-Hant-TW']),
    'confirmed',
    'commitment.government:FR',
    'unknown',
    'summary.not a language',
    '__proto__',
  ];
  for (let n = random.between(1, 14); n > 0; n--) {
    // Each write by a peer of its own, that knows the root under a type of its own choosing.
    const peer = new Y.Doc();
    writeGarbage(peer, random.pick(roots), random);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(peer));
  }
  return doc;
}

describe('[SY11] project', () => {
  it('never throws, changes nothing, and gives a value that survives JSON, whatever a document holds', () => {
    const seed = seedFromEnvironment();
    const random = createRandom(seed);
    for (let round = 0; round < 150; round++) {
      const kind = random.pick(KINDS);
      const doc = garbageDocument(kind, random);
      const before = Y.encodeStateAsUpdate(doc);
      const projection = project(kind, doc);
      const message = `SEED=${seed} round ${round}`;
      expect(Y.encodeStateAsUpdate(doc), message).toEqual(before);
      expect(JSON.parse(JSON.stringify(projection)), message).toEqual(projection);
      expect(canonicalJson(projection), message).toBe(
        canonicalJson(JSON.parse(canonicalJson(projection))),
      );
      expect(canonicalJson(project(kind, doc)), message).toBe(canonicalJson(projection));
      const { ratio } = completeness(projection);
      expect(ratio >= 0 && ratio <= 1, message).toBe(true);
      expect(() => validateForCatalogue(projection), message).not.toThrow();
      expect(Object.keys(projection.fields), message).toEqual(FIELDS[kind].map(({ name }) => name));
    }
  }, 60_000);

  it('reads back what a seed wrote', () => {
    const doc = new Y.Doc();
    writeSeed('collective-action', doc, {
      name: '  Open procurement ',
      number: 1,
      theme: 'digital-commons',
      summary: { en: 'Short', fr: '' },
      description: { en: plainToRichText('One\n\nTwo') },
      signatories: [
        { kind: 'government', country: 'FR', organisation: '', commitment: 'All of it' },
        { kind: 'civil-society', country: null, organisation: 'OKF', confirmed: true },
      ],
      tools: [{ ref: 'name:decidim', label: 'Decidim' }],
    });
    const { title, fields, plainText } = project('collective-action', doc);
    expect(title).toBe('Open procurement');
    expect(fields).toMatchObject({
      number: 1,
      theme: 'digital-commons',
      summary: { en: 'Short' },
      workingGroup: '',
      tools: [{ ref: 'name:decidim', label: 'Decidim' }],
    });
    expect(fields.signatories).toEqual([
      {
        id: 'civil-society:okf',
        kind: 'civil-society',
        country: null,
        organisation: 'OKF',
        confirmed: true,
        commitment: '',
      },
      {
        id: 'government:FR',
        kind: 'government',
        country: 'FR',
        organisation: '',
        confirmed: false,
        commitment: 'All of it',
      },
    ]);
    expect(plainText).toBe(
      'Open procurement\n1\ndigital-commons\nShort\nOne\nTwo\nOKF\nFR All of it\nDecidim',
    );
  });

  it('is the same for two people’s additions in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('FR', 'KE', 'BR')), (codes) => {
        const docs = codes.map((code) => {
          const doc = new Y.Doc();
          doc.getMap('countries').set(code, true);
          return Y.encodeStateAsUpdate(doc);
        });
        const there = new Y.Doc();
        const back = new Y.Doc();
        for (const update of docs) Y.applyUpdate(there, update);
        for (const update of [...docs].reverse()) Y.applyUpdate(back, update);
        expect(project('tool', there)).toEqual(project('tool', back));
        expect(project('tool', there).fields.countries).toEqual([...new Set(codes)].sort());
      }),
    );
  });

  it('has a root type for every field of every kind', () => {
    for (const kind of KINDS) {
      for (const root of formRoots(kind, ['en'])) expect(rootType(kind, root)).not.toBeNull();
    }
  });
});

describe('values', () => {
  it('are empty when they say nothing', () => {
    const empty = ['', '  ', null, undefined, [], {}, { en: '' }, plainToRichText(' ')];
    for (const value of empty as PlainValue[]) {
      expect(isEmptyValue(value)).toBe(true);
    }
    expect(isEmptyValue([{ type: 'paragraph' }, { type: 'paragraph', content: [] }])).toBe(true);
    for (const value of ['x', 0, ['FR'], { en: 'x', fr: '' }, plainToRichText('x')]) {
      expect(isEmptyValue(value)).toBe(false);
    }
  });

  it('are picked in the first language that has any', () => {
    const value = { en: '', fr: 'Bonjour', es: 'Hola' };
    expect(pickLanguage(value, ['en', 'es'])).toEqual({ language: 'es', value: 'Hola' });
    expect(pickLanguage(value, [])).toEqual({ language: 'fr', value: 'Bonjour' });
    expect(pickLanguage({ en: '' }, ['en', 'constructor'])).toBeNull();
    expect(pickLanguage('text', ['en'])).toBeNull();
  });
});

describe('tally', () => {
  it('counts a country through its government alone, parties by kind, and commitments', () => {
    const party = { confirmed: false, commitment: '', organisation: '' };
    expect(
      tally([
        { ...party, id: '1', kind: 'government', country: 'FR', commitment: 'x' },
        { ...party, id: '2', kind: 'government', country: 'FR' },
        { ...party, id: '3', kind: 'civil-society', country: 'KE' },
      ]),
    ).toEqual({
      countries: 1,
      parties: { government: 2, 'civil-society': 1 },
      commitments: 1,
    });
  });
});
