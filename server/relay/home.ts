// The home's door for relays: answers their hellos and keeps a link to each of them. It knows neither
// Redis nor what is said in a room.
import { createSecret, isId } from '../../shared/ids.ts';
import type { Log } from '../log.ts';
import {
  BadEntryError,
  createSealer,
  decodeEntry,
  type Entry,
  encodeEntry,
  LINK_PROTOCOL,
  OLDEST_LINK_PROTOCOL,
} from './entries.ts';
import { type Doorkeeper, HomeLink } from './home-link.ts';
import { LINK_LIMITS, type LinkLimits } from './limits.ts';

/** How many links that are no more are remembered, each to be told so once. */
const MAX_TOLD_GONE = 1_000;

/** What the home's door is handed. */
export interface HomeOptions extends Doorkeeper {
  /** The secret that relays share with the home. */
  readonly key: string;
  readonly limits?: Partial<LinkLimits>;
  /** Monotonic, ms. */
  now(): number;
  log: Log;
  /** Hands an entry to whatever carries it to the relay of that link. */
  post(linkId: string, entry: Uint8Array): void;
}

/** Gauges of the home's door. */
export interface HomeStats {
  readonly links: number;
  readonly seats: number;
  /** Entries that relays have not said they have. */
  readonly entriesUnderWay: number;
}

/** The home's door for relays. */
export interface Home {
  /** Takes an entry from whatever carries them. Throws nothing an entry could bring about. */
  receive(sealed: Uint8Array): void;
  /** What carries the entries has failed: every relay's people are gone. */
  lost(): void;
  /** Before the rooms close: relays shall hold their people until the home is back. */
  leave(): void;
  /** Tells the relays and ends every link. */
  close(): void;
  readonly stats: HomeStats;
}

interface OpenLink {
  readonly people: HomeLink;
  readonly isSealed: (entry: Uint8Array) => boolean;
}

/** Opens the home's door. */
export function openHome(options: HomeOptions): Home {
  const { key, now, log, post } = options;
  const limits = { ...LINK_LIMITS, ...options.limits };
  const sealer = createSealer(key, 'home');
  const relaySealer = createSealer(key, 'relay');
  const links = new Map<string, OpenLink>();
  const toldGone = new Set<string>();
  let renewals: NodeJS.Timeout | null = setInterval(() => {
    for (const { people } of links.values()) people.renewGrants();
  }, limits.beatMs);

  function tellGone(linkId: string): void {
    if (toldGone.has(linkId)) return;
    if (toldGone.size >= MAX_TOLD_GONE) toldGone.clear();
    toldGone.add(linkId);
    post(linkId, encodeEntry(sealer, { kind: 'gone', linkId }));
  }

  function welcome({ linkId, protocol }: Extract<Entry, { kind: 'hello' }>): void {
    if (links.has(linkId)) return;
    if (protocol < OLDEST_LINK_PROTOCOL || protocol > LINK_PROTOCOL) {
      log({ level: 'warn', event: 'relay-refused', linkId, protocol, ours: LINK_PROTOCOL });
      post(linkId, encodeEntry(sealer, { kind: 'refused', linkId, protocol: LINK_PROTOCOL }));
      return;
    }
    const nonce = createSecret();
    const people = new HomeLink(options, {
      id: linkId,
      sealer: sealer.ofLink(linkId, nonce),
      limits,
      now,
      post: (entry) => post(linkId, entry),
      ended: (fault) => {
        links.delete(linkId);
        log({ level: fault === 'gone' ? 'info' : 'warn', event: 'relay-lost', linkId, fault });
        if (fault !== 'carrier' && fault !== 'gone') tellGone(linkId);
      },
    });
    links.set(linkId, { people, isSealed: relaySealer.ofLink(linkId, nonce).isSealed });
    log({ level: 'info', event: 'relay-linked', linkId, protocol });
    post(linkId, encodeEntry(sealer, { kind: 'welcome', linkId, protocol: LINK_PROTOCOL, nonce }));
  }

  function receive(sealed: Uint8Array): void {
    const entry = decodeEntry(sealed);
    const { linkId } = entry;
    const link = links.get(linkId);
    switch (entry.kind) {
      case 'hello':
        if (isId(linkId) && relaySealer.isSealed(sealed)) welcome(entry);
        else log({ level: 'warn', event: 'relay-entry-not-sealed' });
        return;
      case 'batch':
        if (link === undefined) {
          if (isId(linkId)) tellGone(linkId);
        } else if (link.isSealed(sealed)) {
          link.people.receive(entry);
        } else {
          log({ level: 'warn', event: 'relay-entry-not-sealed', linkId });
        }
        return;
      case 'gone':
        if (relaySealer.isSealed(sealed)) link?.people.end('gone');
        return;
      case 'welcome':
      case 'refused':
        log({ level: 'warn', event: 'relay-entry-out-of-place', linkId });
    }
  }

  return {
    receive(sealed) {
      try {
        receive(sealed);
      } catch (error) {
        const level = error instanceof BadEntryError ? 'warn' : 'error';
        log({ level, event: 'relay-entry-unreadable', error });
      }
    },
    lost() {
      for (const { people } of [...links.values()]) people.end('carrier');
    },
    leave() {
      for (const { people } of links.values()) people.leave();
    },
    close() {
      if (renewals !== null) clearInterval(renewals);
      renewals = null;
      for (const [linkId, { people }] of [...links]) {
        people.flush();
        tellGone(linkId);
        people.end('gone');
      }
    },
    get stats() {
      let seats = 0;
      let entriesUnderWay = 0;
      for (const { people } of links.values()) {
        seats += people.seatCount;
        entriesUnderWay += people.entriesUnderWay;
      }
      return { links: links.size, seats, entriesUnderWay };
    },
  };
}
