// Who speaks for a signatory of a collective action, and that it confirmed what it promises. The
// confirmation is sealed into the document through its live room (SY9, SG1). Knows no HTTP.
import type { Database } from 'better-sqlite3';
import type { SignatoriesView } from '../../shared/api/signatories.ts';
import { commitmentRoot } from '../../shared/document.ts';
import { type Projection, project, type Signatory } from '../../shared/projection.ts';
import { type Actor, can } from '../../shared/roles.ts';
import { sealConfirmation } from '../../shared/seal.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Audit } from '../hackathons/audit.ts';
import type { Roster } from '../hackathons/roster.ts';
import { AppError, forbidden, notFound } from '../http/errors.ts';
import type { Rooms } from '../realtime/types.ts';
import type { DocumentSubject } from './document-access.ts';
import type { DocumentRow } from './documents.ts';

/** The signatories of documents. All throw `404 not_found` for a signatory the document has not. */
export interface Signatories {
  list(document: DocumentRow, subject: DocumentSubject, actor: Actor): SignatoriesView;
  /** Says who speaks for a signatory; `null` for nobody. The person is of the hackathon. */
  appoint(document: DocumentRow, signatoryId: string, personId: string | null, by: Actor): void;
  /** Confirms what the signatory promises now. Throws `403 forbidden` for whoever may not. */
  confirm(document: DocumentRow, subject: DocumentSubject, signatoryId: string, by: Actor): void;
  /** A signatory as the document has it now, or `null`. */
  find(document: DocumentRow, signatoryId: string): Signatory | null;
  /** The same; also throws `422 unknown_field` for a kind that nobody signs. */
  require(document: DocumentRow, signatoryId: string): Signatory;
  /** Somebody came by a link and speaks for the signatory: in the caller's transaction. */
  seat(document: DocumentRow, signatoryId: string, personId: string): void;
  /** What somebody speaks for. */
  spokenForBy(personId: string): { documentId: string; signatoryId: string }[];
}

/** Who speaks for a signatory, and whether they came by a link. */
interface SpeakerRow {
  readonly personId: string;
  readonly isByLink: 0 | 1;
}

