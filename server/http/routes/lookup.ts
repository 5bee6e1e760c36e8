// What people look up while they write: alike entries beside the form, things to refer to, words in
// the documents of their hackathon.
import { z } from '@hono/zod-openapi';
import type { DuplicateView } from '../../../shared/api/documents.ts';
import {
  type AlikeView,
  alikeAnswer,
  alikeQuery,
  type JoinStanding,
  notTheSameRequest,
  referenceView,
  relatedView,
  searchAnswer,
} from '../../../shared/api/lookup.ts';
import { isKind } from '../../../shared/kinds.ts';
import { type Actor, can } from '../../../shared/roles.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Lookup } from '../../catalogue/lookup.ts';
import type { Documents } from '../../documents/documents.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import type { Rooms } from '../../realtime/types.ts';
import { createRouter, defineRoute, errors, json } from '../context.ts';
import { requireDocument } from './document-subjects.ts';
import { requireHackathon } from './hackathon-subjects.ts';

interface LookupParts {
  readonly documents: Documents;
  readonly hackathons: Hackathons;
  readonly catalogue: Catalogue;
  readonly lookup: Lookup;
  readonly rooms: Rooms;
  readonly now: () => number;
}

/** Alike entries shown at once; beyond, a name says too little to compare by. */
const ALIKE_LIMIT = 20;

const byId = { params: z.object({ id: z.string().max(120) }) };

const findAlike = defineRoute('document:read', {
  method: 'get',
  path: '/documents/{id}/alike',
  summary: 'Records and live drafts like what is being typed in a document',
  description:
    'Drafts are those of the same hackathon, which everybody in it may read; others are never named.',
  request: { ...byId, query: alikeQuery },
  responses: { 200: json(alikeAnswer, 'The surest first.'), ...errors(401, 404, 422) },
});

const sayDifferent = defineRoute('document:write', {
  method: 'post',
  path: '/documents/{id}/not-the-same',
  summary: 'Remember that a document is none of these entries, and why',
  request: { ...byId, body: { ...json(notTheSameRequest), required: true } },
  responses: { 204: { description: 'Remembered.' }, ...errors(401, 403, 404, 422) },
});

const findRelated = defineRoute('hackathon:read', {
  method: 'get',
  path: '/hackathons/{id}/related',
  summary: 'Records and live drafts a relation can point to',
  request: {
    ...byId,
    query: z.object({
      /** Separated by commas. */
      kinds: z.string().max(100),
      q: z.string().max(200).default(''),
    }),
  },
  responses: {
    200: json(z.object({ related: z.array(relatedView) }), 'Records first.'),
    ...errors(401, 404, 422),
  },
});

const listReferences = defineRoute('document:read', {
  method: 'get',
  path: '/documents/{id}/references',
  summary: 'What the relations of a document point to, as it is known now',
  request: byId,
  responses: {
    200: json(z.object({ references: z.array(referenceView) }), 'Each once.'),
    ...errors(401, 404),
  },
});

const searchDocuments = defineRoute('hackathon:read', {
  method: 'get',
  path: '/hackathons/{id}/search',
  summary: 'Documents of a hackathon that hold words, in title or text',
  request: { ...byId, query: z.object({ q: z.string().max(200) }) },
  responses: { 200: json(searchAnswer, 'The best first.'), ...errors(401, 404, 422) },
});

/** The routes. */
export function lookupRoutes({
  documents,
  hackathons,
  catalogue,
  lookup,
  rooms,
  now,
}: LookupParts) {
  /** How the asking document's team stands to a draft. */
  function standing(actor: Actor, draftId: string, askingTeamId: string): JoinStanding {
    const draft = documents.require(draftId);
    const subject = documents.subject(draft);
    const teams = [subject.teamId, ...subject.invitedTeamIds];
    if (teams.includes(askingTeamId) || can(actor, 'write', subject)) return 'writes';
    const request = documents.joinRequest(draftId, askingTeamId);
    if (request === null) return 'may-ask';
    return request.declinedAt === null ? 'asked' : 'declined';
  }

  function toAlike(view: DuplicateView, actor: Actor, askingTeamId: string): AlikeView {
    if (view.type === 'record') return { ...view, join: null, writing: 0 };
    return {
      ...view,
      join: standing(actor, view.id, askingTeamId),
      writing: new Set(rooms.present(view.id).map(({ user }) => user.id)).size,
    };
  }

  return createRouter()
    .openapi(findAlike, (c) => {
      const { id } = c.req.valid('param');
      const { document, subject, actor } = requireDocument(c, documents, 'read', id);
      // Whoever writes here as a guest asks for their own table.
      const askingTeamId =
        [document.teamId, ...subject.invitedTeamIds].find((teamId) =>
          actor.teams.some((team) => team.teamId === teamId),
        ) ?? document.teamId;
      const { name, ...fields } = c.req.valid('query');
      const found = catalogue.duplicates.find({
        kind: document.kind,
        title: name,
        fields: { name, ...fields },
        excludeDocumentId: document.id,
      });
      return c.json(
        {
          alike: found.slice(0, ALIKE_LIMIT).map((view) => toAlike(view, actor, askingTeamId)),
          more: Math.max(0, found.length - ALIKE_LIMIT),
          askingTeamId,
        },
        200,
      );
    })
    .openapi(sayDifferent, (c) => {
      const { id } = c.req.valid('param');
      const { document, actor } = requireDocument(c, documents, 'write', id);
      const { ids, reason } = c.req.valid('json');
      catalogue.duplicates.remember(document.id, ids, {
        personId: actor.personId,
        reason,
        at: now(),
      });
      return c.body(null, 204);
    })
    .openapi(findRelated, (c) => {
      const { hackathon } = requireHackathon(c, hackathons, 'read', c.req.valid('param').id);
      const { kinds, q } = c.req.valid('query');
      const related = lookup.related({
        kinds: kinds.split(',').filter(isKind),
        hackathonId: hackathon.id,
        words: q,
      });
      return c.json({ related }, 200);
    })
    .openapi(listReferences, (c) => {
      const { document } = requireDocument(c, documents, 'read', c.req.valid('param').id);
      return c.json({ references: lookup.references(document.id) }, 200);
    })
    .openapi(searchDocuments, (c) => {
      const { hackathon } = requireHackathon(c, hackathons, 'read', c.req.valid('param').id);
      return c.json(lookup.search(hackathon.id, c.req.valid('query').q), 200);
    });
}
