// The catalogue's facets in memory: a few numbers per record, so that filtering and counting twenty
// thousand records takes a millisecond. Read from the derived tables; knows no text.
import type { Database } from 'better-sqlite3';
import type { FacetName } from '../../shared/api/catalogue.ts';
import { KINDS, type Kind } from '../../shared/kinds.ts';

/** What is narrowed by; every value has to fit. */
export interface Narrowing {
  readonly kind: Kind | null;
  readonly facets: readonly { readonly facet: FacetName; readonly value: string }[];
}

/** What a narrowing leaves, and what else there is. */
interface Narrowed {
  /** Numbers of `record_listing`, in the order they were offered. */
  readonly numbers: readonly number[];
  /** Counts of what everything but the kind leaves. */
  readonly kinds: Readonly<Partial<Record<Kind, number>>>;
  /** Per facet, counts of what everything but that facet leaves; the most frequent first. */
  readonly facets: Readonly<
    Partial<Record<FacetName, { value: string; label: string; count: number }[]>>
  >;
}

/** The facets of every listed record. */
interface Shelf {
  /** These records may have changed; they are looked at again when next needed. */
  touch(numbers: readonly number[]): void;
  /** Narrows `offered`, or everything, newest first, when `null`. */
  narrow(offered: readonly number[] | null, narrowing: Narrowing): Narrowed;
  /** What `key` was narrowed to since anything changed, else what `narrow` answers now. */
  recall(key: string, narrow: () => Narrowed): Narrowed;
}

/** Searches that are kept; pages of one search, and the first page of all, are asked for again and again. */
const MAX_KEPT = 200;

interface Entry {
  readonly facet: FacetName;
  readonly value: string;
  label: string;
}

interface Listed {
  readonly number: number;
  readonly kind: Kind;
  readonly finalisedAt: number;
}

/** Values given per facet: every country, and of people's own words all but the rarest, which a search finds. */
const FACET_SIZE = 300;

/** Opens the shelf over a database; other connections' changes are seen too. */
export function openShelf(db: Database): Shelf {
  const selectAll = db.prepare<[], Listed>('SELECT number, kind, finalisedAt FROM record_listing');
  const selectOne = db.prepare<[number], Listed>(
    'SELECT number, kind, finalisedAt FROM record_listing WHERE number = ?',
  );
  const selectFacets = db.prepare<[], Entry & { number: number }>(
    'SELECT facet, value, label, number FROM record_facet',
  );
  const selectFacetsOf = db.prepare<[number], Entry>(
    'SELECT facet, value, label FROM record_facet WHERE number = ?',
  );
  // Moves with every commit of another connection, such as the command line's.
  const selectDataVersion = db.prepare<[], number>('PRAGMA data_version').pluck();

  let dataVersion: number | undefined;
  // By number; a hole where nothing is listed. Arrays, because every search walks through them.
  let records: (Listed | undefined)[] = [];
  let entriesOf: (number[] | undefined)[] = [];
  let entries: Entry[] = [];
  let ids = new Map<string, number>();
  let newest: number[] | null = null;
  const touched = new Set<number>();
  const kept = new Map<string, Narrowed>();

  function idOf({ facet, value, label }: Entry): number {
    const key = `${facet}\n${value}`;
    let id = ids.get(key);
    if (id === undefined) {
      id = entries.length;
      ids.set(key, id);
      entries.push({ facet, value, label });
    }
    // The last one to write an own tag decides how it is spelt.
    entries[id]!.label = label;
    return id;
  }

  function readAll(): void {
    records = [];
    entriesOf = [];
    for (const listed of selectAll.iterate()) {
      records[listed.number] = listed;
      entriesOf[listed.number] = [];
    }
    entries = [];
    ids = new Map();
    for (const entry of selectFacets.iterate()) entriesOf[entry.number]?.push(idOf(entry));
    newest = null;
    touched.clear();
  }

  function readTouched(): void {
    for (const number of touched) {
      const listed = selectOne.get(number);
      records[number] = listed;
      entriesOf[number] = listed && selectFacetsOf.all(number).map(idOf);
    }
    newest = null;
    touched.clear();
  }

  function settle(): void {
    const version = selectDataVersion.get();
    if (version !== dataVersion) readAll();
    else if (touched.size > 0) readTouched();
    else return;
    kept.clear();
    dataVersion = version;
  }

  function newestFirst(): number[] {
    newest ??= records
      .filter((listed) => listed !== undefined)
      .sort((a, b) => b.finalisedAt - a.finalisedAt || b.number - a.number)
      .map(({ number }) => number);
    return newest;
  }

  return {
    touch(numbers) {
      for (const number of numbers) touched.add(number);
    },
    recall(key, narrow) {
      settle();
      const known = kept.get(key);
      if (known !== undefined) return known;
      const narrowed = narrow();
      if (kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value!);
      kept.set(key, narrowed);
      return narrowed;
    },
    narrow(offered, { kind, facets }) {
      settle();
      // A value nobody has leaves nothing.
      const wanted = facets.map(({ facet, value }) => ids.get(`${facet}\n${value}`) ?? -1);
      const counts = new Int32Array(entries.length);
      const kinds: Partial<Record<Kind, number>> = {};
      const numbers: number[] = [];
      const facetOf = facets.map(({ facet }) => facet);
      for (const number of offered ?? newestFirst()) {
        const record = records[number];
        const own = entriesOf[number];
        if (record === undefined || own === undefined) continue;
        const isOfKind = kind === null || record.kind === kind;
        let missed = isOfKind ? 0 : 1;
        let missedFacet: FacetName | null = null;
        for (let index = 0; index < wanted.length; index++) {
          if (own.includes(wanted[index]!)) continue;
          missed++;
          missedFacet = facetOf[index]!;
        }
        if (missed > 1) continue;
        if (missedFacet === null) kinds[record.kind] = (kinds[record.kind] ?? 0) + 1;
        if (!isOfKind) continue;
        if (missed === 0) {
          numbers.push(number);
          for (const id of own) counts[id]!++;
        } else {
          for (const id of own) if (entries[id]!.facet === missedFacet) counts[id]!++;
        }
      }
      return { numbers, kinds, facets: group(entries, counts) };
    },
  };
}

function group(entries: readonly Entry[], counts: Int32Array): Narrowed['facets'] {
  const facets: Partial<Record<FacetName, { value: string; label: string; count: number }[]>> = {};
  entries.forEach(({ facet, value, label }, id) => {
    const count = counts[id]!;
    if (count === 0) return;
    const values = facets[facet] ?? [];
    facets[facet] = values;
    values.push({ value, label, count });
  });
  for (const [facet, values] of Object.entries(facets)) {
    values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
    facets[facet as FacetName] = values.slice(0, FACET_SIZE);
  }
  return facets;
}

/** Kinds in their own order, for whoever lists them. */
export function orderKinds(kinds: Readonly<Partial<Record<Kind, number>>>): Record<string, number> {
  return Object.fromEntries(
    KINDS.flatMap((kind) => (kinds[kind] === undefined ? [] : [[kind, kinds[kind]]])),
  );
}
