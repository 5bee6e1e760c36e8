// Who I am: signing in and out, my profile, my sessions, one-time links.
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import {
  claimLinkRequest,
  linkView,
  personView,
  sessionRowView,
  signInRequest,
  updatePersonRequest,
} from '../../../shared/api/people.ts';
import { type SessionView, sessionView } from '../../../shared/api/session.ts';
import type { Accounts } from '../../accounts/accounts.ts';
import type { PersonRow } from '../../accounts/people.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import { toHackathonView, toTeamView } from '../../hackathons/rows.ts';
import { createRouter, defineRoute, type Env, errors, json, requireActor } from '../context.ts';
import { AppError, forbidden, notFound } from '../errors.ts';
import {
  type CookieOptions,
  clearSessionCookie,
  readBrowserCookie,
  writeBrowserCookie,
  writeSessionCookie,
} from '../session-cookie.ts';

interface SessionParts {
  readonly accounts: Accounts;
  readonly hackathons: Hackathons;
  readonly now: () => number;
}

const none = { 204: { description: 'Done.' } };

const getSession = defineRoute('public', {
  method: 'get',
  path: '/session',
  summary: 'Who I am, my teams and the hackathons I facilitate',
  responses: { 200: json(sessionView, 'The session; `person` is null when signed out.') },
});

const signIn = defineRoute('public', {
  method: 'post',
  path: '/session',
  summary: 'Sign in with e-mail and password',
  request: { body: { ...json(signInRequest), required: true } },
  responses: { 200: json(sessionView, 'Signed in.'), ...errors(401, 422, 429, 503) },
});

// Public, so that a person who is signed out already is told "done" and nothing else.
const signOut = defineRoute('public', {
  method: 'delete',
  path: '/session',
  summary: 'Sign out here',
  responses: none,
});

const listSessions = defineRoute('signed-in', {
  method: 'get',
  path: '/sessions',
  summary: 'My signed-in browsers',
  responses: {
    200: json(z.object({ sessions: z.array(sessionRowView) }), 'The last used first.'),
    ...errors(401),
  },
});

const endSessions = defineRoute('signed-in', {
  method: 'delete',
  path: '/sessions',
  summary: 'Sign out everywhere',
  responses: { ...none, ...errors(401) },
});

const endSession = defineRoute('signed-in', {
  method: 'delete',
  path: '/sessions/{id}',
  summary: 'Sign out one of my browsers',
  request: { params: z.object({ id: z.string() }) },
  responses: { ...none, ...errors(401, 404) },
});

const updatePerson = defineRoute('signed-in', {
  method: 'patch',
  path: '/person',
  summary: 'Change my name, language, or how I sign in',
  request: { body: { ...json(updatePersonRequest), required: true } },
  responses: { 200: json(personView, 'As it is now.'), ...errors(401, 403, 409, 422, 429, 503) },
});

const peekLink = defineRoute('public', {
  method: 'get',
  path: '/links/{token}',
  summary: 'What a one-time link opens, without using it',
  request: { params: z.object({ token: z.string().max(100) }) },
  responses: { 200: json(linkView, 'It still works.'), ...errors(410) },
});

const claimLink = defineRoute('public', {
  method: 'post',
  path: '/links/{token}',
  summary: 'Use a one-time link; signs in',
  request: {
    params: z.object({ token: z.string().max(100) }),
    body: { ...json(claimLinkRequest), required: true },
  },
  responses: { 200: json(sessionView, 'Signed in.'), ...errors(409, 410, 422, 429, 503) },
});

/** A person for answers. */
function toPersonView({ id, name, colour, language, ...row }: PersonRow) {
  return {
    id,
    name,
    colour,
    language,
    hasAccount: row.email !== null,
    isAdministrator: row.isAdministrator === 1,
  };
}

/**
 * Begins a session in this browser. The one it had is ended: a session never outlives a change of
 * who is signed in (AC3).
 */
export async function beginSession(
  c: Context<Env>,
  { accounts }: { accounts: Accounts },
  doors: CookieOptions,
  personId: string,
): Promise<void> {
  const before = c.get('sessionId');
  const { cookie, sessionId } = await accounts.sessions.create(
    personId,
    c.req.header('User-Agent') ?? '',
  );
  if (before !== null) accounts.sessions.end(before);
  c.set('sessionId', sessionId);
  c.set('actor', accounts.actor(personId));
  writeSessionCookie(c, doors, cookie);
}

