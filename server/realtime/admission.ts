// Decides what a room lets in: an update is judged against the room's clocks, the owners of its
// client ids and its document before anything is applied. It changes none of them and knows no socket.
import * as Y from 'yjs';
import { MAX_FRAME_BYTES, type RefusalCode } from '../../shared/protocol.ts';
import { isSealClient } from '../../shared/seal.ts';
import { Contention } from './contention.ts';
import { RICH_NAMES } from './known-names.ts';
import { NONE, STRUCT, UpdateScanner } from './update-scanner.ts';
import { MAX_DEPTH } from './wire-cursor.ts';

/** Effective delete ranges per update. */
const MAX_NEW_DELETES = 20_000;

/** Structs that the deletions of one update may cut in two; each cut shifts all structs after it. */
const MAX_CUTS = 5_000;

/** Sections per update that bring something new: past client ids of one person's offline tabs. */
const MAX_NEW_SECTIONS = 256;

/**
 * Client ids one person may claim in one document. A tab takes one per load; structs of many clients
 * at one place are what Yjs resolves slowest.
 */
const MAX_CLAIMS = 1_000;

/**
 * - `new`: brings something, and may be applied.
 * - `known`: brings nothing; there is nothing to do.
 * - `behind`: needs something that the room has not seen; ask with sync step 1.
 * - `overlaps`: starts inside what is known, because two sockets spoke for one client; ask again. The
 *   rest of a struct is not cut out here: Yjs cannot place it when its beginning is gone.
 * - `apply-first`: refers to structs that are admitted but not applied yet; apply and judge again.
 * - otherwise: why it is refused.
 */
export type Verdict = 'new' | 'known' | 'behind' | 'overlaps' | 'apply-first' | RefusalCode;

/** What an update is judged against. */
export interface AdmissionState {
  readonly doc: Y.Doc;
  /** The next clock of every client, admitted ones included. */
  readonly clocks: ReadonlyMap<number, number>;
  readonly owners: ReadonlyMap<number, string | null>;
  readonly claimCounts: ReadonlyMap<string, number>;
  isRoot(name: string): boolean;
}

type Struct = Y.Item | Y.GC;

/**
 * Judges updates one at a time. After `new`, the scanner's columns and the fields below say which
 * part of the update is new, until the next call.
 */
export class Admission {
  readonly scanner = new UpdateScanner(RICH_NAMES);
  /** Per section: the first row that is new, or the section's end. */
  readonly newFirst: number[] = [];
  /** Per section: whether its client id has no owner yet. */
  readonly unclaimed: boolean[] = [];
  /** Rows of the delete columns that delete something. */
  readonly newDeletes: number[] = [];
  newDeleteLength = 0;
  /** Whether the bytes as they came are exactly what is new. */
  isWhollyNew = false;

  private readonly contention = new Contention();
  private readonly progress = new Map<number, number>();
  private readonly sectionOf = new Map<number, number>();
  private readonly pointer: number[] = [];
  private readonly onStack: boolean[] = [];
  private readonly depth: number[] = [];
  private readonly path: number[] = [];

  /** Judges `bytes[start, end)` as sent by `personId`. */
  judge(
    state: AdmissionState,
    personId: string,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): Verdict {
    if (end - start > MAX_FRAME_BYTES) return 'too-large';
    const refusal = this.scanner.scan(bytes, start, end, state.isRoot);
    if (refusal !== null) return refusal;
    const structs = this.judgeStructs(state, personId);
    if (structs !== 'new' && structs !== 'known') return structs;
    const deletes = this.judgeDeletes(state);
    if (deletes !== 'new' && deletes !== 'known') return deletes;
    if (structs === 'known' && deletes === 'known') return 'known';
    if (this.newDeletes.length !== this.scanner.deleteCount) this.isWhollyNew = false;
    return 'new';
  }

