// A document's history over HTTP: versions, differences, going back, who wrote what.
import { z } from '@hono/zod-openapi';
import { createVersionRequest } from '../../../shared/api/documents.ts';
import { authorshipView, fieldDiff, versionView } from '../../../shared/api/history.ts';
import type { Documents } from '../../documents/documents.ts';
import type { Versions } from '../../documents/versions.ts';
import { createRouter, defineRoute, errors, json } from '../context.ts';
import { requireDocument } from './document-subjects.ts';

interface HistoryParts {
  readonly documents: Documents;
  readonly versions: Versions;
}

const byId = { params: z.object({ id: z.string().max(120) }) };

const listVersions = defineRoute('document:read-history', {
  method: 'get',
  path: '/documents/{id}/versions',
  summary: 'The versions kept of a document',
  request: byId,
  responses: {
    200: json(z.object({ versions: z.array(versionView) }), 'Newest first.'),
    ...errors(401, 404),
  },
});

const createVersion = defineRoute('document:write', {
  method: 'post',
  path: '/documents/{id}/versions',
  summary: 'Keep what the document says now under a name',
  request: { ...byId, body: { ...json(createVersionRequest), required: true } },
  responses: { 201: json(versionView, 'Kept.'), ...errors(401, 403, 404, 422) },
});

const diffVersions = defineRoute('document:read-history', {
  method: 'get',
  path: '/documents/{id}/diff',
  summary: 'What differs, field by field, from one version to another',
  description:
    'Version ids, `first` (the empty document) or `now`. Texts come as runs that read on from each other, other fields as one run per item that came or went.',
  request: {
    ...byId,
    query: z.object({
      from: z.string().max(40).default('first'),
      to: z.string().max(40).default('now'),
    }),
  },
  responses: {
    200: json(z.object({ fields: z.array(fieldDiff) }), 'In the order of the form.'),
    ...errors(401, 404),
  },
});

const restoreVersion = defineRoute('document:restore', {
  method: 'post',
  path: '/documents/{id}/versions/{versionId}/restore',
  summary: 'Make the document say again what a version says, as a new change',
  request: { params: z.object({ id: z.string().max(120), versionId: z.string().max(40) }) },
  responses: {
    200: json(versionView, 'What it said before, kept as a version.'),
    ...errors(401, 403, 404),
  },
});

const listAuthorship = defineRoute('document:read-history', {
  method: 'get',
  path: '/documents/{id}/authorship',
  summary: 'Who wrote which part of a document',
  request: byId,
  responses: {
    200: json(z.object({ authorship: z.array(authorshipView) }), 'By root of the document.'),
    ...errors(401, 404),
  },
});

/** The routes of a document's history. */
export function historyRoutes({ documents, versions }: HistoryParts) {
  return createRouter()
    .openapi(listVersions, (c) => {
      const { document } = requireDocument(c, documents, 'read-history', c.req.valid('param').id);
      return c.json({ versions: versions.list(document.id) }, 200);
    })
    .openapi(createVersion, (c) => {
      const { document, actor } = requireDocument(c, documents, 'write', c.req.valid('param').id);
      const { name } = c.req.valid('json');
      const by = actor.personId;
      return c.json(versions.create(document.id, { cause: 'named', name, by }), 201);
    })
    .openapi(diffVersions, (c) => {
      const { document } = requireDocument(c, documents, 'read-history', c.req.valid('param').id);
      const { from, to } = c.req.valid('query');
      return c.json({ fields: versions.diff(document.id, from, to) }, 200);
    })
    .openapi(restoreVersion, (c) => {
      const { id, versionId } = c.req.valid('param');
      const { document, actor } = requireDocument(c, documents, 'restore', id);
      return c.json(versions.restore(document.id, versionId, actor.personId), 200);
    })
    .openapi(listAuthorship, (c) => {
      const { document } = requireDocument(c, documents, 'read-history', c.req.valid('param').id);
      return c.json({ authorship: versions.authorship(document.id) }, 200);
    });
}
