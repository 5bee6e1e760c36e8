// How much of a server's time goes through some of its files, from the CPU profile it left. A share
// holds on a busy machine, where CPU times of two runs do not.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A span of CLOCK_MONOTONIC, µs. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The part of a `.cpuprofile` that is read. */
interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly startTime: number;
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** This moment on the clock of profiles. */
export const profileClock = (): number => Number(process.hrtime.bigint() / 1000n);

/**
 * The share, 0 to 1, of the samples within the spans that were taken with one of the files on the
 * stack; idle ones do not count. Of several threads the one that worked most is looked at.
 */
export function shareOf(folder: string, files: RegExp, spans: readonly Span[]): number {
  let most = { busy: 0, share: Number.NaN };
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.cpuprofile'))) {
    const profile = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Profile;
    const { busy, through } = sum(profile, files, spans);
    if (busy > most.busy) most = { busy, share: through / busy };
  }
  return most.share;
}

function sum(profile: Profile, files: RegExp, spans: readonly Span[]) {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const isThrough = new Map<number, boolean>();
  const mark = (id: number, above: boolean): void => {
    const node = nodes.get(id);
    if (node === undefined) return;
    const here = above || files.test(node.callFrame.url);
    isThrough.set(id, here);
    for (const child of node.children ?? []) mark(child, here);
  };
  const root = profile.nodes[0];
  if (root !== undefined) mark(root.id, false);
  let busy = 0;
  let through = 0;
  let at = profile.startTime;
  profile.samples.forEach((id, index) => {
    const took = profile.timeDeltas[index] ?? 0;
    at += took;
    if (nodes.get(id)?.callFrame.functionName === '(idle)') return;
    if (!spans.some(({ from, to }) => at >= from && at < to)) return;
    busy += took;
    if (isThrough.get(id)) through += took;
  });
  return { busy, through };
}
