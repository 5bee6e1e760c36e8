// The browser's half of collaboration against a whole server over real sockets. Node has no IndexedDB,
// so here nothing outlives the "tab"; the browser tests look at that.

import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { WebSocket as NodeWebSocket } from 'ws';
import { FORM_ORIGIN } from '../../client/collab/form-undo.ts';
import { type OpenDocument, openDocument } from '../../client/collab/open-document.ts';
import { MESSAGE_TOO_BIG } from '../../client/collab/reconnect.ts';
import type { SaveState } from '../../client/collab/save-state.ts';
import type { MarkStorage } from '../../client/collab/unsent-marks.ts';
import { replaceText } from '../../shared/document.ts';
import { CLOSE, MAX_FRAME_BYTES } from '../../shared/protocol.ts';
import { mapStorage } from '../support/map-storage.ts';
import { startTestServer, type TestPerson, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

const opened: OpenDocument[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((document) => document.close()));
});

/** A socket that sends the session's cookie as a browser on this origin would. */
function socketOf(server: TestServer, signedIn: () => TestPerson): typeof WebSocket {
  // The two classes differ in types of events that the provider never looks at.
  return class extends NodeWebSocket {
    constructor(url: string | URL) {
      super(url, { headers: { origin: server.url, cookie: `sommet=${signedIn().cookie}` } });
    }
  } as unknown as typeof WebSocket;
}

function open(
  server: TestServer,
  documentId: string,
  person: TestPerson,
  options: { marks?: MarkStorage; isStillMe?: () => boolean; signedIn?: () => TestPerson } = {},
): OpenDocument {
  const document = openDocument({
    documentId,
    personId: person.personId,
    kind: 'tool',
    serverUrl: server.url.replace('http', 'ws'),
    marks: options.marks ?? null,
    isStillMe: options.isStillMe ?? (() => true),
    WebSocket: socketOf(server, () => options.signedIn?.() ?? person),
    // Reconnects come at the early end of their spread.
    random: () => 0,
  });
  opened.push(document);
  return document;
}

function type(document: OpenDocument, root: string, words: string): void {
  const { doc } = document;
  doc.transact(() => replaceText(doc.getText(root), words), FORM_ORIGIN);
}

const isSaved = (document: OpenDocument) => document.saveState.get().type === 'on-the-server';

/** What the server has on its disk, read as a newcomer would. */
function onDisk(server: TestServer, documentId: string, root: string): string {
  return server.parts.rooms.read(documentId, (doc) => doc.getText(root).toString());
}

async function startTable() {
  const server = await startTestServer();
  const { hackathon, teams } = server.createHackathon();
  const teamId = teams[0]?.id ?? '';
  const amina = await server.signUp({ name: 'Amina', teamIds: [teamId] });
  const bo = await server.signUp({ name: 'Bo', teamIds: [teamId] });
  const documentId = server.createDocument(teamId, 'tool', { name: 'Decidim' }, amina);
  return { server, hackathon, teams, amina, bo, documentId };
}

test('[CL4] a change is called saved only once it is on the server’s disk', async () => {
  const { server, amina, documentId } = await startTable();
  await using _server = server;
  const document = open(server, documentId, amina);
  await until(() => isSaved(document));
  expect(document.doc.getText('name').toString()).toBe('Decidim');
  const states: SaveState['type'][] = [];
  document.saveState.subscribe(() => {
    const { type: state } = document.saveState.get();
    states.push(state);
    if (state === 'on-the-server') {
      expect(onDisk(server, documentId, 'name')).toBe(document.doc.getText('name').toString());
    }
  });
  for (const words of ['Decidim!', 'Decidim 0.29', 'Decidim 0.30']) type(document, 'name', words);
  expect(document.saveState.get()).toMatchObject({ type: 'on-this-laptop', unacknowledged: 3 });
  await until(() => isSaved(document));
  expect(states).toContain('on-this-laptop');
});

test('[CL4] words written while the server is away count as unsaved until the handshake brought them', async () => {
  const { server, amina, bo, documentId } = await startTable();
  await using _server = server;
  const marks = mapStorage();
  const document = open(server, documentId, amina, { marks });
  await until(() => isSaved(document));
  await server.stop();
  await until(() => document.connection.get().type === 'waiting');
  expect(document.saveState.get()).toEqual({
    type: 'on-the-server',
    isConnected: false,
    isKept: false,
  });
  type(document, 'name', 'Decidim for Barcelona');
  // A deletion moves no state vector, so only the counter can tell that it is unsent.
  type(document, 'name', 'Barcelona');
  expect(document.saveState.get()).toMatchObject({
    type: 'on-this-laptop',
    unacknowledged: 2,
    isConnected: false,
  });
  expect(marks.length).toBe(1);
  await server.start();
  await until(() => isSaved(document));
  expect(onDisk(server, documentId, 'name')).toBe('Barcelona');
  expect(marks.length).toBe(0);
  const other = open(server, documentId, bo);
  await until(() => isSaved(other));
  expect(other.doc.getText('name').toString()).toBe('Barcelona');
});

