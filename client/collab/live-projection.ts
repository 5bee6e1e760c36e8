// The document as a plain value while it is written: projected a moment after the last change.
import type * as Y from 'yjs';
import { type Completeness, completeness } from '../../shared/completeness.ts';
import type { Kind } from '../../shared/kinds.ts';
import { type Projection, project } from '../../shared/projection.ts';
import { createFact, type Fact } from './fact.ts';

/** A projection with its completeness, always of the same moment. */
export interface LiveProjection {
  readonly projection: Projection;
  readonly completeness: Completeness;
}

/** Quiet time before projecting again, in ms: typing must not pay for it with every key. */
const QUIET_MS = 150;

/** Longest a projection may lag behind continuous typing, in ms. */
const LONGEST_MS = 600;

/** Follows `doc`; `now()` projects at once. */
export function openLiveProjection(
  kind: Kind,
  doc: Y.Doc,
): { readonly fact: Fact<LiveProjection>; now(): LiveProjection; close(): void } {
  const read = (): LiveProjection => {
    const projection = project(kind, doc);
    return { projection, completeness: completeness(projection) };
  };
  const fact = createFact(read());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let firstChangeAt = 0;
  const refresh = () => {
    clearTimeout(timer);
    timer = undefined;
    fact.set(read());
  };
  const schedule = () => {
    const now = Date.now();
    if (timer === undefined) firstChangeAt = now;
    clearTimeout(timer);
    timer = setTimeout(refresh, Math.min(QUIET_MS, Math.max(0, firstChangeAt + LONGEST_MS - now)));
  };
  doc.on('update', schedule);
  return {
    fact,
    now() {
      refresh();
      return fact.get();
    },
    close() {
      clearTimeout(timer);
      doc.off('update', schedule);
    },
  };
}
