// Holds the arrows of docs/architecture.md: which folder may import which. Reads import statements
// as text; the formatter keeps them in one shape. Cycles are the linter's business.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** What every part of the client may build on; `ui` and `collab` know no feature. */
const CLIENT_CORE = [
  'client/api.ts',
  'client/session.ts',
  'client/lock.ts',
  'client/board.ts',
  'client/board-events.ts',
  'client/ui',
  'client/collab',
];

/** For each folder, what of ours it may import besides itself. The first row that fits counts. */
const ARROWS: readonly (readonly [folder: string, mayImport: readonly string[]])[] = [
  ['shared', []],
  ['server/main.ts', ['server', 'shared']],
  ['server/cli.ts', ['server', 'shared']],
  ['server/dev.ts', ['server', 'shared']],
  ['server/config.ts', ['server/log.ts', 'shared']],
  ['server/log.ts', []],
  ['server/server.ts', ['server', 'shared']],
  ['server/parts.ts', ['server', 'shared']],
  ['server/relay', ['server/realtime', 'server/accounts', 'server/log.ts', 'shared']],
  ['server/pages', ['server/catalogue', 'shared']],
  ['server/previews', ['server/pages', 'shared']],
  [
    'server/push',
    [
      'server/accounts',
      'server/catalogue',
      'server/exporters',
      'server/images',
      'server/db',
      'server/live/changes.ts',
      'server/http/errors.ts',
      'server/log.ts',
      'shared',
    ],
  ],
  ['server/db', ['shared']],
  ['server/images', ['server/db', 'server/http/errors.ts', 'shared']],
  ['server/realtime', ['shared']],
  ['server/exporters', ['shared']],
  ['server/hackathons/sample', ['server', 'shared']],
  ['server/accounts', ['server/db', 'server/live/changes.ts', 'server/http/errors.ts', 'shared']],
  [
    'server/hackathons',
    [
      'server/accounts',
      'server/db',
      'server/live/changes.ts',
      'server/http/errors.ts',
      'server/images',
      'shared',
    ],
  ],
  [
    'server/documents',
    [
      'server/accounts',
      'server/hackathons',
      'server/catalogue',
      'server/db',
      'server/realtime',
      'server/live/changes.ts',
      'server/log.ts',
      'server/http/errors.ts',
      'shared',
    ],
  ],
  [
    'server/catalogue',
    [
      'server/accounts',
      'server/db',
      'server/exporters',
      'server/live/changes.ts',
      'server/http/errors.ts',
      'shared',
    ],
  ],
  [
    'server/live',
    [
      'server/accounts',
      'server/hackathons',
      'server/documents',
      'server/catalogue',
      'server/realtime',
      'server/db',
      'server/log.ts',
      'shared',
    ],
  ],
  ['server/operations/commands', ['server', 'shared']],
  ['server/operations/start-error.ts', ['server/config.ts']],
  [
    'server/operations',
    [
      'server/accounts',
      'server/hackathons',
      'server/documents',
      'server/catalogue',
      'server/exporters',
      'server/images',
      'server/pages',
      'server/push',
      'server/realtime',
      'server/live',
      'server/db',
      'server/http/errors.ts',
      'server/log.ts',
      'shared',
    ],
  ],
  [
    'server/http',
    [
      'server/operations',
      'server/accounts',
      'server/hackathons',
      'server/documents',
      'server/catalogue',
      'server/exporters',
      'server/images',
      'server/pages',
      'server/previews',
      'server/push',
      'server/live',
      'server/realtime',
      'server/config.ts',
      'server/log.ts',
      'server/db',
      'shared',
    ],
  ],
  ['client/api.ts', ['shared']],
  ['client/session.ts', ['shared', ...CLIENT_CORE]],
  ['client/lock.ts', ['shared', ...CLIENT_CORE]],
  ['client/board.ts', ['shared', ...CLIENT_CORE]],
  ['client/board-events.ts', ['shared', ...CLIENT_CORE]],
  ['client/ui', ['shared', ...CLIENT_CORE]],
  ['client/collab', ['shared', ...CLIENT_CORE]],
  ['client/features', ['shared', ...CLIENT_CORE]],
  ['client/app', ['shared', 'client']],
  // Runs when the client is built, and is no part of it.
  ['client/build', []],
];

interface Import {
  readonly from: string;
  readonly to: string;
  readonly isType: boolean;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join(folder, name.split(sep).join('/')))
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path));
}

function importsOf(path: string): Import[] {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const statement =
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'";]*?from\s+'(\.[^']+)'|import\('(\.[^']+)'\)/g;
  return [...text.matchAll(statement)].map(([, type, fixed, dynamic]) => ({
    from: path,
    to: relative(ROOT, join(ROOT, dirname(path), (fixed ?? dynamic)!))
      .split(sep)
      .join('/'),
    isType: type !== undefined,
  }));
}

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function isAllowed({ from, to, isType }: Import): boolean {
  const row = ARROWS.find(([folder]) => isIn(from, folder));
  if (row === undefined) return false;
  const [folder, mayImport] = row;
  // The one exception: the typed client knows the server's routes, as types only.
  if (from === 'client/api.ts' && to === 'server/http/app.ts') return isType;
  if (folder === 'client/features') {
    const feature = from.split('/').slice(0, 3).join('/');
    return isIn(to, feature) || mayImport.some((one) => isIn(to, one) || to.startsWith(`${one}.`));
  }
  return isIn(to, folder) || mayImport.some((one) => isIn(to, one));
}

describe('imports', () => {
  const files = ['shared', 'server', 'client'].flatMap(sourceFiles);
  const imports = files.flatMap(importsOf);

  it('are read at all', () => {
    expect(files.length).toBeGreaterThan(20);
    expect(imports.length).toBeGreaterThan(20);
  });

  it('follow the arrows of the architecture', () => {
    const broken = imports.filter((one) => !isAllowed(one));
    expect(broken.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('keep the relay free of HTTP and SQL', () => {
    const packages = sourceFiles('server/realtime').flatMap((path) =>
      [...readFileSync(join(ROOT, path), 'utf8').matchAll(/from '([^'.][^']*)'/g)].map(
        ([, name]) => name!,
      ),
    );
    expect(packages.filter((name) => /^(hono|@hono|better-sqlite3)/.test(name))).toEqual([]);
  });
});
