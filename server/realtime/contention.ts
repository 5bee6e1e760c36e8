// How long Yjs would look for the places of an update's structs. Among structs that claim the same
// place it walks all of them for each one, so that a small update can stop the process for minutes;
// honest ones name their neighbours and walk a few steps. Reads a document, changes nothing.
import * as Y from 'yjs';
import type { Admission } from './admission.ts';
import { NONE } from './update-scanner.ts';

/** Steps through the document that one update may cost, and what each of its structs adds; 2 to 10 ns each. */
const MAX_STEPS = 50_000;
const STEPS_PER_STRUCT = 20;

/** Structs of one update that may claim a place another of them has claimed before. */
const MAX_RIVALS = 256;

/** Measures the update just judged; one instance serves all updates. */
export class Contention {
  /** Which new struct last claimed a place. */
  private places: Map<string, number> | null = null;
  private steps = 0;
  private maxSteps = 0;

  /** Whether placing the new structs would take too long. */
  isTooMuch(doc: Y.Doc, { scanner, newFirst }: Admission): boolean {
    this.places = null;
    this.steps = 0;
    this.maxSteps = MAX_STEPS + STEPS_PER_STRUCT * scanner.structCount;
    let rivals = 0;
    for (let s = 0; s < scanner.sectionCount; s++) {
      const { client, end } = scanner.sections[s]!;
      const isAlone = end - newFirst[s]! === 1;
      for (let row = newFirst[s]!; row < end; row++) {
        if (!scanner.isItem(row)) continue;
        this.walkDocument(doc, scanner, row);
        if (this.steps > this.maxSteps) return true;
        if (isAlone && scanner.sectionCount === 1) continue;
        this.places ??= new Map();
        const place = placeOf(scanner, row);
        const rival = this.places.get(place);
        // Typing backwards claims one place again and again, but before its own last letter.
        const isBefore =
          rival !== undefined &&
          scanner.rightClock[row] === scanner.clock[rival] &&
          scanner.rightClient[row] === client;
        if (rival !== undefined && !isBefore && ++rivals > MAX_RIVALS) return true;
        this.places.set(place, row);
      }
    }
    return false;
  }

  private walkDocument(doc: Y.Doc, scanner: Admission['scanner'], row: number): void {
    const originClock = scanner.originClock[row]!;
    const rightClock = scanner.rightClock[row]!;
    const rightClient = scanner.rightClient[row]!;
    if (originClock !== NONE) {
      const originClient = scanner.originClient[row]!;
      // The very next letter is to the right: nothing lies between.
      if (rightClient === originClient && rightClock === originClock + 1) return;
      const left = itemAt(doc, originClient, originClock);
      if (left !== null) this.walk(left.right, rightClient, rightClock);
    } else if (rightClock !== NONE) {
      let item = itemAt(doc, rightClient, rightClock);
      for (; item !== null && this.steps <= this.maxSteps; item = item.left) this.steps++;
    } else {
      this.walk(firstOfParent(doc, scanner, row), NONE, NONE);
    }
  }

  private walk(from: Y.Item | null, rightClient: number, rightClock: number): void {
    for (let item = from; item !== null && this.steps <= this.maxSteps; item = item.right) {
      const { client, clock } = item.id;
      if (
        client === rightClient &&
        rightClock !== NONE &&
        clock <= rightClock &&
        rightClock < clock + item.length
      ) {
        return;
      }
      this.steps++;
    }
  }
}

/** What a struct claims: right of its origin, left of its right neighbour, or first in its parent. */
function placeOf(scanner: Admission['scanner'], row: number): string {
  if (scanner.originClock[row] !== NONE) {
    return `${scanner.originClient[row]} ${scanner.originClock[row]}`;
  }
  if (scanner.rightClock[row] !== NONE) {
    return `< ${scanner.rightClient[row]} ${scanner.rightClock[row]}`;
  }
  // Parent and key as they are written.
  return scanner.bytes.toString('latin1', scanner.from[row]! + 1, scanner.contentFrom[row]);
}

function firstOfParent(doc: Y.Doc, scanner: Admission['scanner'], row: number): Y.Item | null {
  let type: Pick<Y.AbstractType<unknown>, '_start' | '_map'> | undefined;
  if (scanner.parentClock[row] === NONE) {
    type = doc.share.get(scanner.root[row]!);
  } else {
    const parent = itemAt(doc, scanner.parentClient[row]!, scanner.parentClock[row]!);
    if (parent?.content instanceof Y.ContentType) type = parent.content.type;
  }
  if (type === undefined) return null;
  if (scanner.hasKey[row] === 0) return type._start;
  // A value without origin has to pass all that its key ever held.
  let first = type._map.get(scanner.key[row]!) ?? null;
  while (first !== null && first.left !== null) first = first.left;
  return first;
}

/** The applied item that holds an id, or `null`. */
function itemAt(doc: Y.Doc, client: number, clock: number): Y.Item | null {
  const structs = doc.store.clients.get(client);
  const last = structs?.at(-1);
  if (structs === undefined || last === undefined) return null;
  if (clock >= last.id.clock + last.length) return null;
  const struct = structs[Y.findIndexSS(structs, clock)];
  return struct instanceof Y.Item ? struct : null;
}
