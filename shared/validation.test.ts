// What may not become a record, one reason at a time (LI3).
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { actionSeed, organisationSeed, toolSeed, useCaseSeed } from '../test/support/entries.ts';
import { type DocumentSeed, writeSeed } from './document.ts';
import type { Kind } from './kinds.ts';
import { project } from './projection.ts';
import { plainToRichText, type RichNode } from './rich-text.ts';
import { validateForCatalogue } from './validation.ts';

function problems(kind: Kind, seed: DocumentSeed): string[] {
  const doc = new Y.Doc();
  writeSeed(kind, doc, seed);
  return validateForCatalogue(project(kind, doc)).map(({ field, language, code, detail }) =>
    [language === null ? field : `${field}.${language}`, code, detail].filter(Boolean).join(' '),
  );
}

describe('[LI3] validation', () => {
  it('lets complete entries of every kind through', () => {
    expect(problems('tool', toolSeed())).toEqual([]);
    expect(problems('use-case', useCaseSeed())).toEqual([]);
    expect(problems('organisation', organisationSeed())).toEqual([]);
    expect(problems('collective-action', actionSeed())).toEqual([]);
  });

  it('names what is missing, in the order of the form', () => {
    expect(problems('tool', {})).toEqual([
      'name missing',
      'toolType missing',
      'summary missing',
      'description missing',
    ]);
    expect(problems('collective-action', {})).toEqual([
      'name missing',
      'theme missing',
      'description missing',
      'signatories missing',
    ]);
  });

  it.each<[string, DocumentSeed, string[]]>([
    ['a name over its graphemes', { name: '🇫🇷'.repeat(121) }, ['name too-long 120']],
    ['a name of just its graphemes', { name: 'e\u0301'.repeat(120) }, []],
    ['a name of two lines', { name: 'One\nTwo' }, ['name control-characters']],
    ['a name that turns the reading around', { name: 'a\u202eb' }, ['name control-characters']],
    [
      'a summary that is too long, in its language',
      { summary: { fr: 'x'.repeat(151) } },
      ['summary.fr too-long 150'],
    ],
    [
      'a website with another protocol',
      { website: 'javascript:alert(1)' },
      ['website not-an-address javascript:alert(1)'],
    ],
    [
      'a website with credentials',
      { website: 'https://me:pw@example.org' },
      ['website not-an-address https://me:pw@example.org'],
    ],
    [
      'an endless address',
      { website: `https://example.org/${'x'.repeat(2000)}` },
      ['website too-long 2000'],
    ],
    [
      'a screenshot that is no address',
      { screenshots: ['nowhere at all'] },
      ['screenshots not-an-address nowhere at all'],
    ],
    ['a choice that is none', { toolType: 'gadget' }, ['toolType not-an-option gadget']],
    ['a country that is none', { countries: ['FR', 'ZZ'] }, ['countries not-an-option ZZ']],
    ['a language that is none', { languages: ['english'] }, ['languages not-an-option english']],
    [
      'a tag that is none',
      { tags: [{ id: 'nonsense', label: null }] },
      ['tags not-an-option nonsense'],
    ],
    ['an own tag', { tags: [{ id: '~own', label: 'Own' }] }, []],
    [
      'an own tag of a page of text',
      { tags: [{ id: '~own', label: 'x'.repeat(201) }] },
      ['tags too-long 200'],
    ],
    [
      'too many tags',
      { tags: Array.from({ length: 21 }, (_, n) => ({ id: `~${n}`, label: `${n}` })) },
      ['tags too-many 20'],
    ],
    ['a Wikidata id that is none', { wikidata: 'Paris' }, ['wikidata not-an-option Paris']],
    [
      'a relation that leads nowhere',
      { developer: [{ ref: 'javascript:x', label: 'Me' }] },
      ['developer not-an-option Me'],
    ],
    [
      'a relation without a name',
      { developer: [{ ref: 'name:x', label: '' }] },
      ['developer not-an-option name:x'],
    ],
  ])('%s', (_, change, expected) => {
    expect(problems('tool', { ...toolSeed(), ...change })).toEqual(expected);
  });

  it.each<[string, RichNode[], string[]]>([
    ['a node nobody knows', [{ type: 'script' }], ['unknown-content script']],
    ['a node of Object’s own', [{ type: 'constructor' }], ['unknown-content constructor']],
    [
      'an element that calls itself text',
      [{ type: 'paragraph', content: [{ type: 'text', attrs: { a: 1 } }] }],
      [],
    ],
    [
      'a heading of level 9',
      [{ type: 'heading', attrs: { level: 9 } }],
      ['unknown-content heading.level'],
    ],
    [
      'an attribute nobody knows',
      [{ type: 'paragraph', attrs: { onclick: 'x' } }],
      ['unknown-content paragraph.onclick'],
    ],
  ])('rich text with %s', (_, nodes, expected) => {
    const description = { en: [...plainToRichText('Words.'), ...nodes] };
    const found = problems('tool', { ...toolSeed(), description });
    expect(found).toEqual(expected.map((one) => `description.en ${one}`));
  });

  it('links may be addresses of the web or of a mailbox', () => {
    const link = (href: unknown) =>
      problems('tool', {
        ...toolSeed(),
        description: {
          en: [
            {
              type: 'paragraph',
              content: [{ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href } }] }],
            },
          ],
        },
      });
    expect(link('https://example.org/a?b#c')).toEqual([]);
    expect(link('mailto:amina@example.org')).toEqual([]);
    for (const href of [
      'javascript:alert(1)',
      'data:text/html,x',
      ' //x',
      '/path',
      'file:///etc',
      '',
      7,
      null,
    ]) {
      expect(link(href)).toEqual(['description.en unsafe-link link.href']);
    }
  });

  it('dates and numbers are real ones', () => {
    expect(problems('use-case', useCaseSeed('x', { startedOn: '2016-02-30' }))).toEqual([
      'startedOn not-a-date 2016-02-30',
    ]);
    expect(problems('use-case', useCaseSeed('x', { startedOn: '2016-02-29' }))).toEqual([]);
    expect(problems('collective-action', actionSeed('x', { number: 1.5 }))).toEqual([
      'number not-a-number 1.5',
    ]);
  });

  it('signatories are somebody, of a country there is, with a commitment that can be read', () => {
    const signatories = [
      { kind: 'government', country: 'ZZ', organisation: '' },
      { kind: 'company', country: null, organisation: '' },
      { kind: 'company', country: 'FR', organisation: 'x'.repeat(201) },
      { kind: 'academia', country: null, organisation: 'A', commitment: 'x'.repeat(3001) },
    ];
    expect(problems('collective-action', actionSeed('x', { signatories })).sort()).toEqual([
      'signatories not-an-option ZZ',
      'signatories not-an-option company:unknown',
      'signatories too-long 200',
      'signatories too-long 3000',
    ]);
  });
});
