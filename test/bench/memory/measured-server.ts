// Lays out people and documents, starts the measured process over them and talks to it. Knows no
// target.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as Y from 'yjs';
import { readConfig } from '../../../server/config.ts';
import { openUpdateLog } from '../../../server/documents/update-log.ts';
import { startServer } from '../../../server/server.ts';
import { toolSeed } from '../../support/entries.ts';
import { openRawSocket, type RawSocket } from '../../support/raw-socket.ts';
import { until } from '../../support/until.ts';
import { START_FLAGS } from '../server-process.ts';
import type { MemoryMessage, MemoryReport } from './server.ts';

/** What stands in the files before the measured process starts. */
interface Layout {
  readonly documentIds: readonly string[];
  /** A document whose log has `longLogRows` rows and no compacted state. */
  readonly longDocumentId: string;
}

/** The measured process. */
export interface MeasuredServer extends AsyncDisposable {
  readonly layout: Layout;
  /** Memory after a collection. */
  report(): Promise<MemoryReport>;
  /** Memory once every room is closed. */
  reportWhenEmpty(): Promise<MemoryReport>;
  /** Opens a document as a page does and resolves when its text has arrived. */
  open(documentId: string): Promise<RawSocket>;
  /** Opens without waiting, for what may be refused. */
  knock(documentId: string): Promise<RawSocket>;
}

const HOUR_MS = 60 * 60 * 1000;

/** Rooms close this long after the last one left, ms; in production five seconds. */
const GRACE_MS = 1000;

/** How long all rooms may take to close, ms. */
const EMPTY_WAIT_MS = 60_000;

/** Lays out and starts. */
export async function startMeasuredServer(options: {
  documents: number;
  longLogRows: number;
}): Promise<MeasuredServer> {
  const folder = mkdtempSync(join(tmpdir(), 'sommet-memory-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Sommet</title>\n');
  const environment = {
    HOST: '127.0.0.1',
    PORT: '0',
    DATABASE_PATH: join(folder, 'sommet.sqlite'),
    CLIENT_DIRECTORY: folder,
    LOG_LEVEL: 'error',
    ROOM_GRACE_MS: `${GRACE_MS}`,
  };
  const { cookie, layout } = await layOut(environment, options);
  const child = spawn(
    process.execPath,
    [...START_FLAGS, '--expose-gc', '--import', 'tsx', join(import.meta.dirname, 'server.ts')],
    {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, ...environment },
    },
  );
  const exited = once(child, 'exit');
  const { url } = await next(child, 'ready');
  const headers = { origin: url, cookie: `sommet=${cookie}` };

  const report = async (): Promise<MemoryReport> => {
    const answer = next(child, 'report');
    child.send('report');
    return (await answer).report;
  };
  const knock = (documentId: string) =>
    openRawSocket(`${url.replace('http', 'ws')}/api/sync/${documentId}?schema=1`, headers);
  return {
    layout,
    report,
    reportWhenEmpty: () =>
      until(
        async () => {
          const now = await report();
          return now.rooms === 0 && now.connections === 0 && now;
        },
        EMPTY_WAIT_MS,
        'every room to close',
      ),
    knock,
    async open(documentId) {
      const socket = await knock(documentId);
      socket.sendStep1(new Uint8Array([0]));
      await until(
        () => socket.heard.some(({ step }) => step === 1),
        EMPTY_WAIT_MS,
        `the text of ${documentId}`,
      );
      return socket;
    },
    async [Symbol.asyncDispose]() {
      child.send('stop');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function layOut(
  environment: Readonly<Record<string, string>>,
  { documents, longLogRows }: { documents: number; longLogRows: number },
): Promise<{ cookie: string; layout: Layout }> {
  await using server = await startServer(readConfig(environment));
  const { accounts, db, documents: made, hackathons } = server.parts;
  const now = Date.now();
  const { id: hackathonId } = hackathons.create(
    { name: 'Memory', startsAt: now - HOUR_MS, endsAt: now + 8 * HOUR_MS, teams: ['Table 1'] },
    null,
  );
  const teamId = hackathons.teams.list(hackathonId)[0]?.id ?? '';
  const person = accounts.people.createGuest({ name: 'Amina', language: 'en' });
  hackathons.teams.addMember(teamId, person.id);
  const { cookie } = await accounts.sessions.create(person.id, 'bench');
  const create = (name: string) =>
    made.create({ teamId, kind: 'tool', seed: toolSeed(name), by: person.id }).id;
  const documentIds = Array.from({ length: documents }, (_, i) => create(`Tool ${i}`));
  const longDocumentId = create('Long');
  const log = openUpdateLog(db);
  db.transaction(() => {
    for (const update of typed(longLogRows)) log.append(longDocumentId, person.id, update, now);
  })();
  return { cookie, layout: { documentIds, longDocumentId } };
}

/** A text typed letter by letter, every tenth of them taken back, as one update each. */
function typed(count: number): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const text = doc.getText('features.en');
  for (let i = 0; i < count; i++) {
    if (i % 10 === 9) text.delete(text.length - 1, 1);
    else text.insert(text.length, i % 7 === 6 ? ' ' : 'e');
  }
  doc.destroy();
  return updates;
}

function next<T extends MemoryMessage['type']>(
  child: ChildProcess,
  type: T,
): Promise<Extract<MemoryMessage, { type: T }>> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: MemoryMessage): void => {
      if (message.type !== type) return;
      forget();
      resolve(message as Extract<MemoryMessage, { type: T }>);
    };
    const onExit = (code: number | null): void => {
      forget();
      reject(new Error(`The measured process ended (${code}) before it said "${type}".`));
    };
    const forget = (): void => {
      child.off('message', onMessage);
      child.off('exit', onExit);
    };
    child.on('message', onMessage);
    child.on('exit', onExit);
  });
}
