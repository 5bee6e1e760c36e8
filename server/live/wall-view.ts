// Facts → what the wall shows. Pure. Holds the promise that a wall tells counts, names of teams and
// what is public, and nothing of a draft (WL1).
import type { AnnouncementView, HackathonView } from '../../shared/api/hackathons.ts';
import type { WallView } from '../../shared/api/wall.ts';
import { KINDS, type Kind } from '../../shared/kinds.ts';
import type { PresentUser } from '../realtime/types.ts';
import { byName } from './by-name.ts';
import type { EntryFact, PublishedFact, TeamFact } from './wall-facts.ts';

/** How long after a keystroke somebody counts as writing, ms: shorter flickers, longer is not "now". */
export const WRITING_MS = 60_000;

/** Records the wall tells by name; the screen has room for fewer. */
const LATEST_RECORDS = 12;

/** A wall's content but for what depends on the moment, the link and the address of whoever looks. */
export type WallContent = Omit<
  WallView,
  'serverTime' | 'joinUrl' | 'catalogueUrl' | 'programme' | 'spotlight'
>;

/** Everything a wall is made of. */
export interface WallSources {
  readonly hackathon: HackathonView;
  readonly entries: ReadonlyMap<string, EntryFact>;
  readonly published: ReadonlyMap<string, PublishedFact>;
  readonly teams: readonly TeamFact[];
  readonly people: number;
  readonly announcement: AnnouncementView | null;
  readonly joinCode: string | null;
  /** Everyone in a document of any hackathon, by document. */
  readonly present: ReadonlyMap<string, readonly PresentUser[]>;
}

/** A wall and when it would change though nothing happened: somebody stops counting as writing. */
interface ComposedWall {
  readonly content: WallContent;
  readonly staleAt: number | null;
}

/** Entries that still count: neither taken back nor merged into another. */
function isAlive({ state }: EntryFact): boolean {
  return state !== 'withdrawn' && state !== 'merged';
}

/** Composes the wall as it is at `now`. */
export function composeWall(sources: WallSources, now: number): ComposedWall {
  const { hackathon, teams, people, announcement, joinCode } = sources;
  const alive = [...sources.entries.values()].filter(isAlive);
  const published = [...sources.published.values()];
  const countries = new Set(published.flatMap((record) => record.countries));
  const drafts = countByKind(alive.filter(isUnpublished));
  const finalised = countByKind(published);
  let signatories = 0;
  let commitments = 0;
  for (const { action } of alive) {
    if (action === null) continue;
    for (const country of action.countries) countries.add(country);
    signatories += action.signatories;
    commitments += action.commitments;
  }
  const presence = countPresence(sources, now);
  return {
    staleAt: presence.staleAt,
    content: {
      hackathon,
      totals: {
        drafts,
        finalised,
        teams: teams.length,
        people,
        online: presence.online,
        countries: countries.size,
        signatories,
        commitments,
      },
      countries: [...countries].sort(),
      teams: composeTeams(teams, alive, presence.writing),
      latest: published
        .sort((first, second) => second.finalisedAt - first.finalisedAt)
        .slice(0, LATEST_RECORDS)
        .map(({ recordId, kind, title, teamName, finalisedAt, revision }) => ({
          id: recordId,
          kind,
          title,
          teamName,
          finalisedAt,
          revision,
        })),
      collectiveActions: composeActions(alive),
      announcement,
      // A QR code that lets nobody in would only be scanned in vain.
      joinCode: (hackathon.joinUntil ?? Infinity) > now ? joinCode : null,
      deadlineAt: hackathon.endsAt,
    },
  };
}

/** A reopened entry is still in the catalogue, and counts there. */
function isUnpublished({ state }: EntryFact): boolean {
  return state === 'draft' || state === 'in-review';
}

function countByKind(items: readonly { readonly kind: Kind }[]): Record<Kind, number> {
  const counts = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<Kind, number>;
  for (const { kind } of items) counts[kind]++;
  return counts;
}

function countPresence({ entries, present }: WallSources, now: number) {
  const online = new Set<string>();
  const writing = new Map<string, Set<string>>();
  let staleAt: number | null = null;
  for (const [documentId, users] of present) {
    const entry = entries.get(documentId);
    if (entry === undefined) continue;
    for (const { user, canWrite, lastEditAt } of users) {
      online.add(user.id);
      const endsAt = lastEditAt + WRITING_MS;
      if (!canWrite || endsAt <= now) continue;
      let writers = writing.get(entry.teamId);
      if (writers === undefined) {
        writers = new Set();
        writing.set(entry.teamId, writers);
      }
      writers.add(user.id);
      staleAt = Math.min(staleAt ?? endsAt, endsAt);
    }
  }
  return { online: online.size, writing, staleAt };
}

function composeTeams(
  teams: readonly TeamFact[],
  alive: readonly EntryFact[],
  writing: ReadonlyMap<string, ReadonlySet<string>>,
): WallContent['teams'] {
  const byTeam = new Map<string, EntryFact[]>();
  for (const entry of alive) {
    const others = byTeam.get(entry.teamId);
    if (others === undefined) byTeam.set(entry.teamId, [entry]);
    else others.push(entry);
  }
  return [...teams]
    .sort((first, second) => byName.compare(first.name, second.name))
    .map(({ id, name, colour }) => {
      const entries = byTeam.get(id) ?? [];
      const sum = entries.reduce((total, { completeness }) => total + completeness, 0);
      return {
        id,
        name,
        colour,
        // Hundredths are all a bar can show; finer steps would redraw every wall for nothing.
        completeness: entries.length === 0 ? 0 : Math.round((sum / entries.length) * 100) / 100,
        documents: entries.length,
        finalised: entries.filter((entry) => !isUnpublished(entry)).length,
        writing: writing.get(id)?.size ?? 0,
      };
    });
}

function composeActions(alive: readonly EntryFact[]): WallContent['collectiveActions'] {
  return alive
    .flatMap(({ id, state, action }) =>
      action === null
        ? []
        : [
            {
              id,
              number: action.number,
              title: action.title,
              countries: action.countries.length,
              organisations: action.organisations,
              isFinalised: state === 'finalised' || state === 'reopened',
            },
          ],
    )
    .sort(
      (first, second) =>
        (first.number ?? Number.POSITIVE_INFINITY) - (second.number ?? Number.POSITIVE_INFINITY) ||
        byName.compare(first.title, second.title),
    );
}
