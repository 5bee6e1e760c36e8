// Who is shown as present.
import { expect, test } from 'vitest';
import { readPeople } from './presence.ts';

const user = (id: string, name: string) => ({ id, name, colour: '#123456', teamId: null });

test('[PR2] a person with two tabs is one person in two fields, and I am not another person', () => {
  const people = readPeople(
    new Map([
      [1, { user: user('b', 'Bo'), field: 'name' }],
      [2, { user: user('b', 'Bo'), field: 'licence' }],
      [3, { user: user('a', 'Amina'), field: null }],
      [4, { user: user('me', 'Me'), field: 'name' }],
    ]),
    'me',
  );
  expect(people.map(({ name, fields }) => [name, fields])).toEqual([
    ['Amina', []],
    ['Bo', ['licence', 'name']],
  ]);
});

test('[PR1] a state the server has not stamped is nobody', () => {
  expect(readPeople(new Map([[1, { field: 'name' }]]), 'me')).toEqual([]);
});
