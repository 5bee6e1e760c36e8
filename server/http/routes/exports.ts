// Downloads for facilitators: what is finalised, in every format, one by one or in one archive.
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type ExportSummary, exportSummary } from '../../../shared/api/exports.ts';
import type { Kind } from '../../../shared/kinds.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { collectiveActions } from '../../exporters/collective-actions.ts';
import { everythingFiles, publiccodeFiles } from '../../exporters/everything.ts';
import type { ExportRecord } from '../../exporters/export-record.ts';
import { paced, pacedStream, type Steps } from '../../exporters/pace.ts';
import { publiccodeFile } from '../../exporters/publiccode.ts';
import { recordsCsv } from '../../exporters/records-csv.ts';
import { recordsJson } from '../../exporters/records-json.ts';
import { bundleJson } from '../../exporters/toolbox-bundle.ts';
import { hasCard, toolboxReport } from '../../exporters/toolbox-cards.ts';
import { type ExportFiles, withManifest, zipStream } from '../../exporters/zip.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import type { HackathonRow } from '../../hackathons/rows.ts';
import type { Images } from '../../images/images.ts';
import { siteFiles } from '../../operations/archive/site-files.ts';
import { readJsonLd } from '../../pages/json-ld.ts';
import { createRouter, defineRoute, type Env, errors, json } from '../context.ts';
import { AppError } from '../errors.ts';
import { requireHackathon } from './hackathon-subjects.ts';

interface ExportParts {
  readonly catalogue: Catalogue;
  readonly hackathons: Hackathons;
  readonly images: Images;
  readonly now: () => number;
}

const byId = { params: z.object({ id: z.string().max(120) }) };
const file = (types: readonly string[], description: string) => ({
  content: Object.fromEntries(types.map((type) => [type, { schema: z.string() }])),
  description,
});

const summarise = defineRoute('hackathon:export', {
  method: 'get',
  path: '/hackathons/{id}/exports',
  summary: 'What can be exported now, and what stands in the way',
  request: byId,
  responses: { 200: json(exportSummary, 'The summary.'), ...errors(401, 403, 404) },
});

const downloadBundle = defineRoute('hackathon:export', {
  method: 'get',
  path: '/hackathons/{id}/exports/toolbox-bundle.json',
  summary: 'The whole catalogue as the body of the toolbox’s POST /cards/bundle',
  description:
    'Always the full cumulative set of all hackathons: the toolbox takes what is missing as withdrawn.',
  request: byId,
  responses: {
    200: file(['application/json'], 'The bundle.'),
    ...errors(401, 403, 404, 409),
  },
});

const downloadCsv = defineRoute('hackathon:export', {
  method: 'get',
  path: '/hackathons/{id}/exports/records.csv',
  summary: 'This hackathon’s records as CSV',
  request: { ...byId, query: z.object({ bom: z.enum(['0', '1']).default('0') }) },
  responses: { 200: file(['text/csv'], 'One row per record.'), ...errors(401, 403, 404) },
});

const downloadActions = defineRoute('hackathon:export', {
  method: 'get',
  path: '/hackathons/{id}/exports/collective-actions/{format}',
  summary: 'This hackathon’s collective actions with who signed and what they promise',
  request: {
    params: z.object({ id: z.string().max(120), format: z.enum(['json', 'csv', 'md']) }),
  },
  responses: {
    200: file(['application/json', 'text/csv', 'text/markdown'], 'The actions.'),
    ...errors(401, 403, 404, 422),
  },
});

const downloadPubliccode = defineRoute('hackathon:export', {
  method: 'get',
  path: '/hackathons/{id}/exports/publiccode.zip',
  summary: 'publiccode.yml 0.7 of each tool of this hackathon, and what unfinished ones lack',
  request: byId,
  responses: { 200: file(['application/zip'], 'The archive.'), ...errors(401, 403, 404) },
});

const downloadEverything = defineRoute('hackathon:export', {
  method: 'get',
  path: '/hackathons/{id}/exports/everything.zip',
  summary: 'Every format of this hackathon’s records in one archive with checksums',
  request: byId,
  responses: { 200: file(['application/zip'], 'The archive.'), ...errors(401, 403, 404) },
});

const downloadArchive = defineRoute('hackathon:export', {
  method: 'get',
  path: '/hackathons/{id}/exports/archive.zip',
  summary: 'This hackathon as a static site that opens without a server',
  request: byId,
  responses: { 200: file(['application/zip'], 'The archive.'), ...errors(401, 403, 404) },
});

const downloadJson = defineRoute('hackathon:export', {
  method: 'get',
  path: '/hackathons/{id}/exports/records.json',
  summary: 'This hackathon’s records as JSON, whole',
  request: byId,
  responses: { 200: file(['application/json'], 'The records.'), ...errors(401, 403, 404) },
});