test('[CL2] storage that is full keeps no word from the server', async () => {
  const { server, amina, documentId } = await startTable();
  await using _server = server;
  const marks = {
    ...mapStorage(),
    setItem() {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    },
  };
  const document = open(server, documentId, amina, { marks });
  await until(() => isSaved(document));
  type(document, 'name', 'Decidim 0.30');
  await until(() => isSaved(document));
  expect(onDisk(server, documentId, 'name')).toBe('Decidim 0.30');
});

test('[CL4] words that an older backup does not have count as unsaved again, and as refused where it is closed', async () => {
  const { server, hackathon, amina, documentId } = await startTable();
  await using _server = server;
  const fay = await server.signUp({ name: 'Fay', facilitates: [hackathon.id] });
  const decide = (verb: string) =>
    server.request(`/api/documents/${documentId}/${verb}`, { method: 'POST', person: fay });
  const database = join(server.directory, 'sommet.sqlite');
  const backups = { open: `${database}-open`, withdrawn: `${database}-withdrawn` };
  await server.parts.db.backup(backups.open);
  await decide('withdraw');
  await server.parts.db.backup(backups.withdrawn);
  await decide('reopen');
  const document = open(server, documentId, amina);
  await until(() => isSaved(document));
  type(document, 'name', 'Decidim for Barcelona');
  await until(() => isSaved(document));
  const told: SaveState[] = [];
  document.saveState.subscribe(() => told.push(document.saveState.get()));
  const restore = async (backup: string) => {
    await server.stop();
    await until(() => document.connection.get().type === 'waiting');
    copyFileSync(backup, database);
    told.length = 0;
    await server.start();
  };
  await restore(backups.open);
  await until(() => isSaved(document) && onDisk(server, documentId, 'name') !== 'Decidim');
  expect(onDisk(server, documentId, 'name')).toBe('Decidim for Barcelona');
  expect(told).toContainEqual(
    expect.objectContaining({ type: 'on-this-laptop', isConnected: true }),
  );
  expect(told.filter((state) => state.type === 'on-the-server' && state.isConnected)).toHaveLength(
    1,
  );
  await restore(backups.withdrawn);
  await until(() => document.saveState.get().type === 'refused');
  expect(document.saveState.get()).toMatchObject({ code: 'read-only', unacknowledged: 1 });
});

test('[CL2] [AC3] words are not handed over as somebody else’s who signed in here meanwhile', async () => {
  const { server, amina, bo, documentId } = await startTable();
  await using _server = server;
  let signedIn = amina;
  const document = open(server, documentId, amina, {
    isStillMe: () => signedIn === amina,
    signedIn: () => signedIn,
  });
  await until(() => isSaved(document));
  await server.stop();
  await until(() => document.connection.get().type === 'waiting');
  type(document, 'name', 'Amina’s words');
  signedIn = bo;
  await server.start();
  await until(() => document.saveState.get().type === 'closed');
  expect(document.saveState.get()).toMatchObject({ event: CLOSE.signedOut, unacknowledged: 1 });
  signedIn = amina;
  document.reconnect();
  await until(() => isSaved(document));
  expect(onDisk(server, documentId, 'name')).toBe('Amina’s words');
});

test('[WS6] [LI1] what is closed to writing is read-only at once, and late words stay mine until it reopens', async () => {
  const { server, hackathon, teams, amina, documentId } = await startTable();
  await using _server = server;
  const fay = await server.signUp({ name: 'Fay', facilitates: [hackathon.id] });
  const document = open(server, documentId, amina);
  await until(() => isSaved(document) && document.denial.get() === null);
  await server.request(`/api/documents/${documentId}/withdraw`, { method: 'POST', person: fay });
  await until(() => document.denial.get() === 'withdrawn');
  expect(document.saveState.get()).toMatchObject({ type: 'read-only', denial: 'withdrawn' });
  type(document, 'name', 'Too late');
  await until(() => document.saveState.get().type === 'refused');
  expect(document.saveState.get()).toEqual({
    type: 'refused',
    code: 'read-only',
    unacknowledged: 1,
  });
  expect(onDisk(server, documentId, 'name')).toBe('Decidim');
  expect(document.doc.getText('name').toString()).toBe('Too late');
  await server.request(`/api/documents/${documentId}/reopen`, { method: 'POST', person: fay });
  await until(() => isSaved(document));
  expect(onDisk(server, documentId, 'name')).toBe('Too late');
  expect(teams).toHaveLength(2);
});

