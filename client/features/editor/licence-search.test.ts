// Licences as people call them.
import list from 'spdx-license-list';
import { expect, test } from 'vitest';
import { createLicenceIndex, searchLicences, splitVersion } from './licence-search.ts';

const index = createLicenceIndex(list);
const first = (query: string) => searchLicences(index, query)[0]?.id;

test.each([
  ['GNU AGPL v3', 'AGPL-3.0-or-later'],
  ['agpl3', 'AGPL-3.0-or-later'],
  ['GNU Affero General Public License', 'AGPL-3.0-or-later'],
  ['GPLv3', 'GPL-3.0-or-later'],
  ['apache 2', 'Apache-2.0'],
  ['Apache License 2.0', 'Apache-2.0'],
  ['mit', 'MIT'],
  ['MIT License', 'MIT'],
  ['eupl', 'EUPL-1.2'],
  ['mozilla', 'MPL-2.0'],
  ['bsd 3 clause', 'BSD-3-Clause'],
  ['creative commons attribution share alike 4.0', 'CC-BY-SA-4.0'],
  ['AGPL-3.0-only', 'AGPL-3.0-only'],
])('“%s” finds %s first', (query, id) => {
  expect(first(query)).toBe(id);
});

test.each(['GPLv2', 'lgpl 2.1', 'gpl 3 classpath'])(
  '“%s” finds nothing that SPDX keeps for old texts alone',
  (query) => {
    const found = searchLicences(index, query).map(({ id }) => id);
    expect(found.filter((id) => /\+$|-with-/.test(id))).toEqual([]);
  },
);

test('nonsense finds nothing', () => {
  expect(searchLicences(index, 'zzzz licence of nobody')).toEqual([]);
});

test.each([
  ['AGPL-3.0', ['AGPL-3.0-or-later', 'AGPL-3.0-only']],
  ['GNU AGPL v3', ['AGPL-3.0-or-later', 'AGPL-3.0-only']],
  ['GPLv2', ['GPL-2.0-or-later', 'GPL-2.0-only']],
  ['LGPL 2.1', ['LGPL-2.1-or-later', 'LGPL-2.1-only']],
])('“%s” leaves open whether newer versions count', (query, ids) => {
  expect(splitVersion(index, query)?.map(({ id }) => id)).toEqual(ids);
});

test.each(['agpl', 'AGPL-3.0-only', 'GPL-3.0-or-later', 'Apache-2.0', 'MIT', ''])(
  '“%s” leaves nothing open, or more than that',
  (query) => {
    expect(splitVersion(index, query)).toBeNull();
  },
);
