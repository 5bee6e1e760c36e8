// A random world: a few tabs, one relay, a bad network and a worse operator, all decided by one seed.
// When it ends, everybody's document, the log and the disk have to be the same document (SY11).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Y from 'yjs';
import type { Rights } from '../../server/realtime/types.ts';
import { CLOSE, SCHEMA_VERSION } from '../../shared/protocol.ts';
import { editAtRandom } from '../support/edits.ts';
import { createRandom, type Random } from '../support/seed.ts';
import { clocks, difference } from './compare.ts';
import {
  type Action,
  BrokenWorldError,
  findBrokenPromise,
  type Happenings,
  noHappenings,
  RELAY_WEIGHTS,
  WEIGHTS,
} from './happenings.ts';
import { Link, type SimulatedSocket } from './network.ts';
import { VirtualTime } from './virtual-time.ts';
import { WorldClient } from './world-client.ts';
import { WorldRelays } from './world-relays.ts';
import {
  DOCUMENT_ID,
  DOCUMENT_KIND,
  filesOfLife,
  type KillMoment,
  layOutDatabase,
  readFromDisk,
  WorldServer,
} from './world-server.ts';

const PEOPLE = ['ada', 'bo', 'chi', 'dina'];

const MAX_TABS = 6;
/** Long enough for any room to be closed after its last visitor. */
const BEYOND_GRACE_MS = 60_000;
const SETTLE_ROUNDS = 600;
const SETTLE_ROUND_MS = 250;
/** The longest either side goes on believing in a lost connection, and then some. */
const UNNOTICED_MS = 25_000;

/**
 * Runs one world from its seed; throws `BrokenWorldError` when a promise is broken. With relays some
 * of the tabs sit at a relay, and what carries words between relays and server fails, too.
 */
export function runWorld(seed: number, { hasRelays = false } = {}): Happenings {
  const folder = mkdtempSync(join(tmpdir(), 'sommet-world-'));
  const time = new VirtualTime();
  time.install();
  const world = new World({ seed, hasRelays }, folder, time);
  try {
    world.live();
    return world.happenings;
  } catch (error) {
    if (error instanceof BrokenWorldError) throw error;
    throw new BrokenWorldError({ seed, hasRelays }, world.step, String(error), { cause: error });
  } finally {
    world.end();
    time.uninstall();
    rmSync(folder, { recursive: true, force: true });
  }
}

class World {
  step = 0;
  readonly happenings: Happenings;

  private readonly kind: { readonly seed: number; readonly hasRelays: boolean };
  private readonly relays: WorldRelays;
  /** Links that end at a relay, with that relay. */
  private readonly atRelay = new Map<Link, object>();
  private readonly folder: string;
  private readonly random: Random;
  private readonly time: VirtualTime;
  private readonly readers = new Set<string>();
  private readonly strangers = new Set<string>();
  private readonly clients: WorldClient[] = [];
  private readonly links = new Set<Link>();
  private readonly lives: WorldServer[] = [];
  private readonly compactAfterRows: number;
  private server: WorldServer | null = null;
  private isNetworkDown = false;
  private lastClientId = 0;
  private readonly serverDocs = new WeakSet<Y.Doc>();

  constructor(
    kind: { readonly seed: number; readonly hasRelays: boolean },
    folder: string,
    time: VirtualTime,
  ) {
    this.kind = kind;
    this.happenings = noHappenings(kind.hasRelays ? RELAY_WEIGHTS : WEIGHTS);
    this.folder = folder;
    this.random = createRandom(kind.seed);
    this.time = time;
    this.relays = new WorldRelays(this.random, () => time.now);
    this.compactAfterRows = this.random.pick([0, 3, 20, 1_000]);
    layOutDatabase(filesOfLife(folder, 0), PEOPLE);
  }

  live(): void {
    this.startServer(filesOfLife(this.folder, 0));
    if (this.kind.hasRelays) this.relays.start();
    const tabs = this.random.between(2, 4);
    for (let i = 0; i < tabs; i++) this.openTab();
    const steps = this.random.between(80, 260);
    for (this.step = 0; this.step < steps; this.step++) {
      const action = this.random.weighted(this.kind.hasRelays ? RELAY_WEIGHTS : WEIGHTS) as Action;
      if (this.act(action)) this.happenings[action]++;
    }
    this.settle();
    this.judge();
  }

