// What a hackathon says of itself and how it looks, over HTTP: details changed later, its colour, its
// picture.
import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';
import { createVisitor } from '../support/visitor.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** One black pixel, whatever size it claims, with `extra` between. */
function png({ side = 1, extra = [] as Buffer[] } = {}): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 8;
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    ...extra,
    chunk('IDAT', deflateSync(Buffer.alloc(2))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

async function openWorld(server: TestServer) {
  const { hackathon } = server.createHackathon();
  const fay = await server.signUp({ name: 'Fay', facilitates: [hackathon.id] });
  return { id: hackathon.id, hackathon, asFay: createVisitor(server, fay.cookie) };
}

const base64 = (bytes: Buffer) => ({ png: bytes.toString('base64') });

describe('the picture of a hackathon', () => {
  it('[AC10] is sent out with nothing but pixels in it, to everybody, for good', async () => {
    await using server = await startTestServer();
    const { id, asFay } = await openWorld(server);
    const secret = chunk('tEXt', Buffer.from('Comment\0taken at 48.86, 2.35'));
    const sent = png({ extra: [secret] });
    const put = await asFay.ask('PUT', `/hackathons/${id}/logo`, base64(sent));
    expect(put.status).toBe(200);
    const shown = await fetch(server.url + put.body.logoPath);
    expect(shown.headers.get('content-type')).toBe('image/png');
    expect(shown.headers.get('cache-control')).toContain('immutable');
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
    expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(png());
    const gone = await asFay.ask('PUT', `/hackathons/${id}/logo`, { png: null });
    expect(gone.body.logoPath).toBeNull();
    expect((await fetch(server.url + put.body.logoPath)).status).toBe(404);
  });

  it.each([
    ['image_svg', 'a page', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['image_too_wide', 'a picture that claims to be huge', png({ side: 5000 })],
    [
      'image_unreadable',
      'damaged',
      Buffer.concat([png().subarray(0, 30), Buffer.from([1]), png().subarray(31)]),
    ],
    ['image_unreadable', 'of another kind', Buffer.from('GIF89a')],
    ['image_unreadable', 'half of one', png().subarray(0, 45)],
  ])('[AC10] is refused with %s when it is %s', async (code, _what, bytes) => {
    await using server = await startTestServer();
    const { id, asFay } = await openWorld(server);
    const put = await asFay.ask('PUT', `/hackathons/${id}/logo`, base64(bytes));
    expect([put.status, put.body.error.code]).toEqual([422, code]);
  });

  it('goes on to the next hackathon, with colour and lock', async () => {
    await using server = await startTestServer();
    const { id, hackathon, asFay } = await openWorld(server);
    await asFay.ask('PUT', `/hackathons/${id}/logo`, base64(png()));
    await asFay.ask('PATCH', `/hackathons/${id}`, { accent: '#a83d19', lockAfterMinutes: null });
    const ann = await server.signUp({ name: 'Ann', isAdministrator: true });
    const copied = await createVisitor(server, ann.cookie).ask('POST', `/hackathons/${id}/copy`, {
      name: 'Next year',
      startsAt: hackathon.startsAt,
      place: 'Lomé',
      teams: ['Gamma'],
    });
    expect(copied.body).toMatchObject({
      place: 'Lomé',
      accent: '#a83d19',
      lockAfterMinutes: null,
      logoPath: expect.stringContaining(`/hackathons/${copied.body.id}/logo/`),
    });
    const { teams } = server.parts.hackathons;
    expect(teams.list(copied.body.id).map(({ name }) => name)).toEqual(['Gamma']);
  });
});

describe('what is said of a hackathon', () => {
  it('can all be said otherwise later, and is checked', async () => {
    await using server = await startTestServer();
    const { id, hackathon, asFay } = await openWorld(server);
    const change = {
      name: 'Lomé 2026',
      place: 'Lomé',
      startsAt: hackathon.startsAt + 1000,
      timeZone: 'Africa/Lome',
      languages: ['fr', 'pt-BR'],
      accent: '#123abc',
      lockAfterMinutes: 5,
      hallCodeHours: 2,
      joinUntil: hackathon.endsAt,
    };
    const changed = await asFay.ask('PATCH', `/hackathons/${id}`, change);
    expect(changed.body).toMatchObject(change);
    const refused = async (wrong: object) =>
      (await asFay.ask('PATCH', `/hackathons/${id}`, wrong)).body.error.code;
    expect(await refused({ timeZone: 'Europe/Nowhere' })).toBe('unknown_time_zone');
    expect(await refused({ languages: ['not a language'] })).toBe('unknown_language');
    expect(await refused({ startsAt: hackathon.endsAt + 1 })).toBe('ends_before_start');
    expect(await refused({ accent: 'url(https://example.org)' })).toBe('invalid_request');
    expect((await asFay.ask('GET', `/hackathons/${id}`)).body).toMatchObject(change);
  });
});
