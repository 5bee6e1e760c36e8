// Relays of a random world, and a Redis that is only queues: entries can be lost and doubled, lines
// cut and relays killed. What relays and home do with that is their own code.

import type { RoomConnection, Rooms, Socket } from '../../server/realtime/types.ts';
import { openDialler } from '../../server/relay/dialler.ts';
import { createGrants } from '../../server/relay/grants.ts';
import { type Home, openHome } from '../../server/relay/home.ts';
import { LINK_LIMITS } from '../../server/relay/limits.ts';
import { RelaySeats } from '../../server/relay/relay-seats.ts';
import type { Random } from '../support/seed.ts';
import { DOCUMENT_ID } from './world-server.ts';

const RELAYS = 2;
const KEY = 'the key of a world';

/** What carries the entries of one link. */
interface Line {
  readonly linkId: string;
  readonly relay: WorldRelay;
  readonly toHome: Uint8Array[];
  readonly toRelay: Uint8Array[];
  /** The last entry each way, which may come again. */
  lastToHome: Uint8Array | null;
  lastToRelay: Uint8Array | null;
  loses: 'toHome' | 'toRelay' | null;
  isCut: boolean;
  receive(entry: Uint8Array): void;
}

/** One life of a relay. */
interface WorldRelay {
  readonly seats: RelaySeats;
  isDead: boolean;
  stop(): void;
}

/** The relays of a world. */
export class WorldRelays {
  private readonly random: Random;
  private readonly now: () => number;
  private readonly lines = new Map<string, Line>();
  private readonly relays: WorldRelay[] = [];
  private home: Home | null = null;

  constructor(random: Random, now: () => number) {
    this.random = random;
    this.now = now;
  }

  /** Starts the relays; before that a world has none. */
  start(): void {
    for (let i = 0; i < RELAYS; i++) this.relays.push(this.startRelay());
  }

  /** The home begins, over what a server has. */
  homeStarted(rooms: Rooms): void {
    const home: Home = openHome({
      key: KEY,
      rooms,
      grants: createGrants({ key: KEY, ttlMs: LINK_LIMITS.grantMs, now: this.now }),
      admit: ({ sessionId, personId }) => ({
        sessionId,
        user: { id: personId, name: personId, colour: '#123456', teamId: 'team' },
      }),
      now: this.now,
      log: () => {},
      post: (linkId, entry) => {
        const line = this.lines.get(linkId);
        // A process that was killed says nothing more, whatever its timers would do.
        if (this.home !== home || line === undefined || line.isCut) return;
        line.toRelay.push(entry);
        this.later(() => this.deliverToRelay(line));
      },
    });
    this.home = home;
  }

  /** The home is gone without a word. */
  homeDied(): void {
    this.home = null;
  }

  /** Before the rooms close in order. */
  homeLeaves(): void {
    this.home?.leave();
  }

  /** After they did. */
  homeClosed(): void {
    this.home?.close();
    this.home = null;
  }

  /** Seats somebody at a relay, which is returned as the number it has until it is killed. */
  enter(socket: Socket, personId: string, schema: string | null): [RoomConnection | null, object] {
    const relay = this.random.pick(this.relays);
    const knock = { documentId: DOCUMENT_ID, schema, personId, sessionId: `session-${personId}` };
    return [relay.seats.enter(socket, knock), relay];
  }

  /** The next entry of one direction is lost on its way. */
  loseEntry(): boolean {
    const line = this.pickLine();
    if (line === null) return false;
    line.loses = this.random.pick(['toHome', 'toRelay'] as const);
    return true;
  }

  /** An entry arrives once more. */
  doubleEntry(): boolean {
    const line = this.pickLine();
    if (line === null) return false;
    if (this.random.chance(0.5)) {
      if (line.lastToHome === null || this.home === null) return false;
      this.home.receive(line.lastToHome);
    } else {
      if (line.lastToRelay === null) return false;
      line.receive(line.lastToRelay);
    }
    return true;
  }

  /** Nothing passes any more, and nobody is told. */
  cutLine(): boolean {
    const line = this.pickLine();
    if (line === null) return false;
    line.isCut = true;
    line.toHome.length = 0;
    line.toRelay.length = 0;
    return true;
  }

  /** kill -9; returns what tells its people apart. */
  killRelay(): object {
    const relay = this.random.pick(this.relays);
    relay.isDead = true;
    for (const line of this.lines.values())
      if (line.relay === relay) this.lines.delete(line.linkId);
    relay.stop();
    this.relays[this.relays.indexOf(relay)] = this.startRelay();
    return relay;
  }

  private startRelay(): WorldRelay {
    const seats = new RelaySeats({ limits: LINK_LIMITS, now: this.now });
    const relay: WorldRelay = { seats, isDead: false, stop: () => seats.close() };
    const dialler = openDialler({
      key: KEY,
      limits: LINK_LIMITS,
      now: this.now,
      log: () => {},
      random: () => this.random.next(),
      carry: (linkId, { receive }) => {
        const line: Line = {
          linkId,
          relay,
          toHome: [],
          toRelay: [],
          lastToHome: null,
          lastToRelay: null,
          loses: null,
          isCut: false,
          receive,
        };
        this.lines.set(linkId, line);
        return {
          post: (entry) => {
            if (line.isCut || relay.isDead) return;
            line.toHome.push(entry);
            this.later(() => this.deliverToHome(line));
          },
          close: () => this.lines.delete(linkId),
        };
      },
      linked: (link) => seats.linked(link),
      unlinked: () => {
        if (!relay.isDead) seats.unlinked();
      },
      refused: () => {},
      take: (frames) => seats.take(frames),
    });
    relay.stop = () => {
      dialler.close();
      seats.close();
    };
    return relay;
  }

  private later(run: () => void): void {
    setTimeout(run, this.random.between(1, 8));
  }

  private deliverToHome(line: Line): void {
    const entry = line.toHome.shift();
    if (entry === undefined) return;
    line.lastToHome = entry;
    if (line.loses === 'toHome') line.loses = null;
    else this.home?.receive(entry);
  }

  private deliverToRelay(line: Line): void {
    const entry = line.toRelay.shift();
    if (entry === undefined || line.relay.isDead) return;
    line.lastToRelay = entry;
    if (line.loses === 'toRelay') line.loses = null;
    else line.receive(entry);
  }

  private pickLine(): Line | null {
    return this.lines.size === 0 ? null : this.random.pick([...this.lines.values()]);
  }
}
