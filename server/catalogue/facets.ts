// What a record can be filtered by and told apart from others by: countries, tags, choices, normal
// forms. Pure.
import type { FacetName } from '../../shared/api/catalogue.ts';
import { ownTagId, type Relation, type Tag } from '../../shared/document.ts';
import { FIELDS } from '../../shared/fields.ts';
import type { Kind } from '../../shared/kinds.ts';
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

/** One value of a facet; `label` is what to show where the value is no code. */
interface FacetEntry {
  readonly facet: FacetName;
  readonly value: string;
  readonly label: string;
}

/** Facets that are not simply the value of a field of their name. */
const DERIVED = new Set(['tags', 'countries', 'country']);

/** Everything a record's content can be filtered by. */
export function facetsOf(kind: Kind, fields: FieldValues): FacetEntry[] {
  const plain = (facet: FacetName, value: string) => ({ facet, value, label: value });
  return [
    ...countriesOf(fields).map((code) => plain('country', code)),
    ...tagsOf(fields).map(({ value, label }) => ({ facet: 'tag' as const, value, label })),
    ...FIELDS[kind].flatMap((field) => {
      if (field.facet !== true || DERIVED.has(field.name)) return [];
      const value = fields[field.name];
      const values = Array.isArray(value) ? (value as readonly string[]) : [value];
      return values
        .filter((one) => typeof one === 'string' && one !== '')
        .map((one) => plain(field.name as FacetName, one as string));
    }),
  ];
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

/** Every relation in a record's fields, with the field it stands in. */
export function referencesOf(fields: FieldValues): { field: string; ref: string }[] {
  return Object.entries(fields).flatMap(([field, value]) =>
    Array.isArray(value)
      ? (value as readonly unknown[]).filter(isRelation).map(({ ref }) => ({ field, ref }))
      : [],
  );
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
