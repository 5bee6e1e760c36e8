// Decides what a room lets in: an update is judged against the room's clocks, the owners of its
// client ids and its document before anything is applied. It changes none of them and knows no socket.
import * as Y from 'yjs';
import { MAX_FRAME_BYTES, type RefusalCode } from '../../shared/protocol.ts';
import { isSealClient } from '../../shared/seal.ts';
import { clockAfterLast } from './applied.ts';
import { Contention } from './contention.ts';
import { IntegrationOrder } from './integration-order.ts';
import { RICH_NAMES } from './known-names.ts';
import { Nesting } from './nesting.ts';
import { NONE, UpdateScanner } from './update-scanner.ts';

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

/** Up to so many sections that bring something new are searched one by one. */
const FEW_SECTIONS = 8;

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
  /** Whom each client id belongs to, of those somebody spoke for. */
  readonly owners: ReadonlyMap<number, string | null>;
  /** Those whose words somebody only brought along, and who. */
  readonly brought: ReadonlyMap<number, string | null>;
  readonly claimCounts: ReadonlyMap<string, number>;
  isRoot(name: string): boolean;
}

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

  /** The sections that bring something new. */
  private readonly newSections: number[] = [];
  /** The same by client, once somebody asks and there are many. */
  private sectionByClient: Map<number, number> | null = null;
  private isWholeState = false;
  private readonly contention = new Contention();
  private readonly order = new IntegrationOrder();
  private readonly nesting = new Nesting();

  /** Judges `bytes[start, end)` as sent by `personId`; a whole state is what a step 2 brings. */
  judge(
    state: AdmissionState,
    personId: string,
    bytes: Uint8Array,
    start: number,
    end: number,
    isWholeState = false,
  ): Verdict {
    this.isWholeState = isWholeState;
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
    const newSections = this.newSections;
    let claims = 0;
    let isGap = false;
    let isOverlap = false;
    this.isWhollyNew = !scanner.hasSkip;
    this.sectionByClient = null;
    newSections.length = 0;
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
        if (!this.isWholeState) return 'foreign-client';
        // Said before an older backup came back: it is left out, and everything else let in.
        this.newFirst[s] = section.end;
        this.isWhollyNew = false;
        continue;
      }
      if (owner === undefined) {
        this.unclaimed[s] = true;
        if (!state.brought.has(section.client)) claims++;
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
      newSections.push(s);
    }
    if (newSections.length === 0) return 'known';
    if (newSections.length > MAX_NEW_SECTIONS) return 'too-many-structs';
    if (claims > 0 && (state.claimCounts.get(personId) ?? 0) + claims > MAX_CLAIMS) {
      return 'too-many-structs';
    }
    if (isGap) return 'behind';
    if (isOverlap) return 'overlaps';
    const isOrdered =
      newSections.length === 1
        ? this.order.isInOrder(state, this, newSections[0]!)
        : this.order.canBeOrdered(state, this);
    if (!isOrdered) return 'unknown-origin';
    if (this.contention.isTooMuch(state.doc, this)) return 'too-many-structs';
    return this.nesting.judge(state.doc, this);
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
      if (end > this.clockAfter(state, client)) {
        if (this.isWholeState && isSealClient(client)) continue;
        return 'delete-beyond-clock';
      }
      const rangeCuts = cutsOfDeletion(state.doc, client, clock, end);
      if (rangeCuts === NONE) continue;
      cuts += rangeCuts;
      if (newDeletes.length === MAX_NEW_DELETES || cuts > MAX_CUTS) return 'too-many-structs';
      newDeletes.push(row);
      this.newDeleteLength += end - clock;
    }
    return newDeletes.length > 0 ? 'new' : 'known';
  }

  /** The section of a client that brings something new, or `NONE`. */
  sectionOf(client: number): number {
    const { sections } = this.scanner;
    if (this.newSections.length > FEW_SECTIONS) {
      this.sectionByClient ??= new Map(this.newSections.map((s) => [sections[s]!.client, s]));
      return this.sectionByClient.get(client) ?? NONE;
    }
    for (const s of this.newSections) if (sections[s]!.client === client) return s;
    return NONE;
  }

  /** The next clock of a client once this update is applied. */
  private clockAfter(state: AdmissionState, client: number): number {
    const s = this.sectionOf(client);
    if (s === NONE) return state.clocks.get(client) ?? 0;
    const last = this.scanner.sections[s]!.end - 1;
    return this.scanner.clock[last]! + this.scanner.length[last]!;
  }
}

/**
 * How many structs the deletion of a range cuts in two; `NONE` when all of it is deleted already. What
 * is not applied yet counts as whole.
 */
function cutsOfDeletion(doc: Y.Doc, client: number, clock: number, end: number): number {
  const structs = doc.store.clients.get(client);
  if (structs === undefined || end > clockAfterLast(structs)) return 0;
  let cuts = NONE;
  for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
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
