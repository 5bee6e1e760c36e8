// The wall of one hackathon while somebody looks: keeps the facts, re-reads what changed, and tells
// followers when the screen would look different. Knows no transport.
import type { Change } from './changes.ts';
import { createPacer } from './pacer.ts';
import type { Reads } from './reads.ts';
import type { PublishedFact, WallFacts } from './wall-facts.ts';
import {
  countPublished,
  createEntryTally,
  type EntryTally,
  type PublishedCount,
} from './wall-tally.ts';
import {
  composeWall,
  countPresence,
  inOrder,
  type PresenceCount,
  type WallContent,
  type WallSources,
} from './wall-view.ts';

/** At most four walls a second: faster than anybody reads, and a fixed cost however many type. */
const WALL_INTERVAL_MS = 250;

/** Who is there is counted once a second: in a full hall it is most of what a wall costs, ms. */
const PRESENCE_INTERVAL_MS = 1000;

/** A wall as it was composed, also as JSON so that it is encoded once for all who look. */
export interface WallState {
  readonly content: WallContent;
  readonly json: string;
}

/** Told the newest state whenever it differs from the one before. */
export type WallFollower = (state: WallState) => void;

/** One hackathon's wall. */
export interface WallFeed {
  readonly followers: number;
  /** The wall with everything that has been told so far; `null` when the hackathon is gone. */
  current(): WallState | null;
  follow(follower: WallFollower): () => void;
  take(change: Change): void;
  close(): void;
}

/** What changes only when somebody joins, a team is made or a code given out. */
type Hall = Pick<WallSources, 'teams' | 'people' | 'joinCode'>;

/** Opens the wall of a hackathon. Nothing is read before somebody asks or something changes. */
export function openWallFeed({
  hackathonId,
  facts,
  reads,
  now,
  report,
}: {
  readonly hackathonId: string;
  readonly facts: WallFacts;
  readonly reads: Reads;
  now(): number;
  report(error: unknown): void;
}): WallFeed {
  const followers = new Set<WallFollower>();
  const changedDocuments = new Set<string>();
  const changedRecords = new Set<string>();
  let entries: EntryTally | null = null;
  let published: Map<string, PublishedFact> | null = null;
  /** Counted from `published`, until a record changes. */
  let publishedCount: PublishedCount | null = null;
  let hall: Hall | null = null;
  let presence: { readonly count: PresenceCount; readonly at: number } | null = null;
  /** Somebody came, left or typed since. */
  let isPresenceStale = false;
  let isStale = true;
  let state: WallState | null = null;

  const pacer = createPacer({ intervalMs: WALL_INTERVAL_MS, run: refresh, report });

  function readEntries(): EntryTally {
    if (entries === null) {
      entries = createEntryTally(facts.entries(hackathonId));
      changedDocuments.clear();
    }
    for (const documentId of changedDocuments) {
      const fact = facts.entry(documentId);
      if (fact === null) entries.delete(documentId);
      else entries.set(fact);
      changedDocuments.delete(documentId);
    }
    return entries;
  }

  function readPublished(): PublishedCount {
    if (published === null) {
      published = new Map(facts.published(hackathonId).map((fact) => [fact.recordId, fact]));
      publishedCount = null;
      changedRecords.clear();
    }
    for (const recordId of changedRecords) {
      publishedCount = null;
      const fact = facts.publishedRecord(recordId);
      if (fact === null) published.delete(recordId);
      else published.set(recordId, fact);
      changedRecords.delete(recordId);
    }
    publishedCount ??= countPublished(published.values());
    return publishedCount;
  }

  function readHall(): Hall {
    hall ??= {
      teams: inOrder(facts.teams(hackathonId)),
      people: facts.people(hackathonId),
      joinCode: facts.joinCode(hackathonId),
    };
    return hall;
  }

  function presenceDueIn(): number {
    return presence === null ? 0 : Math.max(0, presence.at + PRESENCE_INTERVAL_MS - now());
  }

  /** What changes later is asked for; without followers nobody would be told. */
  function readPresence(tally: EntryTally): PresenceCount {
    const at = now();
    const isOver = (presence?.count.staleAt ?? Number.POSITIVE_INFINITY) <= at;
    const isDue = isOver || (isPresenceStale && presenceDueIn() === 0);
    if (presence === null || isDue || followers.size === 0) {
      presence = { count: countPresence(tally, reads.presentEverywhere(), at), at };
      isPresenceStale = false;
    }
    const { count } = presence;
    if (followers.size === 0) return count;
    if (isPresenceStale) pacer.requestIn(presenceDueIn());
    else if (count.staleAt !== null) pacer.requestIn(count.staleAt - at);
    return count;
  }

  function refresh(): void {
    const hackathon = reads.hackathon(hackathonId);
    if (hackathon === null) {
      state = null;
      return;
    }
    const tally = readEntries();
    const content = composeWall(
      {
        hackathon,
        entries: tally,
        published: readPublished(),
        ...readHall(),
        // Nobody can press "open" on a wall, which has a spotlight of its own.
        announcement:
          reads.announcements(hackathonId).find(({ spotlight }) => spotlight === null) ?? null,
        presence: readPresence(tally),
      },
      now(),
    );
    isStale = false;
    const json = JSON.stringify(content);
    if (json === state?.json) return;
    state = { content, json };
    for (const follower of followers) follower(state);
  }

  return {
    get followers() {
      return followers.size;
    },
    current() {
      // Presence fades by itself and nobody may have been looking.
      if (isStale || followers.size === 0) refresh();
      return state;
    },
    follow(follower) {
      followers.add(follower);
      pacer.request();
      return () => {
        followers.delete(follower);
      };
    },
    take(change) {
      switch (change.type) {
        case 'document':
          changedDocuments.add(change.documentId);
          break;
        case 'record':
          changedRecords.add(change.recordId);
          break;
        case 'team':
        case 'hackathon':
          // Joining is a change of a team, a new code one of the hackathon.
          hall = null;
          break;
        case 'presence':
          if (entries !== null && entries.teamOf(change.documentId) === undefined) return;
          isStale = true;
          isPresenceStale = true;
          if (followers.size > 0) pacer.requestIn(presenceDueIn());
          return;
        // Notes are between those who write: nothing of them is on a wall. What a wall was told to show
        // is put beside its content for each link.
        case 'notes':
        case 'member':
        case 'walls':
        case 'rights':
          return;
        default:
          break;
      }
      isStale = true;
      if (followers.size > 0) pacer.request();
    },
    close() {
      pacer.close();
      followers.clear();
    },
  };
}
