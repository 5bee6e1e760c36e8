// Which other teams write in a document: invited by its own team, or let in after they asked. Knows
// neither who may decide (the routes ask) nor what is written.
import type { Database } from 'better-sqlite3';
import type { Hackathons } from '../hackathons/hackathons.ts';
import { notFound } from '../http/errors.ts';
import type { Changes } from '../live/changes.ts';
import type { DocumentRow } from './documents.ts';

/** Another team's request to write in a document. */
export interface JoinRequest {
  readonly teamId: string;
  readonly askedAt: number;
  readonly declinedAt: number | null;
}

/** Invitations and requests. All throw `404 not_found` for a team of another hackathon (AC2). */
export interface Invitations {
  /** Lets another team write too. Doing it twice is the same as once. */
  invite(documentId: string, teamId: string, by: string): void;
  /** Takes an invitation back, or leaves; open sockets follow. Words stay, and so does the own team. */
  uninvite(documentId: string, teamId: string): void;
  /** Asks for another team to be let in. A request that was declined stays declined. */
  askToJoin(documentId: string, teamId: string, by: string): void;
  /** Takes a request back that nobody answered; what was answered stays answered. */
  stopAsking(documentId: string, teamId: string): void;
  /** Lets a team in that asked, or says no; `404 not_found` when it did not ask. */
  answerJoin(documentId: string, teamId: string, isAccepted: boolean, by: string): void;
  /** How a team's request stands, if it made one. */
  joinRequest(documentId: string, teamId: string): JoinRequest | null;
}

/** Prepares the statements; `require` finds a document's row or throws. */
export function createInvitations({
  db,
  now,
  changes,
  hackathons,
  require,
}: {
  db: Database;
  now: () => number;
  changes: Changes;
  hackathons: Hackathons;
  require: (documentId: string) => DocumentRow;
}): Invitations {
  const insert = db.prepare<[string, string, string, number]>(
    `INSERT INTO document_invited_team (documentId, teamId, invitedBy, invitedAt)
     VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const remove = db.prepare<[string, string]>(
    'DELETE FROM document_invited_team WHERE documentId = ? AND teamId = ?',
  );
  const insertRequest = db.prepare<[string, string, string, number]>(
    `INSERT INTO join_request (documentId, teamId, askedBy, askedAt)
     VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const declineRequest = db.prepare<[number, string, string]>(
    'UPDATE join_request SET declinedAt = ? WHERE documentId = ? AND teamId = ?',
  );
  const removeUnanswered = db.prepare<[string, string]>(
    'DELETE FROM join_request WHERE documentId = ? AND teamId = ? AND declinedAt IS NULL',
  );
  const removeRequest = db.prepare<[string, string]>(
    'DELETE FROM join_request WHERE documentId = ? AND teamId = ?',
  );
  const selectRequest = db.prepare<[string, string], JoinRequest>(
    'SELECT teamId, askedAt, declinedAt FROM join_request WHERE documentId = ? AND teamId = ?',
  );

  function requireBoth(documentId: string, teamId: string): DocumentRow {
    const row = require(documentId);
    const team = hackathons.teams.get(teamId);
    if (team === null || team.hackathonId !== row.hackathonId) throw notFound('team');
    return row;
  }

  /** Both teams hear of it where they write: the other one in its own documents. */
  function announceRequest({ id, hackathonId }: DocumentRow, teamId: string): void {
    changes.emit({ type: 'document', documentId: id, hackathonId });
    changes.emit({ type: 'team', teamId, hackathonId });
  }

  function announce(row: DocumentRow, teamId: string): void {
    changes.emit({ type: 'rights', documentId: row.id });
    announceRequest(row, teamId);
  }

  const letIn = db.transaction((row: DocumentRow, teamId: string, by: string) => {
    if (teamId !== row.teamId) insert.run(row.id, teamId, by, now());
    removeRequest.run(row.id, teamId);
  });

  return {
    invite(documentId, teamId, by) {
      const row = requireBoth(documentId, teamId);
      letIn.immediate(row, teamId, by);
      announce(row, teamId);
    },
    uninvite(documentId, teamId) {
      const row = requireBoth(documentId, teamId);
      remove.run(documentId, teamId);
      announce(row, teamId);
    },
    askToJoin(documentId, teamId, by) {
      const row = requireBoth(documentId, teamId);
      if (teamId === row.teamId) return;
      insertRequest.run(documentId, teamId, by, now());
      announceRequest(row, teamId);
    },
    stopAsking(documentId, teamId) {
      const row = requireBoth(documentId, teamId);
      removeUnanswered.run(documentId, teamId);
      announceRequest(row, teamId);
    },
    answerJoin(documentId, teamId, isAccepted, by) {
      const row = requireBoth(documentId, teamId);
      if (selectRequest.get(documentId, teamId) === undefined) throw notFound('request');
      if (isAccepted) letIn.immediate(row, teamId, by);
      else declineRequest.run(now(), documentId, teamId);
      announce(row, teamId);
    },
    joinRequest: (documentId, teamId) => selectRequest.get(documentId, teamId) ?? null,
  };
}
