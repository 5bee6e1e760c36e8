// What can happen in a random world and how often, what did happen, and what must never happen.
import { clocks } from './compare.ts';
import type { WorldClient } from './world-client.ts';

/** Each action with how often it is chosen. */
export const WEIGHTS = {
  edit: 34,
  deliver: 40,
  pass: 14,
  lose: 3,
  cut: 1,
  leave: 1.5,
  return: 3,
  reload: 1,
  newcomer: 0.7,
  repeat: 2,
  swap: 6,
  kill: 1,
  restart: 0.4,
  evict: 0.6,
  rights: 2,
  serverEdit: 1,
  fillDisk: 0.6,
  freeDisk: 1.5,
  flush: 2,
};

/** The same in a world with relays. */
export const RELAY_WEIGHTS = {
  ...WEIGHTS,
  loseEntry: 2,
  doubleEntry: 2,
  cutLine: 0.7,
  killRelay: 0.5,
};
/** What may happen in a world. */
export type Action = keyof typeof RELAY_WEIGHTS;

/** How often things happened, summed over worlds to show that they did. */
export type Happenings = Record<Action | 'refusal' | 'acknowledgement' | 'delivered', number>;

/** Nothing has happened yet, of what can happen with these weights. */
export function noHappenings(weights: Readonly<Record<string, number>>): Happenings {
  return Object.fromEntries(
    [...Object.keys(weights), 'refusal', 'acknowledgement', 'delivered'].map((name) => [name, 0]),
  ) as Happenings;
}

/** Sums what happened. */
export function addHappenings(total: Happenings | null, more: Happenings): Happenings {
  if (total === null) return { ...more };
  const sum = { ...total };
  for (const name of Object.keys(more) as (keyof Happenings)[]) sum[name] += more[name];
  return sum;
}

/** What happened, in one line. */
export function describeHappenings(happenings: Happenings): string {
  return Object.entries(happenings)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

/** A world that did not end well, with what is needed to see it again. */
export class BrokenWorldError extends Error {
  constructor(
    { seed, hasRelays }: { seed: number; hasRelays: boolean },
    step: number,
    what: string,
    options?: ErrorOptions,
  ) {
    const replay = `npm run soak -- --seed ${seed}${hasRelays ? ' --relays' : ''}`;
    super(`Seed ${seed}, step ${step}: ${what}. Replay: ${replay}`, options);
  }
}

/**
 * What a server that has just died owes: everything it called saved, and everything somebody else has
 * seen, is on the disk (SY1, SY2). Says what is not, or `null`.
 */
export function findBrokenPromise(
  clients: readonly WorldClient[],
  onDisk: ReadonlyMap<number, number>,
): string | null {
  for (const client of clients) {
    for (const [id, clock] of client.acknowledged) {
      if (clock > (onDisk.get(id) ?? 0)) {
        return `${client.personId} was told that clock ${clock} is saved; it is not`;
      }
    }
    for (const [id, clock] of clocks(client.doc)) {
      if (!client.ownIds.has(id) && clock > (onDisk.get(id) ?? 0)) {
        return `${client.personId} saw clock ${clock} of ${id}; it is not on the disk`;
      }
    }
  }
  return null;
}
