// What people may ask about their own data, what an administrator may do for them, and how long a
// hackathon keeps its guests.
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { can } from '../../../shared/roles.ts';
import type { Accounts } from '../../accounts/accounts.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import type { Privacy } from '../../operations/privacy.ts';
import { createRouter, defineRoute, type Env, errors, json, requireActor } from '../context.ts';
import { AppError, forbidden, notFound } from '../errors.ts';
import { type CookieOptions, clearSessionCookie, readBrowserCookie } from '../session-cookie.ts';
import { requireHackathon } from './hackathon-subjects.ts';

interface PrivacyParts {
  readonly accounts: Accounts;
  readonly hackathons: Hackathons;
  readonly privacy: Privacy;
}

const byId = { params: z.object({ id: z.string().max(120) }) };
const none = { 204: { description: 'Done.' } };

const row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
const rows = z.array(row);
const personalData = z.object({
  exportedAt: z.number(),
  person: row,
  sessions: rows,
  knownBrowsers: rows,
  browserPins: rows,
  links: rows,
  teams: rows,
  facilitates: rows,
  documents: rows,
  versions: rows,
  revisions: rows,
  invitations: rows,
  joinRequests: rows,
  imports: rows,
  reviewNotes: rows,
  notes: rows,
  mentions: rows,
  resolvedThreads: rows,
  visits: rows,
  signatories: rows,
  signatoryLinks: rows,
  confirmations: rows,
  announcements: rows,
  announcementsShown: rows,
  comparisons: rows,
  decisions: rows,
});

const retention = z.object({ guestRetentionDays: z.number().int().min(1).max(3650).nullable() });

const exportMe = defineRoute('signed-in', {
  method: 'get',
  path: '/person/export',
  summary: 'Everything this server holds about me, as a file',
  responses: { 200: json(personalData, 'The data.'), ...errors(401) },
});

const eraseMe = defineRoute('signed-in', {
  method: 'delete',
  path: '/person',
  summary: 'Forget me; what I wrote stays, as written by a participant',
  description: 'An account gives its password too. Signs out everywhere.',
  request: {
    body: json(z.object({ currentPassword: z.string().min(1).max(200).optional() })),
  },
  responses: { ...none, ...errors(401, 403, 409, 422, 429, 503) },
});

const exportPerson = defineRoute('server:administer', {
  method: 'get',
  path: '/people/{id}/export',
  summary: 'Everything this server holds about a person who asked for it',
  request: byId,
  responses: { 200: json(personalData, 'The data.'), ...errors(401, 403, 404) },
});

const erasePerson = defineRoute('server:administer', {
  method: 'delete',
  path: '/people/{id}',
  summary: 'Forget a person who asked for it; what they wrote stays',
  request: byId,
  responses: { ...none, ...errors(401, 403, 404, 409) },
});

const getRetention = defineRoute('hackathon:facilitate', {
  method: 'get',
  path: '/hackathons/{id}/retention',
  summary: 'How many days after the end guests are kept',
  request: byId,
  responses: { 200: json(retention, 'Null: until they ask.'), ...errors(401, 403, 404) },
});

const setRetention = defineRoute('hackathon:facilitate', {
  method: 'put',
  path: '/hackathons/{id}/retention',
  summary: 'Set how many days after the end guests are kept',
  request: { ...byId, body: { ...json(retention), required: true } },
  responses: { 200: json(retention, 'As it is now.'), ...errors(401, 403, 404, 422) },
});

/** The routes. */
export function privacyRoutes(parts: PrivacyParts, doors: CookieOptions) {
  const { accounts, hackathons, privacy } = parts;

  function requireAdministrator(c: Context<Env>) {
    const actor = requireActor(c);
    if (!can(actor, 'administer', { type: 'server' })) throw forbidden();
    return actor;
  }

  function requireData(c: Context<Env>, personId: string) {
    const data = privacy.exportPerson(personId);
    if (data === null) throw notFound('person');
    c.header('Content-Disposition', 'attachment; filename="sommet-personal-data.json"');
    c.header('Cache-Control', 'no-store');
    return data;
  }

  /** A laptop left open must not be enough to erase an account; a guest has nothing else. */
  async function requireOwner(c: Context<Env>, personId: string, password: string | undefined) {
    const email = accounts.people.get(personId)?.email ?? null;
    if (email === null) return;
    if (password === undefined) throw forbidden('Give your current password too.');
    const browser = readBrowserCookie(c, doors);
    if ((await accounts.people.verifyPassword(email, password, browser)) === null) {
      throw new AppError(403, 'wrong_password', 'The current password is another one.');
    }
  }

  return createRouter()
    .openapi(exportMe, (c) => c.json(requireData(c, requireActor(c).personId), 200))
    .openapi(eraseMe, async (c) => {
      const { personId } = requireActor(c);
      await requireOwner(c, personId, c.req.valid('json')?.currentPassword);
      privacy.erase(personId, { by: personId, reason: 'asked' });
      clearSessionCookie(c, doors);
      return c.body(null, 204);
    })
    .openapi(exportPerson, (c) => {
      const { personId } = requireAdministrator(c);
      const { id } = c.req.valid('param');
      const data = requireData(c, id);
      const action = 'person-exported';
      hackathons.audit.record({ personId, hackathonId: null, action, subject: id });
      return c.json(data, 200);
    })
    .openapi(erasePerson, (c) => {
      const { personId } = requireAdministrator(c);
      privacy.erase(c.req.valid('param').id, { by: personId, reason: 'asked' });
      return c.body(null, 204);
    })
    .openapi(getRetention, (c) => {
      const { hackathon } = requireHackathon(c, hackathons, 'facilitate', c.req.valid('param').id);
      return c.json({ guestRetentionDays: privacy.retention.get(hackathon.id) }, 200);
    })
    .openapi(setRetention, (c) => {
      const { id } = c.req.valid('param');
      const { hackathon, actor } = requireHackathon(c, hackathons, 'facilitate', id);
      const { guestRetentionDays } = c.req.valid('json');
      privacy.retention.set(hackathon.id, guestRetentionDays, actor.personId);
      return c.json({ guestRetentionDays: privacy.retention.get(hackathon.id) }, 200);
    });
}
