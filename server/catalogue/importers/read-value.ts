// One value of a file as one field takes it: checked, in the field's own form, with what has to be
// said about it. Pure.

import type { CellProblem } from '../../../shared/api/imports.ts';
import {
  nameReference,
  ownTagId,
  type SignatoryDescriptor,
  type Tag,
} from '../../../shared/document.ts';
import type { Field } from '../../../shared/fields/field.ts';
import { hasForbiddenCharacters } from '../../../shared/forbidden-characters.ts';
import { countGraphemes } from '../../../shared/graphemes.ts';
import { SIGNATORY_KINDS } from '../../../shared/kinds.ts';
import { normaliseUrl } from '../../../shared/normalise.ts';
import { plainToRichText } from '../../../shared/rich-text.ts';
import { shorten } from '../../../shared/shorten.ts';
import { splitSignatoryLine } from '../../../shared/signatory-line.ts';
import { SHOWN_LENGTH } from './raw-entry.ts';
import { findCountry, findLanguage, findLicence, findOption, findTag } from './vocabulary.ts';

/** A value read: `null` when nothing of it can be taken. */
interface ReadValue {
  /** As `writeSeed` takes it; relations are names, for whoever knows what is there. */
  readonly value: unknown;
  readonly notes: readonly { value: string; code: CellProblem; isTaken: boolean }[];
}

/** Longest text that is taken, UTF-16 units: several times what any field of a record may have. */
const MAX_TEXT = 100_000;

/** Reads a value for a field. Lists come as lists, or as one text with a separator. */
export function readValue(field: Field, raw: string | readonly string[]): ReadValue {
  const notes: { value: string; code: CellProblem; isTaken: boolean }[] = [];
  const note = (value: string, code: CellProblem, isTaken = false) => {
    notes.push({ value: shorten(value, SHOWN_LENGTH), code, isTaken });
  };
  const items = (separators: RegExp): string[] => {
    const list = (typeof raw === 'string' ? raw.split(separators) : raw).map(clean);
    const good = list.filter((item) => {
      if (!hasForbiddenCharacters(item)) return item !== '';
      note(item, 'control-characters');
      return false;
    });
    const max = field.maxItems ?? Number.POSITIVE_INFINITY;
    for (const item of good.slice(max)) note(item, 'too-many');
    return good.slice(0, max);
  };
  const found = <T>(list: readonly string[], find: (item: string) => T | null, code: CellProblem) =>
    list.flatMap((item): T[] => {
      const value = find(item);
      if (value === null) note(item, code);
      return value === null ? [] : [value];
    });
  const done = (value: unknown): ReadValue => ({
    value: Array.isArray(value) && value.length === 0 ? null : value,
    notes,
  });

  if (field.type === 'text' || field.type === 'rich' || field.type === 'url') {
    const text = clean(
      typeof raw === 'string' ? raw : raw.join(field.type === 'rich' ? '\n' : ', '),
    );
    if (text === '') return done(null);
    if (hasForbiddenCharacters(text)) {
      note(text, 'control-characters');
      return done(null);
    }
    if (text.length > MAX_TEXT) {
      note(text, 'too-long');
      return done(null);
    }
    return done(readText(field, text, note));
  }
  switch (field.type) {
    case 'lines':
      return done(items(dividerOf(raw)));
    case 'urls':
      return done(found(items(/[\n\s;]+/), normaliseUrl, 'not-an-address'));
    case 'set':
      if (field.options === 'countries') {
        return done(unique(found(items(LIST), findCountry, 'unknown-country')));
      }
      if (field.options === 'languages') {
        return done(unique(found(items(LIST), findLanguage, 'unknown-language')));
      }
      return done(unique(found(items(LIST), (item) => findOption(field, item), 'unknown-option')));
    case 'tags': {
      // Tags of one's own may have commas in them; one on each line, as our tables write them, says so.
      const divider = typeof raw === 'string' && raw.includes('\n') ? /\n/ : LIST;
      const tags = items(divider).map((word): Tag => {
        const id = findTag(word);
        return id === null ? { id: ownTagId(word), label: word } : { id, label: null };
      });
      return done([...new Map(tags.map((tag) => [tag.id, tag])).values()]);
    }
    case 'relation': {
      // Names have commas in them: a list is divided by lines or semicolons.
      const names = items(dividerOf(raw));
      return done([...new Map(names.map((name) => [nameReference(name), name])).values()]);
    }
    case 'signatories':
      return done(
        items(/\n/)
          .map((line) => readSignatory(line, note))
          .filter((one) => one !== null),
      );
    case 'choice': {
      const [word] = items(/\n/);
      if (word === undefined) return done(null);
      const id = field.options === 'countries' ? findCountry(word) : findOption(field, word);
      if (id === null) {
        note(word, field.options === 'countries' ? 'unknown-country' : 'unknown-option');
      }
      return done(id);
    }
    case 'date': {
      const [word] = items(/\n/);
      return done(word === undefined ? null : readDate(word, note));
    }
    case 'number': {
      const [word] = items(/\n/);
      if (word === undefined) return done(null);
      const value = /^-?\d{1,12}(\.0+)?$/.test(word) ? Number(word) : null;
      if (value === null) note(word, 'not-a-number');
      return done(value);
    }
  }
}

