// What other sites' pages cannot do to people signed in here (AC4): cross-site requests, forms,
// large bodies, framing; and that every answer carries the strict policy.
import { describe, expect, it } from 'vitest';
import { startTestServer, type TestPerson, type TestServer } from '../support/server.ts';

/** A request with exactly these headers besides the cookie. */
function send(
  server: TestServer,
  method: string,
  path: string,
  person: TestPerson | null,
  headers: Readonly<Record<string, string>>,
  body?: string,
): Promise<Response> {
  return fetch(`${server.url}${path}`, {
    method,
    redirect: 'manual',
    headers: { ...(person === null ? {} : { cookie: `sommet=${person.cookie}` }), ...headers },
    ...(body === undefined ? {} : { body }),
  });
}

async function codeOf(response: Response): Promise<string> {
  return ((await response.json()) as { error: { code: string } }).error.code;
}

describe('requests that change something', () => {
  it('[AC4] are refused from other origins, from none, and from other sites', async () => {
    await using server = await startTestServer();
    const person = await server.signUp({ name: 'Bob' });
    const { host, port } = new URL(server.url);
    const foreign: Record<string, string>[] = [
      {},
      { origin: 'null' },
      { origin: 'http://evil.example' },
      { origin: `https://${host}` },
      { origin: `http://127.0.0.1:${Number(port) + 1}` },
      { origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
    ];
    for (const headers of foreign) {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const response = await send(server, method, '/api/session', person, headers);
        const what = `${method} ${JSON.stringify(headers)}`;
        expect(response.status, what).toBe(403);
        expect(await codeOf(response), what).toBe('foreign_origin');
      }
    }
    expect(server.parts.accounts.sessions.isLive(person.sessionId)).toBe(true);
    const own = await send(server, 'DELETE', '/api/session', person, { origin: server.url });
    expect(own.status).toBe(204);
    const bob = await server.signUp({ name: 'Bob' });
    const fetched = { 'sec-fetch-site': 'same-origin' };
    expect((await send(server, 'DELETE', '/api/session', bob, fetched)).status).toBe(204);
  });

  it('[AC4] are taken from origins somebody configured', async () => {
    await using server = await startTestServer({ allowedOrigins: ['https://other.example.org'] });
    const person = await server.signUp({ name: 'Bob' });
    const headers = { origin: 'https://other.example.org', 'sec-fetch-site': 'cross-site' };
    const response = await send(server, 'DELETE', '/api/session', person, headers);
    expect(response.status).toBe(204);
  });

  it('[AC4] are JSON and nothing a foreign form could send', async () => {
    await using server = await startTestServer();
    const body = JSON.stringify({ email: 'ada@example.org', password: 'x' });
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/jsonp',
      '',
    ]) {
      const headers = { origin: server.url, 'content-type': type };
      const response = await send(server, 'POST', '/api/session', null, headers, body);
      expect(response.status, type).toBe(415);
      expect(await codeOf(response), type).toBe('json_only');
    }
    const headers = { origin: server.url, 'content-type': 'Application/JSON; charset=utf-8' };
    expect((await send(server, 'POST', '/api/session', null, headers, body)).status).toBe(401);
    const broken = await send(server, 'POST', '/api/session', null, headers, '{"email":');
    expect(broken.status).toBe(400);
  });

  it('[AC4] are refused when they are too large', async () => {
    await using server = await startTestServer();
    const headers = { origin: server.url, 'content-type': 'application/json' };
    const body = JSON.stringify({ email: 'ada@example.org', password: 'x'.repeat(300_000) });
    const response = await send(server, 'POST', '/api/session', null, headers, body);
    expect(response.status).toBe(413);
    expect(await codeOf(response)).toBe('too_large');
  });
});

describe('every answer', () => {
  it('[AC4] carries the strict policy, errors and refusals included', async () => {
    await using server = await startTestServer();
    const own = { origin: server.url };
    const answers = [
      await send(server, 'GET', '/', null, {}),
      await send(server, 'GET', '/no/such/page', null, {}),
      await send(server, 'GET', '/api/session', null, {}),
      await send(server, 'GET', '/api/no-such-thing', null, {}),
      await send(server, 'GET', '/api/hackathons', null, {}),
      await send(server, 'DELETE', '/api/session', null, {}),
      await send(server, 'DELETE', '/api/session', null, own),
      await send(server, 'POST', '/api/session', null, own),
      await send(server, 'GET', '/api/sync/x', null, {}),
    ];
    const nonces = new Set<string>();
    for (const { url, status, headers } of answers) {
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, `${status} ${url}`).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('access-control-allow-origin')).toBeNull();
      nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? '');
    }
    expect(nonces.size, 'a nonce of its own each').toBe(answers.length);
  });
});
