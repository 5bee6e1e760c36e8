// Finds a Chromium-family browser on this machine, or gets one where that is possible without
// asking. Knows nothing of the tests that drive it.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** Thrown when there is no browser and none could be got; the message says what to do. */
class NoBrowserError extends Error {
  readonly code = 'no_browser';

  constructor(message: string) {
    super(message);
    // The sentence is all there is to say; a stack would only bury it.
    this.stack = message;
  }
}

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
  'brave-browser',
];

/** The path of a Chrome, Chromium or Edge that is already here, or `null`. */
function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | null {
  const named = environment.CHROME_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new NoBrowserError(`CHROME_PATH is set to ${named}, but there is no file of that name.`);
  }
  return (
    [...installedPaths(environment), ...playwrightPaths()].find((path) => existsSync(path)) ?? null
  );
}

function installedPaths(environment: NodeJS.ProcessEnv): string[] {
  switch (process.platform) {
    case 'darwin':
      return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) => [
        join(folder, 'Google Chrome.app/Contents/MacOS/Google Chrome'),
        join(folder, 'Chromium.app/Contents/MacOS/Chromium'),
        join(folder, 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge'),
      ]);
    case 'win32':
      return [
        environment.PROGRAMFILES,
        environment['PROGRAMFILES(X86)'],
        environment.LOCALAPPDATA,
      ].flatMap((folder) =>
        folder
          ? [
              join(folder, 'Google\\Chrome\\Application\\chrome.exe'),
              join(folder, 'Chromium\\Application\\chrome.exe'),
              join(folder, 'Microsoft\\Edge\\Application\\msedge.exe'),
            ]
          : [],
      );
    default:
      return (environment.PATH ?? '')
        .split(delimiter)
        .filter((folder) => folder !== '')
        .flatMap((folder) => COMMANDS.map((command) => join(folder, command)));
  }
}

/** What playwright downloaded: the revision it expects, then any other it kept. */
function playwrightPaths(): string[] {
  const expected = chromium.executablePath();
  const cache = /^(.*ms-playwright)[/\\]/.exec(expected)?.[1];
  if (cache === undefined || !existsSync(cache)) return [expected];
  const others = readdirSync(cache)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort()
    .reverse()
    .flatMap((name) => [
      join(cache, name, 'chrome-linux', 'chrome'),
      join(cache, name, 'chrome-linux64', 'chrome'),
      join(cache, name, 'chrome-win', 'chrome.exe'),
      join(cache, name, 'chrome-win64', 'chrome.exe'),
      join(cache, name, 'chrome-mac', 'Chromium.app/Contents/MacOS/Chromium'),
    ]);
  return [expected, ...others];
}

/** Finds a browser, else installs one; throws `NoBrowserError` with what to do when neither works. */
export function requireBrowser(): string {
  const found = findBrowser();
  if (found !== null) return found;
  const isDebianRoot =
    process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (isDebianRoot) {
    run('apt-get', ['update', '--quiet']);
    run('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', 'chromium']);
  } else {
    run(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium']);
  }
  const got = findBrowser();
  if (got !== null) return got;
  throw new NoBrowserError(
    'The browser tests need Chrome, Chromium or Edge: install one of them, or set CHROME_PATH to it.',
  );
}

function run(command: string, parameters: string[]): void {
  console.log(`No Chrome, Chromium or Edge found; trying: ${command} ${parameters.join(' ')}`);
  spawnSync(command, parameters, { stdio: 'inherit' });
}
