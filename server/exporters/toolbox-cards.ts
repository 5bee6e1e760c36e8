// Records as cards of the toolbox (EX1), with a report of what they have no room for. Pure; knows
// neither how they are written nor who sends them.
import type { ExportNote } from '../../shared/api/exports.ts';
import type { Relation, Tag } from '../../shared/document.ts';
import type { Field } from '../../shared/fields/field.ts';
import { FIELDS } from '../../shared/fields.ts';
import type { Kind } from '../../shared/kinds.ts';
import { normaliseUrl } from '../../shared/normalise.ts';
import {
  isEmptyValue,
  type LocalisedValue,
  type PlainValue,
  plainWords,
} from '../../shared/projection.ts';
import { tagLabel } from '../../shared/tags.ts';
import { countryName } from './country-name.ts';
import { cutToBytes, MAX_TEXT_BYTES } from './cut-to-bytes.ts';
import type { ExportRecord } from './export-record.ts';
import type { Steps } from './pace.ts';

/** A text, or one by language. */
export type CardText = string | Readonly<Record<string, string>>;

/** A reference to another card of the bundle, with the label of the way back. */
export interface CardReference {
  readonly targetId: string;
  readonly reverseKeyId: string;
}

/** One card: attribute label → values. */
export type Card = Readonly<Record<string, readonly (CardText | CardReference)[]>>;

/** What became of the records. */
export interface ToolboxReport {
  readonly ready: number;
  /** Records without a card. */
  readonly blocked: readonly ExportNote[];
  /** What cards lose on the way. */
  readonly notes: readonly ExportNote[];
}

/** Languages the toolbox shows by default. */
const DEFAULT_LANGUAGES: readonly string[] = ['en', 'fr', 'es'];

const SCHEMA = {
  types: 'schema:value-ids-array',
  text: 'schema:localized-strings-array',
  uri: 'schema:uris-array',
  reference: 'schema:bijective-card-references-array',
} as const;

const WIDGET: Partial<Record<keyof typeof SCHEMA, unknown>> = {
  uri: { tag: 'input', type: 'url' },
  reference: { tag: 'RatedItemOrSet' },
};

/** Which languages cards have. */
export interface CardOptions {
  readonly languages?: readonly string[];
}

/** What is known after the last card. */
export interface CardsEnd {
  readonly schemas: Readonly<Record<string, string>>;
  readonly widgets: Readonly<Record<string, unknown>>;
  readonly report: ToolboxReport;
}

/**
 * Makes the cards of all of `records`, which must be the whole catalogue: the toolbox takes what is
 * missing as withdrawn. Of several records of one name, which the toolbox would make one card, the
 * first stays. Reads the records twice, since a card may refer to one that comes later; `null` is a
 * step without a card.
 */
export function* toolboxCards(
  records: Iterable<ExportRecord>,
  { languages = DEFAULT_LANGUAGES }: CardOptions,
): Generator<{ readonly card: Card; readonly record: ExportRecord } | null, CardsEnd> {
  const blocked: ExportNote[] = [];
  const notes: ExportNote[] = [];
  const cardNames = new Map<string, string>();
  const taken = new Set<string>();
  for (const record of records) {
    const block = blockOf(record, taken, languages);
    if (block === null) {
      taken.add(record.title);
      cardNames.set(`record:${record.id}`, record.title);
    } else {
      blocked.push(noteOf(record, block.code, null, block.detail));
    }
    yield null;
  }

  const used = new Map<string, keyof typeof SCHEMA>([['Types', 'types']]);
  const toCard = (record: ExportRecord): Card => {
    const card: Record<string, (CardText | CardReference)[]> = {
      Types: [cardType(record)!],
    };
    const attributes = createAttributes(record, languages, cardNames, notes);
    for (const field of FIELDS[record.kind]) {
      const value = record.fields[field.name];
      if (field.toolbox === undefined || value === undefined || isEmptyValue(value)) continue;
      const { type, values } = attributes(field, value);
      if (values.length === 0) continue;
      // Two fields may share a label: an organisation's country and a tool's countries, both Location.
      card[field.toolbox] = [...(card[field.toolbox] ?? []), ...values];
      used.set(field.toolbox, type);
    }
    return card;
  };
  for (const record of records) {
    yield cardNames.has(`record:${record.id}`) ? { card: toCard(record), record } : null;
  }

  const widgets = [...used].flatMap(([label, type]) => {
    const widget = label === 'Description' ? { tag: 'textarea' } : WIDGET[type];
    return widget === undefined ? [] : [[label, widget] as const];
  });
  return {
    schemas: Object.fromEntries([...used].map(([label, type]) => [label, SCHEMA[type]])),
    widgets: Object.fromEntries(widgets),
    report: { ready: cardNames.size, blocked, notes },
  };
}

/** What would become of the records, in steps. */
export function* toolboxReport(records: Iterable<ExportRecord>): Steps<ToolboxReport> {
  const { report } = yield* toolboxCards(records, {});
  return report;
}

