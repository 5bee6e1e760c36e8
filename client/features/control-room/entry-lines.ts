// The values of an entry as lines to read, field by field. Pure: names of ids are handed in.

import type { Field } from '../../../shared/fields/field.ts';
import { FIELDS } from '../../../shared/fields.ts';
import type { Kind } from '../../../shared/kinds.ts';
import { type FieldValues, isEmptyValue, type Signatory } from '../../../shared/projection.ts';
import { type RichNode, richToPlain } from '../../../shared/rich-text.ts';

/** What a field says in one language, or in none in particular. */
interface EntryLine {
  readonly language: string | null;
  readonly text: string;
}

/** A field with what it says; without lines it is empty. */
interface EntryField {
  readonly name: string;
  readonly lines: readonly EntryLine[];
}

/** What an id of a field is called. */
export type NameOf = (field: Field, id: string) => string;

/** Fields with something in them, and those a reviewer misses, in the order of the form. */
export function entryFields(kind: Kind, fields: FieldValues, nameOf: NameOf): EntryField[] {
  return FIELDS[kind].flatMap((field): EntryField[] => {
    const value = fields[field.name];
    if (value === undefined || isEmptyValue(value)) {
      const isMissed = field.requiredFor?.includes('catalogue') === true;
      return isMissed ? [{ name: field.name, lines: [] }] : [];
    }
    const lines = field.localised
      ? Object.entries(value as Record<string, unknown>).map(([language, local]) => ({
          language,
          text: toText(field, local, nameOf),
        }))
      : [{ language: null, text: toText(field, value, nameOf) }];
    return [{ name: field.name, lines }];
  });
}

function toText(field: Field, value: unknown, nameOf: NameOf): string {
  switch (field.type) {
    case 'rich':
      return richToPlain(value as RichNode[]);
    case 'lines':
    case 'urls':
      return (value as string[]).join('\n');
    case 'choice':
      return nameOf(field, value as string);
    case 'set':
      return (value as string[]).map((id) => nameOf(field, id)).join(', ');
    case 'tags':
      return (value as { id: string; label: string | null }[])
        .map(({ id, label }) => label ?? nameOf(field, id))
        .join(', ');
    case 'relation':
      return (value as { label: string }[]).map(({ label }) => label).join(', ');
    case 'signatories':
      return (value as Signatory[])
        .map(({ organisation, country, commitment }) => {
          const party =
            organisation === '' && country !== null ? nameOf(field, country) : organisation;
          return commitment === '' ? party : `${party}: ${commitment}`;
        })
        .join('\n');
    case 'text':
    case 'url':
    case 'date':
    case 'number':
      return `${value}`;
    default:
      return field.type satisfies never;
  }
}
