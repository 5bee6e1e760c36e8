// What facilitators tell everybody and whom it has reached; rehearsals. Boards are in live.ts, walls in
// walls.ts.
import { z } from '@hono/zod-openapi';
import {
  controlView,
  createRehearsalRequest,
  entryView,
  noticesView,
  spotlightRequest,
} from '../../../shared/api/control.ts';
import { announcementView, hackathonView } from '../../../shared/api/hackathons.ts';
import { can, isStanding } from '../../../shared/roles.ts';
import type { Documents } from '../../documents/documents.ts';
import { toAnnouncementView } from '../../hackathons/announcements.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import type { Rehearsals } from '../../hackathons/rehearsals.ts';
import { toHackathonView } from '../../hackathons/rows.ts';
import type { Live } from '../../live/live.ts';
import { createRouter, defineRoute, errors, json, requireActor } from '../context.ts';
import { AppError, forbidden, notFound } from '../errors.ts';
import { requireDocument } from './document-subjects.ts';
import { requireAnnouncement, requireHackathon } from './hackathon-subjects.ts';

const byId = { params: z.object({ id: z.string().max(120) }) };
const none = { 204: { description: 'Done.' } };

const notices = defineRoute('hackathon:read', {
  method: 'get',
  path: '/hackathons/{id}/notices',
  summary: 'What is said to everybody now, for screens that follow no board',
  request: byId,
  responses: { 200: json(noticesView, 'As it stands.'), ...errors(401, 404) },
});

const shown = defineRoute('hackathon:read', {
  method: 'put',
  path: '/announcements/{id}/shown',
  summary: 'My screen shows this announcement',
  request: byId,
  responses: { ...none, ...errors(401, 404) },
});

const opened = defineRoute('hackathon:read', {
  method: 'put',
  path: '/announcements/{id}/opened',
  summary: 'I look at the document this asks me to look at',
  request: byId,
  responses: { ...none, ...errors(401, 404) },
});

const spotlight = defineRoute('hackathon:announce', {
  method: 'post',
  path: '/hackathons/{id}/spotlight',
  summary: 'Ask everybody to look at a document; taken back like an announcement',
  request: { ...byId, body: { ...json(spotlightRequest), required: true } },
  responses: {
    201: json(announcementView, 'Everybody is asked.'),
    ...errors(401, 403, 404, 409, 422),
  },
});

const control = defineRoute('hackathon:facilitate', {
  method: 'get',
  path: '/hackathons/{id}/control',
  summary: 'Who is here, and whom announcements have reached',
  request: byId,
  responses: { 200: json(controlView, 'As it is now.'), ...errors(401, 403, 404) },
});

const entry = defineRoute('document:read', {
  method: 'get',
  path: '/documents/{id}/entry',
  summary: 'What a document says, to read it without opening it',
  request: byId,
  responses: { 200: json(entryView, 'As it was a moment ago.'), ...errors(401, 404) },
});

const createRehearsal = defineRoute('server:create-hackathon', {
  method: 'post',
  path: '/rehearsals',
  summary: 'Create a hackathon for bots: nothing of it is ever published',
  request: { body: { ...json(createRehearsalRequest), required: true } },
  responses: { 201: json(hackathonView, 'Created.'), ...errors(401, 403, 422) },
});

const removeRehearsal = defineRoute('hackathon:facilitate', {
  method: 'delete',
  path: '/rehearsals/{id}',
  summary: 'Remove a rehearsal and everybody who was only in it',
  request: byId,
  responses: { ...none, ...errors(401, 403, 404, 409) },
});

interface ControlParts {
  readonly hackathons: Hackathons;
  readonly rehearsals: Rehearsals;
  readonly documents: Documents;
  readonly live: Live;
}

/** The routes of the control room. */
export function controlRoutes({ hackathons, rehearsals, documents, live }: ControlParts) {
  const { announcements } = hackathons;
  return createRouter()
    .openapi(notices, (c) => {
      const { hackathon } = requireHackathon(c, hackathons, 'read', c.req.valid('param').id);
      const standing = announcements.list(hackathon.id).map(toAnnouncementView);
      return c.json({ announcements: standing }, 200);
    })
    .openapi(shown, (c) => {
      const { id } = c.req.valid('param');
      const { announcement, actor } = requireAnnouncement(c, hackathons, 'read', id);
      announcements.shown(announcement.id, actor.personId);
      return c.body(null, 204);
    })
    .openapi(opened, (c) => {
      const { id } = c.req.valid('param');
      const { announcement, actor } = requireAnnouncement(c, hackathons, 'read', id);
      if (announcement.documentId === null) throw notFound('announcement');
      announcements.opened(announcement.id, actor.personId);
      return c.body(null, 204);
    })
    .openapi(spotlight, (c) => {
      const { id } = c.req.valid('param');
      const { hackathon, actor } = requireHackathon(c, hackathons, 'announce', id);
      const { document } = requireDocument(c, documents, 'read', c.req.valid('json').documentId);
      if (document.hackathonId !== hackathon.id) throw notFound('document');
      if (!isStanding(document.state)) {
        throw new AppError(
          409,
          'document_over',
          'A document that was taken back or merged cannot be shown to everybody.',
        );
      }
      const { title } = documents.projection(document.id);
      const row = announcements.spotlight({ ...document, title }, actor.personId);
      return c.json(toAnnouncementView(row), 201);
    })
    .openapi(control, (c) => {
      const { id } = c.req.valid('param');
      const { hackathon } = requireHackathon(c, hackathons, 'facilitate', id);
      const rows = announcements.reach(hackathon.id);
      const standing = rows.filter(({ endedAt }) => endedAt === null);
      const onWalls = live.screens.shown(
        hackathon.id,
        standing.map((row) => row.id),
      );
      const here = live.here(hackathon.id);
      const reached = rows.map((row) => {
        const people = JSON.parse(row.shownTo) as string[];
        return {
          ...toAnnouncementView(row),
          endedAt: row.endedAt,
          openedBy: row.openedBy,
          shownTo: people.length,
          shownToHere: people.filter((personId) => here.has(personId)).length,
          shownOnWalls: onWalls[row.id] ?? 0,
        };
      });
      const isRehearsal = rehearsals.has(hackathon.id);
      return c.json({ isRehearsal, peopleHere: here.size, announcements: reached }, 200);
    })
    .openapi(entry, (c) => {
      const { document } = requireDocument(c, documents, 'read', c.req.valid('param').id);
      const { title, fields } = documents.projection(document.id);
      return c.json({ title, fields: fields as Record<string, unknown> }, 200);
    })
    .openapi(createRehearsal, (c) => {
      const actor = requireActor(c);
      if (!can(actor, 'create-hackathon', { type: 'server' })) throw forbidden();
      const row = rehearsals.create(c.req.valid('json'), actor.personId);
      return c.json(toHackathonView(row), 201);
    })
    .openapi(removeRehearsal, (c) => {
      const { id } = c.req.valid('param');
      const { hackathon, actor } = requireHackathon(c, hackathons, 'facilitate', id);
      rehearsals.remove(hackathon.id, actor.personId);
      return c.body(null, 204);
    });
}