/** Whether any of these has a card; reads no further than it must. */
export function* hasCard(records: Iterable<ExportRecord>): Steps<boolean> {
  for (const record of records) {
    if (blockOf(record, new Set(), DEFAULT_LANGUAGES) === null) return true;
    yield;
  }
  return false;
}

/** Why a record has no card; `null` when it has one. */
function blockOf(
  record: ExportRecord,
  taken: ReadonlySet<string>,
  languages: readonly string[],
): Pick<ExportNote, 'code' | 'detail'> | null {
  const { title, fields } = record;
  if (cardType(record) === null) return { code: 'no-card-type', detail: '' };
  if (title === '') return { code: 'no-name', detail: '' };
  if (byteLength(title) > MAX_TEXT_BYTES) return { code: 'too-long', detail: '' };
  if (taken.has(title)) return { code: 'duplicate-name', detail: title };
  const description = fields.description as LocalisedValue | undefined;
  if (languages.some((one) => !isEmptyValue(description?.[one]))) return null;
  return { code: 'no-description', detail: languages.join(', ') };
}

interface Attribute {
  readonly type: keyof typeof SCHEMA;
  readonly values: (CardText | CardReference)[];
}

/** How one record's fields become attributes; what does not fit goes to `notes`. */
function createAttributes(
  record: ExportRecord,
  languages: readonly string[],
  cardNames: ReadonlyMap<string, string>,
  notes: ExportNote[],
): (field: Field, value: PlainValue | LocalisedValue) => Attribute {
  const note = (code: ExportNote['code'], field: Field, detail: string) => {
    notes.push(noteOf(record, code, field.name, detail));
  };

  function text(field: Field, words: string, language: string | null): string {
    const cut = cutToBytes(words.trim(), MAX_TEXT_BYTES);
    if (cut !== words.trim()) note('shortened', field, language ?? '');
    return cut;
  }

  function localised(field: Field, value: LocalisedValue): Attribute {
    const byLanguage: Record<string, string> = {};
    for (const [language, local] of Object.entries(value)) {
      const words = plainWords(field, local).trim();
      if (words === '') continue;
      if (languages.includes(language)) byLanguage[language] = text(field, words, language);
      else note('language-left-out', field, language);
    }
    return { type: 'text', values: Object.keys(byLanguage).length > 0 ? [byLanguage] : [] };
  }

  function uris(field: Field, addresses: readonly string[]): Attribute {
    const values = addresses.flatMap((address) => {
      const uri = normaliseUrl(address);
      if (uri !== null && byteLength(uri) <= MAX_TEXT_BYTES) return [uri];
      note(uri === null ? 'not-an-address' : 'too-long', field, address);
      return [];
    });
    return { type: 'uri', values };
  }

  function references(field: Field, relations: readonly Relation[]): Attribute {
    const names = new Set<string>();
    for (const { ref, label } of relations) {
      const name = cardNames.get(ref);
      // A card that refers to itself, or to a card that is not in the bundle, is refused as a whole.
      if (name === undefined || name === record.title)
        note('relation-left-out', field, label || ref);
      else names.add(name);
    }
    return {
      type: 'reference',
      values: [...names].map((targetId) => ({ targetId, reverseKeyId: field.toolboxReverse! })),
    };
  }

  return (field, value) => {
    if (field.localised) return localised(field, value as LocalisedValue);
    if (field.type === 'url') return uris(field, [value as string]);
    if (field.type === 'urls') return uris(field, value as readonly string[]);
    if (field.type === 'relation') return references(field, value as readonly Relation[]);
    const words = wordsOf(field, value as PlainValue);
    const values = words.filter((one) => one.trim() !== '').map((one) => text(field, one, null));
    return { type: 'text', values };
  };
}

/** A value's items as the English words the toolbox shows. */
function wordsOf(field: Field, value: PlainValue): string[] {
  if (field.type === 'tags') {
    return (value as readonly Tag[]).map(({ id, label }) => label ?? tagLabel(id));
  }
  const items = Array.isArray(value) ? [...(value as readonly string[])] : [String(value)];
  if (field.options === 'countries') return items.map(countryName);
  return Array.isArray(field.options) ? items.map(tagLabel) : items;
}

/** The toolbox's type of a record, or `null` when it has none for it. */
function cardType({ kind, fields }: ExportRecord): string | null {
  const types: Readonly<Record<Kind, string | null>> = {
    tool: fields.toolType === 'platform' ? 'platform' : 'software',
    'use-case': 'use-case',
    organisation: 'organization',
    'collective-action': null,
  };
  return types[kind];
}

function noteOf(
  { id, kind, title, path, teamName }: ExportRecord,
  code: ExportNote['code'],
  field: string | null,
  detail: string,
): ExportNote {
  return { recordId: id, kind, title, path, teamName, code, field, detail };
}

function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
