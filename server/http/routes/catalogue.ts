// The public catalogue over HTTP: lists, search, records, revisions and what differs between them, as
// JSON, CSV and JSON-LD. Needs no session and no key, from any site's page.
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { recordPage, recordView } from '../../../shared/api/catalogue.ts';
import { fieldDiff } from '../../../shared/api/history.ts';
import { KINDS, type Kind } from '../../../shared/kinds.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { BadCursorError, type RecordQuery } from '../../catalogue/listing.ts';
import { diffFields } from '../../documents/field-diff.ts';
import type { ExportRecord } from '../../exporters/export-record.ts';
import { pacedStream } from '../../exporters/pace.ts';
import { recordsCsv } from '../../exporters/records-csv.ts';
import { recordsJson } from '../../exporters/records-json.ts';
import { recordJsonLd } from '../../pages/json-ld.ts';
import { searchQuery, toSearch } from '../catalogue-search.ts';
import { createRouter, defineRoute, type Env, errors, json } from '../context.ts';
import { AppError, notFound } from '../errors.ts';
import { createLiveSite, languageOf, pathOf } from '../live-site.ts';

interface CatalogueParts {
  readonly catalogue: Catalogue;
}

interface CatalogueDoors {
  readonly publicUrl: () => string;
}

const kind = z.enum(KINDS as [Kind, ...Kind[]]);
const slug = z.string().min(1).max(200);
const bySlug = z.object({ kind, slug });
const revisionNumber = z.coerce.number().int().min(1);

const moved = { 302: { description: 'The permalink of today.' } };
const wholeFile = (type: string) => ({
  content: { [type]: { schema: z.string() } },
  description: 'Every record the search finds, not only a page.',
});

const listRecords = defineRoute('public', {
  method: 'get',
  path: '/records',
  tags: ['Catalogue'],
  summary: 'Published records: newest first, or the best matches of ?q=',
  description:
    'A page at a time; pass `nextCursor` back as `cursor` for the next. `?format=csv` leads to everything the search finds as CSV.',
  request: {
    query: searchQuery.extend({
      limit: z.coerce.number().int().min(1).max(100).optional(),
      format: z.enum(['json', 'csv']).optional(),
    }),
  },
  responses: {
    200: json(recordPage, 'A page.'),
    302: { description: 'The same search as a CSV file.' },
    ...errors(400, 422),
  },
});

const listCsv = defineRoute('public', {
  method: 'get',
  path: '/records.csv',
  tags: ['Catalogue'],
  summary: 'Everything a search finds, as CSV',
  request: { query: searchQuery.extend({ bom: z.enum(['0', '1']).default('0') }) },
  responses: { 200: wholeFile('text/csv'), ...errors(422) },
});

const listJson = defineRoute('public', {
  method: 'get',
  path: '/records.json',
  tags: ['Catalogue'],
  summary: 'Everything a search finds, whole, as JSON',
  description: 'Fields, who wrote what, revision and hash; `{format, records}` as in an export.',
  request: { query: searchQuery },
  responses: {
    200: wholeFile('application/json'),
    ...errors(422),
  },
});

const getRecord = defineRoute('public', {
  method: 'get',
  path: '/records/{kind}/{slug}',
  tags: ['Catalogue'],
  summary: 'A published record at its newest revision',
  description:
    'An old permalink redirects to that of today, also after a merge. 410 withdrawn carries what is left as details.',
  request: { params: bySlug },
  responses: { 200: json(recordView, 'The record.'), ...moved, ...errors(404, 410) },
});

const getJsonLd = defineRoute('public', {
  method: 'get',
  path: '/records/{kind}/{slug}/jsonld',
  tags: ['Catalogue'],
  summary: 'A published record as schema.org JSON-LD',
  request: { params: bySlug },
  responses: {
    200: {
      content: { 'application/ld+json': { schema: z.record(z.string(), z.unknown()) } },
      description: 'The record as linked data.',
    },
    ...moved,
    ...errors(404, 410),
  },
});

const getRevision = defineRoute('public', {
  method: 'get',
  path: '/records/{kind}/{slug}/revisions/{number}',
  tags: ['Catalogue'],
  summary: 'A published record as it was at one revision',
  request: { params: bySlug.extend({ number: revisionNumber }) },
  responses: { 200: json(recordView, 'The revision.'), ...moved, ...errors(404, 410) },
});