  /** Frees what the world holds, however it ended. */
  end(): void {
    for (const client of this.clients) client.leave();
    for (const life of this.lives) life.closeFiles();
  }

  private act(action: Action): boolean {
    const { random } = this;
    switch (action) {
      case 'edit':
        random.pick(this.clients).edit(random);
        return true;
      case 'deliver':
        return this.deliverSome(random.between(1, 12));
      case 'pass':
        this.time.advance(random.pick([0, 0, 1, 5, 40, 300, 2000]));
        return true;
      case 'lose':
        return this.loseLink(false);
      case 'cut':
        return this.loseLink(true);
      case 'leave':
        random.pick(this.clients).provider.disconnect();
        return true;
      case 'return':
        random.pick(this.clients).provider.connect();
        return true;
      case 'reload':
        random.pick(this.clients).reload(this.nextClientId());
        return true;
      case 'newcomer':
        if (this.clients.length >= MAX_TABS) return false;
        this.openTab();
        return true;
      case 'repeat':
        return this.pickLink()?.repeatFrame(random) ?? false;
      case 'swap':
        return this.pickLink()?.swapUpdates() ?? false;
      case 'kill':
        return this.kill(
          random.pick<KillMoment>(['between-turns', 'before-commit', 'after-commit']),
        );
      case 'restart':
        return this.restart();
      case 'evict':
        return this.evict();
      case 'rights':
        this.changeRights();
        return true;
      case 'serverEdit':
        return this.editOnServer();
      case 'fillDisk':
        if (this.server === null || this.server.isDiskFull) return false;
        this.server.isDiskFull = true;
        return true;
      case 'freeDisk':
        if (!this.server?.isDiskFull) return false;
        this.server.isDiskFull = false;
        return true;
      case 'flush':
        this.server?.rooms.flush(DOCUMENT_ID);
        return this.server !== null;
      case 'loseEntry':
        return this.relays.loseEntry();
      case 'doubleEntry':
        return this.relays.doubleEntry();
      case 'cutLine':
        return this.relays.cutLine();
      case 'killRelay':
        return this.killRelay();
    }
  }

  // People

  private openTab(): void {
    const person = this.random.pick(PEOPLE);
    const asksWhetherSaved = this.random.chance(0.8);
    this.clients.push(
      new WorldClient({
        personId: person,
        asksWhetherSaved,
        clientId: this.nextClientId(),
        accepted: this.accept,
      }),
    );
  }

  /** Large and small ids in no order, as Yjs draws them; never the same twice. */
  private nextClientId(): number {
    this.lastClientId++;
    return this.random.below(2 ** 20) * 1024 + this.lastClientId;
  }

  private changeRights(): void {
    const person = this.random.pick(PEOPLE);
    const wish = this.random.weighted({ write: 5, read: 4, none: 1 });
    this.readers.delete(person);
    this.strangers.delete(person);
    if (wish === 'read') this.readers.add(person);
    if (wish === 'none') this.strangers.add(person);
    this.server?.rooms.refreshRights({ personId: person });
  }

  private readonly authorize = (visitor: { user: { id: string } }): Rights => {
    if (this.strangers.has(visitor.user.id)) return { read: false, close: CLOSE.forbidden };
    if (this.readers.has(visitor.user.id)) return { read: true, write: false, denial: 'frozen' };
    return { read: true, write: true };
  };

  // The network

