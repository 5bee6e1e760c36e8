// How the client is built and served while it is written, and which tests there are.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const isTest = process.env.VITEST !== undefined;

/** The server that answers `/api` while Vite serves the client. */
const apiOrigin = `http://localhost:${process.env.PORT ?? '3000'}`;

export default defineConfig({
  root: isTest ? import.meta.dirname : 'client',
  plugins: [react()],
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
  },
  server: {
    port: 5173,
    proxy: {
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
          include: ['{shared,server,client}/**/*.test.{ts,tsx}', 'test/architecture/**/*.test.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'behaviour',
          environment: 'node',
          include: ['test/{integration,hostile,convergence,crash}/**/*.test.ts'],
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
          testTimeout: 120_000,
          hookTimeout: 60_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
