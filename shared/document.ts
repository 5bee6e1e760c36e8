// The shape of a document: which root types a Y.Doc of a kind may hold, and readers and writers of
// them that need no editor. Knows neither the screen nor the server.
import type * as Y from 'yjs';
import type { Field } from './fields/field.ts';
import { getField } from './fields.ts';
import { isKind, type Kind, type SignatoryKind } from './kinds.ts';
import { slugify } from './normalise.ts';
import { type RichNode, writeRichText } from './rich-text.ts';
import { CONFIRMED_ROOT, sealConfirmation } from './seal.ts';

/** Which Yjs type a root is. */
type RootType = 'text' | 'map' | 'xml';

/** Root of a signatory's commitment: `commitment.<signatory id>`. */
const COMMITMENT_PREFIX = 'commitment.';

/** BCP 47 language, optional script, optional region: what a localised root may end with. */
const LANGUAGE_TAG = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/;

/** `government:FR`, `civil-society:open-knowledge`. */
const SIGNATORY_ID = /^[a-z-]{1,24}:[\p{L}\p{N}-]{1,80}$/u;

const ROOT_TYPE: Readonly<Record<Field['type'], RootType>> = {
  text: 'text',
  lines: 'text',
  url: 'text',
  rich: 'xml',
  urls: 'map',
  choice: 'map',
  date: 'map',
  number: 'map',
  set: 'map',
  tags: 'map',
  relation: 'map',
  signatories: 'map',
};

/** Whether `tag` may name a language of a localised field. */
export function isLanguageTag(tag: string): boolean {
  return LANGUAGE_TAG.test(tag);
}

/** The root of a field, for a localised one in one language. */
export function rootName(field: Field, language?: string): string {
  if (!field.localised) return field.name;
  if (language === undefined) throw new TypeError(`Field ${field.name} needs a language.`);
  return `${field.name}.${language}`;
}

/** The root of a signatory's commitment text. */
export function commitmentRoot(signatoryId: string): string {
  return `${COMMITMENT_PREFIX}${signatoryId}`;
}

/** A root read back: the field it belongs to and, where there is one, its language or signatory. */
interface RootReference {
  readonly field: Field;
  readonly language: string | null;
  readonly signatoryId: string | null;
}

/** Which field a root belongs to, or `null` when a document of this kind has no such root. */
export function parseRootName(kind: Kind, root: string): RootReference | null {
  if (kind === 'collective-action') {
    const field = getField(kind, 'signatories')!;
    if (root === CONFIRMED_ROOT) return { field, language: null, signatoryId: null };
    if (root.startsWith(COMMITMENT_PREFIX)) {
      const signatoryId = root.slice(COMMITMENT_PREFIX.length);
      return SIGNATORY_ID.test(signatoryId) ? { field, language: null, signatoryId } : null;
    }
  }
  const dot = root.indexOf('.');
  const field = getField(kind, dot === -1 ? root : root.slice(0, dot));
  if (field === null || (field.localised === true) !== (dot !== -1)) return null;
  const language = dot === -1 ? null : root.slice(dot + 1);
  if (language !== null && !isLanguageTag(language)) return null;
  return { field, language, signatoryId: null };
}

/** Whether a document of this kind may hold a root type of this name (admission). */
export function isRootName(kind: string, root: string): boolean {
  return isKind(kind) && parseRootName(kind, root) !== null;
}

/** The Yjs type of a root, or `null` when the kind has none of that name. */
export function rootType(kind: Kind, root: string): RootType | null {
  const reference = parseRootName(kind, root);
  if (reference === null) return null;
  if (reference.signatoryId !== null) return 'text';
  return ROOT_TYPE[reference.field.type];
}

/** Opens every root that a document holds with its right type, so that a loaded document can be read. */
export function openRoots(kind: Kind, doc: Y.Doc): ReadonlyMap<string, Y.AbstractType<unknown>> {
  for (const root of doc.share.keys()) {
    const type = rootType(kind, root);
    if (type === 'text') doc.getText(root);
    else if (type === 'map') doc.getMap(root);
    else if (type === 'xml') doc.getXmlFragment(root);
  }
  return doc.share as ReadonlyMap<string, Y.AbstractType<unknown>>;
}

/** The languages a document has something in, in the order of their tags. */
export function documentLanguages(kind: Kind, doc: Y.Doc): string[] {
  const languages = new Set<string>();
  for (const root of doc.share.keys()) {
    const language = parseRootName(kind, root)?.language;
    if (language) languages.add(language);
  }
  return [...languages].sort();
}

/** A tag as it is kept: of the vocabulary, or somebody's own with its label. */
export interface Tag {
  readonly id: string;
  /** The words of an own tag; `null` for the vocabulary's, whose words are in the language files. */
  readonly label: string | null;
}

/** An own tag's id, so that two people typing it differently give one. */
export function ownTagId(label: string): string {
  return `~${slugify(label)}`;
}

