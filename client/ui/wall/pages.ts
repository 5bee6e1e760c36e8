// Which items a screen without scrolling shows: pages that take turns. Pure.

/** One page of one list. */
interface PanelPage<T> {
  readonly items: readonly T[];
  /** From 1. */
  readonly number: number;
  readonly count: number;
}

/** Cuts a list into pages of at most `size`, as even as they can be. */
export function cutPages<T>(items: readonly T[], size: number): PanelPage<T>[] {
  const count = Math.ceil(items.length / Math.max(1, size));
  return Array.from({ length: count }, (_, index) => {
    // Pages of 7 and 6 look calmer than 10 and 3.
    const from = Math.round((index * items.length) / count);
    const to = Math.round(((index + 1) * items.length) / count);
    return { items: items.slice(from, to), number: index + 1, count };
  });
}
