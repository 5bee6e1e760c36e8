// The toolbox bundle against the schema of its importer.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentSeed } from '../../shared/document.ts';
import type { Kind } from '../../shared/kinds.ts';
import { plainToRichText } from '../../shared/rich-text.ts';
import { bundleProblems } from '../../test/support/bundle-schema.ts';
import { actionSeed, organisationSeed, toolSeed, useCaseSeed } from '../../test/support/entries.ts';
import { exportRecord } from '../../test/support/export-records.ts';
import { cutToBytes, MAX_TEXT_BYTES } from './cut-to-bytes.ts';
import { finished } from './pace.ts';
import { bundleBody, bundleJson, toolboxBundle } from './toolbox-bundle.ts';

const bundleOf = (...asked: Parameters<typeof toolboxBundle>) => {
  const made = finished(toolboxBundle(...asked));
  // Written in pieces, it is the same text.
  expect(finished(bundleBody(made.bundle))).toBe(JSON.stringify(made.bundle));
  // What all cards use is known after the last of them.
  const { cards, schemas, widgets, ...head } = made.bundle;
  const whole = `${JSON.stringify({ ...head, cards, schemas, widgets }, null, 2)}\n`;
  expect([...bundleJson(...asked)].join('')).toBe(whole);
  return made;
};

const isWellFormed = (text: string) => !/\p{Cs}/u.test(text);
const codes = (notes: readonly { code: string; field: string | null; detail: string }[]) =>
  notes.map(({ code, field, detail }) => [code, field, detail].filter(Boolean).join(' '));

