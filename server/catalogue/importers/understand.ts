// An entry as read becomes what a document can be seeded with: each value in its field's form, and a
// note on each one that cannot be taken. Pure.

import type { RowProblem } from '../../../shared/api/imports.ts';
import type { Field } from '../../../shared/fields/field.ts';
import { FIELDS, getField } from '../../../shared/fields.ts';
import { hasForbiddenCharacters } from '../../../shared/forbidden-characters.ts';
import { countGraphemes } from '../../../shared/graphemes.ts';
import type { Kind } from '../../../shared/kinds.ts';
import type { ImportNote, RawEntry } from './raw-entry.ts';
import { readValue } from './read-value.ts';

/** An entry that is understood, as far as it goes. */
export interface UnderstoodEntry {
  readonly row: number;
  readonly file: string;
  readonly team: string;
  /** `null` for a row that names a team and nothing else. */
  readonly kind: Kind | null;
  readonly title: string;
  /** As `writeSeed` takes it, but for relations. */
  readonly seed: Readonly<Record<string, unknown>>;
  /** Relation field → names. */
  readonly relations: Readonly<Record<string, readonly string[]>>;
  readonly notes: readonly ImportNote[];
  readonly problem: RowProblem | null;
}

const MAX_TEAM_NAME = 80;

/** Understands one entry. */
export function understand(raw: RawEntry): UnderstoodEntry {
  const { row, file, kind } = raw;
  const team = raw.team.normalize('NFC').replace(/\s+/g, ' ');
  const notes: ImportNote[] = [...raw.notes];
  const seed: Record<string, unknown> = {};
  const relations: Record<string, readonly string[]> = {};
  if (kind !== null) {
    for (const { column, target, value } of raw.values) {
      const [name = '', language] = target.split('.');
      const field = getField(kind, name);
      if (field === null) {
        notes.push({ column, value: sampleOf(value), code: 'no-such-field', isTaken: false });
        continue;
      }
      const read = readValue(field, value);
      notes.push(...read.notes.map((note) => ({ column, ...note })));
      if (read.value === null) continue;
      if (!put({ seed, relations }, field, language ?? null, read.value)) {
        notes.push({ column, value: sampleOf(value), code: 'second-value', isTaken: false });
      }
    }
  }
  const title = typeof seed.name === 'string' ? seed.name : kind === null ? nameIn(raw) : '';
  return {
    row,
    file,
    team,
    kind,
    title,
    seed,
    relations,
    notes,
    problem: raw.problem ?? problemOf(raw, team, title, notes),
  };
}

/** The fields of an understood entry that say something, in the order of the form. */
export function fieldsOf({ kind, seed, relations }: UnderstoodEntry): string[] {
  if (kind === null) return [];
  return FIELDS[kind].map(({ name }) => name).filter((name) => name in seed || name in relations);
}

/** Writes a value beside those of other columns; `false` when there is one and no room for two. */
function put(
  into: { seed: Record<string, unknown>; relations: Record<string, readonly string[]> },
  field: Field,
  language: string | null,
  value: unknown,
): boolean {
  const { seed, relations } = into;
  if (field.type === 'relation') {
    relations[field.name] = [
      ...new Set([...(relations[field.name] ?? []), ...(value as string[])]),
    ].slice(0, field.maxItems);
    return true;
  }
  if (field.localised) {
    const texts = (seed[field.name] ?? {}) as Record<string, unknown>;
    const tag = language ?? 'en';
    const before = texts[tag];
    if (before !== undefined && !Array.isArray(before)) return false;
    texts[tag] = joined(before, value);
    seed[field.name] = texts;
    return true;
  }
  const before = seed[field.name];
  if (before !== undefined && !Array.isArray(before)) return false;
  seed[field.name] = joined(before, value);
  return true;
}

function joined(before: unknown, value: unknown): unknown {
  return Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value;
}

function problemOf(
  raw: RawEntry,
  team: string,
  title: string,
  notes: readonly ImportNote[],
): RowProblem | null {
  if (hasForbiddenCharacters(team)) return 'control-characters';
  if (countGraphemes(team) > MAX_TEAM_NAME) return 'team-too-long';
  if (raw.kind === null) return team !== '' && raw.kindWord === '' ? null : 'unknown-kind';
  const name = getField(raw.kind, 'name')!;
  const isSteered = notes.some(
    ({ code, column }) =>
      code === 'control-characters' &&
      raw.values.some((one) => one.column === column && one.target === 'name'),
  );
  if (isSteered) return 'control-characters';
  if (title === '') return 'no-name';
  return countGraphemes(title) > (name.maxGraphemes ?? Number.POSITIVE_INFINITY)
    ? 'name-too-long'
    : null;
}

function sampleOf(value: string | readonly string[]): string {
  const text = typeof value === 'string' ? value : value.join(', ');
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

/** What an entry of no known kind is called, for the report. */
function nameIn({ values }: RawEntry): string {
  const name = values.find(({ target }) => target === 'name')?.value ?? '';
  return sampleOf(name).replace(/\s+/g, ' ').trim();
}
