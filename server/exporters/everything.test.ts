// Every file that leaves, made of ordinary and of hostile entries.
import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { plainToRichText } from '../../shared/rich-text.ts';
import { actionSeed, organisationSeed, toolSeed, useCaseSeed } from '../../test/support/entries.ts';
import { readTexts } from '../../test/support/export-files.ts';
import { exportRecord } from '../../test/support/export-records.ts';
import { parseCsv } from '../../test/support/parse-csv.ts';
import { collectiveActionFiles } from './collective-actions.ts';
import { dcatFiles } from './dcat.ts';
import { everythingFiles, publiccodeFiles } from './everything.ts';
import { openSoftwareBase } from './open-software-base.ts';
import { publiccodeFile } from './publiccode.ts';
import { MANIFEST, withManifest, zipStream } from './zip.ts';

const LONG = 'A framework with which citizens take part in the decisions of their city. '.repeat(4);

const wholeTool = (name = 'Decidim', more = {}) =>
  toolSeed(name, {
    description: { en: plainToRichText(LONG), fr: plainToRichText('Trop court.') },
    features: { en: ['Proposals', 'Debates'] },
    licence: 'AGPL-3.0-or-later',
    sourceCode: 'https://github.com/decidim/decidim',
    developmentStatus: 'stable',
    softwareType: 'standalone/web',
    platforms: ['web'],
    maintenanceType: 'community',
    languages: ['en', 'fr'],
    countries: ['ES', 'NO'],
    tags: [
      { id: 'voting', label: null },
      { id: '~own', label: '=own' },
    ],
    developer: [{ ref: 'name:x', label: 'Ajuntament: de #Barcelona' }],
    ...more,
  });

const asText = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) =>
  unzipSync(new Uint8Array(await new Response(stream).arrayBuffer()));

