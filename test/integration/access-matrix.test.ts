// The access matrix over HTTP (AC1): every route with a rule, for every kind of person, in every
// state of document and hackathon. The routes are read from the running app: a new one fails here
// until its rule and its request are known.
import { describe, expect, it } from 'vitest';
import {
  can,
  DOCUMENT_STATES,
  HACKATHON_STATES,
  type HackathonState,
  type Subject,
  type Verbs,
} from '../../shared/roles.ts';
import { type AccessWorld, type Cast, createAccessWorld } from '../support/access-world.ts';
import {
  BODIES,
  createAppOf,
  documentedRoutes,
  openThings,
  pathOf,
  type Route,
  type Things,
} from '../support/route-requests.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

/** Routes that are no OpenAPI operations, and where their rule is held instead. */
const BESIDE: Readonly<Record<string, string>> = {
  // `document:read` and `document:write`, asked by the relay: access-sockets.test.ts.
  'GET /api/sync/:documentId': 'relay',
  // The description of the routes themselves.
  'GET /api/openapi.json': 'public',
  'GET /api/docs': 'public',
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

/** What `can()` says the answer's status must be. */
function expectedOf(
  rule: string,
  { actor }: Cast,
  subjects: ReturnType<AccessWorld['subjects']>,
): 401 | 403 | 404 | 'let in' {
  const [type, verb] = rule.split(':') as [Subject['type'], string];
  if (actor === null) return 401;
  const subject = subjects[type]!;
  // The verb is one of this subject's: a route's rule names both.
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
      // These bodies name nothing of a world.
      const body = route.method === 'PATCH' ? {} : BODIES[route.key]?.(null as never);
      const response = await server.request(path, { method: route.method, body });
      expect(response.status, route.key).toBe(401);
    }
  });
});

function isRule(rule: string): boolean {
  return rule === 'public' || rule === 'signed-in' || /^[a-z]+:[a-z-]+$/.test(rule);
}

/** The matrix in parts of a bearable length: documents have six states in each of a hackathon. */
const PARTS: readonly {
  readonly type: Subject['type'];
  readonly hackathonStates: readonly HackathonState[];
  readonly title: string;
}[] = [
  { type: 'server', hackathonStates: ['open'], title: 'server' },
  { type: 'hackathon', hackathonStates: HACKATHON_STATES, title: 'hackathon' },
  { type: 'team', hackathonStates: HACKATHON_STATES, title: 'team' },
  ...HACKATHON_STATES.map((state) => ({
    type: 'document' as const,
    hackathonStates: [state],
    title: `document in a hackathon that is ${state}`,
  })),
];

describe('the matrix person × verb × state over HTTP', () => {
  for (const { type, hackathonStates, title } of PARTS) {
    it(`[AC1] ${title}: every cell answers as can() says`, async () => {
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
      for (const hackathonState of hackathonStates) {
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

describe('a draft that is one person’s alone', () => {
  it('[LI11] [AC1] every cell of withdrawing and taking up again answers as can() says', async () => {
    await using server = await startTestServer();
    const world = await createAccessWorld(server);
    const { db } = server.parts;
    const play = (name: string) => world.cast.find((who) => who.name === name)!.person!;
    const author = play('the owning team');
    const writer = author.personId;
    const id = server.createDocument(world.teamId, 'tool', { name: 'Mine' }, author);
    const force = db.prepare('UPDATE document SET state = ?, withdrawnBy = ? WHERE id = ?');
    const wrong: string[] = [];
    let granted = 0;
    for (const hackathonState of HACKATHON_STATES) {
      for (const state of DOCUMENT_STATES) {
        for (const withdrawnBy of state === 'withdrawn'
          ? [writer, play('a facilitator').personId, null]
          : [null]) {
          const isTheirs = state !== 'withdrawn' || withdrawnBy === writer;
          const subjects = world.subjects(hackathonState, state);
          const document = {
            ...subjects.document!,
            id,
            invitedTeamIds: [],
            soleWriterId: isTheirs ? writer : null,
          };
          for (const verb of ['withdraw', 'reopen']) {
            for (const who of world.cast) {
              world.set(hackathonState, 'draft');
              force.run(state, withdrawnBy, id);
              const rule = `document:${verb}`;
              const expected = expectedOf(rule, who, { ...subjects, document });
              const { status } = await server.request(`/api/documents/${id}/${verb}`, {
                method: 'POST',
                person: who.person,
              });
              const found = status === 200 ? 'let in' : status;
              if (found === 'let in' && who.name === 'the owning team') granted++;
              if (found !== expected) {
                const cell = `${who.name}: ${verb}, ${hackathonState}, ${state}, ${withdrawnBy}`;
                wrong.push(`${cell}: expected ${expected}, found ${found}`);
              }
            }
          }
        }
      }
    }
    expect(wrong).toEqual([]);
    // Withdrawn once, or twice, and taken up again, while open; back from review in all three states.
    expect(granted).toBe(6);
  });
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
