// Improving a record: going on from it in another document, of another hackathon perhaps, without ever
// forking it (LI1, LI4, LI8).
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../shared/roles.ts';
import { toolSeed } from '../support/entries.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { createVisitor } from '../support/visitor.ts';

/** Decidim is published by Ada's team in Paris; Ben's team is in Lisbon. */
async function openWorld(server: TestServer) {
  const paris = server.createHackathon({ name: 'Paris', teams: ['Louvre', 'Orsay'] });
  const lisbon = server.createHackathon({ name: 'Lisbon', teams: ['Belém'] });
  const [louvre, orsay] = paris.teams;
  const [belem] = lisbon.teams;
  const ada = await server.signUp({ name: 'Ada', teamIds: [louvre!.id] });
  const oma = await server.signUp({ name: 'Oma', teamIds: [orsay!.id] });
  const ben = await server.signUp({ name: 'Ben', teamIds: [belem!.id] });
  const { lifecycle, catalogue, rooms, accounts } = server.parts;
  const actor = (person: { personId: string }): Actor => accounts.actor(person.personId);
  const firstId = server.createDocument(louvre!.id, 'tool', toolSeed('Decidim'), ada);
  const { recordId, path } = lifecycle.finalise(firstId, actor(ada));
  const write = (documentId: string, person: { personId: string }, root: string, text: string) =>
    rooms.edit(documentId, { type: 'server', personId: person.personId, reason: 'test' }, (doc) => {
      doc.getText(root).delete(0, doc.getText(root).length);
      doc.getText(root).insert(0, text);
    });
  return {
    louvre: louvre!,
    orsay: orsay!,
    belem: belem!,
    ada,
    oma,
    ben,
    actor,
    firstId,
    recordId,
    path,
    write,
    record: () => catalogue.get(recordId)!,
    text: (documentId: string, root: string) =>
      rooms.read(documentId, (doc) => doc.getText(root).toString()),
    improve: async (person: { cookie: string }, teamId: string, alongside?: boolean) =>
      createVisitor(server, person.cookie).ask('POST', `/records/${recordId}/improve`, {
        teamId,
        ...(alongside === undefined ? {} : { alongside }),
      }),
  };
}

describe('improving a record', () => {
  it('[LI8] [LI4] becomes its next revision, at the same address, with everybody named', async () => {
    await using server = await startTestServer();
    const world = await openWorld(server);
    const { ben, belem, improve, write, actor, record, recordId, path, ada } = world;
    const { status, body } = await improve(ben, belem.id);
    expect(status).toBe(200);
    expect(body.created).toBe(true);
    write(body.documentId, ben, 'summary.en', 'A better summary');
    const answer = server.parts.lifecycle.finalise(body.documentId, actor(ben));
    expect(answer).toMatchObject({ recordId, revision: 2, path, created: true });
    expect(record().fields.summary).toEqual({ en: 'A better summary' });
    const contributors = server.parts.db
      .prepare<[string], string>(
        'SELECT contributors FROM revision WHERE recordId = ? AND number = 2',
      )
      .pluck()
      .get(recordId)!;
    expect(JSON.parse(contributors)['summary.en']).toEqual([ada.personId, ben.personId]);
    expect(server.parts.catalogue.verify()).toEqual({ checked: 2, broken: [] });
    const sources = server.parts.db
      .prepare<[string], string>(
        `SELECT hackathon.name FROM revision_source JOIN hackathon ON hackathon.id = hackathonId
         WHERE recordId = ? ORDER BY number`,
      )
      .pluck()
      .all(recordId);
    expect(sources).toEqual(['Paris', 'Lisbon']);
  });

  it('[AC1] is for members of the team, and of published records', async () => {
    await using server = await startTestServer();
    const { ben, ada, belem, louvre, improve, recordId } = await openWorld(server);
    expect((await improve(ada, belem.id)).status).toBe(404);
    expect((await improve(ben, louvre.id)).status).toBe(404);
    server.parts.db.prepare(`UPDATE record SET state = 'withdrawn' WHERE id = ?`).run(recordId);
    expect((await improve(ben, belem.id)).status).toBe(404);
  });

  it('[LI5] twice in a team is one document; others are told who is at it', async () => {
    await using server = await startTestServer();
    const { oma, orsay, ada, louvre, improve } = await openWorld(server);
    const first = await improve(oma, orsay.id);
    expect((await improve(oma, orsay.id)).body).toEqual({
      documentId: first.body.documentId,
      created: false,
    });
    const refused = await improve(ada, louvre.id);
    expect(refused.status).toBe(409);
    expect(refused.body.error).toMatchObject({
      code: 'already_improved',
      details: [{ documentId: first.body.documentId, teamName: 'Orsay' }],
    });
    expect((await improve(ada, louvre.id, true)).body.created).toBe(true);
  });

  it('[LI5] is no duplicate of the record it improves', async () => {
    await using server = await startTestServer();
    const { oma, orsay, improve, actor, firstId } = await openWorld(server);
    const { documentId } = (await improve(oma, orsay.id)).body;
    const visitor = createVisitor(server, oma.cookie);
    const { body } = await visitor.ask('GET', `/documents/${documentId}/duplicates`);
    expect(body.duplicates).toEqual([]);
    expect(server.parts.lifecycle.finalise(documentId, actor(oma)).created).toBe(false);
    expect(server.parts.documents.summary(firstId)?.headRevision).toBe(1);
  });
});

