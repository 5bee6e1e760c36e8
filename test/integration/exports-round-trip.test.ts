// What leaves as a table or as a bundle comes back through the import as it was.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readImport } from '../../server/catalogue/importers/read-import.ts';
import { understand } from '../../server/catalogue/importers/understand.ts';
import { collectiveActionFiles } from '../../server/exporters/collective-actions.ts';
import { everythingFiles } from '../../server/exporters/everything.ts';
import type { ExportRecord } from '../../server/exporters/export-record.ts';
import { openSoftwareBase } from '../../server/exporters/open-software-base.ts';
import { recordsCsv } from '../../server/exporters/records-csv.ts';
import { readSampleEntries } from '../../server/hackathons/sample/entries.ts';
import {
  type DocumentSeed,
  ownTagId,
  type Relation,
  signatoryId,
  writeSeed,
} from '../../shared/document.ts';
import { FIELDS } from '../../shared/fields.ts';
import { hasForbiddenCharacters } from '../../shared/forbidden-characters.ts';
import { SIGNATORY_KINDS } from '../../shared/kinds.ts';
import { normaliseUrl } from '../../shared/normalise.ts';
import {
  type FieldValues,
  isEmptyValue,
  type LocalisedValue,
  type PlainValue,
  plainWords,
  project,
} from '../../shared/projection.ts';
import { plainToRichText } from '../../shared/rich-text.ts';
import {
  actionSeed,
  useCaseSeed as caseSeed,
  organisationSeed,
  toolSeed,
} from '../support/entries.ts';
import { readTexts } from '../support/export-files.ts';
import { exportRecord } from '../support/export-records.ts';

const HOSTILE = '=HYPERLINK("http://x";"y"), “guillemets” «ça» \'=1 ; tab\tand | pipe';

const RECORDS: readonly ExportRecord[] = [
  exportRecord(
    't1',
    'tool',
    toolSeed('=1+1, the "tool"; really', {
      summary: { en: HOSTILE, fr: '+33 résumé', es: '-menos' },
      description: {
        en: plainToRichText(`${HOSTILE}\n\nSecond paragraph.\n@last`),
        fr: plainToRichText('Une phrase.'),
      },
      features: { en: ['First; with semicolon', '- second'], fr: ['Une; seule'] },
      licence: 'GPL-2.0-only WITH Classpath-exception-2.0',
      developmentStatus: 'beta',
      softwareType: 'standalone/web',
      platforms: ['web', 'android'],
      maintenanceType: 'community',
      languages: ['en', 'fr', 'sw'],
      tags: [
        { id: 'participatory-budgeting', label: null },
        { id: 'voting', label: null },
        { id: '~ma-ville', label: 'Ma ville' },
      ],
      countries: ['CI', 'NO', 'GB'],
      website: 'https://example.org/a?b=c,d',
      sourceCode: 'https://github.com/x/y',
      wikidata: 'Q42',
      logo: 'https://example.org/logo.png',
      screenshots: ['https://example.org/1.png', 'https://example.org/2.png'],
      developer: [
        { ref: 'name:ville-de-x', label: 'Ville de X, "Y" & fils' },
        { ref: 'name:z', label: 'Z' },
      ],
      interoperableWith: [{ ref: 'name:consul', label: 'Consul | decide' }],
    }),
  ),
  exportRecord('o1', 'organisation', organisationSeed("L'État, c'est -moi", { country: 'CI' })),
  exportRecord(
    'u1',
    'use-case',
    caseSeed('City plan', { scale: 'local', startedOn: '2016-02-01', places: ['São Paulo'] }),
  ),
  exportRecord('a1', 'collective-action', actionSeed()),
];

const readAll = async (text: string, defaultLanguage = 'en') => {
  const source = await readImport(
    new TextEncoder().encode(text),
    { defaultLanguage, recall: () => null },
    () => null,
  );
  return { source, entries: source.entries.map(understand) };
};

