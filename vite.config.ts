// How the client is built and served while it is written, and which tests there are.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { createChunkNames } from './client/build/chunks.ts';
import { earlyFiles } from './client/build/early-files.ts';
import { serviceWorkerFile } from './client/build/service-worker-file.ts';

const isTest = process.env.VITEST !== undefined;

/**
 * Files of which a form runs nearly all. By the comment Chromium compiles a file as a whole beside the
 * page and keeps that; else it compiles each function when it is first called, on every visit again.
 */
const RUN_AS_A_WHOLE = new Set([
  'react',
  'kit',
  'routes',
  'app',
  'base',
  'document',
  'collab',
  'parts',
  'shared-documents',
  'text',
  'RichEditing',
]);

/** The server that answers `/api` while Vite serves the client. */
const apiOrigin = `http://localhost:${process.env.PORT ?? '3000'}`;

/** A smaller file than this is not worth a second one beside it, bytes. */
const WORTH_COMPRESSING_BYTES = 1024;

/**
 * Writes each text file's brotli and gzip form beside it, once at build time: a hall full of phones
 * on one wifi loads a third of the bytes, and the server compresses nothing while people type.
 */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    writeBundle({ dir }) {
      if (dir === undefined) return;
      for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(js|css|svg|json)$/.test(name)) continue;
        const path = join(dir, name);
        const bytes = readFileSync(path);
        if (bytes.length < WORTH_COMPRESSING_BYTES) continue;
        writeFileSync(`${path}.br`, brotliCompressSync(bytes));
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  root: isTest ? import.meta.dirname : 'client',
  plugins: [react(), earlyFiles(), serviceWorkerFile(), precompress()],
  html: {
    // The server writes each answer's own nonce in its place; Vite's own pages have no policy.
    cspNonce: 'SOMMET_NONCE',
  },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2023',
    // Pictures as `data:` would count against every page; files are cached for ever.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // The bundler names a shared file after every screen that shares it.
        chunkFileNames: ({ name }) => `assets/${name.replace(/~.*/, '')}-[hash].js`,
        postBanner: ({ name }) => (RUN_AS_A_WHOLE.has(name) ? '//# allFunctionsCalledOnLoad' : ''),
        // What is always loaded together travels together: dozens of small files compress badly, and a
        // browser on a hall's network asks for six at a time.
        codeSplitting: {
          groups: [
            {
              name: 'react',
              test: /node_modules\/(react|react-dom|scheduler|use-sync-external-store|i18next|react-i18next)\//,
              priority: 30,
            },
            {
              name: 'text',
              test: /node_modules\/(prosemirror-|orderedmap|w3c-keyname|@tiptap)/,
              priority: 20,
            },
            // What nearly every screen but the wall draws; the rest of the kit comes with its screens.
            {
              name: 'kit',
              test: /node_modules\/(clsx|@mantine\/(hooks|notifications\/esm\/notifications\.store|core\/esm\/(core|components\/(Button|ActionIcon|UnstyledButton|CloseButton|Loader|Transition|Input|InputBase|TextInput|Skeleton))))/,
              priority: 6,
              includeDependenciesRecursively: false,
            },
            {
              name: 'icons',
              test: /node_modules\/@tabler\//,
              entriesAware: true,
              entriesAwareMergeThreshold: 4000,
              priority: 5,
              includeDependenciesRecursively: false,
            },
            {
              name: 'routes',
              test: /node_modules\/(react-router|cookie|set-cookie-parser|@tanstack)\//,
              priority: 25,
              includeDependenciesRecursively: false,
            },
            { name: 'shared-documents', test: /node_modules\/(yjs|lib0|y-[a-z]+)\//, priority: 25 },
            {
              name: createChunkNames(import.meta.dirname),
              debugName: 'ours',
              test: /\/(client|shared)\/|\.css$/,
              priority: 4,
              includeDependenciesRecursively: false,
            },
            // In files of their own: beside the screen that alone uses them they would make a circle with
            // what the group above takes out of it.
            {
              name: 'packages',
              test: /node_modules\/(?!.*\.css$)/,
              entriesAware: true,
              entriesAwareMergeThreshold: 4000,
              priority: 1,
              includeDependenciesRecursively: false,
            },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: {
      // The public catalogue is pages of the server.
      '/catalogue': { target: apiOrigin },
      '/pages': { target: apiOrigin },
      '/images': { target: apiOrigin },
      // The server compares Origin with its own address, so the proxy speaks as a page of it.
      '/api': { target: apiOrigin, ws: true, changeOrigin: true, headers: { origin: apiOrigin } },
    },
  },
  test: {
    reporters: ['default', './test/setup/counting-reporter.ts'],
    // The browser tests take a core for themselves, so they come last and one file at a time.
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: [
            '{shared,server,client}/**/*.test.{ts,tsx}',
            'test/{architecture,bench}/**/*.test.ts',
          ],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'behaviour',
          environment: 'node',
          include: ['test/{integration,hostile,convergence,crash,relay}/**/*.test.ts'],
          // A condition that is polled waits for as long as it takes; vitest gives up after a second.
          expect: { poll: { timeout: 20_000 } },
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: './test/setup/browser-project.ts',
          // A condition polled on a page may take as long as one the browser waits for.
          expect: { poll: { timeout: 20_000 } },
          testTimeout: 120_000,
          hookTimeout: 60_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
