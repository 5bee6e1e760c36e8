// The home's end of one relay: a connection in a room for each of the relay's people, and one frame
// for all of them where they are told the same. It decides nothing about sessions, rights or documents.
import { CLOSE, type CloseEventKind } from '../../shared/protocol.ts';
import type { RoomConnection, Rooms, Socket, Visitor } from '../realtime/types.ts';
import { dialectOf } from '../realtime/upgrade.ts';
import { BadEntryError, type Entry } from './entries.ts';
import {
  type Audience,
  type HomeFrame,
  type RelayFrame,
  readRelayFrames,
  writeHomeFrame,
} from './frames.ts';
import type { Granted, Grants } from './grants.ts';
import { Link, type LinkFault, type LinkOptions } from './link.ts';

/** How many grants are renewed in one beat; more would hold everybody else up. */
const RENEWED_PER_BEAT = 500;

/** What the home knows and a relay does not. */
export interface Doorkeeper {
  readonly rooms: Rooms;
  readonly grants: Grants;
  /** Who comes, as others see them in this document, while the session runs; else why not. */
  admit(whom: Granted): Visitor | CloseEventKind;
}

/** The seats of one document at this relay. */
interface Group {
  readonly room: number;
  readonly seats: Set<Seat>;
  /** The sum of their numbers: tells who is missing from a list that lacks one. */
  sum: number;
}

/** Consecutive sends of one message to one room: a broadcast, most of the time. */
interface Run {
  readonly message: Uint8Array;
  readonly group: Group;
  readonly seats: number[];
  sum: number;
}

/** One person's socket at the relay, as a room sees it. Slow readers are the relay's business. */
class Seat implements Socket {
  readonly id: number;
  readonly group: Group;
  readonly granted: Granted;
  readonly bufferedBytes = 0;
  grantedAt: number;
  connection: RoomConnection | null = null;
  isOpen = true;
  /** The run this seat is part of already. */
  run: Run | null = null;
  private readonly link: HomeLink;

  constructor(link: HomeLink, id: number, group: Group, granted: Granted, grantedAt: number) {
    this.link = link;
    this.id = id;
    this.group = group;
    this.granted = granted;
    this.grantedAt = grantedAt;
  }

  send(message: Uint8Array): void {
    if (this.isOpen) this.link.tell(this, message);
  }

  close(event: CloseEventKind): void {
    if (this.isOpen) this.link.dismiss(this, event);
  }
}

/** The people of one relay. */
export class HomeLink {
  private readonly keeper: Doorkeeper;
  private readonly link: Link;
  private readonly now: () => number;
  private readonly ended: (fault: LinkFault) => void;
  private readonly seats = new Map<number, Seat>();
  private readonly groups = new Map<string, Group>();
  private lastRoom = 0;
  private run: Run | null = null;
  private isLeaving = false;

  constructor(
    keeper: Doorkeeper,
    options: Omit<LinkOptions, 'take' | 'beforeBatch' | 'broken'> & {
      ended(fault: LinkFault): void;
    },
  ) {
    this.keeper = keeper;
    this.now = options.now;
    this.ended = options.ended;
    this.link = new Link({
      ...options,
      take: (frames) => this.take(frames),
      beforeBatch: () => this.finishRun(),
      broken: (fault) => this.end(fault),
    });
  }

  get seatCount(): number {
    return this.seats.size;
  }

  get entriesUnderWay(): number {
    return this.link.entriesUnderWay;
  }

  receive(entry: Extract<Entry, { kind: 'batch' }>): void {
    this.link.receive(entry);
  }

  /** From here on a closing room closes nobody's socket: the relay holds them until the home is back. */
  leave(): void {
    this.isLeaving = true;
  }

  /** Sends what waits. */
  flush(): void {
    this.link.flush(true);
  }

  /** The link is no more, and with it exactly these people. */
  end(fault: LinkFault): void {
    this.link.end();
    for (const seat of [...this.seats.values()]) {
      seat.isOpen = false;
      seat.connection?.closed();
    }
    this.seats.clear();
    this.groups.clear();
    this.run = null;
    this.ended(fault);
  }

  /** Renews the grants that are half over, the oldest first. */
  renewGrants(): void {
    const { grants } = this.keeper;
    let left = RENEWED_PER_BEAT;
    for (const seat of this.seats.values()) {
      if (left-- === 0 || this.now() - seat.grantedAt < grants.ttlMs / 2) return;
      this.seats.delete(seat.id);
      this.seats.set(seat.id, seat);
      this.grant(seat);
    }
  }

