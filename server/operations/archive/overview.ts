// What an archive knows of every entry before its first page is written: little of each, and as they
// were when it began. Knows no page.
import type { RecordView } from '../../../shared/api/catalogue.ts';
import { imageNamesIn } from '../../../shared/images.ts';
import type { Kind } from '../../../shared/kinds.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { ExportRecord } from '../../exporters/export-record.ts';
import type { CreditsByTeam } from '../../pages/teams-page.tsx';
import { type ArchiveContents, recordKey } from './archive-site.ts';

/** An entry as it was when the archive began: what is finalised meanwhile is not in it. */
interface Entry {
  readonly id: string;
  readonly kind: Kind;
  readonly slug: string;
  readonly title: string;
  readonly revision: number;
}

/** What links and lists have to know of every entry before the first page is written: little of each. */
interface Overview {
  readonly entries: readonly Entry[];
  readonly records: ArchiveContents['records'];
  /** How many there are of each kind. */
  readonly kinds: Readonly<Record<string, number>>;
  /** Pictures of every revision: the pages of earlier ones show theirs. */
  readonly images: ReadonlySet<string>;
}

/** Reads every entry once, and gives credit for it. */
export function* overviewOf(
  exported: Iterable<ExportRecord>,
  catalogue: Pick<Catalogue, 'revision'>,
  credits: Pick<CreditsByTeam, 'add'>,
): Generator<null, Overview> {
  const entries: Entry[] = [];
  const records = new Map<string, number>();
  const kinds: Record<string, number> = {};
  const images = new Set<string>();
  for (const record of exported) {
    const { id, kind, slug, title, revision, fields } = record;
    yield null;
    const entry = { id, kind, slug, title, revision };
    entries.push(entry);
    credits.add(entry, record);
    records.set(recordKey(kind, slug), revision);
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    for (let number = 1; number <= revision; number += 1) {
      const shown = number === revision ? fields : catalogue.revision(id, number)?.fields;
      if (shown !== undefined) for (const name of imageNamesIn(kind, shown)) images.add(name);
    }
  }
  return { entries, records, kinds, images };
}

/** An entry's page at the revision and under the address of when the archive began. */
export function recordAt(
  { id, slug, revision }: Pick<Entry, 'id' | 'slug' | 'revision'>,
  catalogue: Pick<Catalogue, 'get' | 'revision'>,
): RecordView | null {
  const now = catalogue.get(id);
  if (now === null || (now.revision === revision && now.slug === slug)) return now;
  // Withdrawn meanwhile, it is shown as it is.
  const then = catalogue.revision(id, revision) ?? now;
  const revisions = then.revisions.filter(({ number }) => number <= revision);
  return { ...then, slug, revisions };
}
