// A record as schema.org knows it. Pure; leaves out what a record does not say.
import type { RecordView } from '../../shared/api/catalogue.ts';
import type { Relation, Tag } from '../../shared/document.ts';
import type { Kind } from '../../shared/kinds.ts';
import { normaliseUrl } from '../../shared/normalise.ts';
import { type LocalisedValue, pickLanguage, type Signatory } from '../../shared/projection.ts';
import { recordPath } from '../../shared/record.ts';
import { type RichNode, richToPlain } from '../../shared/rich-text.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Place, Site } from './site.ts';
import { wordsOf } from './words.ts';

/** What must be known of where the object is read. */
type ThingSite = Pick<Site, 'language' | 'absolute'>;

type Thing = Record<string, unknown>;

const ORGANISATION_TYPES: Readonly<Record<string, string>> = {
  'national-government': 'GovernmentOrganization',
  'subnational-government': 'GovernmentOrganization',
  'civil-society': 'NGO',
  company: 'Corporation',
  academia: 'EducationalOrganization',
  'international-body': 'Organization',
};

/** The record as a JSON-LD object with its context. */
export function recordJsonLd(record: RecordView, site: ThingSite): Thing {
  const place: Place = { to: 'record', kind: record.kind, slug: record.slug };
  const address = site.absolute(place);
  return compact({
    '@context': 'https://schema.org',
    '@type': typeOf(record),
    '@id': address,
    url: address,
    identifier: record.id,
    name: record.title,
    description: text(record.fields.summary, site) ?? richText(record.fields.description, site),
    version: record.kind === 'tool' ? undefined : String(record.revision),
    dateModified: new Date(record.finalisedAt).toISOString(),
    keywords: ((record.fields.tags as readonly Tag[] | undefined) ?? []).map(wordsOf('en').tag),
    image: webAddress(record.fields.logo),
    sameAs: sameAs(record),
    ...ownProperties[record.kind](record, site),
  });
}

/** Reads records one by one for a file of them all; `address` is the server's. */
export function readJsonLd(catalogue: Pick<Catalogue, 'get'>, address: string) {
  const site: ThingSite = {
    language: 'en',
    absolute: (place) =>
      place.to === 'record' ? new URL(recordPath(place.kind, place.slug), address).href : null,
  };
  return ({ id }: { readonly id: string }): Thing => {
    const record = catalogue.get(id);
    if (record === null) throw new Error(`There is no record ${id}.`);
    return recordJsonLd(record, site);
  };
}

const ownProperties: Readonly<Record<Kind, (record: RecordView, site: ThingSite) => Thing>> = {
  tool: (record, site) => ({
    applicationCategory: 'GovernmentApplication',
    operatingSystem: (record.fields.platforms as readonly string[] | undefined)?.join(', '),
    license:
      typeof record.fields.licence === 'string' && /^[A-Za-z0-9.+-]+$/.test(record.fields.licence)
        ? `https://spdx.org/licenses/${record.fields.licence}`
        : record.fields.licence,
    codeRepository: webAddress(record.fields.sourceCode),
    screenshot: ((record.fields.screenshots ?? []) as readonly string[]).flatMap(
      (url) => normaliseUrl(url) ?? [],
    ),
    featureList: list(record.fields.features, site),
    inLanguage: record.fields.languages,
    author: things(record, 'developer', 'Organization', site),
    provider: things(record, 'provider', 'Organization', site),
    contributor: things(record, 'partner', 'Organization', site),
    countriesSupported: record.fields.countries,
  }),
  'use-case': (record, site) => ({
    author: things(record, 'by', 'Organization', site),
    mentions: things(record, 'uses', 'SoftwareApplication', site),
    spatialCoverage: countries(record.fields.countries as readonly string[] | undefined),
    dateCreated: record.fields.startedOn,
  }),
  organisation: (record) => ({
    logo: webAddress(record.fields.logo),
    address:
      typeof record.fields.country === 'string'
        ? { '@type': 'PostalAddress', addressCountry: record.fields.country }
        : undefined,
  }),
  'collective-action': (record, site) => ({
    position: record.fields.number,
    about: things(record, 'tools', 'SoftwareApplication', site),
    participant: ((record.fields.signatories ?? []) as readonly Signatory[]).map((one) =>
      compact({
        '@type': one.kind === 'government' ? 'GovernmentOrganization' : 'Organization',
        name: one.organisation || (one.country === null ? '' : wordsOf('en').country(one.country)),
        address:
          one.country === null
            ? undefined
            : { '@type': 'PostalAddress', addressCountry: one.country },
      }),
    ),
  }),
};

function typeOf({ kind, fields }: RecordView): string {
  switch (kind) {
    case 'tool':
      return fields.toolType === 'platform' ? 'WebApplication' : 'SoftwareApplication';
    case 'use-case':
      return 'Article';
    case 'organisation':
      return ORGANISATION_TYPES[String(fields.organisationKind)] ?? 'Organization';
    case 'collective-action':
      return 'Project';
  }
}

function sameAs({ fields }: RecordView): string[] {
  const wikidata = String(fields.wikidata ?? '');
  return [
    webAddress(fields.website),
    /^Q\d+$/i.test(wikidata) ? `https://www.wikidata.org/entity/${wikidata.toUpperCase()}` : null,
  ].flatMap((address) => address ?? []);
}

function things(record: RecordView, field: string, type: string, site: ThingSite): Thing[] {
  return ((record.fields[field] ?? []) as readonly Relation[]).map(({ ref, label }) => {
    const target = record.related[ref];
    const slug = target && decodeURIComponent(target.path.slice(target.path.lastIndexOf('/') + 1));
    return compact({
      '@type': type,
      name: target?.title ?? label,
      url: target && slug ? site.absolute({ to: 'record', kind: target.kind, slug }) : undefined,
    });
  });
}

function countries(codes: readonly string[] | undefined): Thing[] {
  return (codes ?? []).map((code) => ({
    '@type': 'Country',
    identifier: code,
    name: wordsOf('en').country(code),
  }));
}

function text(value: RecordView['fields'][string] | undefined, site: ThingSite): string | null {
  const found = pickLanguage(value as LocalisedValue | undefined, [site.language, 'en']);
  return found === null ? null : (found.value as string);
}

function richText(value: RecordView['fields'][string] | undefined, site: ThingSite): string | null {
  const found = pickLanguage(value as LocalisedValue | undefined, [site.language, 'en']);
  return found === null ? null : richToPlain(found.value as readonly RichNode[]);
}

function list(value: RecordView['fields'][string] | undefined, site: ThingSite): readonly string[] {
  const found = pickLanguage(value as LocalisedValue | undefined, [site.language, 'en']);
  return found === null ? [] : (found.value as readonly string[]);
}

function webAddress(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? normaliseUrl(value) : null;
}

/** Without what says nothing. */
function compact(thing: Thing): Thing {
  return Object.fromEntries(
    Object.entries(thing).filter(
      ([, value]) =>
        value !== null &&
        value !== undefined &&
        value !== '' &&
        !(Array.isArray(value) && value.length === 0),
    ),
  );
}
