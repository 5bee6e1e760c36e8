// What a person may ask of a server that knows them: a copy, to be forgotten, and to be forgotten
// without asking when a hackathon's time is over.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PERSON_COLUMNS } from '../../server/operations/personal-data.ts';
import { toolSeed } from '../support/entries.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { createVisitor } from '../support/visitor.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Every text in the database, the revisions' own content included. */
function everyWord(server: TestServer): string {
  const { db } = server.parts;
  const tables = db
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'",
    )
    .pluck()
    .all();
  return tables
    .flatMap((table) => db.prepare(`SELECT * FROM "${table}"`).all())
    .map((row) => JSON.stringify(row))
    .join('\n');
}

async function openWorld(server: TestServer) {
  const { hackathon, teams } = server.createHackathon();
  const teamId = teams[0]!.id;
  const zoe = await server.signUp({ name: 'Zoe Unmistakable', teamIds: [teamId] });
  const max = await server.signUp({ name: 'Max Another', teamIds: [teamId] });
  const documentId = server.createDocument(teamId, 'tool', toolSeed('Ushahidi'), zoe);
  return { hackathon, teamId, zoe, max, documentId };
}

describe('the list of personal data', () => {
  it('[PV1] has every column of the database that names a person, and nothing else', async () => {
    await using server = await startTestServer();
    const { db } = server.parts;
    const found = db
      .prepare<[], string>(
        `SELECT tables.name || '.' || key."from" FROM sqlite_schema AS tables
         JOIN pragma_foreign_key_list(tables.name) AS key
         WHERE tables.type = 'table' AND key."table" = 'person'
         UNION SELECT tables.name || '.' || columns.name FROM sqlite_schema AS tables
         JOIN pragma_table_info(tables.name) AS columns
         WHERE tables.type = 'table' AND columns.name = 'personId'`,
      )
      .pluck()
      .all();
    expect(found.sort()).toEqual(Object.keys(PERSON_COLUMNS).sort());
  });

  it('[PV1] is the one of docs/privacy.md', () => {
    const page = readFileSync(new URL('../../docs/privacy.md', import.meta.url), 'utf8');
    const missing = Object.keys(PERSON_COLUMNS).filter((place) => !page.includes(`\`${place}\``));
    expect(missing).toEqual([]);
  });
});

describe('a copy of my data', () => {
  it('[PV2] holds who I am, where I belong and what I did, and of nobody else', async () => {
    await using server = await startTestServer();
    const { zoe, documentId } = await openWorld(server);
    const bot = server.connect(documentId, zoe);
    await bot.synced();
    bot.doc.getText('website').insert(0, 'see ');
    await bot.saved();
    const { versions } = server.parts;
    versions.create(documentId, { cause: 'named', name: 'Mine', by: zoe.personId });
    bot.leave();

    const visitor = createVisitor(server, zoe.cookie);
    const answer = await visitor.ask('GET', '/person/export');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { person, sessions, teams, documents, versions: kept } = answer.body;
    expect(person).toMatchObject({ id: zoe.personId, name: 'Zoe Unmistakable', email: null });
    expect(sessions).toHaveLength(1);
    expect(teams).toMatchObject([{ team: 'Alpha', hackathon: 'Test hackathon' }]);
    expect(documents).toMatchObject([{ documentId, title: 'Ushahidi', isCreator: 1 }]);
    expect(documents[0].updates).toBeGreaterThanOrEqual(2);
    expect(kept).toMatchObject([{ name: 'Mine', cause: 'named' }]);
    expect(JSON.stringify(answer.body)).not.toContain('Max Another');
  });

  it('[PV2] names the fields I wrote in a revision', async () => {
    await using server = await startTestServer();
    const { zoe, max, documentId } = await openWorld(server);
    const { accounts, lifecycle } = server.parts;
    lifecycle.finalise(documentId, accounts.actor(max.personId));
    const mine = await createVisitor(server, zoe.cookie).ask('GET', '/person/export');
    expect(mine.body.revisions).toMatchObject([{ title: 'Ushahidi', number: 1, isFinaliser: 0 }]);
    expect(JSON.parse(mine.body.revisions[0].fields)).toContain('name');
    const his = await createVisitor(server, max.cookie).ask('GET', '/person/export');
    expect(his.body.revisions).toMatchObject([{ isFinaliser: 1, fields: '[]' }]);
  });
});