/**
 * What divides texts in one cell: lines where there are lines, as our own tables have them, and else
 * semicolons. One text with a semicolon in it ends with a line break there.
 */
function dividerOf(raw: string | readonly string[]): RegExp {
  return typeof raw === 'string' && raw.includes('\n') ? /\n/ : /;|\s\|\s/;
}

/** What divides short words in one cell. */
const LIST = /[\n;,|]/;

type Note = (value: string, code: CellProblem, isTaken?: boolean) => void;

function readText(field: Field, text: string, note: Note): unknown {
  if (field.type === 'url') {
    const [first = ''] = text.split(/[\s;]+/);
    const address = normaliseUrl(first);
    if (address === null) note(text, 'not-an-address');
    else if (first !== text) note(text.slice(first.length).trim(), 'second-value');
    return address;
  }
  if (field.maxGraphemes !== undefined && countGraphemes(text) > field.maxGraphemes) {
    note(text, 'too-long', true);
  }
  if (field.type === 'rich') return plainToRichText(text);
  if (field.name === 'wikidata') {
    const [id] = /\bQ[1-9]\d{0,18}\b/i.exec(text) ?? [];
    if (id === undefined) note(text, 'not-wikidata');
    return id?.toUpperCase() ?? null;
  }
  if (field.options === 'spdx') {
    const licence = findLicence(text);
    if (licence === null) note(text, 'unknown-licence', true);
    return licence ?? text;
  }
  return field.name === 'name' ? text.replace(/\s+/g, ' ') : text;
}

/** `2016-12-07`, `07/12/2016` where only one reading is possible, `7 December 2016` is not tried. */
function readDate(word: string, note: Note): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:$|[T\s])/.exec(word);
  if (iso) return existing(iso[1]!, iso[2]!, iso[3]!, word, note);
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(word);
  if (!parts) {
    note(word, 'not-a-date');
    return null;
  }
  const [, first = '', second = '', year = ''] = parts;
  // With dots the day always comes first; with strokes it depends on the country.
  if (Number(first) > 12 || first === second || word.includes('.')) {
    return existing(year, second, first, word, note);
  }
  if (Number(second) > 12) return existing(year, first, second, word, note);
  note(word, 'ambiguous-date');
  return null;
}

function existing(year: string, month: string, day: string, word: string, note: Note) {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(date)) return date;
  note(word, 'not-a-date');
  return null;
}

type SeedSignatory = SignatoryDescriptor & { commitment?: string; confirmed?: boolean };

/** `civil-society | Open Knowledge | GB | confirmed | We will …`, as our CSV has it; or a name alone. */
function readSignatory(line: string, note: Note): SeedSignatory | null {
  const parts = splitSignatoryLine(line);
  const kind = SIGNATORY_KINDS.find((one) => one === parts[0]);
  if (parts.length >= 3 && kind !== undefined) {
    const [, organisation = '', place = '', confirmed = '', ...rest] = parts;
    const country = place === '' ? null : findCountry(place);
    if (place !== '' && country === null) note(place, 'unknown-country');
    if (country === null && organisation === '') return null;
    const commitment = rest.join(' | ');
    return {
      kind,
      country,
      organisation,
      confirmed: confirmed === 'confirmed',
      ...(commitment === '' ? {} : { commitment }),
    };
  }
  const country = findCountry(line);
  return country === null
    ? { kind: 'civil-society', country: null, organisation: line }
    : { kind: 'government', country, organisation: '' };
}

function clean(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').replaceAll('\u00a0', ' ').trim();
}

function unique(list: readonly string[]): string[] {
  return [...new Set(list)];
}
