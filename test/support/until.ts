// Waits for a condition to hold. Tests wait for what they mean and never for a length of time.

/** How long `until` waits before it gives up, in ms. Generous: it is only reached by a failure. */
const DEFAULT_DEADLINE_MS = 10_000;

/**
 * Resolves with the first truthy value of `condition`, looked at every few milliseconds.
 * Throws once `deadlineMs` have passed; `what` says in the error what was waited for.
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  deadlineMs: number = DEFAULT_DEADLINE_MS,
  what: string = condition.toString(),
): Promise<Exclude<T, false | null | undefined | 0 | ''>> {
  const deadline = performance.now() + deadlineMs;
  for (;;) {
    const value = await condition();
    if (value) return value as Exclude<T, false | null | undefined | 0 | ''>;
    if (performance.now() > deadline) {
      throw new Error(`Waited ${deadlineMs} ms in vain for: ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
}
