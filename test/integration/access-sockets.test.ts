// The access matrix over sockets (AC1): the upgrade, and a frame that wants to write, for every kind
// of person in every state of document and hackathon; and how soon a change of rights is there.

import * as decoding from 'lib0/decoding';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createId } from '../../shared/ids.ts';
import { CLOSE, MESSAGE } from '../../shared/protocol.ts';
import { can, DOCUMENT_STATES, HACKATHON_STATES, writeDenial } from '../../shared/roles.ts';
import { createAccessWorld } from '../support/access-world.ts';
import { openRawSocket, type RawSocket } from '../support/raw-socket.ts';
import { startTestServer, type TestPerson, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { createVisitor } from '../support/visitor.ts';

function openSocket(
  server: TestServer,
  documentId: string,
  person: TestPerson | null,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawSocket> {
  const url = `${server.url.replace('http', 'ws')}/api/sync/${documentId}?schema=1`;
  return openRawSocket(url, {
    origin: server.url,
    ...(person === null ? {} : { cookie: `sommet=${person.cookie}` }),
    ...headers,
  });
}

/** What the server last said this socket may do: `null` to write, else why not. */
function lastDenial(socket: RawSocket): string | null | undefined {
  const message = socket.heard.findLast(({ type }) => type === MESSAGE.rights);
  if (message === undefined) return undefined;
  const decoder = decoding.createDecoder(message.payload);
  return decoding.readVarUint(decoder) === 1 ? null : decoding.readVarString(decoder);
}

function createUpdate(): Uint8Array {
  const doc = new Y.Doc();
  doc.getText('name').insert(0, 'x');
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}

describe('the matrix person × state over sockets', () => {
  for (const hackathonState of HACKATHON_STATES) {
    it(`[AC1] upgrade and frames answer as can() says while the hackathon is ${hackathonState}`, async () => {
      await using server = await startTestServer();
      const world = await createAccessWorld(server);
      const { documentId } = world;
      const countUpdates = server.parts.db
        .prepare<[string], number>('SELECT count(*) FROM document_update WHERE documentId = ?')
        .pluck();
      for (const state of DOCUMENT_STATES) {
        world.set(hackathonState, state);
        const document = world.subjects(hackathonState, state).document!;
        for (const { name, actor, person } of world.cast) {
          const cell = `${name}, ${hackathonState}, ${state}`;
          using socket = await openSocket(server, documentId, person);
          if (!can(actor, 'read', document)) {
            const expected = actor === null ? CLOSE.signedOut : CLOSE.forbidden;
            expect(await socket.closed(), cell).toBe(expected.code);
            expect(socket.closeReason, cell).toBe(expected.reason);
            expect(
              socket.heard.filter(({ type }) => type === MESSAGE.sync),
              cell,
            ).toEqual([]);
            continue;
          }
          await until(() => lastDenial(socket) !== undefined, undefined, `rights: ${cell}`);
          const denial = writeDenial(actor, document);
          expect(lastDenial(socket), cell).toBe(denial);
          // Everyone who may read gets the document.
          socket.sendStep1(Y.encodeStateVector(new Y.Doc()));
          await until(
            () => socket.heard.some(({ type, step }) => type === MESSAGE.sync && step === 1),
            undefined,
            `step 2: ${cell}`,
          );
          const before = countUpdates.get(documentId)!;
          // As every client does: answer the server's step 1, then say something new.
          socket.sendStep2(Y.encodeStateAsUpdate(new Y.Doc()));
          socket.sendUpdate(createUpdate());
          if (denial === null) {
            await socket.acknowledged(1);
            expect(countUpdates.get(documentId), cell).toBeGreaterThan(before);
          } else {
            await until(() => socket.refusals().length > 0, undefined, `refusal: ${cell}`);
            expect(socket.refusals(), cell).toContain('read-only');
            expect(countUpdates.get(documentId), cell).toBe(before);
            expect(socket.acknowledgements(), cell).toEqual([]);
          }
        }
      }
    });
  }
});

describe('the door', () => {
  it('[WS1] refuses pages of other origins, and requests of none, before the upgrade', async () => {
    await using server = await startTestServer();
    const world = await createAccessWorld(server);
    const member = world.cast.find(({ name }) => name === 'the owning team')!.person!;
    const { host } = new URL(server.url);
    for (const origin of [
      'null',
      `https://${host}`,
      'http://evil.example',
      `http://evil.example/${host}`,
      `http://${host}.evil.example`,
      `${server.url}/`,
    ]) {
      await expect(
        openSocket(server, world.documentId, member, { origin }),
        origin,
      ).rejects.toThrow('403');
    }
  });

  it('[AC6] [WS2] says of an unknown document that there is none, and to which cookie it closes', async () => {
    await using server = await startTestServer();
    const person = await server.signUp({ name: 'Bob', isAdministrator: true });
    for (const id of [createId(), 'x', 'a'.repeat(300), '..%2f..', "'--"]) {
      using socket = await openSocket(server, id, person);
      expect(await socket.closed(), id).toBe(CLOSE.notFound.code);
    }
    const world = await createAccessWorld(server);
    using forged = await openSocket(server, world.documentId, {
      ...person,
      cookie: `${person.personId}.${'A'.repeat(43)}`,
    });
    expect(await forged.closed()).toBe(CLOSE.signedOut.code);
  });
});

describe('a change of rights reaches open sockets', () => {
  it('[WS6] when I sign out, here or everywhere', async () => {
    await using server = await startTestServer();
    const world = await createAccessWorld(server);
    const member = world.cast.find(({ name }) => name === 'the owning team')!.person!;
    const elsewhere = await server.parts.accounts.sessions.create(member.personId, 'phone');
    using here = await openSocket(server, world.documentId, member);
    using there = await openSocket(server, world.documentId, {
      ...member,
      cookie: elsewhere.cookie,
    });
    await until(() => lastDenial(here) === null && lastDenial(there) === null);
    await createVisitor(server, member.cookie).ask('DELETE', '/session');
    await until(() => here.closeCode === CLOSE.signedOut.code);
    expect(there.closeCode).toBeNull();
    await createVisitor(server, elsewhere.cookie).ask('DELETE', '/sessions');
    await until(() => there.closeCode === CLOSE.signedOut.code);
  });

  it('[WS6] when a facilitator freezes and opens the hackathon', async () => {
    await using server = await startTestServer();
    const world = await createAccessWorld(server);
    const member = world.cast.find(({ name }) => name === 'the owning team')!.person!;
    const facilitator = world.cast.find(({ name }) => name === 'a facilitator')!.person!;
    using socket = await openSocket(server, world.documentId, member);
    await until(() => lastDenial(socket) === null);
    const desk = createVisitor(server, facilitator.cookie);
    await desk.ask('PATCH', `/hackathons/${world.hackathonId}`, { state: 'frozen' });
    await until(() => lastDenial(socket) === 'frozen');
    await desk.ask('PATCH', `/hackathons/${world.hackathonId}`, { state: 'open' });
    await until(() => lastDenial(socket) === null);
  });

  it('[WS6] when another team is invited, and when somebody joins the team', async () => {
    await using server = await startTestServer();
    const world = await createAccessWorld(server);
    const other = world.cast.find(({ name }) => name === 'another team')!;
    const facilitator = world.cast.find(({ name }) => name === 'a facilitator')!.person!;
    using socket = await openSocket(server, world.documentId, other.person);
    await until(() => lastDenial(socket) === 'not-a-member');
    const teamId = other.actor!.teams[0]!.teamId;
    const path = `/documents/${world.documentId}/invitations`;
    await createVisitor(server, facilitator.cookie).ask('POST', path, { teamId });
    await until(() => lastDenial(socket) === null);

    const next = server.createDocument(world.teamId, 'tool', { name: 'Open Collective' });
    using second = await openSocket(server, next, other.person);
    await until(() => lastDenial(second) === 'not-a-member');
    const codes = server.parts.hackathons.codes.list(world.hackathonId);
    const { code } = codes.find((one) => one.teamId === world.teamId)!;
    await createVisitor(server, other.person!.cookie).ask('POST', '/join', { code, name: 'x' });
    await until(() => lastDenial(second) === null);
  });
});
