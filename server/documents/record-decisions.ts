// What people decide about records that are published: which two are one, which are not, and whether
// what a record is about is still alive. Each asks `can()`, is one transaction and is audited. Knows
// no HTTP.
import type { Database } from 'better-sqlite3';
import { recordPath } from '../../shared/record.ts';
import { type Actor, can, type Subject, type Verbs } from '../../shared/roles.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { RecordRow } from '../catalogue/publish.ts';
import type { Hackathons } from '../hackathons/hackathons.ts';
import { AppError, forbidden, notFound } from '../http/errors.ts';
import type { Changes } from '../live/changes.ts';
import type { Rooms } from '../realtime/types.ts';
import type { Documents } from './documents.ts';
import type { Projector } from './projector.ts';

/** The decisions; all throw `404 not_found` and `403 forbidden`. */
export interface RecordDecisions {
  /**
   * Makes one record lead to another for good: its permalinks, what names it, and its document, which
   * nobody writes in any more. Both keep their revisions. Throws `409 cannot_merge` unless both are
   * published, of one kind and two. Answers the survivor's path.
   */
  merge(recordId: string, intoId: string, actor: Actor): string;
  /** Takes a merged record out again; it and its document are as they were finalised. */
  unmerge(recordId: string, actor: Actor): string;
  /** Remembers that two records are not the same, so that nobody is asked again. */
  tellApart(recordId: string, otherId: string, reason: string, actor: Actor): void;
  /** Notes whether it is still alive; the newest note counts. */
  confirm(recordId: string, found: { isAlive: boolean; note: string }, actor: Actor): string;
}

/** Opens the decisions over their parts. */
export function openRecordDecisions({
  db,
  rooms,
  documents,
  hackathons,
  projector,
  catalogue,
  changes,
  now,
}: {
  db: Database;
  rooms: Rooms;
  documents: Documents;
  hackathons: Hackathons;
  projector: Projector;
  catalogue: Catalogue;
  changes: Changes;
  now: () => number;
}): RecordDecisions {
  const updateDocument = db.prepare<{ id: string; state: 'merged' | 'finalised'; at: number }>(
    'UPDATE document SET state = :state, stateChangedAt = :at WHERE id = :id',
  );

  function require(recordId: string, verb: Verbs['record'], actor: Actor): RecordRow {
    const record = catalogue.row(recordId);
    if (record === null) throw notFound('record');
    const subject = subjectOf(record);
    if (!can(actor, 'read', subject)) throw notFound('record');
    if (!can(actor, verb, subject)) throw forbidden();
    return record;
  }

  function audit(record: RecordRow, actor: Actor, action: string, detail = {}): void {
    hackathons.audit.record({
      personId: actor.personId,
      hackathonId: record.hackathonId,
      action,
      subject: record.id,
      detail,
    });
  }

  /** After the commit: the sockets first, so that nobody types into what is no longer theirs. */
  function announce(record: RecordRow): void {
    rooms.refreshRights({ documentId: record.documentId });
    projector.flush(record.documentId);
    const { hackathonId } = documents.require(record.documentId);
    changes.emit({ type: 'document', documentId: record.documentId, hackathonId });
    catalogue.announce(record.id, record.hackathonId);
  }

  return {
    merge(recordId, intoId, actor) {
      const lost = require(recordId, 'merge', actor);
      const kept = require(intoId, 'read', actor);
      const areTwo = lost.id !== kept.id && lost.kind === kept.kind;
      if (!areTwo || lost.state !== 'published' || kept.state !== 'published') {
        throw new AppError(
          409,
          'cannot_merge',
          'Only two published entries of one kind can become one.',
        );
      }
      // What has arrived belongs to the text as it was.
      rooms.flush(lost.documentId);
      db.transaction(() => {
        const at = now();
        catalogue.merge(lost.id, kept.id, at);
        updateDocument.run({ id: lost.documentId, state: 'merged', at });
        const action = 'record-merged';
        audit(lost, actor, action, { into: kept.id });
        if (kept.hackathonId !== lost.hackathonId) audit(kept, actor, action, { from: lost.id });
      }).immediate();
      announce(lost);
      catalogue.announce(kept.id, kept.hackathonId);
      return recordPath(kept.kind, kept.slug);
    },
    unmerge(recordId, actor) {
      const record = require(recordId, 'merge', actor);
      if (record.state !== 'merged') {
        throw new AppError(409, 'not_merged', 'This entry is not merged into another.');
      }
      db.transaction(() => {
        const at = now();
        catalogue.unmerge(record.id, at);
        updateDocument.run({ id: record.documentId, state: 'finalised', at });
        const action = 'record-unmerged';
        audit(record, actor, action, { from: record.mergedInto });
      }).immediate();
      announce(record);
      return recordPath(record.kind, record.slug);
    },
    tellApart(recordId, otherId, reason, actor) {
      const record = require(recordId, 'merge', actor);
      const other = require(otherId, 'read', actor);
      db.transaction(() => {
        const decision = { personId: actor.personId, reason, at: now() };
        catalogue.duplicates.remember(record.documentId, [other.id], decision);
        const action = 'record-told-apart';
        audit(record, actor, action, { other: other.id, reason });
      }).immediate();
    },
    confirm(recordId, { isAlive, note }, actor) {
      const record = require(recordId, 'confirm', actor);
      db.transaction(() => {
        const at = now();
        catalogue.confirm({ recordId, isAlive, note, personId: actor.personId, at });
        const action = 'record-confirmed';
        audit(record, actor, action, { isAlive });
      }).immediate();
      catalogue.announce(record.id, record.hackathonId);
      return recordPath(record.kind, record.slug);
    },
  };
}

/** A record as `can()` is asked about it. */
export function subjectOf({
  id,
  hackathonId,
  teamId,
  state,
}: Pick<RecordRow, 'id' | 'hackathonId' | 'teamId' | 'state'>): Extract<
  Subject,
  { type: 'record' }
> {
  // A merged record leads to one that is public.
  return { type: 'record', id, hackathonId, teamId, isPublic: state !== 'withdrawn' };
}
