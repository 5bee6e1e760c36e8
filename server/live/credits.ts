// Who wrote what is in the catalogue: names for the end of a hackathon, and a receipt for each person.
// The same names as on the records; who was erased has none.
import { createHash } from 'node:crypto';
import type { ClosingView, ReceiptView } from '../../shared/api/closing.ts';
import type { Kind } from '../../shared/kinds.ts';
import { type Contributors, canonicalJson, recordPath } from '../../shared/record.ts';
import type { Database } from '../db/open.ts';
import type { HackathonRow } from '../hackathons/rows.ts';

/** A receipt but for the address of this server. */
export interface ReceiptFact
  extends Omit<ReceiptView, 'entries' | 'verifyUrl' | 'hackathon' | 'hash'> {
  readonly hackathon: HackathonRow;
  readonly entries: readonly {
    readonly kind: Kind;
    readonly title: string;
    readonly path: string;
    readonly revision: number;
    readonly hash: string;
  }[];
  readonly hash: string;
}

/** Reads credits and receipts. */
export interface Credits {
  /** By team, the newest records' contributors. */
  credits(hackathonId: string): ClosingView['credits'];
  /** `null` for somebody who is in no team and wrote nothing, or was erased. */
  receipt(hackathon: HackathonRow, personId: string, issuedAt: number): ReceiptFact | null;
  /** One for everybody who took part, by name; the log of the catalogue is read once. */
  receipts(hackathon: HackathonRow, issuedAt: number): ReceiptFact[];
  /** The hackathons somebody belongs or belonged to, the newest first. */
  hackathonsOf(personId: string): string[];
}

interface RevisionRow {
  readonly kind: Kind;
  readonly slug: string;
  readonly title: string;
  readonly number: number;
  readonly hash: string;
  /** JSON. */
  readonly contributors: string;
}

/** Prepares the reading. */
export function openCredits(db: Database): Credits {
  const contributors = db.prepare<[string], { teamName: string | null; contributors: string }>(
    `SELECT t.name AS teamName, v.contributors
     FROM record r
     JOIN revision v ON v.recordId = r.id AND v.number = r.headRevision
     LEFT JOIN team t ON t.id = r.teamId
     WHERE r.hackathonId = ? AND r.state = 'published'`,
  );
  const names = db.prepare<[string], { id: string; name: string }>(
    `SELECT p.id, p.name FROM json_each(?) AS asked JOIN person p ON p.id = asked.value
     WHERE p.erasedAt IS NULL`,
  );
  const person = db
    .prepare<[string], string>('SELECT name FROM person WHERE id = ? AND erasedAt IS NULL')
    .pluck();
  const teamsOf = db
    .prepare<[string, string], string>(
      `SELECT t.name FROM team_member m JOIN team t ON t.id = m.teamId
       WHERE m.personId = ? AND t.hackathonId = ? ORDER BY t.name`,
    )
    .pluck();
  // Each entry once, as it was when the receipt was made, whatever became of it: the work was done, and a
  // printed receipt must not turn false.
  const revisionsOf = db.prepare<
    { personId: string | null; hackathonId: string; issuedAt: number },
    RevisionRow
  >(
    `SELECT r.kind, r.slug, v.title, v.number, v.hash, v.contributors
     FROM record r JOIN revision v ON v.recordId = r.id
     WHERE r.hackathonId = :hackathonId
       AND v.number = (SELECT max(number) FROM revision
         WHERE recordId = r.id AND finalisedAt <= :issuedAt)
       AND (:personId IS NULL
         OR EXISTS (SELECT 1 FROM json_tree(v.contributors) c WHERE c.value = :personId))
     ORDER BY v.finalisedAt, r.id`,
  );
  const members = db
    .prepare<[string], string>(
      `SELECT DISTINCT m.personId FROM team_member m JOIN team t ON t.id = m.teamId
       WHERE t.hackathonId = ?`,
    )
    .pluck();
  const hackathonsOf = db
    .prepare<{ personId: string }, string>(
      `SELECT h.id FROM hackathon h WHERE h.id IN (
         SELECT t.hackathonId FROM team_member m JOIN team t ON t.id = m.teamId
           WHERE m.personId = :personId
         UNION
         SELECT d.hackathonId FROM document_authorship a JOIN document d ON d.id = a.documentId
           WHERE a.personId = :personId)
       ORDER BY h.startsAt DESC`,
    )
    .pluck();

  return {
    credits(hackathonId) {
      const byTeam = new Map<string | null, Set<string>>();
      for (const row of contributors.all(hackathonId)) {
        const people = byTeam.get(row.teamName) ?? new Set();
        byTeam.set(row.teamName, people);
        for (const personId of contributorsOf(row)) people.add(personId);
      }
      const all = new Set([...byTeam.values()].flatMap((people) => [...people]));
      const known = new Map(
        names.all(JSON.stringify([...all])).map(({ id, name }) => [id, name] as const),
      );
      return [...byTeam]
        .map(([teamName, people]) => ({
          teamName,
          names: [...people]
            .flatMap((id) => known.get(id) ?? [])
            .sort((first, second) => first.localeCompare(second, 'en')),
        }))
        .filter(({ names }) => names.length > 0)
        .sort((first, second) =>
          (first.teamName ?? '').localeCompare(second.teamName ?? '', 'en', { numeric: true }),
        );
    },
    receipt(hackathon, personId, issuedAt) {
      const name = person.get(personId);
      if (name === undefined) return null;
      const rows = revisionsOf.all({ personId, hackathonId: hackathon.id, issuedAt });
      const teams = teamsOf.all(personId, hackathon.id);
      if (teams.length === 0 && rows.length === 0) return null;
      return toReceipt({ personId, name, hackathon, teams, issuedAt }, rows);
    },
    receipts(hackathon, issuedAt) {
      const written = new Map<string, RevisionRow[]>(
        members.all(hackathon.id).map((personId) => [personId, []]),
      );
      for (const row of revisionsOf.all({ personId: null, hackathonId: hackathon.id, issuedAt })) {
        for (const personId of contributorsOf(row)) {
          const rows = written.get(personId);
          if (rows === undefined) written.set(personId, [row]);
          else rows.push(row);
        }
      }
      return names
        .all(JSON.stringify([...written.keys()]))
        .sort((first, second) => first.name.localeCompare(second.name, 'en'))
        .map(({ id, name }) =>
          toReceipt(
            { personId: id, name, hackathon, teams: teamsOf.all(id, hackathon.id), issuedAt },
            written.get(id) ?? [],
          ),
        );
    },
    hackathonsOf: (personId) => hackathonsOf.all({ personId }),
  };
}

function contributorsOf({ contributors }: { readonly contributors: string }): Set<string> {
  return new Set(Object.values(JSON.parse(contributors) as Contributors).flat());
}

function toReceipt(
  about: Pick<ReceiptFact, 'personId' | 'name' | 'hackathon' | 'teams' | 'issuedAt'>,
  rows: readonly RevisionRow[],
): ReceiptFact {
  const hashed = canonicalJson({
    personId: about.personId,
    hackathonId: about.hackathon.id,
    issuedAt: about.issuedAt,
    revisions: rows.map(({ hash }) => hash),
  });
  return {
    ...about,
    entries: rows.map(({ kind, slug, title, number, hash }) => ({
      kind,
      title,
      path: `${recordPath(kind, slug)}?revision=${number}`,
      revision: number,
      hash,
    })),
    hash: createHash('sha256').update(hashed).digest('hex'),
  };
}
