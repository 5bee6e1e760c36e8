// Turns the rounds' figures into the table people read: medians, ratios, and what was promised.

import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { median } from './histogram.ts';
import { peerVersion } from './peers/load-peer.ts';
import type { ServerName } from './server-process.ts';
import type { Metric, Workload } from './workload.ts';

/** All rounds of one workload, per server. */
export interface WorkloadResult {
  readonly workload: Workload;
  readonly rounds: ReadonlyMap<ServerName, readonly Readonly<Record<string, number>>[]>;
  /** What went wrong with a server, where something did. */
  readonly failures: ReadonlyMap<ServerName, string>;
}

const SERVER_TITLES: Readonly<Record<ServerName, string>> = {
  sommet: 'Sommet',
  relay: 'Sommet behind relays',
  hocuspocus: 'Hocuspocus + SQLite',
  classic: 'classic y-websocket shape',
  bare: 'bare ws broadcast',
};

/** How a run was made. */
interface RunSettings {
  readonly rounds: number;
  readonly ms: number;
  readonly pinned: boolean;
}

/** Each workload's section of the page, as Markdown, with the run it is from. */
export function formatSections(
  results: readonly WorkloadResult[],
  { rounds, ms }: RunSettings,
): string[] {
  const day = new Date().toISOString().slice(0, 10);
  const run = `Measured on ${day}: medians of ${rounds} interleaved rounds, ${ms / 1000} s each.`;
  return results.map((result) => [...formatWorkload(result), '', run].join('\n').trimEnd());
}

/** All results with the machine they are from, as Markdown. */
export function formatReport(results: readonly WorkloadResult[], settings: RunSettings): string {
  const parts = [
    '# Benchmark',
    describeMachine(settings.pinned).join('\n'),
    ...formatSections(results, settings),
  ];
  return `${parts.join('\n\n')}\n`;
}

function describeMachine(pinned: boolean): string[] {
  const model = cpus()[0]?.model ?? 'unknown';
  const versions = ['yjs', 'ws', 'better-sqlite3'].map((name) => `${name} ${ownVersion(name)}`);
  return [
    `- Machine: ${cpus().length} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${process.platform}.`,
    `- ${pinned ? 'The server runs on one core, the load on another.' : 'Processes could not be pinned to cores here.'}`,
    `- Sommet with ${versions.join(', ')}; admission on, each turn committed (synchronous=FULL) before it is broadcast.`,
    `- Hocuspocus ${peerVersion('@hocuspocus/server') ?? '(not installed)'} with its SQLite extension and its defaults (stores 2 to 10 s after an edit).`,
    '- The classic relay and the bare broadcast keep nothing on disk. The bare broadcast has no CRDT either.',
  ];
}

function ownVersion(name: string): string {
  const file = join(import.meta.dirname, '../../node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

function formatWorkload({ workload, rounds, failures }: WorkloadResult): string[] {
  const servers = workload.servers.filter((name) => rounds.has(name) || failures.has(name));
  const lines = [
    `## ${workload.title}`,
    '',
    `| | ${workload.metrics.map((metric) => metric.label).join(' | ')} |`,
    `|---|${workload.metrics.map(() => '---:').join('|')}|`,
  ];
  const middle = (server: ServerName, key: string): number =>
    median((rounds.get(server) ?? []).map((round) => round[key] ?? Number.NaN));
  for (const server of servers) {
    const figures = workload.metrics.map((metric) =>
      formatFigure(middle(server, metric.key), metric),
    );
    lines.push(`| ${SERVER_TITLES[server]} | ${figures.join(' | ')} |`);
  }
  for (const server of servers.filter((name) => name !== 'sommet' && rounds.has('sommet'))) {
    const ratios = workload.metrics.map((metric) =>
      formatRatio(middle('sommet', metric.key) / middle(server, metric.key)),
    );
    lines.push(`| *ratio to ${SERVER_TITLES[server]}* | ${ratios.join(' | ')} |`);
  }
  lines.push('');
  for (const [server, failure] of failures) lines.push(`- ${SERVER_TITLES[server]}: ${failure}`);
  for (const target of workload.targets) {
    const ratio = middle('sommet', target.metric) / middle(target.against, target.metric);
    if (Number.isNaN(ratio)) continue;
    const isMet = ratio >= (target.atLeast ?? 0) && ratio <= (target.atMost ?? Infinity);
    const bound = target.atLeast === undefined ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`;
    lines.push(
      `- ${labelOf(workload, target.metric)} against ${SERVER_TITLES[target.against]}: ${formatRatio(ratio)}, wanted ${bound} ×: ${isMet ? 'met' : '**missed**'}.`,
    );
  }
  for (const limit of workload.limits) {
    const value = middle('sommet', limit.metric);
    if (Number.isNaN(value)) continue;
    const metric = workload.metrics.find((one) => one.key === limit.metric) as Metric;
    lines.push(
      `- ${metric.label}: ${formatFigure(value, metric)}, wanted ≤ ${limit.atMost}: ${value <= limit.atMost ? 'met' : '**missed**'}.`,
    );
  }
  return lines;
}

function labelOf(workload: Workload, key: string): string {
  return workload.metrics.find((metric) => metric.key === key)?.label ?? key;
}

function formatFigure(value: number, metric: Metric): string {
  if (Number.isNaN(value)) return '–';
  const digits =
    Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  const text = value.toLocaleString('en', { maximumFractionDigits: digits });
  return metric.unit === '' || metric.unit === '/s' ? text : `${text} ${metric.unit}`;
}

function formatRatio(ratio: number): string {
  if (!Number.isFinite(ratio)) return '–';
  return `${ratio.toFixed(ratio >= 10 ? 1 : 2)} ×`;
}
