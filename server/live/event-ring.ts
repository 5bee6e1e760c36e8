// The last events of a feed, numbered, so that a reader who was away can go on where it was. Knows
// neither the events nor who reads them.

/** One event as it goes over the wire. */
interface RingEntry {
  /** Rises by at least one from entry to entry. */
  readonly seq: number;
  readonly json: string;
}

/** A bounded list of the newest entries. */
interface EventRing {
  append(entry: RingEntry): void;
  /** What came after `seq`, oldest first; `null` when some of it has been dropped. */
  after(seq: number): readonly RingEntry[] | null;
}

/** Creates a ring that knows everything after `floor` until `capacity` entries are exceeded. */
export function createEventRing(capacity: number, floor: number): EventRing {
  const entries: RingEntry[] = [];
  /** Index of the oldest entry once the list is full. */
  let start = 0;
  let oldestKnown = floor;
  return {
    append(entry) {
      if (entries.length < capacity) {
        entries.push(entry);
        return;
      }
      oldestKnown = (entries[start] as RingEntry).seq;
      entries[start] = entry;
      start = (start + 1) % capacity;
    },
    after(seq) {
      if (seq < oldestKnown) return null;
      const ordered = [...entries.slice(start), ...entries.slice(0, start)];
      const first = ordered.findIndex((entry) => entry.seq > seq);
      return first === -1 ? [] : ordered.slice(first);
    },
  };
}
