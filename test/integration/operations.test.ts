// Backups while people write, restores that bring nothing back that had ended, compaction beside a
// running server, metrics, and the command line around them.
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../server/db/open.ts';
import { openUpdateLog } from '../../server/documents/update-log.ts';
import { backupDatabase, pruneBackups } from '../../server/operations/backup.ts';
import { checkDatabase, DamagedDatabaseError } from '../../server/operations/check-database.ts';
import { compactDocuments } from '../../server/operations/compact.ts';
import { RestoreRefusedError, restoreDatabase } from '../../server/operations/restore.ts';
import { toolSeed } from '../support/entries.ts';
import { openRawSocket } from '../support/raw-socket.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { createVisitor } from '../support/visitor.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sommet-operations-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const databaseOf = (server: TestServer) => join(server.directory, 'sommet.sqlite');

/** The command line as a person runs it. */
async function run(words: readonly string[], databasePath: string, input = '') {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/cli.ts', ...words], {
    env: { PATH: process.env.PATH, DATABASE_PATH: databasePath },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    said.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.stderr += chunk;
  });
  child.stdin.end(input);
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, ...said };
}

describe('a backup', () => {
  it('[OP1] is taken while people write, is whole, and holds everything acknowledged before', async () => {
    await using server = await startTestServer();
    const { teams } = server.createHackathon();
    const person = await server.signUp({ name: 'Ada', teamIds: [teams[0]!.id] });
    const documentId = server.createDocument(teams[0]!.id, 'tool', toolSeed());
    const bot = server.connect(documentId, person);
    await bot.synced();
    bot.edit();
    await bot.saved();
    const count = 'SELECT count(*) FROM document_update';
    const before = server.parts.db.prepare<[], number>(count).pluck().get()!;
    bot.start(50);
    const made = await backupDatabase(databaseOf(server), folder, server.parts.now());
    await bot.saved();
    bot.leave();

    expect(readdirSync(folder)).toHaveLength(1);
    expect(made.path).toMatch(/sommet-\d{8}T\d{6}Z\.sqlite$/);
    expect(checkDatabase(made.path)).toMatchObject({ documents: 1, people: 1 });
    if (process.platform !== 'win32') expect(statSync(made.path).mode & 0o777).toBe(0o600);
    const copy = openDatabase(made.path);
    expect(copy.prepare<[], number>(count).pluck().get()!).toBeGreaterThanOrEqual(before);
    expect(openUpdateLog(copy).load(documentId)).not.toBeNull();
    copy.close();
  });

  it('[OP1] that is not whole is refused and leaves nothing behind', async () => {
    await using server = await startTestServer();
    const { teams } = server.createHackathon();
    const ada = await server.signUp({ name: 'Ada', teamIds: [teams[0]!.id] });
    const documentId = server.createDocument(teams[0]!.id, 'tool', toolSeed(), ada);
    server.parts.lifecycle.finalise(documentId, server.parts.accounts.actor(ada.personId));
    const { db } = server.parts;
    db.exec('DROP TRIGGER revisionIsNeverChanged');
    db.exec("UPDATE revision SET content = replace(content, 'Decidim', 'Decidem')");
    const failure = backupDatabase(databaseOf(server), folder, 0);
    await expect(failure).rejects.toThrow(/1 broken revisions of 1/);
    expect(readdirSync(folder)).toEqual([]);
    await expect(backupDatabase(join(folder, 'none'), folder, 0)).rejects.toThrow(/no file/);
  });

  it('[OP1] files older than those to keep are removed, and nothing else', () => {
    const names = ['20160101T000000Z', '20160102T000000Z', '20160103T000000Z'].map(
      (stamp) => `sommet-${stamp}.sqlite`,
    );
    for (const name of [...names, 'sommet.sqlite', 'notes.txt'])
      writeFileSync(join(folder, name), '');
    expect(pruneBackups(folder, 2)).toEqual([names[0]]);
    expect(readdirSync(folder).sort()).toEqual(['notes.txt', names[1], names[2], 'sommet.sqlite']);
  });
});

