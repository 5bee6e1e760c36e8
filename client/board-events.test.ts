// What a board becomes, event by event.
import { expect, test } from 'vitest';
import type { BoardView } from '../shared/api/live.ts';
import { boardView, documentSummary, presenceView, teamView } from '../test/support/views.ts';
import { applyBoardEvents } from './board-events.ts';

const entry = (id: string, title: string) => documentSummary(id, { title });
const amina = presenceView('Amina', 'a');

const board: BoardView = boardView({
  teams: [teamView('a'), teamView('b')],
  documents: [entry('1', 'One'), entry('2', 'Two')],
  presence: { 1: [amina] },
});

test('[WL1] a changed document takes the place of its older self, a new one comes last', () => {
  const next = applyBoardEvents(board, [
    { type: 'document', document: entry('3', 'Three') },
    { type: 'document', document: entry('1', 'Won') },
    { type: 'document', document: entry('1', 'One!') },
  ]);
  expect(next.documents.map(({ title }) => title)).toEqual(['One!', 'Two', 'Three']);
  expect(board.documents.map(({ title }) => title)).toEqual(['One', 'Two']);
});

test('whoever left a document is there no longer, and an empty document holds no list', () => {
  expect(
    applyBoardEvents(board, [{ type: 'presence', documentId: '1', people: [] }]).presence,
  ).toEqual({});
  expect(
    applyBoardEvents(board, [
      { type: 'presence', documentId: '2', people: [amina] },
      { type: 'presence', documentId: '1', people: [] },
    ]).presence,
  ).toEqual({ 2: [amina] });
});

test('teams, announcements and the hackathon follow the feed', () => {
  const next = applyBoardEvents(board, [
    { type: 'team', team: teamView('b', { handRaisedAt: 5 }) },
    {
      type: 'announcements',
      announcements: [{ id: 'x', isUrgent: false, text: 'Lunch', createdAt: 2, spotlight: null }],
    },
    { type: 'hackathon', hackathon: { ...board.hackathon, state: 'frozen' } },
  ]);
  expect(next.teams[1]?.handRaisedAt).toBe(5);
  expect(next.announcements).toHaveLength(1);
  expect(next.hackathon.state).toBe('frozen');
});

test('what did not change stays the same object, so that the screen does not draw it again', () => {
  const next = applyBoardEvents(board, [{ type: 'document', document: entry('1', 'One!') }]);
  expect(next.teams).toBe(board.teams);
  expect(next.presence).toBe(board.presence);
  expect(next.documents[1]).toBe(board.documents[1]);
});
