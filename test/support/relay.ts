// The relay on a real port over a real SQLite file in a temporary folder, without the application
// around it: visitors say in the URL who they are, and a test decides what they may.

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../server/db/open.ts';
import { openUpdateLog } from '../../server/documents/update-log.ts';
import { openRooms } from '../../server/realtime/rooms.ts';
import type {
  Rights,
  Rooms,
  RoomsOptions,
  UpdateLog,
  Visitor,
} from '../../server/realtime/types.ts';
import { createSocketServer, openSeats } from '../../server/realtime/upgrade.ts';

/** One line the relay logged. */
export type LogEntry = Parameters<RoomsOptions['log']>[0];

/** A running relay. */
export interface TestRelay extends AsyncDisposable {
  /** `ws://…`; a document's id and `?person=…` are appended. */
  readonly url: string;
  readonly port: number;
  readonly path: string;
  readonly db: Database;
  readonly updateLog: UpdateLog;
  readonly rooms: Rooms;
  /** Sockets whose heartbeat is watched. */
  readonly watched: number;
  readonly logged: readonly LogEntry[];
  /** Ids of documents that changed, in order. */
  readonly changes: readonly string[];
  /** What visitors may do; everything until a test says otherwise. */
  authorize: (visitor: Visitor, documentId: string) => Rights;
  /** Creates a document and returns its id. */
  createDocument(kind?: string, id?: string): string;
  /** The rows of a document's log. */
  rows(documentId: string): { personId: string | null; bytes: Uint8Array }[];
  close(): Promise<void>;
}

/** What a test may want otherwise. */
interface TestRelayOptions {
  readonly rooms?: Partial<RoomsOptions>;
  /** An existing database file, as after a restart. */
  readonly path?: string;
  readonly pingMs?: number;
  /** Puts something between the relay and its log. */
  readonly wrapLog?: (log: UpdateLog) => UpdateLog;
}

/** Starts a relay; dispose of it with `await using`. */
export async function startRelay(options: TestRelayOptions = {}): Promise<TestRelay> {
  const folder = options.path === undefined ? mkdtempSync(join(tmpdir(), 'sommet-relay-')) : null;
  const path = options.path ?? join(folder!, 'sommet.db');
  const db = openDatabase(path);
  prepareTeam(db);
  const updateLog = (options.wrapLog ?? ((log) => log))(openUpdateLog(db));
  const logged: LogEntry[] = [];
  const changes: string[] = [];
  const access = { authorize: (): Rights => ({ read: true, write: true }) } as {
    authorize: TestRelay['authorize'];
  };
  const rooms = openRooms({
    updateLog,
    authorize: (visitor, documentId) => access.authorize(visitor, documentId),
    onChanged: (documentId) => changes.push(documentId),
    now: Date.now,
    log: (entry) => logged.push(entry),
    ...options.rooms,
  });
  const seats = openSeats({ rooms, log: (entry) => logged.push(entry), pingMs: options.pingMs });
  const socketServer = createSocketServer();
  const visit = prepareVisits(db);
  const server = createServer();
  server.on('upgrade', (request, socket, head) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const visitor = visit(searchParams.get('person') ?? 'ana', searchParams.get('session'));
    socketServer.handleUpgrade(request, socket, head, (ws) => {
      seats.seat(ws, visitor, pathname.slice(1), searchParams.get('schema'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  let isClosed = false;

  const relay: TestRelay = {
    url: `ws://127.0.0.1:${port}`,
    port,
    path,
    db,
    updateLog,
    rooms,
    get watched() {
      return seats.size;
    },
    logged,
    changes,
    get authorize() {
      return access.authorize;
    },
    set authorize(authorize) {
      access.authorize = authorize;
    },
    createDocument: (kind = 'tool', id = crypto.randomUUID()) => {
      db.prepare(
        `INSERT INTO document (id, hackathonId, teamId, kind, stateChangedAt, createdAt)
         VALUES (?, 'summit', 'team', ?, 0, 0)`,
      ).run(id, kind);
      return id;
    },
    rows: (documentId) =>
      db
        .prepare<[string], { personId: string | null; bytes: Buffer }>(
          'SELECT personId, bytes FROM document_update WHERE documentId = ? ORDER BY seq',
        )
        .all(documentId),
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      rooms.close();
      seats.close();
      for (const ws of socketServer.clients) ws.terminate();
      await new Promise((resolve) => server.close(resolve));
      db.close();
    },
    [Symbol.asyncDispose]: async () => {
      await relay.close();
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
    },
  };
  return relay;
}

function prepareTeam(db: Database): void {
  db.prepare(
    `INSERT OR IGNORE INTO hackathon (id, slug, name, startsAt, endsAt, createdAt)
     VALUES ('summit', 'summit', 'Summit', 0, 1, 0)`,
  ).run();
  db.prepare(
    `INSERT OR IGNORE INTO team (id, hackathonId, name, colour, createdAt)
     VALUES ('team', 'summit', 'Team', '#123456', 0)`,
  ).run();
}

/** Whoever comes is who the URL says, made up when they are new. */
function prepareVisits(db: Database): (personId: string, session: string | null) => Visitor {
  const select = db.prepare('SELECT 1 FROM person WHERE id = ?');
  const insert = db.prepare(
    `INSERT INTO person (id, name, colour, createdAt) VALUES (?, ?, '#123456', 0)`,
  );
  return (personId, session) => {
    if (select.get(personId) === undefined) insert.run(personId, personId);
    return {
      sessionId: session ?? `session-of-${personId}`,
      user: { id: personId, name: personId, colour: '#123456', teamId: null },
    };
  };
}
