// Runs once before the browser tests: a current build of the client and the path of a browser.
import type { TestProject } from 'vitest/node';
import { buildClientIfStale } from './client-build.ts';
import { requireBrowser } from './find-browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The browser the tests drive. */
    browserPath: string;
  }
}

/** Vitest calls it by this name. */
export function setup(project: TestProject): void {
  project.provide('browserPath', requireBrowser());
  buildClientIfStale();
}