/** Opens the signatories kept in `db`. */
export function openSignatories({
  db,
  rooms,
  accounts,
  roster,
  audit,
  now,
}: {
  db: Database;
  rooms: Rooms;
  accounts: Accounts;
  roster: Pick<Roster, 'get'>;
  audit: Audit;
  now: () => number;
}): Signatories {
  const selectPeople = db.prepare<[string], SpeakerRow & { signatoryId: string }>(
    'SELECT signatoryId, personId, isByLink FROM signatory_person WHERE documentId = ?',
  );
  const selectPerson = db.prepare<[string, string], SpeakerRow>(
    'SELECT personId, isByLink FROM signatory_person WHERE documentId = ? AND signatoryId = ?',
  );
  const selectSpokenFor = db.prepare<[string], { documentId: string; signatoryId: string }>(
    `SELECT speaker.documentId, speaker.signatoryId FROM signatory_person AS speaker
     JOIN document_projection AS projection ON projection.documentId = speaker.documentId
     WHERE speaker.personId = ? ORDER BY projection.title, speaker.documentId, speaker.signatoryId`,
  );
  const upsertPerson = db.prepare<SpeakerRow & { documentId: string; id: string; at: number }>(
    `INSERT INTO signatory_person (documentId, signatoryId, personId, at, isByLink)
     VALUES (:documentId, :id, :personId, :at, :isByLink)
     ON CONFLICT (documentId, signatoryId) DO UPDATE
     SET personId = excluded.personId, at = excluded.at, isByLink = excluded.isByLink`,
  );
  const selectOpenLinks = db.prepare<
    { documentId: string; now: number },
    { signatoryId: string; expiresAt: number }
  >(
    `SELECT signatoryId, expiresAt FROM signatory_link
     WHERE documentId = :documentId AND usedAt IS NULL AND expiresAt > :now`,
  );
  const deletePerson = db.prepare<[string, string]>(
    'DELETE FROM signatory_person WHERE documentId = ? AND signatoryId = ?',
  );
  const selectConfirmations = db.prepare<
    [string],
    { signatoryId: string; personId: string | null; at: number }
  >(
    // SQLite takes the other columns from the row of the maximum.
    `SELECT signatoryId, personId, max(at) AS at FROM signatory_confirmation
     WHERE documentId = ? GROUP BY signatoryId`,
  );
  const insertConfirmation = db.prepare<[string, string, string, string, number]>(
    `INSERT INTO signatory_confirmation (documentId, signatoryId, personId, commitment, at)
     VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );

  function projectionOf(document: DocumentRow): Projection {
    return rooms.read(document.id, (doc) => project(document.kind, doc));
  }

  function signatoriesOf(document: DocumentRow): readonly Signatory[] {
    return (projectionOf(document).fields.signatories ?? []) as readonly Signatory[];
  }

  function find(document: DocumentRow, signatoryId: string): Signatory | null {
    rooms.flush(document.id);
    return signatoriesOf(document).find(({ id }) => id === signatoryId) ?? null;
  }

  function requireSignatory(document: DocumentRow, signatoryId: string): Signatory {
    if (document.kind !== 'collective-action') {
      throw new AppError(422, 'unknown_field', 'This kind of entry has no such field.');
    }
    const found = find(document, signatoryId);
    if (found === null) throw notFound('signatory');
    return found;
  }

  function seat(document: DocumentRow, id: string, speaker: SpeakerRow): void {
    upsertPerson.run({ ...speaker, documentId: document.id, id, at: now() });
  }

  function mayConfirm(subject: DocumentSubject, actor: Actor, speaker: SpeakerRow | undefined) {
    if (can(actor, 'confirm', subject)) return true;
    // The signatory's own person confirms wherever a facilitator could; whoever came by a link reads
    // the commitment and needs no more.
    const isOpen = subject.hackathonState !== 'closed' && isConfirmable(subject);
    if (!isOpen || speaker === undefined || speaker.personId !== actor.personId) return false;
    return speaker.isByLink === 1 || can(actor, 'read', subject);
  }

  return {
    list(document, subject, actor) {
      const people = new Map(selectPeople.all(document.id).map((row) => [row.signatoryId, row]));
      const links = new Map(
        selectOpenLinks
          .all({ documentId: document.id, now: now() })
          .map(({ signatoryId, expiresAt }) => [signatoryId, expiresAt]),
      );
      const confirmations = new Map(
        selectConfirmations.all(document.id).map((row) => [row.signatoryId, row]),
      );
      const ids = [...people.values(), ...confirmations.values()].map((row) => row.personId);
      const names = accounts.people.names(ids.filter((id) => id !== null));
      return {
        mayAppoint: can(actor, 'confirm', subject),
        mayInvite: can(actor, 'invite', subject) && isConfirmable(subject),
        signatories: signatoriesOf(document).map(({ id }) => {
          const speaker = people.get(id);
          const confirmation = confirmations.get(id);
          return {
            signatoryId: id,
            person:
              speaker === undefined
                ? null
                : { personId: speaker.personId, name: names.get(speaker.personId) ?? '' },
            linkUntil: links.get(id) ?? null,
            confirmation:
              confirmation === undefined
                ? null
                : {
                    personName: names.get(confirmation.personId ?? '') ?? '',
                    at: confirmation.at,
                  },
            mayConfirm: mayConfirm(subject, actor, speaker),
          };
        }),
      };
    },
    appoint(document, signatoryId, personId, by) {
      requireSignatory(document, signatoryId);
      if (personId !== null && roster.get(document.hackathonId, personId) === null) {
        throw notFound('person');
      }
      db.transaction(() => {
        if (personId === null) deletePerson.run(document.id, signatoryId);
        else seat(document, signatoryId, { personId, isByLink: 0 });
        audit.record({
          personId: by.personId,
          hackathonId: document.hackathonId,
          action: 'signatory-appointed',
          subject: document.id,
          detail: { signatoryId, personId },
        });
      }).immediate();
      rooms.tellAside(document.id, 'signatories');
    },
    confirm(document, subject, signatoryId, by) {
      if (!mayConfirm(subject, by, selectPerson.get(document.id, signatoryId))) throw forbidden();
      if (requireSignatory(document, signatoryId).confirmed) return;
      const origin = { type: 'server', personId: by.personId, reason: 'confirm' } as const;
      rooms.edit(document.id, origin, (doc) => {
        const commitment = doc.getText(commitmentRoot(signatoryId)).toString().trim();
        sealConfirmation(doc, signatoryId, commitment);
        // In the room's own transaction: neither is without the other.
        insertConfirmation.run(document.id, signatoryId, by.personId, commitment, now());
        if (can(by, 'confirm', subject)) {
          audit.record({
            personId: by.personId,
            hackathonId: document.hackathonId,
            action: 'signatory-confirmed',
            subject: document.id,
            detail: { signatoryId },
          });
        }
      });
      rooms.tellAside(document.id, 'signatories');
    },
    find,
    require: requireSignatory,
    seat: (document, id, personId) => seat(document, id, { personId, isByLink: 1 }),
    spokenForBy: (personId) => selectSpokenFor.all(personId),
  };
}

/** Whether a confirmation can be taken in this state: what is finalised or gone says what it says. */
function isConfirmable({ state }: DocumentSubject): boolean {
  return state === 'draft' || state === 'reopened' || state === 'in-review';
}
