// What a reviewer reads of an entry.
import { expect, test } from 'vitest';
import { plainToRichText } from '../../../shared/rich-text.ts';
import { entryFields } from './entry-lines.ts';

const nameOf = (_field: unknown, id: string) => `<${id}>`;

test('an entry is read field by field, and what the catalogue asks for is missed', () => {
  const read = entryFields(
    'tool',
    {
      name: 'Decidim',
      toolType: 'software',
      summary: {},
      description: { en: plainToRichText('One.\n\nTwo.'), fr: plainToRichText('Un.') },
      tags: [
        { id: 'open-data', label: null },
        { id: 'own', label: 'Our own' },
      ],
      developer: [{ ref: 'name:x', label: 'Barcelona' }],
      countries: [],
    },
    nameOf,
  );
  expect(read.map(({ name, lines }) => [name, lines.map(({ text }) => text)])).toEqual([
    ['name', ['Decidim']],
    ['toolType', ['<software>']],
    ['summary', []],
    ['description', ['One.\nTwo.', 'Un.']],
    ['tags', ['<open-data>, Our own']],
    ['developer', ['Barcelona']],
  ]);
});

test('signatories are read with what they commit to', () => {
  const signatory = { id: 's', kind: 'government' as const, confirmed: true };
  const read = entryFields(
    'collective-action',
    {
      signatories: [
        { ...signatory, country: 'FR', organisation: '', commitment: 'All contracts online.' },
        { ...signatory, country: null, organisation: 'Hivos', commitment: '' },
      ],
    },
    nameOf,
  );
  expect(read.find(({ name }) => name === 'signatories')?.lines[0]?.text).toBe(
    '<FR>: All contracts online.\nHivos',
  );
});
