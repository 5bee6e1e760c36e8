// What stands around the routes: configured proxies, headers on every answer, limits, the end of
// sessions, sign-in under attack, and a log that repeats nobody's words.
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { ABSOLUTE_LIFETIME_MS, IDLE_LIFETIME_MS } from '../../server/accounts/sessions.ts';
import { createProxies } from '../../server/http/proxies.ts';
import { toolSeed } from '../support/entries.ts';
import { openRawSocket } from '../support/raw-socket.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { createVisitor } from '../support/visitor.ts';

const ADA = { name: 'Ada', email: 'ada@example.org', password: 'a long enough one' };
const SECRET = 'zanzibar-resigns-tomorrow';

/** An answer to a request that `fetch` would not make. */
function ask(
  server: TestServer,
  path: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<{ status: number; headers: IncomingHttpHeaders }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${server.url}${path}`, { method, headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    });
    request.on('upgrade', () => reject(new Error('The upgrade was accepted.')));
    request.on('error', reject);
    request.end();
  });
}

describe('forwarded headers', () => {
  const https = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'sommet.example.org' };
  const signIn = (server: TestServer, headers: Record<string, string>) =>
    server.request('/api/session', {
      method: 'POST',
      body: { email: ADA.email, password: ADA.password },
      headers,
    });

  it('[WS5] count from a configured proxy: cookies are secure, and its host is ours', async () => {
    await using server = await startTestServer({ trustedProxies: ['127.0.0.0/8'] });
    await server.parts.accounts.people.createAccount(ADA);
    const origin = 'https://sommet.example.org';
    const answer = await signIn(server, { ...https, origin });
    expect(answer.status).toBe(200);
    const cookies = answer.headers.getSetCookie();
    expect(cookies.length).toBe(2);
    for (const cookie of cookies) expect(cookie).toMatch(/^__Host-sommet.*; Secure/);
    // Of this host only: its neighbours below one domain may have nothing to do with us.
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000');
    const foreign = await signIn(server, { ...https, origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
    // What a visitor wrote stands before the proxy's own word.
    const claimed = { ...https, 'x-forwarded-host': 'evil.example, sommet.example.org' };
    const spoofed = await signIn(server, { ...claimed, origin: 'https://evil.example' });
    expect(spoofed.status).toBe(403);
  });

  it('[WS5] are nothing from anybody else', async () => {
    for (const trustedProxies of [[], ['10.0.0.0/8', '::1']]) {
      await using server = await startTestServer({ trustedProxies });
      await server.parts.accounts.people.createAccount(ADA);
      const origin = 'https://sommet.example.org';
      expect((await signIn(server, { ...https, origin })).status).toBe(403);
      const answer = await signIn(server, https);
      expect(answer.headers.getSetCookie().join()).not.toMatch(/__Host-|Secure/);
      expect(answer.headers.get('strict-transport-security')).toBeNull();
    }
  });

  it('[WS5] do not rename a server that has a PUBLIC_URL', async () => {
    const publicUrl = 'https://sommet.example.org';
    await using server = await startTestServer({ trustedProxies: ['127.0.0.1'], publicUrl });
    const other = { ...https, 'x-forwarded-host': 'evil.example' };
    expect((await signIn(server, { ...other, origin: 'https://evil.example' })).status).toBe(403);
    expect((await signIn(server, { ...other, origin: publicUrl })).status).toBe(401);
  });

  it('[WS5] let a socket through the same door', async () => {
    await using server = await startTestServer({ trustedProxies: ['127.0.0.1'] });
    const { teams } = server.createHackathon();
    const person = await server.signUp({ name: 'Ada', teamIds: [teams[0]!.id] });
    const documentId = server.createDocument(teams[0]!.id, 'tool', toolSeed());
    const url = `${server.url.replace('http', 'ws')}/api/sync/${documentId}?schema=1`;
    const origin = 'https://sommet.example.org';
    const cookie = `__Host-sommet=${person.cookie}`;
    using socket = await openRawSocket(url, { ...https, origin, cookie });
    await until(() => server.parts.rooms.present(documentId).length === 1);
    expect(socket.closeCode).toBeNull();
    await expect(openRawSocket(url, { origin, cookie })).rejects.toThrow(/403/);
  });

  it('[WS5] are believed by address and network, in both families', () => {
    const proxies = createProxies(['192.0.2.7', '10.0.0.0/8', '::1', 'fd00::/8']);
    for (const yes of [
      '192.0.2.7',
      '::ffff:192.0.2.7',
      '10.9.8.7',
      '::ffff:10.1.1.1',
      '::1',
      'fd12::3',
    ]) {
      expect(proxies.isTrusted(yes), yes).toBe(true);
    }
    for (const no of [
      undefined,
      '',
      '192.0.2.8',
      '11.0.0.1',
      '::2',
      'fe80::1',
      'localhost',
      '10.0.0',
    ]) {
      expect(proxies.isTrusted(no), no).toBe(false);
    }
  });
});

describe('every answer', () => {
  it('[AC4] has the security headers: files, pages, errors, refused upgrades', async () => {
    await using server = await startTestServer({ metricsToken: 'a-token-of-some-length' });
    const upgrade = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    };
    const answers = [
      await ask(server, '/'),
      await ask(server, '/index.html'),
      await ask(server, '/assets/none.js'),
      await ask(server, '/..%2f..%2fetc%2fpasswd'),
      await ask(server, '/metrics'),
      await ask(server, '/api/health'),
      await ask(server, '/api/nothing'),
      await ask(server, '/api/session', { method: 'POST' }),
      await ask(server, '/api/session', { method: 'TRACE' }).catch(() => null),
      await ask(server, '/api/records/tool/none'),
      await ask(server, '/api/sync/x', { headers: { ...upgrade, origin: 'http://evil.example' } }),
      await ask(server, '/api/sync/x', { headers: upgrade }),
    ].filter((answer) => answer !== null);
    expect(answers.map(({ status }) => status)).toEqual(
      expect.arrayContaining([200, 401, 403, 404]),
    );
    for (const [index, { headers, status }] of answers.entries()) {
      const which = `answer ${index}, status ${status}`;
      expect(headers['content-security-policy'], which).toContain("default-src 'none'");
      expect(headers['content-security-policy'], which).not.toContain('unsafe');
      expect(headers['x-content-type-options'], which).toBe('nosniff');
      expect(headers['x-frame-options'], which).toBe('DENY');
      expect(headers['referrer-policy'], which).toBe('same-origin');
    }
  });

  it('[AC4] that depends on who asks is kept by no shared cache', async () => {
    await using server = await startTestServer();
    const { hackathon, teams } = server.createHackathon();
    const person = await server.signUp({ name: 'Ada', teamIds: [teams[0]!.id] });
    for (const path of ['/session', '/hackathons', `/hackathons/${hackathon.id}/board`, '/none']) {
      const { headers } = await server.request(`/api${path}`, { person });
      expect(headers.get('cache-control'), path).toMatch(/private|no-store/);
    }
  });
});

describe('a body', () => {
  it('[AC4] is measured, not believed: a stream without a length ends at the limit too', async () => {
    await using server = await startTestServer();
    const status = await new Promise<number>((resolve, reject) => {
      const request = httpRequest(
        `${server.url}/api/session`,
        {
          method: 'POST',
          headers: {
            origin: server.url,
            'content-type': 'application/json',
            'transfer-encoding': 'chunked',
          },
        },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      );
      // The server may hang up before all is sent.
      request.on('error', (error) => {
        if ((error as NodeJS.ErrnoException).code !== 'EPIPE') reject(error);
      });
      for (let part = 0; part < 40; part++) request.write('x'.repeat(16_384));
      request.end();
    });
    expect(status).toBe(413);
  });
});

describe('a large body', () => {
  it('[AC4] of a stranger is refused before it is read', async () => {
    await using server = await startTestServer();
    const { hackathon, teams } = server.createHackathon();
    const documentId = server.createDocument(teams[0]!.id, 'tool', toolSeed());
    const paths = [
      `/hackathons/${hackathon.id}/imports`,
      `/teams/${teams[0]!.id}/imports/preview`,
      `/documents/${documentId}/images`,
    ];
    for (const path of paths) {
      const answer = await new Promise<IncomingMessage>((resolve, reject) => {
        const request = httpRequest(`${server.url}/api${path}`, {
          method: 'POST',
          headers: {
            origin: server.url,
            'content-type': 'application/json',
            'content-length': String(1024 * 1024),
          },
        });
        // Nothing but the beginning is ever sent: who waited for the rest would not answer.
        request.write('{"');
        request.on('error', reject);
        request.on('response', (response) => {
          resolve(response);
          request.destroy();
        });
      });
      expect(answer.statusCode, path).toBe(401);
    }
  });
});

describe('a session past its limit', () => {
  it('[AC3] [WS6] ends open documents and feeds with it, without being asked', async () => {
    for (const limit of [IDLE_LIFETIME_MS, ABSOLUTE_LIFETIME_MS]) {
      let clock = Date.UTC(2016, 11, 7);
      await using server = await startTestServer({ now: () => clock });
      const { hackathon, teams } = server.createHackathon();
      const person = await server.signUp({ name: 'Ada', teamIds: [teams[0]!.id] });
      const documentId = server.createDocument(teams[0]!.id, 'tool', toolSeed());
      const url = `${server.url.replace('http', 'ws')}/api/sync/${documentId}?schema=1`;
      const headers = { origin: server.url, cookie: `sommet=${person.cookie}` };
      using socket = await openRawSocket(url, headers);
      await until(() => server.parts.rooms.present(documentId).length === 1);
      const feed = await server.request(`/api/hackathons/${hackathon.id}/feed`, { person });
      const reading = feed.text();
      clock += limit + 1;
      expect(await socket.closed()).toBe(4401);
      expect(await reading).toContain('event: beat');
      const rows = server.parts.db.prepare<[], number>('SELECT count(*) FROM session').pluck();
      expect(rows.get()).toBe(0);
    }
  });
});

describe('guessing a password', () => {
  it('[AC5] locks strangers out and leaves the door of a known browser open', async () => {
    await using server = await startTestServer();
    await server.parts.accounts.people.createAccount(ADA);
    const { email, password } = ADA;
    const own = createVisitor(server);
    expect((await own.ask('POST', '/session', { email, password })).status).toBe(200);
    expect((await own.ask('DELETE', '/session')).status).toBe(204);

    const stranger = createVisitor(server);
    const guesses: number[] = [];
    for (let n = 0; n < 12; n++) {
      guesses.push((await stranger.ask('POST', '/session', { email, password: `${n}` })).status);
    }
    expect(guesses.slice(0, 10)).toEqual(Array(10).fill(401));
    expect(guesses.slice(10)).toEqual([429, 429]);
    expect((await stranger.ask('POST', '/session', { email, password })).status).toBe(429);
    expect((await own.ask('POST', '/session', { email, password })).status).toBe(200);
  });

  it('[AC5] is limited in a known browser too, and its token opens nothing by itself', async () => {
    await using server = await startTestServer();
    await server.parts.accounts.people.createAccount(ADA);
    const { email, password } = ADA;
    const own = createVisitor(server);
    await own.ask('POST', '/session', { email, password });
    await own.ask('DELETE', '/session');
    expect((await own.ask('GET', '/session')).body.person).toBeNull();
    const statuses: number[] = [];
    for (let n = 0; n < 11; n++) {
      statuses.push((await own.ask('POST', '/session', { email, password: `${n}` })).status);
    }
    expect(statuses.at(-1)).toBe(429);
    const { db } = server.parts;
    const stored = db.prepare<[], string>('SELECT tokenHash FROM known_browser').pluck().get()!;
    const thief = createVisitor(server);
    const cookie = `sommet-browser=${stored}`;
    for (let n = 0; n < 10; n++) {
      await thief.ask('POST', '/session', { email, password: 'no' }, { cookie });
    }
    const locked = await thief.ask('POST', '/session', { email, password }, { cookie });
    expect(locked.status, 'what is in the database works as no token').toBe(429);
  });
});

describe('the log', () => {
  it('[OP3] of requests that fail with somebody’s words in them repeats none', async () => {
    const lines: string[] = [];
    const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
      lines.push(String(line));
      return true;
    });
    try {
      await using server = await startTestServer({ logLevel: 'debug' });
      const { teams, hackathon } = server.createHackathon();
      const person = await server.signUp({ name: SECRET, teamIds: [teams[0]!.id] });
      const documentId = server.createDocument(teams[0]!.id, 'tool', { name: SECRET });
      const url = `${server.url.replace('http', 'ws')}/api/sync/${documentId}?schema=1`;
      const headers = { origin: server.url, cookie: `sommet=${person.cookie}` };
      const socket = await openRawSocket(url, headers);
      socket.sendUpdate(new TextEncoder().encode(SECRET));
      await until(() => socket.refusals().length > 0);
      socket.send(new TextEncoder().encode(`\u0000\u0002${SECRET}`));
      expect(await socket.closed()).toBe(4400);

      const body = { name: SECRET, email: `${SECRET}@example.org`, password: SECRET, text: SECRET };
      const askAll = async () => {
        for (const [method, path] of [
          ['POST', '/session'],
          ['GET', `/join/${SECRET}`],
          ['GET', `/links/${SECRET}`],
          ['GET', `/wall/${SECRET}`],
          ['GET', `/records?q=${SECRET}`],
          ['GET', `/hackathons/${hackathon.id}/documents?q=${SECRET}`],
          ['POST', `/teams/${teams[0]!.id}/documents`],
          ['POST', `/hackathons/${hackathon.id}/announcements`],
          ['PATCH', '/person'],
        ] as const) {
          await server.request(`/api${path}`, {
            method,
            person,
            ...(method === 'GET' ? {} : { body }),
          });
        }
      };
      await askAll();
      // From here on everything fails that asks the database.
      server.parts.db.exec('ALTER TABLE team_member RENAME TO elsewhere');
      await askAll();
      server.parts.db.exec('ALTER TABLE elsewhere RENAME TO team_member');
    } finally {
      stdout.mockRestore();
    }
    const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const events = new Set(entries.map(({ event }) => event));
    expect(events).toContain('request');
    expect(events).toContain('request-failed');
    expect(events).toContain('update-refused');
    expect(entries.find(({ route }) => route === '/api/join/:code')).toBeDefined();
    expect(lines.join('')).not.toContain(SECRET);
  });
});
