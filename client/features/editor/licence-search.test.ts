// Licences as people call them.
import list from 'spdx-license-list';
import { expect, test } from 'vitest';
import { createLicenceIndex, searchLicences } from './licence-search.ts';

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

test('nonsense finds nothing', () => {
  expect(searchLicences(index, 'zzzz licence of nobody')).toEqual([]);
});
