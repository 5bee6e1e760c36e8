// Holds changes back until the transaction around several of them is committed. Knows no change.
import type { Change, Changes } from '../live/changes.ts';

/** Like `changes`, but inside `during` they wait; when `work` throws they are dropped with it. */
export function createHeldChanges(changes: Changes): {
  readonly changes: Changes;
  during<T>(work: () => T): T;
} {
  let held: Change[] | null = null;
  return {
    changes: {
      emit: (change) => (held === null ? changes.emit(change) : void held.push(change)),
      subscribe: changes.subscribe,
    },
    during(work) {
      if (held !== null) return work();
      const mine: Change[] = [];
      held = mine;
      let result: ReturnType<typeof work>;
      try {
        result = work();
      } finally {
        held = null;
      }
      for (const change of mine) changes.emit(change);
      return result;
    },
  };
}
