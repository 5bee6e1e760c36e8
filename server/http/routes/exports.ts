// Downloads for facilitators: what is finalised, as the toolbox's bundle, CSV and JSON.
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { exportSummary } from '../../../shared/api/exports.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { recordsCsv } from '../../exporters/records-csv.ts';
import { recordsJson } from '../../exporters/records-json.ts';
import { toolboxBundle } from '../../exporters/toolbox-bundle.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import type { HackathonRow } from '../../hackathons/rows.ts';
import { createRouter, defineRoute, type Env, errors, json } from '../context.ts';
import { AppError } from '../errors.ts';
import { requireHackathon } from './hackathon-subjects.ts';

interface ExportParts {
  readonly catalogue: Catalogue;
  readonly hackathons: Hackathons;
}

const byId = { params: z.object({ id: z.string().max(120) }) };
const file = (type: string, description: string) => ({
  content: { [type]: { schema: z.string() } },
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
    200: file('application/json', 'The bundle.'),
    ...errors(401, 403, 404, 409),
  },
});

const downloadCsv = defineRoute('hackathon:export', {
  method: 'get',
  path: '/hackathons/{id}/exports/records.csv',
  summary: 'This hackathon’s records as CSV',
  request: { ...byId, query: z.object({ bom: z.enum(['0', '1']).default('0') }) },
  responses: { 200: file('text/csv', 'One row per record.'), ...errors(401, 403, 404) },
});

const downloadJson = defineRoute('hackathon:export', {
  method: 'get',
  path: '/hackathons/{id}/exports/records.json',
  summary: 'This hackathon’s records as JSON, whole',
  request: byId,
  responses: { 200: file('application/json', 'The records.'), ...errors(401, 403, 404) },
});

/** The routes of exports. */
export function exportRoutes({ catalogue, hackathons }: ExportParts) {
  const requireExport = (c: Context<Env>, id: string) =>
    requireHackathon(c, hackathons, 'export', id).hackathon;

  return createRouter()
    .openapi(summarise, (c) => {
      const hackathon = requireExport(c, c.req.valid('param').id);
      const { report } = toolboxBundle(catalogue.published(null));
      return c.json(
        {
          records: catalogue.published(hackathon.id).length,
          toolbox: {
            ready: report.ready,
            blocked: [...report.blocked],
            notes: [...report.notes],
          },
        },
        200,
      );
    })
    .openapi(downloadBundle, (c) => {
      const hackathon = requireExport(c, c.req.valid('param').id);
      const { bundle } = toolboxBundle(catalogue.published(null));
      if (bundle.cards.length === 0) {
        throw new AppError(409, 'nothing_to_export', 'Nothing is finalised that has a card yet.');
      }
      return attach(c, hackathon, 'toolbox-bundle.json', JSON.stringify(bundle, null, 2));
    })
    .openapi(downloadCsv, (c) => {
      const hackathon = requireExport(c, c.req.valid('param').id);
      const bom = c.req.valid('query').bom === '1';
      return attach(
        c,
        hackathon,
        'records.csv',
        recordsCsv(catalogue.published(hackathon.id), { bom }),
      );
    })
    .openapi(downloadJson, (c) => {
      const hackathon = requireExport(c, c.req.valid('param').id);
      return attach(c, hackathon, 'records.json', recordsJson(catalogue.published(hackathon.id)));
    });
}

/** A file to save; slugs are plain ASCII or are left out of its name. */
function attach(c: Context<Env>, hackathon: HackathonRow, name: string, text: string) {
  const prefix = /^[a-z0-9-]+$/.test(hackathon.slug) ? `${hackathon.slug}-` : '';
  const type = name.endsWith('.csv') ? 'text/csv' : 'application/json';
  c.header('Content-Disposition', `attachment; filename="${prefix}${name}"`);
  c.header('Content-Type', `${type}; charset=utf-8`);
  return c.body(text, 200);
}
