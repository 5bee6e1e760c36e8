// CSV that spreadsheets read as it was written, and never as a formula.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCsv } from '../../shared/format-csv.ts';
import { actionSeed, organisationSeed, toolSeed } from '../../test/support/entries.ts';
import { exportRecord } from '../../test/support/export-records.ts';
import { parseCsv } from '../../test/support/parse-csv.ts';
import { recordsCsv } from './records-csv.ts';

describe('CSV', () => {
  it('[EX4] a round trip loses nothing', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({
        unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '\r', '\n', '\t', 'a', ' '),
      }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        (rows, bom) => {
          expect(parseCsv(formatCsv(rows, { bom }))).toEqual(rows);
        },
      ),
    );
  });

  it('[EX4] no cell begins as a formula', () => {
    const csv = formatCsv([['=1+1', '+1', '-1', '@a', '\tx', '\rx', "'=1"]]);
    expect(csv).toBe(`'=1+1,'+1,'-1,'@a,'\tx,"'\rx",''=1\r\n`);
  });

  it('[EX4] begins with a byte order mark when asked for', () => {
    expect(formatCsv([['a']], { bom: true }).charCodeAt(0)).toBe(0xfeff);
    expect(formatCsv([['a']]).charCodeAt(0)).toBe(97);
  });
});

describe('records as CSV', () => {
  it('have one row each and one column per field and language', () => {
    const rows = parseCsv(
      [
        ...recordsCsv([
          exportRecord(
            't1',
            'tool',
            toolSeed('=Decidim', {
              summary: { en: 'Framework', fr: 'Cadre, “libre”' },
              countries: ['ES', 'FR'],
              developer: [{ ref: 'name:x', label: 'X & co' }],
            }),
          ),
          exportRecord('a1', 'collective-action', actionSeed()),
          exportRecord('o1', 'organisation', organisationSeed()),
        ]),
      ].join(''),
    );
    const [headings, tool, action, organisation] = rows as [string[], string[], string[], string[]];
    const cell = (row: string[], heading: string) => row[headings.indexOf(heading)];
    expect(new Set(headings).size).toBe(headings.length);
    expect(cell(tool, 'name')).toBe('=Decidim');
    expect(cell(tool, 'summary.fr')).toBe('Cadre, “libre”');
    expect(cell(tool, 'countries')).toBe('ES\nFR');
    expect(cell(tool, 'developer')).toBe('X & co');
    expect(cell(tool, 'finalisedAt')).toBe('2016-12-08T09:30:00.000Z');
    expect(cell(tool, 'signatories')).toBe('');
    expect(cell(action, 'signatories')).toBe(
      'civil-society | Open Contracting Partnership |  |  | \ngovernment |  | FR |  | All contracts online.\ngovernment |  | UA | confirmed | ',
    );
    expect(cell(organisation, 'organisationKind')).toBe('subnational-government');
    for (const row of rows) expect(row).toHaveLength(headings.length);
  });
});
