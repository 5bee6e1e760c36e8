// Digital public goods as the Digital Public Goods Alliance lists them: tools and organisations, or the
// nominee files one by one.
import { isObject, listOf, textOf, textsOf } from './json.ts';
import type { RawEntry, RawValue } from './raw-entry.ts';

/** Keys that no field has room for. */
const IGNORED = ['sdgs', 'stage', 'roles', 'sectors', 'SDGs', 'aliases', 'contact', 'contacts'];

/** Whether a JSON value is a list of the DPGA's. */
export function isDpga(value: unknown): boolean {
  const [first] = listOf(value);
  if (!isObject(first) || textOf(first.name) === '') return false;
  if ('organizations' in first || 'repositories' in first || 'sdgs' in first) return true;
  return Array.isArray(first.roles) && !('kind' in first);
}

/** Its entries. */
export function readDpga(value: unknown): { entries: RawEntry[]; ignored: string[] } {
  const ignored = new Set<string>();
  const entries = listOf(value).map((one, place): RawEntry => {
    const nothing = { file: '', kindWord: '', team: '', notes: [], row: place + 1 } as const;
    if (!isObject(one)) return { ...nothing, kind: null, values: [], problem: 'unreadable' };
    for (const key of Object.keys(one)) if (IGNORED.includes(key)) ignored.add(key);
    const isOrganisation = !('organizations' in one) && !('repositories' in one) && 'roles' in one;
    return {
      ...nothing,
      kind: isOrganisation ? 'organisation' : 'tool',
      values: isOrganisation ? organisationValues(one) : toolValues(one),
      problem: null,
    };
  });
  return { entries, ignored: [...ignored].sort() };
}

function organisationValues(one: Record<string, unknown>): RawValue[] {
  return present([
    { column: 'name', target: 'name', value: textOf(one.name) },
    { column: 'website', target: 'website', value: textOf(one.website) },
    { column: 'country', target: 'country', value: textOf(one.country) },
  ]);
}

function toolValues(one: Record<string, unknown>): RawValue[] {
  const organisations = listOf(one.organizations).filter(isObject);
  const withRole = (...roles: string[]) => [
    ...new Set(
      organisations
        .filter(({ role, org_type: type }) => roles.includes(textOf(role ?? type)))
        .map(({ name }) => textOf(name)),
    ),
  ];
  const [sourceCode = ''] = repositoriesOf(one.repositories);
  const licences = licencesOf(one.license);
  return present([
    { column: 'name', target: 'name', value: textOf(one.name) },
    ...descriptions(one.description),
    { column: 'website', target: 'website', value: textOf(one.website) },
    { column: 'repositories', target: 'sourceCode', value: sourceCode },
    {
      column: 'license',
      target: 'licence',
      value: licences.length < 2 ? (licences[0] ?? '') : licences.join(' AND '),
    },
    { column: 'tags', target: 'tags', value: textsOf(one.tags) },
    {
      column: 'types',
      target: 'toolType',
      value: textsOf(one.types).includes('software') ? 'software' : '',
    },
    {
      column: 'organizations',
      target: 'developer',
      value: withRole('owner', 'maintainer'),
    },
    { column: 'organizations', target: 'partner', value: withRole('funder', 'implementer') },
    { column: 'deploymentCountries', target: 'countries', value: textsOf(one.deploymentCountries) },
  ]);
}

function descriptions(value: unknown): RawValue[] {
  if (!isObject(value)) {
    return [{ column: 'description', target: 'description.en', value: textOf(value) }];
  }
  return Object.entries(value).map(([language, text]) => ({
    column: `description.${language}`,
    target: `description.${language}`,
    value: textOf(text),
  }));
}

/** Addresses, or the objects `{name, url}` that the alliance's own files have. */
function repositoriesOf(value: unknown): string[] {
  return listOf(value)
    .map((one) => textOf(isObject(one) ? one.url : one))
    .filter((one) => one !== '');
}

function licencesOf(value: unknown): string[] {
  return listOf(value)
    .map((one) => textOf(isObject(one) ? one.spdx : one))
    .filter((one) => one !== '');
}

function present(values: readonly RawValue[]): RawValue[] {
  return values.filter(({ value }) => value.length > 0);
}
