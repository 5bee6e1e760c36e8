// What a board becomes, event by event.
import { expect, test } from 'vitest';
import type { DocumentSummary } from '../shared/api/documents.ts';
import type { BoardView, PresenceView } from '../shared/api/live.ts';
import type { TeamView } from '../shared/api/teams.ts';
import { applyBoardEvents } from './board-events.ts';

const team = (id: string, more: Partial<TeamView> = {}): TeamView => ({
  id,
  hackathonId: 'h',
  name: `Team ${id}`,
  colour: '#3D4ED8',
  handRaisedAt: null,
  helper: null,
  extendedUntil: null,
  memberCount: 1,
  ...more,
});

const entry = (id: string, title: string): DocumentSummary => ({
  id,
  hackathonId: 'h',
  teamId: 'a',
  kind: 'tool',
  state: 'draft',
  title,
  completeness: 0,
  missing: [],
  createdAt: 0,
  lastEditedAt: null,
  lastEditedBy: null,
  recordPath: null,
  headRevision: null,
  invitedTeamIds: [],
  askingTeamIds: [],
  openNotes: 0,
});

const amina: PresenceView = {
  personId: 'p',
  name: 'Amina',
  colour: '#3D4ED8',
  teamId: 'a',
  field: null,
};

const board: BoardView = {
  hackathon: {
    id: 'h',
    slug: 'paris-2016',
    name: 'Paris 2016',
    place: 'Paris',
    startsAt: 0,
    endsAt: 1,
    timeZone: 'Europe/Paris',
    languages: ['en'],
    state: 'open',
    reviewRequired: false,
    stages: [],
    accent: null,
    logoPath: null,
    lockAfterMinutes: null,
    hallCodeHours: null,
    joinUntil: null,
  },
  teams: [team('a'), team('b')],
  documents: [entry('1', 'One'), entry('2', 'Two')],
  presence: { 1: [amina] },
  announcements: [],
  cursor: 'boot-1',
  serverTime: 0,
};

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
    { type: 'team', team: team('b', { handRaisedAt: 5 }) },
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