  private judgeStructs(state: AdmissionState, personId: string): Verdict {
    const scanner = this.scanner;
    let newSections = 0;
    let claims = 0;
    let onlySection = NONE;
    let isGap = false;
    let isOverlap = false;
    this.isWhollyNew = !scanner.hasSkip;
    this.sectionOf.clear();
    for (let s = 0; s < scanner.sectionCount; s++) {
      const section = scanner.sections[s]!;
      const known = state.clocks.get(section.client) ?? 0;
      let row = section.first;
      while (row < section.end && scanner.clock[row]! + scanner.length[row]! <= known) row++;
      this.newFirst[s] = row;
      this.unclaimed[s] = false;
      if (row !== section.first) this.isWhollyNew = false;
      if (row === section.end) continue;
      const owner = state.owners.get(section.client);
      if (isSealClient(section.client)) {
        // What the server alone may say; whoever has heard of it sends nothing new.
        return 'foreign-client';
      }
      if (owner === undefined) {
        this.unclaimed[s] = true;
        claims++;
      } else if (owner !== personId) {
        return 'foreign-client';
      }
      if (scanner.clock[row]! > known) isGap = true;
      if (scanner.clock[row]! < known) isOverlap = true;
      for (let next = row + 1; scanner.hasSkip && next < section.end; next++) {
        if (scanner.clock[next] !== scanner.clock[next - 1]! + scanner.length[next - 1]!) {
          isGap = true;
        }
      }
      this.sectionOf.set(section.client, s);
      newSections++;
      onlySection = s;
    }
    if (newSections === 0) return 'known';
    if (newSections > MAX_NEW_SECTIONS) return 'too-many-structs';
    if (claims > 0 && (state.claimCounts.get(personId) ?? 0) + claims > MAX_CLAIMS) {
      return 'too-many-structs';
    }
    if (isGap) return 'behind';
    if (isOverlap) return 'overlaps';
    const isOrdered =
      newSections === 1 ? this.isInOrder(state, onlySection) : this.canBeOrdered(state);
    if (!isOrdered) return 'unknown-origin';
    if (this.contention.isTooMuch(state.doc, this)) return 'too-many-structs';
    return this.judgeDepth(state);
  }

  /** The usual case of one writing client: everything referred to is known, or earlier in its row. */
  private isInOrder(state: AdmissionState, s: number): boolean {
    const section = this.scanner.sections[s]!;
    this.progress.clear();
    for (let row = this.newFirst[s]!; row < section.end; row++) {
      if (this.missing(state, section.client, row) !== NONE) return false;
    }
    return true;
  }

  /**
   * Plays the order in which Yjs integrates structs of several clients. What Yjs would park as
   * pending, for want of a struct or in a circle, has no order.
   */
  private canBeOrdered(state: AdmissionState): boolean {
    const { sections, sectionCount, clock, length } = this.scanner;
    this.progress.clear();
    for (let s = 0; s < sectionCount; s++) {
      this.pointer[s] = this.newFirst[s]!;
      this.onStack[s] = false;
    }
    const stack: number[] = [];
    for (let root = 0; root < sectionCount; root++) {
      stack.push(root);
      while (stack.length > 0) {
        const s = stack[stack.length - 1]!;
        const section = sections[s]!;
        const row = this.pointer[s]!;
        if (row === section.end) {
          this.onStack[s] = false;
          stack.pop();
          continue;
        }
        this.onStack[s] = true;
        const missing = this.missing(state, section.client, row);
        if (missing === NONE) {
          this.progress.set(section.client, clock[row]! + length[row]!);
          this.pointer[s] = row + 1;
          if (stack.length > 1) {
            this.onStack[s] = false;
            stack.pop();
          }
          continue;
        }
        const other = this.sectionOf.get(missing);
        if (other === undefined || this.onStack[other]) return false;
        if (this.pointer[other] === sections[other]!.end) return false;
        stack.push(other);
      }
    }
    return true;
  }

  /** The client whose struct a row waits for, or `NONE`. A row that waits for itself waits for ever. */
  private missing(state: AdmissionState, client: number, row: number): number {
    const scanner = this.scanner;
    const own = scanner.clock[row]!;
    const originClock = scanner.originClock[row]!;
    if (originClock !== NONE) {
      const other = scanner.originClient[row]!;
      if (originClock >= (other === client ? own : this.clockOf(state, other))) return other;
    }
    const rightClock = scanner.rightClock[row]!;
    if (rightClock !== NONE) {
      const other = scanner.rightClient[row]!;
      if (rightClock >= (other === client ? own : this.clockOf(state, other))) return other;
    }
    const parentClock = scanner.parentClock[row]!;
    if (parentClock !== NONE) {
      const other = scanner.parentClient[row]!;
      if (parentClock >= (other === client ? own : this.clockOf(state, other))) return other;
    }
    return NONE;
  }

  private clockOf(state: AdmissionState, client: number): number {
    return this.progress.get(client) ?? state.clocks.get(client) ?? 0;
  }

