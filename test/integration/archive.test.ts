// The static site of a hackathon: every link leads somewhere inside it, and nothing needs a server.
import { posix } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { piecesOf } from '../../server/exporters/zip.ts';
import { siteFiles } from '../../server/operations/archive/site-files.ts';
import {
  actionSeed,
  useCaseSeed as caseSeed,
  organisationSeed,
  toolSeed,
} from '../support/entries.ts';
import { startTestServer } from '../support/server.ts';

const HOSTILE = '</script><script>alert(1)</script>"\'&<img src=x onerror=alert(1)>';

async function scene() {
  const server = await startTestServer();
  const { hackathon, teams } = server.createHackathon({ name: 'Paris & co' });
  const elsewhere = server.createHackathon({ name: 'Tbilisi 2018' });
  server.parts.db
    .prepare('UPDATE hackathon SET languages = ? WHERE id = ?')
    .run('["fr","en","pt"]', hackathon.id);
  const fatou = await server.signUp({ name: 'Fatou', facilitates: [hackathon.id] });
  const amina = await server.signUp({ name: 'Amina', teamIds: [teams[0]!.id] });
  await server.signUp({ name: 'Idle Ivan', teamIds: [teams[1]!.id] });
  await server.parts.accounts.people.setCredentials(amina.personId, {
    email: 'amina@example.org',
    password: 'a long enough one',
  });
  const { accounts, lifecycle } = server.parts;
  const facilitator = accounts.actor(fatou.personId);
  const publish = (kind: Parameters<typeof server.createDocument>[1], seed: object) => {
    const id = server.createDocument(teams[0]!.id, kind, { ...seed }, amina);
    return { id, ...lifecycle.finalise(id, facilitator) };
  };
  const organisation = publish('organisation', organisationSeed());
  const outside = server.createDocument(elsewhere.teams[0]!.id, 'tool', toolSeed('Elsewhere'));
  lifecycle.finalise(outside, { ...facilitator, isAdministrator: true });
  const tool = publish(
    'tool',
    toolSeed('Décidim', {
      summary: { en: HOSTILE },
      developer: [{ ref: `record:${organisation.recordId}`, label: 'x' }],
      interoperableWith: [{ ref: `document:${outside}`, label: 'Elsewhere' }],
    }),
  );
  publish('use-case', caseSeed('City plan'));
  publish('collective-action', actionSeed());
  server.createDocument(teams[0]!.id, 'tool', toolSeed('Only a draft'), amina);
  // A second revision: reopened, renamed through a room as everybody does, finalised again.
  const rename = async (prefix: string) => {
    lifecycle.reopen(tool.id, facilitator);
    const bot = server.connect(tool.id, amina);
    await bot.synced();
    bot.doc.getText('name').insert(0, prefix);
    await bot.saved();
    bot.leave();
    lifecycle.finalise(tool.id, facilitator);
  };
  await rename('Neo ');
  const response = await server.request(`/api/hackathons/${hackathon.id}/exports/archive.zip`, {
    person: fatou,
  });
  expect(response.status).toBe(200);
  const zip = unzipSync(new Uint8Array(await response.arrayBuffer()));
  const files = new Map(
    Object.entries(zip).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]),
  );
  return { server, hackathon, rename, files };
}

describe('the archive', () => {
  it('[AR1] links only to files it holds, relatively', async () => {
    const { server, files } = await scene();
    await using _ = server;
    const broken: string[] = [];
    let links = 0;
    for (const [name, html] of files) {
      if (!name.endsWith('.html')) continue;
      for (const [, raw] of html.matchAll(/(?:href|src)="([^"]*)"/g)) {
        const address = raw!.replaceAll('&amp;', '&');
        if (/^(https?:|mailto:|#)/.test(address)) continue;
        links += 1;
        const target = posix.normalize(
          posix.join(posix.dirname(name), decodeURIComponent(address.split('#')[0]!)),
        );
        if (!files.has(target)) broken.push(`${name} → ${address}`);
      }
    }
    expect(links).toBeGreaterThan(100);
    expect(broken).toEqual([]);
  });

  it('[AR1] holds every finished entry with its history, in the hackathon’s languages', async () => {
    const { server, files } = await scene();
    await using _ = server;
    const names = [...files.keys()].filter((name) => name.startsWith('en/'));
    expect(names.sort()).toEqual([
      'en/actions.html',
      'en/collective-action.html',
      'en/collective-action/open-public-procurement.html',
      'en/index.html',
      'en/organisation.html',
      'en/organisation/ajuntament-de-barcelona.html',
      'en/teams.html',
      'en/tool.html',
      'en/tool/neo-decidim.html',
      'en/tool/neo-decidim/changes-2.html',
      'en/tool/neo-decidim/revision-1.html',
      'en/use-case.html',
      'en/use-case/city-plan.html',
    ]);
    expect(files.has('fr/index.html')).toBe(true);
    expect(files.has('es/index.html')).toBe(false);
    expect(files.get('en/tool/neo-decidim/revision-1.html')).toContain('Décidim');
    expect(files.get('en/index.html')).not.toContain('Only a draft');
    expect(files.get('index.html')).toContain('Paris &amp; co');
  });

  it('[AR1] holds what was finished when it began, whatever is finished meanwhile', async () => {
    const { server, hackathon, rename, files } = await scene();
    await using _ = server;
    const making = siteFiles(server.parts, server.parts.hackathons.get(hackathon.id)!, server.url);
    const names: string[] = [];
    let page = '';
    for (const file of making) {
      if (file === null) continue;
      const text = Buffer.concat([...piecesOf(file)].map((piece) => Buffer.from(piece)));
      if (file.name === 'files/texts.js') await rename('Later ');
      if (file.name === 'en/tool/neo-decidim.html') page = text.toString('utf8');
      names.push(file.name);
    }
    // Folders of data are called after what an entry is called now.
    const pages = (all: Iterable<string>) =>
      [...all].filter((name) => name.endsWith('.html')).sort();
    expect(pages(names)).toEqual(pages(files.keys()));
    expect(page).toContain('Neo Décidim');
    expect(page).not.toContain('Later');
    expect(page).toContain('neo-decidim/changes-2.html');
    expect(page).not.toContain('changes-3');
  });

  it('[AR1] runs no script but its own, whatever people typed, and names nobody beside the credits', async () => {
    const { server, files } = await scene();
    await using _ = server;
    for (const [name, text] of files) {
      expect(text, name).not.toContain('amina@example.org');
      expect(text, name).not.toContain('Idle Ivan');
      if (!name.endsWith('.html')) continue;
      expect(text, name).not.toContain('<script>alert');
      expect(text, name).not.toContain('<img src=x');
      expect(text, name).not.toContain('type="module"');
    }
    expect(files.get('files/texts.js')).not.toContain('</script>');
    expect(files.get('en/teams.html')).toContain('Amina');
  });
});
