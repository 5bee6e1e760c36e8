// Which teams need a visit, and why.
import { expect, test } from 'vitest';
import type { DocumentSummary } from '../../../shared/api/documents.ts';
import type { BoardView } from '../../../shared/api/live.ts';
import type { TeamView } from '../../../shared/api/teams.ts';
import {
  boardView,
  documentSummary,
  hackathonView,
  presenceView as person,
  teamView,
} from '../../../test/support/views.ts';
import { isSameRow, teamRows } from './team-rows.ts';

const MINUTE = 60_000;
const NOW = 100 * MINUTE;

const team = (id: string, more: Partial<TeamView> = {}) =>
  teamView(id, { memberCount: 4, ...more });

const entry = (id: string, teamId: string, more: Partial<DocumentSummary>) =>
  documentSummary(id, { teamId, completeness: 0.5, lastEditedAt: NOW - MINUTE, ...more });

const board = (more: Partial<BoardView>) =>
  boardView({ hackathon: hackathonView({ endsAt: 200 * MINUTE }), serverTime: NOW, ...more });

test('[WL3] a raised hand comes first, the longest raised on top, then the quiet, then those alone', () => {
  const rows = teamRows(
    board({
      teams: [
        team('fine'),
        team('alone'),
        team('quiet'),
        team('late hand', { handRaisedAt: 9 }),
        team('early hand', { handRaisedAt: 3 }),
      ],
      documents: [
        entry('1', 'fine', {}),
        entry('2', 'alone', {}),
        entry('3', 'quiet', { lastEditedAt: NOW - 15 * MINUTE }),
        entry('4', 'late hand', {}),
        entry('5', 'early hand', {}),
      ],
      presence: {
        1: [person('a', 'fine'), person('b', 'fine')],
        2: [person('c', 'alone'), person('x', 'fine')],
      },
    }),
    NOW,
    'en',
  );
  expect(rows.map(({ team: { name }, reasons }) => [name, ...reasons])).toEqual([
    ['early hand', 'hand'],
    ['late hand', 'hand'],
    ['quiet', 'quiet'],
    ['alone', 'alone'],
    ['fine'],
  ]);
});

test('[WL3] a team whose work is complete or finalised is not quiet, one without a document is', () => {
  const old = { lastEditedAt: NOW - 60 * MINUTE };
  const rows = teamRows(
    board({
      teams: [team('complete'), team('empty'), team('finalised')],
      documents: [
        entry('1', 'complete', { ...old, completeness: 1 }),
        entry('2', 'finalised', { ...old, state: 'finalised' }),
      ],
    }),
    NOW,
    'en',
  );
  const quiet = rows.filter(({ reasons }) => reasons.includes('quiet'));
  expect(quiet.map(({ team: { name } }) => name)).toEqual(['empty']);
});

test('[WL3] nobody needs a visit for silence when the hackathon is frozen', () => {
  const one = board({ teams: [team('a')] });
  const frozen = { ...one, hackathon: { ...one.hackathon, state: 'frozen' as const } };
  expect(teamRows(frozen, NOW, 'en')[0]?.reasons).toEqual([]);
});

test('a person in two documents is one person, and documents taken back do not count', () => {
  const [row] = teamRows(
    board({
      teams: [team('a', { extendedUntil: 300 * MINUTE })],
      documents: [
        entry('1', 'a', { completeness: 1 }),
        entry('2', 'a', { state: 'withdrawn', completeness: 0 }),
        entry('3', 'a', { state: 'finalised', completeness: 0.5 }),
      ],
      presence: { 1: [person('p', 'a')], 3: [person('p', 'a')] },
    }),
    NOW,
    'en',
  );
  expect(row).toMatchObject({
    documents: 2,
    finalised: 1,
    completeness: 0.75,
    deadlineAt: 300 * MINUTE,
  });
  expect(row?.online).toHaveLength(1);
});

test('[WL3] a line is drawn again where it would look different, and only there', () => {
  const here = team('a');
  const rowWith = (
    more: Partial<DocumentSummary>,
    { now = NOW, of = here, people = [person('x', 'a')] } = {},
  ) =>
    teamRows(
      board({ teams: [of], documents: [entry('1', 'a', more)], presence: { 1: people } }),
      now,
      'en',
    )[0]!;
  const before = rowWith({});
  expect(isSameRow(before, rowWith({}))).toBe(true);
  expect(isSameRow(before, rowWith({ completeness: 0.504 }))).toBe(true);
  expect(isSameRow(before, rowWith({ completeness: 0.51 }))).toBe(false);
  expect(isSameRow(before, rowWith({ lastEditedAt: NOW }))).toBe(false);
  expect(isSameRow(before, rowWith({ state: 'finalised' }))).toBe(false);
  expect(isSameRow(before, rowWith({}, { people: [] }))).toBe(false);
  expect(isSameRow(before, rowWith({}, { now: NOW + 15 * MINUTE }))).toBe(false);
  expect(isSameRow(before, rowWith({}, { of: team('a', { name: 'Renamed' }) }))).toBe(false);
});
