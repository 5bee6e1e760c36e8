// Which documents a board shows, in which order. Pure.
import type { DocumentSummary } from '../../../shared/api/documents.ts';
import type { BoardView } from '../../../shared/api/live.ts';
import type { TeamView } from '../../../shared/api/teams.ts';
import type { Kind } from '../../../shared/kinds.ts';
import type { DocumentState } from '../../../shared/roles.ts';
import { foldText } from '../../ui/fold-text.ts';

/** What a reader looks for; empty means everything. */
export interface BoardFilter {
  readonly search: string;
  readonly kind: Kind | null;
  readonly state: DocumentState | null;
}

/** Shows everything. */
export const NO_FILTER: BoardFilter = { search: '', kind: null, state: null };

/** In which order documents stand: by what still wants work, or by one thing alone. */
export type BoardOrder = 'work' | 'recent' | 'incomplete' | 'title';

/** In the order they are offered. */
export const BOARD_ORDERS: readonly BoardOrder[] = ['work', 'recent', 'incomplete', 'title'];

/** Whether a filter leaves anything out. */
export function isFiltering({ search, kind, state }: BoardFilter): boolean {
  return search.trim() !== '' || kind !== null || state !== null;
}

/** The documents a filter lets through, in their order. */
export function filterDocuments(
  documents: readonly DocumentSummary[],
  { search, kind, state }: BoardFilter,
): DocumentSummary[] {
  const words = foldText(search).split(/\s+/).filter(Boolean);
  return documents.filter((document) => {
    if (kind !== null && document.kind !== kind) return false;
    if (state !== null && document.state !== state) return false;
    if (words.length === 0) return true;
    const title = foldText(document.title);
    return words.every((word) => title.includes(word));
  });
}

/** A team with its documents and those who are in them. */
export interface TeamBoard {
  readonly team: TeamView;
  readonly documents: readonly DocumentSummary[];
  /** Documents of other teams that this one is invited to. */
  readonly guestOf: readonly DocumentSummary[];
  /** Documents of other teams that this one has asked to join. */
  readonly askedFor: readonly DocumentSummary[];
}

/** What still wants work comes before what is done; within that, the oldest first, so that cards keep their places. */
const STATE_ORDER: Record<DocumentState, number> = {
  reopened: 0,
  draft: 0,
  'in-review': 1,
  finalised: 2,
  merged: 3,
  withdrawn: 4,
};

type Comparison = (a: DocumentSummary, b: DocumentSummary) => number;

const byWork: Comparison = (a, b) =>
  STATE_ORDER[a.state] - STATE_ORDER[b.state] || a.createdAt - b.createdAt;

const DOCUMENT_ORDERS: Record<BoardOrder, (words: Intl.Collator['compare']) => Comparison> = {
  work: () => byWork,
  recent: () => (a, b) => (b.lastEditedAt ?? b.createdAt) - (a.lastEditedAt ?? a.createdAt),
  incomplete: () => (a, b) => a.completeness - b.completeness || byWork(a, b),
  title: (compare) => (a, b) => compare(a.title, b.title) || byWork(a, b),
};

/** Teams in the order of their names, mine apart, each with its documents. */
export function arrangeTeams(
  { teams, documents }: Pick<BoardView, 'teams' | 'documents'>,
  myTeamIds: ReadonlySet<string>,
  language: string,
  order: BoardOrder = 'work',
): { mine: TeamBoard[]; others: TeamBoard[] } {
  const byTeam = new Map<string, DocumentSummary[]>();
  for (const document of documents) {
    const own = byTeam.get(document.teamId);
    if (own === undefined) byTeam.set(document.teamId, [document]);
    else own.push(document);
  }
  const invited = documents.filter(({ invitedTeamIds }) => invitedTeamIds.length > 0);
  const asked = documents.filter(({ askingTeamIds }) => askingTeamIds.length > 0);
  // Numeric, or "Table 10" comes before "Table 2".
  const { compare } = new Intl.Collator(language, { numeric: true });
  const sort = DOCUMENT_ORDERS[order](compare);
  const boards = teams
    .toSorted((a, b) => compare(a.name, b.name))
    .map((team) => ({
      team,
      documents: (byTeam.get(team.id) ?? []).toSorted(sort),
      guestOf: invited
        .filter(({ invitedTeamIds }) => invitedTeamIds.includes(team.id))
        .toSorted(sort),
      askedFor: asked.filter(({ askingTeamIds }) => askingTeamIds.includes(team.id)),
    }));
  return {
    mine: boards.filter(({ team }) => myTeamIds.has(team.id)),
    others: boards.filter(({ team }) => !myTeamIds.has(team.id)),
  };
}

/** The mean completeness of a team's documents that are not withdrawn or merged; `null` without any. */
export function teamCompleteness(documents: readonly DocumentSummary[]): number | null {
  const counted = documents.filter(({ state }) => state !== 'withdrawn' && state !== 'merged');
  if (counted.length === 0) return null;
  const sum = counted.reduce((total, { completeness }) => total + completeness, 0);
  return sum / counted.length;
}
