// Notes on documents over HTTP. Who may read a document may comment on it, whatever its state.
import { z } from '@hono/zod-openapi';
import {
  beginThreadRequest,
  mentionablePerson,
  mentionView,
  replyRequest,
  threadView,
  updateThreadRequest,
} from '../../../shared/api/notes.ts';
import type { Documents } from '../../documents/documents.ts';
import type { Notes } from '../../documents/notes.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import { createRouter, defineRoute, errors, json } from '../context.ts';
import { requireDocument } from './document-subjects.ts';
import { requireHackathon } from './hackathon-subjects.ts';

interface NoteParts {
  readonly documents: Documents;
  readonly hackathons: Hackathons;
  readonly notes: Notes;
}

const byId = { params: z.object({ id: z.string().max(120) }) };
const byThread = { params: z.object({ id: z.string().max(120), threadId: z.string().max(40) }) };
const byNote = {
  params: z.object({
    id: z.string().max(120),
    threadId: z.string().max(40),
    noteId: z.string().max(40),
  }),
};
const asItIsNow = json(threadView, 'The thread as it is now.');

const listNotes = defineRoute('document:read', {
  method: 'get',
  path: '/documents/{id}/notes',
  summary: 'The notes on a document',
  request: byId,
  responses: {
    200: json(z.object({ threads: z.array(threadView) }), 'Open threads first, oldest first.'),
    ...errors(401, 404),
  },
});

const listMentionable = defineRoute('document:read', {
  method: 'get',
  path: '/documents/{id}/mentionable',
  summary: 'Who can be mentioned in a note on a document',
  request: byId,
  responses: {
    200: json(z.object({ people: z.array(mentionablePerson) }), 'Those who write in it first.'),
    ...errors(401, 404),
  },
});

const beginThread = defineRoute('document:comment', {
  method: 'post',
  path: '/documents/{id}/notes',
  summary: 'Begin a thread at a field or about the whole document',
  request: { ...byId, body: { ...json(beginThreadRequest), required: true } },
  responses: { 201: json(threadView, 'Begun.'), ...errors(401, 403, 404, 422) },
});

const replyToThread = defineRoute('document:comment', {
  method: 'post',
  path: '/documents/{id}/notes/{threadId}',
  summary: 'Answer in a thread; a resolved one is open again',
  request: { ...byThread, body: { ...json(replyRequest), required: true } },
  responses: { 200: asItIsNow, ...errors(401, 403, 404, 422) },
});

const settleThread = defineRoute('document:comment', {
  method: 'patch',
  path: '/documents/{id}/notes/{threadId}',
  summary: 'Resolve a thread or open it again',
  request: { ...byThread, body: { ...json(updateThreadRequest), required: true } },
  responses: { 200: asItIsNow, ...errors(401, 403, 404, 422) },
});

const editNote = defineRoute('document:comment', {
  method: 'patch',
  path: '/documents/{id}/notes/{threadId}/{noteId}',
  summary: 'Say my own note in other words',
  request: { ...byNote, body: { ...json(replyRequest), required: true } },
  responses: { 200: asItIsNow, ...errors(401, 403, 404, 409, 422) },
});

const removeNote = defineRoute('document:comment', {
  method: 'delete',
  path: '/documents/{id}/notes/{threadId}/{noteId}',
  summary: 'Take my own note back; the thread goes with its last note',
  request: byNote,
  responses: {
    200: json(threadView.nullable(), 'The thread as it is now; null when it is gone.'),
    ...errors(401, 403, 404, 409),
  },
});

const markSeen = defineRoute('document:read', {
  method: 'post',
  path: '/documents/{id}/notes/{threadId}/seen',
  summary: 'Say that I saw where I am mentioned in a thread',
  request: byThread,
  responses: { 204: { description: 'Noted.' }, ...errors(401, 404) },
});

const listMentions = defineRoute('hackathon:read', {
  method: 'get',
  path: '/hackathons/{id}/mentions',
  summary: 'Notes of a hackathon that mention me and that I have not seen',
  request: byId,
  responses: {
    200: json(z.object({ mentions: z.array(mentionView) }), 'Newest first.'),
    ...errors(401, 404),
  },
});

/** The routes of notes. */
export function noteRoutes({ documents, hackathons, notes }: NoteParts) {
  return createRouter()
    .openapi(listNotes, (c) => {
      const { document, actor } = requireDocument(c, documents, 'read', c.req.valid('param').id);
      return c.json({ threads: notes.list(document.id, actor.personId) }, 200);
    })
    .openapi(listMentionable, (c) => {
      const { document, actor } = requireDocument(c, documents, 'read', c.req.valid('param').id);
      return c.json({ people: notes.mentionable(document, actor.personId) }, 200);
    })
    .openapi(beginThread, (c) => {
      const { id } = c.req.valid('param');
      const { document, actor } = requireDocument(c, documents, 'comment', id);
      return c.json(notes.begin(document, c.req.valid('json'), actor), 201);
    })
    .openapi(markSeen, (c) => {
      const { id, threadId } = c.req.valid('param');
      const { document, actor } = requireDocument(c, documents, 'read', id);
      notes.markSeen(document, threadId, actor.personId);
      return c.body(null, 204);
    })
    .openapi(replyToThread, (c) => {
      const { id, threadId } = c.req.valid('param');
      const { document, actor } = requireDocument(c, documents, 'comment', id);
      return c.json(notes.reply(document, threadId, c.req.valid('json'), actor), 200);
    })
    .openapi(settleThread, (c) => {
      const { id, threadId } = c.req.valid('param');
      const { document, actor } = requireDocument(c, documents, 'comment', id);
      const { isResolved } = c.req.valid('json');
      return c.json(notes.settle(document, threadId, isResolved, actor), 200);
    })
    .openapi(editNote, (c) => {
      const { id, threadId, noteId } = c.req.valid('param');
      const { document, actor } = requireDocument(c, documents, 'comment', id);
      return c.json(notes.edit(document, threadId, noteId, c.req.valid('json'), actor), 200);
    })
    .openapi(removeNote, (c) => {
      const { id, threadId, noteId } = c.req.valid('param');
      const { document, actor } = requireDocument(c, documents, 'comment', id);
      return c.json(notes.remove(document, threadId, noteId, actor), 200);
    })
    .openapi(listMentions, (c) => {
      const { hackathon, actor } = requireHackathon(c, hackathons, 'read', c.req.valid('param').id);
      return c.json({ mentions: notes.mentions(hackathon.id, actor.personId) }, 200);
    });
}
