// What a record can be filtered by and told apart from others by: countries, tags, normal forms.
// Pure.
import { ownTagId, type Relation, type Tag } from '../../shared/document.ts';
import { normaliseName, siteKey } from '../../shared/normalise.ts';
import type { FieldValues, Signatory } from '../../shared/projection.ts';
import { isKnownTag } from '../../shared/tags.ts';

/** The countries a record is about: where it is used, where it sits, whose governments signed. */
export function countriesOf(fields: FieldValues): string[] {
  const countries = new Set<string>((fields.countries as readonly string[] | undefined) ?? []);
  if (typeof fields.country === 'string') countries.add(fields.country);
  for (const { kind, country } of (fields.signatories as readonly Signatory[] | undefined) ?? []) {
    if (kind === 'government' && country !== null) countries.add(country);
  }
  return [...countries].sort();
}

/** A record's tags: `value` to filter by, `label` to show (the id, for those of the vocabulary). */
export function tagsOf(fields: FieldValues): { value: string; label: string }[] {
  return ((fields.tags as readonly Tag[] | undefined) ?? []).map(({ id, label }) => ({
    value: id,
    label: label ?? id,
  }));
}

/** The stored form of a tag somebody filters by: an id, or the words of an own tag. */
export function tagValue(asked: string): string {
  return isKnownTag(asked) || asked.startsWith('~') ? asked : ownTagId(asked);
}

/** The normal forms under which two entries are the same (LI5); `null` where there is none. */
export interface DuplicateKeys {
  readonly normalisedTitle: string;
  readonly websiteKey: string | null;
  readonly sourceCodeKey: string | null;
  readonly wikidata: string | null;
}

/** An entry's normal forms. */
export function duplicateKeys(title: string, fields: FieldValues): DuplicateKeys {
  const address = (value: FieldValues[string] | undefined) =>
    typeof value === 'string' && value !== '' ? siteKey(value) : null;
  const wikidata = typeof fields.wikidata === 'string' ? fields.wikidata.trim().toUpperCase() : '';
  return {
    normalisedTitle: normaliseName(title),
    websiteKey: address(fields.website),
    sourceCodeKey: address(fields.sourceCode),
    wikidata: wikidata === '' ? null : wikidata,
  };
}

/** Every relation in a record's fields. */
export function relationsOf(fields: FieldValues): Relation[] {
  return Object.values(fields).flatMap((value) =>
    Array.isArray(value) ? (value as readonly unknown[]).filter(isRelation) : [],
  );
}

/** Whether a value is one relation. */
export function isRelation(value: unknown): value is Relation {
  return (
    typeof value === 'object' &&
    value !== null &&
    'ref' in value &&
    typeof (value as Relation).ref === 'string'
  );
}
