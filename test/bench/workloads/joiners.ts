// The session begins: within one second everybody opens the document of their table.

import * as Y from 'yjs';
import { until } from '../../support/until.ts';
import { type Dialect, updateMessage } from '../dialect.ts';
import { Histogram } from '../histogram.ts';
import { type Joined, joinRoom } from '../join.ts';
import { type PreparedTyping, prepareTyping } from '../typing.ts';
import type { Workload } from '../workload.ts';

const ROOMS = 50;
const JOINERS = 500;
const WITHIN_MS = 1000;
/** Not measured: as many came in so often before, and compilers are warm. */
const EARLIER_TIMES = 6;
/** Measured together: five joins are too few for the 99th percentile of one wave. */
const TIMES = 5;
/** Until the server is done with those who left. */
const SETTLE_MS = 500;
/** What each writer has already typed into each document. */
const KEYSTROKES = 2_000;

let typing: PreparedTyping | undefined;

/** 500 people come in within a second, to 50 documents that are open and of ordinary length. */
export const fiveHundredJoiners: Workload = {
  name: 'joiners',
  title: '500 joiners in 1 s on 50 rooms of 10,000 typed characters',
  servers: ['sommet', 'hocuspocus', 'classic'],
  metrics: [
    { key: 'p50', label: 'p50 join', unit: 'ms', better: 'less' },
    { key: 'p99', label: 'p99 join', unit: 'ms', better: 'less' },
    { key: 'cpu', label: 'CPU for all joins', unit: 'ms', better: 'less' },
  ],
  targets: [
    { metric: 'p99', against: 'hocuspocus', atMost: 0.5 },
    { metric: 'p99', against: 'classic', atMost: 0.5 },
  ],
  limits: [],
  run: async (bench) => {
    typing ??= prepareTyping(5, KEYSTROKES);
    const { dialect } = bench;
    const server = await bench.start();
    const { port } = server;
    const text = Y.mergeUpdates([
      typing.seedState,
      ...typing.typings.map((one) => Y.mergeUpdates([...one.updates])),
    ]);
    const hosts: Joined[] = [];
    for (let index = 0; index < ROOMS; index++) {
      const room = `table-${index}`;
      const host = await joinRoom({ dialect, port, room, person: 'host' });
      host.send(updateMessage(dialect, room, text));
      hosts.push(host);
    }
    for (let index = 0; index < ROOMS; index++) {
      // Whoever gets the whole text also shows that the server is done taking it in.
      const open = () => joinRoom({ dialect, port, room: `table-${index}`, person: 'judge' });
      await until(
        async () => {
          const judge = await open();
          judge.close();
          return judge.state.byteLength >= KEYSTROKES;
        },
        30_000,
        'the documents to be laid out',
      );
    }
    for (let time = 0; time < EARLIER_TIMES; time++) {
      leave(await comeIn(dialect, port, () => 'reader'));
      await settled();
    }
    const latency = new Histogram();
    let cpuMs = 0;
    for (let time = 0; time < TIMES; time++) {
      const before = await server.usage();
      const joined = await comeIn(dialect, port, (index) => `joiner-${index}`);
      cpuMs += (await server.usage()).cpuMs - before.cpuMs;
      for (const { joinMs } of joined) latency.add(joinMs);
      leave(joined);
      await settled();
    }
    leave(hosts);
    return {
      p50: latency.quantileMs(0.5),
      p99: latency.quantileMs(0.99),
      cpu: cpuMs / TIMES,
    };
  },
};

function leave(all: readonly Joined[]): void {
  for (const one of all) one.close();
}

function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
}

/** Has everybody come in to all rooms in turn, evenly within a second. */
async function comeIn(
  dialect: Dialect,
  port: number,
  person: (index: number) => string,
): Promise<Joined[]> {
  const joins: Promise<Joined>[] = [];
  const startedAt = performance.now();
  await new Promise<void>((resolve) => {
    const tick = (): void => {
      const due = ((performance.now() - startedAt) / WITHIN_MS) * JOINERS;
      while (joins.length < Math.min(due, JOINERS)) {
        const room = `table-${joins.length % ROOMS}`;
        joins.push(
          joinRoom({ dialect, port, room, person: person(joins.length), keepsState: false }),
        );
      }
      if (joins.length < JOINERS) setTimeout(tick, 1);
      else resolve();
    };
    tick();
  });
  const joined = await Promise.all(joins);
  for (const { stateBytes } of joined) {
    if (stateBytes < KEYSTROKES) {
      throw new Error(`${dialect.server} gave a joiner ${stateBytes} bytes.`);
    }
  }
  return joined;
}
