// Signatories from outside: the one-time link that makes somebody the person of a signatory, and what
// that person sees and confirms, which is their own commitment and nothing else. Knows no HTTP.
import type { Database } from 'better-sqlite3';
import type { CommitmentView } from '../../shared/api/commitments.ts';
import { createSecret } from '../../shared/ids.ts';
import { pickLanguage, project, type Signatory } from '../../shared/projection.ts';
import { type RichNode, richToPlain } from '../../shared/rich-text.ts';
import { type Actor, can } from '../../shared/roles.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { hashSecret } from '../accounts/secret-hash.ts';
import type { Audit } from '../hackathons/audit.ts';
import { AppError, notFound } from '../http/errors.ts';
import type { Rooms } from '../realtime/types.ts';
import type { DocumentRow, Documents } from './documents.ts';
import type { Signatories } from './signatories.ts';

/** How long a link works, ms: a ministry answers in weeks, not in hours. */
const LINK_LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;

/** Somebody who opens a link: signed in, or a newcomer with a name. */
type Claimant =
  | { readonly actor: Actor }
  | { readonly name: string; readonly language: string | undefined };

/** A signatory and where it signs. */
interface Party {
  readonly document: DocumentRow;
  readonly signatory: Signatory;
  readonly hackathonName: string;
  readonly title: string;
}

/** A link that still works. */
interface OpenLink extends Party {
  readonly invitedBy: string;
  readonly expiresAt: number;
}

/** Commitments and the people outside who speak for them. */
export interface Commitments {
  /**
   * Makes a link and returns its token, which is kept nowhere; earlier ones for the same signatory
   * end. Throws `404 not_found` for a signatory the document has not.
   */
  invite(
    document: DocumentRow,
    signatoryId: string,
    by: Actor,
  ): { token: string; expiresAt: number };
  /** What a token opens, without using it. Throws `410 link_used_up`. */
  peek(token: string): OpenLink;
  /**
   * Makes the claimant the signatory's person and returns who that is. Throws `410 link_used_up`,
   * `409 hackathon_closed`, and `403 speaks_for_own` for those who write in the document.
   */
  claim(token: string, claimant: Claimant): string;
  /** What somebody speaks for, by title. `languages` are those they read, the best first. */
  listOf(actor: Actor, languages: readonly string[]): CommitmentView[];
  /**
   * Confirms the words a person read. Throws `404 not_found` for what they do not speak for,
   * `409 words_changed` when it says something else by now, `403 forbidden` when nobody may confirm.
   */
  confirm(actor: Actor, documentId: string, signatoryId: string, words: string): void;
}

