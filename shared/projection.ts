// Y.Doc → plain value. Pure and total: a half-written, empty or odd document gives a projection too.
import type * as Y from 'yjs';
import {
  commitmentRoot,
  documentLanguages,
  openRoots,
  type Relation,
  rootName,
  type SignatoryDescriptor,
  signatoryId,
  type Tag,
} from './document.ts';
import type { Field } from './fields/field.ts';
import { FIELDS } from './fields.ts';
import { type Kind, SIGNATORY_KINDS } from './kinds.ts';
import { type RichNode, readRichText, richToPlain } from './rich-text.ts';
import { readSealed } from './seal.ts';

/** A signatory as read: who, whether confirmed, and what it promises. */
export interface Signatory extends SignatoryDescriptor {
  readonly id: string;
  readonly confirmed: boolean;
  readonly commitment: string;
}

/** A value of one field in one language; see the table at `FieldType` in `fields/field.ts`. */
export type PlainValue =
  | string
  | number
  | null
  | readonly string[]
  | readonly RichNode[]
  | readonly Tag[]
  | readonly Relation[]
  | readonly Signatory[];

/** By language, for localised fields. */
export type LocalisedValue = Readonly<Record<string, PlainValue>>;

/** The fields of one document or revision, by field name. */
export type FieldValues = Readonly<Record<string, PlainValue | LocalisedValue>>;

/** A document as a plain value. */
export interface Projection {
  readonly kind: Kind;
  /** The name, or empty while nobody has given one. */
  readonly title: string;
  readonly fields: FieldValues;
  /** Everything readable in it, for search; field by field, one a line. */
  readonly plainText: string;
}

/** Projects a document. Never throws and never changes the document's content. */
export function project(kind: Kind, doc: Y.Doc): Projection {
  const roots = openRoots(kind, doc);
  const languages = documentLanguages(kind, doc);
  const fields: Record<string, PlainValue | LocalisedValue> = {};
  const words: string[] = [];
  for (const field of FIELDS[kind]) {
    if (field.localised) {
      const byLanguage: Record<string, PlainValue> = {};
      for (const language of languages) {
        if (!roots.has(rootName(field, language))) continue;
        const value = readValue(doc, field, rootName(field, language));
        if (!isEmptyValue(value)) byLanguage[language] = value;
      }
      fields[field.name] = byLanguage;
      for (const value of Object.values(byLanguage)) words.push(plainWords(field, value));
    } else {
      const value = roots.has(field.name) ? readValue(doc, field, field.name) : emptyValue(field);
      fields[field.name] = value;
      words.push(plainWords(field, value));
    }
  }
  const title = String(fields.name ?? '').trim();
  return { kind, title, fields, plainText: words.filter((line) => line !== '').join('\n') };
}

/** Whether a field's value says nothing. */
export function isEmptyValue(value: PlainValue | LocalisedValue | undefined): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (typeof value === 'number') return false;
  if (Array.isArray(value)) {
    return value.length === 0 || (isRich(value) && richToPlain(value).trim() === '');
  }
  return Object.values(value as LocalisedValue).every(isEmptyValue);
}

/** The value of a localised field in the first of these languages that has one, else in any. */
export function pickLanguage(
  value: PlainValue | LocalisedValue | undefined,
  preferred: readonly string[],
): { language: string; value: PlainValue } | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  const byLanguage = value as LocalisedValue;
  for (const language of [...preferred, ...Object.keys(byLanguage)]) {
    const found = Object.hasOwn(byLanguage, language) ? byLanguage[language] : undefined;
    if (found !== undefined && !isEmptyValue(found)) return { language, value: found };
  }
  return null;
}

function isRich(value: readonly unknown[]): value is readonly RichNode[] {
  const first = value[0];
  return typeof first === 'object' && first !== null && 'type' in first;
}

function emptyValue(field: Field): PlainValue {
  switch (field.type) {
    case 'text':
    case 'url':
      return '';
    case 'choice':
    case 'date':
    case 'number':
      return null;
    default:
      return [];
  }
}

