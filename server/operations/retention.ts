// How long a hackathon keeps its guests: when the time is over, they are erased. Knows no HTTP.
import type { Database } from 'better-sqlite3';
import type { Audit } from '../hackathons/audit.ts';
import type { Erasure } from './erasure.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long guests of hackathons are kept. */
export interface Retention {
  /** Days after the end; `null` keeps guests until they or an administrator erase them. */
  get(hackathonId: string): number | null;
  set(hackathonId: string, days: number | null, by: string): void;
  /** Erases every guest whose time is over; returns how many. */
  eraseDue(): number;
}

/** Opens the retention kept in `db`. */
export function openRetention({
  db,
  now,
  audit,
  erasure,
}: {
  db: Database;
  now: () => number;
  audit: Audit;
  erasure: Erasure;
}): Retention {
  const select = db
    .prepare<[string], number | null>('SELECT guestRetentionDays FROM hackathon WHERE id = ?')
    .pluck();
  const update = db.prepare<{ id: string; days: number | null }>(
    'UPDATE hackathon SET guestRetentionDays = :days WHERE id = :id',
  );
  // Guests only: who gave an e-mail has an account and decides for themselves. Whoever took part in
  // another hackathon too, by team or by writing, stays until that one's time is over as well.
  const selectDue = db
    .prepare<{ now: number; dayMs: number }, string>(
      `WITH took_part AS (
         SELECT team_member.personId, team.hackathonId FROM team_member
         JOIN team ON team.id = team_member.teamId
         UNION
         SELECT document_client.personId, document.hackathonId FROM document_client
         JOIN document ON document.id = document_client.documentId
         UNION
         SELECT signatory_link.usedBy, document.hackathonId FROM signatory_link
         JOIN document ON document.id = signatory_link.documentId
       ), over AS (
         SELECT id FROM hackathon
         WHERE guestRetentionDays IS NOT NULL
           AND max(endsAt, coalesce((SELECT max(extendedUntil) FROM team
               WHERE team.hackathonId = hackathon.id), endsAt))
             + guestRetentionDays * :dayMs <= :now
       )
       SELECT person.id FROM person
       WHERE email IS NULL AND erasedAt IS NULL AND isAdministrator = 0
         AND NOT EXISTS (SELECT 1 FROM hackathon_facilitator WHERE personId = person.id)
         AND EXISTS (SELECT 1 FROM took_part WHERE personId = person.id)
         AND NOT EXISTS (SELECT 1 FROM took_part WHERE personId = person.id
           AND hackathonId NOT IN (SELECT id FROM over))`,
    )
    .pluck();

  const set = db.transaction((id: string, days: number | null, by: string): void => {
    const from = select.get(id) ?? null;
    if (from === days) return;
    update.run({ id, days });
    const detail = { from, to: days };
    audit.record({ personId: by, hackathonId: id, action: 'retention-set', subject: id, detail });
  });

  return {
    get: (hackathonId) => select.get(hackathonId) ?? null,
    set: (hackathonId, days, by) => set(hackathonId, days, by),
    eraseDue() {
      const due = selectDue.all({ now: now(), dayMs: DAY_MS });
      for (const personId of due) erasure.erase(personId, { by: null, reason: 'retention' });
      return due.length;
    },
  };
}
