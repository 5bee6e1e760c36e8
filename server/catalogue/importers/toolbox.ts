// Cards of the OGP Toolbox: the bundle its importer takes, and the answers its API gives. Knows
// nothing of how they are fetched.
import { FIELDS } from '../../../shared/fields.ts';
import type { Kind } from '../../../shared/kinds.ts';
import { ImportError } from './import-error.ts';
import { isObject, listOf, textOf } from './json.ts';
import { MAX_ROWS, type RawEntry, type RawValue } from './raw-entry.ts';

/** Attribute label → values, as a bundle has them. */
type Card = Readonly<Record<string, readonly unknown[]>>;

const KINDS_OF_TYPES: Readonly<Record<string, Kind>> = {
  software: 'tool',
  platform: 'tool',
  'use-case': 'use-case',
  organization: 'organisation',
};

/** Attributes that hold what one of our fields holds under another label. */
const ALSO: Readonly<Record<string, string>> = { Countries: 'countries', Country: 'countries' };

/** Whether a JSON value is a bundle. */
export function isToolboxBundle(value: unknown): boolean {
  return isObject(value) && Array.isArray(value.cards) && value.key !== undefined;
}

/** Whether a JSON value is an answer of the API about cards. */
export function isToolboxAnswer(value: unknown): boolean {
  return (
    isObject(value) &&
    isObject(value.data) &&
    isObject(value.data.cards) &&
    isObject(value.data.values)
  );
}

/** The entries of a bundle. */
export function readToolboxBundle(
  bundle: Record<string, unknown>,
  language: string,
): { entries: RawEntry[]; ignored: string[] } {
  const bundleLanguage = typeof bundle.language === 'string' ? bundle.language : language;
  return readCards(listOf(bundle.cards), bundleLanguage);
}

/** The entries of an answer: ids are followed to the words they stand for. */
export function readToolboxAnswer(
  answer: Record<string, unknown>,
  language: string,
): { entries: RawEntry[]; ignored: string[] } {
  const data = answer.data as Record<string, unknown>;
  const values = data.values as Record<string, unknown>;
  const cards = data.cards as Record<string, unknown>;
  const asked = listOf(data.ids).map(String);
  const nameOf = (id: string): string => {
    const card = cards[id];
    const properties = isObject(card) && isObject(card.properties) ? card.properties : {};
    const [name] = follow(String(properties.name ?? ''), values, nameOf);
    return isObject(name) ? textOf(name.en ?? Object.values(name)[0]) : textOf(name);
  };
  const ids = asked.length > 0 ? asked.filter((id) => id in cards) : Object.keys(cards);
  return readCards(
    ids.map((id) => {
      const card = cards[id];
      if (!isObject(card) || !isObject(card.properties)) return card;
      const attributes: Record<string, readonly unknown[]> = {};
      for (const [keyId, valueId] of Object.entries(card.properties)) {
        const label = labelOf(keyId, values);
        attributes[label] = follow(String(valueId), values, nameOf);
      }
      return { ...attributes, Types: listOf(card.subTypeIds) };
    }),
    language,
  );
}

/** What an attribute is called: `description` and `359` are ids of values too. */
function labelOf(id: string, values: Readonly<Record<string, unknown>>): string {
  const value = values[id];
  if (!isObject(value)) return id;
  return isObject(value.value) ? textOf(value.value.en) : textOf(value.value);
}

/** A value by id as a bundle would hold it; what refers to cards becomes their names. */
function follow(
  id: string,
  values: Readonly<Record<string, unknown>>,
  nameOf: (cardId: string) => string,
  depth = 0,
): unknown[] {
  const found = values[id];
  if (!isObject(found) || depth > 4) return [];
  const { value, schemaId } = found;
  if (Array.isArray(value)) {
    return value.flatMap((one) => follow(String(one), values, nameOf, depth + 1));
  }
  if (String(schemaId).includes('card-reference') && isObject(value)) {
    const name = nameOf(String(value.targetId));
    return name === '' ? [] : [{ targetId: name }];
  }
  return [value];
}

function readCards(cards: readonly unknown[], language: string) {
  if (cards.length > MAX_ROWS) {
    throw new ImportError('too-many-rows', `At most ${MAX_ROWS} cards at once.`);
  }
  const ignored = new Set<string>();
  const entries = cards.map((card, place): RawEntry => {
    const row = place + 1;
    if (!isObject(card)) return unreadable(row);
    return toEntry(card as Card, row, language, ignored);
  });
  return { entries, ignored: [...ignored].sort() };
}

function unreadable(row: number): RawEntry {
  const nothing = { file: '', kind: null, kindWord: '', team: '', values: [], notes: [] };
  return { ...nothing, row, problem: 'unreadable' };
}

function toEntry(card: Card, row: number, language: string, ignored: Set<string>): RawEntry {
  const types = listOf(card.Types).map(String);
  const kindWord = types.join(', ');
  const kind = types.map((type) => KINDS_OF_TYPES[type]).find((one) => one !== undefined) ?? null;
  const values: RawValue[] = [];
  for (const [label, list] of Object.entries(card)) {
    if (label === 'Types') continue;
    const field = FIELDS[kind ?? 'tool'].find(
      ({ name, toolbox }) => toolbox === label || name === ALSO[label],
    );
    if (field === undefined) {
      ignored.add(label);
      continue;
    }
    if (field.localised) values.push(...byLanguage(label, field.name, listOf(list), language));
    else {
      const texts = listOf(list)
        .map((one) => wordsOf(one, language))
        .filter((one) => one !== '');
      if (texts.length === 0) continue;
      // One text keeps its line breaks; only lists are lists.
      const isOne = ['text', 'url', 'choice', 'date', 'number'].includes(field.type);
      values.push({ column: label, target: field.name, value: isOne ? texts[0]! : texts });
    }
  }
  const [toolType] = types.filter((type) => type === 'software' || type === 'platform');
  if (kind === 'tool' && toolType !== undefined) {
    values.push({ column: 'Types', target: 'toolType', value: toolType });
  }
  return { row, file: '', kind, kindWord, team: '', values, notes: [], problem: null };
}

/** Texts by language: several of one language are paragraphs of one text. */
function byLanguage(
  column: string,
  field: string,
  list: readonly unknown[],
  language: string,
): RawValue[] {
  const texts = new Map<string, string[]>();
  for (const one of list) {
    const entries = isObject(one) ? Object.entries(one) : [[language, one] as const];
    for (const [tag, text] of entries) {
      if (textOf(text) !== '') texts.set(tag, [...(texts.get(tag) ?? []), textOf(text)]);
    }
  }
  return [...texts].map(([tag, paragraphs]) => ({
    column: `${column}.${tag}`,
    target: `${field}.${tag}`,
    value: paragraphs.join('\n\n'),
  }));
}

/** A word of a list: of a reference the name, of a text by language the English, or any. */
function wordsOf(value: unknown, language: string): string {
  if (!isObject(value)) return textOf(value);
  if ('targetId' in value) return textOf(value.targetId);
  return textOf(value.en ?? value[language] ?? Object.values(value)[0]);
}