/** The routes of `/session`, `/sessions`, `/person` and `/links`. */
export function sessionRoutes(parts: SessionParts, doors: CookieOptions) {
  const { accounts, hackathons, now } = parts;
  const { people, sessions, links, pins } = accounts;

  function viewSession(c: Context<Env>): SessionView {
    const actor = c.get('actor');
    const person = actor === null ? null : people.get(actor.personId);
    if (actor === null || person === null) {
      return { person: null, teams: [], facilitates: [], hasPin: false, serverTime: now() };
    }
    return {
      person: toPersonView(person),
      teams: actor.teams.flatMap(({ teamId, hackathonId }) => {
        const team = hackathons.teams.get(teamId);
        const hackathon = hackathons.get(hackathonId);
        if (team === null || hackathon === null) return [];
        return [{ team: toTeamView(team), hackathon: toHackathonView(hackathon) }];
      }),
      facilitates: hackathons
        .list()
        .filter(({ id }) => actor.isAdministrator || actor.facilitates.includes(id))
        .map(toHackathonView),
      hasPin: accounts.pins.has(readBrowserCookie(c, doors), person.id),
      serverTime: now(),
    };
  }

  return createRouter()
    .openapi(getSession, (c) => c.json(viewSession(c), 200))
    .openapi(signIn, async (c) => {
      const { email, password } = c.req.valid('json');
      const browser = readBrowserCookie(c, doors);
      const person = await people.verifyPassword(email, password, browser);
      if (person === null) {
        throw new AppError(
          401,
          'wrong_password',
          'This e-mail and password do not belong together.',
        );
      }
      await beginSession(c, parts, doors, person.id);
      rememberBrowser(c, person.id);
      return c.json(viewSession(c), 200);
    })
    .openapi(signOut, (c) => {
      const sessionId = c.get('sessionId');
      if (sessionId !== null) sessions.end(sessionId);
      clearSessionCookie(c, doors);
      return c.body(null, 204);
    })
    .openapi(listSessions, (c) => {
      const current = c.get('sessionId');
      const mine = sessions
        .list(requireActor(c).personId)
        .map(({ personId: _, ...session }) => ({ ...session, isCurrent: session.id === current }));
      return c.json({ sessions: mine }, 200);
    })
    .openapi(endSessions, (c) => {
      const { personId } = requireActor(c);
      sessions.endAll(personId);
      pins.forgetElsewhere(personId);
      clearSessionCookie(c, doors);
      return c.body(null, 204);
    })
    .openapi(endSession, (c) => {
      const { id } = c.req.valid('param');
      const { personId } = requireActor(c);
      const isMine = sessions.list(personId).some((session) => session.id === id);
      if (!isMine) throw notFound('session');
      sessions.end(id);
      // Nobody knows in which browser that was: a PIN must not be the way back into it.
      if (id !== c.get('sessionId')) pins.forgetElsewhere(personId, readBrowserCookie(c, doors));
      else clearSessionCookie(c, doors);
      return c.body(null, 204);
    })
    .openapi(updatePerson, async (c) => {
      const { personId } = requireActor(c);
      const { name, language, email, password, currentPassword } = c.req.valid('json');
      const person = people.get(personId);
      if (person === null) throw notFound('person');
      if (email !== undefined || password !== undefined) {
        await changeCredentials(c, person, { email, password, currentPassword });
      }
      return c.json(toPersonView(people.update(personId, { name, language })), 200);
    })
    .openapi(peekLink, (c) => {
      const link = links.peek(c.req.valid('param').token);
      if (link === null) throw usedUp();
      const { purpose, hackathonId, personId, expiresAt } = link;
      const hackathon = hackathonId === null ? null : hackathons.get(hackathonId);
      const person = personId === null ? null : people.get(personId);
      return c.json(
        {
          purpose,
          hackathonName: hackathon?.name ?? null,
          personName: person?.name ?? null,
          expiresAt,
        },
        200,
      );
    })
    .openapi(claimLink, async (c) => {
      const { token } = c.req.valid('param');
      const link = links.peek(token);
      if (link === null) throw usedUp();
      const person = await links.claim(token, c.req.valid('json'));
      hackathons.audit.record({
        personId: person.id,
        hackathonId: link.hackathonId,
        action: `link-used:${link.purpose}`,
        subject: person.id,
      });
      // Whoever had the old password, or a browser signed in with it, is out.
      if (link.purpose === 'reset-password') {
        sessions.endAll(person.id);
        pins.forgetElsewhere(person.id);
      }
      await beginSession(c, parts, doors, person.id);
      rememberBrowser(c, person.id);
      return c.json(viewSession(c), 200);
    });

  function rememberBrowser(c: Context<Env>, personId: string): void {
    const token = accounts.knownBrowsers.remember(readBrowserCookie(c, doors), personId);
    writeBrowserCookie(c, doors, token);
  }

  async function changeCredentials(
    c: Context<Env>,
    person: PersonRow,
    change: { email?: string; password?: string; currentPassword?: string },
  ): Promise<void> {
    const { email, password, currentPassword } = change;
    if (person.email === null) {
      if (email === undefined || password === undefined) {
        throw new AppError(422, 'invalid_request', 'An account needs an e-mail and a password.');
      }
      await people.setCredentials(person.id, { email, password });
      rememberBrowser(c, person.id);
    } else {
      // A laptop left open must not be enough to take somebody's account.
      if (currentPassword === undefined) throw forbidden('Give your current password too.');
      const browser = readBrowserCookie(c, doors);
      if ((await people.verifyPassword(person.email, currentPassword, browser)) === null) {
        throw new AppError(403, 'wrong_password', 'The current password is another one.');
      }
      await people.setCredentials(person.id, { email, password: password ?? currentPassword });
    }
    // Other browsers sign in anew; this one goes on, with its open documents.
    sessions.endAll(person.id, c.get('sessionId') ?? undefined);
    pins.forgetElsewhere(person.id, readBrowserCookie(c, doors));
  }
}

function usedUp(): AppError {
  return new AppError(410, 'link_used_up', 'This link was used or is too old. Ask for another.');
}
