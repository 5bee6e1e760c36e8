// Whether Yjs can integrate what is new in an update: each struct waits for those it refers to, and
// what waits for something unknown, or in a circle, would stay pending for ever. Changes nothing.
import type { Admission, AdmissionState } from './admission.ts';
import { NONE } from './update-scanner.ts';

/** Orders the structs of the update just judged; one instance serves all updates. */
export class IntegrationOrder {
  /** How far each client's new structs are integrated, while several are played. */
  private progress: Map<number, number> | null = null;
  private readonly pointer: number[] = [];
  private readonly onStack: boolean[] = [];

  /** The usual case of one writing client: everything referred to is known, or earlier in its row. */
  isInOrder(state: AdmissionState, admission: Admission, s: number): boolean {
    const { scanner, newFirst } = admission;
    const section = scanner.sections[s]!;
    this.progress = null;
    for (let row = newFirst[s]!; row < section.end; row++) {
      if (this.missing(state, scanner, section.client, row) !== NONE) return false;
    }
    return true;
  }

  /**
   * Plays the order in which Yjs integrates structs of several clients. What Yjs would park as
   * pending, for want of a struct or in a circle, has no order.
   */
  canBeOrdered(state: AdmissionState, admission: Admission): boolean {
    const { scanner, newFirst } = admission;
    const { sections, sectionCount, clock, length } = scanner;
    const progress = new Map<number, number>();
    this.progress = progress;
    for (let s = 0; s < sectionCount; s++) {
      this.pointer[s] = newFirst[s]!;
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
        const missing = this.missing(state, scanner, section.client, row);
        if (missing === NONE) {
          progress.set(section.client, clock[row]! + length[row]!);
          this.pointer[s] = row + 1;
          if (stack.length > 1) {
            this.onStack[s] = false;
            stack.pop();
          }
          continue;
        }
        const other = admission.sectionOf(missing);
        if (other === NONE || this.onStack[other]) return false;
        if (this.pointer[other] === sections[other]!.end) return false;
        stack.push(other);
      }
    }
    return true;
  }

  /** The client whose struct a row waits for, or `NONE`. A row that waits for itself waits for ever. */
  private missing(
    state: AdmissionState,
    scanner: Admission['scanner'],
    client: number,
    row: number,
  ): number {
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
    return this.progress?.get(client) ?? state.clocks.get(client) ?? 0;
  }
}
