// Names of teams as they are pasted.
import { expect, test } from 'vitest';
import { readTeamNames } from './team-names.ts';

test('teams are pasted one a line, from a mail or a spreadsheet', () => {
  expect(readTeamNames(' Table 1 \r\n\r\nTable  2\tAmina\t4\ntable 1\nÉtalab')).toEqual([
    'Table 1',
    'Table 2',
    'Étalab',
  ]);
  expect(readTeamNames(' \n ')).toEqual([]);
});
