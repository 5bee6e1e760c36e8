// What a table of teams and entries would bring into a hackathon, row by row, before anything is
// written. Pure; knows no database.
import type { ImportRowView } from '../../shared/api/hackathons.ts';
import type { CsvRow } from '../../shared/csv.ts';
import { KINDS, type Kind } from '../../shared/fields.ts';
import { normaliseName } from '../../shared/normalise.ts';

/** What is there already. */
export interface ImportGround {
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly documents: readonly {
    readonly teamId: string;
    readonly kind: Kind;
    readonly title: string;
  }[];
}

/** A whole table, or why its columns are not understood. */
export type ImportPlan =
  | { readonly type: 'no-team-column' }
  | { readonly type: 'rows'; readonly rows: readonly ImportRowView[] };

const COLUMNS = {
  team: ['team', 'equipe', 'equipo', 'table', 'group'],
  kind: ['kind', 'type', 'genre', 'tipo'],
  name: ['name', 'title', 'entry', 'nom', 'titre', 'nombre', 'titulo'],
  summary: ['summary', 'resume', 'resumen', 'description'],
} as const;

const KIND_WORDS: Readonly<Record<Kind, readonly string[]>> = {
  tool: ['tool', 'outil', 'herramienta'],
  'use-case': ['use case', 'cas d usage', 'cas d utilisation', 'caso de uso'],
  organisation: ['organisation', 'organization', 'organizacion'],
  'collective-action': ['collective action', 'action collective', 'accion colectiva'],
};

const MAX_TEAM_NAME = 80;
const MAX_NAME = 120;
const MAX_SUMMARY = 2000;

/** Control and text-direction characters, with which a name could imitate another. */
const UNSEEN = /[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u;

/** Reads the table's columns by their headings, in any of the three languages, and plans each row. */
export function planImport(table: readonly CsvRow[], ground: ImportGround): ImportPlan {
  const headings = (table[0]?.cells ?? []).map(normaliseName);
  const find = (column: keyof typeof COLUMNS) =>
    headings.findIndex((heading) => (COLUMNS[column] as readonly string[]).includes(heading));
  const places = {
    team: find('team'),
    kind: find('kind'),
    name: find('name'),
    summary: find('summary'),
  };
  if (places.team === -1) return { type: 'no-team-column' };

  const teamIds = new Map(ground.teams.map(({ id, name }) => [name.toLowerCase(), id]));
  const known = new Set(
    ground.documents.map(({ teamId, kind, title }) => entryKey(teamId, kind, title)),
  );
  const rows = table.slice(1).map(({ line, cells }): ImportRowView => {
    const cell = (place: number) =>
      place === -1 ? '' : (cells[place] ?? '').normalize('NFC').trim();
    const team = cell(places.team);
    const kindWord = normaliseName(cell(places.kind));
    const name = cell(places.name);
    const summary = cell(places.summary);
    const kind = KINDS.find((one) => KIND_WORDS[one].includes(kindWord)) ?? null;
    const row = { line, team, kind, name, summary };
    const problem = findProblem(row, kindWord);
    if (problem !== null) return { ...row, outcome: 'problem', problem };

    // A team is itself by its name until it has an id.
    const teamKey = teamIds.get(team.toLowerCase()) ?? team.toLowerCase();
    const isNewTeam = !teamIds.has(team.toLowerCase());
    teamIds.set(team.toLowerCase(), teamKey);
    if (kind === null) {
      return { ...row, outcome: isNewTeam ? 'new-team' : 'known', problem: null };
    }
    const key = entryKey(teamKey, kind, name);
    if (known.has(key)) return { ...row, outcome: 'known', problem: null };
    known.add(key);
    return { ...row, outcome: isNewTeam ? 'new-team-and-entry' : 'new-entry', problem: null };
  });
  return { type: 'rows', rows };
}

function entryKey(teamId: string, kind: Kind, title: string): string {
  return `${teamId}\n${kind}\n${normaliseName(title)}`;
}

function findProblem(
  row: { team: string; kind: Kind | null; name: string; summary: string },
  kindWord: string,
): ImportRowView['problem'] {
  const { team, kind, name, summary } = row;
  if (team === '') return 'team-missing';
  if (team.length > MAX_TEAM_NAME) return 'team-too-long';
  if (UNSEEN.test(team) || UNSEEN.test(name)) return 'unseen-characters';
  if (kind === null && (kindWord !== '' || name !== '')) return 'unknown-kind';
  if (kind !== null && name === '') return 'name-missing';
  if (name.length > MAX_NAME) return 'name-too-long';
  if (summary.length > MAX_SUMMARY) return 'summary-too-long';
  return null;
}