describe('the toolbox bundle', () => {
  it('[EX1] holds every card with its labels, schemas and references, as the importer accepts them', () => {
    const { bundle, report } = bundleOf([
      exportRecord(
        't1',
        'tool',
        toolSeed('Decidim', {
          description: {
            en: plainToRichText('Participatory democracy framework.\n\nUsed by cities.'),
            fr: plainToRichText('Plateforme de démocratie participative.'),
          },
          licence: 'AGPL-3.0-or-later',
          website: 'decidim.org',
          sourceCode: 'https://github.com/decidim/decidim',
          screenshots: ['https://decidim.org/1.png', 'https://decidim.org/2.png'],
          tags: [
            { id: 'participatory-budgeting', label: null },
            { id: '~ma-ville', label: 'Ma ville' },
          ],
          countries: ['ES', 'FI'],
          wikidata: 'Q42',
          developer: [{ ref: 'record:o1', label: 'anything' }],
        }),
      ),
      exportRecord('o1', 'organisation', organisationSeed()),
      exportRecord(
        'u1',
        'use-case',
        useCaseSeed('City plan', {
          scale: 'local',
          startedOn: '2016-02-01',
          places: ['Barcelona'],
          by: [{ ref: 'record:o1', label: '' }],
          uses: [{ ref: 'record:t1', label: 'Decidim' }],
        }),
      ),
    ]);
    expect(bundleProblems(bundle)).toEqual([]);
    expect(report).toEqual({ ready: 3, blocked: [], notes: [] });
    expect(bundle.cards[0]).toEqual({
      Types: ['software'],
      Name: ['Decidim'],
      Summary: [{ en: 'Participatory democracy framework' }],
      Description: [
        {
          en: 'Participatory democracy framework.\nUsed by cities.',
          fr: 'Plateforme de démocratie participative.',
        },
      ],
      License: ['AGPL-3.0-or-later'],
      Tags: ['Participatory budgeting', 'Ma ville'],
      Location: ['Spain', 'Finland'],
      Website: ['https://decidim.org/'],
      SourceCode: ['https://github.com/decidim/decidim'],
      Wikidata: ['Q42'],
      Screenshot: ['https://decidim.org/1.png', 'https://decidim.org/2.png'],
      Developer: [{ targetId: 'Ajuntament de Barcelona', reverseKeyId: 'Developer of' }],
    });
    expect(bundle.cards[1]).toMatchObject({
      Types: ['organization'],
      'Organization type': ['Subnational government'],
      Location: ['Spain'],
    });
    expect(bundle.cards[2]).toMatchObject({
      Types: ['use-case'],
      Scale: ['Local'],
      'Started on': ['2016-02-01'],
      By: [{ targetId: 'Ajuntament de Barcelona', reverseKeyId: 'Final Use' }],
      Tool: [{ targetId: 'Decidim', reverseKeyId: 'Used by' }],
    });
    const used = new Set(bundle.cards.flatMap((card) => Object.keys(card)));
    expect(new Set(Object.keys(bundle.schemas))).toEqual(used);
    for (const label of Object.keys(bundle.widgets)) expect(bundle.schemas).toHaveProperty(label);
  });

  it('[EX1] says what has no place: collective actions, second names, languages, unknown targets', () => {
    const { bundle, report } = bundleOf([
      exportRecord('t1', 'tool', toolSeed('Decidim', { toolType: 'platform' })),
      exportRecord('t2', 'organisation', organisationSeed('Decidim')),
      exportRecord('a1', 'collective-action', actionSeed()),
      exportRecord('t3', 'tool', {
        ...toolSeed('Nur deutsch'),
        description: { de: plainToRichText('Nur deutsch.') },
      }),
      exportRecord(
        't4',
        'tool',
        toolSeed('Consul', {
          summary: { en: 'A tool', pt: 'Uma ferramenta' },
          logo: 'ftp://example.org/logo.png',
          developer: [
            { ref: 'name:somebody', label: 'Somebody' },
            { ref: 'record:t2', label: 'Decidim' },
          ],
          interoperableWith: [{ ref: 'record:t4', label: 'Consul' }],
        }),
      ),
    ]);
    expect(bundleProblems(bundle)).toEqual([]);
    expect(bundle.cards.map((card) => [card.Types, card.Name])).toEqual([
      [['platform'], ['Decidim']],
      [['software'], ['Consul']],
    ]);
    expect(codes(report.blocked)).toEqual([
      'duplicate-name Decidim',
      'no-card-type',
      'no-description en, fr, es',
    ]);
    expect(codes(report.notes)).toEqual([
      'language-left-out summary pt',
      'not-an-address logo ftp://example.org/logo.png',
      'relation-left-out developer Somebody',
      'relation-left-out developer Decidim',
      'relation-left-out interoperableWith Consul',
    ]);
  });

  it('[EX1] shortens what is longer than 2,600 bytes and says so', () => {
    const long = 'Une phrase accentuée, répétée à l’envi. '.repeat(100);
    const { bundle, report } = bundleOf([
      exportRecord('t1', 'tool', toolSeed('Long', { description: { fr: plainToRichText(long) } })),
    ]);
    expect(bundleProblems(bundle)).toEqual([]);
    const [description] = bundle.cards[0]!.Description as [{ fr: string }];
    expect(description.fr.endsWith('envi. …')).toBe(true);
    expect(codes(report.notes)).toEqual(['shortened description fr']);
  });

  it('[EX1] is accepted whatever people wrote', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.constant('é'.repeat(3000)),
    );
    const seed: fc.Arbitrary<[Kind, DocumentSeed]> = fc.oneof(
      fc
        .record({ name: text, description: text, website: text, tag: text, place: text })
        .map(({ name, description, website, tag }): [Kind, DocumentSeed] => [
          'tool',
          {
            name,
            toolType: 'software',
            description: {
              en: plainToRichText(description),
              'pt-BR': plainToRichText(description),
            },
            website,
            screenshots: [website],
            licence: tag,
            tags: [{ id: `~${tag}`, label: tag }],
            countries: [tag, 'FR'],
            developer: [{ ref: 'record:1', label: tag }],
          },
        ]),
      text.map((name): [Kind, DocumentSeed] => ['organisation', organisationSeed(name)]),
    );
    fc.assert(
      fc.property(fc.array(seed, { minLength: 1, maxLength: 6 }), (entries) => {
        const { bundle, report } = bundleOf(
          entries.map(([kind, one], index) => exportRecord(String(index), kind, one)),
        );
        expect(report.ready + report.blocked.length).toBe(entries.length);
        if (bundle.cards.length > 0) expect(bundleProblems(bundle)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('shortening', () => {
  it('never exceeds the bytes, never cuts a grapheme, and keeps what fits', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.integer({ min: 20, max: 200 }),
        (text, maxBytes) => {
          const cut = cutToBytes(text, maxBytes);
          expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(maxBytes);
          expect(isWellFormed(cut)).toBe(isWellFormed(text));
          if (Buffer.byteLength(text) <= maxBytes) expect(cut).toBe(text);
          else expect(text.startsWith(cut.replace(/ ?…$/, ''))).toBe(true);
        },
      ),
    );
  });

  it('prefers the end of a sentence, then of a word', () => {
    expect(cutToBytes('One two three. Four five six', 22)).toBe('One two three. …');
    expect(cutToBytes('One two three four five six', 22)).toBe('One two three four…');
    expect(cutToBytes('Onetwothreefourfivesix'.repeat(3), 22)).toBe('Onetwothreefourfiv…');
    expect(MAX_TEXT_BYTES).toBe(2600);
  });
});