/** Opens the links and commitments kept in `db`. */
export function openCommitments({
  db,
  now,
  rooms,
  accounts,
  documents,
  signatories,
  audit,
}: {
  db: Database;
  now: () => number;
  rooms: Pick<Rooms, 'read' | 'tellAside'>;
  accounts: Pick<Accounts, 'people'>;
  documents: Pick<Documents, 'get' | 'subject' | 'require'>;
  signatories: Signatories;
  audit: Audit;
}): Commitments {
  const insert = db.prepare<{
    tokenHash: string;
    documentId: string;
    signatoryId: string;
    createdBy: string;
    createdAt: number;
    expiresAt: number;
  }>(
    `INSERT INTO signatory_link
       (tokenHash, documentId, signatoryId, createdBy, createdAt, expiresAt)
     VALUES (:tokenHash, :documentId, :signatoryId, :createdBy, :createdAt, :expiresAt)`,
  );
  const removeOpen = db.prepare<[string, string]>(
    'DELETE FROM signatory_link WHERE documentId = ? AND signatoryId = ? AND usedAt IS NULL',
  );
  const selectOpen = db.prepare<
    { tokenHash: string; now: number },
    { documentId: string; signatoryId: string; createdBy: string | null; expiresAt: number }
  >(
    `SELECT documentId, signatoryId, createdBy, expiresAt FROM signatory_link
     WHERE tokenHash = :tokenHash AND usedAt IS NULL AND expiresAt > :now`,
  );
  const markUsed = db.prepare<{ tokenHash: string; personId: string; now: number }>(
    `UPDATE signatory_link SET usedAt = :now, usedBy = :personId
     WHERE tokenHash = :tokenHash AND usedAt IS NULL`,
  );
  const selectHackathon = db
    .prepare<[string], string>('SELECT name FROM hackathon WHERE id = ?')
    .pluck();

  function partyOf(documentId: string, signatoryId: string): Party | null {
    const document = documents.get(documentId);
    const signatory = document === null ? null : signatories.find(document, signatoryId);
    if (document === null || signatory === null) return null;
    const { title } = rooms.read(document.id, (doc) => project(document.kind, doc));
    const hackathonName = selectHackathon.get(document.hackathonId) ?? '';
    return { document, signatory, hackathonName, title };
  }

  function peek(token: string): OpenLink {
    const link = selectOpen.get({ tokenHash: hashSecret(token), now: now() });
    const party = link && partyOf(link.documentId, link.signatoryId);
    if (!link || !party) {
      throw new AppError(410, 'link_used_up', 'This link was used or is too old. Ask for another.');
    }
    const { createdBy, expiresAt } = link;
    const names = accounts.people.names(createdBy === null ? [] : [createdBy]);
    return { ...party, invitedBy: names.get(createdBy ?? '') ?? '', expiresAt };
  }

  const claim = db.transaction((token: string, claimant: Claimant) => {
    const { document, signatory } = peek(token);
    const subject = documents.subject(document);
    if (subject.hackathonState === 'closed') {
      throw new AppError(409, 'hackathon_closed', 'This hackathon is over.');
    }
    if ('actor' in claimant && !can(claimant.actor, 'confirm', subject)) {
      // The table that wrote a promise is not the party that makes it, unless a facilitator says so.
      const writing = [subject.teamId, ...subject.invitedTeamIds];
      if (claimant.actor.teams.some(({ teamId }) => writing.includes(teamId))) {
        throw new AppError(
          403,
          'speaks_for_own',
          'You write in this entry. Send the link to the signatory, or ask a facilitator.',
        );
      }
    }
    const personId =
      'actor' in claimant
        ? claimant.actor.personId
        : accounts.people.createGuest({
            name: claimant.name,
            language: claimant.language ?? 'en',
          }).id;
    markUsed.run({ tokenHash: hashSecret(token), personId, now: now() });
    signatories.seat(document, signatory.id, personId);
    audit.record({
      personId,
      hackathonId: document.hackathonId,
      action: 'signatory-link-used',
      subject: document.id,
      detail: { signatoryId: signatory.id },
    });
    return { personId, documentId: document.id };
  });

  return {
    invite(document, signatoryId, by) {
      signatories.require(document, signatoryId);
      const token = createSecret();
      const expiresAt = now() + LINK_LIFETIME_MS;
      db.transaction(() => {
        // The newest link is the one that works: an older one may have reached somebody else.
        removeOpen.run(document.id, signatoryId);
        insert.run({
          tokenHash: hashSecret(token),
          documentId: document.id,
          signatoryId,
          createdBy: by.personId,
          createdAt: now(),
          expiresAt,
        });
        audit.record({
          personId: by.personId,
          hackathonId: document.hackathonId,
          action: 'signatory-invited',
          subject: document.id,
          detail: { signatoryId },
        });
      }).immediate();
      rooms.tellAside(document.id, 'signatories');
      return { token, expiresAt };
    },
    peek,
    claim(token, claimant) {
      const { personId, documentId } = claim.immediate(token, claimant);
      rooms.tellAside(documentId, 'signatories');
      return personId;
    },
    listOf(actor, languages) {
      return signatories.spokenForBy(actor.personId).flatMap(({ documentId, signatoryId }) => {
        const party = partyOf(documentId, signatoryId);
        if (party === null) return [];
        const { document, signatory, hackathonName, title } = party;
        const { fields } = rooms.read(document.id, (doc) => project(document.kind, doc));
        const description = pickLanguage(fields.description, languages);
        const view = signatories
          .list(document, documents.subject(document), actor)
          .signatories.find((one) => one.signatoryId === signatoryId);
        return {
          documentId,
          signatoryId,
          kind: signatory.kind,
          country: signatory.country,
          organisation: signatory.organisation,
          title,
          hackathonName,
          description: description && {
            language: description.language,
            text: richToPlain(description.value as readonly RichNode[]),
          },
          commitment: signatory.commitment,
          isConfirmed: signatory.confirmed,
          confirmation: view?.confirmation ?? null,
          mayConfirm: view?.mayConfirm === true,
        };
      });
    },
    confirm(actor, documentId, signatoryId, words) {
      const isMine = signatories
        .spokenForBy(actor.personId)
        .some((one) => one.documentId === documentId && one.signatoryId === signatoryId);
      if (!isMine) throw notFound('commitment');
      const document = documents.require(documentId);
      if (signatories.require(document, signatoryId).commitment !== words) {
        throw new AppError(409, 'words_changed', 'It says something else by now. Read it again.');
      }
      signatories.confirm(document, documents.subject(document), signatoryId, actor);
    },
  };
}