  private judgeDepth(state: AdmissionState): Verdict {
    const { kind, sections, sectionCount, structCount } = this.scanner;
    let isPrepared = false;
    for (let s = 0; s < sectionCount; s++) {
      const end = sections[s]!.end;
      for (let row = this.newFirst[s]!; row < end; row++) {
        if (kind[row] !== STRUCT.type) continue;
        if (!isPrepared) {
          this.depth.length = 0;
          for (let i = 0; i < structCount; i++) this.depth.push(NONE);
          isPrepared = true;
        }
        const depth = this.parentDepth(state, row);
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
  private parentDepth(state: AdmissionState, start: number): number {
    const scanner = this.scanner;
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
      const inside = this.rowAt(client, clock);
      if (inside === NONE) {
        const found = depthInDocument(state.doc, client, clock);
        if (found === NONE) return NONE;
        base = found + this.step(row);
        this.depth[row] = base;
        path.pop();
        break;
      }
      row = inside;
    }
    for (let i = path.length - 1; i >= 0; i--) {
      const at = path[i]!;
      base += this.step(at);
      this.depth[at] = base;
    }
    return this.depth[start]!;
  }

  /** 1 when a row names its parent (which lies one below the parent's own), 0 when it sits beside. */
  private step(row: number): number {
    const scanner = this.scanner;
    const isBeside = scanner.originClock[row] !== NONE || scanner.rightClock[row] !== NONE;
    return isBeside ? 0 : 1;
  }

  /** The new row that holds a clock of a client, or `NONE`. */
  private rowAt(client: number, clock: number): number {
    const s = this.sectionOf.get(client);
    if (s === undefined) return NONE;
    const scanner = this.scanner;
    let low = this.newFirst[s]!;
    let high = scanner.sections[s]!.end - 1;
    if (clock < scanner.clock[low]!) return NONE;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (scanner.clock[middle]! <= clock) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private judgeDeletes(state: AdmissionState): Verdict {
    const scanner = this.scanner;
    const newDeletes = this.newDeletes;
    let cuts = 0;
    newDeletes.length = 0;
    this.newDeleteLength = 0;
    for (let row = 0; row < scanner.deleteCount; row++) {
      const client = scanner.deleteClient[row]!;
      const clock = scanner.deleteClock[row]!;
      const end = clock + scanner.deleteLength[row]!;
      if (end > this.clockAfter(state, client)) return 'delete-beyond-clock';
      const rangeCuts = cutsOfDeletion(state.doc, client, clock, end);
      if (rangeCuts === NONE) continue;
      cuts += rangeCuts;
      if (newDeletes.length === MAX_NEW_DELETES || cuts > MAX_CUTS) return 'too-many-structs';
      newDeletes.push(row);
      this.newDeleteLength += end - clock;
    }
    return newDeletes.length > 0 ? 'new' : 'known';
  }

  /** The next clock of a client once this update is applied. */
  private clockAfter(state: AdmissionState, client: number): number {
    const s = this.sectionOf.get(client);
    if (s === undefined) return state.clocks.get(client) ?? 0;
    const last = this.scanner.sections[s]!.end - 1;
    return this.scanner.clock[last]! + this.scanner.length[last]!;
  }
}

function structAt(structs: readonly Struct[], clock: number): number {
  return Y.findIndexSS(structs as Struct[], clock);
}

/** The next clock of a client in what the document has applied. */
function appliedClock(structs: readonly Struct[] | undefined): number {
  const last = structs?.at(-1);
  return last === undefined ? 0 : last.id.clock + last.length;
}

/** The depth of the parent of an applied struct, or `NONE` when it is not applied. */
function depthInDocument(doc: Y.Doc, client: number, clock: number): number {
  const structs = doc.store.clients.get(client);
  if (structs === undefined || clock >= appliedClock(structs)) return NONE;
  const struct = structs[structAt(structs, clock)];
  if (!(struct instanceof Y.Item)) return 0;
  let depth = 0;
  let parent = struct.parent as Y.AbstractType<unknown> | null;
  while (parent !== null && parent._item !== null && depth <= MAX_DEPTH) {
    depth++;
    parent = parent._item.parent as Y.AbstractType<unknown> | null;
  }
  return depth;
}

/**
 * How many structs the deletion of a range cuts in two; `NONE` when all of it is deleted already. What
 * is not applied yet counts as whole.
 */
function cutsOfDeletion(doc: Y.Doc, client: number, clock: number, end: number): number {
  const structs = doc.store.clients.get(client);
  if (structs === undefined || end > appliedClock(structs)) return 0;
  let cuts = NONE;
  for (let i = structAt(structs, clock); i < structs.length; i++) {
    const struct = structs[i]!;
    const from = struct.id.clock;
    if (from >= end) break;
    if (struct.deleted) continue;
    if (cuts === NONE) cuts = 0;
    if (from < clock) cuts++;
    if (end < from + struct.length) cuts++;
  }
  return cuts;
}
