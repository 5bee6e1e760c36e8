// A forgotten password by mail: over HTTP, against a mail server that keeps what it is given.
import { describe, expect, it } from 'vitest';
import { startMailServer } from '../support/mail-server.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { createVisitor } from '../support/visitor.ts';

async function openAccount(server: TestServer, email: string, name: string, language = 'en') {
  const { people } = server.parts.accounts;
  return people.createAccount({ name, email, language, password: 'the old password' });
}

const linkIn = (source: string) => /\/welcome\/([\w-]+)/.exec(source)![1]!;

describe('a forgotten password by mail', () => {
  it('[AC7] answers the same for every address, and writes to accounts only', async () => {
    await using mail = await startMailServer();
    const from = 'Sommet <sommet@example.org>';
    await using server = await startTestServer({ mail: { url: mail.url, from } });
    await openAccount(server, 'mia@example.org', 'Mia', 'fr');
    const visitor = createVisitor(server);
    expect((await visitor.ask('GET', '/password-mails')).body).toEqual({ isAvailable: true });
    const ask = async (email: string) => {
      const { status, body } = await visitor.ask('POST', '/password-mails', { email });
      return { status, body };
    };
    const unknown = await ask('nobody@example.org');
    expect(await ask('MIA@example.org')).toEqual(unknown);
    expect(unknown).toEqual({ status: 204, body: null });

    await until(() => mail.mails.length > 0);
    const [{ to, source }] = mail.mails as [(typeof mail.mails)[0]];
    expect(to).toEqual(['mia@example.org']);
    expect(source).toContain('Bonjour Mia');
    expect(source).toContain('sommet@example.org');
    const password = 'the new password';
    const used = await visitor.ask('POST', `/links/${linkIn(source)}`, { password });
    expect(used.body.person.name).toBe('Mia');
    expect(mail.mails).toHaveLength(1);
  });

  it('[AC7] is sent three times in a row at most, and takes no other link away', async () => {
    let at = Date.now();
    await using mail = await startMailServer();
    await using server = await startTestServer({
      mail: { url: mail.url, from: 'sommet@example.org' },
      now: () => at,
    });
    const mia = await openAccount(server, 'mia@example.org', 'Mia');
    await openAccount(server, 'last@example.org', 'Last');
    const handed = server.parts.accounts.links.create('reset-password', { personId: mia.id });
    const visitor = createVisitor(server);
    const ask = (email: string) => visitor.ask('POST', '/password-mails', { email });
    for (let i = 0; i < 6; i++) await ask('mia@example.org');
    // Another account's mail comes after all of the first one's.
    await ask('last@example.org');
    const toMia = () => mail.mails.filter(({ to }) => to.includes('mia@example.org'));
    await until(() => mail.mails.length === 4);
    expect(toMia()).toHaveLength(3);
    expect((await visitor.ask('GET', `/links/${handed}`)).status).toBe(200);
    at += 16 * 60_000;
    await ask('mia@example.org');
    await until(() => toMia().length === 4);
  });

  it('is not offered without a mail server', async () => {
    await using server = await startTestServer();
    const visitor = createVisitor(server);
    expect((await visitor.ask('GET', '/password-mails')).body).toEqual({ isAvailable: false });
    const answer = await visitor.ask('POST', '/password-mails', { email: 'mia@example.org' });
    expect(answer.body.error.code).toBe('no_mail');
  });
});
