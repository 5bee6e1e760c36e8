// What has to be closed before a browser is locked. Small, so that the lock needs nothing from the
// network: without a line, a part of the client that is not here yet cannot be had.

const closers: (() => Promise<void>)[] = [];

/** Whoever keeps something of a person open says how to close it, once. */
export function beforeLock(close: () => Promise<void>): void {
  closers.push(close);
}

/** Closes everything that was said. */
export async function closeForLock(): Promise<void> {
  await Promise.all(closers.map((close) => close()));
}
