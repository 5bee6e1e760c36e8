// What facilitators and administrators decided, for good. Knows no meaning of an action.
import type { Database } from 'better-sqlite3';

/** A decision to write down. `subject` is the id of what it was about. */
interface Decision {
  /** Who decided; `null` for the command line. */
  readonly personId: string | null;
  readonly hackathonId: string | null;
  /** Such as `team-extended`. */
  readonly action: string;
  readonly subject: string;
  /** What a reader needs to understand it; never a secret. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** A decision as found. */
interface AuditRow {
  readonly seq: number;
  readonly at: number;
  readonly personId: string | null;
  readonly personName: string | null;
  readonly action: string;
  readonly subject: string;
  /** JSON. */
  readonly detail: string;
}

/** The audit log. */
export interface Audit {
  /** Call inside the transaction of the decision, so that neither is without the other. */
  record(decision: Decision): void;
  /** Newest first, `limit` at most, those before `beforeSeq`. */
  list(hackathonId: string, page?: { beforeSeq?: number; limit?: number }): AuditRow[];
}

/** Opens the audit log kept in `db`. */
export function openAudit({ db, now }: { db: Database; now: () => number }): Audit {
  const insert = db.prepare<Omit<Required<Decision>, 'detail'> & { at: number; detail: string }>(
    `INSERT INTO audit (at, personId, hackathonId, action, subject, detail)
     VALUES (:at, :personId, :hackathonId, :action, :subject, :detail)`,
  );
  const select = db.prepare<{ hackathonId: string; beforeSeq: number; limit: number }, AuditRow>(
    `SELECT audit.seq, audit.at, audit.personId, iif(person.erasedAt IS NULL, person.name, '') AS personName, audit.action,
       audit.subject, audit.detail
     FROM audit LEFT JOIN person ON person.id = audit.personId
     WHERE audit.hackathonId = :hackathonId AND audit.seq < :beforeSeq
     ORDER BY audit.seq DESC LIMIT :limit`,
  );
  return {
    record({ personId, hackathonId, action, subject, detail = {} }) {
      insert.run({
        at: now(),
        personId,
        hackathonId,
        action,
        subject,
        detail: JSON.stringify(detail),
      });
    },
    list: (hackathonId, { beforeSeq = Number.MAX_SAFE_INTEGER, limit = 200 } = {}) =>
      select.all({ hackathonId, beforeSeq, limit }),
  };
}
