// Documents as rows: who may do what with them, how they are made, how lists show them. Knows the
// tables and the field table; knows no socket and changes no Y.Doc but the one it seeds.
import type { Database } from 'better-sqlite3';
import * as Y from 'yjs';
import type { DocumentSummary, DocumentView } from '../../shared/api.ts';
import { type DocumentSeed, writeSeed } from '../../shared/document.ts';
import type { Kind } from '../../shared/fields.ts';
import { createId, isId } from '../../shared/ids.ts';
import { normaliseName } from '../../shared/normalise.ts';
import type { FieldValues } from '../../shared/projection.ts';
import { CLOSE } from '../../shared/protocol.ts';
import { recordPath } from '../../shared/record.ts';
import {
  type Actor,
  can,
  type DocumentState,
  type HackathonState,
  type Subject,
  writeDenial,
} from '../../shared/roles.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Hackathons } from '../hackathons/hackathons.ts';
import { toHackathonView, toTeamView } from '../hackathons/rows.ts';
import { notFound } from '../http/errors.ts';
import type { Changes } from '../live/changes.ts';
import type { Rights, Visitor } from '../realtime/types.ts';
import { prepareProjectionWrite } from './projection-row.ts';

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

/** What `can()` is asked about a document. */
export type DocumentSubject = Extract<Subject, { type: 'document' }>;

/** Which documents a list is of. */
export type DocumentSelection =
  | { readonly hackathonId: string }
  | { readonly teamId: string }
  | { readonly ids: readonly string[] };

/** The documents of this server. */
export interface Documents {
  get(id: string): DocumentRow | null;
  /** The row, or `404 not_found`. */
  require(id: string): DocumentRow;
  subject(row: DocumentRow): DocumentSubject;
  /** What a visitor may do now; asked at the door and again whenever rights may have changed. */
  authorize(visitor: Visitor, documentId: string): Rights;
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
  /** Oldest first. */
  summaries(selection: DocumentSelection): DocumentSummary[];
  summary(id: string): DocumentSummary | null;
  /** Those of a hackathon whose title holds the words, accents and case aside. */
  find(hackathonId: string, words: string): DocumentSummary[];
  /** What the document said when it was last projected. */
  projection(id: string): { readonly title: string; readonly fields: FieldValues };
  /** A document as its own screen needs it, with what `actor` may do. */
  view(id: string, actor: Actor): DocumentView;
  /** Lets another team write too. Doing it twice is the same as once. */
  invite(documentId: string, teamId: string, by: string): void;
}

const DOCUMENT_COLUMNS =
  'id, hackathonId, teamId, kind, state, stateChangedAt, createdBy, createdAt';

const SUMMARY = `
  SELECT document.id, document.hackathonId, document.teamId, document.kind, document.state,
    document.createdAt, projection.title, projection.completeness, projection.missing,
    projection.lastEditedAt, iif(person.erasedAt IS NULL, person.name, '') AS lastEditedBy,
    record.slug, record.state AS recordState, record.headRevision
  FROM document
  JOIN document_projection AS projection ON projection.documentId = document.id
  LEFT JOIN person ON person.id = projection.lastEditedBy
  LEFT JOIN record ON record.documentId = document.id`;

interface SummaryRow {
  id: string;
  hackathonId: string;
  teamId: string;
  kind: Kind;
  state: DocumentState;
  createdAt: number;
  title: string;
  completeness: number;
  missing: string;
  lastEditedAt: number | null;
  lastEditedBy: string | null;
  slug: string | null;
  recordState: string | null;
  headRevision: number | null;
}

