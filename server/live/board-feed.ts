// The board of one hackathon while somebody looks: turns changes into numbered events that say how
// things stand now, at most a few times a second per thing. Knows no transport.
import type { BoardEvent, BoardView, PresenceView } from '../../shared/api/live.ts';
import type { PresentUser } from '../realtime/types.ts';
import type { Change } from './changes.ts';
import { createEventRing } from './event-ring.ts';
import { createPacer } from './pacer.ts';
import type { Reads } from './reads.ts';

/** Changes to one document within this time are one event, ms. */
const BOARD_INTERVAL_MS = 250;

/** Events kept for readers who were away: some minutes of a busy hall. */
const RING_ENTRIES = 2000;

/** One event with its place in the feed. */
export interface FeedMessage {
  /** Where to go on: `<start>-<seq>`. */
  readonly cursor: string;
  /** A `BoardEvent`, encoded once for all readers. */
  readonly json: string;
}

/** Hears each event of a board once, in order. */
export type BoardFollower = (message: FeedMessage) => void;

/** Numbers shared by all feeds of one start of the server. */
export interface Sequence {
  /** Differs from start to start, so that a cursor of an earlier one is recognised. */
  readonly startId: string;
  next(): number;
  readonly last: number;
}

/** One hackathon's board. */
export interface BoardFeed {
  readonly followers: number;
  /** `null` when the hackathon is gone. */
  board(): BoardView | null;
  /** Sends what came after `cursor`, or `reset`, and then every event. */
  follow(cursor: string | null, follower: BoardFollower): () => void;
  take(change: Change): void;
  close(): void;
}

/** The event that says: read the board again. */
export const RESET_JSON = JSON.stringify({ type: 'reset' } satisfies BoardEvent);

