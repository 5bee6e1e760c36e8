// The whole server as people get it, on a free port over a database in a temporary folder, with
// short cuts to what a test needs before it begins: people, a hackathon, documents, sockets.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../server/config.ts';
import type { HackathonRow, TeamRow } from '../../server/hackathons/rows.ts';
import type { ServerParts } from '../../server/parts.ts';
import { type RunningServer, startServer } from '../../server/server.ts';
import type { DocumentSeed } from '../../shared/document.ts';
import type { Kind } from '../../shared/kinds.ts';
import type { Aside } from '../../shared/protocol.ts';
import { type Bot, startBot } from './bots.ts';
import { fetchAsBrowser } from './fetch.ts';

/** Somebody with a session, made by rows instead of by typing. */
export interface TestPerson {
  readonly personId: string;
  readonly sessionId: string;
  readonly name: string;
  /** The value of the session cookie. */
  readonly cookie: string;
}

/** What a person is to things. */
export interface SignUp {
  readonly name: string;
  /** Ids of hackathons. */
  readonly facilitates?: readonly string[];
  readonly isAdministrator?: boolean;
  readonly teamIds?: readonly string[];
}

/** A request as a page of this server makes it. */
export interface TestRequest {
  readonly method?: string;
  readonly person?: TestPerson | null;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A running server for one test. */
export interface TestServer extends AsyncDisposable {
  /** `http://127.0.0.1:port`; stays the same over a restart. */
  readonly url: string;
  readonly parts: ServerParts;
  readonly firstFacilitatorUrl: string | null;
  /** Where the database is. */
  readonly directory: string;
  /** Stops the server and starts it again on the same port and database. */
  restart(): Promise<void>;
  /** Stops it, as a machine that goes away; `start` brings it back. */
  stop(): Promise<void>;
  start(): Promise<void>;
  signUp(who: SignUp): Promise<TestPerson>;
  /** A running hackathon with a team for each name. */
  createHackathon(options?: { name?: string; teams?: readonly string[] }): {
    hackathon: HackathonRow;
    teams: TeamRow[];
  };
  createDocument(teamId: string, kind: Kind, seed?: DocumentSeed, by?: TestPerson): string;
  /** A stock WebsocketProvider at a document, with the person's cookie. */
  connect(
    documentId: string,
    person: TestPerson,
    options?: { onAside?: (aside: Aside) => void },
  ): Bot;
  request(path: string, request?: TestRequest): Promise<Response>;
}

/** What a test may want otherwise. */
export type TestServerOptions = Partial<Omit<Config, 'host' | 'port' | 'databasePath'>>;

const HOUR_MS = 60 * 60 * 1000;

/** A page for tests that look at no screen, so that they need no built client. */
const EMPTY_PAGE = '<!doctype html><html lang="en"><title>Sommet</title></html>\n';

/** Starts a server; dispose of it with `await using`. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const directory = mkdtempSync(join(tmpdir(), 'sommet-test-'));
  writeFileSync(join(directory, 'index.html'), EMPTY_PAGE);
  const config: Config = {
    host: '127.0.0.1',
    port: 0,
    databasePath: join(directory, 'sommet.sqlite'),
    publicUrl: null,
    allowedOrigins: [],
    trustedProxies: [],
    clientDirectory: directory,
    logLevel: 'error',
    metricsToken: null,
    mail: null,
    redisUrl: null,
    relayKey: null,
    toolbox: null,
    roomGraceMs: 100,
    now: Date.now,
    ...options,
  };
  let running: RunningServer = await startServer(config);
  const { port, url } = running;
  const headersOf = (person: TestPerson | null | undefined): Record<string, string> => ({
    origin: url,
    ...(person ? { cookie: `sommet=${person.cookie}` } : {}),
  });

  const server: TestServer = {
    url,
    directory,
    get parts() {
      return running.parts;
    },
    get firstFacilitatorUrl() {
      return running.firstFacilitatorUrl?.replace('//localhost:', '//127.0.0.1:') ?? null;
    },
    stop: () => running.close(),
    async start() {
      running = await startServer({ ...config, port });
    },
    async restart() {
      await running.close();
      running = await startServer({ ...config, port });
    },
    async signUp({ name, facilitates = [], isAdministrator = false, teamIds = [] }) {
      const { accounts, db, hackathons } = running.parts;
      const { id } = accounts.people.createGuest({ name, language: 'en' });
      if (isAdministrator) db.prepare('UPDATE person SET isAdministrator = 1 WHERE id = ?').run(id);
      for (const hackathonId of facilitates) hackathons.addFacilitator(hackathonId, id, null);
      for (const teamId of teamIds) hackathons.teams.addMember(teamId, id);
      const { cookie, sessionId } = await accounts.sessions.create(id, 'test');
      return { personId: id, sessionId, name, cookie };
    },
    createHackathon({ name = 'Test hackathon', teams = ['Alpha', 'Beta'] } = {}) {
      const { hackathons, now } = running.parts;
      const hackathon = hackathons.create(
        { name, startsAt: now() - HOUR_MS, endsAt: now() + 8 * HOUR_MS, teams },
        null,
      );
      return { hackathon, teams: hackathons.teams.list(hackathon.id) };
    },
    createDocument(teamId, kind, seed = {}, by) {
      return running.parts.documents.create({ teamId, kind, seed, by: by?.personId ?? null }).id;
    },
    connect: (documentId, person, options) =>
      startBot({
        ...options,
        url: `${url.replace('http', 'ws')}/api/sync`,
        documentId,
        headers: headersOf(person),
        params: { schema: '1' },
      }),
    request: (path, { method = 'GET', person, body, headers } = {}) =>
      fetchAsBrowser(`${url}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...headersOf(person),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    async [Symbol.asyncDispose]() {
      await running.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
  return server;
}
