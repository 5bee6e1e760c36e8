// Ordinary crowds at an ordinary pace: what a delivered keystroke costs, and how late it comes.
import { pace } from '../drive.ts';
import { RoomLoad } from '../room-load.ts';
import { type PreparedTyping, prepareTyping } from '../typing.ts';
import type { Metric, Workload } from '../workload.ts';
import { openRooms } from './saturation.ts';

const METRICS: readonly Metric[] = [
  { key: 'cpuPerDelivered', label: 'CPU per delivered edit', unit: 'µs', better: 'less' },
  { key: 'cpu', label: 'CPU', unit: '%', better: 'less' },
  { key: 'p50', label: 'p50', unit: 'ms', better: 'less' },
  { key: 'p99', label: 'p99', unit: 'ms', better: 'less' },
];

let plenaryTyping: PreparedTyping | undefined;

/** A plenary: many watch one document, ten type quickly. */
export const oneRoomOfTwoHundred: Workload = {
  name: 'plenary',
  title: 'One room × 200, 10 writers × 20 edits/s with presence',
  servers: ['sommet', 'hocuspocus', 'classic', 'bare'],
  metrics: METRICS,
  targets: [
    { metric: 'cpuPerDelivered', against: 'hocuspocus', atMost: 0.6 },
    { metric: 'cpuPerDelivered', against: 'classic', atMost: 0.6 },
  ],
  limits: [{ metric: 'p99', atMost: 10 }],
  run: async (bench) => {
    plenaryTyping ??= prepareTyping(10, 1_000);
    const server = await bench.start();
    const room = await RoomLoad.open({
      dialect: bench.dialect,
      port: server.port,
      name: 'plenary',
      typing: plenaryTyping,
      seats: 200,
      everyLatency: true,
    });
    const measured = await pace(server, [room], 20, bench.ms);
    await room.verify(server.port);
    room.close();
    return {
      cpuPerDelivered: measured.cpuPerDeliveredUs,
      cpu: measured.cpuShare * 100,
      p50: measured.p50Ms,
      p99: measured.p99Ms,
    };
  },
};

let summitTyping: PreparedTyping | undefined;

/** The whole summit writing in its teams. */
export const threeHundredRoomsOfFive: Workload = {
  name: 'summit',
  title: '300 rooms × 5, 1.5 edits/s each with presence',
  servers: ['sommet', 'hocuspocus', 'classic', 'bare'],
  metrics: METRICS,
  targets: [{ metric: 'cpu', against: 'hocuspocus', atMost: 0.4 }],
  limits: [{ metric: 'p99', atMost: 5 }],
  run: async (bench) => {
    summitTyping ??= prepareTyping(5, 200);
    const typing = summitTyping;
    const server = await bench.start();
    const rooms = await openRooms(300, (index) => ({
      dialect: bench.dialect,
      port: server.port,
      name: `summit-${index}`,
      typing,
      seats: 5,
      everyLatency: true,
    }));
    const measured = await pace(server, rooms, 1.5, bench.ms);
    for (const room of rooms.slice(0, 20)) await room.verify(server.port);
    for (const room of rooms) room.close();
    return {
      cpuPerDelivered: measured.cpuPerDeliveredUs,
      cpu: measured.cpuShare * 100,
      p50: measured.p50Ms,
      p99: measured.p99Ms,
    };
  },
};
