// A catalogue of thousands of records for benchmarks: written through the catalogue itself, as
// finalising writes them, from drafts that nobody typed. Knows no measurement.
import type { Publication } from '../../server/catalogue/publish.ts';
import type { TestServer } from '../support/server.ts';

/** Written in one transaction. */
const BATCH = 1000;

interface ManyRecords {
  readonly count: number;
  /** The teams they belong to, in turn. */
  readonly teams: readonly { readonly id: string }[];
  readonly record: (index: number) => Pick<Publication, 'content' | 'plainText'>;
}

/** Publishes them, each at a moment of its own, all by one person. */
export function publishMany(server: TestServer, many: ManyRecords): void {
  const { db, documents, catalogue, accounts } = server.parts;
  const { count, teams, record } = many;
  const writer = accounts.people.createGuest({ name: 'Writer', language: 'en' }).id;
  const write = db.transaction((from: number, to: number) => {
    for (let index = from; index < to; index++) {
      const { content, plainText } = record(index);
      const teamId = teams[index % teams.length]!.id;
      const { kind } = content;
      const { id, hackathonId } = documents.create({ teamId, kind, seed: {}, by: null });
      catalogue.write({
        documentId: id,
        hackathonId,
        teamId,
        content,
        plainText,
        contributors: { name: [writer] },
        documentState: new Uint8Array(),
        finalisedBy: writer,
        at: 1_480_000_000_000 + index,
      });
    }
  });
  for (let from = 0; from < count; from += BATCH) write(from, Math.min(count, from + BATCH));
}
