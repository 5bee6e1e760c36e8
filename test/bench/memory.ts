// What documents cost once everybody has left them: `npm run bench:memory`. Prints a table and ends
// with status 1 when a target is missed.
import * as Y from 'yjs';
import type { RawSocket } from '../support/raw-socket.ts';
import { until } from '../support/until.ts';
import { type MeasuredServer, startMeasuredServer } from './memory/measured-server.ts';
import type { MemoryReport } from './memory/server.ts';

/** Documents opened at the same time, each written in once, and left. */
const DOCUMENTS = 2000;
/** Sockets opened at once. */
const WIDTH = 50;
/** Openings of which every third breaks a rule and every seventh asks for nothing that exists. */
const CYCLES = 1000;
/** Rows of the long log (SY8). */
const LONG_LOG_ROWS = 50_000;
/** Openings of the long document; the median counts. */
const LONG_OPENINGS = 7;

/** The heap shrinks some seconds after it emptied; looked at this often, ms, until it stays. */
const SETTLE_MS = 1000;

/** What documents may cost once left, and SY6 and SY8. */
const RSS_GROWTH_BYTES = 20 * 2 ** 20;
const HEAP_GROWTH_BYTES = 2 * 2 ** 20;
const LONG_OPEN_MS = 300;

let hasMissed = false;

await using server = await startMeasuredServer({
  documents: DOCUMENTS,
  longLogRows: LONG_LOG_ROWS,
});
const start = await server.report();
line('start', start, start);

// 2,000 documents opened by real sockets, written in, and left.
const sockets: RawSocket[] = [];
for (let i = 0; i < DOCUMENTS; i += WIDTH) {
  const ids = server.layout.documentIds.slice(i, i + WIDTH);
  sockets.push(...(await Promise.all(ids.map((id) => server.open(id)))));
}
await Promise.all(sockets.map((socket, i) => write(socket, i)));
line(`${DOCUMENTS} documents open`, await server.report(), start);
leave(sockets);
line('all left', await server.reportWhenEmpty(), start);
const left = await settle(server);
line('some seconds later', left, start);
promise('RSS after the documents were left', left.rssBytes - start.rssBytes, RSS_GROWTH_BYTES);
// The same once more: what stays from now on would be a leak.
for (let i = 0; i < DOCUMENTS; i += WIDTH) {
  const ids = server.layout.documentIds.slice(i, i + WIDTH);
  leave(await Promise.all(ids.map((id) => server.open(id))));
}
await server.reportWhenEmpty();
const leftAgain = await settle(server);
line('all opened and left again', leftAgain, start);
promise('RSS after that', leftAgain.rssBytes - start.rssBytes, RSS_GROWTH_BYTES);
promise('heap after that', leftAgain.heapBytes - left.heapBytes, HEAP_GROWTH_BYTES);

// 1,000 openings that break, miss or leave.
for (let cycle = 0; cycle < CYCLES; cycle += WIDTH) {
  await Promise.all(Array.from({ length: WIDTH }, (_, i) => misbehave(server, cycle + i)));
}
const after = await server.reportWhenEmpty();
line(`${CYCLES} openings and failures`, after, start);
promise('heap after them', after.heapBytes - leftAgain.heapBytes, HEAP_GROWTH_BYTES);
promise('rooms after them', after.rooms, 0);
promise('timers after them', after.timers - start.timers, 0);

// A log of 50,000 rows: the first opening replays it, leaving compacts it.
const { longDocumentId } = server.layout;
console.log(`long log, not compacted: opened in ${(await openLong()).toFixed(0)} ms`);
await server.reportWhenEmpty();
const openings: number[] = [];
for (let i = 0; i < LONG_OPENINGS; i++) {
  openings.push(await openLong());
  await server.reportWhenEmpty();
}
openings.sort((a, b) => a - b);
promise('long log, compacted, ms', openings[LONG_OPENINGS >> 1] ?? Infinity, LONG_OPEN_MS);
line('after the long log', await server.report(), start);
process.exitCode = hasMissed ? 1 : 0;

/** Memory once the process gives no more back. */
async function settle({ report }: MeasuredServer): Promise<MemoryReport> {
  let before = await report();
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const now = await report();
    if (now.rssBytes > before.rssBytes - 2 ** 20) return now;
    before = now;
  }
}

async function openLong(): Promise<number> {
  const askedAt = performance.now();
  const socket = await server.open(longDocumentId);
  const tookMs = performance.now() - askedAt;
  socket.ws.close();
  return tookMs;
}

async function write(socket: RawSocket, i: number): Promise<void> {
  const doc = new Y.Doc();
  doc.getText('licence').insert(0, `words ${i}`);
  socket.sendUpdate(Y.encodeStateAsUpdate(doc));
  doc.destroy();
  await socket.acknowledged(1);
}

function leave(open: readonly RawSocket[]): void {
  for (const { ws } of open) ws.close();
}

async function misbehave({ layout, knock, open }: MeasuredServer, cycle: number): Promise<void> {
  if (cycle % 7 === 0) {
    const socket = await knock('no-such-document');
    await socket.closed();
    return;
  }
  const socket = await open(layout.documentIds[cycle % 10] ?? '');
  if (cycle % 3 === 0) {
    socket.send(new Uint8Array([42]));
    await socket.closed();
    return;
  }
  if (cycle % 2 === 0) socket.ws.terminate();
  else socket.ws.close();
  await until(() => socket.closeCode !== null);
}

function line(what: string, now: MemoryReport, before: MemoryReport): void {
  const figure = (bytes: number, from: number) =>
    `${megabytes(bytes)} (${bytes >= from ? '+' : ''}${megabytes(bytes - from)})`;
  console.log(
    [
      what.padEnd(28),
      `RSS ${figure(now.rssBytes, before.rssBytes)}`,
      `heap ${figure(now.heapBytes, before.heapBytes)}`,
      `external ${megabytes(now.externalBytes)}`,
      `rooms ${now.rooms}`,
      `timers ${now.timers}`,
    ].join(' · '),
  );
}

function promise(what: string, value: number, limit: number): void {
  const isKept = value <= limit;
  if (!isKept) hasMissed = true;
  const text = (amount: number) => (limit >= 2 ** 20 ? megabytes(amount) : amount.toFixed(0));
  console.log(`${isKept ? 'kept  ' : 'MISSED'} ${what}: ${text(value)}, at most ${text(limit)}`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}
