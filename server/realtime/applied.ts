// What a document has applied of one client. Knows no update.
import type * as Y from 'yjs';

/** The next clock of a client, after the structs applied of it; 0 without any. */
export function clockAfterLast(structs: readonly (Y.Item | Y.GC)[]): number {
  const last = structs.at(-1);
  return last === undefined ? 0 : last.id.clock + last.length;
}
