// What open drafts said when their time was up, kept as versions (LI7). Decides no deadline, and changes
// no document.
import type { Database } from 'better-sqlite3';
import type { Rooms } from '../realtime/types.ts';
import type { Documents } from './documents.ts';
import type { Versions } from './versions.ts';

/** Snapshots at deadlines. */
export interface DeadlineSnapshots {
  /**
   * Keeps a version of every open draft whose stage or whose team's time was up at `at`, one for each
   * deadline; answers how many (LI7). Throws `AggregateError` after having tried all.
   */
  snapshotDeadlines(at: number): number;
  /** Keeps a version of every open draft of a hackathon that has none of what it says now. As above. */
  snapshotOpen(hackathonId: string): number;
}

/** Prepares the statements. */
export function openDeadlineSnapshots({
  db,
  rooms,
  documents,
  versions,
}: {
  db: Database;
  rooms: Pick<Rooms, 'flush'>;
  documents: Pick<Documents, 'summaries'>;
  versions: Pick<Versions, 'create'>;
}): DeadlineSnapshots {
  const selectDue = db.prepare<{ at: number }, { documentId: string; name: string }>(
    `WITH passed AS (
       SELECT team.id AS teamId, stage.name, stage.endsAt FROM stage
       JOIN team ON team.hackathonId = stage.hackathonId
       UNION ALL
       SELECT team.id, '', max(coalesce(team.extendedUntil, 0), hackathon.endsAt) FROM team
       JOIN hackathon ON hackathon.id = team.hackathonId
     )
     -- The last deadline that passed says its name; one snapshot does for all before it.
     SELECT document.id AS documentId, passed.name, max(passed.endsAt) AS endsAt FROM document
     JOIN passed ON passed.teamId = document.teamId
     WHERE document.state IN ('draft', 'in-review', 'reopened')
       AND passed.endsAt <= :at AND document.createdAt <= passed.endsAt
       AND NOT EXISTS (SELECT 1 FROM document_version AS version
         WHERE version.documentId = document.id AND version.cause = 'deadline'
           AND version.at >= passed.endsAt)
     GROUP BY document.id`,
  );
  const selectOpen = db.prepare<[string], { documentId: string; name: string }>(
    `SELECT document.id AS documentId, '' AS name FROM document
     WHERE document.hackathonId = ? AND document.state IN ('draft', 'in-review', 'reopened')
       AND NOT EXISTS (SELECT 1 FROM document_version AS version
         WHERE version.documentId = document.id AND version.cause = 'deadline'
           AND version.throughSeq = (SELECT coalesce(max(seq), 0) FROM document_update
             WHERE document_update.documentId = document.id))`,
  );

  function keepAll(due: readonly { documentId: string; name: string }[]): number {
    const failures: unknown[] = [];
    for (const { documentId, name } of due) {
      try {
        versions.create(documentId, { cause: 'deadline', name, by: null });
      } catch (error) {
        // One unreadable document must not cost the others their snapshot.
        failures.push(error);
      }
    }
    if (failures.length > 0) {
      throw new AggregateError(failures, `${failures.length} deadline snapshots failed.`);
    }
    return due.length;
  }

  return {
    snapshotDeadlines: (at) => keepAll(selectDue.all({ at })),
    snapshotOpen(hackathonId) {
      // What has arrived is in the log before it is asked what is new.
      for (const { id } of documents.summaries({ hackathonId })) rooms.flush(id);
      return keepAll(selectOpen.all(hackathonId));
    },
  };
}
