// Beginning from what others wrote: what is taken over, what never is, and who may (LU4, AC2).
import { describe, expect, it } from 'vitest';
import { plainToRichText } from '../../shared/rich-text.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { createVisitor } from '../support/visitor.ts';

/** Louvre has published an action; Ben's team in Lisbon wants one of its own. */
async function openWorld(server: TestServer) {
  const paris = server.createHackathon({ name: 'Paris', teams: ['Louvre'] });
  const lisbon = server.createHackathon({ name: 'Lisbon', teams: ['Belém', 'Alfama'] });
  const [louvre] = paris.teams;
  const [belem, alfama] = lisbon.teams;
  const ada = await server.signUp({ name: 'Ada', teamIds: [louvre!.id] });
  const ben = await server.signUp({ name: 'Ben', teamIds: [belem!.id] });
  const { lifecycle, accounts } = server.parts;
  const source = server.createDocument(
    louvre!.id,
    'collective-action',
    {
      name: 'Open contracting',
      number: 4,
      theme: 'transparency-integrity-anticorruption',
      summary: { en: 'Contracts in the open', fr: 'Des contrats ouverts' },
      description: { en: plainToRichText('Partners joining will publish contracts.') },
      signatories: [
        {
          kind: 'government',
          country: 'FR',
          organisation: '',
          commitment: 'All of them.',
        },
      ],
    },
    ada,
  );
  const { recordId } = lifecycle.finalise(source, accounts.actor(ada.personId));
  const ref = `record:${recordId}`;
  return { source, ref, louvre: louvre!, belem: belem!, alfama: alfama!, ada, ben };
}

describe('beginning from another entry', () => {
  it('[LU4] takes over what holds elsewhere too, says from what, and never who signed', async () => {
    await using server = await startTestServer();
    const { ref, belem, ben } = await openWorld(server);
    const { status, body } = await createVisitor(server, ben.cookie).ask(
      'POST',
      `/teams/${belem.id}/documents`,
      { kind: 'collective-action', name: 'Open contracting in Portugal', from: ref },
    );
    expect(status).toBe(201);
    const { title, fields } = server.parts.documents.projection(body.id);
    expect(title).toBe('Open contracting in Portugal');
    expect(fields).toMatchObject({
      theme: 'transparency-integrity-anticorruption',
      summary: { en: 'Contracts in the open', fr: 'Des contrats ouverts' },
      adaptedFrom: [{ ref, label: 'Open contracting' }],
      signatories: [],
      number: null,
    });
  });

  it('[LU4] fills only what is empty in a document that was begun already', async () => {
    await using server = await startTestServer();
    const { ref, belem, ben } = await openWorld(server);
    const mine = server.createDocument(
      belem.id,
      'collective-action',
      { name: 'Contratos', summary: { en: 'Ours' } },
      ben,
    );
    const visitor = createVisitor(server, ben.cookie);
    const { status, body } = await visitor.ask('POST', `/documents/${mine}/adapt`, { from: ref });
    expect(status).toBe(200);
    expect(body).toEqual({ filled: ['theme', 'summary', 'description'], kept: [] });
    server.parts.projector.flush(mine);
    expect(server.parts.documents.projection(mine)).toMatchObject({
      title: 'Contratos',
      fields: {
        summary: { en: 'Ours', fr: 'Des contrats ouverts' },
        adaptedFrom: [{ ref, label: 'Open contracting' }],
      },
    });
    const again = await visitor.ask('POST', `/documents/${mine}/adapt`, { from: ref });
    expect(again.body).toEqual({ filled: [], kept: ['theme', 'summary', 'description'] });
  });

  it('[LU4] [AC2] is from what one may read, of the same kind, and not from itself', async () => {
    await using server = await startTestServer();
    const { ref, source, belem, alfama, ben, ada } = await openWorld(server);
    const mine = server.createDocument(belem.id, 'collective-action', { name: 'Mine' }, ben);
    const beside = server.createDocument(
      alfama.id,
      'collective-action',
      { name: 'Beside', summary: { en: 'Next table' } },
      ada,
    );
    const visitor = createVisitor(server, ben.cookie);
    const adapt = async (from: string) =>
      (await visitor.ask('POST', `/documents/${mine}/adapt`, { from })).status;
    // Of a hackathon that is not mine.
    expect(await adapt(`document:${source}`)).toBe(404);
    expect(await adapt(`document:${mine}`)).toBe(404);
    expect(await adapt('record:nothing')).toBe(404);
    expect(await adapt('name:anything')).toBe(404);
    // What another table of the same hackathon writes is there to read.
    expect(await adapt(`document:${beside}`)).toBe(200);
    const begin = async (kind: string) =>
      (await visitor.ask('POST', `/teams/${belem.id}/documents`, { kind, from: ref })).status;
    expect(await begin('tool')).toBe(404);
    expect(await begin('organisation')).toBe(404);
  });

  it('[LU4] is shown from both sides once it is finalised', async () => {
    await using server = await startTestServer();
    const { ref, belem, ben } = await openWorld(server);
    const { adaptations, accounts, lifecycle, catalogue } = server.parts;
    const actor = accounts.actor(ben.personId);
    const seed = {
      // Of the very same name: it was said where it comes from, so nobody is asked again (LI5).
      name: 'Open contracting',
      signatories: [{ kind: 'government', country: 'PT', organisation: '' }],
    };
    const document = { teamId: belem.id, kind: 'collective-action', seed } as const;
    const { id: mine } = adaptations.begin(ref, document, actor);
    const { recordId, path } = lifecycle.finalise(mine, actor);
    expect(catalogue.get(recordId)?.fields.adaptedFrom).toEqual([
      { ref, label: 'Open contracting' },
    ]);
    expect(catalogue.get(ref.slice('record:'.length))?.namedBy).toEqual([
      expect.objectContaining({ field: 'adaptedFrom', path }),
    ]);
  });
});