describe('a record that moved on', () => {
  it('[LI1] is not overwritten: who comes second takes the newer words in, and nothing is lost', async () => {
    await using server = await startTestServer();
    const { ben, oma, belem, orsay, improve, write, text, actor, record, recordId } =
      await openWorld(server);
    const mine = (await improve(ben, belem.id)).body.documentId as string;
    const theirs = (await improve(oma, orsay.id)).body.documentId as string;
    write(theirs, oma, 'summary.en', 'Their summary');
    write(theirs, oma, 'website', 'https://decidim.org');
    write(mine, ben, 'summary.en', 'My summary');
    write(mine, ben, 'sourceCode', 'https://github.com/decidim/decidim');
    const { lifecycle } = server.parts;
    expect(lifecycle.finalise(theirs, actor(oma)).revision).toBe(2);

    const visitor = createVisitor(server, ben.cookie);
    const refused = await visitor.ask('POST', `/documents/${mine}/finalise`, {});
    expect(refused.status).toBe(409);
    expect(refused.body.error).toMatchObject({
      code: 'record_moved_on',
      details: { revision: 2, base: 1, teamName: 'Orsay', hackathonName: 'Paris' },
    });
    const rebased = await visitor.ask('POST', `/documents/${mine}/rebase`);
    expect(rebased.body).toEqual({ revision: 2, taken: ['website'], kept: ['summary'] });
    expect(text(mine, 'website')).toBe('https://decidim.org');
    expect(text(mine, 'summary.en')).toBe('My summary');
    expect(lifecycle.finalise(mine, actor(ben)).revision).toBe(3);
    expect(record().fields).toMatchObject({
      summary: { en: 'My summary' },
      website: 'https://decidim.org',
      sourceCode: 'https://github.com/decidim/decidim',
    });
    const { revisions } = server.parts.catalogue.get(recordId)!;
    expect(revisions.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(server.parts.catalogue.verify()).toEqual({ checked: 3, broken: [] });
  });

  it('[LI1] is told to a reopened first document too', async () => {
    await using server = await startTestServer();
    const { ada, ben, belem, improve, write, actor, firstId } = await openWorld(server);
    const lead = await server.signUp({ name: 'Fay', isAdministrator: true });
    const { documentId } = (await improve(ben, belem.id)).body;
    write(documentId, ben, 'summary.en', 'From Lisbon');
    const { lifecycle } = server.parts;
    lifecycle.finalise(documentId, actor(ben));
    lifecycle.reopen(firstId, actor(lead));
    write(firstId, ada, 'website', 'https://decidim.org');
    expect(() => lifecycle.finalise(firstId, actor(ada))).toThrow(
      expect.objectContaining({ code: 'record_moved_on' }),
    );
    const visitor = createVisitor(server, ada.cookie);
    const { body } = await visitor.ask('POST', `/documents/${firstId}/rebase`);
    expect(body).toEqual({ revision: 2, taken: ['summary'], kept: [] });
    expect(lifecycle.finalise(firstId, actor(ada)).revision).toBe(3);
  });

  it('withdrawing an improvement leaves the record where it is', async () => {
    await using server = await startTestServer();
    const { oma, orsay, improve, actor, record } = await openWorld(server);
    const lead = await server.signUp({ name: 'Fay', isAdministrator: true });
    const { documentId } = (await improve(oma, orsay.id)).body;
    server.parts.lifecycle.withdraw(documentId, actor(lead));
    expect(record().state).toBe('published');
  });
});

describe('a draft that was begun by mistake', () => {
  it('[LI11] is withdrawn by who alone wrote it and taken up again as it was; the entry stays', async () => {
    await using server = await startTestServer();
    const { ben, belem, improve, write, text, record, recordId } = await openWorld(server);
    const visitor = createVisitor(server, ben.cookie);
    const { documentId } = (await improve(ben, belem.id)).body;
    write(documentId, ben, 'summary.en', 'Not this one');
    const before = await visitor.ask('GET', `/documents/${documentId}`);
    expect(before.body.rights.withdraw).toBe(true);
    const gone = await visitor.ask('POST', `/documents/${documentId}/withdraw`);
    expect(gone.status).toBe(200);
    expect(gone.body).toMatchObject({ state: 'withdrawn', rights: { reopen: true, write: false } });
    // Nothing published goes with it, and whoever presses again gets a draft of their own.
    expect(record().revision).toBe(1);
    const again = (await improve(ben, belem.id)).body;
    expect(again).toMatchObject({ created: true });
    expect(again.documentId).not.toBe(documentId);
    const back = await visitor.ask('POST', `/documents/${documentId}/reopen`);
    expect(back.body).toMatchObject({
      state: 'draft',
      rights: { reopen: false, write: true, withdraw: true },
    });
    expect(text(documentId, 'summary.en')).toBe('Not this one');
    const { hackathonId } = server.parts.documents.require(documentId);
    const decisions = server.parts.db
      .prepare<[string, string]>(
        'SELECT action, personId FROM audit WHERE hackathonId = ? AND subject = ? ORDER BY at, rowid',
      )
      .all(hackathonId, documentId);
    expect(decisions).toEqual([
      { action: 'document-withdrawn', personId: ben.personId },
      { action: 'document-reopened', personId: ben.personId },
    ]);
    expect(server.parts.catalogue.row(recordId)?.state).toBe('published');
  });

  it('[LI11] stays when somebody else wrote in it, and when a facilitator took it back', async () => {
    await using server = await startTestServer();
    const { ben, belem, improve, write } = await openWorld(server);
    const visitor = createVisitor(server, ben.cookie);
    const cleo = await server.signUp({ name: 'Cleo', teamIds: [belem.id] });
    const { documentId } = (await improve(ben, belem.id)).body;
    const row = server.parts.documents.require(documentId);
    const lead = await server.signUp({ name: 'Lea', facilitates: [row.hackathonId] });
    const leader = createVisitor(server, lead.cookie);
    expect((await leader.ask('POST', `/documents/${documentId}/withdraw`)).status).toBe(200);
    expect((await visitor.ask('POST', `/documents/${documentId}/reopen`)).status).toBe(403);
    expect((await leader.ask('POST', `/documents/${documentId}/reopen`)).body.state).toBe('draft');
    // What the others of the team may do with it was never theirs to withdraw.
    const other = createVisitor(server, cleo.cookie);
    expect((await other.ask('POST', `/documents/${documentId}/withdraw`)).status).toBe(403);
    write(documentId, cleo, 'summary.en', 'We are two now');
    expect((await visitor.ask('POST', `/documents/${documentId}/withdraw`)).status).toBe(403);
    const { body } = await visitor.ask('GET', `/documents/${documentId}`);
    expect(body.rights.withdraw).toBe(false);
  });
});
