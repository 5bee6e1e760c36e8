// Documents: making them, finding them, and the steps of their life. What is written in them travels
// by socket, never here.
import { z } from '@hono/zod-openapi';
import { adaptAnswer, adaptRequest } from '../../../shared/api/adaptations.ts';
import {
  createDocumentRequest,
  documentSummary,
  documentView,
  duplicateView,
  finaliseAnswer,
  finaliseRequest,
  returnRequest,
} from '../../../shared/api/documents.ts';
import type { DocumentSeed } from '../../../shared/document.ts';
import { plainToRichText } from '../../../shared/rich-text.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Adaptations } from '../../documents/adaptations.ts';
import type { Documents } from '../../documents/documents.ts';
import type { Lifecycle } from '../../documents/lifecycle.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import type { Template } from '../../hackathons/templates.ts';
import { createRouter, defineRoute, errors, json, requireActor } from '../context.ts';
import { notFound } from '../errors.ts';
import { requireDocument } from './document-subjects.ts';
import { requireHackathon, requireTeam } from './hackathon-subjects.ts';

interface DocumentParts {
  readonly documents: Documents;
  readonly adaptations: Adaptations;
  readonly hackathons: Hackathons;
  readonly lifecycle: Lifecycle;
  readonly catalogue: Catalogue;
}

const byId = { params: z.object({ id: z.string().max(120) }) };
const byTeam = { params: z.object({ teamId: z.string().max(120) }) };
const asItIsNow = json(documentView, 'The document as it is now.');

const createDocument = defineRoute('team:create-document', {
  method: 'post',
  path: '/teams/{teamId}/documents',
  summary: 'Begin a document in a team',
  request: { ...byTeam, body: { ...json(createDocumentRequest), required: true } },
  responses: { 201: json(documentSummary, 'Created.'), ...errors(401, 403, 404, 422) },
});

const getDocument = defineRoute('document:read', {
  method: 'get',
  path: '/documents/{id}',
  summary: 'A document with what I may do',
  request: byId,
  responses: { 200: asItIsNow, ...errors(401, 404) },
});

const listDocuments = defineRoute('hackathon:read', {
  method: 'get',
  path: '/hackathons/{id}/documents',
  summary: 'The documents of a hackathon, or those whose title holds ?q=',
  request: { ...byId, query: z.object({ q: z.string().max(200).optional() }) },
  responses: {
    200: json(z.object({ documents: z.array(documentSummary) }), 'Oldest first.'),
    ...errors(401, 404),
  },
});

const finalise = defineRoute('document:finalise', {
  method: 'post',
  path: '/documents/{id}/finalise',
  summary: 'Freeze a document into a revision of its catalogue record',
  description:
    '422 not_ready carries ProblemView[] as details, 409 possible_duplicate DuplicateView[].',
  request: { ...byId, body: json(finaliseRequest) },
  responses: {
    200: json(finaliseAnswer, 'The revision; the same one when pressed twice.'),
    ...errors(401, 403, 404, 409, 422),
  },
});

const adapt = defineRoute('document:write', {
  method: 'post',
  path: '/documents/{id}/adapt',
  summary: 'Fill what is empty from another entry, and say that it was adapted from it',
  description: 'Addresses, people and signatories are never taken over.',
  request: { ...byId, body: { ...json(adaptRequest), required: true } },
  responses: {
    200: json(adaptAnswer, 'What was filled and what stays as it was.'),
    ...errors(401, 403, 404, 422),
  },
});

const submit = defineRoute('document:submit', {
  method: 'post',
  path: '/documents/{id}/submit',
  summary: 'Hand a document to the reviewers',
  request: byId,
  responses: { 200: asItIsNow, ...errors(401, 403, 404, 422) },
});

const returnDocument = defineRoute('document:review', {
  method: 'post',
  path: '/documents/{id}/return',
  summary: 'Give a document back to its team, with a note and notes at its fields',
  request: { ...byId, body: { ...json(returnRequest), required: true } },
  responses: { 200: asItIsNow, ...errors(401, 403, 404, 422) },
});

