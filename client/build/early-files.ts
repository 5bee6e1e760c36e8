// Names in the page itself the files its screen is made of, so that they are asked for together with the
// first one and not after it, a step of imports at a time. Knows the screens by their paths, and no
// package.
import { join } from 'node:path';
import type { Plugin, Rollup } from 'vite';

/** Every screen but the wall, which is a small program of its own. */
const APP = ['app/mount-app.tsx', 'app/Shell.tsx'];

/** The screen under `/documents/`. */
const DOCUMENT = ['features/editor/DocumentPage.tsx'];

/** Runs in the page's head. Styles are only fetched: whoever imports them puts them in their order. */
function askEarly(app: readonly string[], document: readonly string[]): string {
  return `((app, ofDocument) => {
        const { pathname } = location;
        if (pathname.startsWith('/wall/')) return;
        for (const file of pathname.startsWith('/documents/') ? [...app, ...ofDocument] : app) {
          const link = document.createElement('link');
          const isStyle = file.endsWith('.css');
          link.rel = isStyle ? 'preload' : 'modulepreload';
          if (isStyle) link.as = 'style';
          link.crossOrigin = '';
          link.href = file;
          document.head.append(link);
        }
      })(${JSON.stringify(app)}, ${JSON.stringify(document)});`;
}

/** The plugin. */
export function earlyFiles(): Plugin {
  let root = '';
  return {
    name: 'early-files',
    apply: 'build',
    configResolved(config) {
      root = config.root;
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        if (bundle === undefined)
          throw new Error('The page is written before its files are known.');
        const filesOf = (paths: readonly string[]) => findFiles(bundle, root, paths);
        const app = filesOf(APP);
        const document = filesOf(DOCUMENT).filter((file) => !app.includes(file));
        // Before the styles, which scripts behind them wait for; after what says how to read the page.
        const at = html.indexOf('<title>');
        if (at === -1) throw new Error('The page has no title.');
        return `${html.slice(0, at)}<script>${askEarly(app, document)}</script>\n    ${html.slice(at)}`;
      },
    },
  };
}

/** The files of the modules at `paths` and of all they import, with their styles, as addresses. */
function findFiles(bundle: Rollup.OutputBundle, root: string, paths: readonly string[]): string[] {
  const files = new Set<string>();
  const styles = new Set<string>();
  const add = (fileName: string) => {
    const chunk = bundle[fileName];
    if (files.has(fileName) || chunk?.type !== 'chunk') return;
    files.add(fileName);
    for (const css of chunk.viteMetadata?.importedCss ?? []) styles.add(css);
    for (const imported of chunk.imports) add(imported);
  };
  for (const path of paths) {
    const id = join(root, path);
    const chunk = Object.values(bundle).find(
      (one) => one.type === 'chunk' && one.facadeModuleId === id,
    );
    if (chunk === undefined) throw new Error(`${path} is in no file of its own.`);
    add(chunk.fileName);
  }
  return [...styles, ...files].map((fileName) => `/${fileName}`);
}
