// Files as people bring them: encodings, tables, workbooks, registers, and what is wrong with them.
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { plainToRichText } from '../../../shared/rich-text.ts';
import type { ImportError } from './import-error.ts';
import type { ReadOptions } from './raw-entry.ts';
import { readImport } from './read-import.ts';
import { understand } from './understand.ts';

async function read(source: string | Uint8Array, options: Partial<ReadOptions> = {}) {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
  const result = await readImport(
    bytes,
    { defaultLanguage: 'en', recall: () => null, ...options },
    () => null,
  );
  return { ...result, understood: result.entries.map(understand) };
}

async function fault(source: string | Uint8Array, options: Partial<ReadOptions> = {}) {
  return read(source, options).then(
    () => null,
    ({ reason, row, column }: ImportError) => ({ reason, row, column }),
  );
}

const TABLE = 'Nom;Résumé;Pays\nDécidim;"Participer; décider\nensemble";Espagne\n';

/** As a programme on an old Mac wrote it: é is 0x8E there, è 0x8F, ñ 0x96, ’ 0xD5. */
function macRoman(text: string): Buffer {
  const codes: Readonly<Record<string, number>> = { é: 0x8e, è: 0x8f, ñ: 0x96, '’': 0xd5 };
  return Buffer.from([...text].map((letter) => codes[letter] ?? letter.charCodeAt(0)));
}

describe('encodings', () => {
  const encoded: [string, Uint8Array][] = [
    ['UTF-8', Buffer.from(TABLE)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${TABLE}`)],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${TABLE}`, 'utf16le')],
    ['UTF-16 LE without', Buffer.from(TABLE, 'utf16le')],
    ['UTF-16 BE', Buffer.from(`\ufeff${TABLE}`, 'utf16le').swap16()],
    ['Windows-1252', Buffer.from(TABLE, 'latin1')],
    ['the line ends of Windows', Buffer.from(TABLE.replaceAll('\n', '\r\n'))],
    ['the line ends of old Macs', Buffer.from(TABLE.replaceAll('\n', '\r'))],
    ['Mac Roman', macRoman(TABLE.replaceAll('\n', '\r'))],
    ['Mac Roman with \\n in a cell', macRoman(TABLE.replaceAll('\n', '\r').replace('r\r', 'r\n'))],
  ];
  it.each(encoded)(
    '[EX6] %s is read, accents and line breaks in cells included',
    async (_, bytes) => {
      const { understood, language } = await read(bytes);
      expect(language).toBe('fr');
      expect(understood).toMatchObject([
        {
          row: 2,
          title: 'Décidim',
          seed: { summary: { fr: 'Participer; décider\nensemble' }, countries: ['ES'] },
          problem: null,
        },
      ]);
    },
  );
});

describe('letters of old Macs', () => {
  const titles = async (bytes: Uint8Array) =>
    (await read(bytes)).understood.map(({ title }) => title);

  it('[EX6] are told from those of Windows by the line ends, or by what Windows has no letter for', async () => {
    expect(await titles(macRoman('Name\rEl Niño\rL’eau\r'))).toEqual(['El Niño', 'L’eau']);
    expect(await titles(macRoman('Name\nL’eau\nCrèche\n'))).toEqual(['L’eau', 'Crèche']);
  });

  it('[EX6] are told by where they stand in words, when lines end as everywhere', async () => {
    expect(await titles(macRoman('Name\nLa société\nEl Niño\nL’été\n'))).toEqual([
      'La société',
      'El Niño',
      'L’été',
    ]);
  });

  it('[EX6] are not seen where Windows wrote names, signs and a slip or two', async () => {
    const lines = [
      '\x8ei\x9eek',
      'Word\x99 and Excel\x99',
      'open\x8aource de soci\xe9t\xe9',
      'b\x9cuf\x85',
    ];
    const windows = Buffer.from(`Name\r\n${lines.join('\r\n')}\r\n`, 'latin1');
    expect(await titles(windows)).toEqual([
      'Žižek',
      'Word™ and Excel™',
      'openŠource de société',
      'bœuf…',
    ]);
  });

  it('[EX6] are not seen where Windows wrote its quotes and dashes', async () => {
    const windows = Buffer.from('Name\r\nL\x92eau \x96 \x93ici\x94\r\nCr\xe8che\r\n', 'latin1');
    expect(await titles(windows)).toEqual(['L’eau – “ici”', 'Crèche']);
  });
});

