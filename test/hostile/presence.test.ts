// Someone who lies about who and where they are. Others see what the door knows, and no ghosts.
import { describe, expect, it } from 'vitest';
import { MESSAGE } from '../../shared/protocol.ts';
import { awarenessFrame, openRawSocket, type RawSocket } from '../support/raw-socket.ts';
import { startRelay, type TestRelay } from '../support/relay.ts';
import { joinBystanders, type StockClient } from '../support/stock-provider.ts';
import { until } from '../support/until.ts';

function stateOf(client: StockClient, clientId: number) {
  return client.provider.awareness.getStates().get(clientId);
}

async function meet(relay: TestRelay, id: string, person: string): Promise<RawSocket> {
  return openRawSocket(`${relay.url}/${id}?person=${person}&schema=1`);
}

describe('presence', () => {
  it('[PR1] stamps who it is, whatever they call themselves', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    using mallory = await meet(relay, id, 'mallory');
    mallory.sendAwareness(77, 1, {
      user: { id: 'ben', name: 'Ben', colour: '#ff0000' },
      field: 'name',
      __proto__x: 1,
    });
    await until(() => stateOf(people.ben, 77) !== undefined);
    expect(stateOf(people.ben, 77)?.user).toEqual({
      id: 'mallory',
      name: 'mallory',
      colour: '#123456',
      teamId: null,
    });
    expect(stateOf(people.ben, 77)?.field).toBe('name');
    await people.expectUndisturbed();
  });

  it('[PR1] nobody speaks for somebody else, present or just gone', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    await people.expectUndisturbed();
    const { clientID } = people.ben.doc;
    using gone = await meet(relay, id, 'gone');
    gone.sendAwareness(55, 1, { field: 'name' });
    await until(() => stateOf(people.cleo, 55) !== undefined);
    gone.ws.close();
    await until(() => stateOf(people.cleo, 55) === undefined);

    using mallory = await meet(relay, id, 'mallory');
    mallory.sendAwareness(clientID, 2 ** 40, { field: 'forged' });
    mallory.sendAwareness(clientID, 2 ** 40, null);
    mallory.sendAwareness(55, 99, { field: 'forged' });
    // What it says of itself still counts, so all of the above has been looked at.
    mallory.sendAwareness(77, 1, { field: 'own' });
    await until(() => stateOf(people.cleo, 77) !== undefined);
    expect(stateOf(people.cleo, clientID)?.user?.id).toBe('ben');
    expect(stateOf(people.cleo, clientID)?.field).toBeUndefined();
    expect(stateOf(people.cleo, 55)).toBeUndefined();
    // And only for one client at a time.
    mallory.sendAwareness(78, 1, { field: 'second' });
    mallory.sendAwareness(77, 5, { field: 'moved' });
    await until(() => stateOf(people.cleo, 77)?.field === 'moved');
    expect(stateOf(people.cleo, 78)).toBeUndefined();
    await people.expectUndisturbed();
  });

  it('[PR1] a clock that runs away is held, and its person goes on being seen after a reconnect', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    {
      using mallory = await meet(relay, id, 'mallory');
      mallory.sendAwareness(77, 2 ** 52, { field: 'name' });
      await until(() => stateOf(people.ben, 77)?.field === 'name');
      const clock = people.ben.provider.awareness.meta.get(77)?.clock;
      expect(clock).toBeLessThan(2 ** 31);
    }
    await until(() => stateOf(people.ben, 77) === undefined);
    using again = await meet(relay, id, 'mallory');
    again.sendAwareness(78, 1, { field: 'licence' });
    await until(() => stateOf(people.ben, 78)?.field === 'licence');
    await people.expectUndisturbed();
  });

  it('[PR2] a closed connection takes exactly what it announced with it', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    using mallory = await meet(relay, id, 'mallory');
    mallory.sendAwareness(77, 1, { field: 'name' });
    await until(() => stateOf(people.ben, 77) !== undefined);
    mallory.ws.terminate();
    await until(() => stateOf(people.ben, 77) === undefined);
    await people.expectUndisturbed();
    expect(relay.rooms.present(id)).toHaveLength(2);
  });

  it('[PR2] a reconnect takes over its own id, and the old socket takes nothing away', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    using old = await meet(relay, id, 'ana');
    old.sendAwareness(77, 3, { field: 'name' });
    await until(() => stateOf(people.ben, 77)?.field === 'name');
    using young = await meet(relay, id, 'ana');
    // As y-websocket does: the same clock again; the server has it announce itself anew.
    young.sendAwareness(77, 3, { field: 'summary.en' });
    await until(() =>
      young
        .announcements()
        .some(({ clientId, clock, state }) => clientId === 77 && clock === 3 && state === null),
    );
    young.sendAwareness(77, 4, { field: 'summary.en' });
    await until(() => stateOf(people.ben, 77)?.field === 'summary.en');
    old.ws.terminate();
    await until(() => relay.rooms.present(id).length === 3);
    young.sendAwareness(77, 5, { field: 'licence' });
    await until(() => stateOf(people.ben, 77)?.field === 'licence');
  });

  it('[PR2] a stock client is seen again at once after its connection broke', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    people.ben.provider.awareness.setLocalStateField('field', 'name');
    await until(() => stateOf(people.cleo, people.ben.doc.clientID)?.field === 'name');
    people.ben.provider.ws?.close();
    await until(() => stateOf(people.cleo, people.ben.doc.clientID) === undefined);
    await until(() => stateOf(people.cleo, people.ben.doc.clientID)?.field === 'name', 10_000);
  });

  it('[PR3] a new tab gets bounded presence, whatever was sent', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    using mallory = await meet(relay, id, 'mallory');
    mallory.sendAwareness(77, 1, { field: 'name', filler: 'x'.repeat(5000) });
    for (let clientId = 100; clientId < 1100; clientId++) {
      mallory.sendAwareness(clientId, 1, { filler: 'x'.repeat(2000) });
    }
    mallory.send(awarenessFrame([{ clientId: 100, clock: 9, json: '[1,2' }]));
    mallory.send(awarenessFrame([{ clientId: 100, clock: 10, json: '"text"' }]));
    mallory.sendAwareness(100, 11, { field: 'end' });
    await until(() => stateOf(people.ben, 100)?.field === 'end');
    using late = await meet(relay, id, 'late');
    await until(() => late.announcements().length > 0);
    const [first] = late.heard.filter(({ type }) => type === MESSAGE.awareness);
    expect(first!.payload.length).toBeLessThan(3 * 4096);
    expect(late.announcements().map(({ clientId }) => clientId)).toContain(100);
    expect(late.announcements()).toHaveLength(3);
    await people.expectUndisturbed();
  });

  it('[PR3] a flood of movements is told at most every tenth of a second', async () => {
    let now = 1_000_000;
    await using relay = await startRelay({ rooms: { now: () => now } });
    const id = relay.createDocument();
    using mallory = await meet(relay, id, 'mallory');
    using watcher = await meet(relay, id, 'watcher');
    const frames = () => watcher.heard.filter(({ type }) => type === MESSAGE.awareness).length;
    mallory.sendAwareness(77, 1, { field: 'name' });
    await until(() => {
      now += 100;
      return watcher.announcements().some(({ clientId }) => clientId === 77);
    });
    const before = frames();
    for (let clock = 2; clock < 300; clock++) mallory.sendAwareness(77, clock, { at: clock });
    // Everything has been looked at, and by the relay's clock no time has passed.
    await mallory.acknowledged(1);
    expect(frames()).toBeLessThanOrEqual(before + 1);
    now += 100;
    await until(() => watcher.announcements().at(-1)?.state?.at === 299);
    expect(frames()).toBeLessThanOrEqual(before + 2);
  });
});
