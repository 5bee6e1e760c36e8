// What boards, walls and the control room see, and how they follow it. Opens a feed per hackathon
// while somebody looks. Knows no HTTP.
import type { BoardView } from '../../shared/api/live.ts';
import { createId } from '../../shared/ids.ts';
import type { Database } from '../db/open.ts';
import type { Log } from '../log.ts';
import { openAsides } from './asides.ts';
import { type BoardFeed, type BoardFollower, openBoardFeed, type Sequence } from './board-feed.ts';
import type { Change, Changes } from './changes.ts';
import { type Audience, createAudience } from './control-audience.ts';
import { type Credits, openCredits } from './credits.ts';
import { createFeedShelf } from './feed-shelf.ts';
import { createReads, type LiveParts } from './reads.ts';
import { openScenes, type Scenes } from './scenes.ts';
import { openSpotlight, type Spotlight } from './spotlight.ts';
import { openTimeLapses, type TimeLapses } from './time-lapse.ts';
import { createWallFacts } from './wall-facts.ts';
import { openWallFeed, type WallFeed, type WallFollower, type WallState } from './wall-feed.ts';
import { createWallScreens, type WallScreens } from './wall-screens.ts';

/** How long a feed nobody follows goes on, ms: whoever lost the line finds their cursor known. */
const LINGER_MS = 60_000;

/** What is live in this server. Hackathon ids are taken as allowed: doors are elsewhere. */
export interface Live {
  /** `null` when there is no such hackathon. */
  board(hackathonId: string): BoardView | null;
  wall(hackathonId: string): WallState | null;
  /** Follows a board from `cursor`; `ended` is called when the server closes. Returns the stop. */
  followBoard(
    hackathonId: string,
    cursor: string | null,
    follower: BoardFollower,
    ended: () => void,
  ): () => void;
  /** Who looks at the boards. */
  readonly audience: Audience;
  /** People who look at the board of a hackathon or are in one of its documents now. */
  here(hackathonId: string): ReadonlySet<string>;
  /** Follows a wall, beginning with how it is now. Returns the stop. */
  followWall(hackathonId: string, follower: WallFollower, ended: () => void): () => void;
  /** What the control room put on the walls. */
  readonly scenes: Scenes;
  /** The pages of walls that are open. */
  readonly screens: WallScreens;
  /** What stands in the spotlight. */
  readonly spotlight: Spotlight;
  /** How a hackathon went, in sixty seconds. */
  readonly timeLapse: TimeLapses;
  /** Who contributed. */
  readonly credits: Credits;
  /** For tests and operations: how many feeds are open and followed. */
  readonly stats: { readonly feeds: number; readonly followers: number };
  close(): void;
}

/** Starts listening to changes. */
export function openLive({
  db,
  changes,
  now,
  log,
  ...parts
}: LiveParts & {
  readonly db: Database;
  readonly changes: Changes;
  now(): number;
  readonly log: Log;
}): Live {
  const reads = createReads(parts);
  const facts = createWallFacts(db);
  const hackathonOf = db
    .prepare<[string], string>('SELECT hackathonId FROM document WHERE id = ?')
    .pluck();
  const report = (error: unknown) => {
    log({ level: 'error', event: 'live-feed-failed', error });
  };
  let seq = 0;
  const sequence: Sequence = {
    startId: createId(),
    next: () => ++seq,
    get last() {
      return seq;
    },
  };
  const boards = createFeedShelf<BoardFeed>(
    (hackathonId) => openBoardFeed({ hackathonId, reads, sequence, now, report }),
    LINGER_MS,
  );
  const walls = createFeedShelf<WallFeed>(
    (hackathonId) => openWallFeed({ hackathonId, facts, reads, now, report }),
    LINGER_MS,
  );
  /** How to end each follower when the server closes. */
  const enders = new Set<() => void>();

  const audience = createAudience();

  function openDocuments(ofHackathonId: string): string[] {
    const open = [...parts.rooms.presentEverywhere().keys()];
    return open.filter((documentId) => hackathonOf.get(documentId) === ofHackathonId);
  }

  const closeAsides = openAsides({ db, changes, rooms: parts.rooms });
  const unsubscribe = changes.subscribe((change) => {
    if (boards.size + walls.size === 0) return;
    const hackathonId = placeOf(change);
    if (hackathonId === null) return;
    boards.find(hackathonId)?.take(change);
    walls.find(hackathonId)?.take(change);
  });

  function placeOf(change: Change): string | null {
    if (change.type === 'rights') return null;
    if (change.type === 'presence') return hackathonOf.get(change.documentId) ?? null;
    return change.hackathonId;
  }

  function following(ended: () => void, stop: () => void): () => void {
    // Two followers may be ended by one function, and each must be known apart.
    const ender = () => ended();
    enders.add(ender);
    return () => {
      if (enders.delete(ender)) stop();
    };
  }

  return {
    scenes: openScenes({ db, now, changes, audit: parts.hackathons.audit }),
    screens: createWallScreens({ now }),
    spotlight: openSpotlight(db),
    timeLapse: openTimeLapses({ db, now }),
    credits: openCredits(db),
    audience,
    here(hackathonId) {
      const people = new Set(audience.list(hackathonId));
      for (const documentId of openDocuments(hackathonId)) {
        for (const { user } of parts.rooms.present(documentId)) people.add(user.id);
      }
      return people;
    },
    board(hackathonId) {
      return reads.hackathon(hackathonId) === null ? null : boards.use(hackathonId).board();
    },
    wall(hackathonId) {
      return reads.hackathon(hackathonId) === null ? null : walls.use(hackathonId).current();
    },
    followBoard(hackathonId, cursor, follower, ended) {
      const unfollow = boards.use(hackathonId).follow(cursor, follower);
      return following(ended, () => {
        unfollow();
        boards.left(hackathonId);
      });
    },
    followWall(hackathonId, follower, ended) {
      const wall = walls.use(hackathonId);
      const state = wall.current();
      if (state !== null) follower(state);
      const unfollow = wall.follow(follower);
      return following(ended, () => {
        unfollow();
        walls.left(hackathonId);
      });
    },
    get stats() {
      return { feeds: boards.size + walls.size, followers: enders.size };
    },
    close() {
      closeAsides();
      unsubscribe();
      for (const end of [...enders]) end();
      enders.clear();
      boards.close();
      walls.close();
    },
  };
}
