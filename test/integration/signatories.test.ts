// Confirming what a signatory promises: by its own person or a facilitator, and by nobody's writing.
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { commitmentRoot } from '../../shared/document.ts';
import { project, type Signatory } from '../../shared/projection.ts';
import { CONFIRMED_ROOT, sealConfirmation } from '../../shared/seal.ts';
import { startTestServer, type TestPerson, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

const FRANCE = 'government:FR';

async function world(server: TestServer) {
  const { hackathon, teams } = server.createHackathon();
  const teamIds = [teams[0]!.id];
  const amina = await server.signUp({ name: 'Amina', teamIds });
  const claire = await server.signUp({ name: 'Claire', teamIds });
  const fay = await server.signUp({ name: 'Fay', facilitates: [hackathon.id] });
  const documentId = server.createDocument(teamIds[0]!, 'collective-action', {
    name: 'Open contracting',
    signatories: [
      { kind: 'government', country: 'FR', organisation: '', commitment: 'We will publish.' },
    ],
  });
  const path = `/api/documents/${documentId}/signatories/${FRANCE}`;
  const confirm = async (person: TestPerson) =>
    (await server.request(`${path}/confirm`, { method: 'POST', person })).status;
  const appoint = async (person: TestPerson, personId: string | null) =>
    (await server.request(`${path}/person`, { method: 'PUT', person, body: { personId } })).status;
  const isConfirmed = () =>
    server.parts.rooms.read(documentId, (doc) => {
      const { fields } = project('collective-action', doc);
      return (fields.signatories as readonly Signatory[])[0]?.confirmed;
    });
  return { amina, claire, fay, documentId, confirm, appoint, isConfirmed };
}

describe('a signatory', () => {
  it('[SG1] is confirmed by its own person or a facilitator, and by nobody else', async () => {
    await using server = await startTestServer();
    const { amina, claire, fay, documentId, confirm, appoint, isConfirmed } = await world(server);
    expect(await confirm(amina)).toBe(403);
    expect(await appoint(amina, amina.personId)).toBe(403);
    expect(await appoint(fay, claire.personId)).toBe(200);
    expect(await confirm(amina)).toBe(403);
    expect(isConfirmed()).toBe(false);
    expect(await confirm(claire)).toBe(200);
    expect(isConfirmed()).toBe(true);
    const listed = await server.request(`/api/documents/${documentId}/signatories`, {
      person: amina,
    });
    expect(await listed.json()).toMatchObject({
      mayAppoint: false,
      signatories: [
        { person: { name: 'Claire' }, confirmation: { personName: 'Claire' }, mayConfirm: false },
      ],
    });
  });

  it('[SG1] is not confirmed by anything a client writes, whatever client id it claims', async () => {
    await using server = await startTestServer();
    const { amina, documentId, isConfirmed } = await world(server);
    const honest = server.connect(documentId, amina);
    await honest.synced();
    honest.doc.getMap(CONFIRMED_ROOT).set(FRANCE, 'We will publish.');
    await until(() =>
      server.parts.rooms.read(documentId, (doc) => doc.getMap(CONFIRMED_ROOT).has(FRANCE)),
    );
    expect(isConfirmed()).toBe(false);

    const forger = server.connect(documentId, amina);
    await forger.synced();
    const refused = server.parts.rooms.stats.refusedUpdates;
    sealConfirmation(forger.doc, FRANCE, 'We will publish.');
    await until(() => server.parts.rooms.stats.refusedUpdates > refused);
    expect(isConfirmed()).toBe(false);
    honest.leave();
    forger.leave();
  });

  it('[SG2] is confirmed for its words: others are not, and the same again are', async () => {
    await using server = await startTestServer();
    const { fay, documentId, confirm, isConfirmed } = await world(server);
    expect(await confirm(fay)).toBe(200);
    const edit = (change: (text: Y.Text) => void) =>
      server.parts.rooms.edit(
        documentId,
        { type: 'server', personId: fay.personId, reason: 'test' },
        (doc) => change(doc.getText(commitmentRoot(FRANCE))),
      );
    edit((text) => text.insert(text.length, ' Not.'));
    expect(isConfirmed()).toBe(false);
    edit((text) => text.delete(text.length - 5, 5));
    expect(isConfirmed()).toBe(true);
  });

  it('[SG1] is not another one written under its id', () => {
    const doc = new Y.Doc();
    doc.getMap('signatories').set(FRANCE, {
      kind: 'company',
      country: 'FR',
      organisation: 'Acme',
    });
    sealConfirmation(doc, FRANCE, '');
    const { fields } = project('collective-action', doc);
    expect((fields.signatories as readonly Signatory[])[0]?.confirmed).toBe(false);
  });
});
