// A document's life over real HTTP and real sockets: finalise, late keystrokes, reopen, review,
// withdraw, deadlines.
import { describe, expect, it } from 'vitest';
import type {
  DocumentView,
  DuplicateView,
  FinaliseAnswer,
  ProblemView,
} from '../../shared/api/documents.ts';
import type { ErrorAnswer } from '../../shared/api/errors.ts';
import { startBot } from '../support/bots.ts';
import { actionSeed, organisationSeed, toolSeed, useCaseSeed } from '../support/entries.ts';
import { startTestServer, type TestPerson, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

async function scene(options: Parameters<typeof startTestServer>[0] = {}) {
  const server = await startTestServer(options);
  const { hackathon, teams } = server.createHackathon();
  const [team, other] = teams as [(typeof teams)[0], (typeof teams)[0]];
  const amina = await server.signUp({ name: 'Amina', teamIds: [team.id] });
  const boris = await server.signUp({ name: 'Boris', teamIds: [team.id] });
  const chloe = await server.signUp({ name: 'Chloé', teamIds: [other.id] });
  const fatou = await server.signUp({ name: 'Fatou', facilitates: [hackathon.id] });
  return { server, hackathon, team, other, amina, boris, chloe, fatou };
}

async function post<T>(
  server: TestServer,
  person: TestPerson,
  path: string,
  body: unknown = {},
): Promise<{ status: number; body: T }> {
  const response = await server.request(`/api${path}`, { method: 'POST', person, body });
  return { status: response.status, body: (await response.json()) as T };
}

function finalise(server: TestServer, person: TestPerson, id: string, body: unknown = {}) {
  return post<FinaliseAnswer & ErrorAnswer>(server, person, `/documents/${id}/finalise`, body);
}

function countRevisions(server: TestServer): number {
  return server.parts.db.prepare('SELECT count(*) FROM revision').pluck().get() as number;
}

describe('finalising', () => {
  it('[LI1] two presses give one revision', async () => {
    const { server, team, amina, boris } = await scene();
    await using _ = server;
    const id = server.createDocument(team.id, 'tool', toolSeed(), amina);
    const [first, second] = await Promise.all([
      finalise(server, amina, id),
      finalise(server, boris, id),
    ]);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.body.path).toBe('/catalogue/tool/decidim');
    expect([first.body.created, second.body.created].sort()).toEqual([false, true]);
    expect(second.body.recordId).toBe(first.body.recordId);
    expect(second.body.revision).toBe(1);
    expect(countRevisions(server)).toBe(1);
    expect(server.parts.versions.list(id).map(({ cause }) => cause)).toEqual(['finalised']);
  });

  it.each([
    ['organisation', organisationSeed()],
    ['use-case', useCaseSeed()],
    ['collective-action', actionSeed()],
  ] as const)('publishes a complete %s', async (kind, seed) => {
    const { server, team, amina } = await scene();
    await using _ = server;
    const id = server.createDocument(team.id, kind, seed, amina);
    expect((await finalise(server, amina, id)).status).toBe(200);
  });

  it('[LI3] says field by field what keeps a document out, and changes nothing', async () => {
    const { server, team, amina } = await scene();
    await using _ = server;
    const id = server.createDocument(
      team.id,
      'tool',
      { name: 'Half \u202e done', website: 'javascript:alert(1)' },
      amina,
    );
    const { status, body } = await finalise(server, amina, id);
    expect(status).toBe(422);
    expect(body.error.code).toBe('not_ready');
    const problems = body.error.details as ProblemView[];
    expect(problems.map(({ field, code }) => `${field}: ${code}`)).toEqual([
      'name: control-characters',
      'toolType: missing',
      'summary: missing',
      'description: missing',
      'website: not-an-address',
    ]);
    expect(server.parts.documents.get(id)?.state).toBe('draft');
    expect(countRevisions(server)).toBe(0);
  });

  it('[LI1] people already in the room turn read-only at once, and a late keystroke is refused but kept', async () => {
    const { server, team, amina, boris } = await scene();
    await using _ = server;
    const id = server.createDocument(team.id, 'tool', toolSeed(), amina);
    const bot = server.connect(id, boris);
    try {
      await bot.synced();
      await until(() => bot.report().canWrite);
      expect((await finalise(server, amina, id)).status).toBe(200);
      bot.doc.getText('licence').insert(0, 'too late');
      await until(() => !bot.report().canWrite && bot.report().refusals.length > 0);
      expect(bot.report().refusals).toContain('read-only');
      expect(bot.doc.getText('licence').toString()).toBe('too late');
      const licence = server.parts.rooms.read(id, (doc) => doc.getText('licence').toString());
      expect(licence).toBe('');
    } finally {
      bot.leave();
    }
  });

  it('[LI4] credits everybody who wrote, per field, from the log', async () => {
    const { server, team, amina, boris } = await scene();
    await using _ = server;
    const id = server.createDocument(team.id, 'tool', toolSeed(), amina);
    const bot = server.connect(id, boris);
    try {
      await bot.synced();
      bot.doc.getText('licence').insert(0, 'AGPL-3.0-or-later');
      await bot.saved();
    } finally {
      bot.leave();
    }
    const { body } = await finalise(server, amina, id);
    const record = server.parts.catalogue.get(body.recordId);
    expect(record?.contributors).toEqual([
      { name: 'Amina', fields: ['description', 'name', 'summary', 'toolType'] },
      { name: 'Boris', fields: ['licence'] },
    ]);
    expect(record?.fields.licence).toBe('AGPL-3.0-or-later');
  });

  it('[LI5] a likely duplicate stops it until somebody says why it is another thing, which is remembered', async () => {
    const { server, team, other, amina, chloe } = await scene();
    await using _ = server;
    const first = server.createDocument(team.id, 'tool', toolSeed(), amina);
    const { body: published } = await finalise(server, amina, first);
    const second = server.createDocument(
      other.id,
      'tool',
      toolSeed('Décidim!', { sourceCode: 'https://example.org/own' }),
      chloe,
    );
    const refused = await finalise(server, chloe, second);
    expect(refused.status).toBe(409);
    expect(refused.body.error.code).toBe('possible_duplicate');
    expect(refused.body.error.details as DuplicateView[]).toEqual([
      {
        type: 'record',
        id: published.recordId,
        kind: 'tool',
        title: 'Decidim',
        path: '/catalogue/tool/decidim',
        teamName: team.name,
        match: 'name',
      },
    ]);
    const notTheSame = { ids: [published.recordId], reason: 'Another city’s fork' };
    const accepted = await finalise(server, chloe, second, { notTheSame });
    expect(accepted.status).toBe(200);
    expect(accepted.body.path).toBe('/catalogue/tool/decidim-2');
    await post(server, await facilitator(server, second), `/documents/${second}/reopen`);
    expect((await finalise(server, chloe, second)).status).toBe(200);
  });

  it('is refused to strangers, to other teams, and for documents nobody knows', async () => {
    const { server, team, amina, chloe } = await scene();
    await using _ = server;
    const id = server.createDocument(team.id, 'tool', toolSeed(), amina);
    const stranger = await server.signUp({ name: 'Stranger' });
    expect((await finalise(server, stranger, id)).status).toBe(404);
    expect((await finalise(server, chloe, id)).status).toBe(403);
    expect((await finalise(server, amina, 'x'.repeat(20))).status).toBe(404);
    expect(countRevisions(server)).toBe(0);
  });
});

