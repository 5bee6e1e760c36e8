// A signatory from outside: a one-time link makes somebody its person, who sees and confirms their own
// commitment and nothing else.
import { describe, expect, it } from 'vitest';
import type { CommitmentView } from '../../shared/api/commitments.ts';
import { commitmentRoot } from '../../shared/document.ts';
import { plainToRichText } from '../../shared/rich-text.ts';
import { startTestServer, type TestPerson, type TestServer } from '../support/server.ts';

const FRANCE = 'government:FR';

async function world(server: TestServer) {
  const { hackathon, teams } = server.createHackathon({ name: 'Lomé 2026' });
  const teamIds = [teams[0]!.id];
  const amina = await server.signUp({ name: 'Amina', teamIds });
  const fay = await server.signUp({ name: 'Fay', facilitates: [hackathon.id] });
  const documentId = server.createDocument(teamIds[0]!, 'collective-action', {
    name: 'Open contracting',
    description: { en: plainToRichText('Partners publish.'), fr: plainToRichText('On publie.') },
    signatories: [
      { kind: 'government', country: 'FR', organisation: '', commitment: 'We will publish.' },
    ],
  });
  const post = (path: string, person?: TestPerson | null, body: unknown = {}) =>
    server.request(`/api${path}`, { method: 'POST', person, body });
  const makeLink = async (by: TestPerson) => {
    const response = await post(`/documents/${documentId}/signatories/${FRANCE}/link`, by);
    expect(response.status).toBe(201);
    return ((await response.json()) as { url: string }).url.split('/').at(-1)!;
  };
  /** Opens a link as somebody without a session. */
  const arrive = async (token: string, name: string): Promise<TestPerson> => {
    const response = await post(`/signatory-links/${token}`, null, { name, language: 'fr' });
    expect(response.status).toBe(204);
    const cookie = /sommet=([^;]+)/.exec(response.headers.get('Set-Cookie') ?? '')![1]!;
    return { personId: '', sessionId: '', name, cookie };
  };
  const mine = async (person: TestPerson, query = '') => {
    const response = await server.request(`/api/person/commitments${query}`, { person });
    return ((await response.json()) as { commitments: CommitmentView[] }).commitments;
  };
  const confirm = (person: TestPerson, commitment: string) =>
    post(`/person/commitments/${documentId}/${FRANCE}/confirm`, person, { commitment });
  const code = async (response: Response) =>
    ((await response.json()) as { error: { code: string } }).error.code;
  return { hackathon, amina, fay, documentId, post, makeLink, arrive, mine, confirm, code };
}

describe('a link for a signatory', () => {
  it('[SG3] makes whoever opens it the person of that signatory, who confirms what they read', async () => {
    await using server = await startTestServer();
    const { amina, documentId, makeLink, arrive, mine, confirm, code } = await world(server);
    const token = await makeLink(amina);
    const peeked = await server.request(`/api/signatory-links/${token}`);
    expect(await peeked.json()).toMatchObject({
      kind: 'government',
      country: 'FR',
      title: 'Open contracting',
      hackathonName: 'Lomé 2026',
      invitedBy: 'Amina',
    });
    const claire = await arrive(token, 'Claire');
    expect(await mine(claire)).toMatchObject([
      {
        title: 'Open contracting',
        description: { language: 'fr', text: 'On publie.' },
        commitment: 'We will publish.',
        isConfirmed: false,
        mayConfirm: true,
      },
    ]);
    expect(await code(await confirm(claire, 'We will publish everything.'))).toBe('words_changed');
    expect((await confirm(claire, 'We will publish.')).status).toBe(200);
    expect((await mine(claire))[0]).toMatchObject({
      isConfirmed: true,
      confirmation: { personName: 'Claire' },
    });

    server.parts.rooms.edit(
      documentId,
      { type: 'server', personId: amina.personId, reason: 'test' },
      (doc) => doc.getText(commitmentRoot(FRANCE)).insert(0, 'Perhaps. '),
    );
    expect((await mine(claire))[0]).toMatchObject({ isConfirmed: false, mayConfirm: true });
  });

  it('[SG3] opens nothing else of the hackathon', async () => {
    await using server = await startTestServer();
    const { hackathon, amina, documentId, makeLink, arrive } = await world(server);
    const claire = await arrive(await makeLink(amina), 'Claire');
    for (const path of [
      `/documents/${documentId}`,
      `/documents/${documentId}/signatories`,
      `/hackathons/${hackathon.id}`,
    ]) {
      expect((await server.request(`/api${path}`, { person: claire })).status, path).toBe(404);
    }
  });

  it('[SG3] works once, ends with a newer one, and is none for those who write the promise', async () => {
    await using server = await startTestServer();
    const { amina, fay, makeLink, post, arrive, code } = await world(server);
    const old = await makeLink(amina);
    const token = await makeLink(fay);
    expect(await code(await post(`/signatory-links/${old}`, null, { name: 'Eve' }))).toBe(
      'link_used_up',
    );
    expect(await code(await post(`/signatory-links/${token}`, amina))).toBe('speaks_for_own');
    await arrive(token, 'Claire');
    expect((await post(`/signatory-links/${token}`, null, { name: 'Eve' })).status).toBe(410);
    expect((await server.request(`/api/signatory-links/${token}`)).status).toBe(410);
  });

  it('[SG3] gives no right over what one does not speak for, nor after somebody else does', async () => {
    await using server = await startTestServer();
    const { amina, fay, documentId, makeLink, arrive, confirm } = await world(server);
    const stranger = await server.signUp({ name: 'Eve' });
    expect((await confirm(stranger, 'We will publish.')).status).toBe(404);
    const claire = await arrive(await makeLink(amina), 'Claire');
    const unseated = await server.request(
      `/api/documents/${documentId}/signatories/${FRANCE}/person`,
      { method: 'PUT', person: fay, body: { personId: null } },
    );
    expect(unseated.status).toBe(200);
    expect((await confirm(claire, 'We will publish.')).status).toBe(404);
  });
});
