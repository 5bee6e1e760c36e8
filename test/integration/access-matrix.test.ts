// The access matrix over HTTP (AC1): every route with a rule, for every kind of person, in every
// state of document and hackathon. The routes are read from the running app: a new one fails here
// until its rule and its request are known.
import { describe, expect, it } from 'vitest';
import { createApp, type Doors } from '../../server/http/app.ts';
import { can, type Subject, type Verbs } from '../../shared/roles.ts';
import {
  type AccessWorld,
  type Cast,
  createAccessWorld,
  DOCUMENT_STATES,
  HACKATHON_STATES,
} from '../support/access-world.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

interface Route {
  /** Such as `post /documents/{id}/finalise`. */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly rule: string;
}

function createAppOf(server: TestServer) {
  const doors: Doors = {
    publicUrl: () => server.url,
    isHttps: false,
    isAllowedOrigin: () => true,
    tickets: new WeakMap(),
  };
  return createApp(server.parts, doors);
}

function documentedRoutes(server: TestServer): Route[] {
  const { paths = {} } = createAppOf(server).getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: '', version: '' },
  });
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, { 'x-rule'?: string }>).map(([method, operation]) => ({
      key: `${method} ${path.replace(/^\/api/, '')}`,
      method: method.toUpperCase(),
      path,
      rule: operation['x-rule'] ?? '',
    })),
  );
}

/** Routes that are no OpenAPI operations, and where their rule is held instead. */
const BESIDE: Readonly<Record<string, string>> = {
  // `document:read` and `document:write`, asked by the relay: access-sockets.test.ts.
  'GET /api/sync/:documentId': 'relay',
  // The description of the routes themselves.
  'GET /api/openapi.json': 'public',
};

/** A path of a route, with what else it needs besides the id its rule is about. */
const PATHS: Readonly<Record<string, (world: Things) => string>> = {
  'delete /codes/{code}': ({ code }) => `/codes/${code}`,
  'get /people/{id}/export': ({ somebodyId }) => `/people/${somebodyId}/export`,
  'delete /people/{id}': ({ somebodyId }) => `/people/${somebodyId}`,
  'delete /wall-links/{id}': ({ wallLinkId }) => `/wall-links/${wallLinkId}`,
  'delete /announcements/{id}': ({ announcementId }) => `/announcements/${announcementId}`,
  'post /documents/{id}/versions/{versionId}/restore': ({ documentId, versionId }) =>
    `/documents/${documentId}/versions/${versionId}/restore`,
};

/** Bodies that are as expected, so that only the right decides. */
const BODIES: Readonly<Record<string, (world: Things) => unknown>> = {
  'post /hackathons': () => ({ name: 'Another', startsAt: 1, endsAt: 2 }),
  'patch /hackathons/{id}': () => ({ reviewRequired: false }),
  'post /hackathons/{id}/teams': () => ({ name: 'Owner' }),
  'put /hackathons/{id}/retention': () => ({ guestRetentionDays: 30 }),
  'patch /teams/{id}': () => ({ name: 'Owner' }),
  'post /hackathons/{id}/codes': () => ({}),
  'post /hackathons/{id}/announcements': () => ({ text: 'Lunch' }),
  'post /teams/{teamId}/documents': () => ({ kind: 'tool' }),
  'post /documents/{id}/finalise': () => ({}),
  'post /documents/{id}/return': () => ({ note: 'A little more, please.' }),
  'post /documents/{id}/invitations': ({ invitedTeamId }) => ({ teamId: invitedTeamId }),
  'post /documents/{id}/versions': () => ({ name: 'Before lunch' }),
};

/**
 * Verbs that also let a route through: a reviewer finalises what is in review, and a second press of
 * a button by somebody who could press it first is no error.
 */
const ALSO: Readonly<
  Record<
    string,
    (actor: Cast['actor'], document: Extract<Subject, { type: 'document' }>) => boolean
  >
> = {
  'document:finalise': (actor, document) => can(actor, 'review', document),
  'document:submit': (actor, document) =>
    document.state === 'in-review' && can(actor, 'submit', { ...document, state: 'draft' }),
  'document:withdraw': (actor, document) =>
    document.state === 'withdrawn' && can(actor, 'withdraw', { ...document, state: 'draft' }),
};

interface Things extends AccessWorld {
  readonly code: string;
  readonly wallLinkId: string;
  readonly announcementId: string;
  readonly versionId: string;
  /** Nobody in the cast: erasing changes nothing for the others. */
  readonly somebodyId: string;
}

async function openThings(server: TestServer): Promise<Things> {
  const world = await createAccessWorld(server);
  const { accounts, hackathons, versions } = server.parts;
  const { hackathonId, documentId } = world;
  return {
    ...world,
    code: hackathons.codes.list(hackathonId)[0]!.code,
    wallLinkId: hackathons.wallLinks.create(hackathonId).id,
    announcementId: hackathons.announcements.create(hackathonId, 'Hello', null).id,
    somebodyId: accounts.people.createGuest({ name: 'Somebody', language: 'en' }).id,
    versionId: versions.create(documentId, { cause: 'named', name: 'One', by: null }).id,
  };
}

