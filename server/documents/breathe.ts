// Long work in slices: between two of them, everybody else's frames are handled.

/** Work goes on this long before others have their turn, ms: a turn of a room may wait for it. */
const SLICE_MS = 12;

/** Returns a function to await between steps; it pauses only when the slice is used up. */
export function createBreathe(): () => Promise<void> | null {
  let since = performance.now();
  return () => {
    if (performance.now() - since < SLICE_MS) return null;
    return new Promise((resolve) => {
      setImmediate(() => {
        since = performance.now();
        resolve();
      });
    });
  };
}