async function facilitator(server: TestServer, documentId: string): Promise<TestPerson> {
  const { hackathonId } = server.parts.documents.require(documentId);
  return server.signUp({ name: 'Another facilitator', facilitates: [hackathonId] });
}

describe('reopening', () => {
  it('keeps the last revision public, and unchanged content gives no second one', async () => {
    const { server, team, amina, fatou } = await scene();
    await using _ = server;
    const id = server.createDocument(team.id, 'tool', toolSeed(), amina);
    const { body: published } = await finalise(server, amina, id);
    expect((await post(server, amina, `/documents/${id}/reopen`)).status).toBe(403);
    const reopened = await post<DocumentView>(server, fatou, `/documents/${id}/reopen`);
    expect(reopened.body).toMatchObject({ state: 'reopened', headRevision: 1 });
    const record = server.parts.catalogue.get(published.recordId);
    expect(record).toMatchObject({ state: 'published', revision: 1, isReopened: true });
    const again = await finalise(server, amina, id);
    expect(again.body).toMatchObject({ revision: 1, created: false });
    expect(server.parts.documents.get(id)?.state).toBe('finalised');
    expect(countRevisions(server)).toBe(1);
  });

  it('lets people in the room write again, and what they write becomes revision 2 under a new permalink', async () => {
    const { server, team, amina, boris, fatou } = await scene();
    await using _ = server;
    const id = server.createDocument(team.id, 'tool', toolSeed(), amina);
    await finalise(server, amina, id);
    const bot = server.connect(id, boris);
    try {
      await bot.synced();
      await until(() => !bot.report().canWrite);
      await post(server, fatou, `/documents/${id}/reopen`);
      await until(() => bot.report().canWrite);
      bot.doc.getText('name').insert(7, ' Barcelona');
      await bot.saved();
    } finally {
      bot.leave();
    }
    const { body } = await finalise(server, amina, id);
    expect(body).toMatchObject({ revision: 2, path: '/catalogue/tool/decidim-barcelona' });
    const old = await server.request('/api/records/tool/decidim');
    expect(old.status).toBe(302);
    expect(old.headers.get('location')).toBe('/api/records/tool/decidim-barcelona');
    expect(server.parts.catalogue.verify()).toEqual({ checked: 2, broken: [] });
  });
});