function readValue(doc: Y.Doc, field: Field, root: string): PlainValue {
  switch (field.type) {
    case 'text':
    case 'url':
      return readText(doc, root);
    case 'lines':
      return readText(doc, root)
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    case 'rich':
      return readRichText(doc.getXmlFragment(root));
    case 'choice':
    case 'date': {
      const value = doc.getMap(root).get('value');
      return typeof value === 'string' && value !== '' ? value : null;
    }
    case 'number': {
      const value = doc.getMap(root).get('value');
      return typeof value === 'number' && Number.isFinite(value) ? value : null;
    }
    case 'set':
    case 'urls':
      return [...doc.getMap(root).keys()].sort();
    case 'tags':
      return readEntries(doc, root).map(
        ([id, label]): Tag => ({
          id,
          label: typeof label === 'string' ? label : null,
        }),
      );
    case 'relation':
      return readEntries(doc, root).map(
        ([ref, label]): Relation => ({
          ref,
          label: typeof label === 'string' ? label : '',
        }),
      );
    case 'signatories':
      return readSignatories(doc);
  }
}

/** The characters of a text; embeds, which only a hostile peer writes, read as nothing. */
function readText(doc: Y.Doc, root: string): string {
  return doc.getText(root).toString().trim();
}

function readEntries(doc: Y.Doc, root: string): [string, unknown][] {
  return [...doc.getMap(root).entries()].sort(([first], [second]) => (first < second ? -1 : 1));
}

function readSignatories(doc: Y.Doc): Signatory[] {
  return readEntries(doc, 'signatories').flatMap(([id, value]): Signatory[] => {
    if (typeof value !== 'object' || value === null) return [];
    const { kind, country, organisation } = value as Record<string, unknown>;
    const known = SIGNATORY_KINDS.find((one) => one === kind);
    if (known === undefined) return [];
    const party = {
      kind: known,
      country: typeof country === 'string' && country !== '' ? country : null,
      organisation: typeof organisation === 'string' ? organisation : '',
    };
    const root = commitmentRoot(id);
    const commitment = doc.share.has(root) ? readText(doc, root) : '';
    return [
      {
        id,
        ...party,
        // Other words than those confirmed are not confirmed, nor is another party under the same id.
        confirmed: id === signatoryId(party) && readSealed(doc, id) === commitment,
        commitment,
      },
    ];
  });
}

/** A field's value as words a person would search for. */
export function plainWords(field: Field, value: PlainValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  switch (field.type) {
    case 'rich':
      return richToPlain(value as readonly RichNode[]);
    case 'tags':
      return (value as readonly Tag[])
        .map((tag) => tag.label ?? tag.id.replaceAll('-', ' '))
        .join(' ');
    case 'relation':
      return (value as readonly Relation[]).map((relation) => relation.label).join(' ');
    case 'signatories':
      return (value as readonly Signatory[])
        .map((one) =>
          [one.organisation, one.country ?? '', one.commitment].filter(Boolean).join(' '),
        )
        .join('\n');
    default:
      return (value as readonly string[]).join('\n');
  }
}

/** The live tally of a collective action: how many countries and how many parties of each kind. */
export interface Tally {
  readonly countries: number;
  readonly parties: Readonly<Partial<Record<Signatory['kind'], number>>>;
  readonly commitments: number;
}

/** Counts signatories; a country counts once, through its national government. */
export function tally(signatories: readonly Signatory[]): Tally {
  const countries = new Set<string>();
  const parties: Partial<Record<Signatory['kind'], number>> = {};
  let commitments = 0;
  for (const one of signatories) {
    if (one.kind === 'government' && one.country !== null) countries.add(one.country);
    parties[one.kind] = (parties[one.kind] ?? 0) + 1;
    if (one.commitment !== '') commitments++;
  }
  return { countries: countries.size, parties, commitments };
}
