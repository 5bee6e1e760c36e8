// What differs between two projections, field by field, in words. Pure.
import type { FieldDiff } from '../../shared/api/history.ts';
import type { Relation, Tag } from '../../shared/document.ts';
import type { Field } from '../../shared/fields/field.ts';
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
 * each other; choices, sets, tags, relations and signatories as one run per item that came or went
 * (ids of the standard lists stay ids, for the screen to name).
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
  const runs = isText(field)
    ? diffWords(plainWords(field, before), plainWords(field, after))
    : diffItems(itemsOf(field, before), itemsOf(field, after));
  // When only the form of words changed (a heading, a link), all runs are the same, and shown so.
  return runs.length === 0 ? [] : [{ field: field.name, language, runs }];
}

function isText(field: Field): boolean {
  return ['text', 'url', 'rich', 'lines'].includes(field.type);
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
    case 'signatories':
      return new Map((value as readonly Signatory[]).map((one) => [one.id, signatoryWords(one)]));
    default:
      return new Map((value as readonly string[]).map((id) => [id, id]));
  }
}

function signatoryWords({ organisation, country, confirmed, commitment }: Signatory): string {
  const who = [organisation, country ?? ''].filter(Boolean).join(', ');
  return `${who}${confirmed ? ' ✓' : ''}${commitment === '' ? '' : `: ${commitment}`}`;
}