describe('reviewing', () => {
  async function reviewed() {
    const all = await scene();
    all.server.parts.hackathons.update(all.hackathon.id, { reviewRequired: true }, null);
    return all;
  }

  it('the team hands in, the reviewer returns it with a note, then finalises', async () => {
    const { server, team, amina, fatou } = await reviewed();
    await using _ = server;
    const id = server.createDocument(team.id, 'tool', toolSeed(), amina);
    const early = await finalise(server, amina, id);
    expect([early.status, early.body.error.code]).toEqual([409, 'review_required']);
    const handedIn = await post<DocumentView>(server, amina, `/documents/${id}/submit`);
    expect(handedIn.body).toMatchObject({
      state: 'in-review',
      rights: { write: false, finalise: false, review: false, reopen: true },
    });
    const note = 'Which licence is it?';
    const returned = await post<DocumentView>(server, fatou, `/documents/${id}/return`, { note });
    expect(returned.body).toMatchObject({
      state: 'draft',
      returned: { note, personName: 'Fatou' },
    });
    await post(server, amina, `/documents/${id}/submit`);
    expect((await finalise(server, amina, id)).status).toBe(403);
    expect((await finalise(server, fatou, id)).status).toBe(200);
  });

  it('an incomplete document is not handed in', async () => {
    const { server, team, amina } = await reviewed();
    await using _ = server;
    const id = server.createDocument(team.id, 'tool', { name: 'Begun' }, amina);
    const { status } = await post(server, amina, `/documents/${id}/submit`);
    expect(status).toBe(422);
    expect(server.parts.documents.get(id)?.state).toBe('draft');
  });
});

describe('withdrawing', () => {
  it('leaves a tombstone, takes the record out of lists and exports, and can be undone', async () => {
    const { server, hackathon, team, amina, fatou } = await scene();
    await using _ = server;
    const id = server.createDocument(team.id, 'tool', toolSeed(), amina);
    await finalise(server, amina, id);
    expect((await post(server, amina, `/documents/${id}/withdraw`)).status).toBe(403);
    expect((await post(server, fatou, `/documents/${id}/withdraw`)).status).toBe(200);
    const gone = await server.request('/api/records/tool/decidim');
    expect(gone.status).toBe(410);
    expect(await gone.json()).toMatchObject({
      error: { code: 'withdrawn', details: { title: 'Decidim' } },
    });
    expect(server.parts.catalogue.list({}).total).toBe(0);
    expect(server.parts.catalogue.published(hackathon.id).size).toBe(0);
    await post(server, fatou, `/documents/${id}/reopen`);
    await finalise(server, amina, id);
    expect((await server.request('/api/records/tool/decidim')).status).toBe(200);
    expect(countRevisions(server)).toBe(1);
  });
});

describe('deadlines', () => {
  it('[LI7] every open draft keeps a snapshot by the server’s clock, once, and again after an extension', async () => {
    let time = Date.now();
    const { server, hackathon, team, amina } = await scene({ now: () => time });
    await using _ = server;
    const { lifecycle, versions, hackathons } = server.parts;
    const draft = server.createDocument(team.id, 'tool', toolSeed('Draft'), amina);
    const finished = server.createDocument(team.id, 'tool', toolSeed('Finished'), amina);
    await finalise(server, amina, finished);
    expect(lifecycle.snapshotDeadlines(time)).toBe(0);
    time = hackathon.endsAt + 1;
    expect(lifecycle.snapshotDeadlines(time)).toBe(1);
    expect(lifecycle.snapshotDeadlines(time)).toBe(0);
    expect(versions.list(draft).map(({ cause }) => cause)).toEqual(['deadline']);
    hackathons.teams.update(team.id, { extendedUntil: time + 60_000 }, null);
    expect(lifecycle.snapshotDeadlines(time)).toBe(0);
    time += 60_001;
    expect(lifecycle.snapshotDeadlines(time)).toBe(1);
    expect(versions.list(draft)).toHaveLength(2);
  });
});

describe('an invited team', () => {
  it('may write, also over a socket that was open before', async () => {
    const { server, team, other, amina, chloe } = await scene();
    await using _ = server;
    const id = server.createDocument(team.id, 'tool', toolSeed(), amina);
    const bot = startBot({
      url: `${server.url.replace('http', 'ws')}/api/sync`,
      documentId: id,
      headers: { origin: server.url, cookie: `sommet=${chloe.cookie}` },
      params: { schema: '1' },
    });
    try {
      await bot.synced();
      await until(() => !bot.report().canWrite);
      const answer = await post<DocumentView>(server, amina, `/documents/${id}/invitations`, {
        teamId: other.id,
      });
      expect(answer.body.invitedTeams.map(({ id: teamId }) => teamId)).toEqual([other.id]);
      await until(() => bot.report().canWrite);
    } finally {
      bot.leave();
    }
  });
});