/** The routes of exports. */
export function exportRoutes(
  { catalogue, hackathons, images, now }: ExportParts,
  { publicUrl }: { readonly publicUrl: () => string },
) {
  const requireExport = (c: Context<Env>, id: string) =>
    requireHackathon(c, hackathons, 'export', id).hackathon;

  return createRouter()
    .openapi(summarise, async (c) => {
      const hackathon = requireExport(c, c.req.valid('param').id);
      const records = catalogue.published(hackathon.id);
      const report = await paced(toolboxReport(catalogue.published(null)));
      return c.json(
        {
          records: records.size,
          ...(await paced(summaryOf(records))),
          toolbox: {
            ready: report.ready,
            blocked: [...report.blocked],
            notes: [...report.notes],
          },
        },
        200,
      );
    })
    .openapi(downloadBundle, async (c) => {
      const hackathon = requireExport(c, c.req.valid('param').id);
      const records = catalogue.published(null);
      if (!(await paced(hasCard(records)))) {
        throw new AppError(409, 'nothing_to_export', 'Nothing is finalised that has a card yet.');
      }
      return attach(c, hackathon, 'toolbox-bundle.json', bundleJson(records));
    })
    .openapi(downloadCsv, (c) => {
      const hackathon = requireExport(c, c.req.valid('param').id);
      const bom = c.req.valid('query').bom === '1';
      const csv = recordsCsv(catalogue.published(hackathon.id), { bom });
      return attach(c, hackathon, 'records.csv', csv);
    })
    .openapi(downloadActions, (c) => {
      const { id, format } = c.req.valid('param');
      const hackathon = requireExport(c, id);
      const text = collectiveActions(catalogue.published(hackathon.id), format);
      return attach(c, hackathon, `collective-actions.${format}`, text);
    })
    .openapi(downloadPubliccode, (c) => {
      const hackathon = requireExport(c, c.req.valid('param').id);
      const files = publiccodeFiles(catalogue.published(hackathon.id));
      return attachZip(c, hackathon, 'publiccode.zip', files, now());
    })
    .openapi(downloadEverything, (c) => {
      const hackathon = requireExport(c, c.req.valid('param').id);
      const files = everythingFiles({
        records: catalogue.published(hackathon.id),
        everyRecord: catalogue.published(null),
        title: hackathon.name,
        address: publicUrl(),
        jsonLd: readJsonLd(catalogue, publicUrl()),
        picture: (name) => images.get(name)?.bytes ?? null,
      });
      return attachZip(c, hackathon, 'everything.zip', files, now());
    })
    .openapi(downloadArchive, (c) => {
      const hackathon = requireExport(c, c.req.valid('param').id);
      const files = siteFiles({ catalogue, hackathons, images }, hackathon, publicUrl());
      return attachZip(c, hackathon, 'archive.zip', files, now());
    })
    .openapi(downloadJson, (c) => {
      const hackathon = requireExport(c, c.req.valid('param').id);
      return attach(c, hackathon, 'records.json', recordsJson(catalogue.published(hackathon.id)));
    });
}

/** How many there are of each kind, which tools have a valid publiccode.yml, and what others lack. */
function* summaryOf(
  records: Iterable<ExportRecord>,
): Steps<Pick<ExportSummary, 'kinds' | 'publiccode'>> {
  const kinds: Record<Kind, number> = {
    tool: 0,
    'use-case': 0,
    organisation: 0,
    'collective-action': 0,
  };
  const unfinished: ExportSummary['publiccode']['unfinished'] = [];
  for (const record of records) {
    kinds[record.kind] += 1;
    yield;
    if (record.kind !== 'tool') continue;
    const { problems } = publiccodeFile(record);
    if (problems.length === 0) continue;
    const { id, title, path, teamName } = record;
    unfinished.push({ recordId: id, title, path, teamName, problems: [...problems] });
  }
  return { kinds, publiccode: { valid: kinds.tool - unfinished.length, unfinished } };
}

const FILE_TYPES: Readonly<Record<string, string>> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  zip: 'application/zip',
};

/** A file to save, made while it is sent; slugs are plain ASCII or are left out of its name. */
function attach(c: Context<Env>, hackathon: HackathonRow, name: string, texts: Iterable<string>) {
  return c.body(pacedStream(texts), 200, attachment(hackathon, name));
}

/** An archive to save, made while it is sent. */
function attachZip(
  c: Context<Env>,
  hackathon: HackathonRow,
  name: string,
  files: ExportFiles,
  modifiedAt: number,
) {
  const zip = zipStream(withManifest(files), { modifiedAt });
  return c.body(zip, 200, attachment(hackathon, name));
}

function attachment({ slug }: HackathonRow, name: string): Record<string, string> {
  const prefix = /^[a-z0-9-]+$/.test(slug) ? `${slug}-` : '';
  const type = FILE_TYPES[name.slice(name.lastIndexOf('.') + 1)];
  if (type === undefined) throw new Error(`Nobody said of what type ${name} is.`);
  return {
    'Content-Disposition': `attachment; filename="${prefix}${name}"`,
    'Content-Type': type,
  };
}
