// What a wall counts, kept up to date one entry and one record at a time: a full hall writes in hundreds
// of entries, and its wall is composed four times a second. Knows no table and no person.
import type { WallView } from '../../shared/api/wall.ts';
import { KINDS, type Kind } from '../../shared/kinds.ts';
import { isStanding } from '../../shared/roles.ts';
import { byName } from './by-name.ts';
import type { EntryFact, PublishedFact } from './wall-facts.ts';

/** Records the wall tells by name; the screen has room for fewer. */
const LATEST_RECORDS = 12;

/** How far a team is. */
type TeamCount = Pick<WallView['teams'][number], 'completeness' | 'documents' | 'finalised'>;

/** What all collective actions that count amount to. */
interface ActionsCount {
  readonly list: WallView['collectiveActions'];
  readonly countries: readonly string[];
  readonly signatories: number;
  readonly commitments: number;
}

/** The entries of a hackathon, counted. */
export interface EntryTally {
  readonly drafts: Readonly<Record<Kind, number>>;
  set(entry: EntryFact): void;
  delete(id: string): void;
  /** Of which team an entry is, whether it counts or not; `undefined` when it is of none here. */
  teamOf(id: string): string | undefined;
  team(teamId: string): TeamCount;
  actions(): ActionsCount;
}

/** What the catalogue has of a hackathon, counted. */
export interface PublishedCount {
  readonly finalised: Readonly<Record<Kind, number>>;
  readonly countries: readonly string[];
  readonly latest: WallView['latest'];
}

const NOTHING: TeamCount = { completeness: 0, documents: 0, finalised: 0 };

/** A reopened entry is still in the catalogue, and counts there. */
function isUnpublished({ state }: EntryFact): boolean {
  return state === 'draft' || state === 'in-review';
}

const countNone = () => Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<Kind, number>;

/** Counts entries, and goes on counting. */
export function createEntryTally(entries: Iterable<EntryFact>): EntryTally {
  const known = new Map<string, EntryFact>();
  const byTeam = new Map<string, Map<string, EntryFact>>();
  const actionEntries = new Map<string, EntryFact>();
  const drafts = countNone();
  /** Counted when asked for, until one of its entries changes. */
  const teamCounts = new Map<string, TeamCount>();
  let actionsCount: ActionsCount | null = null;

  function remove(id: string): void {
    const entry = known.get(id);
    if (entry === undefined) return;
    known.delete(id);
    if (!isStanding(entry.state)) return;
    byTeam.get(entry.teamId)?.delete(id);
    teamCounts.delete(entry.teamId);
    if (isUnpublished(entry)) drafts[entry.kind]--;
    if (actionEntries.delete(id)) actionsCount = null;
  }

  function add(entry: EntryFact): void {
    known.set(entry.id, entry);
    if (!isStanding(entry.state)) return;
    const others = byTeam.get(entry.teamId);
    if (others === undefined) byTeam.set(entry.teamId, new Map([[entry.id, entry]]));
    else others.set(entry.id, entry);
    teamCounts.delete(entry.teamId);
    if (isUnpublished(entry)) drafts[entry.kind]++;
    if (entry.action === null) return;
    actionEntries.set(entry.id, entry);
    actionsCount = null;
  }

  for (const entry of entries) add(entry);
  return {
    drafts,
    set(entry) {
      const before = known.get(entry.id);
      // Most of what is typed changes nothing that is counted.
      if (before !== undefined && isSame(before, entry)) return;
      remove(entry.id);
      add(entry);
    },
    delete: remove,
    teamOf: (id) => known.get(id)?.teamId,
    team(teamId) {
      let count = teamCounts.get(teamId);
      if (count === undefined) {
        count = countTeam([...(byTeam.get(teamId)?.values() ?? [])]);
        teamCounts.set(teamId, count);
      }
      return count;
    },
    actions() {
      actionsCount ??= countActions([...actionEntries.values()]);
      return actionsCount;
    },
  };
}

function isSame(before: EntryFact, after: EntryFact): boolean {
  return (
    after.action === null &&
    before.kind === after.kind &&
    before.teamId === after.teamId &&
    before.state === after.state &&
    before.completeness === after.completeness
  );
}

function countTeam(entries: readonly EntryFact[]): TeamCount {
  if (entries.length === 0) return NOTHING;
  const sum = entries.reduce((total, { completeness }) => total + completeness, 0);
  return {
    // Hundredths are all a bar can show; finer steps would redraw every wall for nothing.
    completeness: Math.round((sum / entries.length) * 100) / 100,
    documents: entries.length,
    finalised: entries.filter((entry) => !isUnpublished(entry)).length,
  };
}

function countActions(entries: readonly EntryFact[]): ActionsCount {
  const countries = new Set<string>();
  let signatories = 0;
  let commitments = 0;
  const list: ActionsCount['list'] = [];
  for (const { id, state, action } of entries) {
    if (action === null) continue;
    for (const country of action.countries) countries.add(country);
    signatories += action.signatories;
    commitments += action.commitments;
    list.push({
      id,
      number: action.number,
      title: action.title,
      countries: action.countries.length,
      organisations: action.organisations,
      isFinalised: state === 'finalised' || state === 'reopened',
    });
  }
  list.sort(
    (first, second) =>
      (first.number ?? Number.POSITIVE_INFINITY) - (second.number ?? Number.POSITIVE_INFINITY) ||
      byName.compare(first.title, second.title),
  );
  return { list, countries: [...countries], signatories, commitments };
}

/** Counts what is in the catalogue. */
export function countPublished(records: Iterable<PublishedFact>): PublishedCount {
  const published = [...records];
  const finalised = countNone();
  for (const { kind } of published) finalised[kind]++;
  return {
    finalised,
    countries: [...new Set(published.flatMap((record) => record.countries))],
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
  };
}
