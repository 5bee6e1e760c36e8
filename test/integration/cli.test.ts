// The command line as a person runs it: its own process, its own database file.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../server/db/open.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sommet-cli-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

function run(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'server/cli.ts', ...words],
    {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, DATABASE_PATH: join(directory, 'sommet.sqlite') },
    },
  );
  return { status, stdout, stderr };
}

it('loads the sample once and says how to get in', () => {
  const first = run('sample', '--url', 'http://hall.example:3000/');
  expect(first.stderr).toBe('');
  expect(first.status).toBe(0);
  expect(first.stdout).toMatch(/^Loaded "Paris 2016" in [\d.]+ s: 20 collective actions/);
  expect(first.stdout).toMatch(/http:\/\/hall\.example:3000\/wall\/[\w-]{43}\n/);
  expect(first.stdout).toMatch(/http:\/\/hall\.example:3000\/welcome\/[\w-]{43} /);
  expect(first.stdout.match(/^ {4}\S.* [A-Z0-9]{6}$/gm)).toHaveLength(10);

  const second = run('sample');
  expect(second.status).toBe(1);
  expect(second.stdout).toBe('');
  expect(second.stderr).toMatch(/loaded already; nothing was changed/);
});

it('[LI2] verify finds a revision that was changed behind its back', () => {
  run('sample');
  expect(run('verify').stdout).toMatch(/^\d+ revisions checked, all as they were written\.\n$/);

  const db = openDatabase(join(directory, 'sommet.sqlite'));
  db.exec('DROP TRIGGER revisionIsNeverChanged');
  db.exec(`UPDATE revision SET content = replace(content, 'PRISM', 'PRISN') WHERE title = 'PRISM'`);
  db.close();
  const broken = run('verify');
  expect(broken.status).toBe(1);
  expect(broken.stdout).toMatch(/1 broken:\n {2}\w+ revision 1: hash\n/);
});

it('prints a link for a first facilitator, and for a hackathon by its name in the address', () => {
  expect(run('facilitator-link').stdout).toMatch(/^http:\/\/localhost:3000\/welcome\/[\w-]{43}\n$/);
  const unknown = run('facilitator-link', '--hackathon', 'nowhere');
  expect(unknown.status).toBe(2);
  expect(unknown.stderr).toBe('There is no hackathon "nowhere".\n');
});

it('explains itself, and refuses what it does not know', () => {
  expect(run('--help')).toMatchObject({ status: 0, stderr: '' });
  expect(run('--help').stdout).toMatch(/^Usage: /);
  expect(run('dance')).toMatchObject({ status: 2, stdout: '' });
  expect(run('sample', '--nonsense').status).toBe(2);
});

it('[EX6] shows what a file would bring, then brings it in', () => {
  run('sample');
  const file = join(directory, 'tools.csv');
  writeFileSync(file, 'name,website\nBrand new,https://brand-new.example\n,x\n');
  const words = ['import', file, '--hackathon', 'paris-2016', '--team', 'Civic Tech'];
  const shown = run(...words, '--dry-run');
  expect(shown.stdout).toContain('1 of 2 rows would become entries');
  expect(shown.stdout).toContain('row 3: (no name): no-name');
  expect(shown.status).toBe(1);
  expect(run(...words).stdout).toContain('1 entries, 0 teams');
  expect(run(...words).stdout).toContain('row 2: Brand new: known: Brand new (website)');
  expect(run('import', file, '--hackathon', 'nowhere').status).toBe(2);
});
