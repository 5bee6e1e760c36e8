// A tool as codemeta.json 3.0. Pure.
import type { Relation, Tag } from '../../shared/document.ts';
import { normaliseUrl } from '../../shared/normalise.ts';
import { type LocalisedValue, pickLanguage } from '../../shared/projection.ts';
import { type RichNode, richToPlain } from '../../shared/rich-text.ts';
import { tagLabel } from '../../shared/tags.ts';
import type { ExportRecord } from './export-record.ts';

/** repostatus.org's words for the development status of the field table. */
const STATUSES: Readonly<Record<string, string>> = {
  concept: 'concept',
  development: 'wip',
  beta: 'wip',
  stable: 'active',
  obsolete: 'abandoned',
};

/** codemeta.json of a tool, in English where there is English. */
export function codemetaJson({ id, title, fields, finalisedAt }: ExportRecord): string {
  const summary = pickLanguage(fields.summary, ['en'])?.value;
  const description = pickLanguage(fields.description, ['en'])?.value;
  const licence = typeof fields.licence === 'string' ? fields.licence.trim() : '';
  const about = {
    '@context': 'https://w3id.org/codemeta/3.0',
    '@type': 'SoftwareSourceCode',
    identifier: id,
    name: title,
    description:
      (summary as string | undefined) ??
      (description === undefined ? undefined : richToPlain(description as readonly RichNode[])),
    codeRepository: webAddress(fields.sourceCode),
    url: webAddress(fields.website),
    license: /^[A-Za-z0-9.+-]+$/.test(licence) ? `https://spdx.org/licenses/${licence}` : licence,
    developmentStatus: STATUSES[String(fields.developmentStatus)],
    operatingSystem: fields.platforms,
    keywords: ((fields.tags ?? []) as readonly Tag[]).map(
      ({ id: tag, label }) => label ?? tagLabel(tag),
    ),
    author: organisations(fields.developer),
    provider: organisations(fields.provider),
    contributor: organisations(fields.partner),
    inLanguage: fields.languages,
    sameAs: wikidataAddress(fields.wikidata),
    dateModified: new Date(finalisedAt).toISOString().slice(0, 10),
  };
  const said = Object.entries(about).filter(
    ([, value]) =>
      value !== undefined &&
      value !== null &&
      value !== '' &&
      !(Array.isArray(value) && value.length === 0),
  );
  return `${JSON.stringify(Object.fromEntries(said), null, 2)}\n`;
}

type Value = ExportRecord['fields'][string] | LocalisedValue | undefined;

function webAddress(value: Value): string | undefined {
  return typeof value === 'string' ? (normaliseUrl(value) ?? undefined) : undefined;
}

function wikidataAddress(value: Value): string | undefined {
  const id = typeof value === 'string' ? value.trim().toUpperCase() : '';
  return /^Q\d+$/.test(id) ? `https://www.wikidata.org/entity/${id}` : undefined;
}

function organisations(value: Value): object[] {
  return ((value ?? []) as readonly Relation[]).flatMap(({ label }) =>
    label.trim() === '' ? [] : [{ '@type': 'Organization', name: label.trim() }],
  );
}
