// What a file would bring into a hackathon, entry by entry, before anything is written. Reads what is
// there through functions it is handed; writes nothing.

import type { DuplicateView } from '../../shared/api/documents.ts';
import type { ImportRow } from '../../shared/api/imports.ts';
import type { Kind } from '../../shared/kinds.ts';
import { normaliseName } from '../../shared/normalise.ts';
import type { Breathe, RawEntry } from '../catalogue/importers/raw-entry.ts';
import { fieldsOf, type UnderstoodEntry, understand } from '../catalogue/importers/understand.ts';

/** What is there already, and what the person may do. */
interface ImportGround {
  /** Records, and drafts of this hackathon, that may be the same; the surest first. */
  findAlike(entry: {
    kind: Kind;
    title: string;
    fields: UnderstoodEntry['seed'];
  }): DuplicateView | undefined;
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  /** Whether rows may name teams, and new ones are made. */
  readonly namesTeams: boolean;
  /** Where rows go that name no team. */
  readonly teamId: string | null;
}

/** A row with what it was made of and where it goes. */
export interface PlannedRow {
  readonly row: ImportRow;
  readonly entry: UnderstoodEntry;
  /** `null` for a team that is still to be made, by the name in `row.team`. */
  readonly teamId: string | null;
}

/** A whole file. */
export interface ImportPlan {
  readonly rows: readonly PlannedRow[];
  readonly newTeams: readonly string[];
}

/** Matches that leave no doubt; others are for a person to judge. */
const SURE: ReadonlySet<DuplicateView['match']> = new Set(['wikidata', 'source-code', 'name']);

/** Plans every row. */
export async function planImport(
  entries: readonly RawEntry[],
  ground: ImportGround,
  breathe: Breathe,
): Promise<ImportPlan> {
  const teamIds = new Map(ground.teams.map(({ id, name }) => [name.toLowerCase(), id]));
  const newTeams = new Map<string, string>();
  const seen = new Map<string, number>();
  const rows: PlannedRow[] = [];
  for (const raw of entries) {
    const entry = understand(ground.namesTeams ? raw : { ...raw, team: '' });
    rows.push(planRow(rows.length, entry, { ground, teamIds, newTeams, seen }));
    await breathe();
  }
  return { rows, newTeams: [...newTeams.values()] };
}

interface PlanState {
  readonly ground: ImportGround;
  readonly teamIds: ReadonlyMap<string, string>;
  /** Lower case → as the first row writes it. */
  readonly newTeams: Map<string, string>;
  /** What each entry before was known by → its row. */
  readonly seen: Map<string, number>;
}

function planRow(index: number, entry: UnderstoodEntry, state: PlanState): PlannedRow {
  const { ground, teamIds, newTeams, seen } = state;
  const { row, file, kind, title, team } = entry;
  const teamKey = team.toLowerCase();
  const teamId = team === '' ? ground.teamId : (teamIds.get(teamKey) ?? null);
  const problem = entry.problem ?? (team === '' && teamId === null ? 'no-team' : null);
  const isNewTeam = problem === null && team !== '' && teamId === null && !newTeams.has(teamKey);
  if (isNewTeam) newTeams.set(teamKey, team);
  const common = {
    index,
    row,
    file,
    kind,
    title,
    team: team === '' ? null : (newTeams.get(teamKey) ?? team),
    fields: fieldsOf(entry),
    notes: [...entry.notes],
  };
  const nothing = { match: null, earlierRow: null, problem: null } as const;
  const planned = (rest: Pick<ImportRow, 'outcome' | 'match' | 'earlierRow' | 'problem'>) => ({
    row: { ...common, ...rest },
    entry,
    teamId,
  });
  if (problem !== null) return planned({ ...nothing, outcome: 'problem', problem });
  if (kind === null) return planned({ ...nothing, outcome: isNewTeam ? 'team' : 'known' });

  const keys = identitiesOf(entry, kind);
  const earlierRow = keys.map((key) => seen.get(key)).find((one) => one !== undefined) ?? null;
  for (const key of keys) if (!seen.has(key)) seen.set(key, row);
  const found = ground.findAlike({ kind, title, fields: entry.seed });
  if (found !== undefined) {
    const isSure = SURE.has(found.match) || normaliseName(found.title) === normaliseName(title);
    const { type, id, title: its, path, teamName, match } = found;
    return planned({
      outcome: isSure ? 'known' : 'alike',
      match: { type, id, title: its, path, teamName, match },
      earlierRow,
      problem: null,
    });
  }
  return planned({ ...nothing, earlierRow, outcome: earlierRow === null ? 'new' : 'repeated' });
}

/** What makes two rows of one file the same entry: its name, or its Wikidata item. */
function identitiesOf({ title, seed }: UnderstoodEntry, kind: Kind): string[] {
  const { wikidata } = seed;
  return [
    `${kind}\nname\n${normaliseName(title)}`,
    ...(typeof wikidata === 'string' ? [`${kind}\nwikidata\n${wikidata}`] : []),
  ];
}