const getDiff = defineRoute('public', {
  method: 'get',
  path: '/records/{kind}/{slug}/diff',
  tags: ['Catalogue'],
  summary: 'What differs between two revisions, field by field',
  request: {
    params: bySlug,
    query: z.object({ from: revisionNumber, until: revisionNumber }),
  },
  responses: {
    200: json(z.object({ fields: z.array(fieldDiff) }), 'In the order of the form.'),
    ...moved,
    ...errors(404, 410, 422),
  },
});

/** The routes of the catalogue. */
export function catalogueRoutes({ catalogue }: CatalogueParts, { publicUrl }: CatalogueDoors) {
  /** The record, or where it is now; what is gone is thrown. */
  function find(wanted: z.infer<typeof bySlug>) {
    const found = catalogue.getByPath(wanted.kind, wanted.slug);
    if (found === null) throw notFound('record');
    if ('tombstone' in found) {
      throw new AppError(410, 'withdrawn', 'This record was withdrawn.', found.tombstone);
    }
    return found;
  }

  /** `/catalogue/tool/x` → `/api/records/tool/x`. */
  const apiPath = (path: string) => `/api/records${path.slice('/catalogue'.length)}`;

  /** Not permanent: a record may be renamed back, and a kept answer would lead in a circle. */
  const redirect = (c: Context<Env>, path: string, rest = '') =>
    c.redirect(`${apiPath(path)}${rest}${new URL(c.req.url).search}`, 302);

  /** A file of everything a search finds, sent while it is read. */
  function wholeList(
    c: Context<Env>,
    { name, type }: { name: string; type: string },
    query: RecordQuery,
    write: (records: Iterable<ExportRecord>) => Iterable<string>,
  ) {
    return c.body(pacedStream(write(catalogue.listed(query))), 200, {
      'Content-Type': `${type}; charset=utf-8`,
      'Content-Disposition': `attachment; filename="${name}"`,
    });
  }

  return createRouter()
    .openapi(listRecords, (c) => {
      const query = c.req.valid('query');
      const search = toSearch(query);
      if (query.format === 'csv') {
        return c.redirect(pathOf({ to: 'list-file', format: 'csv', search }), 302);
      }
      try {
        return c.json(catalogue.list({ ...search, limit: query.limit }), 200);
      } catch (error) {
        if (!(error instanceof BadCursorError)) throw error;
        throw new AppError(400, error.code, 'This page does not exist. Start from the first one.');
      }
    })
    .openapi(listCsv, (c) => {
      const query = c.req.valid('query');
      const file = { name: 'catalogue.csv', type: 'text/csv' };
      return wholeList(c, file, toSearch(query), (records) =>
        recordsCsv(records, { bom: query.bom === '1' }),
      );
    })
    .openapi(listJson, (c) => {
      const file = { name: 'catalogue.json', type: 'application/json' };
      return wholeList(c, file, toSearch(c.req.valid('query')), recordsJson);
    })
    .openapi(getRecord, (c) => {
      const found = find(c.req.valid('param'));
      if ('redirect' in found) return redirect(c, found.redirect);
      c.header('Last-Modified', new Date(found.finalisedAt).toUTCString());
      return c.json(found, 200);
    })
    .openapi(getJsonLd, (c) => {
      const found = find(c.req.valid('param'));
      if ('redirect' in found) return redirect(c, found.redirect, '/jsonld');
      const site = createLiveSite(c, {
        publicUrl: publicUrl(),
        viewer: null,
        language: languageOf(c, null),
      });
      c.header('Vary', 'Accept-Language');
      return c.body(JSON.stringify(recordJsonLd(found, site)), 200, {
        'Content-Type': 'application/ld+json; charset=utf-8',
      });
    })
    .openapi(getRevision, (c) => {
      const { number, ...path } = c.req.valid('param');
      const found = find(path);
      if ('redirect' in found) return redirect(c, found.redirect, `/revisions/${number}`);
      const revision = catalogue.revision(found.id, number);
      if (revision === null) throw notFound('revision');
      c.header('Last-Modified', new Date(revision.finalisedAt).toUTCString());
      return c.json(revision, 200);
    })
    .openapi(getDiff, (c) => {
      const { from, until } = c.req.valid('query');
      const found = find(c.req.valid('param'));
      if ('redirect' in found) return redirect(c, found.redirect, '/diff');
      const before = catalogue.revision(found.id, from);
      const after = catalogue.revision(found.id, until);
      if (before === null || after === null) throw notFound('revision');
      return c.json({ fields: diffFields(found.kind, before.fields, after.fields) }, 200);
    });
}
