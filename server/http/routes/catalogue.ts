// The public catalogue over HTTP: lists, search, records and their revisions. Needs no session.
import { z } from '@hono/zod-openapi';
import { recordPage, recordView } from '../../../shared/api/catalogue.ts';
import { KINDS, type Kind } from '../../../shared/fields.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { BadCursorError } from '../../catalogue/listing.ts';
import { createRouter, defineRoute, errors, json } from '../context.ts';
import { AppError, notFound } from '../errors.ts';

const kind = z.enum(KINDS as [Kind, ...Kind[]]);
const slug = z.string().min(1).max(200);

/** Pages may be kept for a moment by anybody: they show nothing private. */
const PUBLIC_CACHE = 'public, max-age=0, must-revalidate';

const listRecords = defineRoute('public', {
  method: 'get',
  path: '/records',
  summary: 'Published records: newest first, or the best matches of ?q=',
  request: {
    query: z.object({
      kind: kind.optional(),
      q: z.string().max(200).optional(),
      hackathon: z.string().max(120).optional(),
      country: z.string().max(2).optional(),
      tag: z.string().max(120).optional(),
      cursor: z.string().max(60).optional(),
      limit: z.coerce.number().int().min(1).max(100).optional(),
    }),
  },
  responses: { 200: json(recordPage, 'A page.'), ...errors(400, 422) },
});

const getRecord = defineRoute('public', {
  method: 'get',
  path: '/records/{kind}/{slug}',
  summary: 'A published record at its newest revision',
  description:
    'An old permalink redirects to that of today. 410 withdrawn carries a RecordTombstone as details.',
  request: { params: z.object({ kind, slug }) },
  responses: {
    200: json(recordView, 'The record.'),
    302: { description: 'The permalink of today.' },
    ...errors(404, 410),
  },
});

const getRevision = defineRoute('public', {
  method: 'get',
  path: '/records/{kind}/{slug}/revisions/{number}',
  summary: 'A published record as it was at one revision',
  request: { params: z.object({ kind, slug, number: z.coerce.number().int().min(1) }) },
  responses: {
    200: json(recordView, 'The revision.'),
    302: { description: 'The permalink of today.' },
    ...errors(404, 410),
  },
});

/** The routes of the catalogue. */
export function catalogueRoutes({ catalogue }: { readonly catalogue: Catalogue }) {
  /** The record, or where it is now; what is gone is thrown. */
  function find(wantedKind: Kind, wantedSlug: string) {
    const found = catalogue.getByPath(wantedKind, wantedSlug);
    if (found === null) throw notFound('record');
    if ('tombstone' in found) {
      throw new AppError(410, 'withdrawn', 'This record was withdrawn.', found.tombstone);
    }
    return found;
  }

  /** `/catalogue/tool/x` → `/api/records/tool/x`. */
  const apiPath = (path: string) => `/api/records${path.slice('/catalogue'.length)}`;

  return createRouter()
    .openapi(listRecords, (c) => {
      c.header('Cache-Control', PUBLIC_CACHE);
      try {
        return c.json(catalogue.list(c.req.valid('query')), 200);
      } catch (error) {
        if (!(error instanceof BadCursorError)) throw error;
        throw new AppError(400, error.code, 'This page does not exist. Start from the first one.');
      }
    })
    .openapi(getRecord, (c) => {
      const params = c.req.valid('param');
      const found = find(params.kind, params.slug);
      // Not permanent: a record may be renamed back, and a kept answer would lead in a circle.
      if ('redirect' in found) return c.redirect(apiPath(found.redirect), 302);
      c.header('Cache-Control', PUBLIC_CACHE);
      return c.json(found, 200);
    })
    .openapi(getRevision, (c) => {
      const params = c.req.valid('param');
      const found = find(params.kind, params.slug);
      if ('redirect' in found) {
        return c.redirect(`${apiPath(found.redirect)}/revisions/${params.number}`, 302);
      }
      const revision = catalogue.revision(found.id, params.number);
      if (revision === null) throw notFound('revision');
      c.header('Cache-Control', PUBLIC_CACHE);
      return c.json(revision, 200);
    });
}