describe('a restore', () => {
  it('[OP2] refuses a database in use, and one with newer changes unless told to replace it', async () => {
    await using server = await startTestServer();
    const { hackathon } = server.createHackathon();
    const target = databaseOf(server);
    const { path: backup } = await backupDatabase(target, folder, 0);
    const options = { backup, target, isReplacing: true, at: server.parts.now() };
    expect(() => restoreDatabase(options)).toThrow(/in use/);
    server.parts.hackathons.update(hackathon.id, { name: 'After the backup' }, null);

    await server.stop();
    expect(() => restoreDatabase({ ...options, isReplacing: false })).toThrow(RestoreRefusedError);
    const restored = restoreDatabase(options);
    expect(existsSync(restored.keptAs!)).toBe(true);
    expect(checkDatabase(restored.keptAs!).documents).toBe(0);
    await server.start();
    expect(server.parts.hackathons.get(hackathon.id)!.name).toBe('Test hackathon');
  });

  it('[OP2] brings back no erased person, ended session, used link or revoked code', async () => {
    await using server = await startTestServer();
    const { hackathon, teams } = server.createHackathon();
    const teamIds = [teams[0]!.id];
    const gone = await server.signUp({ name: 'Gone', teamIds });
    const out = await server.signUp({ name: 'Out', teamIds });
    const still = await server.signUp({ name: 'Still', teamIds });
    const { accounts, hackathons, privacy } = server.parts;
    const token = accounts.links.create('invite-facilitator', { hackathonId: hackathon.id });
    const [code] = hackathons.codes.list(hackathon.id);
    const lost = await accounts.pins.choose(undefined, out.personId, '2580');
    const kept = await accounts.pins.choose(undefined, still.personId, '1357');
    const wall = hackathons.wallLinks.create(hackathon.id);
    const target = databaseOf(server);
    const { path: backup } = await backupDatabase(target, folder, 0);

    privacy.erase(gone.personId, { by: null, reason: 'asked' });
    accounts.sessions.end(out.sessionId);
    accounts.pins.forgetElsewhere(out.personId);
    hackathons.codes.revoke(code!.code, null);
    hackathons.wallLinks.revoke(wall.id);
    const credentials = { name: 'Fay', email: 'fay@example.org', password: 'a long enough one' };
    await accounts.links.claim(token, credentials);
    await server.stop();
    const restored = restoreDatabase({ backup, target, isReplacing: true, at: Date.now() });
    expect(restored).toMatchObject({ erasedAgain: 1, isCarriedOver: true });
    await server.start();

    const now = server.parts;
    expect(now.accounts.people.names([gone.personId]).get(gone.personId)).toBe('');
    expect(now.accounts.sessions.isLive(gone.sessionId)).toBe(false);
    expect(now.accounts.sessions.isLive(out.sessionId)).toBe(false);
    expect(now.accounts.sessions.isLive(still.sessionId)).toBe(true);
    expect(now.accounts.pins.has(lost, out.personId)).toBe(false);
    expect(now.accounts.pins.has(kept, still.personId)).toBe(true);
    expect(now.accounts.links.peek(token)).toBeNull();
    expect(() => now.hackathons.codes.resolve(code!.code)).toThrow(/no longer/);
    expect(now.hackathons.wallLinks.resolve(wall.token)).toBeNull();
  });

  it('[OP2] takes no damaged or foreign file, and puts a damaged database aside when told to', async () => {
    const target = join(folder, 'data', 'sommet.sqlite');
    mkdirSync(join(folder, 'data'));
    openDatabase(target).close();
    const { path: backup } = await backupDatabase(target, folder, 0);
    const at = Date.UTC(2016, 11, 7);
    const broken = join(folder, 'broken.sqlite');
    writeFileSync(broken, readFileSync(backup).subarray(0, 10_000));
    const noise = join(folder, 'noise.sqlite');
    writeFileSync(noise, 'no database at all, but long enough to be looked at');
    for (const bad of [broken, noise, join(folder, 'none')]) {
      expect(() => restoreDatabase({ backup: bad, target, isReplacing: true, at })).toThrow(
        DamagedDatabaseError,
      );
    }
    truncateSync(target, 9000);
    expect(() => restoreDatabase({ backup, target, isReplacing: false, at })).toThrow(/--replace/);
    const restored = restoreDatabase({ backup, target, isReplacing: true, at });
    expect(restored.keptAs).toBe(`${target}.before-restore-20161207T000000Z`);
    expect(checkDatabase(target)).toMatchObject({ documents: 0 });
  });
});