describe('being forgotten', () => {
  it('[PV3] leaves no name, e-mail or session anywhere, and every revision as it was', async () => {
    await using server = await startTestServer();
    const { zoe, max, documentId, hackathon } = await openWorld(server);
    const { accounts, catalogue, hackathons, lifecycle, versions } = server.parts;
    await accounts.people.setCredentials(zoe.personId, {
      email: 'zoe.unmistakable@example.org',
      password: 'a long enough one',
    });
    const { audit } = hackathons;
    const detail = { name: 'Zoe Unmistakable', to: ['zoe.unmistakable@example.org'] };
    const decision = { personId: max.personId, hackathonId: hackathon.id, action: 'member-moved' };
    audit.record({ ...decision, subject: zoe.personId, detail });
    lifecycle.finalise(documentId, accounts.actor(zoe.personId));
    const [revision] = [...catalogue.published(null)];

    const visitor = createVisitor(server, zoe.cookie);
    expect((await visitor.ask('DELETE', '/person', {})).status).toBe(403);
    const wrong = await visitor.ask('DELETE', '/person', { currentPassword: 'guess' });
    expect(wrong.body.error.code).toBe('wrong_password');
    const right = { currentPassword: 'a long enough one' };
    expect((await visitor.ask('DELETE', '/person', right)).status).toBe(204);

    expect(everyWord(server)).not.toMatch(/unmistakable/i);
    expect(accounts.sessions.list(zoe.personId)).toEqual([]);
    expect((await visitor.ask('GET', '/session')).body.person).toBeNull();
    expect(catalogue.verify()).toEqual({ checked: 1, broken: [] });
    expect([...catalogue.published(null)][0]!.hash).toBe(revision!.hash);
    expect([...catalogue.published(null)][0]!.contributors).toMatchObject([{ name: '' }]);
    expect(versions.authorship(documentId)[0]!.people).toMatchObject([
      { personId: zoe.personId, name: '' },
    ]);
    const entry = audit.list(hackathon.id).find(({ action }) => action === 'member-moved');
    expect(JSON.parse(entry!.detail)).toEqual({ name: '', to: [''] });
    expect(server.parts.documents.summary(documentId)!.lastEditedBy).toBe('');
  });

  it('[PV3] closes open documents and empties the seat at once', async () => {
    await using server = await startTestServer();
    const { zoe, max, documentId } = await openWorld(server);
    const hers = server.connect(documentId, zoe);
    const his = server.connect(documentId, max);
    await Promise.all([hers.synced(), his.synced()]);
    expect(server.parts.rooms.present(documentId)).toHaveLength(2);
    const answer = await createVisitor(server, zoe.cookie).ask('DELETE', '/person', {});
    expect(answer.status).toBe(204);
    await until(() => server.parts.rooms.present(documentId).length === 1);
    expect(server.parts.rooms.present(documentId)[0]!.user.name).toBe('Max Another');
    hers.leave();
    his.leave();
  });

  it('[PV3] can be asked of an administrator, twice without harm, but not by the last of them', async () => {
    await using server = await startTestServer();
    const { zoe } = await openWorld(server);
    const ann = await server.signUp({ name: 'Ann', isAdministrator: true });
    const visitor = createVisitor(server, ann.cookie);
    const copy = await visitor.ask('GET', `/people/${zoe.personId}/export`);
    expect(copy.body.person.name).toBe('Zoe Unmistakable');
    for (let times = 0; times < 2; times++) {
      expect((await visitor.ask('DELETE', `/people/${zoe.personId}`)).status).toBe(204);
    }
    expect((await visitor.ask('DELETE', '/people/00000000000000000000')).status).toBe(404);
    const own = await visitor.ask('DELETE', '/person', {});
    expect(own.status).toBe(409);
    expect(own.body.error.code).toBe('last_administrator');
    const count = server.parts.db
      .prepare<[], number>("SELECT count(*) FROM audit WHERE action = 'person-erased'")
      .pluck();
    expect(count.get()).toBe(1);
  });
});

describe('the time guests are kept', () => {
  it('[PV4] ends for guests of that hackathon alone, and not for accounts', async () => {
    let clock = Date.UTC(2016, 11, 7);
    await using server = await startTestServer({ now: () => clock });
    const { accounts, hackathons, privacy } = server.parts;
    const { hackathon, teams } = server.createHackathon();
    const other = server.createHackathon({ name: 'Later', teams: ['Gamma'] });
    const teamIds = [teams[0]!.id];
    const facilitator = await server.signUp({ name: 'Fay', facilitates: [hackathon.id] });
    const guest = await server.signUp({ name: 'Guest', teamIds });
    const both = await server.signUp({ name: 'Both', teamIds: [...teamIds, other.teams[0]!.id] });
    const account = await server.signUp({ name: 'Account', teamIds });
    const credentials = { email: 'account@example.org', password: 'a long enough one' };
    await accounts.people.setCredentials(account.personId, credentials);

    const visitor = createVisitor(server, facilitator.cookie);
    const path = `/hackathons/${hackathon.id}/retention`;
    expect((await visitor.ask('GET', path)).body).toEqual({ guestRetentionDays: null });
    expect((await visitor.ask('PUT', path, { guestRetentionDays: 0 })).status).toBe(422);
    const set = await visitor.ask('PUT', path, { guestRetentionDays: 30 });
    expect(set.body).toEqual({ guestRetentionDays: 30 });
    expect(hackathons.audit.list(hackathon.id)[0]).toMatchObject({ action: 'retention-set' });

    clock = hackathon.endsAt + 30 * DAY_MS - 1;
    expect(privacy.retention.eraseDue()).toBe(0);
    hackathons.teams.update(teams[1]!.id, { extendedUntil: hackathon.endsAt + 1000 }, null);
    clock += 1;
    expect(privacy.retention.eraseDue(), 'a team had more time').toBe(0);
    clock += 1000;
    expect(privacy.retention.eraseDue()).toBe(1);
    const people = [guest, both, account, facilitator].map(({ personId }) => personId);
    expect([...accounts.people.names(people).values()].sort()).toEqual([
      '',
      'Account',
      'Both',
      'Fay',
    ]);
    expect(privacy.retention.eraseDue()).toBe(0);
  });
});
