// Facts → what the wall shows. Pure. Holds the promise that a wall tells counts, names of teams and
// what is public, and nothing of a draft (WL1).
import type { AnnouncementView, HackathonView } from '../../shared/api/hackathons.ts';
import type { WallView } from '../../shared/api/wall.ts';
import type { PresentUser } from '../realtime/types.ts';
import { byName } from './by-name.ts';
import type { TeamFact } from './wall-facts.ts';
import type { EntryTally, PublishedCount } from './wall-tally.ts';

/** How long after a keystroke somebody counts as writing, ms: shorter flickers, longer is not "now". */
export const WRITING_MS = 60_000;

/** A wall's content but for what depends on the moment, the link and the address of whoever looks. */
export type WallContent = Omit<
  WallView,
  'serverTime' | 'joinUrl' | 'catalogueUrl' | 'programme' | 'spotlight'
>;

/** Everything a wall is made of. */
export interface WallSources {
  readonly hackathon: HackathonView;
  readonly entries: EntryTally;
  readonly published: PublishedCount;
  /** In the order they stand in. */
  readonly teams: readonly TeamFact[];
  readonly people: number;
  readonly announcement: AnnouncementView | null;
  readonly joinCode: string | null;
  readonly presence: PresenceCount;
}

/** Who is in the documents of a hackathon. */
export interface PresenceCount {
  readonly online: number;
  /** How many people write, by team. */
  readonly writing: ReadonlyMap<string, number>;
  /** When somebody stops counting as writing though nothing happens; `null` when nobody writes. */
  readonly staleAt: number | null;
}

/** Teams as people count: "Team 2" before "Team 10". */
export function inOrder(teams: readonly TeamFact[]): TeamFact[] {
  return [...teams].sort((first, second) => byName.compare(first.name, second.name));
}

/** Composes the wall as it is at `now`. */
export function composeWall(sources: WallSources, now: number): WallContent {
  const { hackathon, entries, published, teams, people, announcement, joinCode, presence } =
    sources;
  const actions = entries.actions();
  const countries = new Set([...published.countries, ...actions.countries]);
  return {
    hackathon,
    totals: {
      drafts: { ...entries.drafts },
      finalised: { ...published.finalised },
      teams: teams.length,
      people,
      online: presence.online,
      countries: countries.size,
      signatories: actions.signatories,
      commitments: actions.commitments,
    },
    countries: [...countries].sort(),
    teams: teams.map(({ id, name, colour }) => ({
      id,
      name,
      colour,
      ...entries.team(id),
      writing: presence.writing.get(id) ?? 0,
    })),
    latest: published.latest,
    collectiveActions: actions.list,
    announcement,
    // A QR code that lets nobody in would only be scanned in vain.
    joinCode: (hackathon.joinUntil ?? Infinity) > now ? joinCode : null,
    deadlineAt: hackathon.endsAt,
  };
}

/** Counts who is there at `now`; `present` is everyone in a document of any hackathon, by document. */
export function countPresence(
  entries: Pick<EntryTally, 'teamOf'>,
  present: ReadonlyMap<string, readonly PresentUser[]>,
  now: number,
): PresenceCount {
  const online = new Set<string>();
  const writing = new Map<string, Set<string>>();
  let staleAt: number | null = null;
  for (const [documentId, users] of present) {
    const teamId = entries.teamOf(documentId);
    if (teamId === undefined) continue;
    for (const { user, canWrite, lastEditAt } of users) {
      online.add(user.id);
      const endsAt = lastEditAt + WRITING_MS;
      if (!canWrite || endsAt <= now) continue;
      let writers = writing.get(teamId);
      if (writers === undefined) {
        writers = new Set();
        writing.set(teamId, writers);
      }
      writers.add(user.id);
      staleAt = Math.min(staleAt ?? endsAt, endsAt);
    }
  }
  return {
    online: online.size,
    writing: new Map([...writing].map(([teamId, writers]) => [teamId, writers.size])),
    staleAt,
  };
}