describe('compaction', () => {
  it('[SY8] beside a running server leaves documents as they are and quick to open', async () => {
    await using server = await startTestServer();
    const { teams } = server.createHackathon();
    const person = await server.signUp({ name: 'Ada', teamIds: [teams[0]!.id] });
    const documentId = server.createDocument(teams[0]!.id, 'tool', toolSeed());
    const bot = server.connect(documentId, person);
    await bot.synced();
    for (let edits = 0; edits < 30; edits++) {
      bot.edit();
      await bot.saved();
    }
    const db = openDatabase(databaseOf(server));
    const updateLog = openUpdateLog(db);
    const long = { db, updateLog, now: Date.now, minRows: 20 };
    expect(compactDocuments(long)).toEqual({ documents: 1, failed: [] });
    expect(compactDocuments(long)).toEqual({ documents: 0, failed: [] });
    expect(updateLog.load(documentId)!.updates).toHaveLength(0);
    db.close();
    bot.edit();
    await bot.saved();
    const text = bot.doc.getText('name').toString();
    bot.leave();
    await server.restart();
    const found = server.parts.rooms.read(documentId, (doc) => doc.getText('name').toString());
    expect(found).toBe(text);
  });
});

describe('metrics', () => {
  it('[OP4] are for whoever has the token', async () => {
    await using off = await startTestServer();
    expect(await (await off.request('/metrics')).text()).toContain('<!doctype html>');

    await using server = await startTestServer({ metricsToken: 'a-token-of-some-length' });
    for (const authorization of ['', 'Bearer no', 'Bearer ', 'a-token-of-some-length']) {
      const headers: Record<string, string> = authorization === '' ? {} : { authorization };
      expect((await server.request('/metrics', { headers })).status).toBe(401);
    }
    const { teams } = server.createHackathon();
    const person = await server.signUp({ name: 'Ada', teamIds: [teams[0]!.id] });
    const documentId = server.createDocument(teams[0]!.id, 'tool', toolSeed());
    const bot = server.connect(documentId, person);
    await bot.synced();
    bot.edit();
    await bot.saved();
    const headers = { authorization: 'Bearer a-token-of-some-length' };
    const answer = await server.request('/metrics', { headers });
    bot.leave();
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const page = await answer.text();
    for (const line of page.trimEnd().split('\n')) {
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{\w+="[^"]+"\})? [\d.e+-]+)$/);
    }
    const value = (name: string) =>
      Number(new RegExp(`^${name} (.+)$`, 'm').exec(page)?.[1] ?? Number.NaN);
    expect(value('sommet_rooms')).toBe(1);
    expect(value('sommet_connections')).toBe(1);
    expect(value('sommet_sessions')).toBe(1);
    expect(value('sommet_updates_admitted_total')).toBeGreaterThan(0);
    expect(value('sommet_commit_seconds_count')).toBeGreaterThan(0);
    expect(page).toContain(`le="+Inf"} ${value('sommet_commit_seconds_count')}`);
    expect(page).toContain('sommet_http_requests_total{status="4xx"}');
    expect(page).not.toContain(documentId);
  });
});