  /** Notes that a seat is to hear `message`; equal words to others of its room join it. */
  tell(seat: Seat, message: Uint8Array): void {
    let { run } = this;
    if (run === null || run.message !== message || run.group !== seat.group || seat.run === run) {
      this.finishRun();
      run = { message, group: seat.group, seats: [], sum: 0 };
      this.run = run;
    }
    seat.run = run;
    run.seats.push(seat.id);
    run.sum += seat.id;
    this.link.schedule();
  }

  /** Writes the run; called before anything that changes who belongs to a room. */
  private finishRun(): void {
    const { run } = this;
    if (run === null) return;
    this.run = null;
    this.write({ type: 'told', audience: audienceOf(run), message: run.message });
  }

  private write(frame: HomeFrame): void {
    this.link.write((encoder) => writeHomeFrame(encoder, frame));
  }

  /** A room closes a seat. */
  dismiss(seat: Seat, event: CloseEventKind): void {
    this.forget(seat);
    if (!this.isLeaving) this.write({ type: 'closed', seat: seat.id, event });
  }

  private forget(seat: Seat): void {
    this.finishRun();
    seat.isOpen = false;
    this.seats.delete(seat.id);
    const { group } = seat;
    group.seats.delete(seat);
    group.sum -= seat.id;
    if (group.seats.size === 0) this.groups.delete(seat.granted.documentId);
  }

  private take(frames: Uint8Array): void {
    for (const frame of readRelayFrames(frames)) {
      if (!this.link.isOpen) return;
      if (frame.type === 'enter') {
        this.enter(frame);
        continue;
      }
      // A seat the home has closed meanwhile goes on speaking until the relay hears of it.
      const seat = this.seats.get(frame.seat);
      if (seat === undefined) continue;
      if (frame.type === 'said') {
        seat.connection?.receive(frame.message);
      } else {
        this.forget(seat);
        seat.connection?.closed();
      }
    }
  }

  private enter({ seat: id, documentId, schema, proof }: Extract<RelayFrame, { type: 'enter' }>) {
    if (this.seats.has(id)) throw new BadEntryError('a seat that is taken');
    const refuse = (event: CloseEventKind) => this.write({ type: 'closed', seat: id, event });
    const { grants, rooms } = this.keeper;
    const granted =
      proof.type === 'grant'
        ? grants.read(proof.grant)
        : { personId: proof.personId, sessionId: proof.sessionId, documentId };
    // A grant that is too old says nothing about the session: the browser brings its cookie again.
    if (granted === null || granted.documentId !== documentId) {
      refuse(CLOSE.restarting);
      return;
    }
    const visitor = this.keeper.admit(granted);
    const dialect = dialectOf(schema);
    if (!('user' in visitor)) refuse(visitor);
    else if (dialect === null) refuse(CLOSE.outdatedClient);
    else {
      const seat = this.seat(id, granted);
      seat.connection = rooms.connect(seat, visitor, documentId, dialect, {
        isResumed: proof.type === 'grant',
      });
    }
  }

  private seat(id: number, granted: Granted): Seat {
    this.finishRun();
    const { documentId } = granted;
    let group = this.groups.get(documentId);
    if (group === undefined) {
      group = { room: ++this.lastRoom, seats: new Set(), sum: 0 };
      this.groups.set(documentId, group);
    }
    const seat = new Seat(this, id, group, granted, this.now());
    group.seats.add(seat);
    group.sum += id;
    this.seats.set(id, seat);
    this.grant(seat);
    return seat;
  }

  private grant(seat: Seat): void {
    const { grants } = this.keeper;
    seat.grantedAt = this.now();
    this.write({
      type: 'granted',
      seat: seat.id,
      room: seat.group.room,
      grant: grants.sign(seat.granted),
      ttlMs: grants.ttlMs,
    });
  }
}

function audienceOf({ group, seats, sum }: Run): Audience {
  if (seats.length === group.seats.size && seats.length > 1) {
    return { type: 'all', room: group.room };
  }
  if (seats.length === group.seats.size - 1 && seats.length > 1) {
    return { type: 'all-but', room: group.room, seat: group.sum - sum };
  }
  return { type: 'seats', seats };
}
