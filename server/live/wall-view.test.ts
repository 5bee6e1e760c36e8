// The numbers on a wall.
import { expect, test } from 'vitest';
import { hackathonView } from '../../test/support/views.ts';
import type { PresentUser } from '../realtime/types.ts';
import type { EntryFact, PublishedFact } from './wall-facts.ts';
import { countPublished, createEntryTally } from './wall-tally.ts';
import { composeWall, countPresence, inOrder, type WallSources, WRITING_MS } from './wall-view.ts';

const NOW = 1_000_000_000;

const hackathon = hackathonView({ startsAt: NOW - 1000, endsAt: NOW + 3_600_000 });

const entry = (id: string, rest: Partial<EntryFact> = {}): EntryFact => ({
  id,
  teamId: 't1',
  kind: 'tool',
  state: 'draft',
  completeness: 0.5,
  action: null,
  ...rest,
});

const action = (countries: string[], rest = {}) => ({
  title: 'Open contracting',
  number: 7,
  countries,
  organisations: 2,
  signatories: countries.length + 2,
  commitments: 1,
  ...rest,
});

const record = (recordId: string, rest: Partial<PublishedFact> = {}): PublishedFact => ({
  recordId,
  kind: 'tool',
  title: `Record ${recordId}`,
  teamName: 'Team 1',
  finalisedAt: NOW,
  revision: 1,
  countries: [],
  ...rest,
});

const user = (id: string, lastEditAt: number, canWrite = true): PresentUser => ({
  user: { id, name: id, colour: '#123456', teamId: 't1' },
  field: 'name',
  lastEditAt,
  canWrite,
});

function compose({
  entries = [],
  published = [],
  ...rest
}: Partial<Omit<WallSources, 'entries' | 'published'>> & {
  entries?: EntryFact[];
  published?: PublishedFact[];
}) {
  return composeWall(
    {
      hackathon,
      teams: [{ id: 't1', name: 'Team 1', colour: '#123456' }],
      people: 0,
      announcement: null,
      joinCode: null,
      presence: { online: 0, writing: new Map(), staleAt: null },
      entries: createEntryTally(entries),
      published: countPublished(published),
      ...rest,
    },
    NOW,
  );
}

test('an entry counts once: while written as a draft, afterwards in the catalogue, reopened too', () => {
  const content = compose({
    entries: [
      entry('a'),
      entry('b', { state: 'in-review' }),
      entry('c', { state: 'finalised' }),
      entry('d', { state: 'reopened' }),
      entry('e', { state: 'withdrawn' }),
      entry('f', { state: 'merged' }),
    ],
    published: [record('c'), record('d')],
  });
  expect(content.totals.drafts.tool).toBe(2);
  expect(content.totals.finalised.tool).toBe(2);
  expect(content.teams[0]).toMatchObject({ documents: 4, finalised: 2 });
});

test('countries come from governments that signed and from what is in the catalogue, once each', () => {
  const content = compose({
    entries: [
      entry('a', { kind: 'collective-action', action: action(['FR', 'CL']) }),
      entry('b', { kind: 'collective-action', action: action(['FR']) }),
      entry('c', { kind: 'collective-action', action: action(['US']), state: 'withdrawn' }),
    ],
    published: [record('x', { countries: ['GE', 'CL'] })],
  });
  expect(content.countries).toEqual(['CL', 'FR', 'GE']);
  expect(content.totals).toMatchObject({ countries: 3, signatories: 7, commitments: 2 });
  expect(content.collectiveActions.map(({ countries }) => countries)).toEqual([2, 1]);
});

test('collective actions stand in the order of their numbers, those without one last', () => {
  const numbered = (id: string, number: number | null) =>
    entry(id, { kind: 'collective-action', action: action([], { number, title: id }) });
  const content = compose({
    entries: [numbered('z', null), numbered('c', 12), numbered('b', 2), numbered('y', null)],
  });
  expect(content.collectiveActions.map(({ id }) => id)).toEqual(['b', 'c', 'y', 'z']);
});

const count = (present: ReadonlyMap<string, readonly PresentUser[]>) =>
  countPresence(createEntryTally([entry('a'), entry('b')]), present, NOW);

test('who writes in several tabs is one person, and who only reads writes nothing', () => {
  const { online, writing } = count(
    new Map([
      ['a', [user('p', NOW - 10), user('p', NOW - 20), user('q', NOW - 10, false)]],
      ['b', [user('p', NOW - 5), user('r', 0)]],
      ['elsewhere', [user('s', NOW)]],
    ]),
  );
  expect(online).toBe(3);
  expect([...writing]).toEqual([['t1', 1]]);
});

test('the wall says when somebody stops counting as writing', () => {
  const present = new Map([['a', [user('p', NOW - 10), user('q', NOW - 40), user('r', 0)]]]);
  expect(count(present).staleAt).toBe(NOW - 40 + WRITING_MS);
  expect(count(new Map()).staleAt).toBeNull();
});

test('the latest stand first, and no more of them than a screen can tell', () => {
  const content = compose({
    published: Array.from({ length: 40 }, (_, n) => record(`${n}`, { finalisedAt: NOW + n })),
  });
  expect(content.latest[0]?.id).toBe('39');
  expect(content.latest.length).toBeLessThan(40);
  expect(content.totals.finalised.tool).toBe(40);
});

test('teams stand as people count: Team 2 before Team 10', () => {
  const teams = ['Team 10', 'Team 2', 'équipe', 'Zoo'].map((name) => ({
    id: name,
    name,
    colour: '#123456',
  }));
  const content = compose({ teams: inOrder(teams) });
  expect(content.teams.map(({ name }) => name)).toEqual(['équipe', 'Team 2', 'Team 10', 'Zoo']);
});
