// What a board's readers hear, and where they go on.
import { expect, onTestFinished, test } from 'vitest';
import type { DocumentSummary } from '../../shared/api/documents.ts';
import type { HackathonView } from '../../shared/api/hackathons.ts';
import type { BoardEvent } from '../../shared/api/live.ts';
import type { TeamView } from '../../shared/api/teams.ts';
import { until } from '../../test/support/until.ts';
import type { PresentUser } from '../realtime/types.ts';
import { type FeedMessage, openBoardFeed, type Sequence, toPresence } from './board-feed.ts';

const HACKATHON = 'h';

function createSequence(startId = 'start'): Sequence {
  let seq = 0;
  return {
    startId,
    next: () => ++seq,
    get last() {
      return seq;
    },
  };
}

const user = (id: string, field: string | null = null, lastEditAt = 0): PresentUser => ({
  user: { id, name: id, colour: '#123456', teamId: null },
  field,
  lastEditAt,
  canWrite: true,
});

/** A hackathon whose documents are titles and whose presence is a map. */
function openWorld(sequence = createSequence()) {
  const titles = new Map<string, string>();
  const present = new Map<string, PresentUser[]>();
  const reported: unknown[] = [];
  const document = (id: string) =>
    titles.has(id) ? ({ id, title: titles.get(id) } as DocumentSummary) : null;
  const feed = openBoardFeed({
    hackathonId: HACKATHON,
    sequence,
    now: () => 0,
    report: (error) => reported.push(error),
    reads: {
      hackathon: (id) => ({ id, name: 'Paris' }) as HackathonView,
      team: (id) => ({ id }) as TeamView,
      teams: () => [],
      document(id) {
        if (titles.get(id) === 'broken') {
          titles.set(id, 'mended');
          throw new Error('database is locked');
        }
        return document(id);
      },
      documents: () => [...titles.keys()].map((id) => document(id) as DocumentSummary),
      announcements: () => [],
      present: (id) => present.get(id) ?? [],
      presentEverywhere: () => present,
    },
  });
  onTestFinished(() => feed.close());
  return {
    feed,
    present,
    reported,
    sequence,
    write(id: string, title: string) {
      titles.set(id, title);
      feed.take({ type: 'document', documentId: id, hackathonId: HACKATHON });
    },
    sit(id: string, ...users: PresentUser[]) {
      present.set(id, users);
      feed.take({ type: 'presence', documentId: id });
    },
  };
}

function createFollower() {
  const messages: FeedMessage[] = [];
  return {
    messages,
    follower: (message: FeedMessage) => messages.push(message),
    events: () => messages.map(({ json }) => JSON.parse(json) as BoardEvent),
  };
}

test('[WL1] many changes of one document in one turn are one event that says how it is now', async () => {
  const { feed, write } = openWorld();
  const { follower, events } = createFollower();
  feed.follow(feed.board()?.cursor ?? null, follower);
  for (let n = 1; n <= 50; n++) write('a', `title ${n}`);
  await until(() => events().length > 0);
  expect(events()).toEqual([{ type: 'document', document: { id: 'a', title: 'title 50' } }]);
});

test('a reader who was away goes on after its cursor and misses nothing', async () => {
  const { feed, write } = openWorld();
  const first = createFollower();
  const leave = feed.follow(feed.board()?.cursor ?? null, first.follower);
  write('a', 'one');
  await until(() => first.messages.length === 1);
  leave();
  write('b', 'two');
  write('c', 'three');
  const watcher = createFollower();
  feed.follow(first.messages[0]?.cursor ?? null, watcher.follower);
  await until(() => watcher.messages.length === 2);
  expect(watcher.events().map((event) => 'document' in event && event.document.id)).toEqual([
    'b',
    'c',
  ]);
  expect(first.messages).toHaveLength(1);
});

test('a cursor of another start, of the future or of no shape is told to read the board again', () => {
  const { feed, sequence } = openWorld();
  for (const cursor of ['other-0', 'start-1', 'start-', 'x', '', 'start-0x1', null]) {
    const { follower, events } = createFollower();
    feed.follow(cursor, follower);
    expect(events(), `cursor ${cursor}`).toEqual([{ type: 'reset' }]);
  }
  expect(sequence.last).toBe(0);
  const { follower, events } = createFollower();
  feed.follow('start-0', follower);
  expect(events()).toEqual([]);
});

test('somebody a board has shown is also told to have left', async () => {
  const { feed, write, sit, present } = openWorld();
  write('a', 'title');
  present.set('a', [user('p')]);
  const board = feed.board();
  expect(board?.presence.a).toHaveLength(1);
  const { follower, events } = createFollower();
  feed.follow(board?.cursor ?? null, follower);
  sit('a');
  await until(() => events().some((event) => event.type === 'presence'));
  expect(events().find((event) => event.type === 'presence')).toEqual({
    type: 'presence',
    documentId: 'a',
    people: [],
  });
});

test('a board read by one does not keep the news from another', async () => {
  const { feed, write, sit } = openWorld();
  write('a', 'title');
  const { follower, events } = createFollower();
  feed.follow(feed.board()?.cursor ?? null, follower);
  sit('a', user('p'));
  feed.board();
  await until(() => events().some((event) => event.type === 'presence'));
});

test('presence that looks the same is not told again', async () => {
  const { feed, write, sit } = openWorld();
  const { follower, events } = createFollower();
  feed.follow(feed.board()?.cursor ?? null, follower);
  sit('a', user('p', 'name', 1));
  await until(() => events().length === 1);
  sit('a', user('p', 'name', 2));
  write('b', 'a later event');
  await until(() => events().length === 2);
  expect(events().map(({ type }) => type)).toEqual(['presence', 'document']);
});

test('[SY3] what could not be read is reported and told later', async () => {
  const { feed, write, reported } = openWorld();
  const { follower, events } = createFollower();
  feed.follow(feed.board()?.cursor ?? null, follower);
  write('a', 'broken');
  await until(() => events().length === 1);
  expect(reported).toEqual([new Error('database is locked')]);
  expect(events()).toEqual([{ type: 'document', document: { id: 'a', title: 'mended' } }]);
});

test('a person in three tabs is one person, in the field they last wrote in', () => {
  const people = toPresence([
    user('p', null, 9),
    user('p', 'name', 3),
    user('p', 'summary.en', 5),
    user('a', null),
  ]);
  expect(people.map(({ personId, field }) => [personId, field])).toEqual([
    ['a', null],
    ['p', 'summary.en'],
  ]);
});
