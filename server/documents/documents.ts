// Documents as rows: how they are made, what their own screen is told, who is invited. Knows no socket
// and changes no Y.Doc but the one it seeds.
import type { Database } from 'better-sqlite3';
import type { DocumentView } from '../../shared/api/documents.ts';
import type { DocumentSeed } from '../../shared/document.ts';
import { createId, isId } from '../../shared/ids.ts';
import type { Kind } from '../../shared/kinds.ts';
import type { FieldValues } from '../../shared/projection.ts';
import { type Actor, can, type DocumentState } from '../../shared/roles.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Hackathons } from '../hackathons/hackathons.ts';
import { toHackathonView, toTeamView } from '../hackathons/rows.ts';
import { notFound } from '../http/errors.ts';
import type { Changes } from '../live/changes.ts';
import { createDocumentAccess, type DocumentAccess } from './document-access.ts';
import { createDocumentList, type DocumentList } from './document-list.ts';
import { createFirstContent, type FirstContent } from './first-content.ts';
import { createInvitations, type Invitations } from './invitations.ts';
import { prepareProjectionStore } from './projection-row.ts';

/** A document's row. */
export interface DocumentRow {
  readonly id: string;
  readonly hackathonId: string;
  readonly teamId: string;
  readonly kind: Kind;
  readonly state: DocumentState;
  readonly stateChangedAt: number;
  readonly createdBy: string | null;
  readonly createdAt: number;
}

/** The documents of this server. */
export interface Documents extends DocumentAccess, DocumentList, Invitations {
  get(id: string): DocumentRow | null;
  /** The row, or `404 not_found`. */
  require(id: string): DocumentRow;
  /**
   * Makes a document in one transaction with its first content and projection (SY5). `seed` holds
   * plain values by field; `by` is `null` for what nobody typed.
   */
  create(document: {
    teamId: string;
    kind: Kind;
    seed: DocumentSeed;
    by: string | null;
  }): DocumentRow;
  /**
   * The same in the transaction of the caller, with an id and a content made before; the caller tells
   * of it after the commit.
   */
  plant(document: {
    id: string;
    teamId: string;
    content: FirstContent;
    by: string | null;
  }): DocumentRow;
  /** What the document said when it was last projected. */
  projection(id: string): { readonly title: string; readonly fields: FieldValues };
  /** A document as its own screen needs it, with what `actor` may do. */
  view(id: string, actor: Actor): DocumentView;
}

const DOCUMENT_COLUMNS =
  'id, hackathonId, teamId, kind, state, stateChangedAt, createdBy, createdAt';

