// The plug is pulled while people type: how many keystrokes that others had seen, or that had been
// acknowledged, are gone when the server is back?
import * as Y from 'yjs';
import { pace } from '../drive.ts';
import { joinRoom } from '../join.ts';
import { RoomLoad } from '../room-load.ts';
import { type PreparedTyping, prepareTyping } from '../typing.ts';
import type { Workload } from '../workload.ts';

const WRITERS = 5;
const PER_SECOND = 20;

let typing: PreparedTyping | undefined;

/** kill -9 during typing, then a restart over the same files. */
export const killDuringTyping: Workload = {
  name: 'kill',
  title: 'kill -9 while 5 people type 20 edits/s',
  servers: ['sommet', 'hocuspocus'],
  metrics: [
    { key: 'lost', label: 'seen edits that are gone', unit: '', better: 'less' },
    { key: 'lostSeconds', label: 'seconds of seen typing lost', unit: 's', better: 'less' },
    { key: 'seen', label: 'edits seen before the kill', unit: '', better: 'more' },
  ],
  targets: [],
  limits: [{ metric: 'lost', atMost: 0 }],
  run: async (bench) => {
    typing ??= prepareTyping(WRITERS, 2_000);
    const { dialect } = bench;
    let server = await bench.start();
    const room = await RoomLoad.open({
      dialect,
      port: server.port,
      name: 'kill',
      typing,
      seats: WRITERS + 1,
    });
    const typed = pace(server, [room], PER_SECOND, bench.ms + 5_000).catch(
      (error: unknown) => error,
    );
    await new Promise((resolve) => setTimeout(resolve, bench.ms + 3_000));
    await server.kill();
    const seen = typing.typings.map((_, writer) => room.mostSeen(writer));
    await typed;
    room.close();

    server = await bench.start();
    const reader = await joinRoom({ dialect, port: server.port, room: 'kill', person: 'reader' });
    const doc = new Y.Doc();
    Y.applyUpdate(doc, reader.state);
    reader.close();
    let lost = 0;
    typing.typings.forEach(({ clientId }, writer) => {
      lost += Math.max(0, (seen[writer] as number) - Y.getState(doc.store, clientId));
    });
    doc.destroy();
    return {
      lost,
      lostSeconds: lost / (WRITERS * PER_SECOND),
      seen: seen.reduce((sum, one) => sum + one, 0),
    };
  },
};
