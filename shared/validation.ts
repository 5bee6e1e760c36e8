// What may not become a record, and why (LI3). Refuses with a readable reason, never repairs.
import countries from 'i18n-iso-countries/index.js';
import { completeness } from './completeness.ts';
import type { Relation, Tag } from './document.ts';
import type { Field } from './fields/field.ts';
import { FIELDS } from './fields.ts';
import { hasForbiddenCharacters } from './forbidden-characters.ts';
import { countGraphemes } from './graphemes.ts';
import { isId } from './ids.ts';
import { normaliseUrl } from './normalise.ts';
import {
  isEmptyValue,
  type LocalisedValue,
  type PlainValue,
  type Projection,
  plainWords,
  type Signatory,
} from './projection.ts';
import { checkRichText, type RichNode } from './rich-text.ts';
import { isKnownTag } from './tags.ts';

/** Why a field keeps an entry out of the catalogue. The words are in the language files. */
type ProblemCode =
  | 'missing'
  | 'too-long'
  | 'too-many'
  | 'not-an-address'
  | 'not-an-option'
  | 'not-a-date'
  | 'not-a-number'
  | 'control-characters'
  | 'unknown-content'
  | 'unsafe-link';

/** One reason, at one field. */
interface Problem {
  readonly field: string;
  readonly language: string | null;
  readonly code: ProblemCode;
  /** What makes the sentence exact: a limit, a node name, an offending value. */
  readonly detail: string;
}

/** Longest words of one item of a list, in graphemes: a tag, a relation's label, an organisation. */
const MAX_ITEM = 200;

/** Longest commitment of a signatory, in graphemes. */
const MAX_COMMITMENT = 3000;

/** Longest address, in UTF-16 units; browsers and the toolbox take no longer ones. */
const MAX_ADDRESS = 2000;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const COUNTRY = /^[A-Z]{2}$/;
const LINE_BREAK = /[\t\n\r]/;
const LANGUAGE = /^[a-z]{2,3}$/;
const WIKIDATA = /^Q[1-9]\d*$/;

/** Everything that keeps a projection out of the catalogue, in the order of the form; empty when nothing does. */
export function validateForCatalogue(projection: Projection): Problem[] {
  const lacking = new Set(
    completeness(projection)
      .missing.filter(({ requiredFor }) => requiredFor.includes('catalogue'))
      .map(({ field }) => field),
  );
  return FIELDS[projection.kind].flatMap((field): Problem[] => {
    if (lacking.has(field.name)) {
      return [{ field: field.name, language: null, code: 'missing', detail: '' }];
    }
    const value = projection.fields[field.name];
    if (value === undefined || isEmptyValue(value)) return [];
    if (!field.localised) return checkValue(field, null, value as PlainValue);
    return Object.entries(value as LocalisedValue).flatMap(([language, local]) =>
      checkValue(field, language, local),
    );
  });
}

function checkValue(field: Field, language: string | null, value: PlainValue): Problem[] {
  const problems: Problem[] = [];
  const add = (code: ProblemCode, detail = '') => {
    problems.push({ field: field.name, language, code, detail });
  };
  const words = plainWords(field, value);
  if (hasForbiddenCharacters(words)) add('control-characters');
  if (field.maxGraphemes !== undefined && countGraphemes(words) > field.maxGraphemes) {
    add('too-long', String(field.maxGraphemes));
  }
  if (Array.isArray(value) && field.maxItems !== undefined && value.length > field.maxItems) {
    add('too-many', String(field.maxItems));
  }
  const addItem = (text: string, limit = MAX_ITEM) => {
    if (countGraphemes(text) > limit) add('too-long', String(limit));
  };
  const addAddress = (address: string) => {
    if (address.length > MAX_ADDRESS) add('too-long', String(MAX_ADDRESS));
    else if (normaliseUrl(address) === null) add('not-an-address', address);
  };
  switch (field.type) {
    case 'url':
      addAddress(value as string);
      break;
    case 'urls':
      for (const url of value as readonly string[]) addAddress(url);
      break;
    case 'choice':
      if (!isOption(field, value as string)) add('not-an-option', value as string);
      break;
    case 'set':
      for (const id of value as readonly string[]) {
        if (!isOption(field, id)) add('not-an-option', id);
      }
      break;
    case 'tags':
      for (const { id, label } of value as readonly Tag[]) {
        if (!(isKnownTag(id) || (id.startsWith('~') && label !== null && label.trim() !== ''))) {
          add('not-an-option', label ?? id);
        }
        addItem(label ?? '');
      }
      break;
    case 'date':
      if (!isDate(value as string)) add('not-a-date', value as string);
      break;
    case 'number':
      if (!Number.isInteger(value)) add('not-a-number', String(value));
      break;
    case 'rich':
      for (const { code, name } of checkRichText(value as readonly RichNode[])) {
        add(code === 'unsafe-link' ? 'unsafe-link' : 'unknown-content', name);
      }
      break;
    case 'signatories':
      for (const one of value as readonly Signatory[]) {
        if (one.country !== null && !isCountry(one.country)) add('not-an-option', one.country);
        addItem(one.organisation);
        addItem(one.commitment, MAX_COMMITMENT);
        if (one.country === null && one.organisation === '') add('not-an-option', one.id);
      }
      break;
    case 'text':
      if (field.name === 'wikidata' && !WIKIDATA.test(value as string)) {
        add('not-an-option', value as string);
      }
      // A name is one line wherever it is shown.
      if (field.name === 'name' && LINE_BREAK.test(value as string)) add('control-characters');
      break;
    case 'relation':
      for (const { ref, label } of value as readonly Relation[]) {
        if (!isReference(ref) || label.trim() === '') add('not-an-option', label || ref);
        addItem(label);
      }
      break;
    case 'lines':
      break;
    default:
      field.type satisfies never;
  }
  return problems;
}

function isOption(field: Field, id: string): boolean {
  if (field.options === 'countries') return isCountry(id);
  if (field.options === 'languages') return LANGUAGE.test(id);
  return Array.isArray(field.options) ? field.options.includes(id) : true;
}

/** Whether it is a country's ISO 3166-1 alpha-2 code. */
function isCountry(code: string): boolean {
  return COUNTRY.test(code) && countries.isValid(code);
}

/** Whether it is a relation's reference, as `document.ts` makes them. */
function isReference(ref: string): boolean {
  const colon = ref.indexOf(':');
  const name = ref.slice(colon + 1);
  switch (ref.slice(0, colon)) {
    case 'record':
    case 'document':
      return isId(name);
    case 'name':
      return name !== '' && name.length <= 100;
    default:
      return false;
  }
}

function isDate(value: string): boolean {
  if (!DATE.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}
