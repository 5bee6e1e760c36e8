// The people of a random world: their tabs, and what each of them may do just now. It knows neither
// the network between them and the server nor what the server is doing.
import type { Rights, Rooms } from '../../server/realtime/types.ts';
import { CLOSE } from '../../shared/protocol.ts';
import type { Random } from '../support/seed.ts';
import type { SimulatedSocket } from './network.ts';
import { WorldClient } from './world-client.ts';

/** Everybody there is in a world. */
export const PEOPLE: readonly string[] = ['ada', 'bo', 'chi', 'dina'];

/** The people of one world. */
export class WorldPeople {
  readonly clients: WorldClient[] = [];
  private readonly random: Random;
  private readonly accept: (client: WorldClient, socket: SimulatedSocket) => void;
  private readonly readers = new Set<string>();
  private readonly strangers = new Set<string>();
  private lastClientId = 0;

  constructor(random: Random, accept: (client: WorldClient, socket: SimulatedSocket) => void) {
    this.random = random;
    this.accept = accept;
  }

  openTab(): void {
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
  nextClientId(): number {
    this.lastClientId++;
    return this.random.below(2 ** 20) * 1024 + this.lastClientId;
  }

  changeRights(rooms: Rooms | undefined): void {
    const person = this.random.pick(PEOPLE);
    const wish = this.random.weighted({ write: 5, read: 4, none: 1 });
    this.readers.delete(person);
    this.strangers.delete(person);
    if (wish === 'read') this.readers.add(person);
    if (wish === 'none') this.strangers.add(person);
    rooms?.refreshRights({ personId: person });
  }

  /** Lets everybody write again. */
  forgive(rooms: Rooms): void {
    this.readers.clear();
    this.strangers.clear();
    for (const person of PEOPLE) rooms.refreshRights({ personId: person });
  }

  readonly authorize = (visitor: { user: { id: string } }): Rights => {
    if (this.strangers.has(visitor.user.id)) return { read: false, close: CLOSE.forbidden };
    if (this.readers.has(visitor.user.id)) return { read: true, write: false, denial: 'frozen' };
    return { read: true, write: true };
  };
}