describe('tables', () => {
  it('[EX6] tell of each item that is more than a field takes, also when two columns fill it', async () => {
    const names = (from: number) => Array.from({ length: 30 }, (_, n) => `Org ${from + n}`);
    const { understood } = await read(
      `Name;Provider;Provider\nDecidim;"${names(1).join('; ')}";"${names(26).join('; ')}"\n`,
    );
    const [entry] = understood;
    expect(entry?.relations.provider).toEqual([...names(1), ...names(31).slice(0, 20)]);
    expect(entry?.notes.map(({ value, code }) => [value, code])).toEqual(
      ['Org 51', 'Org 52', 'Org 53', 'Org 54', 'Org 55'].map((name) => [name, 'too-many']),
    );
  });

  it('[EX6] may be ragged, have empty rows, quoted quotes, doubled headings and safe formulas', async () => {
    const { understood, columns } = await read(
      [
        'Name\tSummary\tTag\tTag\tLogo',
        '',
        "'=Sum\t'-1 is less\tBudget\tPetition",
        '"The ""best"" tool"\t\t\t\thttps://example.org/a.png\tand more',
        '\t\t\t',
      ].join('\n'),
    );
    expect(columns?.map(({ target }) => target)).toEqual([
      'name',
      'summary.en',
      'tags',
      'tags',
      'logo',
    ]);
    expect(understood.map(({ row, title }) => [row, title])).toEqual([
      [3, '=Sum'],
      [4, 'The "best" tool'],
    ]);
    expect(understood[0]?.seed).toMatchObject({
      summary: { en: '-1 is less' },
      tags: [
        { id: 'budget', label: null },
        { id: 'petition', label: null },
      ],
    });
    expect(understood[1]?.notes).toEqual([
      { column: '6', value: 'and more', code: 'no-heading', isTaken: false },
    ]);
  });

  it('[EX6] say of each value that is not taken which, where and why', async () => {
    const { understood } = await read(
      [
        'Name,Website,Country,License,Started on,Wikidata,Tool type',
        'A,not an address,Atlantis,Beerware 9,03/04/2016,Q,spoon',
      ].join('\n'),
    );
    expect(
      understood[0]?.notes.map(({ column, code, isTaken }) => [column, code, isTaken]),
    ).toEqual([
      ['Website', 'not-an-address', false],
      ['Country', 'unknown-country', false],
      ['License', 'unknown-licence', true],
      ['Wikidata', 'not-wikidata', false],
      ['Tool type', 'unknown-option', false],
    ]);
    const { understood: cases } = await read(
      'Name,Date\nA,03/04/2016\nB,31/12/2016\nC,2016-02-30',
      {
        kind: 'use-case',
      },
    );
    expect(cases.map(({ seed, notes }) => [seed.startedOn, notes[0]?.code])).toEqual([
      [undefined, 'ambiguous-date'],
      ['2016-12-31', undefined],
      [undefined, 'not-a-date'],
    ]);
  });

  it('[LI3] take no name that steers how it is read', async () => {
    const { understood } = await read('Name\nA\u202eB\n');
    expect(understood[0]?.problem).toBe('control-characters');
  });

  it('are told by their headings in three languages and several catalogues', async () => {
    const targets = async (headings: string, kind?: 'organisation' | 'use-case') =>
      (await read(`${headings}\nx`, { kind })).columns?.map(({ target }) => target);
    expect(await targets('Nombre,Descripción (es),Sitio web,Licencia')).toEqual([
      'name',
      'description.es',
      'website',
      'licence',
    ]);
    expect(await targets('name,summary.en,summary.fr,sourceCode,usedBy')).toEqual([
      'name',
      'summary.en',
      'summary.fr',
      'sourceCode',
      'usedBy',
    ]);
    expect(
      await targets(
        'Name,Description,License,Source Code URL,Bug Tracker URL,Screenshot URL,StackExchange Tag,Tag,Tag',
      ),
    ).toEqual([
      'name',
      'description.en',
      'licence',
      'sourceCode',
      '',
      'screenshots',
      '',
      'tags',
      'tags',
    ]);
    expect((await read('Name,Description,Website,Tag,Tool\nx')).kind).toBe('use-case');
  });
});

