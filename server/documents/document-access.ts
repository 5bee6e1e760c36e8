// What may be done with a document now, by whom: the facts `can()` is asked with, and the relay's door.
// Only reads.
import type { Database } from 'better-sqlite3';
import { CLOSE } from '../../shared/protocol.ts';
import { can, type HackathonState, type Subject, writeDenial } from '../../shared/roles.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { notFound } from '../http/errors.ts';
import type { Rights, Visitor } from '../realtime/types.ts';
import type { DocumentRow } from './documents.ts';

/** What `can()` is asked about a document. */
export type DocumentSubject = Extract<Subject, { type: 'document' }>;

/** Asks about documents. */
export interface DocumentAccess {
  subject(row: DocumentRow): DocumentSubject;
  /** What a visitor may do now; asked at the door and again whenever rights may have changed. */
  authorize(visitor: Visitor, documentId: string): Rights;
}

interface Circumstances {
  hackathonState: HackathonState;
  deadlineAt: number;
  invitedTeamIds: string;
}

/** Prepares the statements; `get` finds a document's row. */
export function createDocumentAccess({
  db,
  now,
  accounts,
  get,
}: {
  db: Database;
  now: () => number;
  accounts: Accounts;
  get: (id: string) => DocumentRow | null;
}): DocumentAccess {
  const selectCircumstances = db.prepare<[string], Circumstances>(
    `SELECT hackathon.state AS hackathonState,
       max(coalesce(team.extendedUntil, 0), hackathon.endsAt) AS deadlineAt,
       (SELECT json_group_array(teamId) FROM document_invited_team
        WHERE documentId = document.id) AS invitedTeamIds
     FROM document
     JOIN team ON team.id = document.teamId
     JOIN hackathon ON hackathon.id = document.hackathonId
     WHERE document.id = ?`,
  );
  const selectSoleWriter = db
    .prepare<[string], string | null>(
      `SELECT createdBy FROM document
       WHERE id = ? AND (state <> 'withdrawn' OR withdrawnBy = createdBy)
         AND NOT EXISTS (SELECT 1 FROM document_update
           WHERE documentId = document.id AND personId <> createdBy)
         AND NOT EXISTS (SELECT 1 FROM signatory_confirmation
           WHERE documentId = document.id AND personId <> createdBy)
         AND NOT EXISTS (SELECT 1 FROM document_version
           WHERE documentId = document.id AND cause = 'finalised')`,
    )
    .pluck();
  function circumstances(documentId: string): Circumstances {
    const found = selectCircumstances.get(documentId);
    if (found === undefined) throw notFound('document');
    return found;
  }

  function subject(row: DocumentRow): DocumentSubject {
    const { hackathonState, deadlineAt, invitedTeamIds } = circumstances(row.id);
    return {
      type: 'document',
      id: row.id,
      hackathonId: row.hackathonId,
      hackathonState,
      teamId: row.teamId,
      invitedTeamIds: JSON.parse(invitedTeamIds) as string[],
      state: row.state,
      isLate: now() > deadlineAt,
      // Read when it is asked: sockets ask often for other things, and a long log takes milliseconds.
      get soleWriterId() {
        return selectSoleWriter.get(row.id) ?? null;
      },
    };
  }

  return {
    subject,
    authorize(visitor, documentId) {
      if (!accounts.sessions.isLive(visitor.sessionId)) {
        return { read: false, close: CLOSE.signedOut };
      }
      const row = get(documentId);
      if (row === null) return { read: false, close: CLOSE.notFound };
      const actor = accounts.actor(visitor.user.id);
      const asked = subject(row);
      if (!can(actor, 'read', asked)) return { read: false, close: CLOSE.forbidden };
      const denial = writeDenial(actor, asked);
      return denial === null ? { read: true, write: true } : { read: true, write: false, denial };
    },
  };
}