  /** A tab knocks; some milliseconds later the server answers, or nobody does. */
  private readonly accept = (client: WorldClient, socket: SimulatedSocket): void => {
    setTimeout(
      () => {
        if (socket.readyState !== 0) return;
        const isAtRelay = this.kind.hasRelays && this.random.chance(0.7);
        if ((this.server === null && !isAtRelay) || this.isNetworkDown) {
          socket.end({ code: 1006, reason: '' });
          return;
        }
        const link = new Link(socket);
        this.links.add(link);
        if (isAtRelay) {
          const schema = client.asksWhetherSaved ? String(SCHEMA_VERSION) : null;
          const [connection, relay] = this.relays.enter(link.socket, client.personId, schema);
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
        link.connection = this.server!.rooms.connect(
          link.socket,
          visitor,
          DOCUMENT_ID,
          client.asksWhetherSaved ? 'sommet' : 'stock',
        );
        socket.opened(link);
      },
      this.random.between(1, 30),
    );
  };

  private pickLink(): Link | null {
    return this.links.size === 0 ? null : this.random.pick([...this.links]);
  }

  private deliverSome(count: number): boolean {
    for (let i = 0; i < count; i++) {
      const link = this.pickLink();
      if (link === null) return false;
      const delivered = this.random.chance(0.5) ? link.deliverToServer() : link.deliverToClient();
      if (delivered) this.happenings.delivered++;
      if (link.connection === null && link.toClient.length === 0) this.links.delete(link);
    }
    return true;
  }

  /** A connection breaks. Either side may go on believing in it for a while. */
  private loseLink(withinFrame: boolean): boolean {
    const link = this.pickLink();
    if (link === null) return false;
    if (withinFrame && !link.cutWithinFrame(this.random)) return false;
    link.lose();
    this.links.delete(link);
    setTimeout(() => link.goneForClient(), this.random.pick([1, 1, 500, 5_000]));
    setTimeout(() => link.goneForServer(), this.random.pick([1, 1, 500, 20_000]));
    return true;
  }

  /** Everybody at the server itself loses it; who is at a relay stays there. */
  private loseAllLinks(): void {
    for (const link of this.links) if (!this.atRelay.has(link)) this.loseEnd(link);
  }

  /** Whoever is at the other end of a link is no more. */
  private loseEnd(link: Link): void {
    link.lose();
    link.connection = null;
    setTimeout(() => link.goneForClient(), this.random.between(1, 200));
    this.links.delete(link);
    this.atRelay.delete(link);
  }

  private killRelay(): boolean {
    const dead = this.relays.killRelay();
    for (const [link, relay] of this.atRelay) if (relay === dead) this.loseEnd(link);
    return true;
  }

  // The server

  private startServer(path: string): void {
    const server: WorldServer = new WorldServer({
      path,
      now: () => this.time.now,
      compactAfterRows: this.compactAfterRows,
      authorize: this.authorize,
      onKilled: () => this.die(server),
    });
    this.lives.push(server);
    this.server = server;
    if (this.kind.hasRelays) this.relays.homeStarted(server.rooms);
  }

  /** kill -9, now or in the middle of the next turn. */
  private kill(moment: KillMoment): boolean {
    const { server } = this;
    if (server === null || server.isDiskFull) return false;
    if (moment === 'between-turns') this.die(server);
    else {
      server.killMoment = moment;
      this.deliverSome(10);
      this.time.advance(5);
      if (this.server === server) {
        // No turn came; the process dies all the same.
        server.killMoment = null;
        this.die(server);
      }
    }
    this.time.advance(this.random.pick([10, 500, 4_000]));
    this.startServer(filesOfLife(this.folder, this.lives.length));
    return true;
  }

  /** The process is gone: what is in the files is all there is, and it has to be enough (SY1, SY2). */
  private die(server: WorldServer): void {
    if (this.server !== server) return;
    this.server = null;
    this.relays.homeDied();
    this.loseAllLinks();
    const path = filesOfLife(this.folder, this.lives.length);
    server.copyFiles(path);
    const { opened, replayed } = readFromDisk(path);
    this.requireSame('the log and what opening reads', opened, replayed);
    const lie = findBrokenPromise(this.clients, clocks(opened));
    if (lie !== null) throw this.broken(lie);
    opened.destroy();
    replayed.destroy();
  }

  /** An orderly stop and start. */
  private restart(): boolean {
    if (this.server === null || this.server.isDiskFull) return false;
    this.relays.homeLeaves();
    this.server.rooms.close();
    this.relays.homeClosed();
    this.time.advance(5);
    this.deliverSome(20);
    const { path } = this.server;
    this.server.closeFiles();
    this.lives.splice(this.lives.indexOf(this.server), 1);
    this.loseAllLinks();
    this.startServer(path);
    return true;
  }

  /** Everybody is away for so long that the room is closed. */
  private evict(): boolean {
    const { server } = this;
    if (server === null || server.isDiskFull) return false;
    this.isNetworkDown = true;
    for (const link of this.links) {
      link.lose();
      link.goneForClient();
      link.goneForServer();
    }
    this.links.clear();
    this.time.advance(BEYOND_GRACE_MS);
    this.isNetworkDown = false;
    if (server.rooms.stats.rooms > 0) throw this.broken('an empty room stays open');
    return true;
  }

  private editOnServer(): boolean {
    if (this.server === null || this.server.isDiskFull) return false;
    this.server.rooms.edit(
      DOCUMENT_ID,
      { type: 'server', personId: null, reason: 'world' },
      (doc) => {
        // The server's own id is drawn by chance, which a seed must decide.
        if (!this.serverDocs.has(doc)) doc.clientID = this.nextClientId();
        this.serverDocs.add(doc);
        editAtRandom(doc, this.random);
      },
    );
    return true;
  }

  // The end

  private settle(): void {
    this.readers.clear();
    this.strangers.clear();
    if (this.server === null) throw this.broken('the server is not running');
    this.server.isDiskFull = false;
    for (const person of PEOPLE) this.server.rooms.refreshRights({ personId: person });
    // In half of the worlds nobody reconnects who does not have to: what was refused or held back
    // has to be asked for by the server itself.
    const everybodyReconnects = this.random.chance(0.5);
    for (const client of this.clients) {
      if (everybodyReconnects) client.provider.disconnect();
      client.provider.connect();
    }
    for (let round = 0; round < SETTLE_ROUNDS; round++) {
      let busy = false;
      for (const link of [...this.links]) {
        while (link.deliverToServer()) busy = true;
        while (link.deliverToClient()) busy = true;
        if (link.connection === null) this.links.delete(link);
      }
      this.time.advance(SETTLE_ROUND_MS);
      // A refusal that was under way when the rights came back: the person opens the page again.
      for (const { provider } of this.clients) if (!provider.shouldConnect) provider.connect();
      const isCalm = this.clients.every((client) => client.provider.synced && client.isSaved);
      if (!busy && isCalm && round * SETTLE_ROUND_MS > UNNOTICED_MS) return;
      if (!busy && round % 40 === 39) for (const client of this.clients) client.askSaved();
    }
    const states = this.clients.map(
      ({ personId, provider, isSaved, ownClock, acknowledged, doc }) =>
        `${personId}: ${provider.wsconnected ? 'connected' : 'away'}, ${provider.synced ? 'synced' : 'not synced'}, ${isSaved ? 'saved' : `acknowledged ${acknowledged.get(doc.clientID)} of ${ownClock}`}`,
    );
    throw this.broken(`the world does not settle (${states.join('; ')})`);
  }

  private judge(): void {
    const server = this.server as WorldServer;
    server.rooms.flush(DOCUMENT_ID);
    server.rooms.read(DOCUMENT_ID, (committed) => {
      for (const client of this.clients) {
        this.requireSame(`${client.personId}'s document and the server's`, client.doc, committed);
      }
      const path = join(this.folder, 'judged.sqlite');
      server.copyFiles(path);
      const { opened, replayed } = readFromDisk(path);
      this.requireSame("the server's document and the replayed log", committed, replayed);
      this.requireSame('what opening reads and the replayed log', opened, replayed);
      opened.destroy();
      replayed.destroy();
    });
    for (const client of this.clients) {
      this.happenings.refusal += client.refusals;
      this.happenings.acknowledgement += client.acknowledgements;
    }
  }

  private requireSame(what: string, first: Y.Doc, second: Y.Doc): void {
    const found = difference(DOCUMENT_KIND, first, second);
    if (found !== null) throw this.broken(`${what} are not the same: ${found}`);
  }

  private broken(what: string): BrokenWorldError {
    return new BrokenWorldError(this.kind, this.step, what);
  }
}