/** Opens the documents kept in `db`. */
export function openDocuments({
  db,
  now,
  changes,
  accounts,
  hackathons,
}: {
  db: Database;
  now: () => number;
  changes: Changes;
  accounts: Accounts;
  hackathons: Hackathons;
}): Documents {
  const selectDocument = db.prepare<[string], DocumentRow>(
    `SELECT ${DOCUMENT_COLUMNS} FROM document WHERE id = ?`,
  );
  const insertDocument = db.prepare<DocumentRow>(
    `INSERT INTO document (${DOCUMENT_COLUMNS}) VALUES (:id, :hackathonId, :teamId, :kind, :state,
       :stateChangedAt, :createdBy, :createdAt)`,
  );
  const insertUpdate = db.prepare<{
    documentId: string;
    personId: string | null;
    bytes: Uint8Array;
    at: number;
  }>(
    `INSERT INTO document_update (documentId, personId, bytes, at)
     VALUES (:documentId, :personId, :bytes, :at)`,
  );
  const insertClient = db.prepare<[string, number]>(
    'INSERT INTO document_client (documentId, clientId, personId) VALUES (?, ?, NULL)',
  );
  const selectProjection = db.prepare<[string], { title: string; fields: string }>(
    'SELECT title, fields FROM document_projection WHERE documentId = ?',
  );
  const selectReturned = db.prepare<
    [string],
    { note: string; personName: string | null; at: number }
  >(
    `SELECT review_note.note, iif(person.erasedAt IS NULL, person.name, '') AS personName, review_note.at
     FROM review_note LEFT JOIN person ON person.id = review_note.personId
     WHERE review_note.documentId = ? ORDER BY review_note.at DESC, review_note.rowid DESC LIMIT 1`,
  );
  const writeProjection = prepareProjectionStore(db);

  function get(id: string): DocumentRow | null {
    return isId(id) ? (selectDocument.get(id) ?? null) : null;
  }

  function requireDocument(id: string): DocumentRow {
    const row = get(id);
    if (row === null) throw notFound('document');
    return row;
  }

  const access = createDocumentAccess({ db, now, accounts, get });
  const list = createDocumentList(db);
  const invitations = createInvitations({
    db,
    now,
    changes,
    hackathons,
    require: requireDocument,
  });

  const plant = db.transaction(
    ({ id, teamId, content, by }: Parameters<Documents['plant']>[0]): DocumentRow => {
      const team = hackathons.teams.get(teamId);
      if (team === null) throw notFound('team');
      const at = now();
      const row: DocumentRow = {
        id,
        hackathonId: team.hackathonId,
        teamId,
        kind: content.kind,
        state: 'draft',
        stateChangedAt: at,
        createdBy: by,
        createdAt: at,
      };
      insertDocument.run(row);
      if (content.bytes !== null) {
        insertUpdate.run({ documentId: id, personId: by, bytes: content.bytes, at });
        insertClient.run(id, content.clientId);
      }
      writeProjection(id, content.projection);
      return row;
    },
  );

  return {
    get,
    require: requireDocument,
    ...access,
    ...list,
    ...invitations,
    plant: (document) => plant.immediate(document),
    create({ teamId, kind, seed, by }) {
      const content = createFirstContent(kind, seed);
      const row = plant.immediate({ id: createId(), teamId, content, by });
      changes.emit({ type: 'document', documentId: row.id, hackathonId: row.hackathonId });
      return row;
    },
    projection(id) {
      const row = selectProjection.get(id);
      if (row === undefined) throw notFound('document');
      return { title: row.title, fields: JSON.parse(row.fields) as FieldValues };
    },
    view(id, actor) {
      const row = requireDocument(id);
      const found = list.summary(id);
      const hackathon = hackathons.get(row.hackathonId);
      const team = hackathons.teams.get(row.teamId);
      if (found === null || hackathon === null || team === null) throw notFound('document');
      const asked = access.subject(row);
      const leads = can(actor, 'facilitate', {
        type: 'hackathon',
        id: hackathon.id,
        state: hackathon.state,
      });
      const toTeams = (teamIds: readonly string[]) =>
        teamIds.flatMap((teamId) => {
          const other = hackathons.teams.get(teamId);
          return other === null ? [] : [toTeamView(other)];
        });
      const returned = isBeingWritten(row.state) ? selectReturned.get(id) : undefined;
      return {
        ...found,
        hackathon: toHackathonView(hackathon),
        team: toTeamView(team),
        invitedTeams: toTeams(found.invitedTeamIds),
        askingTeams: toTeams(found.askingTeamIds),
        deadlineAt: hackathons.teams.deadlineAt(team, hackathon),
        rights: {
          write: can(actor, 'write', asked),
          // Where a review is required, the reviewer is the one who finalises.
          finalise:
            can(actor, 'review', asked) ||
            (can(actor, 'finalise', asked) && (leads || hackathon.reviewRequired === 0)),
          submit: can(actor, 'submit', asked),
          review: can(actor, 'review', asked),
          reopen: can(actor, 'reopen', asked),
          withdraw: can(actor, 'withdraw', asked),
          invite: can(actor, 'invite', asked),
          restore: can(actor, 'restore', asked),
        },
        returned:
          returned === undefined
            ? null
            : { note: returned.note, personName: returned.personName ?? '', at: returned.at },
        serverTime: now(),
      };
    },
  };
}

/** Whether people may write in a document of this state. */
function isBeingWritten(state: DocumentState): boolean {
  return state === 'draft' || state === 'reopened';
}
