// What a board shows, and in which order.
import { expect, test } from 'vitest';
import type { DocumentSummary } from '../../../shared/api/documents.ts';
import { documentSummary, teamView } from '../../../test/support/views.ts';
import {
  arrangeTeams,
  type BoardOrder,
  filterDocuments,
  NO_FILTER,
  teamCompleteness,
} from './board-order.ts';

const team = (id: string, name: string) => teamView(id, { name });

let made = 0;
const entry = (more: Partial<DocumentSummary>) => {
  made++;
  return documentSummary(String(made), { createdAt: made, ...more });
};

test('a search finds all its words in a title, in any order, case and accent', () => {
  const documents = [
    entry({ title: 'Économie du budget ouvert' }),
    entry({ title: 'Open Budget' }),
    entry({ title: '' }),
  ];
  const found = filterDocuments(documents, { ...NO_FILTER, search: ' budget ECONO ' });
  expect(found.map(({ title }) => title)).toEqual(['Économie du budget ouvert']);
  expect(filterDocuments(documents, NO_FILTER)).toHaveLength(3);
});

test('kind and state leave out the others', () => {
  const documents = [entry({ kind: 'tool' }), entry({ kind: 'use-case', state: 'finalised' })];
  expect(filterDocuments(documents, { ...NO_FILTER, kind: 'use-case' })).toEqual([documents[1]]);
  expect(filterDocuments(documents, { ...NO_FILTER, state: 'draft' })).toEqual([documents[0]]);
});

test('teams stand in the order of their names and numbers, mine apart', () => {
  const teams = [team('a', 'Table 10'), team('b', 'Table 2'), team('c', 'Éducation')];
  const { mine, others } = arrangeTeams({ teams, documents: [] }, new Set(['a']), 'en');
  expect(mine.map(({ team: { name } }) => name)).toEqual(['Table 10']);
  expect(others.map(({ team: { name } }) => name)).toEqual(['Éducation', 'Table 2']);
});

test('what wants work comes first, and an edit moves no card', () => {
  const documents = [
    entry({ id: 'done', state: 'finalised', createdAt: 1 }),
    entry({ id: 'old', createdAt: 2, lastEditedAt: 9 }),
    entry({ id: 'new', state: 'reopened', createdAt: 3, lastEditedAt: 99 }),
  ];
  const { mine } = arrangeTeams({ teams: [team('a', 'A')], documents }, new Set(['a']), 'en');
  expect(mine[0]?.documents.map(({ id }) => id)).toEqual(['old', 'new', 'done']);
});

test('documents stand in the order that was chosen', () => {
  const documents = [
    entry({ id: 'b', title: 'Table 10', completeness: 0.9, createdAt: 1, lastEditedAt: 5 }),
    entry({ id: 'a', title: 'Table 2', completeness: 0.2, createdAt: 2, lastEditedAt: 9 }),
    entry({ id: 'c', title: 'Água', completeness: 0.5, createdAt: 7 }),
  ];
  const inOrder = (order: BoardOrder) =>
    arrangeTeams({ teams: [team('a', 'A')], documents }, new Set(['a']), 'en', order)
      .mine[0]?.documents.map(({ id }) => id)
      .join('');
  expect(inOrder('work')).toBe('bac');
  expect(inOrder('recent')).toBe('acb');
  expect(inOrder('incomplete')).toBe('acb');
  expect(inOrder('title')).toBe('cab');
});

test('[LU1] a document stands with its own team and with every team invited to it', () => {
  const documents = [entry({ id: 'shared', teamId: 'b', invitedTeamIds: ['a'] })];
  const { mine, others } = arrangeTeams(
    { teams: [team('a', 'A'), team('b', 'B')], documents },
    new Set(['a']),
    'en',
  );
  expect(mine[0]?.documents).toEqual([]);
  expect(mine[0]?.guestOf.map(({ id }) => id)).toEqual(['shared']);
  expect(others[0]?.documents.map(({ id }) => id)).toEqual(['shared']);
});

test('[LU6] what a team has asked to join stands with it, to be taken back', () => {
  const documents = [entry({ id: 'theirs', teamId: 'b', askingTeamIds: ['a'] })];
  const teams = [team('a', 'A'), team('b', 'B')];
  const { mine, others } = arrangeTeams({ teams, documents }, new Set(['a']), 'en');
  expect(mine[0]?.askedFor.map(({ id }) => id)).toEqual(['theirs']);
  expect(others[0]?.askedFor).toEqual([]);
});

test('a team is as complete as its documents are on average, without those taken back', () => {
  expect(teamCompleteness([])).toBeNull();
  expect(teamCompleteness([entry({ state: 'withdrawn', completeness: 1 })])).toBeNull();
  expect(
    teamCompleteness([
      entry({ completeness: 1 }),
      entry({ completeness: 0.5 }),
      entry({ state: 'merged', completeness: 0 }),
    ]),
  ).toBe(0.75);
});
