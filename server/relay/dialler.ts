// Keeps a relay linked to its home: says hello, waits for the answer, and begins anew whenever a link
// ends. It knows neither Redis nor the relay's people.
import { createId } from '../../shared/ids.ts';
import type { Log } from '../log.ts';
import { createSealer, decodeEntry, type Entry, encodeEntry, LINK_PROTOCOL } from './entries.ts';
import type { LinkLimits } from './limits.ts';
import { Link, type LinkFault } from './link.ts';

/** What carries the entries of one link; its failure is told once through `failed`. */
interface Carrier {
  post(entry: Uint8Array): void;
  close(): void;
}

/** What a dialler is handed. */
interface DiallerOptions {
  readonly key: string;
  readonly limits: LinkLimits;
  /** Monotonic, ms. */
  now(): number;
  log: Log;
  /** Between 0 and 1: relays that lost the same home must not all come back at once. */
  random(): number;
  carry(
    linkId: string,
    events: { receive(entry: Uint8Array): void; failed(error: unknown): void },
  ): Carrier;
  linked(link: Link): void;
  unlinked(): void;
  /** The home does not take this version of a relay. */
  refused(): void;
  take(frames: Uint8Array): void;
  /** The version to speak; a test plays an older one. */
  readonly protocol?: number;
}

/** A relay's line to the home. */
interface Dialler {
  /** Says goodbye and ends the line. */
  close(): void;
}

/** Starts dialling. */
export function openDialler(options: DiallerOptions): Dialler {
  const { key, limits, now, log, random, protocol = LINK_PROTOCOL } = options;
  const sealer = createSealer(key, 'relay');
  const homeSealer = createSealer(key, 'home');
  let isClosed = false;
  let failures = 0;
  let retryTimer: NodeJS.Timeout | null = null;
  let current: { stop(): void } | null = null;

  function retry(): void {
    if (isClosed) return;
    const longest = Math.min(limits.retryMs, 250 * 2 ** Math.min(failures++, 10));
    retryTimer = setTimeout(dial, Math.round(longest * (0.5 + random() / 2)));
  }

  function dial(): void {
    retryTimer = null;
    const linkId = createId();
    let link: Link | null = null;
    let isSealed = homeSealer.isSealed;
    let isOver = false;

    const over = (why: { fault: LinkFault; error?: unknown } | null): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(patience);
      carrier?.close();
      current = null;
      const wasLinked = link !== null;
      link?.end();
      if (why !== null) log({ level: 'warn', event: 'home-lost', linkId, wasLinked, ...why });
      if (wasLinked) options.unlinked();
      retry();
    };

    function receive(sealed: Uint8Array): void {
      if (isOver) return;
      const entry: Entry = decodeEntry(sealed);
      const isOurs = entry.linkId === linkId;
      // `gone` and what precedes the link are sealed before its nonce is known.
      const isGood = entry.kind === 'batch' ? isSealed(sealed) : homeSealer.isSealed(sealed);
      if (!isOurs || !isGood) {
        log({ level: 'warn', event: 'home-entry-not-sealed', linkId });
        return;
      }
      if (entry.kind === 'welcome' && link === null) {
        clearTimeout(patience);
        failures = 0;
        isSealed = homeSealer.ofLink(linkId, entry.nonce).isSealed;
        const opened = new Link({
          id: linkId,
          sealer: sealer.ofLink(linkId, entry.nonce),
          limits,
          now,
          post: (bytes) => carrier?.post(bytes),
          take: options.take,
          beforeBatch: () => {},
          broken: (fault) => over({ fault }),
        });
        link = opened;
        log({ level: 'info', event: 'home-linked', linkId, protocol: entry.protocol });
        options.linked(opened);
      } else if (entry.kind === 'batch') {
        link?.receive(entry);
      } else if (entry.kind === 'gone') {
        over({ fault: 'gone' });
      } else if (entry.kind === 'refused') {
        log({
          level: 'error',
          event: 'relay-refused',
          sentence: `The home speaks version ${entry.protocol} of the relay protocol, this relay ${protocol}: start relays of the home's version.`,
        });
        options.refused();
        over(null);
      }
    }

    const patience = setTimeout(() => over({ fault: 'silent' }), limits.helloMs);
    let carrier: Carrier | null = null;
    carrier = options.carry(linkId, {
      receive(sealed) {
        try {
          receive(sealed);
        } catch (error) {
          over({ fault: 'garbled', error });
        }
      },
      failed: (error) => over({ fault: 'carrier', error }),
    });
    current = {
      stop() {
        link?.flush(true);
        carrier?.post(encodeEntry(sealer, { kind: 'gone', linkId }));
        over(null);
      },
    };
    carrier.post(encodeEntry(sealer, { kind: 'hello', linkId, protocol }));
  }

  dial();
  return {
    close() {
      if (isClosed) return;
      isClosed = true;
      if (retryTimer !== null) clearTimeout(retryTimer);
      current?.stop();
    },
  };
}