/** Fields as words: the form of rich text does not go through a table, and ids of signatories are new. */
function wordsOf(kind: ExportRecord['kind'], fields: FieldValues): Record<string, unknown> {
  return Object.fromEntries(
    FIELDS[kind].flatMap((field): [string, unknown][] => {
      const value = fields[field.name];
      if (value === undefined || isEmptyValue(value)) return [];
      if (field.type === 'relation') {
        return [[field.name, (value as readonly Relation[]).map(({ label }) => label).sort()]];
      }
      if (field.type === 'signatories') {
        const parties = value as readonly { id: string; organisation: string }[];
        return [[field.name, parties.map(({ id: _, ...party }) => JSON.stringify(party)).sort()]];
      }
      const plain = (one: PlainValue) =>
        // Records are written with addresses as the form leaves them.
        field.type === 'url'
          ? (normaliseUrl(String(one)) ?? one)
          : Array.isArray(one) && field.type !== 'rich' && field.type !== 'lines'
            ? one.map((item) => JSON.stringify(item)).sort()
            : plainWords(field, one);
      if (!field.localised) return [[field.name, plain(value as PlainValue)]];
      return Object.entries(value as LocalisedValue).map(([language, one]) => [
        `${field.name}.${language}`,
        plain(one),
      ]);
    }),
  );
}

function comeBack(entry: ReturnType<typeof understand>): Record<string, unknown> {
  const doc = new Y.Doc();
  const relations = Object.fromEntries(
    Object.entries(entry.relations).map(([field, names]) => [
      field,
      names.map((name, index) => ({ ref: `name:n${index}`, label: name })),
    ]),
  );
  writeSeed(entry.kind!, doc, { ...entry.seed, ...relations } as DocumentSeed);
  return wordsOf(entry.kind!, project(entry.kind!, doc).fields);
}

