// What differs between two projections, field by field, in words. Pure.
import type { FieldDiff } from '../../shared/api/history.ts';
import type { Relation, Tag } from '../../shared/document.ts';
import { type Field, isRunningText } from '../../shared/fields/field.ts';
import { FIELDS } from '../../shared/fields.ts';
import type { Kind } from '../../shared/kinds.ts';
import {
  type FieldValues,
  type LocalisedValue,
  type PlainValue,
  plainWords,
  type Signatory,
} from '../../shared/projection.ts';
import { canonicalJson } from '../../shared/record.ts';
import { type DiffRun, diffWords } from './word-diff.ts';

/**
 * The fields that differ, in the order of the form. Texts come as runs of words that read on from
 * each other; choices, sets, tags and relations as one run per item that came or went (ids of the
 * standard lists stay ids, for the screen to name); signatories as a line each.
 */
export function diffFields(kind: Kind, before: FieldValues, after: FieldValues): FieldDiff[] {
  return FIELDS[kind].flatMap((field): FieldDiff[] => {
    if (!field.localised) {
      return diffField(
        field,
        null,
        before[field.name] as PlainValue | undefined,
        after[field.name] as PlainValue | undefined,
      );
    }
    const old = (before[field.name] ?? {}) as LocalisedValue;
    const now = (after[field.name] ?? {}) as LocalisedValue;
    const languages = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
    return languages.flatMap((language) =>
      diffField(field, language, old[language], now[language]),
    );
  });
}

function diffField(
  field: Field,
  language: string | null,
  before: PlainValue = null,
  after: PlainValue = null,
): FieldDiff[] {
  if (canonicalJson(before) === canonicalJson(after)) return [];
  const runs = runsOf(field, before, after);
  // When only the form of words changed (a heading, a link), all runs are the same, and shown so.
  return runs.length === 0 ? [] : [{ field: field.name, language, runs }];
}

function runsOf(field: Field, before: PlainValue, after: PlainValue): DiffRun[] {
  if (isRunningText(field)) {
    return diffWords(plainWords(field, before), plainWords(field, after));
  }
  if (field.type === 'signatories') {
    const read = (value: PlainValue) => (value ?? []) as readonly Signatory[];
    return diffSignatories(read(before), read(after));
  }
  return diffItems(itemsOf(field, before), itemsOf(field, after));
}

function diffItems(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): DiffRun[] {
  const runs: DiffRun[] = [];
  for (const [id, text] of before) {
    if (after.get(id) !== text) runs.push({ type: 'removed', text });
  }
  for (const [id, text] of after) {
    if (before.get(id) !== text) runs.push({ type: 'added', text });
  }
  return runs;
}

/** What identifies an item, and its words. */
function itemsOf(field: Field, value: PlainValue): Map<string, string> {
  if (value === null || value === '') return new Map();
  if (!Array.isArray(value)) return new Map([['value', String(value)]]);
  switch (field.type) {
    case 'tags':
      return new Map((value as readonly Tag[]).map(({ id, label }) => [id, label ?? id]));
    case 'relation':
      return new Map((value as readonly Relation[]).map(({ ref, label }) => [ref, label || ref]));
    default:
      return new Map((value as readonly string[]).map((id) => [id, id]));
  }
}

function diffSignatories(before: readonly Signatory[], after: readonly Signatory[]): DiffRun[] {
  const old = new Map(before.map((one) => [one.id, one]));
  const now = new Set(after.map(({ id }) => id));
  const gone = before.filter(({ id }) => !now.has(id)).map((one) => lineOf('removed', one));
  return [...gone, ...after.flatMap((one) => diffSignatory(old.get(one.id), one))];
}

function diffSignatory(before: Signatory | undefined, after: Signatory): DiffRun[] {
  if (before === undefined) return [lineOf('added', after)];
  if (canonicalJson(before) === canonicalJson(after)) return [];
  const { commitment } = before;
  if (canonicalJson(before) !== canonicalJson({ ...after, commitment })) {
    return [lineOf('removed', before), lineOf('added', after)];
  }
  // The promise alone: what is new in it is found faster than in two whole ones.
  return [lineOf('same', { ...after, commitment: '' }), ...diffWords(commitment, after.commitment)];
}

function lineOf(type: DiffRun['type'], { id, ...party }: Signatory): DiffRun {
  const { organisation, country, confirmed, commitment } = party;
  const who = [organisation, country ?? ''].filter(Boolean).join(', ');
  const said = type === 'same' || commitment !== '' ? `: ${commitment}` : '';
  return { type, text: `${who}${confirmed ? ' ✓' : ''}${said}`, party };
}
