// Ends a test run with one line that people and machines can read: `N passed, N failed`.
import type { Reporter, SerializedError, TestModule, TestRunEndReason } from 'vitest/node';

/** Counts tests; a file that does not load and an error nobody caught count as failed ones. */
export default class CountingReporter implements Reporter {
  onTestRunEnd(
    modules: readonly TestModule[],
    unhandledErrors: readonly SerializedError[],
    reason: TestRunEndReason,
  ): void {
    let passed = 0;
    let failed = unhandledErrors.length;
    for (const module of modules) {
      failed += module.errors().length;
      for (const suite of module.children.allSuites()) failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed++;
        // A test that never finished is no success.
        else if (state !== 'skipped') failed++;
      }
    }
    // A run that broke before any test, in its set-up, has not succeeded either.
    if (reason !== 'passed' && failed === 0) failed = 1;
    // After the other reporters' summaries, which are written in this same turn.
    setImmediate(() => console.log(`${passed} passed, ${failed} failed`));
  }
}