/** What people type, as a field takes it: without what steers how it is read, and trimmed. */
const typed = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.stringMatching(/^[=+@|;,"'\\\n \-na-c]{0,20}$/),
  )
  .map((text) => text.normalize('NFC').replaceAll('\u00a0', ' ').replace(/\r\n?/g, '\n').trim())
  .filter((text) => !hasForbiddenCharacters(text));
const words = typed
  .map((text) => text.replaceAll(/\s+/g, ' '))
  .filter((text) => /[\p{L}\p{N}]/u.test(text));

const actions = fc.uniqueArray(
  fc.record({
    name: words,
    number: fc.integer({ min: 1, max: 999 }),
    signatories: fc.uniqueArray(
      fc.record({
        kind: fc.constantFrom(...SIGNATORY_KINDS),
        country: fc.constantFrom('FR', 'TG', 'BR', null),
        organisation: words,
        confirmed: fc.boolean(),
        commitment: typed,
      }),
      { maxLength: 5, selector: signatoryId },
    ),
  }),
  { minLength: 1, maxLength: 4, selector: ({ number }) => number },
);

/** The finished entries of the summit that the sample holds. */
const REAL: readonly ExportRecord[] = readSampleEntries()
  .filter(({ isFinalised }) => isFinalised)
  .map(({ kind, seed }, index) => exportRecord(`r${index}`, kind, seed));

describe('export and import', () => {
  it('[EX4] a table of real entries comes back field by field', async () => {
    const { entries } = await readAll([...recordsCsv(REAL, { bom: true })].join(''));
    expect(entries).toHaveLength(REAL.length);
    for (const [index, { kind, title, fields }] of REAL.entries()) {
      expect(comeBack(entries[index]!), title).toEqual(wordsOf(kind, fields));
    }
  });

  it('[EX4] the list of collective actions comes back as a table and as JSON, whatever was typed', async () => {
    await fc.assert(
      fc.asyncProperty(actions, async (seeds) => {
        const records = seeds.map((seed, index) =>
          exportRecord(`a${index}`, 'collective-action', actionSeed(seed.name, seed)),
        );
        records.sort((first, second) => Number(first.fields.number) - Number(second.fields.number));
        const files = readTexts(collectiveActionFiles(records));
        const table = await readAll(files['collective-actions.csv']!);
        const list = await readAll(files['collective-actions.json']!);
        const whole = await readAll([...recordsCsv(records)].join(''));
        for (const { format } of [table.source, list.source]) {
          expect(format).toBe('collective-actions');
        }
        for (const [index, { fields }] of records.entries()) {
          const expected = wordsOf('collective-action', fields);
          expect(comeBack(list.entries[index]!)).toEqual(expected);
          expect(comeBack(whole.entries[index]!)).toEqual(expected);
          const { 'description.en': _, ...inTable } = expected;
          expect(comeBack(table.entries[index]!)).toEqual(inTable);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('[EX6] a row of no known kind of signatory is told, and the others are read', async () => {
    const { entries } = await readAll(
      'number,action,theme,kind,country,organisation,confirmed,commitment\n' +
        '3,Open data,,government,FR,,yes,We will\n3,Open data,,guild,,Weavers,no,\n4,Alone,,,,,,\n',
    );
    expect(entries.map(({ title }) => title)).toEqual(['Open data', 'Alone']);
    expect(entries[0]!.notes).toMatchObject([{ value: 'guild', code: 'unknown-option' }]);
    expect(comeBack(entries[0]!).signatories).toHaveLength(1);
  });

  it('[EX4] a table of every kind comes back with every value', async () => {
    const { entries } = await readAll([...recordsCsv(RECORDS, { bom: true })].join(''));
    expect(entries.map(({ kind, problem }) => [kind, problem])).toEqual(
      RECORDS.map(({ kind }) => [kind, null]),
    );
    for (const [index, { kind, fields }] of RECORDS.entries()) {
      expect(comeBack(entries[index]!), kind).toEqual(wordsOf(kind, fields));
    }
  });

  it('[EX4] tags of one’s own come back with the commas in them, also a single one', async () => {
    const own = (label: string) => ({ id: ownTagId(label), label });
    const lists = [
      [own('Water, air and soil')],
      [own('Ma ville, ma vie; ici | là'), { id: 'voting', label: null }],
      [own('Plain')],
    ];
    const records = lists.map((tags, index) =>
      exportRecord(`t${index}`, 'tool', toolSeed(`Tool ${index}`, { tags })),
    );
    const { entries } = await readAll([...recordsCsv(records)].join(''));
    for (const [index, { fields }] of records.entries()) {
      expect(comeBack(entries[index]!).tags).toEqual(wordsOf('tool', fields).tags);
    }
  });

  it('[EX4] the Open Software Base comes back with what its layout holds', async () => {
    const files = readTexts(openSoftwareBase(RECORDS));
    const tools = await readAll(files['tools.csv']!);
    expect(tools.source.format).toBe('open-software-base');
    const whole = wordsOf('tool', RECORDS[0]!.fields);
    const back = comeBack(tools.entries[0]!);
    for (const name of ['name', 'description.en', 'licence', 'sourceCode', 'tags']) {
      expect(back[name], name).toEqual(whole[name]);
    }
    const projects = await readAll(files['projects.csv']!);
    expect(comeBack(projects.entries[0]!)).toMatchObject({ uses: ['Decidim'] });
  });

  it('[EX1] the toolbox bundle and publiccode.yml come back as what they are', async () => {
    const scope = { records: RECORDS, everyRecord: RECORDS, title: 'x', address: 'https://x' };
    const files = readTexts(everythingFiles(scope));
    const bundle = await readAll(files['toolbox-bundle.json']!);
    expect(bundle.source.format).toBe('toolbox-bundle');
    expect(bundle.entries.map(({ kind, title }) => [kind, title])).toEqual(
      RECORDS.slice(0, 3).map(({ kind, title }) => [kind, title]),
    );
    expect(comeBack(bundle.entries[0]!)['description.fr']).toBe('Une phrase.');
    const [, yaml] = Object.entries(files).find(([name]) => name.endsWith('.yml'))!;
    const publiccode = await readAll(yaml);
    expect(publiccode.source.format).toBe('publiccode');
    expect(publiccode.entries[0]!.title).toBe(RECORDS[0]!.title);
  });
});
