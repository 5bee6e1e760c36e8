// Signatories of collective actions over HTTP: who speaks for one, and that it confirmed.
import { z } from '@hono/zod-openapi';
import { appointRequest, signatoriesView } from '../../../shared/api/signatories.ts';
import type { Documents } from '../../documents/documents.ts';
import type { Signatories } from '../../documents/signatories.ts';
import { createRouter, defineRoute, errors, json } from '../context.ts';
import { requireDocument } from './document-subjects.ts';

interface SignatoryParts {
  readonly documents: Documents;
  readonly signatories: Signatories;
}

const byId = { params: z.object({ id: z.string().max(120) }) };
const bySignatory = {
  params: z.object({ id: z.string().max(120), signatoryId: z.string().max(120) }),
};
const asItIsNow = json(signatoriesView, 'The signatories as they are now.');

const listSignatories = defineRoute('document:read', {
  method: 'get',
  path: '/documents/{id}/signatories',
  summary: 'Who speaks for each signatory, and who confirmed',
  request: byId,
  responses: { 200: asItIsNow, ...errors(401, 404) },
});

const appoint = defineRoute('document:confirm', {
  method: 'put',
  path: '/documents/{id}/signatories/{signatoryId}/person',
  summary: 'Say who speaks for a signatory',
  request: { ...bySignatory, body: { ...json(appointRequest), required: true } },
  responses: { 200: asItIsNow, ...errors(401, 403, 404, 422) },
});

const confirm = defineRoute('document:confirm', {
  method: 'post',
  path: '/documents/{id}/signatories/{signatoryId}/confirm',
  summary: 'Confirm what a signatory promises, as its own person or as a facilitator',
  request: bySignatory,
  responses: { 200: asItIsNow, ...errors(401, 403, 404, 422) },
});

/** The routes of signatories. */
export function signatoryRoutes({ documents, signatories }: SignatoryParts) {
  return createRouter()
    .openapi(listSignatories, (c) => {
      const { id } = c.req.valid('param');
      const { document, subject, actor } = requireDocument(c, documents, 'read', id);
      return c.json(signatories.list(document, subject, actor), 200);
    })
    .openapi(appoint, (c) => {
      const { id, signatoryId } = c.req.valid('param');
      const { document, subject, actor } = requireDocument(c, documents, 'confirm', id);
      signatories.appoint(document, signatoryId, c.req.valid('json').personId, actor);
      return c.json(signatories.list(document, subject, actor), 200);
    })
    .openapi(confirm, (c) => {
      const { id, signatoryId } = c.req.valid('param');
      // The signatory's own person may as well, which is known there.
      const { document, subject, actor } = requireDocument(c, documents, 'read', id);
      signatories.confirm(document, subject, signatoryId, actor);
      return c.json(signatories.list(document, subject, actor), 200);
    });
}
