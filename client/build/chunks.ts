// Which of our modules travel in one file: what is always loaded together, so that a screen asks for a
// handful of files instead of a hundred. Knows the screens by their paths, and no package.

/** The part of a module that is read. */
interface ModuleInfo {
  readonly importedIds: readonly string[];
  readonly dynamicallyImportedIds: readonly string[];
}

/** Where modules are looked up; the bundler's own. */
export interface ModuleLookup {
  getModuleInfo(id: string): ModuleInfo | null;
}

/** Loaded by every screen but the wall. The first module waits for it and so must stay outside. */
const APP = ['client/app/mount-app.tsx', 'client/app/Shell.tsx'];

const WALL = ['client/app/mount-wall.tsx'];

const ROUTES = 'client/app/routes.tsx';

/** The document screen, and what it loads by itself. */
const DOCUMENT = ['client/features/editor/DocumentPage.tsx'];

/** Words that a screen needs together, by the file they travel in. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  app: ['shell', 'errors'],
  document: ['editor', 'notes'],
};

interface Reach {
  readonly app: ReadonlySet<string>;
  readonly wall: ReadonlySet<string>;
  readonly document: ReadonlySet<string>;
  /** Every other screen. */
  readonly others: ReadonlySet<string>;
}

/** Names the file of each of our modules; `null` leaves it to the bundler. `root` holds `client/`. */
export function createChunkNames(
  root: string,
): (id: string, modules: ModuleLookup) => string | null {
  let reach: Reach | null = null;
  return (id, modules) => {
    const words = /\/languages\/([a-z]+)\/([a-z-]+)\.json$/.exec(id);
    if (words !== null) return wordsChunk(words[1] ?? '', words[2] ?? '');
    // The kit's styles come before ours, as they are imported.
    const isPackage = id.includes('/node_modules/') && !id.endsWith('.css');
    if (isPackage || !id.startsWith(`${root}/`)) return null;
    reach ??= findReach(root, modules);
    const isInApp = reach.app.has(id);
    if (!isInApp && !reach.document.has(id)) return null;
    if (reach.wall.has(id)) return 'base';
    if (isInApp) return 'app';
    if (!reach.others.has(id)) return 'document';
    // Other screens want the small parts without the document behind them.
    return needsYjs(id, modules) ? 'collab' : 'parts';
  };
}

function wordsChunk(language: string, namespace: string): string | null {
  const found = Object.entries(WORDS).find(([, namespaces]) => namespaces.includes(namespace));
  return found === undefined ? null : `words-${found[0]}-${language}`;
}

function findReach(root: string, modules: ModuleLookup): Reach {
  const full = (paths: readonly string[]) => paths.map((path) => `${root}/${path}`);
  const routes = full([ROUTES]).flatMap(
    (id) => modules.getModuleInfo(id)?.dynamicallyImportedIds ?? [],
  );
  const document = full(DOCUMENT);
  const others = routes.filter((id) => !document.includes(id));
  return {
    app: staticReach(full(APP), modules),
    wall: staticReach(full(WALL), modules),
    document: staticReach(document, modules),
    others: staticReach(others, modules),
  };
}

/** Everything that is loaded with `roots`, themselves included. */
export function staticReach(roots: readonly string[], modules: ModuleLookup): Set<string> {
  const found = new Set<string>();
  const waiting = [...roots];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...(modules.getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
}

function needsYjs(id: string, modules: ModuleLookup): boolean {
  return [...staticReach([id], modules)].some((one) => one.includes('/node_modules/yjs/'));
}
