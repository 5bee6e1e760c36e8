// `npm run bench`: this project beside its peers, in one run, in interleaved rounds. `npm run bench --
// summit plenary` runs these workloads only.
//   --servers sommet,hocuspocus,classic,bare
//   --seconds N        time per measurement --rounds N
//   --write            also writes the sections of these workloads in docs/benchmark.md
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { replaceSections } from './benchmark-page.ts';
import { DIALECTS } from './dialect.ts';
import { hasPeer, INSTALL_PEERS } from './peers/load-peer.ts';
import { formatReport, formatSections, type WorkloadResult } from './report.ts';
import {
  LOAD_CORE,
  pinToCore,
  type ServerName,
  type ServerProcess,
  startServerProcess,
} from './server-process.ts';
import type { Workload } from './workload.ts';
import { fiveHundredJoiners } from './workloads/joiners.ts';
import { killDuringTyping } from './workloads/kill.ts';
import { coldPaper } from './workloads/paper.ts';
import { hundredRoomsOfFive, oneRoomOfFifty } from './workloads/saturation.ts';
import { oneRoomOfTwoHundred, threeHundredRoomsOfFive } from './workloads/steady.ts';

const WORKLOADS: readonly Workload[] = [
  oneRoomOfFifty,
  hundredRoomsOfFive,
  oneRoomOfTwoHundred,
  threeHundredRoomsOfFive,
  coldPaper,
  fiveHundredJoiners,
  killDuringTyping,
];

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    servers: { type: 'string' },
    seconds: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '3' },
    write: { type: 'boolean', default: false },
  },
});

const seconds = Number(options.seconds);
const rounds = Number(options.rounds);
if (!(seconds > 0) || !(rounds >= 1)) throw new Error('--seconds and --rounds want numbers.');
const workloads = chooseWorkloads(positionals);
const servers = chooseServers(options.servers);
const pinned = pinToCore(LOAD_CORE);
const results: WorkloadResult[] = [];
for (const workload of workloads) results.push(await runWorkload(workload));

const settings = { rounds, ms: seconds * 1000, pinned };
console.log(formatReport(results, settings));
if (options.write) {
  const page = join(import.meta.dirname, '../../docs/benchmark.md');
  const sections = formatSections(results, settings);
  writeFileSync(page, replaceSections(readFileSync(page, 'utf8'), sections));
}
process.exit(0);

function chooseWorkloads(names: readonly string[]): readonly Workload[] {
  if (names.length === 0) return WORKLOADS;
  return names.map((name) => {
    const workload = WORKLOADS.find((one) => one.name === name);
    if (workload) return workload;
    throw new Error(`No workload "${name}"; there are ${WORKLOADS.map((one) => one.name)}.`);
  });
}

function chooseServers(chosen: string | undefined): readonly ServerName[] {
  const all = Object.keys(DIALECTS) as ServerName[];
  const wanted = chosen === undefined ? all : (chosen.split(',') as ServerName[]);
  for (const name of wanted) if (!all.includes(name)) throw new Error(`No server "${name}".`);
  if (wanted.includes('hocuspocus') && !hasPeer('@hocuspocus/server')) {
    console.error(`Hocuspocus is not installed and left out. To compare: ${INSTALL_PEERS}`);
    return wanted.filter((name) => name !== 'hocuspocus');
  }
  return wanted;
}

async function runWorkload(workload: Workload): Promise<WorkloadResult> {
  const figures = new Map<ServerName, Readonly<Record<string, number>>[]>();
  const failures = new Map<ServerName, string>();
  for (let round = 0; round < rounds; round++) {
    for (const name of servers) {
      if (!workload.servers.includes(name) || failures.has(name)) continue;
      try {
        const result = await runOnce(workload, name);
        figures.set(name, [...(figures.get(name) ?? []), result]);
        console.error(`${workload.name} ${name}: ${JSON.stringify(round3(result))}`);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        failures.set(name, reason);
        console.error(`${workload.name} ${name} failed: ${reason}`);
      }
    }
  }
  return { workload, rounds: figures, failures };
}

async function runOnce(
  workload: Workload,
  name: ServerName,
): Promise<Readonly<Record<string, number>>> {
  const folder = mkdtempSync(join(tmpdir(), 'sommet-bench-'));
  const started: ServerProcess[] = [];
  try {
    return await workload.run({
      dialect: DIALECTS[name],
      ms: seconds * 1000,
      start: async () => {
        const server = await startServerProcess(name, folder);
        started.push(server);
        return server;
      },
    });
  } finally {
    for (const server of started) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function round3(figures: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(figures).map(([key, value]) => [key, Number(value.toPrecision(3))]),
  );
}
