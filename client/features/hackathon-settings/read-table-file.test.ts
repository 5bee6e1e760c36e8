// Files of spreadsheets, new and old.
import { describe, expect, it } from 'vitest';
import { readTableFile } from './read-table-file.ts';

const file = (bytes: Uint8Array<ArrayBuffer>) => new File([bytes], 'table.csv');

describe('a table file', () => {
  it('is read as UTF-8', async () => {
    const bytes = new TextEncoder().encode('équipe');
    expect(await readTableFile(file(new Uint8Array(bytes)))).toBe('équipe');
  });

  it('is read as older spreadsheets wrote it when it is no UTF-8', async () => {
    expect(await readTableFile(file(new Uint8Array([0xe9, 0x71])))).toBe('éq');
  });
});
