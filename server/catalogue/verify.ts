// Checks that no revision was changed behind our back: hashes, the chain, and each record's head.
// Only reads.
import type { Database } from 'better-sqlite3';
import type { Contributors, RevisionContent } from '../../shared/record.ts';
import { hashRevision } from './publish.ts';

/** What a check of the whole catalogue found. */
export interface Verification {
  /** How many revisions were looked at. */
  readonly checked: number;
  readonly broken: readonly BrokenRevision[];
}

/** A revision that is not what it was. */
interface BrokenRevision {
  readonly recordId: string;
  readonly number: number;
  /** `hash`: the content is not what was hashed; `chain`: it does not follow the one before; `gap`: one is missing; `head`: the record does not show its newest. */
  readonly fault: 'hash' | 'chain' | 'gap' | 'head';
}

interface StoredRevision {
  recordId: string;
  number: number;
  content: string;
  contributors: string;
  finalisedAt: number;
  previousHash: string;
  hash: string;
}

/** Reads every revision, in order, and says which are broken (LI2). */
export function verifyCatalogue(db: Database): Verification {
  const heads = new Map(
    db
      .prepare<[], { id: string; headRevision: number }>('SELECT id, headRevision FROM record')
      .all()
      .map(({ id, headRevision }) => [id, headRevision]),
  );
  const broken: BrokenRevision[] = [];
  const last = new Map<string, { number: number; hash: string }>();
  let checked = 0;
  const revisions = db
    .prepare<[], StoredRevision>(
      `SELECT recordId, number, content, contributors, finalisedAt, previousHash, hash
       FROM revision ORDER BY recordId, number`,
    )
    .iterate();
  for (const revision of revisions) {
    const { recordId, number, hash, previousHash } = revision;
    const before = last.get(recordId) ?? { number: 0, hash: '' };
    const add = (fault: BrokenRevision['fault']) => broken.push({ recordId, number, fault });
    if (number !== before.number + 1) add('gap');
    if (previousHash !== before.hash) add('chain');
    if (hash !== rehash(revision)) add('hash');
    last.set(recordId, { number, hash });
    checked++;
  }
  for (const [recordId, head] of heads) {
    const number = last.get(recordId)?.number ?? 0;
    if (number !== head) broken.push({ recordId, number: head, fault: 'head' });
  }
  return { checked, broken };
}

function rehash({ content, contributors, ...rest }: StoredRevision): string {
  return hashRevision({
    recordId: rest.recordId,
    number: rest.number,
    content: JSON.parse(content) as RevisionContent,
    contributors: JSON.parse(contributors) as Contributors,
    finalisedAt: rest.finalisedAt,
    previousHash: rest.previousHash,
  });
}