describe('the command line', () => {
  it('[OP5] makes an administrator who can sign in, and a facilitator of an account', async () => {
    await using server = await startTestServer();
    const { hackathon } = server.createHackathon();
    const path = databaseOf(server);
    const create = ['facilitator', 'create', '--email', 'ada@example.org'];
    const nameless = await run(create, path);
    expect(nameless).toMatchObject({ status: 2, stdout: '' });
    const made = await run(
      [...create, '--name', 'Ada', '--password-stdin'],
      path,
      'pass phrase 1\n',
    );
    expect(made.stderr).toBe('');
    expect(made.stdout).not.toContain('pass phrase');
    const ada = createVisitor(server);
    const signIn = { email: 'ada@example.org', password: 'pass phrase 1' };
    const session = await ada.ask('POST', '/session', signIn);
    expect(session.body.person).toMatchObject({ name: 'Ada', isAdministrator: true });

    const bob = ['facilitator', 'create', '--email', 'bob@example.org', '--name', 'Bob'];
    const second = await run([...bob, '--hackathon', hackathon.slug], path);
    const password = /Password, shown this once: (\S+)\n/.exec(second.stdout)?.[1];
    const visitor = createVisitor(server);
    const his = await visitor.ask('POST', '/session', { email: 'bob@example.org', password });
    expect(his.body.facilitates).toMatchObject([{ id: hackathon.id }]);
    expect(his.body.person.isAdministrator).toBe(false);
  });

  it('[OP5] [PV3] forgets a person whose document is open on a running server', async () => {
    await using server = await startTestServer();
    const { teams } = server.createHackathon();
    const ada = await server.signUp({ name: 'Ada', teamIds: [teams[0]!.id] });
    const documentId = server.createDocument(teams[0]!.id, 'tool', toolSeed());
    const url = `${server.url.replace('http', 'ws')}/api/sync/${documentId}?schema=1`;
    const headers = { origin: server.url, cookie: `sommet=${ada.cookie}` };
    using socket = await openRawSocket(url, headers);
    await until(() => server.parts.rooms.present(documentId).length === 1);
    const path = databaseOf(server);
    expect((await run(['person', 'erase', ada.personId], path)).stdout).toBe('Erased.\n');
    expect(await socket.closed()).toBe(4401);
    expect((await run(['person', 'erase', 'nobody'], path)).stderr).toMatch(/^There is nobody/);
  });

  it('[OP5] backs up, checks, exports and restores, and says in a sentence what is wrong', async () => {
    await using server = await startTestServer();
    const { teams } = server.createHackathon();
    const ada = await server.signUp({ name: 'Ada', teamIds: [teams[0]!.id] });
    const documentId = server.createDocument(teams[0]!.id, 'tool', toolSeed(), ada);
    server.parts.lifecycle.finalise(documentId, server.parts.accounts.actor(ada.personId));
    const path = databaseOf(server);
    const backups = join(folder, 'backups');
    mkdirSync(backups);
    const made = await run(['backup', backups, '--keep', '3'], path);
    expect(made).toMatchObject({ status: 0, stderr: '' });
    expect(made.stdout).toMatch(/1 people, 1 documents, 1 revisions.*checked\.\n$/);
    const backup = join(backups, readdirSync(backups)[0]!);
    expect((await run(['verify', backup], path)).stdout).toMatch(/whole\.\n$/);
    const files = join(folder, 'export');
    expect((await run(['export', files], path)).stdout).toMatch(/1 records in \d+ files/);
    expect(readdirSync(files)).toContain('manifest.sha256');
    const { slug } = server.parts.hackathons.list()[0]!;
    expect((await run(['archive', files, '--hackathon', slug], path)).stderr).toMatch(/not empty/);
    const archived = join(folder, 'archived');
    expect((await run(['archive', archived, '--hackathon', slug], path)).stdout).toMatch(
      /^Archived "Test hackathon": 1 documents, 1 records\.\n/,
    );
    expect(readdirSync(join(archived, 'site'))).toContain('index.html');
    const readJson = (name: string) =>
      JSON.parse(readFileSync(join(archived, 'internal', name), 'utf8'));
    const [record] = readJson('revisions.json');
    expect(record.revisions).toMatchObject([
      { number: 1, hash: expect.stringMatching(/^\w{64}$/) },
    ]);
    expect(record.credits).toMatchObject([{ name: 'Ada' }]);
    expect(readJson('documents.json')).toMatchObject([{ title: 'Decidim', state: 'finalised' }]);
    const { decisions, teams: archivedTeams } = readJson('hackathon.json');
    expect(decisions.at(-1)).toMatchObject({ action: 'hackathon-created' });
    expect(archivedTeams[0].members).toMatchObject([{ name: 'Ada' }]);
    const inUse = await run(['restore', backup], path);
    expect(inUse).toEqual({
      status: 1,
      stdout: '',
      stderr: `${path} is in use. Stop the server first.\n`,
    });
    await server.stop();
    expect((await run(['restore', backup], path)).stdout).toMatch(
      /restored\.\nThe old file is kept/,
    );
    expect((await run(['backup'], path)).status).toBe(2);
    expect((await run(['compact', '--rows', 'many'], path)).stderr).toMatch(/^--rows is a whole/);
    await server.start();
    await until(() => server.parts.catalogue.verify().checked === 1);
  });
});