function pathOf({ key, path, rule }: Route, things: Things): string {
  const special = PATHS[key];
  if (special !== undefined) return `/api${special(things)}`;
  const [type] = rule.split(':');
  const id = { hackathon: things.hackathonId, team: things.teamId, document: things.documentId }[
    type as string
  ];
  return path.replace(/\{(id|teamId)\}/, id ?? '');
}

/** What `can()` says the answer's status must be. */
function expectedOf(
  rule: string,
  { actor }: Cast,
  subjects: ReturnType<AccessWorld['subjects']>,
): 401 | 403 | 404 | 'let in' {
  const [type, verb] = rule.split(':') as [Subject['type'], string];
  if (actor === null) return 401;
  const subject = subjects[type]!;
  if (type !== 'server' && !can(actor, 'read' as Verbs[typeof type], subject as never)) return 404;
  if (can(actor, verb as Verbs[typeof type], subject as never)) return 'let in';
  if (ALSO[rule]?.(actor, subjects.document!)) return 'let in';
  return 403;
}

const ANSWERS = new Set([401, 403, 404]);

async function ask(server: TestServer, route: Route, things: Things, { person }: Cast) {
  const body = BODIES[route.key]?.(things);
  const response = await server.request(pathOf(route, things), {
    method: route.method,
    person,
    body,
  });
  // A feed goes on until it is left.
  await response.body?.cancel();
  return ANSWERS.has(response.status) ? response.status : 'let in';
}

describe('every route', () => {
  it('[AC1] has a rule, or stands in the short list of those held elsewhere', async () => {
    await using server = await startTestServer();
    const documented = documentedRoutes(server);
    expect(documented.filter(({ rule }) => !isRule(rule)).map(({ key }) => key)).toEqual([]);

    const known = new Set(
      documented.map(({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    );
    const found = createAppOf(server)
      .routes.filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path}`);
    expect(found.length).toBeGreaterThan(40);
    expect(found.filter((route) => !known.has(route) && BESIDE[route] === undefined)).toEqual([]);
  });

  it('[AC1] for signed-in people refuses everyone else', async () => {
    await using server = await startTestServer();
    const routes = documentedRoutes(server).filter(({ rule }) => rule === 'signed-in');
    expect(routes.length).toBeGreaterThan(3);
    for (const route of routes) {
      const path = route.path.replace('{id}', 'x');
      const body = route.method === 'PATCH' ? {} : undefined;
      const response = await server.request(path, { method: route.method, body });
      expect(response.status, route.key).toBe(401);
    }
  });
});

function isRule(rule: string): boolean {
  return rule === 'public' || rule === 'signed-in' || /^[a-z]+:[a-z-]+$/.test(rule);
}

describe('the matrix person × verb × state over HTTP', () => {
  for (const type of ['server', 'hackathon', 'team', 'document'] as const) {
    it(`[AC1] ${type}: every cell answers as can() says`, async () => {
      await using server = await startTestServer();
      const things = await openThings(server);
      const { db } = server.parts;
      const revive = [
        'UPDATE join_code SET revokedAt = NULL',
        'UPDATE wall_link SET revokedAt = NULL',
        'UPDATE announcement SET endedAt = NULL',
      ].map((sql) => db.prepare(sql));
      const routes = documentedRoutes(server).filter(({ rule }) => rule.startsWith(`${type}:`));
      expect(routes.length).toBeGreaterThan(0);
      const states = type === 'document' ? DOCUMENT_STATES : (['draft'] as const);
      const reset = db.transaction((...states: Parameters<typeof things.set>) => {
        for (const statement of revive) statement.run();
        things.set(...states);
      });
      const wrong: string[] = [];
      let cells = 0;
      let isChanged = true;
      for (const hackathonState of type === 'server' ? (['open'] as const) : HACKATHON_STATES) {
        for (const documentState of states) {
          const subjects = things.subjects(hackathonState, documentState);
          isChanged = true;
          for (const route of routes) {
            for (const who of things.cast) {
              if (isChanged) reset(hackathonState, documentState);
              isChanged = route.method !== 'GET';
              const expected = expectedOf(route.rule, who, subjects);
              const found = await ask(server, route, things, who);
              cells++;
              if (found !== expected) {
                const cell = `${who.name}: ${route.key}, ${hackathonState}, ${documentState}`;
                wrong.push(`${cell}: expected ${expected}, found ${found}`);
              }
            }
          }
        }
      }
      expect(wrong).toEqual([]);
      expect(cells).toBeGreaterThanOrEqual(things.cast.length);
    });
  }
});

describe('ids', () => {
  it('[AC6] that are none of ours are not found, whatever they look like', async () => {
    await using server = await startTestServer();
    const administrator = await server.signUp({ name: 'Ann', isAdministrator: true });
    for (const id of ['x', '..%2f..', 'a'.repeat(100), '00000000000000000000', '%00', "'--"]) {
      for (const path of [`/documents/${id}`, `/hackathons/${id}`, `/teams/${id}/members`]) {
        const response = await server.request(`/api${path}`, { person: administrator });
        expect(response.status, path).toBe(404);
        expect((await response.json()).error.code, path).toBe('not_found');
      }
    }
  });
});