/** Opens the board of a hackathon; it knows the events from now on. */
export function openBoardFeed({
  hackathonId,
  reads,
  sequence,
  now,
  report,
}: {
  readonly hackathonId: string;
  readonly reads: Reads;
  readonly sequence: Sequence;
  now(): number;
  report(error: unknown): void;
}): BoardFeed {
  const followers = new Set<BoardFollower>();
  const ring = createEventRing(RING_ENTRIES, sequence.last);
  const documents = new Set<string>();
  const presence = new Set<string>();
  const notes = new Set<string>();
  const teams = new Set<string>();
  const members = new Set<string>();
  /** What was last told of who is in a document, so that the same is not told again. */
  const toldPresence = new Map<string, string>();
  let isHackathonChanged = false;
  let areAnnouncementsChanged = false;

  const pacer = createPacer({ intervalMs: BOARD_INTERVAL_MS, run: flush, report });
  const cursorOf = (seq: number) => `${sequence.startId}-${seq}`;

  function tell(event: BoardEvent): void {
    const entry = { seq: sequence.next(), json: JSON.stringify(event) };
    ring.append(entry);
    const message = { cursor: cursorOf(entry.seq), json: entry.json };
    for (const follower of followers) follower(message);
  }

  /** Each thing is taken off the list once it has been told: what throws is tried again. */
  function flush(): void {
    if (isHackathonChanged) {
      const hackathon = reads.hackathon(hackathonId);
      if (hackathon !== null) tell({ type: 'hackathon', hackathon });
      isHackathonChanged = false;
    }
    for (const teamId of teams) {
      const team = reads.team(teamId);
      // A team that went into another leaves the board, which no event can say.
      tell(team === null ? { type: 'reset' } : { type: 'team', team });
      teams.delete(teamId);
    }
    for (const personId of members) {
      tell({ type: 'member', personId });
      members.delete(personId);
    }
    for (const documentId of documents) {
      const document = reads.document(documentId);
      if (document !== null) tell({ type: 'document', document });
      documents.delete(documentId);
    }
    for (const documentId of notes) {
      tell({ type: 'notes', documentId });
      notes.delete(documentId);
    }
    if (areAnnouncementsChanged) {
      tell({ type: 'announcements', announcements: reads.announcements(hackathonId) });
      areAnnouncementsChanged = false;
    }
    for (const documentId of presence) {
      const people = toPresence(reads.present(documentId));
      const told = JSON.stringify(people);
      if (told !== (toldPresence.get(documentId) ?? '[]')) {
        tell({ type: 'presence', documentId, people });
        if (people.length === 0) toldPresence.delete(documentId);
        else toldPresence.set(documentId, told);
      }
      presence.delete(documentId);
    }
  }

  return {
    get followers() {
      return followers.size;
    },
    board() {
      const hackathon = reads.hackathon(hackathonId);
      if (hackathon === null) return null;
      const summaries = reads.documents(hackathonId);
      const everywhere = reads.presentEverywhere();
      return {
        hackathon,
        teams: reads.teams(hackathonId),
        documents: summaries,
        presence: Object.fromEntries(
          summaries.flatMap(({ id }): [string, PresenceView[]][] => {
            const people = toPresence(everywhere.get(id) ?? []);
            // Told to one reader only: whatever comes next is news to somebody, even "nobody".
            if (JSON.stringify(people) !== (toldPresence.get(id) ?? '[]')) toldPresence.set(id, '');
            return people.length === 0 ? [] : [[id, people]];
          }),
        ),
        announcements: reads.announcements(hackathonId),
        cursor: cursorOf(sequence.last),
        serverTime: now(),
      };
    },
    follow(cursor, follower) {
      const missed = cursor === null ? null : ring.after(seqOf(cursor, sequence));
      if (missed === null) follower({ cursor: cursorOf(sequence.last), json: RESET_JSON });
      else for (const { seq, json } of missed) follower({ cursor: cursorOf(seq), json });
      followers.add(follower);
      return () => {
        followers.delete(follower);
      };
    },
    take(change) {
      switch (change.type) {
        case 'document':
          documents.add(change.documentId);
          break;
        case 'presence':
          presence.add(change.documentId);
          break;
        case 'notes':
          notes.add(change.documentId);
          // How many are open stands on its card.
          documents.add(change.documentId);
          break;
        case 'team':
          teams.add(change.teamId);
          break;
        case 'member':
          members.add(change.personId);
          break;
        case 'hackathon':
          isHackathonChanged = true;
          break;
        case 'announcements':
          areAnnouncementsChanged = true;
          break;
        // A record changes with its document, which is told; rights are no business of a board.
        case 'record':
        case 'walls':
        case 'rights':
          return;
      }
      pacer.request();
    },
    close() {
      pacer.close();
      followers.clear();
    },
  };
}

/** The number in a cursor of this start; one that knows nothing for any other text. */
function seqOf(cursor: string, { startId, last }: Sequence): number {
  const match = /^([0-9a-z]+)-(\d{1,15})$/.exec(cursor);
  if (match === null || match[1] !== startId) return Number.NEGATIVE_INFINITY;
  const seq = Number(match[2]);
  return seq > last ? Number.NEGATIVE_INFINITY : seq;
}

/** One entry per person, in the field they were last seen writing in, in a stable order. */
export function toPresence(users: readonly PresentUser[]): PresenceView[] {
  const byPerson = new Map<string, PresentUser>();
  for (const present of users) {
    const known = byPerson.get(present.user.id);
    if (known === undefined || isMoreTelling(present, known))
      byPerson.set(present.user.id, present);
  }
  return [...byPerson.values()]
    .map(({ user, field }) => ({
      personId: user.id,
      name: user.name,
      colour: user.colour,
      teamId: user.teamId,
      field,
    }))
    .sort((first, second) => (first.personId < second.personId ? -1 : 1));
}

function isMoreTelling(present: PresentUser, known: PresentUser): boolean {
  if ((present.field === null) !== (known.field === null)) return known.field === null;
  return present.lastEditAt > known.lastEditAt;
}