test('[WS6] a member of another team reads, and is told why they may not write', async () => {
  const { server, teams, documentId } = await startTable();
  await using _server = server;
  const eve = await server.signUp({ name: 'Eve', teamIds: [teams[1]?.id ?? ''] });
  const document = open(server, documentId, eve);
  await until(() => document.saveState.get().type === 'read-only');
  await until(() => document.readiness.get() === 'synced');
  expect(document.saveState.get()).toMatchObject({ denial: 'not-a-member', isConnected: true });
  expect(document.doc.getText('name').toString()).toBe('Decidim');
});

test('[WS2] signing out closes for good, and nothing reconnects', async () => {
  const { server, amina, documentId } = await startTable();
  await using _server = server;
  const document = open(server, documentId, amina);
  await until(() => isSaved(document));
  await server.request('/api/session', { method: 'DELETE', person: amina });
  await until(() => document.saveState.get().type === 'closed');
  expect(document.saveState.get()).toMatchObject({ event: { code: 4401 } });
  expect(document.connection.get().type).toBe('closed');
  expect(document.provider.shouldConnect).toBe(false);
});

test('[PR1] others are seen under the name the server knows, in the field they are in', async () => {
  const { server, amina, bo, documentId } = await startTable();
  await using _server = server;
  const mine = open(server, documentId, amina);
  const theirs = open(server, documentId, bo);
  await until(() => isSaved(mine) && isSaved(theirs));
  theirs.presence.setField('licence');
  await until(() => mine.presence.inField('licence').length === 1);
  expect(mine.presence.people.get().map(({ name }) => name)).toEqual(['Bo']);
  theirs.presence.setField(null);
  await until(() => mine.presence.inField('licence').length === 0);
  // Whoever comes back is seen at once, although others remember a newer farewell.
  theirs.presence.setField('website');
  await until(() => mine.presence.inField('website').length === 1);
  for (let round = 0; round < 3; round++) {
    theirs.provider.ws?.close();
    await until(() => mine.presence.people.get().length === 0);
    await until(() => mine.presence.inField('website').length === 1, 8_000);
  }
  await theirs.close();
  await until(() => mine.presence.people.get().length === 0);
});

test('[CL7] my undo leaves alone what another person wrote in between', async () => {
  const { server, amina, bo, documentId } = await startTable();
  await using _server = server;
  const mine = open(server, documentId, amina);
  const theirs = open(server, documentId, bo);
  await until(() => isSaved(mine) && isSaved(theirs));
  type(mine, 'name', 'Decidim 1');
  mine.undo.endStep();
  type(mine, 'licence', 'MIT');
  await until(() => theirs.doc.getText('licence').toString() === 'MIT');
  type(theirs, 'website', 'https://decidim.org/');
  await until(() => mine.doc.getText('website').toString() !== '');
  mine.undo.undo();
  mine.undo.undo();
  await until(() => theirs.doc.getText('name').toString() === 'Decidim');
  expect(theirs.doc.getText('licence').toString()).toBe('');
  expect(theirs.doc.getText('website').toString()).toBe('https://decidim.org/');
});

test('[WS4] more than a frame holds is not sent in a loop; the words stay and the reason is told', async () => {
  const { server, amina, bo, documentId } = await startTable();
  await using _server = server;
  const document = open(server, documentId, amina);
  const bystander = open(server, documentId, bo);
  await until(() => isSaved(document) && isSaved(bystander));
  const words = 'x'.repeat(MAX_FRAME_BYTES + 1);
  document.doc.transact(() => document.doc.getText('features.en').insert(0, words), FORM_ORIGIN);
  await until(() => document.saveState.get().type === 'closed');
  expect(document.saveState.get()).toMatchObject({
    event: { code: MESSAGE_TOO_BIG },
    unacknowledged: 1,
  });
  expect(document.connection.get().type).toBe('closed');
  expect(document.doc.getText('features.en').length).toBe(words.length);
  expect(onDisk(server, documentId, 'features.en')).toBe('');
  // Nobody else notices.
  type(bystander, 'name', 'Decidim 0.30');
  await until(() => isSaved(bystander));
  expect(onDisk(server, documentId, 'name')).toBe('Decidim 0.30');
});
