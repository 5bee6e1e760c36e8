// What a list shows of a record, of what an export reads. Pure.
import type { RecordSummary } from '../../shared/api/catalogue.ts';
import type { LocalisedValue } from '../../shared/projection.ts';
import type { ExportRecord } from '../exporters/export-record.ts';
import { countriesOf, tagsOf } from './facets.ts';

/** A record of an export as lists show it. */
export function summaryOfExport(record: ExportRecord): RecordSummary {
  const { id, kind, slug, path, title, fields, alive, revision, finalisedAt, teamName } = record;
  return {
    id,
    kind,
    slug,
    path,
    title,
    summary: summaryTexts(fields.summary as LocalisedValue | undefined),
    countries: countriesOf(fields),
    tags: tagsOf(fields).map(({ label }) => label),
    alive,
    revision,
    finalisedAt,
    teamName,
    hackathonName: record.hackathon.name,
    hackathonSlug: record.hackathon.slug,
  };
}

/** The texts of a short description, by language. */
export function summaryTexts(value: LocalisedValue | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(value ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}