const reopen = defineRoute('document:reopen', {
  method: 'post',
  path: '/documents/{id}/reopen',
  summary: 'Let people write again; the last revision stays public',
  request: byId,
  responses: { 200: asItIsNow, ...errors(401, 403, 404) },
});

const withdraw = defineRoute('document:withdraw', {
  method: 'post',
  path: '/documents/{id}/withdraw',
  summary: 'Take a document out, and its record out of the catalogue',
  request: byId,
  responses: { 200: asItIsNow, ...errors(401, 403, 404) },
});

const listDuplicates = defineRoute('document:read', {
  method: 'get',
  path: '/documents/{id}/duplicates',
  summary: 'Records and live drafts that may be the same',
  request: byId,
  responses: {
    200: json(z.object({ duplicates: z.array(duplicateView) }), 'The surest first.'),
    ...errors(401, 404),
  },
});

/** The routes of documents, but for their history. */
export function documentRoutes({
  documents,
  adaptations,
  hackathons,
  lifecycle,
  catalogue,
}: DocumentParts) {
  return createRouter()
    .openapi(createDocument, (c) => {
      const { team, actor } = requireTeam(
        c,
        hackathons,
        'create-document',
        c.req.valid('param').teamId,
      );
      const { kind, name, templateId, from } = c.req.valid('json');
      const template =
        templateId === undefined ? null : hackathons.templates.get(team.hackathonId, templateId);
      if (templateId !== undefined && template?.kind !== kind) throw notFound('template');
      const seed = { ...(name === '' ? {} : { name }), ...templateSeed(template) };
      const document = { teamId: team.id, kind, seed };
      const { id } =
        from === undefined
          ? documents.create({ ...document, by: actor.personId })
          : adaptations.begin(from, document, actor);
      return c.json(documents.summary(id)!, 201);
    })
    .openapi(getDocument, (c) => {
      const { document, actor } = requireDocument(c, documents, 'read', c.req.valid('param').id);
      return c.json(documents.view(document.id, actor), 200);
    })
    .openapi(listDocuments, (c) => {
      const { hackathon } = requireHackathon(c, hackathons, 'read', c.req.valid('param').id);
      return c.json({ documents: documents.find(hackathon.id, c.req.valid('query').q ?? '') }, 200);
    })
    .openapi(adapt, (c) => {
      const { id } = c.req.valid('param');
      const { document, actor } = requireDocument(c, documents, 'write', id);
      return c.json(adaptations.adapt(document, c.req.valid('json').from, actor), 200);
    })
    .openapi(finalise, (c) => {
      const { id } = c.req.valid('param');
      return c.json(lifecycle.finalise(id, requireActor(c), c.req.valid('json')), 200);
    })
    .openapi(submit, (c) => {
      const { id } = c.req.valid('param');
      const actor = requireActor(c);
      lifecycle.submit(id, actor);
      return c.json(documents.view(id, actor), 200);
    })
    .openapi(returnDocument, (c) => {
      const { id } = c.req.valid('param');
      const actor = requireActor(c);
      const { note, notes } = c.req.valid('json');
      lifecycle.returnToDraft(id, actor, note, notes);
      return c.json(documents.view(id, actor), 200);
    })
    .openapi(reopen, (c) => {
      const { id } = c.req.valid('param');
      const actor = requireActor(c);
      lifecycle.reopen(id, actor);
      return c.json(documents.view(id, actor), 200);
    })
    .openapi(withdraw, (c) => {
      const { id } = c.req.valid('param');
      const actor = requireActor(c);
      lifecycle.withdraw(id, actor);
      return c.json(documents.view(id, actor), 200);
    })
    .openapi(listDuplicates, (c) => {
      const { document } = requireDocument(c, documents, 'read', c.req.valid('param').id);
      const { title, fields } = documents.projection(document.id);
      const duplicates = catalogue.duplicates.find({
        kind: document.kind,
        title,
        fields,
        excludeDocumentId: document.id,
      });
      return c.json({ duplicates }, 200);
    });
}

/** What a document that begins with a template says at first. */
function templateSeed(template: Template | null): DocumentSeed {
  if (template === null) return {};
  const description = Object.fromEntries(
    Object.entries(template.texts).map(([language, text]) => [language, plainToRichText(text)]),
  );
  return { description };
}