interface Circumstances {
  hackathonState: HackathonState;
  deadlineAt: number;
  invitedTeamIds: string;
}

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
  const selectCircumstances = db.prepare<[string], Circumstances>(
    `SELECT hackathon.state AS hackathonState,
       coalesce(team.extendedUntil, hackathon.endsAt) AS deadlineAt,
       (SELECT json_group_array(teamId) FROM document_invited_team
        WHERE documentId = document.id) AS invitedTeamIds
     FROM document
     JOIN team ON team.id = document.teamId
     JOIN hackathon ON hackathon.id = document.hackathonId
     WHERE document.id = ?`,
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
  const insertInvitation = db.prepare<[string, string, string, number]>(
    `INSERT INTO document_invited_team (documentId, teamId, invitedBy, invitedAt)
     VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const selectByHackathon = db.prepare<[string], SummaryRow>(
    `${SUMMARY} WHERE document.hackathonId = ? ORDER BY document.createdAt, document.id`,
  );
  const selectByTeam = db.prepare<[string], SummaryRow>(
    `${SUMMARY} WHERE document.teamId = ? ORDER BY document.createdAt, document.id`,
  );
  const selectByIds = db.prepare<[string], SummaryRow>(
    `${SUMMARY} WHERE document.id IN (SELECT value FROM json_each(?))
     ORDER BY document.createdAt, document.id`,
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
  const writeProjection = prepareProjectionWrite(db);

  function get(id: string): DocumentRow | null {
    return isId(id) ? (selectDocument.get(id) ?? null) : null;
  }

  function requireDocument(id: string): DocumentRow {
    const row = get(id);
    if (row === null) throw notFound('document');
    return row;
  }

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
    };
  }

  const create = db.transaction(
    ({ teamId, kind, seed, by }: Parameters<Documents['create']>[0]): DocumentRow => {
      const team = hackathons.teams.get(teamId);
      if (team === null) throw notFound('team');
      const at = now();
      const row: DocumentRow = {
        id: createId(),
        hackathonId: team.hackathonId,
        teamId,
        kind,
        state: 'draft',
        stateChangedAt: at,
        createdBy: by,
        createdAt: at,
      };
      insertDocument.run(row);
      const doc = new Y.Doc();
      writeSeed(kind, doc, seed);
      if (doc.store.clients.size > 0) {
        insertUpdate.run({
          documentId: row.id,
          personId: by,
          bytes: Y.encodeStateAsUpdate(doc),
          at,
        });
        // Nobody else may go on writing under the seed's client id (AD5).
        insertClient.run(row.id, doc.clientID);
      }
      writeProjection(row, doc);
      doc.destroy();
      return row;
    },
  );

  function summaries(selection: DocumentSelection): DocumentSummary[] {
    if ('hackathonId' in selection) {
      return selectByHackathon.all(selection.hackathonId).map(toSummary);
    }
    if ('teamId' in selection) return selectByTeam.all(selection.teamId).map(toSummary);
    return selectByIds.all(JSON.stringify(selection.ids)).map(toSummary);
  }

  function summary(id: string): DocumentSummary | null {
    return summaries({ ids: [id] })[0] ?? null;
  }

  return {
    get,
    require: requireDocument,
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
    create(document) {
      const row = create.immediate(document);
      changes.emit({ type: 'document', documentId: row.id, hackathonId: row.hackathonId });
      return row;
    },
    summaries,
    summary,
    find(hackathonId, words) {
      const wanted = normaliseName(words);
      const all = summaries({ hackathonId });
      return wanted === '' ? all : all.filter(({ title }) => normaliseName(title).includes(wanted));
    },
    projection(id) {
      const row = selectProjection.get(id);
      if (row === undefined) throw notFound('document');
      return { title: row.title, fields: JSON.parse(row.fields) as FieldValues };
    },
    view(id, actor) {
      const row = requireDocument(id);
      const found = summary(id);
      const hackathon = hackathons.get(row.hackathonId);
      const team = hackathons.teams.get(row.teamId);
      if (found === null || hackathon === null || team === null) throw notFound('document');
      const asked = subject(row);
      const leads = can(actor, 'facilitate', {
        type: 'hackathon',
        id: hackathon.id,
        state: hackathon.state,
      });
      const returned = isBeingWritten(row.state) ? selectReturned.get(id) : undefined;
      return {
        ...found,
        hackathon: toHackathonView(hackathon),
        team: toTeamView(team),
        invitedTeams: asked.invitedTeamIds.flatMap((teamId) => {
          const invited = hackathons.teams.get(teamId);
          return invited === null ? [] : [toTeamView(invited)];
        }),
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
    invite(documentId, teamId, by) {
      const row = requireDocument(documentId);
      const team = hackathons.teams.get(teamId);
      // A team of another hackathon is as unknown here as one that does not exist (AC2).
      if (team === null || team.hackathonId !== row.hackathonId) throw notFound('team');
      if (teamId !== row.teamId) insertInvitation.run(documentId, teamId, by, now());
      changes.emit({ type: 'rights', documentId });
      changes.emit({ type: 'document', documentId, hackathonId: row.hackathonId });
    },
  };
}

/** Whether people may write in a document of this state. */
export function isBeingWritten(state: DocumentState): boolean {
  return state === 'draft' || state === 'reopened';
}

function toSummary(row: SummaryRow): DocumentSummary {
  const { slug, recordState, missing, headRevision, ...rest } = row;
  return {
    ...rest,
    missing: JSON.parse(missing) as DocumentSummary['missing'],
    recordPath: slug !== null && recordState === 'published' ? recordPath(row.kind, slug) : null,
    headRevision,
  };
}
