// How deep what is new in an update would lie in its document: Yjs, and everybody who draws it, goes
// down by recursion. Reads a document, changes nothing.
import * as Y from 'yjs';
import type { Admission } from './admission.ts';
import { clockAfterLast } from './applied.ts';
import { NONE, STRUCT } from './update-scanner.ts';
import { MAX_DEPTH } from './wire-cursor.ts';

/** Measures the update just judged; one instance serves all updates. */
export class Nesting {
  private readonly depth: number[] = [];
  private readonly path: number[] = [];

  /** Whether its types lie deep, or refer to what has to be applied first. */
  judge(doc: Y.Doc, admission: Admission): 'new' | 'apply-first' | 'too-deep' {
    const { kind, sections, sectionCount, structCount } = admission.scanner;
    let isPrepared = false;
    for (let s = 0; s < sectionCount; s++) {
      const end = sections[s]!.end;
      for (let row = admission.newFirst[s]!; row < end; row++) {
        if (kind[row] !== STRUCT.type) continue;
        if (!isPrepared) {
          this.depth.length = 0;
          for (let i = 0; i < structCount; i++) this.depth.push(NONE);
          isPrepared = true;
        }
        const depth = this.parentDepth(doc, admission, row);
        if (depth === NONE) return 'apply-first';
        if (depth + 1 > MAX_DEPTH) return 'too-deep';
      }
    }
    return 'new';
  }

  /**
   * How deep the parent of a row lies (a root is 0), or `NONE` when the way there leads through
   * structs that are not applied yet. Rows on the way are remembered, so that a long chain of
   * origins is walked once.
   */
  private parentDepth(doc: Y.Doc, admission: Admission, start: number): number {
    const { scanner } = admission;
    const path = this.path;
    path.length = 0;
    let row = start;
    let base: number;
    for (;;) {
      const remembered = this.depth[row]!;
      if (remembered !== NONE) {
        base = remembered;
        break;
      }
      path.push(row);
      let client: number;
      let clock = scanner.originClock[row]!;
      if (clock !== NONE) {
        client = scanner.originClient[row]!;
      } else {
        clock = scanner.rightClock[row]!;
        if (clock !== NONE) {
          client = scanner.rightClient[row]!;
        } else {
          clock = scanner.parentClock[row]!;
          client = scanner.parentClient[row]!;
        }
      }
      if (clock === NONE) {
        // A root parent, or a struct without parent.
        this.depth[row] = 0;
        path.pop();
        base = 0;
        break;
      }
      const inside = rowAt(admission, client, clock);
      if (inside === NONE) {
        const found = depthInDocument(doc, client, clock);
        if (found === NONE) return NONE;
        base = found + step(scanner, row);
        this.depth[row] = base;
        path.pop();
        break;
      }
      row = inside;
    }
    for (let i = path.length - 1; i >= 0; i--) {
      const at = path[i]!;
      base += step(scanner, at);
      this.depth[at] = base;
    }
    return this.depth[start]!;
  }
}

/** 1 when a row names its parent (which lies one below the parent's own), 0 when it sits beside. */
function step(scanner: Admission['scanner'], row: number): number {
  const isBeside = scanner.originClock[row] !== NONE || scanner.rightClock[row] !== NONE;
  return isBeside ? 0 : 1;
}

/** The new row that holds a clock of a client, or `NONE`. */
function rowAt(admission: Admission, client: number, clock: number): number {
  const { scanner, newFirst } = admission;
  const s = admission.sectionOf(client);
  if (s === NONE) return NONE;
  let low = newFirst[s]!;
  let high = scanner.sections[s]!.end - 1;
  if (clock < scanner.clock[low]!) return NONE;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (scanner.clock[middle]! <= clock) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The depth of the parent of an applied struct, or `NONE` when it is not applied. */
function depthInDocument(doc: Y.Doc, client: number, clock: number): number {
  const structs = doc.store.clients.get(client);
  if (structs === undefined || clock >= clockAfterLast(structs)) return NONE;
  const struct = structs[Y.findIndexSS(structs, clock)];
  if (!(struct instanceof Y.Item)) return 0;
  let depth = 0;
  let parent = struct.parent as Y.AbstractType<unknown> | null;
  while (parent !== null && parent._item !== null && depth <= MAX_DEPTH) {
    depth++;
    parent = parent._item.parent as Y.AbstractType<unknown> | null;
  }
  return depth;
}