describe('publiccode.yml', () => {
  it('[EX3] of a whole tool is valid, with people left out of its contacts', () => {
    const { yaml, problems } = publiccodeFile(exportRecord('t1', 'tool', wholeTool()));
    expect(problems).toEqual([]);
    expect(parse(yaml)).toMatchObject({
      publiccodeYmlVersion: '0.7',
      name: 'Decidim',
      categories: ['digital-citizenship'],
      intendedAudience: { countries: ['ES', 'NO'] },
      description: { en: { features: ['Proposals', 'Debates'] } },
      maintenance: { type: 'community', contacts: [{ name: 'Ajuntament: de #Barcelona' }] },
    });
    expect(Object.keys((parse(yaml) as { description: object }).description)).toEqual(['en']);
  });

  it('[EX3] tells of each tool what it lacks, and keeps unfinished ones apart', () => {
    const files = readTexts(
      publiccodeFiles([
        exportRecord('t1', 'tool', wholeTool()),
        exportRecord('t2', 'tool', toolSeed('Bare')),
        exportRecord('o1', 'organisation', organisationSeed()),
      ]),
    );
    expect(Object.keys(files)).toEqual([
      'publiccode/decidim/publiccode.yml',
      'publiccode/unfinished/bare/publiccode.yml',
      'publiccode/report.csv',
    ]);
    const rows = parseCsv(files['publiccode/report.csv']!.replace(/^\uFEFF/, ''));
    const lacks = rows.filter(([tool]) => tool === 'Bare').map((row) => row.slice(3).join(' '));
    expect(lacks).toContain('unfinished url is missing');
    expect(lacks).toContain('unfinished legal is missing');
    expect(lacks).toContain('unfinished description.en.features is missing');
    expect(lacks).toContain(
      'unfinished description.en.longDescription must be at least 150 characters',
    );
  });

  it('[EX3] reads back as it was written, whatever people typed', () => {
    const hostile = fc.oneof(
      fc.constantFrom('NO', 'yes', '1e3', '0o14', '2016-12-08', '~', 'null', '- a', '# b', ': c'),
      fc.constantFrom('%YAML 1.1', '---', '...', '!!js/function', '&a *a', '{x', '"', "'", '? q'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    );
    fc.assert(
      fc.property(hostile, hostile, (name, words) => {
        const record = exportRecord('t', 'tool', wholeTool('x', { summary: { en: words } }));
        const { yaml } = publiccodeFile({ ...record, title: name });
        for (const version of ['1.1', '1.2'] as const) {
          const read = parse(yaml, { version }) as {
            name: string;
            intendedAudience: object;
            description: { en: { shortDescription?: string } };
          };
          expect(read.name).toBe(name);
          expect(read.intendedAudience).toEqual({ countries: ['ES', 'NO'] });
          expect(read.description.en.shortDescription ?? '').toBe(
            String((record.fields.summary as Record<string, string>).en ?? '').trim(),
          );
        }
      }),
      { numRuns: 40 },
    );
  }, 30_000);
});

describe('the Open Software Base', () => {
  it('[EX4] has a file for each kind and a column for each further tag', () => {
    const files = readTexts(
      openSoftwareBase([
        exportRecord('t1', 'tool', wholeTool('=Formula')),
        exportRecord('t2', 'tool', toolSeed('A, "quoted" one')),
        exportRecord('u1', 'use-case', useCaseSeed()),
      ]),
    );
    const tools = parseCsv(files['tools.csv']!);
    expect(tools[0]!.slice(-2)).toEqual(['Tag', 'Tag']);
    expect(tools.slice(1).map((row) => [row[0], ...row.slice(-2)])).toEqual([
      ['=Formula', 'Voting', '=own'],
      ['A, "quoted" one', '', ''],
    ]);
    expect(files['tools.csv']).toContain("'=own");
    expect(parseCsv(files['projects.csv']!)[1]!.at(-1)).toBe('Decidim');
    expect(parseCsv(files['actors.csv']!)).toEqual([['Name', 'Description', 'Website']]);
  });
});

describe('collective actions', () => {
  it('count their signatories and give no reader of Markdown anything to run', () => {
    const files = readTexts(
      collectiveActionFiles([
        exportRecord('a1', 'collective-action', actionSeed('# <script>x</script> [a](b)')),
      ]),
    );
    const [action] = JSON.parse(files['collective-actions.json']!) as [{ tally: object }];
    expect(action.tally).toEqual({ countries: 2, 'civil-society': 1 });
    expect(files['collective-actions.md']).toContain(
      '## 1. \\# \\<script\\>x\\</script\\> \\[a\\](b)\n',
    );
    expect(files['collective-actions.md']).toContain('- **France** (not yet confirmed): All');
    expect(parseCsv(files['collective-actions.csv']!)).toHaveLength(4);
  });
});

describe('DCAT', () => {
  it('says the same in JSON-LD and in Turtle, with whatever people typed escaped', () => {
    const record = exportRecord('t1', 'tool', wholeTool('A "tool" \\ with\nlines'));
    const files = readTexts(dcatFiles([record], { title: 'Paris', address: 'https://s.example' }));
    const { '@graph': graph } = JSON.parse(files['dcat.jsonld']!) as { '@graph': object[] };
    expect(graph).toHaveLength(2);
    expect(graph[1]).toMatchObject({
      '@type': 'dcat:Resource',
      'dct:license': [{ '@id': 'https://spdx.org/licenses/AGPL-3.0-or-later' }],
    });
    expect(files['dcat.ttl']).toContain(`dct:title ${JSON.stringify(record.title)}`);
  });
});

describe('everything in one archive', () => {
  it('[EX4] holds each file once, with a checksum for each', async () => {
    const records = [
      exportRecord('t1', 'tool', wholeTool()),
      exportRecord('o1', 'organisation', organisationSeed()),
      exportRecord('u1', 'use-case', useCaseSeed()),
      exportRecord('a1', 'collective-action', actionSeed()),
    ];
    const scope = {
      records,
      everyRecord: records,
      title: 'Paris 2016',
      address: 'https://s.example',
      jsonLd: ({ title }: { title: string }) => ({ name: title }),
    };
    const files = await asText(
      zipStream(withManifest(everythingFiles(scope)), { modifiedAt: Date.UTC(2016, 11, 9) }),
    );
    const manifest = new TextDecoder().decode(files[MANIFEST]);
    const listed = manifest.trimEnd().split('\n');
    expect(listed).toHaveLength(Object.keys(files).length - 1);
    for (const line of listed) {
      const [sum, name] = line.split('  ') as [string, string];
      expect(createHash('sha256').update(files[name]!).digest('hex')).toBe(sum);
    }
    expect(Object.keys(files)).toContain('codemeta/decidim/codemeta.json');
    expect(Object.keys(files)).toContain('publiccode/decidim/publiccode.yml');
    const readme = new TextDecoder().decode(files['README.txt']);
    for (const name of Object.keys(files)) {
      const root = name.split('/')[0]!.replace(/^(collective-actions|dcat)\..*/, '$1.');
      if (root !== 'README.txt') expect(readme, root).toContain(root);
    }
  });

  it('makes one file at a time, and stops making them when nobody reads on', async () => {
    const made: number[] = [];
    const files = function* () {
      for (let index = 0; index < 100; index += 1) {
        made.push(index);
        yield { name: `${index}.txt`, content: randomBytes(72_000) };
      }
    };
    const reader = zipStream(files(), { modifiedAt: Date.UTC(2016, 11, 9) }).getReader();
    await reader.read();
    await reader.read();
    await reader.cancel();
    expect(made.length).toBeLessThan(10);
  });
});
