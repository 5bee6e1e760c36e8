// The connections of a random world between tabs and whoever they sit at: made, delivered over, lost.
// It knows no document and no right.
import { SCHEMA_VERSION } from '../../shared/protocol.ts';
import type { Random } from '../support/seed.ts';
import { Link, type SimulatedSocket } from './network.ts';
import type { WorldClient } from './world-client.ts';
import type { WorldRelays } from './world-relays.ts';
import { DOCUMENT_ID, type WorldServer } from './world-server.ts';

/** What the connections of a world are handed. */
interface WorldLinksOptions {
  readonly random: Random;
  readonly relays: WorldRelays;
  /** Whether some of the tabs sit at a relay. */
  readonly hasRelays: boolean;
  server(): WorldServer | null;
  /** A frame has arrived at one of its ends. */
  delivered(): void;
}

/** The connections of one world. */
export class WorldLinks {
  /** Whether nobody gets through. */
  isDown = false;
  private readonly options: WorldLinksOptions;
  private readonly random: Random;
  private readonly links = new Set<Link>();
  /** Links that end at a relay, with that relay. */
  private readonly atRelay = new Map<Link, object>();

  constructor(options: WorldLinksOptions) {
    this.options = options;
    this.random = options.random;
  }

  /** A tab knocks; some milliseconds later the server answers, or nobody does. */
  accept(client: WorldClient, socket: SimulatedSocket): void {
    setTimeout(() => this.answer(client, socket), this.random.between(1, 30));
  }

  private answer(client: WorldClient, socket: SimulatedSocket): void {
    const { hasRelays, relays } = this.options;
    if (socket.readyState !== 0) return;
    const isAtRelay = hasRelays && this.random.chance(0.7);
    const server = this.options.server();
    if ((server === null && !isAtRelay) || this.isDown) {
      socket.end({ code: 1006, reason: '' });
      return;
    }
    const link = new Link(socket);
    this.links.add(link);
    if (isAtRelay) {
      const schema = client.asksWhetherSaved ? String(SCHEMA_VERSION) : null;
      const [connection, relay] = relays.enter(link.socket, client.personId, schema);
      link.connection = connection;
      this.atRelay.set(link, relay);
      socket.opened(link);
      return;
    }
    const user = {
      id: client.personId,
      name: client.personId,
      colour: '#123456',
      teamId: 'team',
    };
    const visitor = { sessionId: `session-${client.personId}`, user };
    link.connection = server!.rooms.connect(
      link.socket,
      visitor,
      DOCUMENT_ID,
      client.asksWhetherSaved ? 'sommet' : 'stock',
    );
    socket.opened(link);
  }

  /** One of them by chance, `null` when there is none. */
  pick(): Link | null {
    return this.links.size === 0 ? null : this.random.pick([...this.links]);
  }

  deliverSome(count: number): boolean {
    for (let i = 0; i < count; i++) {
      const link = this.pick();
      if (link === null) return false;
      const delivered = this.random.chance(0.5) ? link.deliverToServer() : link.deliverToClient();
      if (delivered) this.options.delivered();
      if (link.connection === null && link.toClient.length === 0) this.links.delete(link);
    }
    return true;
  }

  /** Delivers everything there is; false when that was nothing. */
  deliverAll(): boolean {
    let busy = false;
    for (const link of [...this.links]) {
      while (link.deliverToServer()) busy = true;
      while (link.deliverToClient()) busy = true;
      if (link.connection === null) this.links.delete(link);
    }
    return busy;
  }

  /** A connection breaks. Either side may go on believing in it for a while. */
  loseOne(withinFrame: boolean): boolean {
    const link = this.pick();
    if (link === null) return false;
    if (withinFrame && !link.cutWithinFrame(this.random)) return false;
    link.lose();
    this.links.delete(link);
    setTimeout(() => link.goneForClient(), this.random.pick([1, 1, 500, 5_000]));
    setTimeout(() => link.goneForServer(), this.random.pick([1, 1, 500, 20_000]));
    return true;
  }

  /** Every connection breaks, and both sides know. */
  cutAll(): void {
    for (const link of this.links) {
      link.lose();
      link.goneForClient();
      link.goneForServer();
    }
    this.links.clear();
  }

  /** Everybody at the server itself loses it; who is at a relay stays there. */
  loseServer(): void {
    for (const link of this.links) if (!this.atRelay.has(link)) this.loseEnd(link);
  }

  killRelay(): void {
    const dead = this.options.relays.killRelay();
    for (const [link, relay] of this.atRelay) if (relay === dead) this.loseEnd(link);
  }

  /** Whoever is at the other end of a link is no more. */
  private loseEnd(link: Link): void {
    link.lose();
    link.connection = null;
    setTimeout(() => link.goneForClient(), this.random.between(1, 200));
    this.links.delete(link);
    this.atRelay.delete(link);
  }
}