/** A relation: `record:<id>`, `document:<id>`, or `name:<slug>` for what is not in the catalogue yet. */
export interface Relation {
  readonly ref: string;
  readonly label: string;
}

/** The reference of something known by its name alone. */
export function nameReference(label: string): string {
  return `name:${slugify(label)}`;
}

/** Who signs a collective action, without the commitment (its own root) and the confirmation. */
export interface SignatoryDescriptor {
  readonly kind: SignatoryKind;
  /** ISO 3166-1 alpha-2, or `null` for a party of no one country. */
  readonly country: string | null;
  /** The organisation's name; empty for a national government. */
  readonly organisation: string;
}

/** The normalised id: two people adding France's government give one signatory. */
export function signatoryId({ kind, country, organisation }: SignatoryDescriptor): string {
  if (organisation.trim() === '') return `${kind}:${country ?? 'unknown'}`;
  return `${kind}:${slugify(organisation)}`;
}

/** Plain values a new document can be written from; languages as BCP 47 tags. */
export type DocumentSeed = Readonly<Record<string, unknown>>;

/**
 * Writes plain values into a document, in one transaction, each by its field's type. Unknown fields
 * and values of the wrong shape throw `TypeError`: a seed is our own making.
 */
export function writeSeed(kind: Kind, doc: Y.Doc, seed: DocumentSeed, origin?: unknown): void {
  doc.transact(() => {
    for (const [fieldName, value] of Object.entries(seed)) {
      const field = getField(kind, fieldName);
      if (field === null) throw new TypeError(`A ${kind} has no field ${fieldName}.`);
      if (value === null || value === undefined) continue;
      if (!field.localised) {
        writeField(doc, field, field.name, value);
        continue;
      }
      for (const [language, localValue] of Object.entries(value as Record<string, unknown>)) {
        writeField(doc, field, rootName(field, language), localValue);
      }
    }
  }, origin);
}

function writeField(doc: Y.Doc, field: Field, root: string, value: unknown): void {
  switch (field.type) {
    case 'text':
    case 'url':
      replaceText(doc.getText(root), value as string);
      return;
    case 'lines':
      replaceText(doc.getText(root), (value as string[]).join('\n'));
      return;
    case 'rich':
      writeRichText(doc.getXmlFragment(root), value as RichNode[]);
      return;
    case 'choice':
    case 'date':
    case 'number':
      doc.getMap(root).set('value', value);
      return;
    case 'set':
    case 'urls':
      for (const id of value as string[]) doc.getMap(root).set(id, true);
      return;
    case 'tags':
      for (const tag of value as Tag[]) doc.getMap(root).set(tag.id, tag.label ?? true);
      return;
    case 'relation':
      for (const { ref, label } of value as Relation[]) doc.getMap(root).set(ref, label);
      return;
    case 'signatories':
      for (const entry of value as (SignatoryDescriptor & {
        commitment?: string;
        confirmed?: boolean;
      })[]) {
        addSignatory(doc, entry);
        const id = signatoryId(entry);
        if (entry.commitment) replaceText(doc.getText(commitmentRoot(id)), entry.commitment);
        if (entry.confirmed) sealConfirmation(doc, id, (entry.commitment ?? '').trim());
      }
      return;
    default:
      field.type satisfies never;
  }
}

/** Adds a signatory under its normalised id and returns it. */
export function addSignatory(doc: Y.Doc, descriptor: SignatoryDescriptor): string {
  const id = signatoryId(descriptor);
  doc.getMap('signatories').set(id, {
    kind: descriptor.kind,
    country: descriptor.country,
    organisation: descriptor.organisation.trim(),
  });
  return id;
}

/** Removes a signatory; its commitment and whether that was confirmed stay and come back with it. */
export function removeSignatory(doc: Y.Doc, id: string): void {
  doc.getMap('signatories').delete(id);
}

/**
 * Makes a text say `next` with the smallest change, so that other people's carets and concurrent
 * words around it stay. Works on UTF-16 units and never cuts a surrogate pair.
 */
export function replaceText(text: Y.Text, next: string): void {
  const before = text.toString();
  if (before === next) return;
  let start = 0;
  const shorter = Math.min(before.length, next.length);
  while (start < shorter && before.charCodeAt(start) === next.charCodeAt(start)) start++;
  if (start > 0 && isHighSurrogate(before.charCodeAt(start - 1))) start--;
  let end = 0;
  while (
    end < shorter - start &&
    before.charCodeAt(before.length - 1 - end) === next.charCodeAt(next.length - 1 - end)
  ) {
    end++;
  }
  if (end > 0 && isLowSurrogate(before.charCodeAt(before.length - end))) end--;
  const change = () => {
    const removed = before.length - start - end;
    if (removed > 0) text.delete(start, removed);
    const inserted = next.slice(start, next.length - end);
    if (inserted !== '') text.insert(start, inserted);
  };
  if (text.doc) text.doc.transact(change);
  else change();
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