describe('publiccode.yml', () => {
  const one = (name: string) =>
    `publiccodeYmlVersion: "0"\nname: ${name}\nurl: https://example.org/${name}.git\nlegal:\n  license: MIT\ndescription:\n  en:\n    shortDescription: Short\n    longDescription: Long\n`;

  it('[EX6] may be several in one text; a broken one stops no other', async () => {
    const { understood } = await read(`${one('A')}---\nname: "B\n---\n`);
    expect(understood.map(({ title, problem }) => [title, problem])).toEqual([
      ['A', null],
      ['', 'unreadable'],
    ]);
    expect(understood[0]?.seed).toMatchObject({
      licence: 'MIT',
      description: { en: plainToRichText('Long') },
    });
  });

  it('[EX6] may be many in an archive, each with its path', async () => {
    const { understood, format } = await read(
      zipOf({ 'a/publiccode.yml': one('A'), 'b/publiccode.yml': one('B'), 'read.me': 'x' }),
    );
    expect(format).toBe('publiccode');
    expect(understood.map(({ file, title }) => [file, title])).toEqual([
      ['a/publiccode.yml', 'A'],
      ['b/publiccode.yml', 'B'],
    ]);
  });

  it('[EX6] expands no aliases without end', async () => {
    const laughs = Array.from({ length: 9 }, (_, n) =>
      n === 0
        ? 'a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]'
        : `a${n}: &a${n} [${Array(9)
            .fill(`*a${n - 1}`)
            .join(', ')}]`,
    ).join('\n');
    const { understood } = await read(`publiccodeYmlVersion: "0"\nname: Bomb\n${laughs}\n`);
    expect(understood[0]?.problem).toBe('unreadable');
  });
});

describe('workbooks', () => {
  const parts = {
    'xl/workbook.xml':
      '<workbook><sheets><sheet name="Tools" sheetId="1" r:id="rId1"/><sheet name="Empty" sheetId="2" r:id="rId2"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
    'xl/sharedStrings.xml':
      '<sst><si><t>Name</t></si><si><t>Started on</t></si><si><r><t xml:space="preserve">Budget </t></r><r><t>&amp; co</t></r></si></sst>',
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
    'xl/worksheets/sheet1.xml':
      '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row><row r="4"><c r="A4" t="s"><v>2</v></c><c r="C4" s="1"><v>42712</v></c></row><row r="5"><c r="A5" t="inlineStr"><is><t>Inline</t></is></c><c r="B5"><f>1+1</f><v>2</v></c></row></sheetData></worksheet>',
    'xl/worksheets/sheet2.xml': '<worksheet><sheetData/></worksheet>',
  };

  it('[EX6] give texts, days and their own row numbers', async () => {
    const { understood, sheets, sheet } = await read(zipOf(parts), { kind: 'use-case' });
    expect(sheets).toEqual(['Tools', 'Empty']);
    expect(sheet).toBe('Tools');
    expect(understood.map(({ row, title, seed }) => [row, title, seed.startedOn])).toEqual([
      [4, 'Budget & co', '2016-12-08'],
      [5, 'Inline', undefined],
    ]);
  });

  it('[EX6] say when a sheet is empty or none, and expand no entities', async () => {
    expect(await fault(zipOf(parts), { sheet: 'Empty' })).toMatchObject({ reason: 'empty' });
    expect(await fault(zipOf(parts), { sheet: 'None' })).toMatchObject({ reason: 'no-such-sheet' });
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>${parts['xl/sharedStrings.xml'].replace('Budget ', '&a;')}`;
    const { understood } = await read(zipOf({ ...parts, 'xl/sharedStrings.xml': bomb }));
    expect(understood[0]?.title).toBe('&a;& co');
  });
});

describe('a file that breaks', () => {
  it.each([
    ['[1, 2', 'bad-json', 1, 6],
    ['{"a": tru}', 'bad-json', 1, 7],
    ['{"a": 1\n "b": 2}', 'bad-json', 2, 2],
    ['{"cards": [], "key": "Name",}', 'bad-json', 1, 29],
  ])('[EX6] %s is said to break where it does', async (text, reason, row, column) => {
    expect(await fault(text)).toEqual({ reason, row, column });
  });

  it.each([
    ['<!doctype html>\n<title>502 Bad Gateway</title>', 'web-page'],
    ['\n <!-- x --> <html lang="en"><body>Name;Website', 'web-page'],
    ['<?xml version="1.0"?><rss><item/></rss>', 'not-text'],
    ['%PDF-1.7\n1 0 obj', 'not-text'],
  ])('[EX6] %j is no table of nonsense, whatever its name says', async (text, reason) => {
    expect(await fault(text)).toMatchObject({ reason });
    expect(await fault(text, { format: 'dpga' })).toMatchObject({ reason });
  });

  it('[EX6] is of another format than somebody says', async () => {
    expect(await fault('[{"a": 1}]', { format: 'dpga' })).toMatchObject({ reason: 'other-format' });
    expect(await fault('name\nA', { format: 'workbook' })).toMatchObject({
      reason: 'bad-workbook',
    });
  });
});

/** An archive of deflated files. */
function zipOf(files: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const packed = deflateRawSync(text);
    const path = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(path.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(path.length, 28);
    entry.writeUInt32LE(at, 42);
    locals.push(local, path, packed);
    entries.push(entry, path);
    at += 30 + path.length + packed.length;
  }
  const end = Buffer.alloc(22);
  const directory = Buffer.concat(entries);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}
