// The list of collective actions with the governments and organisations that signed up.
import { slugify } from '../../../shared/normalise.ts';
import { isObject, listOf, textOf, textsOf } from './json.ts';
import type { RawEntry, RawValue } from './raw-entry.ts';
import { findCountry } from './vocabulary.ts';

/** Whether a JSON value is such a list. */
export function isCollectiveActions(value: unknown): boolean {
  const [first] = listOf(value);
  return isObject(first) && Array.isArray(first.governments) && Array.isArray(first.civilSociety);
}

/** Its entries. Two spellings of one organisation in one action are two signatories, as in the list. */
export function readCollectiveActions(value: unknown, language: string): { entries: RawEntry[] } {
  const entries = listOf(value).map((one, place): RawEntry => {
    const common = { row: place + 1, file: '', kindWord: '', team: '', notes: [] } as const;
    if (!isObject(one)) return { ...common, kind: null, values: [], problem: 'unreadable' };
    const title = textOf(one.title) || textOf(one.name);
    const values: RawValue[] = [
      { column: 'title', target: 'name', value: title },
      { column: 'number', target: 'number', value: textOf(one.number) },
      { column: 'workingGroup', target: 'workingGroup', value: textOf(one.workingGroup) },
      { column: 'theme', target: 'theme', value: textOf(one.theme) },
      { column: 'summary', target: `summary.${language}`, value: textOf(one.summary) },
      { column: 'description', target: `description.${language}`, value: textOf(one.description) },
      { column: 'governments', target: 'signatories', value: governments(one.governments) },
      { column: 'civilSociety', target: 'signatories', value: organisations(one.civilSociety) },
    ];
    return {
      ...common,
      kind: 'collective-action',
      values: values.filter((one) => one.value.length > 0),
      problem: null,
    };
  });
  return { entries };
}

/** Each as a line of signatories: by its code, or by its name where it is no national government. */
function governments(value: unknown): string[] {
  return listOf(value).flatMap((one) => {
    const code = isObject(one) ? textOf(one.iso2) : textOf(one);
    const name = isObject(one) ? textOf(one.name) : textOf(one);
    if (code === '' && name === '') return [];
    const country = findCountry(code) ?? findCountry(name);
    if (country !== null) return [`government | | ${country} | confirmed`];
    return [`subnational-government | ${name || code} | | confirmed`];
  });
}

function organisations(value: unknown): string[] {
  const names = new Map(textsOf(value).map((name) => [slugify(name), name]));
  return [...names.values()].map(
    (name) => `civil-society | ${name.replaceAll('|', '/')} | | confirmed`,
  );
}
