// A random world: a few tabs, one relay, a bad network and a worse operator, all decided by one seed.
// When it ends, everybody's document, the log and the disk have to be the same document (SY11).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Y from 'yjs';
import { editAtRandom } from '../support/edits.ts';
import { createRandom, type Random } from '../support/seed.ts';
import { clocks } from './compare.ts';
import {
  type Action,
  BrokenWorldError,
  findBrokenPromise,
  type Happenings,
  noHappenings,
  RELAY_WEIGHTS,
  WEIGHTS,
} from './happenings.ts';
import { judge, settle, unlike } from './judge.ts';
import { VirtualTime } from './virtual-time.ts';
import { WorldLinks } from './world-links.ts';
import { PEOPLE, WorldPeople } from './world-people.ts';
import { WorldRelays } from './world-relays.ts';
import {
  DOCUMENT_ID,
  filesOfLife,
  type KillMoment,
  layOutDatabase,
  readFromDisk,
  WorldServer,
} from './world-server.ts';

const MAX_TABS = 6;
/** Long enough for any room to be closed after its last visitor. */
const BEYOND_GRACE_MS = 60_000;

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
  private readonly people: WorldPeople;
  private readonly links: WorldLinks;
  private readonly folder: string;
  private readonly random: Random;
  private readonly time: VirtualTime;
  private readonly lives: WorldServer[] = [];
  private readonly compactAfterRows: number;
  private server: WorldServer | null = null;
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
    this.links = new WorldLinks({
      random: this.random,
      relays: this.relays,
      hasRelays: kind.hasRelays,
      server: () => this.server,
      delivered: () => this.happenings.delivered++,
    });
    this.people = new WorldPeople(this.random, (client, socket) =>
      this.links.accept(client, socket),
    );
    this.compactAfterRows = this.random.pick([0, 3, 20, 1_000]);
    layOutDatabase(filesOfLife(folder, 0), PEOPLE);
  }

  live(): void {
    this.startServer(filesOfLife(this.folder, 0));
    if (this.kind.hasRelays) this.relays.start();
    const tabs = this.random.between(2, 4);
    for (let i = 0; i < tabs; i++) this.people.openTab();
    const steps = this.random.between(80, 260);
    for (this.step = 0; this.step < steps; this.step++) {
      const action = this.random.weighted(this.kind.hasRelays ? RELAY_WEIGHTS : WEIGHTS) as Action;
      if (this.act(action)) this.happenings[action]++;
    }
    this.finish();
  }

  /** Frees what the world holds, however it ended. */
  end(): void {
    for (const client of this.people.clients) client.leave();
    for (const life of this.lives) life.closeFiles();
  }

  private act(action: Action): boolean {
    const { random, links, people } = this;
    switch (action) {
      case 'edit':
        random.pick(people.clients).edit(random);
        return true;
      case 'deliver':
        return links.deliverSome(random.between(1, 12));
      case 'pass':
        this.time.advance(random.pick([0, 0, 1, 5, 40, 300, 2000]));
        return true;
      case 'lose':
        return links.loseOne(false);
      case 'cut':
        return links.loseOne(true);
      case 'leave':
        random.pick(people.clients).provider.disconnect();
        return true;
      case 'return':
        random.pick(people.clients).provider.connect();
        return true;
      case 'reload':
        random.pick(people.clients).reload(people.nextClientId());
        return true;
      case 'newcomer':
        if (people.clients.length >= MAX_TABS) return false;
        people.openTab();
        return true;
      case 'repeat':
        return links.pick()?.repeatFrame(random) ?? false;
      case 'swap':
        return links.pick()?.swapUpdates() ?? false;
      case 'kill':
        return this.kill(
          random.pick<KillMoment>(['between-turns', 'before-commit', 'after-commit']),
        );
      case 'restart':
        return this.restart();
      case 'evict':
        return this.evict();
      case 'rights':
        people.changeRights(this.server?.rooms);
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
        links.killRelay();
        return true;
    }
  }

  private startServer(path: string): void {
    const server: WorldServer = new WorldServer({
      path,
      now: () => this.time.now,
      compactAfterRows: this.compactAfterRows,
      authorize: this.people.authorize,
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
      this.links.deliverSome(10);
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
    this.links.loseServer();
    const path = filesOfLife(this.folder, this.lives.length);
    server.copyFiles(path);
    const { opened, replayed } = readFromDisk(path);
    const lie =
      unlike('the log and what opening reads', opened, replayed) ??
      findBrokenPromise(this.people.clients, clocks(opened));
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
    this.links.deliverSome(20);
    const { path } = this.server;
    this.server.closeFiles();
    this.lives.splice(this.lives.indexOf(this.server), 1);
    this.links.loseServer();
    this.startServer(path);
    return true;
  }

  /** Everybody is away for so long that the room is closed. */
  private evict(): boolean {
    const { server } = this;
    if (server === null || server.isDiskFull) return false;
    this.links.isDown = true;
    this.links.cutAll();
    this.time.advance(BEYOND_GRACE_MS);
    this.links.isDown = false;
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
        if (!this.serverDocs.has(doc)) doc.clientID = this.people.nextClientId();
        this.serverDocs.add(doc);
        editAtRandom(doc, this.random);
      },
    );
    return true;
  }

  private finish(): void {
    const { server, people } = this;
    if (server === null) throw this.broken('the server is not running');
    server.isDiskFull = false;
    people.forgive(server.rooms);
    // In half of the worlds nobody reconnects who does not have to: what was refused or held back
    // has to be asked for by the server itself.
    const everybodyReconnects = this.random.chance(0.5);
    for (const client of people.clients) {
      if (everybodyReconnects) client.provider.disconnect();
      client.provider.connect();
    }
    const fault =
      settle(people.clients, this.links, this.time) ??
      judge(people.clients, server, join(this.folder, 'judged.sqlite'));
    if (fault !== null) throw this.broken(fault);
    for (const client of people.clients) {
      this.happenings.refusal += client.refusals;
      this.happenings.acknowledgement += client.acknowledgements;
    }
  }

  private broken(what: string): BrokenWorldError {
    return new BrokenWorldError(this.kind, this.step, what);
  }
}
