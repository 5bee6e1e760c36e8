// What leaves as a table or as a bundle comes back through the import as it was.

import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readImport } from '../../server/catalogue/importers/read-import.ts';
import { understand } from '../../server/catalogue/importers/understand.ts';
import { everythingFiles } from '../../server/exporters/everything.ts';
import type { ExportRecord } from '../../server/exporters/export-record.ts';
import { openSoftwareBase } from '../../server/exporters/open-software-base.ts';
import { recordsCsv } from '../../server/exporters/records-csv.ts';
import { type DocumentSeed, type Relation, writeSeed } from '../../shared/document.ts';
import { FIELDS } from '../../shared/fields.ts';
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
        Array.isArray(one) && field.type !== 'rich' && field.type !== 'lines'
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

describe('export and import', () => {
  it('[EX4] a table of every kind comes back with every value', async () => {
    const { entries } = await readAll(recordsCsv(RECORDS, { bom: true }));
    expect(entries.map(({ kind, problem }) => [kind, problem])).toEqual(
      RECORDS.map(({ kind }) => [kind, null]),
    );
    for (const [index, { kind, fields }] of RECORDS.entries()) {
      expect(comeBack(entries[index]!), kind).toEqual(wordsOf(kind, fields));
    }
  });

  it('[EX4] the Open Software Base comes back with what its layout holds', async () => {
    const files = openSoftwareBase(RECORDS);
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
    const files = new Map(
      [...everythingFiles(scope)].map(({ name, content }) => [name, String(content)]),
    );
    const bundle = await readAll(files.get('toolbox-bundle.json')!);
    expect(bundle.source.format).toBe('toolbox-bundle');
    expect(bundle.entries.map(({ kind, title }) => [kind, title])).toEqual(
      RECORDS.slice(0, 3).map(({ kind, title }) => [kind, title]),
    );
    expect(comeBack(bundle.entries[0]!)['description.fr']).toBe('Une phrase.');
    const [, yaml] = [...files].find(([name]) => name.endsWith('.yml'))!;
    const publiccode = await readAll(yaml);
    expect(publiccode.source.format).toBe('publiccode');
    expect(publiccode.entries[0]!.title).toBe(RECORDS[0]!.title);
  });
});
