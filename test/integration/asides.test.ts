// What whoever writes hears of without looking at a board: news beside the text arrives on the
// document's own socket, and only where it matters (LU2, LU5).
import { describe, expect, it } from 'vitest';
import type { ReferenceView } from '../../shared/api/lookup.ts';
import type { Aside } from '../../shared/protocol.ts';
import { organisationSeed, toolSeed } from '../support/entries.ts';
import { startTwoTeams } from '../support/two-teams.ts';
import { until } from '../support/until.ts';
import { createVisitor } from '../support/visitor.ts';

const ORIGIN = { type: 'server', personId: null, reason: 'test' } as const;

/** Two tables, each with a document open. */
async function scene() {
  const { server, hackathon, alpha, beta, amina, boris, fatou } = await startTwoTeams();
  const mine = server.createDocument(alpha.id, 'tool', { name: 'Mine' }, amina);
  const theirs = server.createDocument(beta.id, 'organisation', organisationSeed(), boris);
  const heard = { mine: [] as Aside[], theirs: [] as Aside[] };
  const bots = [
    server.connect(mine, amina, { onAside: (aside) => heard.mine.push(aside) }),
    server.connect(theirs, boris, { onAside: (aside) => heard.theirs.push(aside) }),
  ];
  for (const bot of bots) await bot.synced();
  const forget = () => {
    heard.mine.length = 0;
    heard.theirs.length = 0;
  };
  return {
    server,
    hackathon,
    alpha,
    beta,
    mine,
    theirs,
    heard,
    forget,
    amina: createVisitor(server, amina.cookie),
    boris: createVisitor(server, boris.cookie),
    fatou: createVisitor(server, fatou.cookie),
    borisPerson: boris,
    async [Symbol.asyncDispose]() {
      for (const bot of bots) bot.leave();
      await server[Symbol.asyncDispose]();
    },
  };
}

describe('inside an open document', () => {
  it('[LU5] [LU1] a request to join, and the answer to it, are heard at both tables', async () => {
    await using world = await scene();
    const { amina, boris, alpha, theirs, heard, forget } = world;
    await amina.ask('POST', `/teams/${alpha.id}/join-requests`, { documentId: theirs });
    await until(() => heard.mine.includes('view') && heard.theirs.includes('view'));
    forget();
    await boris.ask('POST', `/documents/${theirs}/join-requests/${alpha.id}`, {
      isAccepted: true,
    });
    await until(() => heard.mine.includes('view') && heard.theirs.includes('view'));
  });

  it('[LU6] a request taken back, and a team that leaves, are heard of at both tables', async () => {
    await using world = await scene();
    const { amina, alpha, theirs, heard, forget } = world;
    await amina.ask('POST', `/teams/${alpha.id}/join-requests`, { documentId: theirs });
    await until(() => heard.mine.includes('view') && heard.theirs.includes('view'));
    forget();
    await amina.ask('DELETE', `/teams/${alpha.id}/join-requests/${theirs}`);
    await until(() => heard.mine.includes('view') && heard.theirs.includes('view'));
    world.server.parts.documents.invite(theirs, alpha.id, world.borisPerson.personId);
    await until(() => heard.mine.length === 2);
    forget();
    await amina.ask('DELETE', `/teams/${alpha.id}/invitations/${theirs}`);
    await until(() => heard.mine.includes('view') && heard.theirs.includes('view'));
  });

  it('[LU5] [WL13] help on the way and more time are heard by that table, a freeze by all', async () => {
    await using world = await scene();
    const { amina, fatou, hackathon, alpha, heard, forget } = world;
    await amina.ask('PATCH', `/teams/${alpha.id}`, { handRaised: true });
    await until(() => heard.mine.length === 1);
    await fatou.ask('PATCH', `/teams/${alpha.id}`, { onMyWay: true });
    await until(() => heard.mine.length === 2);
    await fatou.ask('PATCH', `/teams/${alpha.id}`, { extendedUntil: Date.now() + 3_600_000 });
    await until(() => heard.mine.length === 3);
    expect(heard).toEqual({ mine: ['view', 'view', 'view'], theirs: [] });
    forget();
    await fatou.ask('PATCH', `/hackathons/${hackathon.id}`, { state: 'frozen' });
    await until(() => heard.mine.includes('view') && heard.theirs.includes('view'));
  });

  it('[LU2] what a relation points to is heard of when it is renamed, and not with every word', async () => {
    await using world = await scene();
    const { server, mine, theirs, heard, forget, amina } = world;
    const { rooms, projector } = server.parts;
    const refer = (ref: string) =>
      rooms.edit(mine, ORIGIN, (doc) => doc.getMap('developer').set(ref, 'As it was'));
    refer(`document:${theirs}`);
    projector.flush();
    forget();
    rooms.edit(theirs, ORIGIN, (doc) => doc.getText('name').insert(0, 'The '));
    projector.flush();
    await until(() => heard.mine.includes('references'));
    const known = async () =>
      (await amina.ask('GET', `/documents/${mine}/references`)).body.references as ReferenceView[];
    expect(await known()).toEqual([
      {
        ref: `document:${theirs}`,
        standing: 'draft',
        title: 'The Ajuntament de Barcelona',
        was: null,
        path: `/documents/${theirs}`,
      },
    ]);
    forget();
    rooms.edit(theirs, ORIGIN, (doc) => doc.getText('website').insert(0, 'https://a.example'));
    projector.flush();
    rooms.edit(theirs, ORIGIN, (doc) => doc.getText('name').insert(0, 'O '));
    projector.flush();
    await until(() => heard.mine.length > 0);
    expect(heard.mine).toEqual(['references']);
  });

  it('[LU2] a reference follows a draft into the catalogue, through a merge and out of it', async () => {
    await using world = await scene();
    const { server, beta, mine, amina, borisPerson, fatou } = world;
    const { rooms, projector, lifecycle, accounts } = server.parts;
    const actor = accounts.actor(borisPerson.personId);
    const publish = (name: string) => {
      const id = server.createDocument(beta.id, 'tool', toolSeed(name), borisPerson);
      return { id, ...lifecycle.finalise(id, actor) };
    };
    const old = publish('Old name');
    const kept = publish('Consul Democracy');
    const ref = `document:${old.id}`;
    rooms.edit(mine, ORIGIN, (doc) => doc.getMap('interoperableWith').set(ref, 'Old'));
    projector.flush();
    const known = async () => (await amina.ask('GET', `/documents/${mine}/references`)).body;
    expect(await known()).toEqual({
      references: [{ ref, standing: 'published', title: 'Old name', was: null, path: old.path }],
    });
    const { status } = await fatou.ask('POST', `/records/${old.recordId}/merge`, {
      intoId: kept.recordId,
    });
    expect(status).toBe(200);
    expect(await known()).toEqual({
      references: [
        { ref, standing: 'merged', title: 'Consul Democracy', was: 'Old name', path: kept.path },
      ],
    });
    await fatou.ask('POST', `/documents/${kept.id}/withdraw`, {});
    expect((await known()).references).toEqual([
      expect.objectContaining({ ref, standing: 'withdrawn', title: 'Old name' }),
    ]);
  });
});
