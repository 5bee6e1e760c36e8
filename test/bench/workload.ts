// What a workload is: one row of the benchmark, run against one server at a time.
import type { Dialect } from './dialect.ts';
import type { ServerName, ServerProcess } from './server-process.ts';

/** What a run is given. */
export interface Bench {
  readonly dialect: Dialect;
  /** How long to measure, ms. */
  readonly ms: number;
  /** Starts a fresh server over the run's folder; it is stopped when the run ends. */
  start(): Promise<ServerProcess>;
}

/** One figure of a workload. */
export interface Metric {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly better: 'more' | 'less';
}

/** The bound a ratio to a peer has to keep. */
export interface Target {
  readonly metric: string;
  readonly against: ServerName;
  /** Ours divided by theirs is at least this … */
  readonly atLeast?: number;
  /** … or at most this. */
  readonly atMost?: number;
}

/** The bound a figure of ours has to keep by itself. */
interface Limit {
  readonly metric: string;
  readonly atMost: number;
}

/** One row of the benchmark. */
export interface Workload {
  readonly name: string;
  readonly title: string;
  readonly servers: readonly ServerName[];
  readonly metrics: readonly Metric[];
  readonly targets: readonly Target[];
  readonly limits: readonly Limit[];
  run(bench: Bench): Promise<Readonly<Record<string, number>>>;
}
