// Reading CSV as spreadsheets write it.
import { describe, expect, it } from 'vitest';
import { CsvError, readCsv } from './csv.ts';

const cells = (text: string) => readCsv(text).map((row) => row.cells);

describe('reading CSV', () => {
  it('takes commas, semicolons and tabs, whichever the first line has', () => {
    expect(cells('a,b\n1,2')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(cells('a;b\n"1,5";2')).toEqual([
      ['a', 'b'],
      ['1,5', '2'],
    ]);
    expect(cells('a\tb\n1\t2')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(cells('"x;y;z",b\n1,2')).toEqual([
      ['x;y;z', 'b'],
      ['1', '2'],
    ]);
  });

  it('keeps quoted separators, quotation marks and line breaks', () => {
    expect(cells('"a ""b""","c\nd"\r\ne,f\r\n')).toEqual([
      ['a "b"', 'c\nd'],
      ['e', 'f'],
    ]);
  });

  it('skips the byte order mark and blank rows, and counts lines as the file has them', () => {
    expect(readCsv('\uFEFFa,b\n\n"c\nd",e\n , \nf,g')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 3, cells: ['c\nd', 'e'] },
      { line: 6, cells: ['f', 'g'] },
    ]);
  });

  it('takes back the apostrophe before a formula, and no other', () => {
    expect(cells("'=1+1,'tis")).toEqual([['=1+1', "'tis"]]);
  });

  it('says where a quotation mark is never closed', () => {
    const error = (() => {
      try {
        return readCsv('a,b\nc,"d\ne');
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(CsvError);
    expect((error as CsvError).line).toBe(2);
  });

  it('reads nothing out of nothing', () => {
    expect(readCsv('')).toEqual([]);
    expect(readCsv('\n\n')).toEqual([]);
  });
});
