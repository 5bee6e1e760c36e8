// Writes the service worker beside the page, with the list of what it keeps: everything the document
// screen may ask for. Knows what the screen is made of only through the bundler.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Plugin, transformWithOxc } from 'vite';
import { staticReach } from './chunks.ts';

/** Needed to start, and when there is no line. */
const STARTED_WITH = [
  'app/main.tsx',
  'app/mount-app.tsx',
  'app/Shell.tsx',
  // A laptop that was locked stays locked.
  'features/account/LockPage.tsx',
  // A part that nobody could load says so.
  'ui/ErrorScreen.tsx',
];

/** Kept with whatever it loads later: dialogs, lists, the editor of formatted text. */
const KEPT_WHOLE = 'features/editor/DocumentPage.tsx';

const WORDS_FILE = /\/languages\/[a-z]+\/[a-z-]+\.json$/;

const WORDS = /\/languages\/[a-z]+\/(shell|errors|account|editor|notes|lookup|fields)\.json$/;

/** The plugin. */
export function serviceWorkerFile(): Plugin {
  let root = '';
  return {
    name: 'service-worker-file',
    apply: 'build',
    // After files that hold nothing but styles are gone.
    enforce: 'post',
    configResolved(config) {
      root = config.root;
    },
    async generateBundle(_options, bundle) {
      const started = staticReach(
        STARTED_WITH.map((path) => join(root, path)),
        this,
      );
      const kept = new Set([
        ...[...started].filter(isOurs),
        ...wholeReach(join(root, KEPT_WHOLE), this),
        ...[...this.getModuleIds()].filter((id) => WORDS.test(id)),
      ]);
      const files = new Set<string>();
      const keep = (fileName: string) => {
        const chunk = bundle[fileName];
        if (files.has(fileName) || chunk?.type !== 'chunk') return;
        files.add(fileName);
        for (const css of chunk.viteMetadata?.importedCss ?? []) files.add(css);
        for (const imported of chunk.imports) keep(imported);
      };
      let entry = '';
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        if (chunk.isEntry) entry = chunk.fileName;
        if (chunk.moduleIds.some((id) => kept.has(id))) keep(chunk.fileName);
      }
      if (entry === '') this.error('The client has no first module.');
      const list = [...files].sort().map((fileName) => `/${fileName}`);
      const path = join(root, 'service-worker.ts');
      const source = readFileSync(path, 'utf8');
      const name = createHash('sha256')
        .update(JSON.stringify([entry, list, source]))
        .digest('hex')
        .slice(0, 12);
      const build = JSON.stringify({ name, entry, files: list });
      const { code } = await transformWithOxc(source, path, { sourcemap: false });
      this.emitFile({
        type: 'asset',
        fileName: 'service-worker.js',
        source: `const BUILD = ${build};\n${code.replace(/export\s*\{\s*\};?/, '')}`,
      });
    },
  };
}

interface Modules {
  getModuleInfo(
    id: string,
  ): { importedIds: readonly string[]; dynamicallyImportedIds: readonly string[] } | null;
}

/**
 * A file of a package comes with what imports it. Asked for by name, it would bring along all that a
 * package's index names and nobody uses.
 */
function isOurs(id: string): boolean {
  return !id.includes('/node_modules/');
}

/** Everything that `start` may load, now or later. Words are chosen by their names instead. */
function wholeReach(start: string, modules: Modules): Set<string> {
  const found = new Set<string>();
  const waiting = [start];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id) || WORDS_FILE.test(id)) continue;
    found.add(id);
    // A package that is loaded on demand is one file of the build.
    if (!isOurs(id)) continue;
    const info = modules.getModuleInfo(id);
    waiting.push(...(info?.importedIds ?? []).filter(isOurs));
    waiting.push(...(info?.dynamicallyImportedIds ?? []));
  }
  return found;
}
