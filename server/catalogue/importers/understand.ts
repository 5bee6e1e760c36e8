// An entry as read becomes what a document can be seeded with: each value in its field's form, and a
// note on each one that cannot be taken. Pure.

import type { CellProblem, RowProblem } from '../../../shared/api/imports.ts';
import type { Field } from '../../../shared/fields/field.ts';
import { FIELDS, getField } from '../../../shared/fields.ts';
import { hasForbiddenCharacters } from '../../../shared/forbidden-characters.ts';
import { countGraphemes } from '../../../shared/graphemes.ts';
import type { Kind } from '../../../shared/kinds.ts';
import { shorten } from '../../../shared/shorten.ts';
import { type ImportNote, type RawEntry, SHOWN_LENGTH } from './raw-entry.ts';
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
      const refuse = (refused: string, code: CellProblem) =>
        notes.push({ column, value: refused, code, isTaken: false });
      const { fits, over } = put({ seed, relations }, field, language ?? null, read.value);
      if (!fits) refuse(sampleOf(value), 'second-value');
      for (const item of over)
        refuse(sampleOf(typeof item === 'string' ? item : value), 'too-many');
    }
  }
  const unread = kind === null ? nameIn(raw) : '';
  const title = typeof seed.name === 'string' ? seed.name : unread;
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

/** What became of a value that another column may have filled before. */
interface Put {
  /** There was none, or both are lists. */
  readonly fits: boolean;
  /** The items that are more than the field takes. */
  readonly over: readonly unknown[];
}

/** Writes a value beside those of other columns. */
function put(
  into: { seed: Record<string, unknown>; relations: Record<string, readonly string[]> },
  field: Field,
  language: string | null,
  value: unknown,
): Put {
  const { seed, relations } = into;
  if (field.type === 'relation') {
    const { joined, over } = join(field, relations[field.name], value);
    relations[field.name] = joined as readonly string[];
    return { fits: true, over };
  }
  const texts = field.localised ? ((seed[field.name] ?? {}) as Record<string, unknown>) : seed;
  const key = field.localised ? (language ?? 'en') : field.name;
  const before = texts[key];
  if (before !== undefined && !Array.isArray(before)) return { fits: false, over: [] };
  const { joined, over } = join(field, before, value);
  texts[key] = joined;
  if (field.localised) seed[field.name] = texts;
  return { fits: true, over };
}

/** Lists follow each other, each item once, as far as the field goes. */
function join({ maxItems }: Field, before: unknown, value: unknown) {
  if (!Array.isArray(value)) return { joined: value, over: [] };
  const items = [...new Set([...(Array.isArray(before) ? before : []), ...value])];
  return { joined: items.slice(0, maxItems), over: items.slice(maxItems ?? items.length) };
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
  return shorten(typeof value === 'string' ? value : value.join(', '), SHOWN_LENGTH);
}

/** What an entry of no known kind is called, for the report. */
function nameIn({ values }: RawEntry): string {
  const name = values.find(({ target }) => target === 'name')?.value ?? '';
  return sampleOf(name).replace(/\s+/g, ' ').trim();
}
