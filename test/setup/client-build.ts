// Builds the client for the browser tests when the last build is older than its sources. Knows
// neither the server nor the tests.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What a build is made from; a folder counts with everything in it. */
const SOURCES = ['client', 'shared', 'package-lock.json', 'vite.config.ts'];

/** Where a build is found. */
export const CLIENT_DIRECTORY = join(ROOT, 'dist', 'client');

/** Runs the build unless the one that is there is newer than every source; throws when it fails. */
export function buildClientIfStale(): void {
  const built = join(CLIENT_DIRECTORY, 'index.html');
  if (existsSync(built)) {
    const builtAt = statSync(built).mtimeMs;
    if (SOURCES.every((source) => newestChange(join(ROOT, source)) <= builtAt)) return;
  }
  const startedAt = new Date();
  const { status } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'],
    { cwd: ROOT, stdio: 'inherit', env: buildEnvironment() },
  );
  if (status !== 0) throw new Error('The client did not build; its errors are above.');
  // What was saved while the build ran may not be in it.
  utimesSync(built, startedAt, startedAt);
}

/** The environment without what the test runner puts there: people get a build made without it. */
function buildEnvironment(): NodeJS.ProcessEnv {
  const { VITEST: _vitest, TEST: _test, ...environment } = process.env;
  return { ...environment, NODE_ENV: 'production' };
}

function newestChange(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return readdirSync(path).reduce(
    (newest, name) => Math.max(newest, newestChange(join(path, name))),
    found.mtimeMs,
  );
}
